import { ok } from 'node:assert/strict';
import type { CancelRequest } from '../../../src/contract/cancellation.ts';
import type { Order } from '../../../src/contract/order.ts';
import type {
  CancellationDecider,
  CancellationContext,
} from '../../../src/server/cancellations/cancellation-context.ts';
import { applyScan } from '../../../src/server/orders/apply-scan.ts';
import { isRefusal } from '../../../src/server/orders/order-state.ts';
import { upsertOrder } from '../../../src/server/orders/upsert-order.ts';
import type { Scan } from '../../../src/server/orders/scan.ts';
import type { ShopRules } from '../../../src/server/orders/shop-rules.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { noon, snapshot } from '../orders/order-harness.ts';

export const instant: ShopRules = { actions: { cancel: {} } };
export const byRequest: ShopRules = { actions: { cancel: { mode: 'request' } } };

/** A store in memory with the order `o1`, and the options of its cancellations. */
export class CancellationHarness {
  now = noon;
  readonly store: Store;
  readonly errors: unknown[] = [];
  readonly rules: ShopRules;
  cancel: CancellationDecider | undefined;

  private constructor(store: Store, rules: ShopRules, cancel: CancellationDecider | undefined) {
    this.store = store;
    this.rules = rules;
    this.cancel = cancel;
  }

  static async open(rules: ShopRules = instant, cancel?: CancellationDecider): Promise<CancellationHarness> {
    const harness = new CancellationHarness(await openSqliteStore(':memory:'), rules, cancel);
    await harness.store.setSubscribers(['shop']);
    await harness.store.withLockedOrder('o1', async (locked) => {
      const change = upsertOrder(locked, snapshot(), { now: harness.now, rules });
      ok(change !== 'unchanged' && !isRefusal(change));
      await locked.save(change);
    });
    return harness;
  }

  get shop(): CancellationContext {
    return {
      rules: this.rules,
      decideCancellation: this.cancel,
      now: () => this.now,
      decisionTimeoutMs: 50_000,
      onError: (error) => void this.errors.push(error),
    };
  }

  async order(): Promise<Order> {
    const order = await this.store.getOrder('o1');
    ok(order);
    return order;
  }

  async scan(fields: Scan): Promise<void> {
    await this.store.withLockedOrder('o1', async (locked) => {
      const change = applyScan(locked, fields, { now: this.now, rules: this.rules, source: 'shop' });
      ok(change !== 'unchanged' && !isRefusal(change), JSON.stringify(change));
      await locked.save(change);
    });
  }

  /** Types of all queued messages in order. Claims the messages. */
  async takeMessageTypes(): Promise<string[]> {
    const later = new Date(this.now + 1000).toISOString();
    const deliveries = await this.store.claimDeliveries(new Date(this.now).toISOString(), later, 100);
    return deliveries.map(({ message }) => message.type);
  }
}

export const pens = (quantity: number, version = 1): CancelRequest => ({
  type: 'cancel-items',
  lineItems: [{ id: 'pen', quantity }],
  version,
});

export const countPensLeft = (order: Order): number | undefined =>
  order.lineItems.find(({ id }) => id === 'pen')?.quantity?.total;

export const problemCode = ({ body }: { body: string }): unknown => (JSON.parse(body) as { code?: unknown }).code;
export const cancellationStatus = ({ body }: { body: string }): unknown =>
  (JSON.parse(body) as { status?: unknown }).status;
