import type { Instant } from '../../contract/primitives.ts';
import type { WebhookMessage } from '../orders/webhook-message.ts';
import type { Database, Query, Row } from './database.ts';
import { parseData, insertRows } from './rows.ts';
import { formatPreciseInstant, parseInstant } from '../shared/time.ts';
import type { WebhookDelivery, Store } from './store.ts';

/** Stores messages and queues each once for every subscriber. A repeated message is ignored. */
export async function enqueueMessages(
  query: Query,
  messages: readonly WebhookMessage[],
  position: number,
): Promise<void> {
  if (messages.length === 0) return;
  const conflict = 'ON CONFLICT DO NOTHING';
  await insertRows(
    query,
    { table: 'waybill_messages', columns: ['id', 'order_id', 'at', 'data'], conflict },
    messages.map((message) => [message.id, message.orderId, parseInstant(message.at), JSON.stringify(message)]),
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
      subscribers.map((name) => [message.id, name, position + index, 'waiting', 0, parseInstant(message.at)]),
    ),
  );
}

export async function setSubscribers(query: Query, names: readonly string[]): Promise<void> {
  const newNames = new Set(names);
  const oldNames = (await query('SELECT name FROM waybill_subscribers')).map(({ name }) => String(name));
  for (const name of oldNames.filter((name) => !newNames.has(name))) {
    await query('DELETE FROM waybill_subscribers WHERE name = $1', [name]);
  }
  const conflict = 'ON CONFLICT DO NOTHING';
  await insertRows(
    query,
    { table: 'waybill_subscribers', columns: ['name'], conflict },
    [...newNames].map((name) => [name]),
  );
}

/** Claims deliveries of current subscribers. The lease is the next due time, so a crash frees them when it ends. */
export async function claimDeliveries(
  query: Query,
  { forUpdateSkipLocked }: Database,
  {
    now,
    leaseUntil,
    limit,
    subscriber,
  }: { now: Instant; leaseUntil: Instant; limit: number; subscriber: string | undefined },
): Promise<WebhookDelivery[]> {
  const rows = await query(
    `WITH claimed AS (
       SELECT message_id, subscriber FROM waybill_deliveries
       WHERE state = 'waiting' AND due_at <= $1 AND subscriber IN (SELECT name FROM waybill_subscribers)
         ${subscriber === undefined ? '' : 'AND subscriber = $4'}
       ORDER BY due_at, position LIMIT $3 ${forUpdateSkipLocked}
     )
     UPDATE waybill_deliveries SET due_at = $2 FROM claimed
     WHERE waybill_deliveries.message_id = claimed.message_id AND waybill_deliveries.subscriber = claimed.subscriber
     RETURNING ${DELIVERY_COLUMNS}, waybill_deliveries.position AS position`,
    [parseInstant(now), parseInstant(leaseUntil), limit, ...(subscriber === undefined ? [] : [subscriber])],
  );
  return rows.toSorted((a, b) => Number(a['position']) - Number(b['position'])).map(parseDelivery);
}

export async function updateDelivery(
  query: Query,
  messageId: string,
  subscriber: string,
  outcome: Parameters<Store['recordDeliveryOutcome']>[2],
): Promise<void> {
  const key = [messageId, subscriber];
  const row = `WHERE message_id = $1 AND subscriber = $2 AND state <> 'delivered'`;
  if (outcome.state === 'delivered') {
    await query(`UPDATE waybill_deliveries SET state = 'delivered', last_error = NULL ${row}`, key);
  } else if (outcome.state === 'dead') {
    const set = `state = 'dead', attempts = attempts + 1, last_error = $3`;
    await query(`UPDATE waybill_deliveries SET ${set} ${row}`, [...key, outcome.error]);
  } else if (outcome.error === undefined) {
    await query(`UPDATE waybill_deliveries SET due_at = $3 ${row} AND state = 'waiting'`, [
      ...key,
      parseInstant(outcome.nextAttemptAt),
    ]);
  } else {
    const set = 'due_at = $3, attempts = attempts + 1, last_error = $4';
    const values = [...key, parseInstant(outcome.nextAttemptAt), outcome.error];
    await query(`UPDATE waybill_deliveries SET ${set} ${row} AND state = 'waiting'`, values);
  }
}

/** Newest first. */
export async function selectDeadLetters(query: Query, limit: number): Promise<WebhookDelivery[]> {
  const sql = `SELECT ${DELIVERY_COLUMNS} FROM waybill_deliveries WHERE state = 'dead' ORDER BY position DESC LIMIT $1`;
  return (await query(sql, [limit])).map(parseDelivery);
}

/** A waiting delivery stays unchanged. */
export async function replayDelivery(
  query: Query,
  messageId: string,
  subscriber: string,
  now: Instant,
): Promise<boolean> {
  const row = 'WHERE message_id = $1 AND subscriber = $2';
  const rows = await query(`SELECT state FROM waybill_deliveries ${row}`, [messageId, subscriber]);
  await query(
    `UPDATE waybill_deliveries SET state = 'waiting', attempts = 0, last_error = NULL, due_at = $3 ${row} AND state <> 'waiting'`,
    [messageId, subscriber, parseInstant(now)],
  );
  return rows.length > 0;
}

const DELIVERY_COLUMNS = `waybill_deliveries.subscriber AS subscriber, state, attempts, due_at, last_error,
  (SELECT data FROM waybill_messages WHERE waybill_messages.id = waybill_deliveries.message_id) AS data`;

function parseDelivery(row: Row): WebhookDelivery {
  const error = row['last_error'];
  return {
    message: parseData(row) as WebhookMessage,
    subscriber: String(row['subscriber']),
    attempts: Number(row['attempts']),
    state: row['state'] as WebhookDelivery['state'],
    nextAttemptAt: formatPreciseInstant(Number(row['due_at'])),
    ...(error === null ? {} : { lastError: String(error) }),
  };
}
