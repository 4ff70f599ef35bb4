import { formatCivilDate, weekdayOf } from '../dates/civil-date.ts';
import { MINUTE_MS, epochDayAt, formatInstant, instantAt } from '../dates/zoned-time.ts';

/* All times are relative to the load of this module, so that previews do not expire. */

export const PREVIEW_TIME_ZONE = 'Europe/Berlin';

const now = Date.now();
const today = epochDayAt(PREVIEW_TIME_ZONE, now);

/** `YYYY-MM-DD`, `count` days after today. */
export function daysFromToday(count: number): string {
  return formatCivilDate(today + count);
}

/** `YYYY-MM-DD`, `count` working days (Monday to Friday) after today. */
export function workdaysFromToday(count: number): string {
  return formatCivilDate(findWorkday(count));
}

/** RFC 3339. */
export function minutesFromNow(minutes: number): string {
  return formatInstant(now + minutes * MINUTE_MS);
}

/** RFC 3339, `count` days after today at `time` (`HH:MM`). */
export function daysFromTodayAt(count: number, time: string): string {
  return formatInstant(instantAt(PREVIEW_TIME_ZONE, today + count, time));
}

/** RFC 3339, `count` working days after today at `time` (`HH:MM`). */
export function workdaysFromTodayAt(count: number, time: string): string {
  return formatInstant(instantAt(PREVIEW_TIME_ZONE, findWorkday(count), time));
}

function findWorkday(count: number): number {
  let number = today;
  for (let left = count; left > 0;) {
    number += 1;
    if (weekdayOf(number) < 6) left -= 1;
  }
  return number;
}
