import type { Instant } from '../../contract/primitives.ts';
import type { Deadline, Incident, StoredCancellation } from '../orders/order-state.ts';
import type { Query } from './database.ts';
import { parseData, insertRows, nextPosition } from './rows.ts';
import { formatPreciseInstant, parseInstant } from '../shared/time.ts';
import type { UnmatchedScans } from './store.ts';

/* Rows beside an order: deadlines, incidents, cancellations, unmatched scans. */

export async function replaceDeadlines(query: Query, orderId: string, deadlines: readonly Deadline[]): Promise<void> {
  await query('DELETE FROM waybill_deadlines WHERE order_id = $1', [orderId]);
  const columns = ['order_id', 'id', 'due_at', 'position', 'data'];
  const rows = deadlines.map((deadline) => {
    const { id, dueAt } = deadline;
    return [orderId, id, parseInstant(dueAt), nextPosition(), JSON.stringify(deadline)];
  });
  await insertRows(query, { table: 'waybill_deadlines', columns }, rows);
}

/** A deadline that passes again with a new date is a new incident, so `raised_at` is part of the key. */
export async function upsertIncidents(query: Query, orderId: string, incidents: readonly Incident[]): Promise<void> {
  const columns = ['order_id', 'id', 'raised_at', 'due_at', 'is_open', 'position', 'data'];
  const conflict =
    'ON CONFLICT (order_id, id, raised_at) DO UPDATE SET due_at = excluded.due_at, is_open = excluded.is_open, data = excluded.data';
  for (const incident of incidents) {
    const { id, raisedAt, dueAt, resolvedAt } = incident;
    const times = [parseInstant(raisedAt), parseInstant(dueAt), resolvedAt === undefined ? 1 : 0];
    const row = [orderId, id, ...times, nextPosition(), JSON.stringify(incident)];
    await insertRows(query, { table: 'waybill_incidents', columns, conflict }, [row]);
  }
}

/** Oldest first. */
export async function selectOpenIncidents(query: Query, orderId: string): Promise<Incident[]> {
  const sql = 'SELECT data FROM waybill_incidents WHERE order_id = $1 AND is_open = 1 ORDER BY raised_at, position';
  return (await query(sql, [orderId])).map((row) => parseData(row) as Incident);
}

export async function selectIncidents(query: Query, limit: number, includeResolved: boolean): Promise<Incident[]> {
  const open = includeResolved ? '' : 'WHERE is_open = 1';
  const sql = `SELECT data FROM waybill_incidents ${open} ORDER BY raised_at DESC, position DESC LIMIT $1`;
  return (await query(sql, [limit])).map((row) => parseData(row) as Incident);
}

/** Whether a deadline (`due`) has an open incident, or an incident with the same due time. */
const RAISED_CONDITION = `EXISTS (
  SELECT 1 FROM waybill_incidents raised
  WHERE raised.order_id = due.order_id AND raised.id = due.id AND (raised.is_open = 1 OR raised.due_at = due.due_at)
)`;

export async function selectDueDeadlines(
  query: Query,
  now: Instant,
  limit: number,
): Promise<(Deadline & { orderId: string })[]> {
  const sql = `SELECT order_id, data FROM waybill_deadlines due WHERE due_at <= $1 AND NOT ${RAISED_CONDITION} ORDER BY due_at, position LIMIT $2`;
  const rows = await query(sql, [parseInstant(now), limit]);
  return rows.map((row) => ({ ...(parseData(row) as Deadline), orderId: String(row['order_id']) }));
}

export async function upsertCancellation(query: Query, stored: StoredCancellation): Promise<void> {
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
        isPending && retryAt !== undefined ? parseInstant(retryAt) : null,
        nextPosition(),
        JSON.stringify(stored),
      ],
    ],
  );
}

export async function selectCancellation(
  query: Query,
  orderId: string,
  id: string,
): Promise<StoredCancellation | undefined> {
  const sql = 'SELECT data FROM waybill_cancellations WHERE order_id = $1 AND id = $2';
  return (await query(sql, [orderId, id])).map((row) => parseData(row) as StoredCancellation)[0];
}

/** Oldest first. */
export async function selectPendingCancellations(query: Query, orderId: string): Promise<StoredCancellation[]> {
  const sql = 'SELECT data FROM waybill_cancellations WHERE order_id = $1 AND is_pending = 1 ORDER BY position';
  return (await query(sql, [orderId])).map((row) => parseData(row) as StoredCancellation);
}

export async function selectDueCancellations(query: Query, now: Instant, limit: number): Promise<StoredCancellation[]> {
  const sql = 'SELECT data FROM waybill_cancellations WHERE retry_at <= $1 ORDER BY retry_at, position LIMIT $2';
  return (await query(sql, [parseInstant(now), limit])).map((row) => parseData(row) as StoredCancellation);
}

export async function upsertUnmatchedScans(query: Query, unmatched: UnmatchedScans): Promise<void> {
  const { orderId, source, id, reason, receivedAt } = unmatched;
  await insertRows(
    query,
    {
      table: 'waybill_unmatched_scans',
      columns: ['order_id', 'source', 'id', 'reason', 'received_at', 'position', 'data'],
      conflict:
        'ON CONFLICT (order_id, source, id) DO UPDATE SET reason = excluded.reason, received_at = excluded.received_at, data = excluded.data',
    },
    [[orderId, source, id, reason, parseInstant(receivedAt), nextPosition(), JSON.stringify(unmatched)]],
  );
}

export async function selectUnmatchedScans(
  query: Query,
  limit: number,
  hasKnownOrder: boolean,
): Promise<UnmatchedScans[]> {
  const orderExists =
    'EXISTS (SELECT 1 FROM waybill_orders existing WHERE existing.id = unmatched.order_id AND existing.version > 0)';
  const condition = hasKnownOrder ? `WHERE reason = 'unknown-order' AND ${orderExists}` : '';
  const sql = `SELECT data FROM waybill_unmatched_scans unmatched ${condition} ORDER BY received_at, position LIMIT $1`;
  return (await query(sql, [limit])).map((row) => parseData(row) as UnmatchedScans);
}

export async function selectNextDueAt(query: Query): Promise<Instant | undefined> {
  const [row] = await query(`SELECT MIN(due_at) AS due_at FROM (
    SELECT MIN(due_at) AS due_at FROM waybill_deadlines due WHERE NOT ${RAISED_CONDITION}
    UNION ALL SELECT MIN(retry_at) FROM waybill_cancellations
    UNION ALL SELECT MIN(due_at) FROM waybill_deliveries
      WHERE state = 'waiting' AND subscriber IN (SELECT name FROM waybill_subscribers)
  ) soonest`);
  return row?.['due_at'] == null ? undefined : formatPreciseInstant(Number(row['due_at']));
}
