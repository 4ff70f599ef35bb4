import { formatPreciseInstant } from '../shared/time.ts';
import type { WebhookDelivery, Store } from '../store/store.ts';
import { getRetryDelayMs } from './retry-delay.ts';
import { sendMessage, type SendResult } from './send-message.ts';
import type { Subscriber } from './subscriber.ts';

/*
 * Guarantees: a stored message reaches each subscriber at least once or becomes a dead letter, even if processes crash. Its
 * id is the same for every attempt and after a replay. An acknowledged message is only sent again if the process crashes
 * before it stores the acknowledgement, so a receiver that remembers ids handles each message once. Messages of one order
 * are sent in sequence as long as none fails. A failed one is repeated after later ones, because it must not delay them for
 * days: a receiver that needs the sequence compares `data.version`.
 */

export type DispatchOptions = {
  readonly store: Store;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Time limit of one attempt in milliseconds; default 15,000. */
  readonly deliveryTimeoutMs?: number;
  /** Random number from 0 to 1; default `Math.random`. */
  readonly random?: () => number;
  /** Once it returns `true`, claimed messages are put back. */
  readonly isStopping?: () => boolean;
  /** Called when a message becomes a dead letter. */
  readonly onDeadLetter?: (delivery: WebhookDelivery, error: string) => void;
};

/** Number of attempts by outcome. */
export type DispatchResult = { delivered: number; failed: number; dead: number };

/** Messages claimed at once. Small, so that no lease runs out. */
const BATCH_SIZE = 8;
/** Pause after an unreachable receiver. */
const UNREACHABLE_PAUSE_MS = 5_000;

/**
 * Sends all due messages to a subscriber. Stops early if the receiver is unreachable: the remaining messages are put back
 * without counting an attempt. Rejects only with errors of the store.
 */
export async function dispatchMessages(subscriber: Subscriber, options: DispatchOptions): Promise<DispatchResult> {
  const { store, now, deliveryTimeoutMs = 15_000, isStopping = () => false } = options;
  const counts: DispatchResult = { delivered: 0, failed: 0, dead: 0 };
  /** `until` is in epoch milliseconds and set when the receiver is unreachable. */
  const pause = { until: 0 };
  while (pause.until === 0 && !isStopping()) {
    const leaseUntil = now() + BATCH_SIZE * deliveryTimeoutMs + 30_000;
    const batch = await store.claimDeliveries(
      formatPreciseInstant(now()),
      formatPreciseInstant(leaseUntil),
      BATCH_SIZE,
      subscriber.name,
    );
    if (batch.length === 0) break;
    // Orders in parallel, messages of one order in sequence.
    const orderIds = new Set(batch.map(({ message }) => message.orderId));
    const selectByOrder = (id: string): WebhookDelivery[] => batch.filter(({ message }) => message.orderId === id);
    await Promise.all([...orderIds].map((id) => sendInOrder(selectByOrder(id), leaseUntil)));
  }
  return counts;

  async function sendInOrder(deliveries: readonly WebhookDelivery[], leaseUntil: number): Promise<void> {
    for (const delivery of deliveries) {
      // The lease may run out before the response: leave the delivery to the next claim.
      if (now() + deliveryTimeoutMs > leaseUntil) return;
      if (pause.until > 0 || isStopping()) {
        await recordOutcome(delivery, {
          state: 'waiting',
          nextAttemptAt: formatPreciseInstant(Math.max(pause.until, now())),
        });
        continue;
      }
      const isWanted = subscriber.types?.includes(delivery.message.type) ?? true;
      const result: SendResult = isWanted
        ? await sendMessage(subscriber, delivery.message, { now, deliveryTimeoutMs })
        : { kind: 'delivered' };
      if (result.kind === 'failed' && result.isUnreachable)
        pause.until = now() + (result.retryAfterMs ?? UNREACHABLE_PAUSE_MS);
      await recordResult(delivery, result);
    }
  }

  async function recordResult(delivery: WebhookDelivery, result: SendResult): Promise<void> {
    if (result.kind === 'delivered') {
      counts.delivered += 1;
      return recordOutcome(delivery, { state: 'delivered' });
    }
    const { error } = result;
    const { random = Math.random } = options;
    const wait =
      result.kind === 'failed' ? getRetryDelayMs(delivery.attempts + 1, result.retryAfterMs, random()) : undefined;
    if (wait !== undefined) {
      counts.failed += 1;
      return recordOutcome(delivery, { state: 'waiting', nextAttemptAt: formatPreciseInstant(now() + wait), error });
    }
    counts.dead += 1;
    await recordOutcome(delivery, { state: 'dead', error });
    options.onDeadLetter?.(delivery, error);
  }

  function recordOutcome(
    { message, subscriber: name }: WebhookDelivery,
    outcome: Parameters<Store['recordDeliveryOutcome']>[2],
  ): Promise<void> {
    return store.recordDeliveryOutcome(message.id, name, outcome);
  }
}
