/** Sorts numbers, or texts by their characters, in ascending order. */
export function compareValues<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}
