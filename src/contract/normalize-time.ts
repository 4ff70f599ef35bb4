import { toPlainCode } from './plain-code.ts';
import { isExistingDay } from './refinements.ts';

/*
 * The one normalizing step for times, wherever they enter: orders, scans, terms, answers and attributes. A text that can
 * mean one time only becomes a form of the contract. Any other text is returned as it is, and the checks refuse it.
 */

/** Year first, with or without separators, optionally a time, and optionally an offset. */
const PRINTED_TIME =
  /^(\d{4})([-/]?)(\d\d)\2(\d\d)(?:(?:[Tt]|\s*)(\d\d):?(\d\d)(?::?(\d\d(?:[.,]\d+)?))?\s?(?:([Zz]|UTC|GMT)|([+-]\d\d)(?::?(\d\d))?)?)?$/;

/** A time or a date as other systems print it, such as `20261124 18:00:00+0100`, in the form of the contract. */
export function normalizeEventTime(text: string): string {
  const plain = toPlainCode(text);
  const [isTime, year, , month, day, hours, minutes, seconds, utc, offset, offsetMinutes = '00'] =
    PRINTED_TIME.exec(plain) ?? [];
  if (isTime === undefined) return plain;
  const zone = utc ? 'Z' : offset ? `${offset}:${offsetMinutes}` : '';
  const date = `${year}-${month}-${day}`;
  if (!hours) return date;
  const clock = `${hours}:${minutes}${seconds ? `:${seconds.replace(',', '.')}` : ''}`;
  // The end of a day is the start of the next one. Without an offset, midnight stands for its day.
  if (/^24[:0.]+$/.test(clock)) return zone ? `${nextDay(date)}T00${clock.slice(2)}${zone}` : date;
  return `${date}T${clock}${zone}`;
}

/** An instant as other systems print it, also without seconds, in the form of the contract. */
export function normalizeInstant(text: string): string {
  return normalizeEventTime(text).replace(/(T\d\d:\d\d)(?=[Z+-])/, '$1:00');
}

/** A date that does not exist stays as it is. Some engines roll 30 February over to March. */
function nextDay(date: string): string {
  return isExistingDay(date) ? new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) : date;
}
