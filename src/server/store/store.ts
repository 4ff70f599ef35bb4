import type { Order } from '../../contract/order.ts';
import type { ChangeNotification } from '../change-feed/change-notification.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { OrderUpdate, Deadline, Incident, StoredCancellation } from '../orders/order-state.ts';
import type { WebhookMessage } from '../orders/webhook-message.ts';

/** The response stored under an idempotency key, repeated byte for byte. */
export type IdempotencyRecord = {
  /** Identifies the request. Another request under the same key is refused. */
  readonly fingerprint: string;
  /** Absent while the request is in progress. */
  readonly status?: number | undefined;
  readonly body?: string | undefined;
};

/**
 * An order under an exclusive lock. All writes are durable once `withLockedOrder` resolves, or none is. Reads return the
 * last saved state, including writes of the same lock.
 */
export interface LockedOrder {
  /** The order with all events and promises, oldest first. */
  readonly order: Order | undefined;
  readonly deadlines: readonly Deadline[];
  /** Unresolved incidents. */
  readonly incidents: readonly Incident[];
  /** Undecided cancellations. */
  readonly pending: readonly StoredCancellation[];
  /** Writes an update. Stored events and promises are never rewritten. Listeners are notified after the commit. */
  save(update: OrderUpdate): Promise<void>;
  getIdempotencyRecord(key: string): Promise<IdempotencyRecord | undefined>;
  saveIdempotencyRecord(key: string, record: IdempotencyRecord, savedAt: Instant): Promise<void>;
  getCancellation(id: string): Promise<StoredCancellation | undefined>;
  /** Writes a cancellation without a new version of the order. */
  saveCancellation(cancellation: StoredCancellation): Promise<void>;
  /** Records the id of an incoming webhook. `false` if the order has it already. */
  claimWebhook(source: string, id: string, receivedAt: Instant): Promise<boolean>;
  /** Works for unknown orders too. Replaces unmatched scans of the same source and id. */
  saveUnmatchedScans(unmatched: UnmatchedScans): Promise<void>;
}

/** The delivery of a message to one subscriber. */
export type WebhookDelivery = {
  readonly message: WebhookMessage;
  readonly subscriber: string;
  /** Number of failed attempts. */
  readonly attempts: number;
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly lastError?: string | undefined;
  readonly nextAttemptAt: Instant;
};

/**
 * Scans of one order from one webhook that could not be recorded. The shop can list them. Scans of an unknown order are
 * recorded as soon as the order exists.
 */
export type UnmatchedScans = {
  readonly source: string;
  /** Id of the webhook. Unique together with source and order. */
  readonly id: string;
  readonly orderId: string;
  /** JSON values in the order in which the source's adapter returned them. */
  readonly scans: readonly unknown[];
  /** `unknown-order`, or the problem code of the refusal. */
  readonly reason: string;
  readonly receivedAt: Instant;
};

/**
 * Storage of orders. When a write resolves, it is durable. Errors of the database reject; only lost connections are
 * retried inside.
 */
export interface Store {
  /** Identifies the sequence of versions; changes after a restore from a backup. 1 to 64 letters and digits. */
  readonly epoch: string;
  /**
   * Starts a new epoch. Call it once after a restore from a backup, while no other process has the store open. Otherwise
   * versions that clients saw after the backup would be assigned again to other content, and clients would ignore it.
   */
  renewEpoch(): Promise<string>;
  /** The current version with all events and promises. */
  getOrder(id: string): Promise<Order | undefined>;
  /** The current version number, without reading the order. */
  getOrderVersion(id: string): Promise<number | undefined>;
  getCancellation(orderId: string, id: string): Promise<StoredCancellation | undefined>;
  /** The most recently changed orders, newest change first. */
  listRecentOrders(limit: number): Promise<Order[]>;

  /**
   * Runs `work` while no other process or call can change the order. If `work` rejects, nothing is written. Other writes of
   * the store inside `work` reject, because they would wait for this lock. With SQLite one lock covers all orders: do not
   * wait for the network inside.
   */
  withLockedOrder<T>(orderId: string, work: (order: LockedOrder) => Promise<T>): Promise<T>;

  /** Deadlines due at `now` without an incident, earliest first. */
  listDueDeadlines(now: Instant, limit: number): Promise<(Deadline & { orderId: string })[]>;
  /** Pending cancellations whose `retryAt` has passed. */
  listDueCancellations(now: Instant, limit: number): Promise<StoredCancellation[]>;
  /** Newest first. Default: only open incidents. */
  listIncidents(options: { limit: number; includeResolved?: boolean }): Promise<Incident[]>;

  /** Replaces the subscribers. From now on, each message is queued once for each of them. */
  setSubscribers(names: readonly string[]): Promise<void>;
  /**
   * Claims due deliveries, optionally of one subscriber. No other process gets them until `leaseUntil`. Deliveries that are
   * due at the same time come in the order in which their messages were saved.
   */
  claimDeliveries(now: Instant, leaseUntil: Instant, limit: number, subscriber?: string): Promise<WebhookDelivery[]>;
  /**
   * `waiting` with an error counts as an attempt, without an error it does not. A delivered message stays delivered, even if
   * an attempt whose lease ran out reports another outcome later.
   */
  recordDeliveryOutcome(
    messageId: string,
    subscriber: string,
    outcome:
      | { state: 'delivered' }
      | { state: 'waiting'; nextAttemptAt: Instant; error?: string }
      | { state: 'dead'; error: string },
  ): Promise<void>;
  listDeadLetters(limit: number): Promise<WebhookDelivery[]>;
  /** Queues a dead letter or a delivered message again. `false` for an unknown message or subscriber. */
  replayDelivery(messageId: string, subscriber: string, now: Instant): Promise<boolean>;

  /** Oldest first. With `hasKnownOrder`, only scans kept as `unknown-order` whose order exists now. */
  listUnmatchedScans(options: { limit: number; hasKnownOrder?: boolean }): Promise<UnmatchedScans[]>;
  deleteUnmatchedScans(source: string, id: string, orderId: string): Promise<void>;

  /** The earliest due time of all deadlines, cancellation retries and deliveries. Claimed deliveries are due at the end of their lease. */
  getNextDueAt(): Promise<Instant | undefined>;

  /** Deletes an order with all its data, including undelivered messages. */
  deleteOrder(orderId: string): Promise<void>;
  /**
   * Deletes data that is no longer needed: idempotency records saved before `idempotencyBefore`, and what is older than
   * `before` of ids of incoming webhooks, unmatched scans, and messages that all subscribers have. Orders stay. Resolves
   * to the number of deleted rows.
   */
  prune(options: { before: Instant; idempotencyBefore: Instant }): Promise<number>;

  /** Acquires or extends the lease of a job. `false` while another holder has it. */
  acquireLease(job: string, holder: string, now: Instant, until: Instant): Promise<boolean>;

  /**
   * Calls `onChange` after each commit until the returned function is called: at once for commits of this process, a little
   * later for commits of a process that crashed before it sent the notification. Several changes of one order may arrive as
   * one. While a connection is lost, changes of other processes are missed; `onGap` is called after the reconnect.
   */
  listen(onChange: (change: ChangeNotification) => void, onGap: () => void): Promise<() => Promise<void>>;

  close(): Promise<void>;
}
