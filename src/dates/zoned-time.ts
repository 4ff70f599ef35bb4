import { tzOffset } from '@date-fns/tz/tzOffset';
import { millisecondsInDay, millisecondsInHour, millisecondsInMinute, millisecondsInSecond } from 'date-fns/constants';
import type { EventTime } from '../contract/order-fields.ts';
import { parseCivilDate } from './civil-date.ts';

/*
 * Local times in a time zone, and the times of events as spans of instants. Instants are milliseconds
 * since the epoch; days are day numbers (see civil-date.ts).
 */

/** Lengths of time in milliseconds. A day at a place may have 23 or 25 hours: add days to a day number instead. */
export const SECOND_MS = millisecondsInSecond;
export const MINUTE_MS = millisecondsInMinute;
export const HOUR_MS = millisecondsInHour;
export const DAY_MS = millisecondsInDay;

/** Day number of the civil date in `timeZone` at `instant`. */
export function epochDayAt(timeZone: string, instant: number): number {
  return Math.floor((instant + offsetAt(timeZone, instant)) / DAY_MS);
}

/**
 * The instant at which clocks in `timeZone` show `time` (`HH:MM`, also `24:00`) on `day`.
 * In a skipped hour it is later by the gap; in a doubled hour it is the first of the two (rule R5).
 */
export function instantAt(timeZone: string, day: number, time: string): number {
  const local = day * DAY_MS + parseMinutes(time) * MINUTE_MS;
  // The offsets a day before and a day after frame any change of clocks. Constructing a zoned Date
  // instead gives answers in doubled and skipped hours that depend on the visitor's own zone.
  const before = local - offsetAt(timeZone, local - DAY_MS);
  const after = local - offsetAt(timeZone, local + DAY_MS);
  const consistent = [before, after].filter((instant) => instant + offsetAt(timeZone, instant) === local);
  // In a gap neither is: the offset before the change moves the time later by the gap.
  return consistent.length > 0 ? Math.min(...consistent) : before;
}

/** The first and the last second that RFC 3339 can write. */
const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59Z');

/** RFC 3339 in UTC, without fractions of a second, within the years 0000 to 9999. */
export function formatInstant(instant: number): string {
  const writable = Math.min(Math.max(instant, FIRST_INSTANT), LAST_INSTANT);
  return `${new Date(writable).toISOString().slice(0, 19)}Z`;
}

/** Cached because formatting an instant is slow, and a product list asks for the same offsets a thousand times. */
const offsets = new Map<string, number>();

function offsetAt(timeZone: string, instant: number): number {
  const key = `${timeZone} ${instant}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size > 1000) offsets.clear();
    offset = tzOffset(timeZone, new Date(instant)) * MINUTE_MS;
    offsets.set(key, offset);
  }
  return offset;
}

function parseMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** What "now" and "today" are. */
export type TimeContext = {
  /** Milliseconds since the epoch, by the server's clock if it is known. */
  readonly now: number;
  /** IANA zone of the destination, which decides the current day. Without it a day lasts until it has ended everywhere. */
  readonly timeZone?: string | undefined;
};

export type TimeForm = 'instant' | 'local' | 'date';

/** The form of an event's time: an RFC 3339 instant, a local time without offset, or a civil date. */
export function timeForm(at: EventTime): TimeForm {
  if (at.length === 10) return 'date';
  // An offset is a Z, or a sign six characters before the end, where no other time has one.
  return /^[Zz]$/.test(at.slice(-1)) || /^[+-]/.test(at.slice(-6)) ? 'instant' : 'local';
}

/**
 * The instants that an event's time may stand for. Serves to compare times, never to show them. A date is the
 * whole day; so is midnight without an offset, because carriers send dates in that form.
 */
export type EventSpan = {
  readonly form: TimeForm;
  readonly from: number;
  readonly to: number;
  /** A local time of a place without a known zone: off by up to 14 hours. */
  readonly isZoneUnknown: boolean;
};

/** The farthest a zone lies from UTC. */
export const MAX_ZONE_OFFSET_MS = 14 * HOUR_MS;

/**
 * `timeZone` is the zone of the event's place, `fallbackTimeZone` that of the destination; without both, local
 * times count as UTC. `undefined` for a time that is missing or does not exist.
 */
export function resolveEventSpan(
  time: EventTime | undefined,
  timeZone: string | undefined,
  fallbackTimeZone: string | undefined,
): EventSpan | undefined {
  if (time === undefined) return undefined;
  const form = timeForm(time);
  if (form === 'instant') {
    const instant = Date.parse(time);
    return Number.isNaN(instant) ? undefined : { form, from: instant, to: instant, isZoneUnknown: false };
  }
  const zone = timeZone ?? fallbackTimeZone;
  const start = parseLocalTime(time.slice(0, 10), time.slice(11), zone);
  if (Number.isNaN(start)) return undefined;
  const isWholeDay = form === 'date' || /^00:00(:00(\.0+)?)?$/.test(time.slice(11));
  return {
    form,
    from: start,
    to: isWholeDay ? endOfDay(time.slice(0, 10), start, zone) - 1 : start,
    isZoneUnknown: timeZone === undefined,
  };
}

/** The instant at which a day ends that begins at `start`. A day on which clocks change has not 24 hours. */
function endOfDay(date: string, start: number, timeZone: string | undefined): number {
  const isPlain = timeZone === undefined || resolvePlainMidnight(date, timeZone) !== undefined;
  return isPlain ? start + DAY_MS : instantAt(timeZone, parseCivilDate(date), '24:00');
}

function parseLocalTime(date: string, time: string, timeZone: string | undefined): number {
  if (!timeZone) return Date.parse(`${date}T${time || '00:00'}Z`);
  const seconds = Number(time.slice(6, 8)) * 1000;
  const start = resolvePlainMidnight(date, timeZone);
  if (start === undefined) return instantAt(timeZone, parseCivilDate(date), time.slice(0, 5) || '00:00') + seconds;
  return start + Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3, 5)) * MINUTE_MS + seconds;
}

const midnights = new Map<string, number | undefined>();

/** Midnight of a day with 24 hours; `undefined` for a day on which clocks change. Cached because zones are slow. */
function resolvePlainMidnight(date: string, timeZone: string): number | undefined {
  const key = `${timeZone} ${date}`;
  if (midnights.has(key)) return midnights.get(key);
  const day = parseCivilDate(date);
  const start = instantAt(timeZone, day, '00:00');
  const isPlain = instantAt(timeZone, day, '24:00') - start === DAY_MS;
  if (midnights.size >= 1000) midnights.clear();
  midnights.set(key, isPlain ? start : undefined);
  return isPlain ? start : undefined;
}

/** Day number of the civil date of a time: an instant's date in `timeZone`, any other time's date as written. */
export function resolveEventDay(time: EventTime, timeZone: string | undefined): number {
  return timeZone && timeForm(time) === 'instant'
    ? epochDayAt(timeZone, Date.parse(time))
    : parseCivilDate(time.slice(0, 10));
}

/** Day number of the current day at the destination; without a zone, of the earliest current day on earth (UTC-12). */
export function resolveToday({ now, timeZone }: TimeContext): number {
  return timeZone ? epochDayAt(timeZone, now) : Math.floor((now - 12 * HOUR_MS) / DAY_MS);
}
