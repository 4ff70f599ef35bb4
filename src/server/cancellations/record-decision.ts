import type { CancellationDecision } from './cancellation-decision.ts';
import type { Store } from '../store/store.ts';
import { createRefusalResponse } from './cancellation-response.ts';
import { finalizeCancellation } from './finalize-cancellation.ts';
import type { CancellationResponse, CancellationContext } from './cancellation-context.ts';

/**
 * Records the decision that the shop's systems or staff make later: 200 with the decided cancellation. A repeated decision
 * has the same response. A decision that contradicts an earlier one is refused (`already-decided`).
 */
export function recordDecision(
  store: Store,
  context: CancellationContext,
  orderId: string,
  cancellationId: string,
  decision: CancellationDecision,
): Promise<CancellationResponse> {
  return store.withLockedOrder(orderId, async (locked) => {
    const stored = await locked.getCancellation(cancellationId);
    if (!stored)
      return createRefusalResponse(
        { refused: 'order-not-found', detail: 'There is no such cancellation.' },
        context.now(),
      );
    const response = await finalizeCancellation(locked, context, stored, decision);
    return response.status < 400 ? { ...response, status: 200 } : response;
  });
}
