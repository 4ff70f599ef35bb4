import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { processCancelRequest } from '../../../src/server/cancellations/process-cancel-request.ts';
import type { CancellationDecider } from '../../../src/server/cancellations/cancellation-context.ts';
import type { WebhookMessage } from '../../../src/server/orders/webhook-message.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite/open-sqlite-store.ts';
import { hours, openJobs, upsert, saveScan, startTime } from './jobs-harness.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const promised = {
  promises: [
    { id: 'p-1', window: { from: '2026-11-24', to: '2026-11-26' }, madeAt: '2026-11-20T12:00:00Z', source: 'checkout' },
  ],
};
const stepRules = { stepLimits: [{ after: 'placed' as const, next: 'packed' as const, hours: 100 }] };

async function open(options: Parameters<typeof openJobs>[0] = {}) {
  const told: WebhookMessage[] = [];
  const handle = async (message: WebhookMessage): Promise<void> => void told.push(message);
  const scene = await openJobs({ subscribers: [{ name: 'shop', handle }], ...options });
  closing.push(scene.close);
  const types = (): string[] => told.map(({ type }) => type);
  return { ...scene, told, types };
}

describe('a deadline', () => {
  it('raises one incident and one message when it passes', async () => {
    const { store, jobs, clock, types } = await open();
    await upsert(store, promised, startTime);
    assert.equal((await jobs.runOnce()).deadlines, 0);
    clock.now = Date.parse('2026-11-27T00:00:00Z');
    assert.equal((await jobs.runOnce()).deadlines, 1);
    clock.now += hours(100);
    assert.equal((await jobs.runOnce()).deadlines, 0);
    assert.deepEqual(types(), ['order.placed', 'promise.overdue']);
    assert.deepEqual(
      (await store.listIncidents({ limit: 5 })).map(({ kind, orderId }) => [kind, orderId]),
      [['promise', 'o-1']],
    );
  });

  it('of a missing step passes unless the step was scanned', async () => {
    const { store, jobs, clock, types } = await open({ rules: stepRules });
    await upsert(store, { id: 'o-1', placedAt: '2026-11-23T12:00:00Z' }, startTime, stepRules);
    await upsert(store, { id: 'o-2', placedAt: '2026-11-23T12:00:00Z' }, startTime, stepRules);
    await saveScan(store, 'o-2', { id: 's-1', kind: 'packed', shipmentId: 'a' }, startTime, stepRules);
    clock.now = startTime + hours(101);
    await jobs.runOnce();
    assert.equal(types().filter((type) => type === 'step.overdue').length, 1);
    assert.deepEqual(
      (await store.listIncidents({ limit: 5 })).map(({ orderId }) => orderId),
      ['o-1'],
    );
  });

  it('passes once with several processes, and after a crash', async () => {
    const store = await openSqliteStore(':memory:');
    closing.push(() => store.close());
    const one = await open({ store });
    const two = await open({ store });
    for (let order = 0; order < 300; order += 1) await upsert(store, { id: `o-${order}`, ...promised }, startTime);
    one.clock.now = two.clock.now = Date.parse('2026-11-27T00:00:00Z');
    const at = new Date(one.clock.now).toISOString();
    // A crashed process blocks the job until its lease runs out.
    await store.acquireLease('deadlines', 'dead', at, new Date(one.clock.now + 60_000).toISOString());
    assert.equal((await one.jobs.runOnce()).deadlines, 0);
    one.clock.now = two.clock.now += 60_000;
    const done = await Promise.all([one.jobs.runOnce(), two.jobs.runOnce()]);
    assert.equal(done[0].deadlines + done[1].deadlines, 300);
    assert.equal((await store.listIncidents({ limit: 1000 })).length, 300);
    await one.jobs.runOnce();
    assert.equal([...one.types(), ...two.types()].filter((type) => type === 'promise.overdue').length, 300);

    // A finished process releases its lease.
    await upsert(store, { id: 'o-a', ...promised }, startTime);
    assert.equal((await one.jobs.runOnce()).deadlines, 1);
    await upsert(store, { id: 'o-b', ...promised }, startTime);
    assert.equal((await two.jobs.runOnce()).deadlines, 1);
  });

  it('reports an error, and the other deadlines still pass', async () => {
    const { store, ...rest } = await open();
    const { withLockedOrder } = store;
    await upsert(store, { id: 'o-1', ...promised }, startTime);
    await upsert(store, { id: 'o-2', ...promised }, startTime);
    const broken = {
      ...store,
      withLockedOrder: ((id, work) =>
        id === 'o-1' ? Promise.reject(new Error('torn')) : withLockedOrder(id, work)) as typeof withLockedOrder,
    };
    const other = await openJobs({ store: broken, subscribers: [] });
    closing.push(other.close);
    other.clock.now = Date.parse('2026-11-27T00:00:00Z');
    assert.equal((await other.jobs.runOnce()).deadlines, 1);
    assert.deepEqual(other.errors, ['deadlines of order o-1: Error: torn']);
    assert.deepEqual(rest.errors, []);
  });
});

describe('an undecided cancellation', () => {
  it('calls the decider again with the same key until it decides', async () => {
    const rules = { actions: { cancel: {} } };
    const keys: string[] = [];
    const cancel: CancellationDecider = async ({ idempotencyKey }) => {
      keys.push(idempotencyKey);
      if (keys.length < 3) throw new Error('the warehouse does not answer');
      return { status: 'completed' };
    };
    const { store, jobs, clock, errors, types } = await open({ rules, decideCancellation: cancel });
    const lineItems = [{ id: 'l-1', title: 'Dune', quantity: { original: 1, total: 1, fulfilled: 0 } }];
    await upsert(store, { lineItems }, startTime, rules);
    const shop = { rules, decideCancellation: cancel, now: () => clock.now };
    const request = { type: 'cancel-items' as const, lineItems: [{ id: 'l-1', quantity: 1 }], version: 1 };
    assert.equal(
      (await processCancelRequest(store, shop, { orderId: 'o-1', idempotencyKey: 'k-1', request })).status,
      202,
    );

    assert.equal((await jobs.runOnce()).cancellations, 0);
    for (let hour = 0; hour < 3; hour += 1) {
      clock.now += hours(1);
      await jobs.runOnce();
    }
    assert.deepEqual(keys, ['k-1', 'k-1', 'k-1']);
    assert.deepEqual(errors, ['cancellations: Error: the warehouse does not answer']);
    assert.equal((await store.getOrder('o-1'))?.lineItems[0]?.quantity?.total, 0);
    assert.ok(types().includes('cancellation.decided'));
  });
});

describe('jobs', () => {
  it('process due entries without any change', { timeout: 30_000 }, async () => {
    const store = await openSqliteStore(':memory:');
    closing.push(() => store.close());
    // The clock is one second before the end of the promised day; the next run is an hour away.
    const ahead = Date.parse('2026-11-26T23:59:59Z') - Date.now();
    const told = Promise.withResolvers<WebhookMessage>();
    const handle = async (message: WebhookMessage): Promise<void> => {
      if (message.type === 'promise.overdue') told.resolve(message);
    };
    await upsert(store, { ...promised, timeZone: 'UTC' }, startTime);
    const { close } = await openJobs({
      store,
      subscribers: [{ name: 'shop', handle }],
      intervalMs: hours(1),
      now: () => Date.now() + ahead,
    });
    closing.push(close);
    assert.equal((await told.promise).orderId, 'o-1');
  });

  it('prune old data once a day', async () => {
    const { store, jobs, clock } = await open();
    await upsert(store, {}, startTime);
    await jobs.runOnce();
    assert.equal((await jobs.runOnce()).pruned, 0);
    clock.now += hours(24 * 31);
    assert.ok((await jobs.runOnce()).pruned > 0);
    assert.ok(await store.getOrder('o-1'));
  });

  it('do not start with an invalid subscriber', async () => {
    const subscriber = { name: 'shop', url: 'http://shop.example/', secrets: [] };
    await assert.rejects(openJobs({ subscribers: [subscriber] }), /not https/);
  });
});
