import type { Estimate } from '../../contract/estimate.ts';
import type { FloatingTerm } from '../../contract/shop-terms.ts';
import { formatDay } from '../../estimate/civil-date.ts';
import { dayAt, instantAt } from '../../estimate/zoned-time.ts';
import { fill, fillText } from '../../i18n/fill.ts';
import { readerTimeZone, type Format, type Piece } from '../../i18n/format.ts';
import type { EstimateMessages } from '../../i18n/messages.ts';

/** What words depend on: the language, and what time it is (milliseconds since the epoch). */
export type Telling = { messages: EstimateMessages; format: Format; now: number };

/** The day it is at a destination, from one midnight to the next (milliseconds since the epoch). */
type Today = { today: string; tomorrow: string; start: number; end: number };

const days = new Map<string, Today>();

export function zoneOf({ timeZone }: Estimate): string {
  return timeZone ?? readerTimeZone();
}

/** What day it is at the destination. Worked out once a day and zone: a listing asks a thousand times. */
export function todayFor(estimate: Estimate, now: number): Today {
  const timeZone = zoneOf(estimate);
  const known = days.get(timeZone);
  if (known && known.start <= now && now < known.end) return known;
  const day = dayAt(timeZone, now);
  const today = {
    today: formatDay(day),
    tomorrow: formatDay(day + 1),
    start: instantAt(timeZone, day, '00:00'),
    end: instantAt(timeZone, day + 1, '00:00'),
  };
  days.set(timeZone, today);
  return today;
}

/** Whether the answer no longer holds by itself: its window, its cut-off or its validity has passed. */
export function isExpired(estimate: Estimate, now: number): boolean {
  const { window, orderBy, validUntil } = estimate;
  const lastDay = window && (window.to ?? window.from);
  // Civil dates sort as text.
  const isPast = lastDay !== undefined && lastDay < todayFor(estimate, now).today;
  return isPast || [orderBy, validUntil].some((until) => until !== undefined && Date.parse(until) <= now);
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
  if (estimate.window) {
    const date = tellWindow(estimate.window, days, format);
    return fill(sentences[sentenceFor(estimate.window, days)], { date });
  }
  if (estimate.term) return fill(sentences.term, { term: tellTerm(estimate.term, telling) });
  return [];
}

/** Only the dates, the time or the term, for lists. */
export function tellBriefly(estimate: Estimate, telling: Telling): Piece[] {
  const days = todayFor(estimate, telling.now);
  const { readyAt, window, term } = estimate;
  if (readyAt) return [{ text: telling.format.dayAndTime(readyAt.to, zoneOf(estimate)) }];
  if (window) return tellWindow(window, days, telling.format);
  return term ? [{ text: tellTerm(term, telling) }] : [];
}

/** The dates of a window; days that have passed are no longer said. */
export function tellWindow(window: NonNullable<Estimate['window']>, { today }: Today, format: Format): Piece[] {
  const from = window.from < today ? today : window.from;
  const to = window.to === undefined || window.to < from ? from : window.to;
  return format.dates(from, to, today);
}

/** "from 1 to 3 days", in the form that the upper number takes. */
export function tellTerm({ min, max, unit }: FloatingTerm, { messages, format }: Telling): string {
  const lower = Math.min(min, max ?? min);
  const upper = Math.max(min, max ?? min);
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

/** "Today" and "tomorrow" are said for 0 and 1 alone, always with the date. */
function sentenceFor({ from, to }: NonNullable<Estimate['window']>, { today, tomorrow }: Today) {
  if (to === undefined) return 'from';
  const start = from < today ? today : from;
  if (start === to || to < start) return start === today ? 'today' : start === tomorrow ? 'tomorrow' : 'on';
  return start === today && to === tomorrow ? 'todayOrTomorrow' : 'between';
}
