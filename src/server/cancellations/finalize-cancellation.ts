import { HOUR_MS } from '../../dates/zoned-time.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import { isRefusal, type StoredCancellation } from '../orders/order-state.ts';
import { applyDecision } from './apply-decision.ts';
import type { CancellationDecision } from './cancellation-decision.ts';
import type { LockedOrder } from '../store/store.ts';
import { createCancellationResponse, createRefusalResponse } from './cancellation-response.ts';
import type { CancellationResponse, CancellationContext } from './cancellation-context.ts';

/**
 * Applies a decision and stores the response under the idempotency key unless a response is stored already, all in the
 * transaction of the lock. Without a decision (the decider failed) the cancellation stays pending and is retried.
 */
export async function finalizeCancellation(
  locked: LockedOrder,
  context: CancellationContext,
  requested: StoredCancellation,
  decision: CancellationDecision | undefined,
): Promise<CancellationResponse> {
  const now = context.now();
  const { retryAt: _, ...current } = (await locked.getCancellation(requested.cancellation.id)) ?? requested;
  const stored: StoredCancellation = decision
    ? current
    : { ...current, retryAt: formatPreciseInstant(now + getRetryDelayMs(requested, now)) };
  const outcome = applyDecision(locked, stored, decision ?? { status: 'pending' }, { now, rules: context.rules });
  if (outcome !== 'unchanged' && isRefusal(outcome)) return createRefusalResponse(outcome, now);
  if (outcome !== 'unchanged') await locked.save(outcome);
  else if (stored.cancellation.status === 'pending') await locked.saveCancellation(stored);
  const response = createCancellationResponse(
    (outcome === 'unchanged' ? stored : (outcome.cancellation ?? stored)).cancellation,
  );
  const record = await locked.getIdempotencyRecord(stored.idempotencyKey);
  if (record && record.status === undefined)
    await locked.saveIdempotencyRecord(
      stored.idempotencyKey,
      { fingerprint: record.fingerprint, ...response },
      formatPreciseInstant(now),
    );
  return response;
}

const MIN_RETRY_MS = 30_000;
const MAX_RETRY_MS = HOUR_MS;

/** Exponential back-off: the delay equals the age of the request, so it doubles with each retry. */
function getRetryDelayMs({ cancellation: { receipt } }: StoredCancellation, now: number): number {
  const age = receipt ? now - Date.parse(receipt.at) : MIN_RETRY_MS;
  return Math.min(MAX_RETRY_MS, Math.max(MIN_RETRY_MS, age));
}
