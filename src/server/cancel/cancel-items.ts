import type { CancelRequest } from '../../contract/cancellation.ts';
import type { Store } from '../store/store.ts';
import type { Answer, CancelShop } from './shop.ts';

export type CancelInput = {
  readonly orderId: string;
  /** The Idempotency-Key. */
  readonly key: string;
  readonly request: CancelRequest;
  /** Version of the If-Match header, where one came. */
  readonly ifMatch?: number | undefined;
};

/**
 * `POST /orders/{id}/cancellations`. The same key with the same request is answered the same, word for word;
 * what it answers is stored before it is returned. Rejects with errors of the store only: then the same
 * request with the same key goes on where this one broke off.
 */
export function cancelItems(store: Store, shop: CancelShop, input: CancelInput): Promise<Answer> {
  throw new Error(`not written yet ${store.epoch} ${shop.now()} ${input.key}`);
}
