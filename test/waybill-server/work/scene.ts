import type { Order } from '../../../src/contract/order.ts';
import { applyScan, isRefusal, placeSnapshot, type Refusal, type Scan, type ShopRules } from '../../../src/server/domain/index.ts';
import type { Change, Message } from '../../../src/server/model.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { startWork, type Work, type WorkOptions } from '../../../src/server/work/start-work.ts';

export const start = Date.parse('2026-11-23T12:00:00Z');

/** Seconds, in milliseconds. */
export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;

const orderWith = (order: Partial<Order>): Order => ({
  id: 'o-1',
  version: 1,
  number: '1',
  placedAt: '2026-11-20T12:00:00Z',
  lineItems: [],
  shipments: [],
  promises: [],
  events: [],
  adjustments: [],
  actions: [],
  ...order,
});

/** Saves the next version of an order, with a message about it. The message's id says which. */
export function tell(store: Store, orderId: string, at: number, type: Message['type'] = 'order.updated'): Promise<string> {
  return store.locked(orderId, async (locked) => {
    const version = (locked.order?.version ?? 0) + 1;
    const id = `msg_${orderId}_${version}`;
    const message: Message = { id, type, orderId, at: new Date(at).toISOString(), data: { version } };
    const order = orderWith({ ...locked.order, id: orderId, version });
    await locked.save({ order, messages: [message], deadlines: locked.deadlines, incidents: [] });
    return id;
  });
}

/** The order as the shop's own system knows it, written with all that follows. */
export function place(store: Store, order: Partial<Order>, now: number, rules: ShopRules = {}): Promise<void> {
  return store.locked(order.id ?? 'o-1', async (locked) => {
    const { version: _, ...snapshot } = orderWith(order);
    await locked.save(saved(placeSnapshot(locked, snapshot, { now, rules })));
  });
}

/** A scan by the shop, written with all that follows. */
export function scan(store: Store, orderId: string, scan: Scan, now: number, rules: ShopRules = {}): Promise<void> {
  return store.locked(orderId, async (locked) => {
    await locked.save(saved(applyScan(locked, scan, { now, rules, source: 'shop' })));
  });
}

function saved(outcome: Change | Refusal | 'unchanged'): Change {
  if (outcome === 'unchanged' || isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** Work that is done only when it is asked for, at a time that stands still until it is moved. */
export async function openScene(options: Partial<WorkOptions> & { file?: string } = {}) {
  const { file = ':memory:', ...given } = options;
  const clock = { now: start };
  const errors: string[] = [];
  const store = given.store ?? (await openSqliteStore(file));
  const work: Work = await startWork({
    store,
    now: () => clock.now,
    every: Infinity,
    onError: (error, where) => errors.push(`${where}: ${String(error)}`),
    ...given,
  });
  const close = async (): Promise<void> => {
    await work.stop();
    if (!given.store) await store.close();
  };
  return { clock, errors, store, work, close };
}
