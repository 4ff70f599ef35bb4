import type { DateWindow, Estimate } from '../../contract/estimate.ts';
import { formatCivilDate } from '../../dates/civil-date.ts';
import { resolveCurrentDay, type CurrentDay } from '../../dates/current-day.ts';
import { epochDayAt } from '../../dates/zoned-time.ts';
import { compareArrival } from '../../estimate/compare-arrival.ts';
import { deriveExpiry } from '../../estimate/validity.ts';
import { formatArrival, formatDateWindow, formatTerm, selectArrivalSentence } from '../../i18n/format-arrival.ts';
import { formatMessage, formatMessageText, toPlainText } from '../../i18n/format-message.ts';
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
  if (estimate.parcels && estimate.parcels.length > 1) return formatParcels(estimate, estimate.parcels, context);
  if (estimate.window) return formatArrival(estimate.window, currentDay, sentences, format);
  if (estimate.term) return formatMessage(sentences.term, { term: formatTerm(estimate.term, context) });
  return [];
}

/** The dates, the time or the term without a sentence, for lists. */
export function formatWhen(estimate: Estimate, context: EstimateFormatContext): TextRun[] {
  const currentDay = resolveDestinationDay(estimate, context.now);
  const { readyAt, window, term } = estimate;
  if (readyAt) return [{ text: context.format.dayAndTime(readyAt.to, resolveTimeZone(estimate)), date: readyAt.to }];
  // The sentence has "from" in its strong run, in every language.
  if (window && !window.to)
    return keepStrong(formatArrival(window, currentDay, context.messages[estimate.kind], context.format));
  if (window) return formatDateWindow(window, currentDay, context.format);
  return term ? [{ text: formatTerm(term, context) }] : [];
}

/** The time of an alternative to the headline: "tomorrow", "Tue 24 November" or "today from 2:00 PM". Strong. */
export function formatAlternativeTime(estimate: Estimate, context: EstimateFormatContext): TextRun[] {
  const { window, readyAt } = estimate;
  if (window?.to !== undefined && !readyAt)
    return formatRelativeWindow(window, resolveDestinationDay(estimate, context.now), context);
  return keepStrong(formatHeadline(estimate, context));
}

/** In every language the strong runs of a sentence are its time, with "from" and "today". */
const keepStrong = (sentence: readonly TextRun[]): TextRun[] => sentence.filter(({ strong }) => strong);

/** "today", "tomorrow", or dates. */
function formatRelativeWindow(window: DateWindow, currentDay: CurrentDay, context: EstimateFormatContext): TextRun[] {
  const sentence = selectArrivalSentence(window, currentDay);
  const runs =
    sentence === 'today' || sentence === 'tomorrow'
      ? [{ text: context.format.relativeDay(sentence === 'today' ? 0 : 1), date: currentDay[sentence] }]
      : // "Or today or tomorrow" is hard to read.
        formatDateWindow(window, currentDay, context.format);
  return runs.map((run) => ({ ...run, strong: true }));
}

/**
 * "3 parcels, the first today, the last on Thu 18 February 2027": the earliest and the latest arrival. The list below the
 * headline has every parcel.
 */
function formatParcels(
  estimate: Estimate,
  parcels: NonNullable<Estimate['parcels']>,
  context: EstimateFormatContext,
): TextRun[] {
  const { messages, format } = context;
  const currentDay = resolveDestinationDay(estimate, context.now);
  const { apart, together, on } = messages.parcelDates;
  const sorted = parcels.toSorted(compareArrival);
  const [first, last] = [sorted[0], sorted.at(-1)].map((parcel) => {
    if (!parcel) return [];
    const { window } = parcel;
    if (window.to === undefined) return keepStrong(formatArrival(window, currentDay, messages.delivery, format));
    const date = formatRelativeWindow(window, currentDay, context);
    return selectArrivalSentence(window, currentDay) === 'on' ? formatMessage(on, { date }) : date;
  }) as [TextRun[], TextRun[]];
  const values = {
    parcels: formatMessageText(format.plural(messages.parcels, parcels.length), {
      count: format.number(parcels.length),
    }),
    first,
    last,
  };
  return formatMessage(toPlainText(first) === toPlainText(last) ? together : apart, values);
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
