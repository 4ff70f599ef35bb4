/** Sorts numbers, or texts by their characters, in ascending order. */
export function compareValues<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

/** Compares as JSON: the same code has built both values, so their keys have the same order. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
