import { instantOf } from '../domain/clock.ts';
import { isRefusal, settleCancellation, type Decision } from '../domain/index.ts';
import type { StoredCancellation } from '../model.ts';
import type { LockedOrder } from '../store/store.ts';
import { answerOf, refusalOf } from './answers.ts';
import type { Answer, CancelShop } from './shop.ts';

/**
 * Writes down what came of asking, and the answer under the request's key if nobody has been answered yet:
 * all in the lock's transaction. `undefined` is a silent shop: the request is received, and asked about again.
 */
export async function settle(
  locked: LockedOrder,
  shop: CancelShop,
  asked: StoredCancellation,
  decision: Decision | undefined,
): Promise<Answer> {
  const now = shop.now();
  const { retryAt: _, ...known } = (await locked.cancellation(asked.cancellation.id)) ?? asked;
  const stored: StoredCancellation = decision ? known : { ...known, retryAt: instantOf(now + untilRetry(asked, now)) };
  const outcome = settleCancellation(locked, stored, decision ?? { status: 'pending' }, { now, rules: shop.rules });
  if (outcome !== 'unchanged' && isRefusal(outcome)) return refusalOf(outcome, now);
  if (outcome !== 'unchanged') await locked.save(outcome);
  else if (stored.cancellation.status === 'pending') await locked.keepCancellation(stored);
  const answer = answerOf((outcome === 'unchanged' ? stored : (outcome.cancellation ?? stored)).cancellation);
  const given = await locked.answer(stored.key);
  if (given && given.status === undefined) await locked.keepAnswer(stored.key, { fingerprint: given.fingerprint, ...answer });
  return answer;
}

const soonest = 30_000;
const latest = 3_600_000;

/** Twice as long each time: as long as it has been waiting already. */
function untilRetry({ cancellation: { receipt } }: StoredCancellation, now: number): number {
  const age = receipt ? now - Date.parse(receipt.at) : soonest;
  return Math.min(latest, Math.max(soonest, age));
}
