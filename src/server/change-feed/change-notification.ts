/** Sent after each commit of any process: the order has this version now. */
export type ChangeNotification = { readonly orderId: string; readonly version: number };

/**
 * Carries change notifications between processes through a message broker (Redis, NATS, Kafka …) instead of the database.
 * Pass it to a store as `options.channel`, the same in every process.
 *
 * The broker only carries `{ orderId, version }`; orders stay in the database. It need not be durable or ordered, and may
 * deliver twice. A lost notification delays an update but loses nothing, because listeners read the order itself and
 * re-check all orders after a gap.
 *
 *     const channel: ChangeChannel = {
 *       publish: (change) => nats.publish('orders', JSON.stringify(change)),
 *       async subscribe(onChange, onGap) {
 *         const subscription = nats.subscribe('orders', { callback: (_, message) => onChange(message.json()) });
 *         onReconnect(onGap);
 *         return async () => subscription.unsubscribe();
 *       },
 *     };
 */
export interface ChangeChannel {
  /**
   * Called once for each change, after the commit. The store does not wait for it. Subscribers of the same process must get
   * the change too. If it throws or rejects, the write stays committed, `options.onError` of the store gets the error, and
   * all listeners of this process get a gap.
   */
  publish(change: ChangeNotification): unknown;
  /**
   * Resolves as soon as changes arrive, to a function that unsubscribes. Call `onGap` after a reconnect: changes may have
   * been missed.
   */
  subscribe(onChange: (change: ChangeNotification) => void, onGap: () => void): Promise<() => Promise<void>>;
}

/**
 * A committed write. `position` is unique for each write, unlike the version: a deleted order that is created again starts
 * at version 1. With `isDeleted`, `position` is the last one of the order, and the tables contain no trace of the order.
 */
export type CommittedChange = ChangeNotification & { readonly position: number; readonly isDeleted?: boolean };
