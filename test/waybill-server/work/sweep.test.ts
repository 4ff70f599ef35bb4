import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { cancelItems, type AskShop } from '../../../src/server/cancel/index.ts';
import type { Message } from '../../../src/server/model.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import { hours, openScene, place, scan, start } from './scene.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const promised = {
  promises: [{ id: 'p-1', window: { from: '2026-11-24', to: '2026-11-26' }, madeAt: '2026-11-20T12:00:00Z', source: 'checkout' }],
};
const stepRules = { stepWithin: [{ after: 'placed' as const, next: 'packed' as const, hours: 100 }] };

async function open(options: Parameters<typeof openScene>[0] = {}) {
  const told: Message[] = [];
  const handle = async (message: Message): Promise<void> => void told.push(message);
  const scene = await openScene({ subscribers: [{ name: 'shop', handle }], ...options });
  closing.push(scene.close);
  const types = (): string[] => told.map(({ type }) => type);
  return { ...scene, told, types };
}

describe('a deadline', () => {
  it('that passes raises one incident, and the shop hears of it once', async () => {
    const { store, work, clock, types } = await open();
    await place(store, promised, start);
    assert.equal((await work.runOnce()).deadlines, 0);
    clock.now = Date.parse('2026-11-27T00:00:00Z');
    assert.equal((await work.runOnce()).deadlines, 1);
    clock.now += hours(100);
    assert.equal((await work.runOnce()).deadlines, 0);
    assert.deepEqual(types(), ['order.placed', 'promise.overdue']);
    assert.deepEqual((await store.incidents({ most: 5 })).map(({ kind, orderId }) => [kind, orderId]), [['promise', 'o-1']]);
  });

  it('of a step that is missing passes as well, unless the step came', async () => {
    const { store, work, clock, types } = await open({ rules: stepRules });
    await place(store, { id: 'o-1', placedAt: '2026-11-23T12:00:00Z' }, start, stepRules);
    await place(store, { id: 'o-2', placedAt: '2026-11-23T12:00:00Z' }, start, stepRules);
    await scan(store, 'o-2', { id: 's-1', kind: 'packed', shipmentId: 'a' }, start, stepRules);
    clock.now = start + hours(101);
    await work.runOnce();
    assert.equal(types().filter((type) => type === 'step.overdue').length, 1);
    assert.deepEqual((await store.incidents({ most: 5 })).map(({ orderId }) => orderId), ['o-1']);
  });

  it('passes once where several work on one store, and after whoever began it died', async () => {
    const store = await openSqliteStore(':memory:');
    closing.push(() => store.close());
    const one = await open({ store });
    const two = await open({ store });
    for (let order = 0; order < 300; order += 1) await place(store, { id: `o-${order}`, ...promised }, start);
    one.clock.now = two.clock.now = Date.parse('2026-11-27T00:00:00Z');
    const at = new Date(one.clock.now).toISOString();
    // A process that died holds the work up until its lease runs out.
    await store.takeLease('deadlines', 'dead', at, new Date(one.clock.now + 60_000).toISOString());
    assert.equal((await one.work.runOnce()).deadlines, 0);
    one.clock.now = two.clock.now += 60_000;
    const done = await Promise.all([one.work.runOnce(), two.work.runOnce()]);
    assert.equal(done[0].deadlines + done[1].deadlines, 300);
    assert.equal((await store.incidents({ most: 1000 })).length, 300);
    await one.work.runOnce();
    assert.equal([...one.types(), ...two.types()].filter((type) => type === 'promise.overdue').length, 300);

    // Who has done its work makes room for the other.
    await place(store, { id: 'o-a', ...promised }, start);
    assert.equal((await one.work.runOnce()).deadlines, 1);
    await place(store, { id: 'o-b', ...promised }, start);
    assert.equal((await two.work.runOnce()).deadlines, 1);
  });

  it('that cannot be raised is reported, and the others pass', async () => {
    const { store, ...rest } = await open();
    const { locked } = store;
    await place(store, { id: 'o-1', ...promised }, start);
    await place(store, { id: 'o-2', ...promised }, start);
    const broken = { ...store, locked: ((id, work) => (id === 'o-1' ? Promise.reject(new Error('torn')) : locked(id, work))) as typeof locked };
    const other = await openScene({ store: broken, subscribers: [] });
    closing.push(other.close);
    other.clock.now = Date.parse('2026-11-27T00:00:00Z');
    assert.equal((await other.work.runOnce()).deadlines, 1);
    assert.deepEqual(other.errors, ['deadlines of order o-1: Error: torn']);
    assert.deepEqual(rest.errors, []);
  });
});

describe('a cancellation that the shop has not answered', () => {
  it('is asked about again, with the same key, until it is', async () => {
    const rules = { actions: { cancel: {} } };
    const keys: string[] = [];
    const cancel: AskShop = async ({ idempotencyKey }) => {
      keys.push(idempotencyKey);
      if (keys.length < 3) throw new Error('the warehouse does not answer');
      return { status: 'completed' };
    };
    const { store, work, clock, errors, types } = await open({ rules, cancel });
    const lineItems = [{ id: 'l-1', title: 'Dune', quantity: { original: 1, total: 1, fulfilled: 0 } }];
    await place(store, { lineItems }, start, rules);
    const shop = { rules, cancel, now: () => clock.now };
    const request = { type: 'cancel-items' as const, lineItems: [{ id: 'l-1', quantity: 1 }], version: 1 };
    assert.equal((await cancelItems(store, shop, { orderId: 'o-1', key: 'k-1', request })).status, 202);

    assert.equal((await work.runOnce()).cancellations, 0);
    for (let hour = 0; hour < 3; hour += 1) {
      clock.now += hours(1);
      await work.runOnce();
    }
    assert.deepEqual(keys, ['k-1', 'k-1', 'k-1']);
    assert.deepEqual(errors, ['cancellations: Error: the warehouse does not answer']);
    assert.equal((await store.order('o-1'))?.lineItems[0]?.quantity?.total, 0);
    assert.ok(types().includes('cancellation.decided'));
  });
});

describe('work', () => {
  it('does by itself what becomes due while nothing is said', { timeout: 30_000 }, async () => {
    const store = await openSqliteStore(':memory:');
    closing.push(() => store.close());
    // Its clock is a second before the end of the promised day, its next look an hour away.
    const ahead = Date.parse('2026-11-26T23:59:59Z') - Date.now();
    const told = Promise.withResolvers<Message>();
    const handle = async (message: Message): Promise<void> => {
      if (message.type === 'promise.overdue') told.resolve(message);
    };
    await place(store, { ...promised, timeZone: 'UTC' }, start);
    const { close } = await openScene({ store, subscribers: [{ name: 'shop', handle }], every: hours(1), now: () => Date.now() + ahead });
    closing.push(close);
    assert.equal((await told.promise).orderId, 'o-1');
  });

  it('prunes once a day what is of no more use', async () => {
    const { store, work, clock } = await open();
    await place(store, {}, start);
    await work.runOnce();
    assert.equal((await work.runOnce()).pruned, 0);
    clock.now += hours(24 * 31);
    assert.ok((await work.runOnce()).pruned > 0);
    assert.ok(await store.order('o-1'));
  });

  it('does not start with a subscriber that cannot work', async () => {
    const subscriber = { name: 'shop', url: 'http://shop.example/', secrets: [] };
    await assert.rejects(openScene({ subscribers: [subscriber] }), /not https/);
  });
});
