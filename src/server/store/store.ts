import type { Order } from '../../contract/order.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { Change, Deadline, Incident, Message, StoredCancellation } from '../model.ts';

/** An answer kept under its key, to be given again word for word. */
export type StoredAnswer = {
  /** Of the request: another one under the same key is refused. */
  readonly fingerprint: string;
  /** Absent while the request is being worked on. */
  readonly status?: number | undefined;
  readonly body?: string | undefined;
};

/**
 * One order while nobody else can change it. What was written is durable when `locked` resolves, or none of it.
 * What is read of it is what was saved last, also within the same lock: several changes may follow each other.
 */
export interface LockedOrder {
  /** With all its events and promises, oldest first. */
  readonly order: Order | undefined;
  /** Open ones. */
  readonly deadlines: readonly Deadline[];
  /** Unresolved ones. */
  readonly incidents: readonly Incident[];
  /** Undecided ones. */
  readonly pending: readonly StoredCancellation[];
  /** Writes a change; events and promises that are known already are never rewritten. Listeners hear of it after the commit. */
  save(change: Change): Promise<void>;
  answer(key: string): Promise<StoredAnswer | undefined>;
  keepAnswer(key: string, answer: StoredAnswer): Promise<void>;
  cancellation(id: string): Promise<StoredCancellation | undefined>;
  /** Without a new version of the order: it was received, but nothing of the order has changed yet. */
  keepCancellation(cancellation: StoredCancellation): Promise<void>;
  /** Whether an incoming webhook's id is new to this order; it is known from then on. */
  takeIncoming(source: string, id: string): Promise<boolean>;
  /** Also of an order that is not known. One kept before with the same source and id is replaced. */
  keepStray(stray: Stray): Promise<void>;
}

/** A message on its way to one subscriber. */
export type Delivery = {
  readonly message: Message;
  readonly subscriber: string;
  /** So far, all of them failed. */
  readonly attempts: number;
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly lastError?: string | undefined;
  readonly nextAt: Instant;
};

/**
 * What an incoming webhook said of one order and could not be recorded: kept for the shop to see. Where
 * the order was not known, it is recorded once it is.
 */
export type Stray = {
  readonly source: string;
  /** Of the webhook; one source, id and order is one stray. */
  readonly id: string;
  readonly orderId: string;
  /** In their order, as the source's adapter read them: whole JSON values. */
  readonly scans: readonly unknown[];
  /** `unknown-order`, or the code of why it was refused. */
  readonly reason: string;
  readonly receivedAt: Instant;
};

/** Told after each commit, also of other processes: the order has this version now. */
export type OrderNews = { readonly orderId: string; readonly version: number };

/**
 * Carries news between processes through a broker the shop has already (Redis, NATS, Kafka …), in place of
 * the database's own way. Given to a store as `options.channel`; the same in every process.
 *
 * The database stays where everything is kept: a broker carries only "this order has this version now", about
 * sixty bytes of JSON. So it need neither be durable nor keep an order, and may deliver twice; what it
 * loses is late rather than lost, because whoever listens reads the order itself and asks again after a gap.
 *
 *     const channel: Channel = {
 *       publish: (news) => nats.publish('orders', JSON.stringify(news)),
 *       async subscribe(onNews, onGap) {
 *         const subscription = nats.subscribe('orders', { callback: (_, message) => onNews(message.json()) });
 *         onReconnect(onGap);
 *         return async () => subscription.unsubscribe();
 *       },
 *     };
 */
export interface Channel {
  /**
   * Called after the commit, once a change, and not waited for. It must reach the subscribers of this process
   * too. Where it throws or rejects, the write still stands: `options.onError` of the store is told, and every
   * listener of this process is told of a gap.
   */
  publish(news: OrderNews): unknown;
  /** Resolves once news arrives. `onGap` is to be called when a lost connection is back: news in between is missing. */
  subscribe(onNews: (news: OrderNews) => void, onGap: () => void): Promise<() => Promise<void>>;
}

/**
 * Where orders live. Every promise that resolves stands for durable writes. Errors of the database
 * reject; nothing is retried inside except a connection that was lost.
 */
export interface Store {
  /** Names this run of versions; another one after a restore from a backup. 1 to 64 letters and digits. */
  readonly epoch: string;
  /**
   * Begins another run of versions. To be called once after a backup was restored, while no other process
   * has the store open: versions that were given out since the backup would else come again with
   * other content, and those who saw them would keep the old one.
   */
  renewEpoch(): Promise<string>;
  /** The newest snapshot, with all its events and promises. */
  order(id: string): Promise<Order | undefined>;
  /** Of the newest snapshot, without reading it. */
  version(id: string): Promise<number | undefined>;
  cancellation(orderId: string, id: string): Promise<StoredCancellation | undefined>;
  /** Orders by their id of a page, most recently changed first. */
  recentOrders(most: number): Promise<Order[]>;

  /**
   * Works on one order while nobody else can, in this process or another. Where `work` rejects, nothing of it
   * is written. Other writes of the store cannot be made inside (it rejects rather than wait for itself).
   * With SQLite all orders wait for each other: do not wait for the network inside.
   */
  locked<T>(orderId: string, work: (order: LockedOrder) => Promise<T>): Promise<T>;

  /** Deadlines due at `now` that have raised no incident yet, at most so many, soonest first. */
  dueDeadlines(now: Instant, most: number): Promise<(Deadline & { orderId: string })[]>;
  /** Requests the shop has not answered and is to be asked about again. */
  dueCancellations(now: Instant, most: number): Promise<StoredCancellation[]>;
  /** Newest first; open ones alone unless `includeResolved`. */
  incidents(options: { most: number; includeResolved?: boolean }): Promise<Incident[]>;

  /** Names of those who are told of every message from now on; a message is queued once for each. */
  setSubscribers(names: readonly string[]): Promise<void>;
  /**
   * Takes waiting deliveries that are due, of one subscriber where it is named; until `leaseUntil` nobody
   * else gets them. Those due at the same time come in the order in which their messages were saved.
   */
  takeDeliveries(now: Instant, leaseUntil: Instant, most: number, subscriber?: string): Promise<Delivery[]>;
  /**
   * Waiting with an error counts one more attempt; without, nothing was tried. Delivered stays delivered,
   * whatever comes late of an attempt whose lease ran out.
   */
  settleDelivery(
    messageId: string,
    subscriber: string,
    outcome: { state: 'delivered' } | { state: 'waiting'; nextAt: Instant; error?: string } | { state: 'dead'; error: string },
  ): Promise<void>;
  deadLetters(most: number): Promise<Delivery[]>;
  /** Puts a dead letter, or a delivered message, in the queue anew; `false` for one that is not known. */
  replay(messageId: string, subscriber: string, now: Instant): Promise<boolean>;

  /** Oldest first; with `isPlaceable` only those kept as `unknown-order` whose order is known by now. */
  strays(options: { most: number; isPlaceable?: boolean }): Promise<Stray[]>;
  dropStray(source: string, id: string, orderId: string): Promise<void>;

  /** The soonest of all deadlines, repeated requests and deliveries that are waiting (taken ones: their lease's end). */
  nextDue(): Promise<Instant | undefined>;

  /** Removes an order with everything that was ever written of it, also what is on its way to subscribers. */
  forget(orderId: string): Promise<void>;
  /**
   * Removes what nobody asks for anymore and is older: answers, ids of incoming webhooks, strays, and messages
   * that every subscriber has. Orders stay. Resolves to how many rows went.
   */
  prune(options: { before: Instant }): Promise<number>;

  /** Whether this process does a job alone until then: `false` while another holder's time has not run out. */
  takeLease(job: string, holder: string, now: Instant, until: Instant): Promise<boolean>;

  /**
   * Calls back after each commit, of this process at once, until the returned function is called. Of a process that died
   * between its commit and the telling it is heard a little later; of changes that follow each other closely then
   * the last alone. Nothing is told of other processes while a connection is lost; `onGap` is called once it is back.
   */
  listen(onNews: (news: OrderNews) => void, onGap: () => void): Promise<() => Promise<void>>;

  close(): Promise<void>;
}
