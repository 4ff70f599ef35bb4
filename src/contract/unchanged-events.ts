import { isObject } from './validators.ts';
import type { OrderEvent } from './order-event.ts';

/**
 * The leading events of `incoming` that equal already parsed events of the previous version. A history grows at
 * its end and may be cut at its beginning, so that most events need no second validation.
 */
export function findUnchangedEvents(
  incoming: readonly unknown[],
  previous: readonly OrderEvent[],
): readonly OrderEvent[] {
  const [first] = incoming;
  const start = isObject(first) ? previous.findIndex(({ id }) => id === first['id']) : -1;
  if (start < 0) return [];
  let count = 0;
  while (count < incoming.length && isSame(incoming[count], previous[start + count])) count++;
  return previous.slice(start, start + count);
}

/** Compares values up to two levels deep. An event that the parser changed differs from the sent one. */
function isSame(given: unknown, known: unknown, depth = 0): boolean {
  if (given === known) return true;
  if (depth > 1 || !isObject(given) || !isObject(known)) return false;
  let fields = 0;
  for (const name in given) {
    if (!isSame(given[name], known[name], depth + 1)) return false;
    fields++;
  }
  for (const _ in known) fields--;
  return fields === 0;
}
