import type { Order } from '../../contract/order.ts';
import { type CancellationDecision, parseDecision } from './cancellation-decision.ts';
import type { StoredCancellation } from '../orders/order-state.ts';
import type { CancellationContext } from './cancellation-context.ts';

const DEFAULT_DECISION_TIMEOUT_MS = 10_000;
/** Time to store the decision after the time limit. */
const LEASE_MARGIN_MS = 5_000;

/** Milliseconds during which no other process calls the decider for the same cancellation. */
export const getDecisionLeaseMs = ({ decisionTimeoutMs = DEFAULT_DECISION_TIMEOUT_MS }: CancellationContext): number =>
  decisionTimeoutMs + LEASE_MARGIN_MS;

/**
 * Calls `decideCancellation`, outside of any lock. Resolves to `undefined` if it fails, exceeds the time limit or returns
 * no valid decision; `onError` gets the reason.
 */
export async function callDecider(
  context: CancellationContext,
  order: Order,
  stored: StoredCancellation,
): Promise<CancellationDecision | undefined> {
  const { decideCancellation, decisionTimeoutMs = DEFAULT_DECISION_TIMEOUT_MS } = context;
  if (!decideCancellation) return undefined;
  const { request, cancellation, idempotencyKey } = stored;
  const controller = new AbortController();
  const timeoutError = new Error(`decideCancellation did not resolve within ${decisionTimeoutMs} ms`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(timeoutError);
      controller.abort(timeoutError);
    }, decisionTimeoutMs);
  });
  try {
    const pendingDecision = (async () =>
      decideCancellation({ order, cancellation, request, idempotencyKey, signal: controller.signal }))();
    // The decision is stored and shown to the customer, so it is parsed like a request.
    const parsed = parseDecision(await Promise.race([pendingDecision, timeout]));
    if (!parsed.ok)
      throw new TypeError(
        `decideCancellation returned an invalid decision: ${parsed.issues.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
      );
    return parsed.data;
  } catch (error) {
    context.onError?.(error);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
