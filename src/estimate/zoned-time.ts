import { tzOffset } from '@date-fns/tz/tzOffset';
import { millisecondsInDay, millisecondsInMinute } from 'date-fns/constants';

/** Instants are milliseconds since the epoch; days are day numbers (see civil-date.ts). */

/** Day number of the civil date that it is in `timeZone` at `instant`. */
export function dayAt(timeZone: string, instant: number): number {
  return Math.floor((instant + offsetAt(timeZone, instant)) / millisecondsInDay);
}

/**
 * The instant at which clocks in `timeZone` show `time` (`HH:MM`, also `24:00`) on `day`.
 * In a skipped hour it is later by the gap; in a doubled hour it is the first of the two (rule R5).
 */
export function instantAt(timeZone: string, day: number, time: string): number {
  const local = day * millisecondsInDay + minutesOf(time) * millisecondsInMinute;
  // The offsets a day before and a day after frame any change of clocks. Constructing a zoned Date
  // instead gives answers in doubled and skipped hours that depend on the visitor's own zone.
  const before = local - offsetAt(timeZone, local - millisecondsInDay);
  const after = local - offsetAt(timeZone, local + millisecondsInDay);
  const consistent = [before, after].filter((instant) => instant + offsetAt(timeZone, instant) === local);
  // In a gap neither is: the offset before the change moves the time later by the gap.
  return consistent.length > 0 ? Math.min(...consistent) : before;
}

/** RFC 3339 in UTC, without fractions of a second. */
export function formatInstant(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Formatting an instant is what costs here, and a listing asks about the same few a thousand times. */
const offsets = new Map<string, number>();

function offsetAt(timeZone: string, instant: number): number {
  const key = `${timeZone} ${instant}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size > 1000) offsets.clear();
    offset = tzOffset(timeZone, new Date(instant)) * millisecondsInMinute;
    offsets.set(key, offset);
  }
  return offset;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
