import type { CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { canonicalJson } from '../shared/encoding.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import { isRefusal, type Refusal, type StoredCancellation } from '../orders/order-state.ts';
import { evaluateCancelRequest } from './evaluate-cancel-request.ts';
import type { LockedOrder, Store, IdempotencyRecord } from '../store/store.ts';
import { isFinalRefusal, createRefusalResponse } from './cancellation-response.ts';
import { callDecider, getDecisionLeaseMs } from './call-decider.ts';
import { finalizeCancellation } from './finalize-cancellation.ts';
import type { CancellationResponse, CancellationContext } from './cancellation-context.ts';

export type CancelRequestInput = {
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly request: CancelRequest;
  /** Version of the If-Match header. */
  readonly expectedVersion?: number | undefined;
};

/** A response, or a cancellation for the decider. */
type CancellationStart =
  | { readonly response: CancellationResponse }
  | { readonly order: Order; readonly stored: StoredCancellation };

/**
 * Processes `POST /orders/{orderId}/cancellations`. A repetition with the same key and request has the same response, byte
 * for byte. The response is stored before it is returned.
 *
 * 1. Under the lock of the order, the request is checked and stored. From then on, requests for the same lines are refused.
 * 2. Without the lock, the decider (`decideCancellation`) is called.
 * 3. Under the lock again, the decision is applied and the response is stored under the key.
 *
 * After a crash between two steps, the cancellation becomes due when the time limit of the decider is over. A repetition of
 * the request or `retryDecision` then continues. Rejects only with errors of the store.
 */
export async function processCancelRequest(
  store: Store,
  context: CancellationContext,
  input: CancelRequestInput,
): Promise<CancellationResponse> {
  const start = await store.withLockedOrder(input.orderId, (locked) => startCancellation(locked, context, input));
  if ('response' in start) return start.response;
  const { order, stored } = start;
  const decision = await callDecider(context, order, stored);
  return store.withLockedOrder(input.orderId, async (locked) => {
    const response = await finalizeCancellation(locked, context, stored, decision);
    // Another process may have stored a response first.
    return getStoredResponse(await locked.getIdempotencyRecord(input.idempotencyKey)) ?? response;
  });
}

const getStoredResponse = (record: IdempotencyRecord | undefined): CancellationResponse | undefined =>
  record?.status === undefined ? undefined : { status: record.status, body: record.body ?? '' };

async function startCancellation(
  locked: LockedOrder,
  context: CancellationContext,
  input: CancelRequestInput,
): Promise<CancellationStart> {
  const { idempotencyKey, request } = input;
  const now = context.now();
  const fingerprint = canonicalJson(request);
  const record = await locked.getIdempotencyRecord(idempotencyKey);
  if (record && record.fingerprint !== fingerprint)
    return { response: createRefusalResponse({ refused: 'idempotency-mismatch' }, now) };
  const storedResponse = getStoredResponse(record);
  if (storedResponse) return { response: storedResponse };
  const interrupted = record && locked.pending.find((stored) => stored.idempotencyKey === idempotencyKey);
  if (interrupted && locked.order) return resumeCancellation(locked, locked.order, context, interrupted, now);

  const evaluated = evaluateCancelRequest(
    locked,
    { id: crypto.randomUUID(), idempotencyKey, request },
    { now, rules: context.rules },
  );
  const checked = isRefusal(evaluated) ? evaluated : (checkExpectedVersion(locked, input) ?? evaluated);
  if (isRefusal(checked)) return { response: await storeRefusal(locked, idempotencyKey, fingerprint, checked, now) };

  await locked.saveIdempotencyRecord(idempotencyKey, { fingerprint }, formatPreciseInstant(now));
  if (!context.decideCancellation || !locked.order) {
    const decision = { status: checked.mode === 'instant' ? 'completed' : 'pending' } as const;
    return { response: await finalizeCancellation(locked, context, checked.stored, decision) };
  }
  return reserveDecision(locked, locked.order, context, checked.stored, now);
}

/** Continues a request that another process has started: it is still waiting for the decider, or it crashed. */
async function resumeCancellation(
  locked: LockedOrder,
  order: Order,
  context: CancellationContext,
  stored: StoredCancellation,
  now: number,
): Promise<CancellationStart> {
  const retryAfterMs = stored.retryAt === undefined ? 0 : Date.parse(stored.retryAt) - now;
  if (retryAfterMs > 0)
    return { response: createRefusalResponse({ refused: 'cancel-in-progress' }, now, { retryAfterMs }) };
  return reserveDecision(locked, order, context, stored, now);
}

async function reserveDecision(
  locked: LockedOrder,
  order: Order,
  context: CancellationContext,
  stored: StoredCancellation,
  now: number,
): Promise<CancellationStart> {
  const leased = { ...stored, retryAt: formatPreciseInstant(now + getDecisionLeaseMs(context)) };
  await locked.saveCancellation(leased);
  return { order, stored: leased };
}

function checkExpectedVersion({ order }: LockedOrder, { expectedVersion }: CancelRequestInput): Refusal | undefined {
  if (expectedVersion === undefined || expectedVersion === order?.version) return undefined;
  return { refused: 'version-conflict', detail: `The order has version ${order?.version}.` };
}

async function storeRefusal(
  locked: LockedOrder,
  idempotencyKey: string,
  fingerprint: string,
  refusal: Refusal,
  now: number,
): Promise<CancellationResponse> {
  const response = createRefusalResponse(refusal, now, { version: locked.order?.version });
  if (isFinalRefusal(refusal))
    await locked.saveIdempotencyRecord(idempotencyKey, { fingerprint, ...response }, formatPreciseInstant(now));
  return response;
}

/**
 * Calls the decider again for a due cancellation (`store.listDueCancellations`) and applies its decision. Does nothing if
 * the cancellation is decided, or another process is calling the decider.
 */
export async function retryDecision(
  store: Store,
  context: CancellationContext,
  { orderId, cancellation }: StoredCancellation,
): Promise<void> {
  const due = await store.withLockedOrder(orderId, async (locked) => {
    const stored = await locked.getCancellation(cancellation.id);
    const now = context.now();
    const isDue =
      stored?.cancellation.status === 'pending' && stored.retryAt !== undefined && Date.parse(stored.retryAt) <= now;
    if (!isDue || !locked.order) return undefined;
    const leased = { ...stored, retryAt: formatPreciseInstant(now + getDecisionLeaseMs(context)) };
    await locked.saveCancellation(leased);
    return { order: locked.order, stored: leased };
  });
  if (!due) return;
  const decision = await callDecider(context, due.order, due.stored);
  await store.withLockedOrder(orderId, (locked) => finalizeCancellation(locked, context, due.stored, decision));
}
