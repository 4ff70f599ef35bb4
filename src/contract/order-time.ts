import * as z from 'zod/mini';

/*
 * Times as carriers send them. Which kind one is can be seen from its form, and it keeps that form:
 * a local time is never given an offset, because nobody knows which.
 */

/** RFC 3339 date-time without offset, zone unknown: shown as written. */
export type LocalTime = string;

/** An instant, a local time or a civil date: `timeForm` tells which. */
export type EventTime = string;

export type TimeForm = 'instant' | 'local' | 'date';

const form =
  /^(?:19[7-9]\d|20\d\d|21\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/** A time in one of the three forms. */
export const eventTime = z.string().check(
  z.regex(form, 'a time or a date, as 2026-11-23T13:00:00Z, 2026-11-23T14:00:00 or 2026-11-23'),
  z.refine(isDayOfMonth, 'a day that exists'),
);

/** The kind of a time, by its form. */
export function timeForm(at: EventTime): TimeForm {
  if (at.length === 10) return 'date';
  return /[Zz]$|[+-]\d\d:\d\d$/.test(at.slice(11)) ? 'instant' : 'local';
}

function isDayOfMonth(at: string): boolean {
  const day = Number(at.slice(8, 10));
  if (day < 29) return true;
  const year = Number(at.slice(0, 4));
  const month = Number(at.slice(5, 7));
  if (month === 2) return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day < 31 || month === 1 || month === 3 || month === 5 || month === 7 || month === 8 || month === 10 || month === 12;
}
