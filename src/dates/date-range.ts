import type { CivilDate } from '../contract/primitives.ts';
import type { Range } from '../contract/shop-terms.ts';
import { formatCivilDate } from './civil-date.ts';

/** Both bounds of a range of days, `min` ≤ `max`. */
export type DateRange = { min: CivilDate; max: CivilDate };

/** The same as epoch days: whole days since 1970-01-01. */
export type EpochDayRange = { min: number; max: number };

/** Both bounds, the smaller first: a range with `min` > `max` is swapped (rule R11). */
export function normalizeRange({ min, max }: Range): Range {
  return { min: Math.min(min, max), max: Math.max(min, max) };
}

/** The later of each bound: the range after which all ranges have passed. */
export function selectLater(ranges: readonly Range[]): Range {
  return { min: Math.max(...ranges.map(({ min }) => min)), max: Math.max(...ranges.map(({ max }) => max)) };
}

/** Applies a function to both bounds. */
export function mapRange<T>(range: Range, map: (value: number, bound: 'min' | 'max') => T): { min: T; max: T } {
  return { min: map(range.min, 'min'), max: map(range.max, 'max') };
}

export function formatDateRange(days: EpochDayRange): DateRange {
  return mapRange(days, formatCivilDate);
}

/** The contract's window from the earliest to the latest day of one or more ranges. */
export function toDateWindow(...ranges: EpochDayRange[]): { from: CivilDate; to: CivilDate } {
  return {
    from: formatCivilDate(Math.min(...ranges.map(({ min }) => min))),
    to: formatCivilDate(Math.max(...ranges.map(({ max }) => max))),
  };
}
