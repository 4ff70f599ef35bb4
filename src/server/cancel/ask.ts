import type { Order } from '../../contract/order.ts';
import type { Decision } from '../domain/index.ts';
import { readDecision } from '../intake/small-bodies.ts';
import type { StoredCancellation } from '../model.ts';
import type { CancelShop } from './shop.ts';

const usualTimeLimit = 10_000;
/** Beyond the time limit, for writing down what was answered. */
const margin = 5_000;

/** Milliseconds during which nobody else asks about the same. */
export const askLease = ({ timeLimit = usualTimeLimit }: CancelShop): number => timeLimit + margin;

/** Asks the shop, outside of any lock. `undefined` where it failed, took too long or said nothing that can be read. */
export async function ask(shop: CancelShop, order: Order, stored: StoredCancellation): Promise<Decision | undefined> {
  const { cancel, timeLimit = usualTimeLimit } = shop;
  if (!cancel) return undefined;
  const { request, cancellation, key } = stored;
  const abort = new AbortController();
  const tooLate = new Error(`the shop did not answer within ${timeLimit} ms`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(tooLate);
      abort.abort(tooLate);
    }, timeLimit);
  });
  try {
    const asked = (async () => cancel({ order, cancellation, request, idempotencyKey: key, signal: abort.signal }))();
    // It is shown to the customer and kept: what cannot be read as a decision is none.
    const read = readDecision(await Promise.race([asked, limit]));
    if (!read.ok) throw new TypeError(`the shop’s answer cannot be read: ${read.issues.map(({ path, message }) => `${path} ${message}`).join('; ')}`);
    return read.data;
  } catch (error) {
    shop.onError?.(error);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
