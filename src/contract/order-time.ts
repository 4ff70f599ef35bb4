/*
 * Times as carriers send them. Which kind one is can be seen from its form, and it keeps that form:
 * a local time is never given an offset, because nobody knows which.
 */

/** RFC 3339 date-time without offset, zone unknown: shown as written. */
export type LocalTime = string;

/** An instant, a local time or a civil date: `timeForm` tells which. */
export type EventTime = string;

export type TimeForm = 'instant' | 'local' | 'date';

/** The kind of a time, by its form. */
export function timeForm(at: EventTime): TimeForm {
  if (at.length === 10) return 'date';
  // An offset is a Z, or a sign six characters before the end, where no other time has one.
  return /^[Zz]$/.test(at.slice(-1)) || /^[+-]/.test(at.slice(-6)) ? 'instant' : 'local';
}
