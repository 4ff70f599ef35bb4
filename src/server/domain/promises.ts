import type { DeliveryPromise } from '../../contract/order.ts';
import { instantOf } from './clock.ts';

/**
 * Adds promises that are not known yet; known ids keep what was said. The first promise stays the first:
 * one that claims to be older is taken as made at the same time, after it.
 */
export function withPromises(
  known: readonly DeliveryPromise[],
  told: readonly DeliveryPromise[],
  now: number,
): readonly DeliveryPromise[] {
  const ids = new Set(known.map(({ id }) => id));
  const promises = [...known];
  for (const promise of told) {
    if (ids.has(promise.id)) continue;
    ids.add(promise.id);
    const first = promises[0]?.madeAt;
    const madeAt = promise.madeAt ?? instantOf(now);
    const isOlder = first !== undefined && Date.parse(madeAt) < Date.parse(first);
    promises.push({ ...promise, madeAt: isOlder ? first : madeAt });
  }
  return promises;
}
