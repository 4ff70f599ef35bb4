import type { Decision } from '../domain/index.ts';
import type { Store } from '../store/store.ts';
import { refusalOf } from './answers.ts';
import { settle } from './settle.ts';
import type { Answer, CancelShop } from './shop.ts';

/**
 * The shop decides later, by its own systems or its staff: 200 with the cancellation as it is then. The same
 * decision twice is answered the same; another one than before is refused (`already-decided`).
 */
export function decideCancellation(
  store: Store,
  shop: CancelShop,
  orderId: string,
  cancellationId: string,
  decision: Decision,
): Promise<Answer> {
  return store.locked(orderId, async (locked) => {
    const stored = await locked.cancellation(cancellationId);
    if (!stored) return refusalOf({ refused: 'order-not-found', detail: 'There is no such cancellation.' }, shop.now());
    const answer = await settle(locked, shop, stored, decision);
    return answer.status < 400 ? { ...answer, status: 200 } : answer;
  });
}
