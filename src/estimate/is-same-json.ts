/** Compares as JSON: the same code has built both values, so their keys have the same order. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
