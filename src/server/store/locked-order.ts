import type { Order } from '../../contract/order.ts';
import type { Change, Deadline, Incident, StoredCancellation } from '../model.ts';
import type { Database, Session } from './database.ts';
import { assembleOrder, writeOrder } from './orders.ts';
import { queueMessages } from './outbox.ts';
import * as records from './records.ts';
import { dataOf, insertRows, nextPosition } from './rows.ts';
import type { LockedOrder, StoredAnswer, Stray } from './store.ts';

/** Locks the row of an order, which is made where it is not there, until the transaction ends. */
export async function lockOrder(database: Database, { query }: Session, id: string): Promise<void> {
  for (;;) {
    const locked = await query(`SELECT id FROM waybill_orders WHERE id = $1 ${database.forUpdate}`, [id]);
    if (locked.length > 0) return;
    // Two at once: the second waits here for the first, and finds its row. Where that went meanwhile, once more.
    const row = [id, 0, nextPosition()];
    const into = { table: 'waybill_orders', columns: ['id', 'version', 'position'], conflict: 'ON CONFLICT DO NOTHING' };
    await insertRows(query, into, [row]);
  }
}

/** Of one order: what is open, in the order in which it came. */
const allOfOrder = `
  SELECT 'snapshot' AS kind, 0 AS first, 0 AS position, data FROM waybill_orders WHERE id = $1 AND version > 0
  UNION ALL SELECT 'event', 0, 0, data FROM waybill_events WHERE order_id = $1
  UNION ALL SELECT 'promise', 0, 0, data FROM waybill_promises WHERE order_id = $1
  UNION ALL SELECT 'deadline', 0, position, data FROM waybill_deadlines WHERE order_id = $1
  UNION ALL SELECT 'incident', raised_at, position, data FROM waybill_incidents WHERE order_id = $1 AND is_open = 1
  UNION ALL SELECT 'pending', 0, position, data FROM waybill_cancellations WHERE order_id = $1 AND is_pending = 1
  ORDER BY 2, 3`;

/** The order behind a lock, as it was saved last. */
export class LockedRow implements LockedOrder {
  readonly #session: Session;
  readonly #id: string;
  #order: Order | undefined;
  #deadlines: readonly Deadline[] = [];
  #incidents: readonly Incident[] = [];
  #pending: readonly StoredCancellation[] = [];

  constructor(session: Session, id: string) {
    this.#session = session;
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

  /** In one statement: with a server, each costs a way there and back while others wait for the lock. */
  async read(): Promise<void> {
    const rows = await this.#session.query(allOfOrder, [this.#id]);
    const all = (kind: string): unknown[] => rows.filter((row) => row['kind'] === kind).map(dataOf);
    const [snapshot] = all('snapshot');
    this.#order = snapshot === undefined ? undefined : assembleOrder({ snapshot, events: all('event'), promises: all('promise') });
    this.#deadlines = all('deadline') as Deadline[];
    this.#incidents = all('incident') as Incident[];
    this.#pending = all('pending') as StoredCancellation[];
  }

  async save(change: Change): Promise<void> {
    const { query } = this.#session;
    const { messages, deadlines, incidents, cancellation } = change;
    this.#refuseOthers(change.order.id, ...messages.map(({ orderId }) => orderId), ...incidents.map(({ orderId }) => orderId));
    if (cancellation) this.#refuseOthers(cancellation.orderId);
    const { order, position, first } = await writeOrder(query, this.#order, change.order, messages.length);
    if (JSON.stringify(deadlines) !== JSON.stringify(this.#deadlines)) await records.replaceDeadlines(query, this.#id, deadlines);
    await records.keepIncidents(query, this.#id, incidents);
    await queueMessages(query, messages, first);
    if (cancellation) await records.keepCancellation(query, cancellation);
    await this.#session.announce({ orderId: this.#id, version: order.version, position });
    this.#order = order;
    this.#deadlines = deadlines;
    if (incidents.length > 0) this.#incidents = await records.readOpenIncidents(query, this.#id);
    if (cancellation) this.#pending = await records.readPending(query, this.#id);
  }

  async answer(key: string): Promise<StoredAnswer | undefined> {
    const sql = 'SELECT data FROM waybill_answers WHERE order_id = $1 AND key = $2';
    return (await this.#session.query(sql, [this.#id, key])).map((row) => dataOf(row) as StoredAnswer)[0];
  }

  async keepAnswer(key: string, answer: StoredAnswer): Promise<void> {
    const columns = ['order_id', 'key', 'kept_at', 'data'];
    const conflict = 'ON CONFLICT (order_id, key) DO UPDATE SET kept_at = excluded.kept_at, data = excluded.data';
    const row = [this.#id, key, Date.now(), JSON.stringify(answer)];
    await insertRows(this.#session.query, { table: 'waybill_answers', columns, conflict }, [row]);
  }

  async cancellation(id: string): Promise<StoredCancellation | undefined> {
    return records.readCancellation(this.#session.query, this.#id, id);
  }

  async keepCancellation(cancellation: StoredCancellation): Promise<void> {
    this.#refuseOthers(cancellation.orderId);
    await records.keepCancellation(this.#session.query, cancellation);
    this.#pending = await records.readPending(this.#session.query, this.#id);
  }

  async takeIncoming(source: string, id: string): Promise<boolean> {
    const sql = `INSERT INTO waybill_incoming (order_id, source, id, taken_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING id`;
    return (await this.#session.query(sql, [this.#id, source, id, Date.now()])).length > 0;
  }

  async keepStray(stray: Stray): Promise<void> {
    this.#refuseOthers(stray.orderId);
    await records.keepStray(this.#session.query, stray);
  }

  /** A row that was made for the lock alone does not stay. */
  async leave(): Promise<void> {
    if (!this.#order) await this.#session.query('DELETE FROM waybill_orders WHERE id = $1 AND version = 0', [this.#id]);
  }

  #refuseOthers(...ids: readonly string[]): void {
    const other = ids.find((id) => id !== this.#id);
    if (other !== undefined) throw new RangeError(`order ${this.#id} is locked, not ${other}`);
  }
}
