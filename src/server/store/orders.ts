import type { Order } from '../../contract/order.ts';
import type { Query, Value } from './database.ts';
import { dataOf, insertRows, nextPosition } from './rows.ts';

/*
 * An order is kept in three places: its events and its promises row by row, never changed, and all the rest
 * as its newest snapshot, which names them in their order.
 */

type Snapshot = {
  readonly order: Omit<Order, 'events' | 'promises'>;
  /** Ids, in the order of the snapshot. */
  readonly events: readonly string[];
  readonly promises: readonly string[];
};

type Identified = { readonly id: string };

/** What rows of the three places hold. */
export type OrderParts = { readonly snapshot: unknown; readonly events: readonly unknown[]; readonly promises: readonly unknown[] };

/** Which orders, as a SELECT of `id` and `place`, by which they are sorted. */
type Choice = { readonly sql: string; readonly values: readonly Value[] };

export async function readOrder(query: Query, id: string): Promise<Order | undefined> {
  const chosen = { sql: 'SELECT id, 0 AS place FROM waybill_orders WHERE id = $1 AND version > 0', values: [id] };
  return (await readOrders(query, chosen))[0];
}

export async function readRecentOrders(query: Query, most: number): Promise<Order[]> {
  const sql = 'SELECT id, -position AS place FROM waybill_orders WHERE version > 0 ORDER BY position DESC LIMIT $1';
  return readOrders(query, { sql, values: [most] });
}

/** In one statement, so that no commit falls between an order and its events. */
async function readOrders(query: Query, { sql, values }: Choice): Promise<Order[]> {
  const part = (kind: string, table: string, key: string): string =>
    `SELECT chosen.id AS order_id, chosen.place AS place, '${kind}' AS kind, kept.data AS data
     FROM chosen JOIN ${table} kept ON kept.${key} = chosen.id`;
  const rows = await query(
    `WITH chosen AS (${sql})
     ${part('snapshot', 'waybill_orders', 'id')}
     UNION ALL ${part('event', 'waybill_events', 'order_id')}
     UNION ALL ${part('promise', 'waybill_promises', 'order_id')}
     ORDER BY 2, 1`,
    values,
  );
  const ids = new Set(rows.map((row) => row['order_id']));
  return [...ids].map((id) => {
    const all = (kind: string): unknown[] => rows.filter((row) => row['order_id'] === id && row['kind'] === kind).map(dataOf);
    return assembleOrder({ snapshot: all('snapshot')[0], events: all('event'), promises: all('promise') });
  });
}

export function assembleOrder(parts: OrderParts): Order {
  const { order, events, promises } = parts.snapshot as Snapshot;
  return {
    ...order,
    events: inOrder(events, parts.events as Order['events']),
    promises: inOrder(promises, parts.promises as Order['promises']),
  };
}

/**
 * Writes the next version of an order: its row is locked and has the version of `known`. Events and promises
 * that are known stay as they are, also where the next version words them otherwise or leaves them out.
 * Resolves to the order as it is read from now on, to its position, and to the first of as many positions as asked
 * for, right before it and all of them after those of earlier versions.
 */
export async function writeOrder(
  query: Query,
  known: Order | undefined,
  next: Order,
  positions: number,
): Promise<{ order: Order; position: number; first: number }> {
  const last = known?.version ?? 0;
  if (next.version !== last + 1) {
    throw new RangeError(`order ${next.id} has version ${last}: the next is ${last + 1}, not ${next.version}`);
  }
  const events = merge(known?.events ?? [], next.events);
  const promises = merge(known?.promises ?? [], next.promises);
  await append(query, 'waybill_events', next, events.added);
  await append(query, 'waybill_promises', next, promises.added);

  const { events: _events, promises: _promises, ...order } = next;
  const ids = (all: readonly Identified[]): string[] => all.map(({ id }) => id);
  const snapshot: Snapshot = { order, events: ids(events.all), promises: ids(promises.all) };
  const [row] = await query(
    `UPDATE waybill_orders SET version = $1, data = $2, position = (
       SELECT CASE WHEN MAX(position) >= CAST($3 AS BIGINT) THEN MAX(position) + 1 ELSE CAST($3 AS BIGINT) END FROM waybill_orders
     ) + CAST($4 AS BIGINT)
     WHERE id = $5 AND version = $6 RETURNING position`,
    [next.version, JSON.stringify(snapshot), nextPosition(), positions, next.id, last],
  );
  if (!row) throw new Error(`order ${next.id} is not locked`);
  const position = Number(row['position']);
  return { order: { ...next, events: events.all, promises: promises.all }, position, first: position - positions };
}

async function append(query: Query, table: string, order: Order, added: readonly Identified[]): Promise<void> {
  const columns = ['order_id', 'id', 'version', 'data'];
  const rows = added.map((item) => [order.id, item.id, order.version, JSON.stringify(item)]);
  await insertRows(query, { table, columns }, rows);
}

/** What is known stays; in the order given, after what is not given anymore. Of two with one id, the first counts. */
function merge<T extends Identified>(known: readonly T[], given: readonly T[]): { all: T[]; added: T[] } {
  const kept = new Map(known.map((item) => [item.id, item]));
  const next = new Map<string, T>();
  for (const item of given) {
    if (!next.has(item.id)) next.set(item.id, kept.get(item.id) ?? item);
  }
  return {
    all: [...known.filter(({ id }) => !next.has(id)), ...next.values()],
    added: [...next.values()].filter(({ id }) => !kept.has(id)),
  };
}

function inOrder<T extends Identified>(ids: readonly string[], items: readonly T[]): T[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return ids.map((id) => {
    const item = byId.get(id);
    if (!item) throw new Error(`${id} is named by its order and missing`);
    return item;
  });
}
