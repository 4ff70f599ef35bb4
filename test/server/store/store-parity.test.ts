import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Order } from '../../../src/contract/order.ts';
import type { Store } from '../../../src/server/store/store.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { skipPostgres, startPostgres } from '../support/postgres.ts';
import {
  createUpdate,
  minute,
  sampleCancellation,
  sampleDeadline,
  sampleEvent,
  sampleIncident,
  sampleMessage,
  sampleOrder,
  samplePromise,
} from './samples.ts';
import { openStore } from './describe-each-store.ts';

type Step = (store: Store) => Promise<unknown>;

const orderId = fc.constantFrom('a', 'b', 'C', 'ä');
const few = fc.nat(3);
const time = fc.nat(40).map(minute);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });

/** Runs the same steps on both stores. A step that fails must fail on both. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        orderId,
        skip: fc.constantFrom(1, 1, 1, 1, 0, 2),
        events: fc.array(few),
        promises: fc.array(few),
        statusText: text,
        at: time,
        number: few,
        isResolved: fc.boolean(),
      })
      .map(({ orderId, skip, events, promises, statusText, at, number, isResolved }): Step => {
        return (store) =>
          store.withLockedOrder(orderId, async (locked) => {
            const version = (locked.order?.version ?? 0) + skip;
            const order: Order = sampleOrder(orderId, version, {
              statusText,
              events: events.map((id) => ({ ...sampleEvent(`e${id}`, at), text: statusText })),
              promises: promises.map((id) => samplePromise(`p${id}`)),
            });
            const deadline = sampleDeadline(`d${number}`, at);
            const incident = sampleIncident(orderId, deadline, minute(number));
            await locked.save(
              createUpdate(order, {
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
  fc.tuple(orderId, few, text, time).map(
    ([orderId, key, body, now]): Step =>
      (store) =>
        store.withLockedOrder(orderId, async (locked) => {
          const before = await locked.getIdempotencyRecord(`k${key}`);
          await locked.saveIdempotencyRecord(`k${key}`, { fingerprint: 'f', status: 200, body }, now);
          return [before, await locked.claimWebhook('carrier', `i${key}`, now)];
        }),
  ),
  fc.tuple(orderId, few, time).map(
    ([orderId, id, receivedAt]): Step =>
      (store) =>
        store.withLockedOrder(orderId, (locked) =>
          locked.saveUnmatchedScans({
            source: 's',
            id: `i${id}`,
            orderId,
            scans: [id],
            reason: 'unknown-order',
            receivedAt,
          }),
        ),
  ),
  // Deliveries of different subscribers have no order.
  fc.tuple(time, time, few).map(
    ([now, until, limit]): Step =>
      (store) =>
        store.claimDeliveries(now, until, limit, 'shop'),
  ),
  fc.tuple(orderId, few, time).map(
    ([orderId, id, nextAt]): Step =>
      (store) =>
        store.recordDeliveryOutcome(`m${orderId}${id}`, 'shop', {
          state: 'waiting',
          nextAttemptAt: nextAt,
          error: 'no',
        }),
  ),
  fc.tuple(orderId, few).map(
    ([orderId, id]): Step =>
      (store) =>
        store.recordDeliveryOutcome(`m${orderId}${id}`, 'shop', { state: 'dead', error: 'no' }),
  ),
  fc.tuple(orderId, few, time).map(
    ([orderId, id, now]): Step =>
      (store) =>
        store.replayDelivery(`m${orderId}${id}`, 'mail', now),
  ),
  fc.subarray(['shop', 'mail']).map(
    (names): Step =>
      (store) =>
        store.setSubscribers(names),
  ),
  fc.tuple(few, time, time).map(
    ([holder, now, until]): Step =>
      (store) =>
        store.acquireLease('job', `h${holder}`, now, until),
  ),
  orderId.map(
    (id): Step =>
      (store) =>
        store.deleteOrder(id),
  ),
  fc.tuple(time, time).map(
    ([before, idempotencyBefore]): Step =>
      (store) =>
        store.prune({ before, idempotencyBefore }),
  ),
);

async function outcome(run: Promise<unknown>): Promise<unknown> {
  try {
    return { value: await run };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

async function readAll(store: Store): Promise<unknown> {
  const [now, limit] = [minute(20), 100];
  const ofOrders = ['a', 'b', 'C', 'ä'].map(async (id) => [
    await store.getOrder(id),
    await store.getOrderVersion(id),
    await store.getCancellation(id, 'c3'),
  ]);
  return {
    orders: await Promise.all(ofOrders),
    recent: await store.listRecentOrders(3),
    deadlines: await store.listDueDeadlines(now, limit),
    cancellations: await store.listDueCancellations(now, limit),
    open: await store.listIncidents({ limit }),
    incidents: await store.listIncidents({ limit, includeResolved: true }),
    dead: await store.listDeadLetters(limit),
    unmatchedScans: [
      await store.listUnmatchedScans({ limit }),
      await store.listUnmatchedScans({ limit, hasKnownOrder: true }),
    ],
    nextDue: await store.getNextDueAt(),
  };
}

/* All runs share one store of each kind. Each run deletes its orders at the end, and the next one tests that they are gone. */
it(
  'SQLite and Postgres give the same reads after the same writes',
  { skip: skipPostgres, timeout: runs(120_000) },
  async (t) => {
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
          for (const id of ['a', 'b', 'C', 'ä']) await store.deleteOrder(id);
          await store.acquireLease('job', 'h0', minute(1000), minute(-1000));
          assert.deepEqual(await readAll(store), {
            orders: [
              [undefined, undefined, undefined],
              [undefined, undefined, undefined],
              [undefined, undefined, undefined],
              [undefined, undefined, undefined],
            ],
            recent: [],
            deadlines: [],
            cancellations: [],
            open: [],
            incidents: [],
            dead: [],
            unmatchedScans: [[], []],
            nextDue: undefined,
          });
        }
      }),
      { numRuns: runs(60) },
    );
  },
);
