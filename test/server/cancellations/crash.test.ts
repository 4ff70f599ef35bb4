import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { retryDecision, processCancelRequest } from '../../../src/server/cancellations/process-cancel-request.ts';
import type { CancellationResponse } from '../../../src/server/cancellations/cancellation-context.ts';
import type { LockedOrder, Store } from '../../../src/server/store/store.ts';
import { CancellationHarness, instant, pens, countPensLeft, cancellationStatus } from './cancellation-harness.ts';

class Crash extends Error {}

/** A store whose process crashes at its nth call, before or after it. A crash inside a lock commits nothing. */
function dying(store: Store, at: number, when: 'before' | 'after'): { store: Store; calls: () => number } {
  let calls = 0;
  const step = async <T>(run: () => Promise<T>): Promise<T> => {
    calls += 1;
    const isNow = calls === at;
    if (isNow && when === 'before') throw new Crash();
    const result = await run();
    if (isNow) throw new Crash();
    return result;
  };
  const watched = (locked: LockedOrder): LockedOrder => ({
    get order() {
      return locked.order;
    },
    get deadlines() {
      return locked.deadlines;
    },
    get incidents() {
      return locked.incidents;
    },
    get pending() {
      return locked.pending;
    },
    save: (change) => step(() => locked.save(change)),
    getIdempotencyRecord: (key) => step(() => locked.getIdempotencyRecord(key)),
    saveIdempotencyRecord: (...values) => step(() => locked.saveIdempotencyRecord(...values)),
    getCancellation: (id) => step(() => locked.getCancellation(id)),
    saveCancellation: (stored) => step(() => locked.saveCancellation(stored)),
    claimWebhook: (...values) => step(() => locked.claimWebhook(...values)),
    saveUnmatchedScans: (unmatched) => step(() => locked.saveUnmatchedScans(unmatched)),
  });
  const locked: Store['withLockedOrder'] = (id, work) =>
    step(() => store.withLockedOrder(id, (order) => work(watched(order))));
  return { store: { ...store, withLockedOrder: locked }, calls: () => calls };
}

const input = { orderId: 'o1', idempotencyKey: 'k', request: pens(1) };

/** A shop system that cancels once for each key. */
function shopDesk(): Promise<CancellationHarness> {
  return CancellationHarness.open(instant, async () => ({ status: 'completed' }));
}

async function countCalls(): Promise<number> {
  const harness = await shopDesk();
  const counting = dying(harness.store, 0, 'before');
  await processCancelRequest(counting.store, harness.shop, input);
  await harness.store.close();
  return counting.calls();
}

for (const when of ['before', 'after'] as const) {
  for (const goesOn of ['the same request', 'the work that is due'] as const) {
    test(`after a crash ${when} any store call, ${goesOn} continues, and the items are canceled once`, async () => {
      const calls = await countCalls();
      ok(calls > 6);
      for (let at = 1; at <= calls; at += 1) {
        const harness = await shopDesk();
        const broken = await processCancelRequest(dying(harness.store, at, when).store, harness.shop, input).then(
          () => undefined,
          (error: unknown) => error,
        );
        ok(broken instanceof Crash, `call ${at}`);
        harness.now += 60_000;
        if (goesOn === 'the work that is due') {
          for (const due of await harness.store.listDueCancellations(new Date(harness.now).toISOString(), 10)) {
            await retryDecision(harness.store, harness.shop, due);
          }
        }
        const response: CancellationResponse = await processCancelRequest(harness.store, harness.shop, input);
        deepEqual([response.status, cancellationStatus(response)], [201, 'completed'], `call ${at}`);
        deepEqual(await processCancelRequest(harness.store, harness.shop, input), response);
        const order = await harness.order();
        deepEqual([countPensLeft(order), order.version, order.adjustments.length], [1, 2, 1], `call ${at}`);
        deepEqual(await harness.takeMessageTypes(), ['order.placed', 'cancellation.decided']);
        await harness.store.close();
      }
    });
  }
}

test('several tabs and repetitions at once cause one cancellation', async () => {
  const harness = await shopDesk();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      processCancelRequest(harness.store, harness.shop, { ...input, idempotencyKey: `k${index % 4}` }),
    ),
  );
  equal(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body)).size, 1);
  ok(answers.every(({ status }) => [201, 409, 412].includes(status)));
  const order = await harness.order();
  deepEqual([countPensLeft(order), order.version], [1, 2]);
  await harness.store.close();
});
