import { instantOf } from '../domain/clock.ts';
import type { StoredCancellation } from '../model.ts';
import type { Store } from '../store/store.ts';
import { ask, askLease } from './ask.ts';
import { settle } from './settle.ts';
import type { CancelShop } from './shop.ts';

/**
 * Asks the shop about a request it has not answered (one of `store.dueCancellations`), and settles it. Nothing
 * happens where it was decided or is being asked about meanwhile.
 */
export async function askAgain(store: Store, shop: CancelShop, { orderId, cancellation }: StoredCancellation): Promise<void> {
  const due = await store.locked(orderId, async (locked) => {
    const stored = await locked.cancellation(cancellation.id);
    const now = shop.now();
    const isDue = stored?.cancellation.status === 'pending' && stored.retryAt !== undefined && Date.parse(stored.retryAt) <= now;
    if (!isDue || !locked.order) return undefined;
    const kept = { ...stored, retryAt: instantOf(now + askLease(shop)) };
    await locked.keepCancellation(kept);
    return { order: locked.order, stored: kept };
  });
  if (!due) return;
  const decision = await ask(shop, due.order, due.stored);
  await store.locked(orderId, (locked) => settle(locked, shop, due.stored, decision));
}
