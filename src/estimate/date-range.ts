import type { CivilDate } from '../contract/primitives.ts';

/** Both bounds of a range of days, `min` ≤ `max`. */
export type DateRange = { min: CivilDate; max: CivilDate };

/** From the earliest to the latest day of some ranges, as the contract says it. */
export function windowOf(...ranges: DateRange[]): { from: CivilDate; to: CivilDate } {
  // Civil dates sort as text.
  const [from = ''] = ranges.map(({ min }) => min).sort();
  const to = ranges.map(({ max }) => max).sort().at(-1) ?? '';
  return { from, to };
}
