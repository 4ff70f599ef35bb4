import type { TimelineEntry } from './timeline-entry.ts';

/**
 * Whether entries of the same time give another result in another order. Compares the result of the list, oldest
 * first, with that of the list in which entries of the same time stand by rank.
 */
export function hasAmbiguousOrder<T extends { readonly sortKey: number; readonly rank: number }, Result>(
  list: readonly T[],
  derive: (list: readonly T[]) => Result,
  isSame: (one: Result, other: Result) => boolean,
): boolean {
  if (!list.some(({ sortKey }, index) => sortKey === list[index - 1]?.sortKey)) return false;
  const ranked = list.toSorted((a, b) => (a.sortKey === b.sortKey ? a.rank - b.rank : a.sortKey < b.sortKey ? -1 : 1));
  return !isSame(derive(list), derive(ranked));
}

/** Whether events retract each other in a circle, two of them at the same time: their order in the list decides. */
export function hasAmbiguousRetractions(timeline: readonly TimelineEntry[]): boolean {
  const retractions = timeline.filter(({ event }) => event.retracts !== undefined && event.retracts !== event.id);
  const byId = new Map(retractions.map((entry) => [entry.event.id, entry]));
  const visited = new Set<TimelineEntry>();
  return retractions.some((start) => {
    const chain: TimelineEntry[] = [];
    let next: TimelineEntry | undefined = start;
    while (next && !visited.has(next)) {
      visited.add(next);
      chain.push(next);
      next = byId.get(next.event.retracts ?? '');
    }
    const circle = next && chain.includes(next) ? chain.slice(chain.indexOf(next)) : [];
    return new Set(circle.map(({ sortKey }) => sortKey)).size < circle.length;
  });
}
