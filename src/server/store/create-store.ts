import type { Order } from '../../contract/order.ts';
import type { Database, Transaction } from './database.ts';
import { deleteOrderRows, pruneRows } from './delete-rows.ts';
import { LockedOrderRow, lockOrder } from './locked-order.ts';
import { ChangeFeed } from '../change-feed/change-feed.ts';
import { selectOrder, selectRecentOrders } from './order-rows.ts';
import * as outbox from './outbox.ts';
import { writeNewEpoch, migrateDatabase } from './migrate-database.ts';
import * as records from './record-rows.ts';
import { parseInstant } from '../shared/time.ts';
import type { ChangeChannel, ChangeNotification } from '../change-feed/change-notification.ts';
import type { Store } from './store.ts';

export type StoreOptions = {
  /** Carries change notifications instead of the database. */
  readonly channel?: ChangeChannel;
  /** Gets errors outside of any call: a failed publish, a lost connection. Default: ignored. */
  readonly onError?: (error: unknown) => void;
};

/** Creates a store and migrates its tables. Closes the database if the migration fails. */
export async function createStore(database: Database, options: StoreOptions = {}): Promise<Store> {
  let epoch: string;
  try {
    epoch = await migrateDatabase(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const { query } = database;
  const changeFeed = new ChangeFeed(options.channel ?? database, options.onError ?? ((): void => {}));

  /** With a channel, changes are published there after the commit. */
  async function write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { channel } = options;
    if (!channel) return database.transaction(work);
    const changes: ChangeNotification[] = [];
    const publishLater = async ({ orderId, version }: ChangeNotification): Promise<void> =>
      void changes.push({ orderId, version });
    const result = await database.transaction((session) => work({ query: session.query, publishChange: publishLater }));
    for (const change of changes) void publishChange(channel, change);
    return result;
  }

  async function publishChange(channel: ChangeChannel, change: ChangeNotification): Promise<void> {
    try {
      await channel.publish(change);
    } catch (error) {
      options.onError?.(error);
      changeFeed.notifyGap();
    }
  }

  return {
    get epoch() {
      return epoch;
    },
    async renewEpoch() {
      epoch = await write(({ query }) => writeNewEpoch(query));
      return epoch;
    },
    getOrder: (id) => selectOrder(query, id),
    async getOrderVersion(id) {
      const [row] = await query('SELECT version FROM waybill_orders WHERE id = $1 AND version > 0', [id]);
      return row && Number(row['version']);
    },
    getCancellation: (orderId, id) => records.selectCancellation(query, orderId, id),
    listRecentOrders: (limit): Promise<Order[]> => selectRecentOrders(query, limit),
    withLockedOrder: (orderId, work) =>
      write(async (session) => {
        await lockOrder(database, session, orderId);
        const order = new LockedOrderRow(session, orderId);
        await order.read();
        const result = await work(order);
        await order.release();
        return result;
      }),
    listDueDeadlines: (now, limit) => records.selectDueDeadlines(query, now, limit),
    listDueCancellations: (now, limit) => records.selectDueCancellations(query, now, limit),
    listIncidents: ({ limit, includeResolved = false }) => records.selectIncidents(query, limit, includeResolved),
    setSubscribers: (names) =>
      write(async ({ query }) => {
        await query(`SELECT value FROM waybill_meta WHERE name = 'schema' ${database.forUpdate}`);
        await outbox.setSubscribers(query, names);
      }),
    claimDeliveries: (now, leaseUntil, limit, subscriber) =>
      write(({ query }) => outbox.claimDeliveries(query, database, { now, leaseUntil, limit, subscriber })),
    recordDeliveryOutcome: (messageId, subscriber, outcome) =>
      write(({ query }) => outbox.updateDelivery(query, messageId, subscriber, outcome)),
    listDeadLetters: (limit) => outbox.selectDeadLetters(query, limit),
    replayDelivery: (messageId, subscriber, now) =>
      write(({ query }) => outbox.replayDelivery(query, messageId, subscriber, now)),
    listUnmatchedScans: ({ limit, hasKnownOrder = false }) => records.selectUnmatchedScans(query, limit, hasKnownOrder),
    deleteUnmatchedScans: (source, id, orderId) =>
      write(async ({ query }) => {
        await query('DELETE FROM waybill_unmatched_scans WHERE source = $1 AND id = $2 AND order_id = $3', [
          source,
          id,
          orderId,
        ]);
      }),
    getNextDueAt: () => records.selectNextDueAt(query),
    deleteOrder: (orderId) =>
      write(async (session) => {
        await lockOrder(database, session, orderId);
        const order = await selectOrder(session.query, orderId);
        const position = await deleteOrderRows(session.query, orderId);
        // Subscribers of the order read it again and find that it is deleted.
        if (order) await session.publishChange({ orderId, version: order.version + 1, position, isDeleted: true });
      }),
    prune: (options) => write(({ query }) => pruneRows(query, options)),
    acquireLease: (job, holder, now, until) =>
      write(async ({ query }) => {
        const rows = await query(
          `INSERT INTO waybill_leases (job, holder, until) VALUES ($1, $2, $3)
           ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE waybill_leases.until <= $4 OR waybill_leases.holder = excluded.holder
           RETURNING holder`,
          [job, holder, parseInstant(until), parseInstant(now)],
        );
        return rows.length > 0;
      }),
    listen: (onChange, onGap) => changeFeed.listen(onChange, onGap),
    async close() {
      await changeFeed.close();
      await database.close();
    },
  };
}
