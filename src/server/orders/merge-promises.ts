import type { DeliveryPromise } from '../../contract/order.ts';
import { formatPreciseInstant } from '../shared/time.ts';

/**
 * Adds promises with new ids; existing promises never change. The first promise stays first: an added one that is older
 * gets the same `madeAt`.
 */
export function mergePromises(
  existing: readonly DeliveryPromise[],
  added: readonly DeliveryPromise[],
  now: number,
): readonly DeliveryPromise[] {
  const ids = new Set(existing.map(({ id }) => id));
  const promises = [...existing];
  for (const promise of added) {
    if (ids.has(promise.id)) continue;
    ids.add(promise.id);
    const first = promises[0]?.madeAt;
    const madeAt = promise.madeAt ?? formatPreciseInstant(now);
    const isOlder = first !== undefined && Date.parse(madeAt) < Date.parse(first);
    promises.push({ ...promise, madeAt: isOlder ? first : madeAt });
  }
  return promises;
}
