import { instantOf } from '../domain/clock.ts';
import type { Delivery, Store } from '../store/store.ts';
import { waitAfter } from './back-off.ts';
import { send, type Sent } from './send.ts';
import type { Subscriber } from './subscriber.ts';

/*
 * What is promised: a message that was saved reaches each subscriber at least once, or ends as a dead
 * letter, whatever is killed in between. Its id is the same at every attempt and after a replay, and what
 * was acknowledged is not sent again unless the process dies between the acknowledgement and its being
 * written, so that a receiver that remembers ids has each once. Messages of one order come in their order
 * as long as none of them fails; one that failed comes again after later ones, because it must not hold
 * them up for days: a receiver that needs the order compares `data.version`.
 */

export type DispatchOptions = {
  readonly store: Store;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds for one attempt; 15 seconds. */
  readonly timeLimit?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** What is taken and not yet tried is put back. */
  readonly isStopping?: () => boolean;
  /** Of a message that became a dead letter. */
  readonly onDeadLetter?: (delivery: Delivery, error: string) => void;
};

/** How often each came about. */
export type Dispatched = { delivered: number; failed: number; dead: number };

/** Taken at once, so that no lease runs out meanwhile. */
const batchSize = 8;
/** Receivers that are down are asked again after this, with the first message that waits. */
const pause = 5_000;

/**
 * Sends a subscriber all that is due. Ends early where the receiver cannot be reached: the rest is put
 * back untried. Rejects only with errors of the store.
 */
export async function dispatch(subscriber: Subscriber, options: DispatchOptions): Promise<Dispatched> {
  const { store, now, timeLimit = 15_000, isStopping = () => false } = options;
  const done: Dispatched = { delivered: 0, failed: 0, dead: 0 };
  /** Set once the receiver could not be reached. */
  const lane = { pausedUntil: 0 };
  while (lane.pausedUntil === 0 && !isStopping()) {
    const leaseUntil = now() + batchSize * timeLimit + 30_000;
    const batch = await store.takeDeliveries(instantOf(now()), instantOf(leaseUntil), batchSize, subscriber.name);
    if (batch.length === 0) break;
    // Orders beside each other, the messages of one after another.
    const orders = new Set(batch.map(({ message }) => message.orderId));
    const ofOrder = (id: string): Delivery[] => batch.filter(({ message }) => message.orderId === id);
    await Promise.all([...orders].map((id) => sendInOrder(ofOrder(id), leaseUntil)));
  }
  return done;

  async function sendInOrder(deliveries: readonly Delivery[], leaseUntil: number): Promise<void> {
    for (const delivery of deliveries) {
      // Others may have it by the time an answer would come.
      if (now() + timeLimit > leaseUntil) return;
      if (lane.pausedUntil > 0 || isStopping()) {
        await settle(delivery, { state: 'waiting', nextAt: instantOf(Math.max(lane.pausedUntil, now())) });
        continue;
      }
      const isWanted = subscriber.types?.includes(delivery.message.type) ?? true;
      const sent: Sent = isWanted ? await send(subscriber, delivery.message, { now, timeLimit }) : { kind: 'delivered' };
      if (sent.kind === 'failed' && sent.isUnreachable) lane.pausedUntil = now() + (sent.wait ?? pause);
      await record(delivery, sent);
    }
  }

  async function record(delivery: Delivery, sent: Sent): Promise<void> {
    if (sent.kind === 'delivered') {
      done.delivered += 1;
      return settle(delivery, { state: 'delivered' });
    }
    const { error } = sent;
    const { random = Math.random } = options;
    const wait = sent.kind === 'failed' ? waitAfter(delivery.attempts + 1, sent.wait, random()) : undefined;
    if (wait !== undefined) {
      done.failed += 1;
      return settle(delivery, { state: 'waiting', nextAt: instantOf(now() + wait), error });
    }
    done.dead += 1;
    await settle(delivery, { state: 'dead', error });
    options.onDeadLetter?.(delivery, error);
  }

  function settle({ message, subscriber: name }: Delivery, outcome: Parameters<Store['settleDelivery']>[2]): Promise<void> {
    return store.settleDelivery(message.id, name, outcome);
  }
}
