import { formatDay, weekdayOf } from '../estimate/civil-date.ts';
import { dayAt, formatInstant, instantAt } from '../estimate/zoned-time.ts';

/* Fixtures do not expire: every time is counted from the moment the preview is loaded. */

export const ZONE = 'Europe/Berlin';

const MINUTE = 60_000;
const now = Date.now();
const today = dayAt(ZONE, now);

/** Today plus so many days. */
export function day(count: number): string {
  return formatDay(today + count);
}

/** The so-manieth working day, Monday to Friday, after today. */
export function workday(count: number): string {
  return formatDay(workdayNumber(count));
}

export function inMinutes(minutes: number): string {
  return formatInstant(now + minutes * MINUTE);
}

/** So many days from today, at a time of day. */
export function dayAtTime(count: number, time: string): string {
  return formatInstant(instantAt(ZONE, today + count, time));
}

/** The so-manieth working day after today, at a time of day. */
export function workdayAt(count: number, time: string): string {
  return formatInstant(instantAt(ZONE, workdayNumber(count), time));
}

function workdayNumber(count: number): number {
  let number = today;
  for (let left = count; left > 0; ) {
    number += 1;
    if (weekdayOf(number) < 6) left -= 1;
  }
  return number;
}
