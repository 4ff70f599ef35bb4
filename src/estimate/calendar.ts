import type { Calendar } from '../contract/shop-terms.ts';
import { LAST_DAY, parseDay, weekdayOf } from './civil-date.ts';

/** How far ahead an open day is looked for: about ten years, so that a search always ends. */
const SEARCH_DAYS = 3660;

type CompiledCalendar = { weekdays: Set<number>; closed: Set<number>; open: Set<number> };

/** Sets are built once a calendar object: a listing asks the same calendar thousands of times. */
const compiled = new WeakMap<Calendar, CompiledCalendar>();

/** Rule R2: `open` beats `closed` beats `weekdays`. */
export function isOpen(calendar: Calendar, day: number): boolean {
  const { weekdays, closed, open } = compile(calendar);
  return open.has(day) || (!closed.has(day) && weekdays.has(weekdayOf(day)));
}

/**
 * Rule R3: for 0 the first open day on or after `day`; for n the n-th open day strictly after it.
 * `NaN` where there is none within about ten years or before 2200; `NaN` goes in, `NaN` comes out.
 */
export function addOpenDays(calendar: Calendar, day: number, count: number): number {
  let remaining = count;
  const last = Math.min(day + SEARCH_DAYS, LAST_DAY);
  for (let current = count === 0 ? day : day + 1; current <= last; current++) {
    if (isOpen(calendar, current) && --remaining <= 0) return current;
  }
  return NaN;
}

/** The first day from `day` on that `accepts`, or `NaN` (see {@link addOpenDays}). */
export function firstDay(day: number, accepts: (day: number) => boolean): number {
  for (let current = day; current <= day + SEARCH_DAYS; current++) {
    if (accepts(current)) return current;
  }
  return NaN;
}

function compile(calendar: Calendar): CompiledCalendar {
  let sets = compiled.get(calendar);
  if (!sets) {
    sets = {
      weekdays: new Set(calendar.weekdays),
      closed: new Set(calendar.closed?.map(parseDay)),
      open: new Set(calendar.open?.map(parseDay)),
    };
    compiled.set(calendar, sets);
  }
  return sets;
}
