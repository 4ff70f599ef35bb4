import type { Cancellation } from '../../contract/cancellation.ts';
import type { Change, StoredCancellation } from '../model.ts';
import type { Context, OrderState, Refusal } from './state.ts';

/** What the shop says to a request. `pending`: it was received, and is decided later. */
export type Decision =
  | { readonly status: 'completed'; readonly refund?: Cancellation['refund']; readonly receipt?: Cancellation['receipt']; readonly reason?: Cancellation['reason'] }
  | { readonly status: 'rejected'; readonly reason?: Cancellation['reason'] }
  | { readonly status: 'pending'; readonly answerBy?: Cancellation['answerBy'] };

/**
 * Carries out what was decided. What has shipped meanwhile is not canceled, whatever was decided: rejected with
 * the reason `already-shipped`. The same decision twice, and `pending` where that is known, is `unchanged`;
 * another one than before is refused (`already-decided`). The outcome is in the change's `cancellation`.
 */
export function settleCancellation(
  current: OrderState,
  stored: StoredCancellation,
  decision: Decision,
  context: Context,
): Change | 'unchanged' | Refusal {
  throw new Error(`not written yet ${current.order?.id} ${stored.key} ${decision.status} ${context.now}`);
}
