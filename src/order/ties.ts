type Ranked = { readonly key: number; readonly rank: number };

/**
 * Whether things at the same time would tell something else in another order. `tell` reads a list,
 * oldest first; it is compared with the list in which equals stand in the order parcels usually go.
 */
export function hasTiesThatMatter<T extends Ranked, Told>(
  list: readonly T[],
  tell: (list: readonly T[]) => Told,
  isSame: (one: Told, other: Told) => boolean,
): boolean {
  if (!list.some(({ key }, index) => key === list[index - 1]?.key)) return false;
  const asUsual = list.toSorted((a, b) => (a.key === b.key ? a.rank - b.rank : a.key < b.key ? -1 : 1));
  return !isSame(tell(list), tell(asUsual));
}
