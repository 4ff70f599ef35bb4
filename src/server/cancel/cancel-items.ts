import type { CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { canonical } from '../domain/canonical.ts';
import { instantOf } from '../domain/clock.ts';
import { isRefusal, requestCancellation, type Refusal } from '../domain/index.ts';
import type { StoredCancellation } from '../model.ts';
import type { LockedOrder, Store, StoredAnswer } from '../store/store.ts';
import { isJudged, refusalOf } from './answers.ts';
import { ask, askLease } from './ask.ts';
import { settle } from './settle.ts';
import type { Answer, CancelShop } from './shop.ts';

export type CancelInput = {
  readonly orderId: string;
  /** The Idempotency-Key. */
  readonly key: string;
  readonly request: CancelRequest;
  /** Version of the If-Match header, where one came. */
  readonly ifMatch?: number | undefined;
};

/** Answered, or to be asked of the shop. */
type Start = { readonly answer: Answer } | { readonly order: Order; readonly stored: StoredCancellation };

/**
 * `POST /orders/{id}/cancellations`. The same key with the same request is answered the same, word for word;
 * what it answers is stored before it is returned.
 *
 * 1. Under the order's lock the request is checked and kept: from then on others of the same lines are refused.
 * 2. Without the lock the shop is asked.
 * 3. Under the lock again, what it answered is carried out and the answer is kept under the key.
 *
 * Whoever dies between two of them leaves a request that is due once the shop had its time to answer. Then the
 * same request with the same key goes on with it, or `askAgain` does. Rejects with errors of the store only.
 */
export async function cancelItems(store: Store, shop: CancelShop, input: CancelInput): Promise<Answer> {
  const start = await store.locked(input.orderId, (locked) => begin(locked, shop, input));
  if ('answer' in start) return start.answer;
  const { order, stored } = start;
  const decision = await ask(shop, order, stored);
  return store.locked(input.orderId, async (locked) => {
    const answer = await settle(locked, shop, stored, decision);
    // Somebody else may have settled it meanwhile, and answered.
    return givenAnswer(await locked.answer(input.key)) ?? answer;
  });
}

const givenAnswer = (known: StoredAnswer | undefined): Answer | undefined =>
  known?.status === undefined ? undefined : { status: known.status, body: known.body ?? '' };

async function begin(locked: LockedOrder, shop: CancelShop, input: CancelInput): Promise<Start> {
  const { key, request } = input;
  const now = shop.now();
  const fingerprint = canonical(request);
  const known = await locked.answer(key);
  if (known && known.fingerprint !== fingerprint) return { answer: refusalOf({ refused: 'idempotency-mismatch' }, now) };
  const given = givenAnswer(known);
  if (given) return { answer: given };
  const broken = known && locked.pending.find((stored) => stored.key === key);
  if (broken && locked.order) return goOn(locked, locked.order, shop, broken, now);

  const requested = requestCancellation(locked, { id: crypto.randomUUID(), key, request }, { now, rules: shop.rules });
  const checked = isRefusal(requested) ? requested : (precondition(locked, input) ?? requested);
  if (isRefusal(checked)) return { answer: await refuse(locked, key, fingerprint, checked, now) };

  await locked.keepAnswer(key, { fingerprint });
  if (!shop.cancel || !locked.order) {
    const decision = { status: checked.mode === 'instant' ? 'completed' : 'pending' } as const;
    return { answer: await settle(locked, shop, checked.stored, decision) };
  }
  return reserve(locked, locked.order, shop, checked.stored, now);
}

/** Somebody was asking the shop; is still, or died doing so. */
async function goOn(locked: LockedOrder, order: Order, shop: CancelShop, stored: StoredCancellation, now: number): Promise<Start> {
  const retryAfterMs = stored.retryAt === undefined ? 0 : Date.parse(stored.retryAt) - now;
  if (retryAfterMs > 0) return { answer: refusalOf({ refused: 'cancel-in-progress' }, now, { retryAfterMs }) };
  return reserve(locked, order, shop, stored, now);
}

async function reserve(locked: LockedOrder, order: Order, shop: CancelShop, stored: StoredCancellation, now: number): Promise<Start> {
  const kept = { ...stored, retryAt: instantOf(now + askLease(shop)) };
  await locked.keepCancellation(kept);
  return { order, stored: kept };
}

function precondition({ order }: LockedOrder, { ifMatch }: CancelInput): Refusal | undefined {
  if (ifMatch === undefined || ifMatch === order?.version) return undefined;
  return { refused: 'version-conflict', detail: `The order has version ${order?.version}.` };
}

async function refuse(locked: LockedOrder, key: string, fingerprint: string, refusal: Refusal, now: number): Promise<Answer> {
  const answer = refusalOf(refusal, now, { version: locked.order?.version });
  if (isJudged(refusal)) await locked.keepAnswer(key, { fingerprint, ...answer });
  return answer;
}
