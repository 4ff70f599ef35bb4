import type { Calendar } from '../contract/shop-terms.ts';
import { LAST_EPOCH_DAY, parseCivilDate, weekdayOf } from './civil-date.ts';

/** Days searched for an open day: about ten years, so that every search ends. */
const SEARCH_DAYS = 3660;

type CompiledCalendar = { weekdays: Set<number>; closed: Set<number>; open: Set<number> };

/** Compiled once for each calendar object: a listing reads the same calendar thousands of times. */
const compiledCalendars = new WeakMap<Calendar, CompiledCalendar>();

/** Whether an epoch day is open: `open` beats `closed` beats `weekdays` (rule R2). */
export function isOpenDay(calendar: Calendar, day: number): boolean {
  const { weekdays, closed, open } = compileCalendar(calendar);
  return open.has(day) || (!closed.has(day) && weekdays.has(weekdayOf(day)));
}

/**
 * Adds open days to an epoch day: 0 gives the first open day on or after it, n the n-th open day strictly
 * after it (rule R3). `NaN` if there is none within about ten years or before 2200, and for `NaN`.
 */
export function addOpenDays(calendar: Calendar, day: number, count: number): number {
  let remaining = count;
  const last = Math.min(day + SEARCH_DAYS, LAST_EPOCH_DAY);
  for (let current = count === 0 ? day : day + 1; current <= last; current++) {
    if (isOpenDay(calendar, current) && --remaining <= 0) return current;
  }
  return NaN;
}

/** The first epoch day from `day` on that the predicate accepts, or `NaN` if there is none within about ten years. */
export function findFirstDay(day: number, predicate: (day: number) => boolean): number {
  for (let current = day; current <= day + SEARCH_DAYS; current++) {
    if (predicate(current)) return current;
  }
  return NaN;
}

function compileCalendar(calendar: Calendar): CompiledCalendar {
  let sets = compiledCalendars.get(calendar);
  if (!sets) {
    sets = {
      weekdays: new Set(calendar.weekdays),
      closed: new Set(calendar.closed?.map(parseCivilDate)),
      open: new Set(calendar.open?.map(parseCivilDate)),
    };
    compiledCalendars.set(calendar, sets);
  }
  return sets;
}

/** A calendar whose open days are open in both `a` and `b`. */
export function intersectCalendars(a: Calendar, b: Calendar): Calendar {
  const exceptions = [a, b].flatMap(({ open = [], closed = [] }) => [...open, ...closed]);
  const areBothOpen = (date: string): boolean =>
    isOpenDay(a, parseCivilDate(date)) && isOpenDay(b, parseCivilDate(date));
  return {
    weekdays: a.weekdays.filter((weekday) => b.weekdays.includes(weekday)),
    open: exceptions.filter(areBothOpen),
    closed: exceptions.filter((date) => !areBothOpen(date)),
  };
}
