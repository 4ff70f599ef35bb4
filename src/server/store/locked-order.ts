import type { Order } from '../../contract/order.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { OrderUpdate, Deadline, Incident, StoredCancellation } from '../orders/order-state.ts';
import type { Database, Transaction } from './database.ts';
import { assembleOrder, writeOrder } from './order-rows.ts';
import { enqueueMessages } from './outbox.ts';
import * as records from './record-rows.ts';
import { parseData, insertRows, nextPosition } from './rows.ts';
import { parseInstant } from '../shared/time.ts';
import type { LockedOrder, IdempotencyRecord, UnmatchedScans } from './store.ts';

/** Locks the row of an order until the transaction ends. Creates the row if the order does not exist. */
export async function lockOrder(database: Database, { query }: Transaction, id: string): Promise<void> {
  for (;;) {
    const locked = await query(`SELECT id FROM waybill_orders WHERE id = $1 ${database.forUpdate}`, [id]);
    if (locked.length > 0) return;
    // A concurrent insert makes this one wait and then do nothing. If that row is deleted again, the loop repeats.
    const row = [id, 0, nextPosition()];
    const into = {
      table: 'waybill_orders',
      columns: ['id', 'version', 'position'],
      conflict: 'ON CONFLICT DO NOTHING',
    };
    await insertRows(query, into, [row]);
  }
}

/** The state of one order: snapshot, events, promises, and open deadlines, incidents and cancellations. */
const SELECT_ORDER_STATE = `
  SELECT 'snapshot' AS kind, 0 AS first, 0 AS position, data FROM waybill_orders WHERE id = $1 AND version > 0
  UNION ALL SELECT 'event', 0, 0, data FROM waybill_events WHERE order_id = $1
  UNION ALL SELECT 'promise', 0, 0, data FROM waybill_promises WHERE order_id = $1
  UNION ALL SELECT 'deadline', 0, position, data FROM waybill_deadlines WHERE order_id = $1
  UNION ALL SELECT 'incident', raised_at, position, data FROM waybill_incidents WHERE order_id = $1 AND is_open = 1
  UNION ALL SELECT 'pending', 0, position, data FROM waybill_cancellations WHERE order_id = $1 AND is_pending = 1
  ORDER BY 2, 3`;

/** The state of a locked order as last saved. */
export class LockedOrderRow implements LockedOrder {
  readonly #transaction: Transaction;
  readonly #id: string;
  #order: Order | undefined;
  #deadlines: readonly Deadline[] = [];
  #incidents: readonly Incident[] = [];
  #pending: readonly StoredCancellation[] = [];

  constructor(transaction: Transaction, id: string) {
    this.#transaction = transaction;
    this.#id = id;
  }

  get order(): Order | undefined {
    return this.#order;
  }

  get deadlines(): readonly Deadline[] {
    return this.#deadlines;
  }

  get incidents(): readonly Incident[] {
    return this.#incidents;
  }

  get pending(): readonly StoredCancellation[] {
    return this.#pending;
  }

  /** Uses one statement, because each round trip to a server extends the lock. */
  async read(): Promise<void> {
    const rows = await this.#transaction.query(SELECT_ORDER_STATE, [this.#id]);
    const all = (kind: string): unknown[] => rows.filter((row) => row['kind'] === kind).map(parseData);
    const [snapshot] = all('snapshot');
    this.#order =
      snapshot === undefined ? undefined : assembleOrder({ snapshot, events: all('event'), promises: all('promise') });
    this.#deadlines = all('deadline') as Deadline[];
    this.#incidents = all('incident') as Incident[];
    this.#pending = all('pending') as StoredCancellation[];
  }

  async save(update: OrderUpdate): Promise<void> {
    const { query } = this.#transaction;
    const { messages, deadlines, incidents, cancellation } = update;
    this.#assertSameOrder(
      update.order.id,
      ...messages.map(({ orderId }) => orderId),
      ...incidents.map(({ orderId }) => orderId),
    );
    if (cancellation) this.#assertSameOrder(cancellation.orderId);
    const { order, position, first } = await writeOrder(query, this.#order, update.order, messages.length);
    if (JSON.stringify(deadlines) !== JSON.stringify(this.#deadlines))
      await records.replaceDeadlines(query, this.#id, deadlines);
    await records.upsertIncidents(query, this.#id, incidents);
    await enqueueMessages(query, messages, first);
    if (cancellation) await records.upsertCancellation(query, cancellation);
    await this.#transaction.publishChange({ orderId: this.#id, version: order.version, position });
    this.#order = order;
    this.#deadlines = deadlines;
    if (incidents.length > 0) this.#incidents = await records.selectOpenIncidents(query, this.#id);
    if (cancellation) this.#pending = await records.selectPendingCancellations(query, this.#id);
  }

  async getIdempotencyRecord(key: string): Promise<IdempotencyRecord | undefined> {
    const sql = 'SELECT data FROM waybill_idempotency_records WHERE order_id = $1 AND key = $2';
    return (await this.#transaction.query(sql, [this.#id, key])).map((row) => parseData(row) as IdempotencyRecord)[0];
  }

  async saveIdempotencyRecord(key: string, record: IdempotencyRecord, savedAt: Instant): Promise<void> {
    const columns = ['order_id', 'key', 'saved_at', 'data'];
    const conflict = 'ON CONFLICT (order_id, key) DO UPDATE SET saved_at = excluded.saved_at, data = excluded.data';
    const row = [this.#id, key, parseInstant(savedAt), JSON.stringify(record)];
    await insertRows(this.#transaction.query, { table: 'waybill_idempotency_records', columns, conflict }, [row]);
  }

  async getCancellation(id: string): Promise<StoredCancellation | undefined> {
    return records.selectCancellation(this.#transaction.query, this.#id, id);
  }

  async saveCancellation(cancellation: StoredCancellation): Promise<void> {
    this.#assertSameOrder(cancellation.orderId);
    await records.upsertCancellation(this.#transaction.query, cancellation);
    this.#pending = await records.selectPendingCancellations(this.#transaction.query, this.#id);
  }

  async claimWebhook(source: string, id: string, receivedAt: Instant): Promise<boolean> {
    const sql = `INSERT INTO waybill_received_webhooks (order_id, source, id, received_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING id`;
    return (await this.#transaction.query(sql, [this.#id, source, id, parseInstant(receivedAt)])).length > 0;
  }

  async saveUnmatchedScans(unmatched: UnmatchedScans): Promise<void> {
    this.#assertSameOrder(unmatched.orderId);
    await records.upsertUnmatchedScans(this.#transaction.query, unmatched);
  }

  /** Deletes the row if it was only created for the lock. */
  async release(): Promise<void> {
    if (!this.#order)
      await this.#transaction.query('DELETE FROM waybill_orders WHERE id = $1 AND version = 0', [this.#id]);
  }

  #assertSameOrder(...ids: readonly string[]): void {
    const other = ids.find((id) => id !== this.#id);
    if (other !== undefined) throw new RangeError(`order ${this.#id} is locked, not ${other}`);
  }
}
