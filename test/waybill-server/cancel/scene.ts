import { ok } from 'node:assert/strict';
import type { CancelRequest } from '../../../src/contract/cancellation.ts';
import type { Order } from '../../../src/contract/order.ts';
import type { AskShop, CancelShop } from '../../../src/server/cancel/index.ts';
import { applyScan, isRefusal, placeSnapshot, type Scan, type ShopRules } from '../../../src/server/domain/index.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { noon, snapshot } from '../domain/scene.ts';

export const instant: ShopRules = { actions: { cancel: {} } };
export const byRequest: ShopRules = { actions: { cancel: { mode: 'request' } } };

/** A shop on a store of its own, with the order `o1` in it. */
export class Desk {
  now = noon;
  readonly store: Store;
  readonly errors: unknown[] = [];
  readonly rules: ShopRules;
  cancel: AskShop | undefined;

  private constructor(store: Store, rules: ShopRules, cancel: AskShop | undefined) {
    this.store = store;
    this.rules = rules;
    this.cancel = cancel;
  }

  static async open(rules: ShopRules = instant, cancel?: AskShop): Promise<Desk> {
    const desk = new Desk(await openSqliteStore(':memory:'), rules, cancel);
    await desk.store.setSubscribers(['shop']);
    await desk.store.locked('o1', async (locked) => {
      const change = placeSnapshot(locked, snapshot(), { now: desk.now, rules });
      ok(change !== 'unchanged' && !isRefusal(change));
      await locked.save(change);
    });
    return desk;
  }

  get shop(): CancelShop {
    return {
      rules: this.rules,
      cancel: this.cancel,
      now: () => this.now,
      timeLimit: 50_000,
      onError: (error) => void this.errors.push(error),
    };
  }

  async order(): Promise<Order> {
    const order = await this.store.order('o1');
    ok(order);
    return order;
  }

  async scan(fields: Scan): Promise<void> {
    await this.store.locked('o1', async (locked) => {
      const change = applyScan(locked, fields, { now: this.now, rules: this.rules, source: 'shop' });
      ok(change !== 'unchanged' && !isRefusal(change), JSON.stringify(change));
      await locked.save(change);
    });
  }

  /** Types of all that was told, in order. */
  async told(): Promise<string[]> {
    const later = new Date(this.now + 1000).toISOString();
    const deliveries = await this.store.takeDeliveries(new Date(this.now).toISOString(), later, 100);
    return deliveries.map(({ message }) => message.type);
  }
}

export const pens = (quantity: number, version = 1): CancelRequest => ({
  type: 'cancel-items',
  lineItems: [{ id: 'pen', quantity }],
  version,
});

export const pensLeft = (order: Order): number | undefined => order.lineItems.find(({ id }) => id === 'pen')?.quantity?.total;

export const problemCode = ({ body }: { body: string }): unknown => (JSON.parse(body) as { code?: unknown }).code;
export const state = ({ body }: { body: string }): unknown => (JSON.parse(body) as { status?: unknown }).status;
