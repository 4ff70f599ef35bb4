import type { Order } from '../../contract/order.ts';
import type { Query, Value } from './database.ts';
import { parseData, insertRows, nextPosition } from './rows.ts';

/*
 * An order is stored in three tables: events and promises as append-only rows, everything else as the latest snapshot. The
 * snapshot lists the ids of its events and promises in order.
 */

type StoredSnapshot = {
  readonly order: Omit<Order, 'events' | 'promises'>;
  /** Ids, in the order of the snapshot. */
  readonly events: readonly string[];
  readonly promises: readonly string[];
};

type Identified = { readonly id: string };

/** Data of the rows of the three tables. */
export type OrderParts = {
  readonly snapshot: unknown;
  readonly events: readonly unknown[];
  readonly promises: readonly unknown[];
};

/** A SELECT of `id` and `place`; orders are sorted by `place`. */
type OrderSelection = { readonly sql: string; readonly values: readonly Value[] };

export async function selectOrder(query: Query, id: string): Promise<Order | undefined> {
  const selection = { sql: 'SELECT id, 0 AS place FROM waybill_orders WHERE id = $1 AND version > 0', values: [id] };
  return (await selectOrders(query, selection))[0];
}

export async function selectRecentOrders(query: Query, limit: number): Promise<Order[]> {
  const sql = 'SELECT id, -position AS place FROM waybill_orders WHERE version > 0 ORDER BY position DESC LIMIT $1';
  return selectOrders(query, { sql, values: [limit] });
}

/** Uses one statement, so that no commit separates an order from its events. */
async function selectOrders(query: Query, { sql, values }: OrderSelection): Promise<Order[]> {
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
    const all = (kind: string): unknown[] =>
      rows.filter((row) => row['order_id'] === id && row['kind'] === kind).map(parseData);
    return assembleOrder({ snapshot: all('snapshot')[0], events: all('event'), promises: all('promise') });
  });
}

export function assembleOrder(parts: OrderParts): Order {
  const { order, events, promises } = parts.snapshot as StoredSnapshot;
  return {
    ...order,
    events: orderByIds(events, parts.events as Order['events']),
    promises: orderByIds(promises, parts.promises as Order['promises']),
  };
}

/**
 * Writes the next version of an order whose row is locked. Stored events and promises stay unchanged, even if `next` changes
 * or omits them. Resolves to the order as stored, its position, and the first of the `positions` reserved positions, which
 * directly precede it and follow those of earlier versions.
 */
export async function writeOrder(
  query: Query,
  previous: Order | undefined,
  next: Order,
  positions: number,
): Promise<{ order: Order; position: number; first: number }> {
  const last = previous?.version ?? 0;
  if (next.version !== last + 1) {
    throw new RangeError(`order ${next.id} has version ${last}: the next is ${last + 1}, not ${next.version}`);
  }
  const events = mergeById(previous?.events ?? [], next.events);
  const promises = mergeById(previous?.promises ?? [], next.promises);
  await append(query, 'waybill_events', next, events.added);
  await append(query, 'waybill_promises', next, promises.added);

  const { events: _events, promises: _promises, ...order } = next;
  const ids = (all: readonly Identified[]): string[] => all.map(({ id }) => id);
  const snapshot: StoredSnapshot = { order, events: ids(events.all), promises: ids(promises.all) };
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

/** Existing items win over added ones of the same id. Items that are only existing come first. Of duplicates, the first counts. */
function mergeById<T extends Identified>(existing: readonly T[], items: readonly T[]): { all: T[]; added: T[] } {
  const kept = new Map(existing.map((item) => [item.id, item]));
  const next = new Map<string, T>();
  for (const item of items) {
    if (!next.has(item.id)) next.set(item.id, kept.get(item.id) ?? item);
  }
  return {
    all: [...existing.filter(({ id }) => !next.has(id)), ...next.values()],
    added: [...next.values()].filter(({ id }) => !kept.has(id)),
  };
}

function orderByIds<T extends Identified>(ids: readonly string[], items: readonly T[]): T[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return ids.map((id) => {
    const item = byId.get(id);
    if (!item) throw new Error(`${id} is listed by its order but missing`);
    return item;
  });
}
