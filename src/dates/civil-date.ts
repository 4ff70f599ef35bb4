import { millisecondsInDay } from 'date-fns/constants';

/**
 * Civil dates as whole day numbers (days since 1970-01-01). A civil date is a day at a place: it is
 * never an instant, so no zone, neither the shop's nor the visitor's, can shift it.
 */

/** Day number of `YYYY-MM-DD`, or `NaN` where the text is not a day of the Gregorian calendar. */
export function parseCivilDate(date: string): number {
  const day = Date.parse(`${date}T00:00Z`) / millisecondsInDay;
  // Some engines roll 30 February over to March.
  return Number.isFinite(day) && formatCivilDate(day) === date ? day : NaN;
}

/** `YYYY-MM-DD` of a day number. */
export function formatCivilDate(day: number): string {
  return new Date(day * millisecondsInDay).toISOString().slice(0, 10);
}

/** The civil date so many days later. */
export function addDays(date: string, days: number): string {
  return formatCivilDate(parseCivilDate(date) + days);
}

/** ISO weekday of a day number: 1 is Monday, 7 is Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Civil dates end here (see the contract): what would lie beyond, by a mistaken number of days, is no day. */
export const LAST_EPOCH_DAY = parseCivilDate('2199-12-31');
