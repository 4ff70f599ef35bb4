import type { CivilDate } from '../contract/primitives.ts';

/** Both bounds of a range of days, `min` ≤ `max`. */
export type DateRange = { min: CivilDate; max: CivilDate };

/** From the earliest to the latest day of some ranges. */
export function hull(ranges: readonly DateRange[]): DateRange {
  const [first, ...rest] = ranges as [DateRange, ...DateRange[]];
  return rest.reduce(
    (all, { min, max }) => ({ min: min < all.min ? min : all.min, max: max > all.max ? max : all.max }),
    first,
  );
}
