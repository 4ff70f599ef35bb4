import { endOf } from '../../client/validity.ts';
import type { Estimate } from '../../contract/estimate.ts';
import type { FloatingTerm } from '../../contract/shop-terms.ts';
import { formatDay } from '../../estimate/civil-date.ts';
import { ordered } from '../../estimate/range.ts';
import { dayAt } from '../../estimate/zoned-time.ts';
import { tellArrival, tellWindow, todayIn, type Today } from '../../i18n/days.ts';
import { fill, fillText } from '../../i18n/fill.ts';
import { readerTimeZone, type Format, type Piece } from '../../i18n/format.ts';
import type { EstimateMessages } from '../../i18n/messages.ts';

/** What words depend on: the language, and what time it is (milliseconds since the epoch). */
export type Telling = { messages: EstimateMessages; format: Format; now: number };

export function zoneOf({ timeZone }: Estimate): string {
  return timeZone ?? readerTimeZone();
}

export function todayFor(estimate: Estimate, now: number): Today {
  return todayIn(zoneOf(estimate), now);
}

/** Whether the answer no longer holds by itself: its window, its cut-off or its validity has passed. */
export function isExpired(estimate: Estimate, now: number): boolean {
  const { window } = estimate;
  const lastDay = window && (window.to ?? window.from);
  // Civil dates sort as text.
  const isPast = lastDay !== undefined && lastDay < todayFor(estimate, now).today;
  return isPast || endOf(estimate) <= now;
}

/** The sentence that says when: the estimate's headline. */
export function tellWhen(estimate: Estimate, telling: Telling): Piece[] {
  const { messages, format, now } = telling;
  const days = todayFor(estimate, now);
  const sentences = messages[estimate.kind];
  if (estimate.readyAt) return tellReady(estimate, days, telling);
  if (estimate.parcels && estimate.parcels.length > 1) {
    const list = format.list(estimate.parcels.map(({ window }) => tellWindow(window, days, format)));
    const count = estimate.parcels.length;
    return fill(format.plural(messages.parcels, count), { count: format.number(count), list });
  }
  if (estimate.window) return tellArrival(estimate.window, days, sentences, format);
  if (estimate.term) return fill(sentences.term, { term: tellTerm(estimate.term, telling) });
  return [];
}

/** Only the dates, the time or the term, for lists. */
export function tellBriefly(estimate: Estimate, telling: Telling): Piece[] {
  const days = todayFor(estimate, telling.now);
  const { readyAt, window, term } = estimate;
  if (readyAt) return [{ text: telling.format.dayAndTime(readyAt.to, zoneOf(estimate)) }];
  // Without an upper bound the sentence's own "from" belongs to the date.
  if (window && !window.to) return tellArrival(window, days, telling.messages[estimate.kind], telling.format).filter(({ strong }) => strong);
  if (window) return tellWindow(window, days, telling.format);
  return term ? [{ text: tellTerm(term, telling) }] : [];
}

/** "from 1 to 3 days", in the form that the upper number takes. */
export function tellTerm({ min, max, unit }: FloatingTerm, { messages, format }: Telling): string {
  const { min: lower, max: upper } = ordered({ min, max: max ?? min });
  const place = max === undefined ? 'atLeast' : lower === upper ? 'exact' : 'range';
  const message = messages.term[place][unit === 'business-day' ? 'businessDay' : unit];
  return fillText(format.plural(message, upper), { min: format.number(lower), max: format.number(upper) });
}

/** In a store: from when it is surely ready. */
function tellReady(estimate: Estimate, { today, tomorrow }: Today, { messages, format }: Telling): Piece[] {
  const timeZone = zoneOf(estimate);
  const readyAt = estimate.readyAt?.to ?? '';
  const day = formatDay(dayAt(timeZone, Date.parse(readyAt)));
  const sentence = day === today ? 'today' : day === tomorrow ? 'tomorrow' : 'on';
  return fill(messages.ready[sentence], {
    time: format.time(readyAt, timeZone),
    date: format.dates(day, day, today),
  });
}
