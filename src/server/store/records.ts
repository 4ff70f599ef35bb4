import type { Instant } from '../../contract/primitives.ts';
import type { Deadline, Incident, StoredCancellation } from '../model.ts';
import type { Query } from './database.ts';
import { dataOf, insertRows, instantOf, milliseconds, nextPosition } from './rows.ts';
import type { Stray } from './store.ts';

/* What is kept beside an order: deadlines, incidents, cancellations, strays. */

export async function replaceDeadlines(query: Query, orderId: string, deadlines: readonly Deadline[]): Promise<void> {
  await query('DELETE FROM waybill_deadlines WHERE order_id = $1', [orderId]);
  const columns = ['order_id', 'id', 'due_at', 'position', 'data'];
  const rows = deadlines.map((deadline) => {
    const { id, dueAt } = deadline;
    return [orderId, id, milliseconds(dueAt), nextPosition(), JSON.stringify(deadline)];
  });
  await insertRows(query, { table: 'waybill_deadlines', columns }, rows);
}

/** An incident is one deadline that passed once: with a new date it may pass again, which is another one. */
export async function keepIncidents(query: Query, orderId: string, incidents: readonly Incident[]): Promise<void> {
  const columns = ['order_id', 'id', 'raised_at', 'due_at', 'is_open', 'position', 'data'];
  const conflict =
    'ON CONFLICT (order_id, id, raised_at) DO UPDATE SET due_at = excluded.due_at, is_open = excluded.is_open, data = excluded.data';
  for (const incident of incidents) {
    const { id, raisedAt, dueAt, resolvedAt } = incident;
    const times = [milliseconds(raisedAt), milliseconds(dueAt), resolvedAt === undefined ? 1 : 0];
    const row = [orderId, id, ...times, nextPosition(), JSON.stringify(incident)];
    await insertRows(query, { table: 'waybill_incidents', columns, conflict }, [row]);
  }
}

/** Of an order, oldest first. */
export async function readOpenIncidents(query: Query, orderId: string): Promise<Incident[]> {
  const sql = 'SELECT data FROM waybill_incidents WHERE order_id = $1 AND is_open = 1 ORDER BY raised_at, position';
  return (await query(sql, [orderId])).map((row) => dataOf(row) as Incident);
}

export async function readIncidents(query: Query, most: number, includeResolved: boolean): Promise<Incident[]> {
  const open = includeResolved ? '' : 'WHERE is_open = 1';
  const sql = `SELECT data FROM waybill_incidents ${open} ORDER BY raised_at DESC, position DESC LIMIT $1`;
  return (await query(sql, [most])).map((row) => dataOf(row) as Incident);
}

/** Of a deadline: whether an incident is open, or was raised by this very date. */
const wasRaised = `EXISTS (
  SELECT 1 FROM waybill_incidents raised
  WHERE raised.order_id = due.order_id AND raised.id = due.id AND (raised.is_open = 1 OR raised.due_at = due.due_at)
)`;

export async function readDueDeadlines(query: Query, now: Instant, most: number): Promise<(Deadline & { orderId: string })[]> {
  const sql = `SELECT order_id, data FROM waybill_deadlines due WHERE due_at <= $1 AND NOT ${wasRaised} ORDER BY due_at, position LIMIT $2`;
  const rows = await query(sql, [milliseconds(now), most]);
  return rows.map((row) => ({ ...(dataOf(row) as Deadline), orderId: String(row['order_id']) }));
}

export async function keepCancellation(query: Query, stored: StoredCancellation): Promise<void> {
  const { orderId, cancellation, retryAt } = stored;
  const isPending = cancellation.status === 'pending';
  await insertRows(
    query,
    {
      table: 'waybill_cancellations',
      columns: ['order_id', 'id', 'is_pending', 'retry_at', 'position', 'data'],
      conflict:
        'ON CONFLICT (order_id, id) DO UPDATE SET is_pending = excluded.is_pending, retry_at = excluded.retry_at, data = excluded.data',
    },
    [
      [
        orderId,
        cancellation.id,
        isPending ? 1 : 0,
        isPending && retryAt !== undefined ? milliseconds(retryAt) : null,
        nextPosition(),
        JSON.stringify(stored),
      ],
    ],
  );
}

export async function readCancellation(query: Query, orderId: string, id: string): Promise<StoredCancellation | undefined> {
  const sql = 'SELECT data FROM waybill_cancellations WHERE order_id = $1 AND id = $2';
  return (await query(sql, [orderId, id])).map((row) => dataOf(row) as StoredCancellation)[0];
}

/** In the order of their arrival. */
export async function readPending(query: Query, orderId: string): Promise<StoredCancellation[]> {
  const sql = 'SELECT data FROM waybill_cancellations WHERE order_id = $1 AND is_pending = 1 ORDER BY position';
  return (await query(sql, [orderId])).map((row) => dataOf(row) as StoredCancellation);
}

export async function readDueCancellations(query: Query, now: Instant, most: number): Promise<StoredCancellation[]> {
  const sql = 'SELECT data FROM waybill_cancellations WHERE retry_at <= $1 ORDER BY retry_at, position LIMIT $2';
  return (await query(sql, [milliseconds(now), most])).map((row) => dataOf(row) as StoredCancellation);
}

export async function keepStray(query: Query, stray: Stray): Promise<void> {
  const { orderId, source, id, reason, receivedAt } = stray;
  await insertRows(
    query,
    {
      table: 'waybill_strays',
      columns: ['order_id', 'source', 'id', 'reason', 'received_at', 'position', 'data'],
      conflict:
        'ON CONFLICT (order_id, source, id) DO UPDATE SET reason = excluded.reason, received_at = excluded.received_at, data = excluded.data',
    },
    [[orderId, source, id, reason, milliseconds(receivedAt), nextPosition(), JSON.stringify(stray)]],
  );
}

export async function readStrays(query: Query, most: number, isPlaceable: boolean): Promise<Stray[]> {
  const isKnown = 'EXISTS (SELECT 1 FROM waybill_orders known WHERE known.id = stray.order_id AND known.version > 0)';
  const placeable = isPlaceable ? `WHERE reason = 'unknown-order' AND ${isKnown}` : '';
  const sql = `SELECT data FROM waybill_strays stray ${placeable} ORDER BY received_at, position LIMIT $1`;
  return (await query(sql, [most])).map((row) => dataOf(row) as Stray);
}

export async function readNextDue(query: Query): Promise<Instant | undefined> {
  const [row] = await query(`SELECT MIN(due_at) AS due_at FROM (
    SELECT MIN(due_at) AS due_at FROM waybill_deadlines due WHERE NOT ${wasRaised}
    UNION ALL SELECT MIN(retry_at) FROM waybill_cancellations
    UNION ALL SELECT MIN(due_at) FROM waybill_deliveries
      WHERE state = 'waiting' AND subscriber IN (SELECT name FROM waybill_subscribers)
  ) soonest`);
  return row?.['due_at'] == null ? undefined : instantOf(row['due_at']);
}
