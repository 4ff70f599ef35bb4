import type { Instant } from '../../contract/primitives.ts';
import type { Query } from './database.ts';
import { parseInstant } from '../shared/time.ts';

/**
 * Deletes an order with all its rows. The row of the order goes first, because append-only rows can only be deleted without
 * it. Resolves to the last position of the order.
 */
export async function deleteOrderRows(query: Query, orderId: string): Promise<number> {
  const [row] = await query('DELETE FROM waybill_orders WHERE id = $1 RETURNING position', [orderId]);
  const messageIds = 'SELECT id FROM waybill_messages WHERE order_id = $1';
  await query(`DELETE FROM waybill_deliveries WHERE message_id IN (${messageIds})`, [orderId]);
  for (const table of [
    'events',
    'promises',
    'deadlines',
    'incidents',
    'cancellations',
    'idempotency_records',
    'received_webhooks',
    'unmatched_scans',
    'messages',
  ]) {
    await query(`DELETE FROM waybill_${table} WHERE order_id = $1`, [orderId]);
  }
  return Number(row?.['position'] ?? 0);
}

/** Deletes old rows that are no longer needed. Resolves to their number. */
export async function pruneRows(
  query: Query,
  { before, idempotencyBefore }: { before: Instant; idempotencyBefore: Instant },
): Promise<number> {
  // Undelivered messages of former subscribers do not count.
  const isDone = `NOT EXISTS (
    SELECT 1 FROM waybill_deliveries waiting WHERE waiting.message_id = waybill_messages.id
      AND waiting.state <> 'delivered' AND waiting.subscriber IN (SELECT name FROM waybill_subscribers)
  )`;
  const time = [parseInstant(before)];
  const done = `SELECT id FROM waybill_messages WHERE at < $1 AND ${isDone}`;
  const deleted = [
    await query(`DELETE FROM waybill_deliveries WHERE message_id IN (${done}) RETURNING 1 AS deleted`, time),
    await query(`DELETE FROM waybill_messages WHERE at < $1 AND ${isDone} RETURNING 1 AS deleted`, time),
    await query('DELETE FROM waybill_idempotency_records WHERE saved_at < $1 RETURNING 1 AS deleted', [
      parseInstant(idempotencyBefore),
    ]),
    await query('DELETE FROM waybill_received_webhooks WHERE received_at < $1 RETURNING 1 AS deleted', time),
    await query('DELETE FROM waybill_unmatched_scans WHERE received_at < $1 RETURNING 1 AS deleted', time),
  ];
  return deleted.flat().length;
}
