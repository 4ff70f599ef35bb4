import type { Order } from '../../../src/contract/order.ts';
import { applyScan } from '../../../src/server/orders/apply-scan.ts';
import { isRefusal, type Refusal, type OrderUpdate } from '../../../src/server/orders/order-state.ts';
import { upsertOrder } from '../../../src/server/orders/upsert-order.ts';
import type { Scan } from '../../../src/server/orders/scan.ts';
import type { ShopRules } from '../../../src/server/orders/shop-rules.ts';
import type { WebhookMessage } from '../../../src/server/orders/webhook-message.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { startJobs, type Jobs, type JobsOptions } from '../../../src/server/jobs/start-jobs.ts';

export const startTime = Date.parse('2026-11-23T12:00:00Z');

/** Milliseconds. */
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

/** Saves the next version of an order with a message. The message id contains order and version. */
export function saveMessage(
  store: Store,
  orderId: string,
  at: number,
  type: WebhookMessage['type'] = 'order.updated',
): Promise<string> {
  return store.withLockedOrder(orderId, async (locked) => {
    const version = (locked.order?.version ?? 0) + 1;
    const id = `msg_${orderId}_${version}`;
    const message: WebhookMessage = { id, type, orderId, at: new Date(at).toISOString(), data: { version } };
    const order = orderWith({ ...locked.order, id: orderId, version });
    await locked.save({ order, messages: [message], deadlines: locked.deadlines, incidents: [] });
    return id;
  });
}

/** Saves a snapshot with all its consequences. */
export function upsert(store: Store, order: Partial<Order>, now: number, rules: ShopRules = {}): Promise<void> {
  return store.withLockedOrder(order.id ?? 'o-1', async (locked) => {
    const { version: _, ...snapshot } = orderWith(order);
    await locked.save(unwrapUpdate(upsertOrder(locked, snapshot, { now, rules })));
  });
}

/** Saves a scan of the shop with all its consequences. */
export function saveScan(store: Store, orderId: string, scan: Scan, now: number, rules: ShopRules = {}): Promise<void> {
  return store.withLockedOrder(orderId, async (locked) => {
    await locked.save(unwrapUpdate(applyScan(locked, scan, { now, rules, source: 'shop' })));
  });
}

function unwrapUpdate(outcome: OrderUpdate | Refusal | 'unchanged'): OrderUpdate {
  if (outcome === 'unchanged' || isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** Jobs that only run on request, with a clock that only moves on request. */
export async function openJobs(options: Partial<JobsOptions> & { file?: string } = {}) {
  const { file = ':memory:', ...jobsOptions } = options;
  const clock = { now: startTime };
  const errors: string[] = [];
  const store = jobsOptions.store ?? (await openSqliteStore(file));
  const jobs: Jobs = await startJobs({
    store,
    now: () => clock.now,
    intervalMs: Infinity,
    onError: (error, source) => errors.push(`${source}: ${String(error)}`),
    ...jobsOptions,
  });
  const close = async (): Promise<void> => {
    await jobs.stop();
    if (!jobsOptions.store) await store.close();
  };
  return { clock, errors, store, jobs, close };
}
