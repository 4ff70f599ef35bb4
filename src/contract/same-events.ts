import { isObject } from './checker.ts';
import type { OrderEvent } from './order-event.ts';

/**
 * How many of the first events say what those of an earlier version said, and which these are. A history only
 * grows, at its end, and may be cut at its beginning: most of it need not be checked again.
 */
export function sameEvents(given: readonly unknown[], known: readonly OrderEvent[]): readonly OrderEvent[] {
  const [first] = given;
  const start = isObject(first) ? known.findIndex(({ id }) => id === first['id']) : -1;
  if (start < 0) return [];
  let count = 0;
  while (count < given.length && isSame(given[count], known[start + count])) count++;
  return known.slice(start, start + count);
}

/** What was put right in an event differs from how it was sent, and is checked again. */
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
