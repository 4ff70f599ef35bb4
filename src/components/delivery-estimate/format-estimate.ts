import type { Estimate } from '../../contract/estimate.ts';
import { formatCivilDate } from '../../dates/civil-date.ts';
import { resolveCurrentDay, type CurrentDay } from '../../dates/current-day.ts';
import { epochDayAt } from '../../dates/zoned-time.ts';
import { deriveExpiry } from '../../estimate/validity.ts';
import { formatArrival, formatDateWindow, formatTerm, selectArrivalSentence } from '../../i18n/format-arrival.ts';
import { formatMessage } from '../../i18n/format-message.ts';
import { readerTimeZone, type Formatter, type TextRun } from '../../i18n/formatter.ts';
import type { EstimateMessages } from '../../i18n/messages.ts';

/** What every text of an estimate depends on. `now` is in milliseconds since the epoch. */
export type EstimateFormatContext = { messages: EstimateMessages; format: Formatter; now: number };

/** The zone of the destination; the reader's if the estimate has none. */
export function resolveTimeZone({ timeZone }: Estimate): string {
  return timeZone ?? readerTimeZone();
}

export function resolveDestinationDay(estimate: Estimate, now: number): CurrentDay {
  return resolveCurrentDay(resolveTimeZone(estimate), now);
}

/** Whether the window, the cutoff or the validity of an estimate has passed. */
export function isExpired(estimate: Estimate, now: number): boolean {
  const { window } = estimate;
  const lastDay = window && (window.to ?? window.from);
  // Civil dates are compared as text.
  const isPast = lastDay !== undefined && lastDay < resolveDestinationDay(estimate, now).today;
  return isPast || deriveExpiry(estimate) <= now;
}

/** The headline. */
export function formatHeadline(estimate: Estimate, context: EstimateFormatContext): TextRun[] {
  const { messages, format, now } = context;
  const currentDay = resolveDestinationDay(estimate, now);
  const sentences = messages[estimate.kind];
  if (estimate.readyAt) return formatReadyTime(estimate, currentDay, context);
  if (estimate.parcels && estimate.parcels.length > 1) {
    const list = format.list(estimate.parcels.map(({ window }) => formatDateWindow(window, currentDay, format)));
    const count = estimate.parcels.length;
    return formatMessage(format.plural(messages.parcels, count), { count: format.number(count), list });
  }
  if (estimate.window) return formatArrival(estimate.window, currentDay, sentences, format);
  if (estimate.term) return formatMessage(sentences.term, { term: formatTerm(estimate.term, context) });
  return [];
}

/** The dates, the time or the term without a sentence, for lists. */
export function formatWhen(estimate: Estimate, context: EstimateFormatContext): TextRun[] {
  const currentDay = resolveDestinationDay(estimate, context.now);
  const { readyAt, window, term } = estimate;
  if (readyAt) return [{ text: context.format.dayAndTime(readyAt.to, resolveTimeZone(estimate)) }];
  // The sentence has "from" in its strong run, in every language.
  if (window && !window.to)
    return formatArrival(window, currentDay, context.messages[estimate.kind], context.format).filter(
      ({ strong }) => strong,
    );
  if (window) return formatDateWindow(window, currentDay, context.format);
  return term ? [{ text: formatTerm(term, context) }] : [];
}

/** The time of an alternative to the headline: "tomorrow", "Tue, November 24" or "today from 2:00 PM". */
export function formatAlternativeTime(estimate: Estimate, context: EstimateFormatContext): TextRun[] {
  const { window, readyAt } = estimate;
  if (window && !readyAt) {
    const currentDay = resolveDestinationDay(estimate, context.now);
    const sentence = selectArrivalSentence(window, currentDay);
    if (sentence === 'today' || sentence === 'tomorrow')
      return [{ text: context.format.relativeDay(sentence === 'today' ? 0 : 1), date: currentDay[sentence] }];
    // "Or today or tomorrow" is hard to read.
    if (sentence === 'todayOrTomorrow') return formatDateWindow(window, currentDay, context.format);
  }
  // In every language the strong runs of a sentence are its time, with "from" and "today".
  return formatHeadline(estimate, context).flatMap(({ strong, ...run }) => (strong ? run : []));
}

/** Ready in a store, by the end of the time range. */
function formatReadyTime(
  estimate: Estimate,
  { today, tomorrow }: CurrentDay,
  { messages, format }: EstimateFormatContext,
): TextRun[] {
  const timeZone = resolveTimeZone(estimate);
  const readyAt = estimate.readyAt?.to ?? '';
  const day = formatCivilDate(epochDayAt(timeZone, Date.parse(readyAt)));
  const sentence = day === today ? 'today' : day === tomorrow ? 'tomorrow' : 'on';
  return formatMessage(messages.ready[sentence], {
    time: format.time(readyAt, timeZone),
    date: format.dates(day, day, today),
  });
}
