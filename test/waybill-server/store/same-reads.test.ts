import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Order } from '../../../src/contract/order.ts';
import type { Store } from '../../../src/server/store/store.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { skipPostgres, startPostgres } from '../support/postgres.ts';
import { change, minute, sampleCancellation, sampleDeadline, sampleEvent, sampleIncident, sampleMessage, sampleOrder, samplePromise } from './samples.ts';
import { openStore } from './stores.ts';

type Step = (store: Store) => Promise<unknown>;

const orderId = fc.constantFrom('a', 'b', 'C', 'ä');
const few = fc.nat(3);
const time = fc.nat(40).map(minute);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });

/** The same words on both stores: a step may fail, and has to fail on both. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ orderId, skip: fc.constantFrom(1, 1, 1, 1, 0, 2), events: fc.array(few), promises: fc.array(few), statusText: text, at: time, number: few, isResolved: fc.boolean() })
      .map(({ orderId, skip, events, promises, statusText, at, number, isResolved }): Step => {
        return (store) =>
          store.locked(orderId, async (locked) => {
            const version = (locked.order?.version ?? 0) + skip;
            const order: Order = sampleOrder(orderId, version, {
              statusText,
              events: events.map((id) => ({ ...sampleEvent(`e${id}`, at), text: statusText })),
              promises: promises.map((id) => samplePromise(`p${id}`)),
            });
            const deadline = sampleDeadline(`d${number}`, at);
            const incident = sampleIncident(orderId, deadline, minute(number));
            await locked.save(
              change(order, {
                messages: events.map((id) => sampleMessage(`m${orderId}${id}`, orderId, at)),
                deadlines: number > 1 ? [deadline] : [],
                incidents: number > 0 ? [isResolved ? { ...incident, resolvedAt: at } : incident] : [],
                cancellation: number > 2 ? sampleCancellation(orderId, `c${number}`, { retryAt: at }) : undefined,
              }),
            );
            return [locked.order, locked.deadlines, locked.incidents, locked.pending];
          });
      }),
  },
  fc.tuple(orderId, few, text).map(([orderId, key, body]): Step => (store) =>
    store.locked(orderId, async (locked) => {
      const before = await locked.answer(`k${key}`);
      await locked.keepAnswer(`k${key}`, { fingerprint: 'f', status: 200, body });
      return [before, await locked.takeIncoming('carrier', `i${key}`)];
    }),
  ),
  fc.tuple(orderId, few, time).map(([orderId, id, receivedAt]): Step => (store) =>
    store.locked(orderId, (locked) => locked.keepStray({ source: 's', id: `i${id}`, orderId, scans: [id], reason: 'unknown-order', receivedAt })),
  ),
  // Between subscribers there is no order.
  fc.tuple(time, time, few).map(([now, until, most]): Step => (store) => store.takeDeliveries(now, until, most, 'shop')),
  fc.tuple(orderId, few, time).map(([orderId, id, nextAt]): Step => (store) => store.settleDelivery(`m${orderId}${id}`, 'shop', { state: 'waiting', nextAt, error: 'no' })),
  fc.tuple(orderId, few).map(([orderId, id]): Step => (store) => store.settleDelivery(`m${orderId}${id}`, 'shop', { state: 'dead', error: 'no' })),
  fc.tuple(orderId, few, time).map(([orderId, id, now]): Step => (store) => store.replay(`m${orderId}${id}`, 'mail', now)),
  fc.subarray(['shop', 'mail']).map((names): Step => (store) => store.setSubscribers(names)),
  fc.tuple(few, time, time).map(([holder, now, until]): Step => (store) => store.takeLease('job', `h${holder}`, now, until)),
  orderId.map((id): Step => (store) => store.forget(id)),
  time.map((before): Step => async (store) => {
    // How many answers and ids went depends on the clock of the store: only that messages went.
    await store.prune({ before: before.replace('2026', '2025') });
  }),
);

async function outcome(run: Promise<unknown>): Promise<unknown> {
  try {
    return { value: await run };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

async function readAll(store: Store): Promise<unknown> {
  const [now, most] = [minute(20), 100];
  const ofOrders = ['a', 'b', 'C', 'ä'].map(async (id) => [await store.order(id), await store.version(id), await store.cancellation(id, 'c3')]);
  return {
    orders: await Promise.all(ofOrders),
    recent: await store.recentOrders(3),
    deadlines: await store.dueDeadlines(now, most),
    cancellations: await store.dueCancellations(now, most),
    open: await store.incidents({ most }),
    incidents: await store.incidents({ most, includeResolved: true }),
    dead: await store.deadLetters(most),
    strays: [await store.strays({ most }), await store.strays({ most, isPlaceable: true })],
    nextDue: await store.nextDue(),
  };
}

/* One store on each database for all runs: what is forgotten at the end of one is tested to be gone. */
it('SQLite and Postgres give the same reads after the same writes', { skip: skipPostgres, timeout: runs(120_000) }, async (t) => {
  const server = await startPostgres();
  const stores = [await openStore(':memory:'), await openStore(await server.newDatabase())];
  t.after(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await server.stop();
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      for (const store of stores) await store.setSubscribers(['shop', 'mail']);
      for (const [index, run] of steps.entries()) {
        const [sqlite, postgres] = await Promise.all(stores.map((store) => outcome(run(store))));
        assert.deepEqual(sqlite, postgres, `step ${index}`);
      }
      const [sqlite, postgres] = await Promise.all(stores.map(readAll));
      assert.deepEqual(sqlite, postgres);
      for (const store of stores) {
        for (const id of ['a', 'b', 'C', 'ä']) await store.forget(id);
        await store.takeLease('job', 'h0', minute(1000), minute(-1000));
        assert.deepEqual(await readAll(store), {
          orders: [[undefined, undefined, undefined], [undefined, undefined, undefined], [undefined, undefined, undefined], [undefined, undefined, undefined]],
          recent: [],
          deadlines: [],
          cancellations: [],
          open: [],
          incidents: [],
          dead: [],
          strays: [[], []],
          nextDue: undefined,
        });
      }
    }),
    { numRuns: runs(60) },
  );
});
