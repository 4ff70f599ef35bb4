import type { Instant } from '../../contract/primitives.ts';
import type { Query } from './database.ts';
import { milliseconds } from './rows.ts';

/** The order's own row goes first: what is append-only goes only where it is gone. Resolves to the position it had. */
export async function forgetOrder(query: Query, orderId: string): Promise<number> {
  const [row] = await query('DELETE FROM waybill_orders WHERE id = $1 RETURNING position', [orderId]);
  const ofOrder = 'SELECT id FROM waybill_messages WHERE order_id = $1';
  await query(`DELETE FROM waybill_deliveries WHERE message_id IN (${ofOrder})`, [orderId]);
  for (const table of ['events', 'promises', 'deadlines', 'incidents', 'cancellations', 'answers', 'incoming', 'strays', 'messages']) {
    await query(`DELETE FROM waybill_${table} WHERE order_id = $1`, [orderId]);
  }
  return Number(row?.['position'] ?? 0);
}

/** Removes what is older and of no more use; resolves to how many rows went. */
export async function pruneRows(query: Query, before: Instant): Promise<number> {
  // One that waits for, or died on the way to, somebody who is no subscriber anymore keeps nothing.
  const isDone = `NOT EXISTS (
    SELECT 1 FROM waybill_deliveries waiting WHERE waiting.message_id = waybill_messages.id
      AND waiting.state <> 'delivered' AND waiting.subscriber IN (SELECT name FROM waybill_subscribers)
  )`;
  const time = [milliseconds(before)];
  const done = `SELECT id FROM waybill_messages WHERE at < $1 AND ${isDone}`;
  const gone = [
    await query(`DELETE FROM waybill_deliveries WHERE message_id IN (${done}) RETURNING 1 AS gone`, time),
    await query(`DELETE FROM waybill_messages WHERE at < $1 AND ${isDone} RETURNING 1 AS gone`, time),
    await query('DELETE FROM waybill_answers WHERE kept_at < $1 RETURNING 1 AS gone', time),
    await query('DELETE FROM waybill_incoming WHERE taken_at < $1 RETURNING 1 AS gone', time),
    await query('DELETE FROM waybill_strays WHERE received_at < $1 RETURNING 1 AS gone', time),
  ];
  return gone.flat().length;
}
