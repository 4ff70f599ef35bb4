import type { Order } from '../../contract/order.ts';
import type { Database, Session } from './database.ts';
import { forgetOrder, pruneRows } from './forget.ts';
import { LockedRow, lockOrder } from './locked-order.ts';
import { NewsHub } from './news-hub.ts';
import { readOrder, readRecentOrders } from './orders.ts';
import * as outbox from './outbox.ts';
import { beginEpoch, prepareDatabase } from './prepare.ts';
import * as records from './records.ts';
import { milliseconds } from './rows.ts';
import type { Channel, OrderNews, Store } from './store.ts';

export type StoreOptions = {
  /** In place of the database's own way of telling other processes. */
  readonly channel?: Channel;
  /** What went wrong beside a call: a broker that took no news, a connection that was lost. Nothing by default. */
  readonly onError?: (error: unknown) => void;
};

/** A store on a database, whose tables are made or brought forward. Closes the database where that fails. */
export async function createStore(database: Database, options: StoreOptions = {}): Promise<Store> {
  let epoch: string;
  try {
    epoch = await prepareDatabase(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const { query } = database;
  const hub = new NewsHub(options.channel ?? database, options.onError ?? ((): void => {}));

  /** With a channel, what is announced goes there once it is committed. */
  async function write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const { channel } = options;
    if (!channel) return database.transaction(work);
    const announced: OrderNews[] = [];
    const announce = async ({ orderId, version }: OrderNews): Promise<void> => void announced.push({ orderId, version });
    const result = await database.transaction((session) => work({ query: session.query, announce }));
    for (const news of announced) void publish(channel, news);
    return result;
  }

  async function publish(channel: Channel, news: OrderNews): Promise<void> {
    try {
      await channel.publish(news);
    } catch (error) {
      options.onError?.(error);
      hub.tellGap();
    }
  }

  return {
    get epoch() {
      return epoch;
    },
    async renewEpoch() {
      epoch = await write(({ query }) => beginEpoch(query));
      return epoch;
    },
    order: (id) => readOrder(query, id),
    async version(id) {
      const [row] = await query('SELECT version FROM waybill_orders WHERE id = $1 AND version > 0', [id]);
      return row && Number(row['version']);
    },
    cancellation: (orderId, id) => records.readCancellation(query, orderId, id),
    recentOrders: (most): Promise<Order[]> => readRecentOrders(query, most),
    locked: (orderId, work) =>
      write(async (session) => {
        await lockOrder(database, session, orderId);
        const order = new LockedRow(session, orderId);
        await order.read();
        const result = await work(order);
        await order.leave();
        return result;
      }),
    dueDeadlines: (now, most) => records.readDueDeadlines(query, now, most),
    dueCancellations: (now, most) => records.readDueCancellations(query, now, most),
    incidents: ({ most, includeResolved = false }) => records.readIncidents(query, most, includeResolved),
    setSubscribers: (names) =>
      write(async ({ query }) => {
        await query(`SELECT value FROM waybill_meta WHERE name = 'schema' ${database.forUpdate}`);
        await outbox.setSubscribers(query, names);
      }),
    takeDeliveries: (now, leaseUntil, most, subscriber) =>
      write(({ query }) => outbox.takeDeliveries(query, database, { now, leaseUntil, most, subscriber })),
    settleDelivery: (messageId, subscriber, outcome) =>
      write(({ query }) => outbox.settleDelivery(query, messageId, subscriber, outcome)),
    deadLetters: (most) => outbox.deadLetters(query, most),
    replay: (messageId, subscriber, now) => write(({ query }) => outbox.replayDelivery(query, messageId, subscriber, now)),
    strays: ({ most, isPlaceable = false }) => records.readStrays(query, most, isPlaceable),
    dropStray: (source, id, orderId) =>
      write(async ({ query }) => {
        await query('DELETE FROM waybill_strays WHERE source = $1 AND id = $2 AND order_id = $3', [source, id, orderId]);
      }),
    nextDue: () => records.readNextDue(query),
    forget: (orderId) =>
      write(async (session) => {
        await lockOrder(database, session, orderId);
        const order = await readOrder(session.query, orderId);
        const position = await forgetOrder(session.query, orderId);
        // Who follows it reads it again, and finds nothing.
        if (order) await session.announce({ orderId, version: order.version + 1, position, isLast: true });
      }),
    prune: ({ before }) => write(({ query }) => pruneRows(query, before)),
    takeLease: (job, holder, now, until) =>
      write(async ({ query }) => {
        const taken = await query(
          `INSERT INTO waybill_leases (job, holder, until) VALUES ($1, $2, $3)
           ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE waybill_leases.until <= $4 OR waybill_leases.holder = excluded.holder
           RETURNING holder`,
          [job, holder, milliseconds(until), milliseconds(now)],
        );
        return taken.length > 0;
      }),
    listen: (onNews, onGap) => hub.listen(onNews, onGap),
    async close() {
      await hub.close();
      await database.close();
    },
  };
}
