import type { Instant } from '../../contract/primitives.ts';
import type { Message } from '../model.ts';
import type { Database, Query, Row } from './database.ts';
import { dataOf, insertRows, instantOf, milliseconds } from './rows.ts';
import type { Delivery, Store } from './store.ts';

/** Keeps messages and queues each once for every subscriber; one that is known is not queued again. */
export async function queueMessages(query: Query, messages: readonly Message[], position: number): Promise<void> {
  if (messages.length === 0) return;
  const conflict = 'ON CONFLICT DO NOTHING';
  await insertRows(
    query,
    { table: 'waybill_messages', columns: ['id', 'order_id', 'at', 'data'], conflict },
    messages.map((message) => [message.id, message.orderId, milliseconds(message.at), JSON.stringify(message)]),
  );
  const subscribers = (await query('SELECT name FROM waybill_subscribers')).map(({ name }) => String(name));
  await insertRows(
    query,
    {
      table: 'waybill_deliveries',
      columns: ['message_id', 'subscriber', 'position', 'state', 'attempts', 'due_at'],
      conflict,
    },
    messages.flatMap((message, index) =>
      subscribers.map((name) => [message.id, name, position + index, 'waiting', 0, milliseconds(message.at)]),
    ),
  );
}

export async function setSubscribers(query: Query, names: readonly string[]): Promise<void> {
  const wanted = new Set(names);
  const known = (await query('SELECT name FROM waybill_subscribers')).map(({ name }) => String(name));
  for (const name of known.filter((name) => !wanted.has(name))) {
    await query('DELETE FROM waybill_subscribers WHERE name = $1', [name]);
  }
  const conflict = 'ON CONFLICT DO NOTHING';
  await insertRows(query, { table: 'waybill_subscribers', columns: ['name'], conflict }, [...wanted].map((name) => [name]));
}

/** Of those who are subscribers now. A lease is the next due time: whoever dies with it leaves the rest to others. */
export async function takeDeliveries(
  query: Query,
  { forUpdateSkipLocked }: Database,
  { now, leaseUntil, most, subscriber }: { now: Instant; leaseUntil: Instant; most: number; subscriber: string | undefined },
): Promise<Delivery[]> {
  const rows = await query(
    `WITH taken AS (
       SELECT message_id, subscriber FROM waybill_deliveries
       WHERE state = 'waiting' AND due_at <= $1 AND subscriber IN (SELECT name FROM waybill_subscribers)
         ${subscriber === undefined ? '' : 'AND subscriber = $4'}
       ORDER BY due_at, position LIMIT $3 ${forUpdateSkipLocked}
     )
     UPDATE waybill_deliveries SET due_at = $2 FROM taken
     WHERE waybill_deliveries.message_id = taken.message_id AND waybill_deliveries.subscriber = taken.subscriber
     RETURNING ${delivery}, waybill_deliveries.position AS position`,
    [milliseconds(now), milliseconds(leaseUntil), most, ...(subscriber === undefined ? [] : [subscriber])],
  );
  return rows.toSorted((a, b) => Number(a['position']) - Number(b['position'])).map(readDelivery);
}

export async function settleDelivery(
  query: Query,
  messageId: string,
  subscriber: string,
  outcome: Parameters<Store['settleDelivery']>[2],
): Promise<void> {
  const key = [messageId, subscriber];
  const row = `WHERE message_id = $1 AND subscriber = $2 AND state <> 'delivered'`;
  if (outcome.state === 'delivered') {
    await query(`UPDATE waybill_deliveries SET state = 'delivered', last_error = NULL ${row}`, key);
  } else if (outcome.state === 'dead') {
    const set = `state = 'dead', attempts = attempts + 1, last_error = $3`;
    await query(`UPDATE waybill_deliveries SET ${set} ${row}`, [...key, outcome.error]);
  } else if (outcome.error === undefined) {
    await query(`UPDATE waybill_deliveries SET due_at = $3 ${row} AND state = 'waiting'`, [...key, milliseconds(outcome.nextAt)]);
  } else {
    const set = 'due_at = $3, attempts = attempts + 1, last_error = $4';
    const values = [...key, milliseconds(outcome.nextAt), outcome.error];
    await query(`UPDATE waybill_deliveries SET ${set} ${row} AND state = 'waiting'`, values);
  }
}

/** Newest first. */
export async function deadLetters(query: Query, most: number): Promise<Delivery[]> {
  const sql = `SELECT ${delivery} FROM waybill_deliveries WHERE state = 'dead' ORDER BY position DESC LIMIT $1`;
  return (await query(sql, [most])).map(readDelivery);
}

/** One that waits already is left as it is. */
export async function replayDelivery(query: Query, messageId: string, subscriber: string, now: Instant): Promise<boolean> {
  const row = 'WHERE message_id = $1 AND subscriber = $2';
  const known = await query(`SELECT state FROM waybill_deliveries ${row}`, [messageId, subscriber]);
  await query(
    `UPDATE waybill_deliveries SET state = 'waiting', attempts = 0, last_error = NULL, due_at = $3 ${row} AND state <> 'waiting'`,
    [messageId, subscriber, milliseconds(now)],
  );
  return known.length > 0;
}

const delivery = `waybill_deliveries.subscriber AS subscriber, state, attempts, due_at, last_error,
  (SELECT data FROM waybill_messages WHERE waybill_messages.id = waybill_deliveries.message_id) AS data`;

function readDelivery(row: Row): Delivery {
  const error = row['last_error'];
  return {
    message: dataOf(row) as Message,
    subscriber: String(row['subscriber']),
    attempts: Number(row['attempts']),
    state: row['state'] as Delivery['state'],
    nextAt: instantOf(row['due_at']),
    ...(error === null ? {} : { lastError: String(error) }),
  };
}
