import type { CancelRequest } from '../../contract/cancellation.ts';
import type { OrderAction } from '../../contract/order.ts';
import type { StoredCancellation } from '../model.ts';
import type { Context, OrderState, Refusal } from './state.ts';

/** A request that may be granted, not told to anybody yet. */
export type Requested = { readonly stored: StoredCancellation; readonly mode: OrderAction['mode'] };

/**
 * Checks what a customer asks for against the order. Nothing of the order changes yet: keep `stored`, ask
 * the shop, and settle. `id` is the cancellation's, `key` the Idempotency-Key it came with.
 */
export function requestCancellation(
  current: OrderState,
  asked: { readonly id: string; readonly key: string; readonly request: CancelRequest },
  context: Context,
): Requested | Refusal {
  throw new Error(`not written yet ${current.order?.id} ${asked.id} ${context.now}`);
}
