import type { Decision } from '../domain/index.ts';
import type { Store } from '../store/store.ts';
import type { Answer, CancelShop } from './shop.ts';

/** The shop decides later, by its own systems or its staff: 200 with the cancellation as it is then. */
export function decideCancellation(
  store: Store,
  shop: CancelShop,
  orderId: string,
  cancellationId: string,
  decision: Decision,
): Promise<Answer> {
  throw new Error(`not written yet ${store.epoch} ${shop.now()} ${orderId} ${cancellationId} ${decision.status}`);
}
