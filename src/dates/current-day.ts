import type { CivilDate } from '../contract/primitives.ts';
import { formatCivilDate } from './civil-date.ts';
import { epochDayAt, instantAt } from './zoned-time.ts';

/** The current civil date at a place. Instants are milliseconds since the epoch. */
export type CurrentDay = {
  today: CivilDate;
  tomorrow: CivilDate;
  /** Midnight at which `today` begins. */
  start: number;
  /** Midnight at which `tomorrow` begins. */
  end: number;
};

/** The latest day of each zone: a listing asks for the same day a thousand times. */
const latestDays = new Map<string, CurrentDay>();

/** The current day in an IANA time zone at `now` (milliseconds since the epoch). */
export function resolveCurrentDay(timeZone: string, now: number): CurrentDay {
  const latest = latestDays.get(timeZone);
  if (latest && latest.start <= now && now < latest.end) return latest;
  const day = epochDayAt(timeZone, now);
  const current = {
    today: formatCivilDate(day),
    tomorrow: formatCivilDate(day + 1),
    start: instantAt(timeZone, day, '00:00'),
    end: instantAt(timeZone, day + 1, '00:00'),
  };
  latestDays.set(timeZone, current);
  return current;
}

/** The civil date in a zone at `now`. */
export function civilDateAt(timeZone: string, now: number): CivilDate {
  return resolveCurrentDay(timeZone, now).today;
}

/** The next instant at which the date changes in a zone. */
export function nextMidnight(timeZone: string, now: number): number {
  return resolveCurrentDay(timeZone, now).end;
}
