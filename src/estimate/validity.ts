import { millisecondsInHour } from 'date-fns/constants';
import type { Instant } from '../contract/primitives.ts';
import { dayAt, formatInstant, instantAt } from './zoned-time.ts';

/** Until when an answer without a date is kept: nothing in it changes by the hour. */
export function undatedUntil(now: Instant): Instant {
  return formatInstant(Date.parse(now) + millisecondsInHour);
}

/** The next instant at which the day changes in a zone. */
export function midnightAfter(timeZone: string, now: Instant): Instant {
  return formatInstant(instantAt(timeZone, dayAt(timeZone, Date.parse(now)) + 1, '00:00'));
}

/** The first of some instants that are in UTC without fractions: those sort as text. */
export function firstOf(instants: readonly Instant[]): Instant {
  return [...instants].sort()[0] as Instant;
}
