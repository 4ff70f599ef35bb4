import type { DateWindow } from '../contract/estimate.ts';
import type { FloatingTerm } from '../contract/shop-terms.ts';
import type { CurrentDay } from '../dates/current-day.ts';
import { normalizeRange } from '../dates/date-range.ts';
import { formatMessage, formatMessageText } from './format-message.ts';
import type { Formatter, TextRun } from './formatter.ts';
import type { EstimateMessages, PluralForms } from './messages.ts';

/** The dates of a window from today on: days that have passed are left out. */
export function formatDateWindow({ from, to }: DateWindow, { today }: CurrentDay, format: Formatter): TextRun[] {
  const start = from < today ? today : from;
  return format.dates(start, to === undefined || to < start ? start : to, today);
}

/**
 * The sentence for a window that has not passed. "Today" and "tomorrow" are used for 0 and 1 days only,
 * always with the date.
 */
export function formatArrival(
  window: DateWindow,
  currentDay: CurrentDay,
  sentences: EstimateMessages['delivery'],
  format: Formatter,
): TextRun[] {
  return formatMessage(sentences[selectArrivalSentence(window, currentDay)], {
    date: formatDateWindow(window, currentDay, format),
  });
}

/** The message for a window that has not passed. */
export function selectArrivalSentence({ from, to }: DateWindow, { today, tomorrow }: CurrentDay) {
  if (to === undefined) return 'from';
  const start = from < today ? today : from;
  if (start >= to) return start === today ? 'today' : start === tomorrow ? 'tomorrow' : 'on';
  return start === today && to === tomorrow ? 'todayOrTomorrow' : 'between';
}

/**
 * Hours and minutes: "2 hr 13 min". In the words of the messages, because the units and lists of Intl differ between
 * engines.
 */
export function formatDuration(
  totalMinutes: number,
  { messages, format }: { messages: EstimateMessages; format: Formatter },
): string {
  const { hour, minute, both } = messages.duration;
  const [hours, minutes] = [Math.floor(totalMinutes / 60), totalMinutes % 60];
  const formatUnit = (unit: PluralForms, count: number): string =>
    formatMessageText(format.plural(unit, count), { count: format.number(count) });
  if (hours === 0) return formatUnit(minute, minutes);
  if (minutes === 0) return formatUnit(hour, hours);
  return formatMessageText(both, { hours: formatUnit(hour, hours), minutes: formatUnit(minute, minutes) });
}

/** "from 1 to 3 days": the upper number, else the lower one, selects the plural form. */
export function formatTerm(
  { min, max, unit }: FloatingTerm,
  { messages, format }: { messages: EstimateMessages; format: Formatter },
): string {
  const { min: lower, max: upper } = normalizeRange({ min, max: max ?? min });
  const { range, exact, atLeast } = messages.term;
  const messagesByUnit = max === undefined ? atLeast : lower === upper ? exact : range;
  const message = messagesByUnit[unit === 'business-day' ? 'businessDay' : unit];
  return formatMessageText(format.plural(message, upper), { min: format.number(lower), max: format.number(upper) });
}
