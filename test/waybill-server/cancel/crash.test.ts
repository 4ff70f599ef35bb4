import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { askAgain, cancelItems, type Answer } from '../../../src/server/cancel/index.ts';
import type { LockedOrder, Store } from '../../../src/server/store/store.ts';
import { Desk, instant, pens, pensLeft, state } from './scene.ts';

class Crash extends Error {}

/** The store of a process that dies at its nth call; `after` the call, or before it. Inside a lock nothing is committed then. */
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
    answer: (key) => step(() => locked.answer(key)),
    keepAnswer: (key, answer) => step(() => locked.keepAnswer(key, answer)),
    cancellation: (id) => step(() => locked.cancellation(id)),
    keepCancellation: (stored) => step(() => locked.keepCancellation(stored)),
    takeIncoming: (source, id) => step(() => locked.takeIncoming(source, id)),
    keepStray: (stray) => step(() => locked.keepStray(stray)),
  });
  const locked: Store['locked'] = (id, work) => step(() => store.locked(id, (order) => work(watched(order))));
  return { store: { ...store, locked }, calls: () => calls };
}

const input = { orderId: 'o1', key: 'k', request: pens(1) };

/** A shop that keeps to the key: it cancels once. */
function shopDesk(): Promise<Desk> {
  return Desk.open(instant, async () => ({ status: 'completed' }));
}

async function countCalls(): Promise<number> {
  const desk = await shopDesk();
  const counting = dying(desk.store, 0, 'before');
  await cancelItems(counting.store, desk.shop, input);
  await desk.store.close();
  return counting.calls();
}

for (const when of ['before', 'after'] as const) {
  for (const goesOn of ['the same request', 'the work that is due'] as const) {
    test(`dying ${when} any call of the store: ${goesOn} goes on, and it is canceled once`, async () => {
      const calls = await countCalls();
      ok(calls > 6);
      for (let at = 1; at <= calls; at += 1) {
        const desk = await shopDesk();
        const broken = await cancelItems(dying(desk.store, at, when).store, desk.shop, input).then(
          () => undefined,
          (error: unknown) => error,
        );
        ok(broken instanceof Crash, `call ${at}`);
        desk.now += 60_000;
        if (goesOn === 'the work that is due') {
          for (const due of await desk.store.dueCancellations(new Date(desk.now).toISOString(), 10)) {
            await askAgain(desk.store, desk.shop, due);
          }
        }
        const answer: Answer = await cancelItems(desk.store, desk.shop, input);
        deepEqual([answer.status, state(answer)], [201, 'completed'], `call ${at}`);
        deepEqual(await cancelItems(desk.store, desk.shop, input), answer);
        const order = await desk.order();
        deepEqual([pensLeft(order), order.version, order.adjustments.length], [1, 2, 1], `call ${at}`);
        deepEqual(await desk.told(), ['order.placed', 'cancellation.decided']);
        await desk.store.close();
      }
    });
  }
}

test('many tabs and many tries at once: one effective cancellation', async () => {
  const desk = await shopDesk();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => cancelItems(desk.store, desk.shop, { ...input, key: `k${index % 4}` })),
  );
  equal(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body)).size, 1);
  ok(answers.every(({ status }) => [201, 409, 412].includes(status)));
  const order = await desk.order();
  deepEqual([pensLeft(order), order.version], [1, 2]);
  await desk.store.close();
});
