import { tzOffset } from '@date-fns/tz';

/* Civil days and times of day in a time zone. Instants are milliseconds since the epoch, days are `2026-12-23`. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The day and the time of day of an instant in a time zone: `2026-12-23`, `13:59`. */
export function toLocalDateTime(timeZone: string, instant: number): { date: string; time: string } {
  const text = new Date(instant + getOffset(timeZone, instant)).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

export function toLocalDate(timeZone: string, instant: number): string {
  return toLocalDateTime(timeZone, instant).date;
}

/** The instant of a day and a time of day in a time zone. */
export function toInstant(timeZone: string, date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const guess = asUtc - getOffset(timeZone, asUtc);
  return asUtc - getOffset(timeZone, guess);
}

/** The first instant after `now` with this time of day, on a day that passes the test. */
export function findNextInstant(
  timeZone: string,
  now: number,
  time: string,
  isWanted: (date: string) => boolean,
): number {
  for (let day = now; ; day += DAY_MS) {
    const date = toLocalDate(timeZone, day);
    const instant = toInstant(timeZone, date, time);
    if (instant > now && isWanted(date)) return instant;
  }
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The weekday of a day: 1 is Monday, 7 is Sunday. */
export function getWeekday(date: string): number {
  return new Date(date).getUTCDay() || 7;
}

/** Milliseconds by which a time zone is ahead of UTC. */
function getOffset(timeZone: string, instant: number): number {
  return tzOffset(timeZone, new Date(instant)) * MINUTE_MS;
}
