import { deepEqual, equal, ok } from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { askAgain, cancelItems, decideCancellation, type AskShop } from '../../../src/server/cancel/index.ts';
import { byRequest, Desk, instant, pens, pensLeft, problemCode, state } from './scene.ts';

const yes: AskShop = async () => ({ status: 'completed', receipt: { number: 'R7', at: '2026-11-23T11:00:00Z' } });

async function open(context: TestContext, ...args: Parameters<typeof Desk.open>): Promise<Desk> {
  const desk = await Desk.open(...args);
  context.after(() => desk.store.close());
  return desk;
}

test('S07 canceled at once: in the order, in the answer and told', async (context) => {
  const desk = await open(context);
  const answer = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
  deepEqual([answer.status, state(answer)], [201, 'completed']);
  const order = await desk.order();
  deepEqual([pensLeft(order), order.version], [1, 2]);
  deepEqual(await desk.told(), ['order.placed', 'cancellation.decided']);
});

test('S10 the same key is answered the same, word for word, and the shop is asked once', async (context) => {
  let asked = 0;
  const desk = await open(context, instant, async (question) => {
    asked += 1;
    return yes(question);
  });
  const input = { orderId: 'o1', key: 'k', request: pens(2) };
  const first = await cancelItems(desk.store, desk.shop, input);
  desk.now += 1000;
  deepEqual(await cancelItems(desk.store, desk.shop, input), first);
  deepEqual([asked, pensLeft(await desk.order()), (await desk.order()).version], [1, 0, 2]);
  equal((JSON.parse(first.body) as { receipt: { number: string } }).receipt.number, 'R7');
});

test('another request under the same key is refused, and changes nothing', async (context) => {
  const desk = await open(context);
  await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
  const other = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(2) });
  deepEqual([other.status, problemCode(other)], [422, 'idempotency-mismatch']);
  equal(pensLeft(await desk.order()), 1);
});

test('a refusal is kept under its key too', async (context) => {
  const desk = await open(context);
  const input = { orderId: 'o1', key: 'k', request: pens(9) };
  const first = await cancelItems(desk.store, desk.shop, input);
  deepEqual([first.status, problemCode(first)], [409, 'quantity-too-great']);
  desk.now += 60_000;
  deepEqual(await cancelItems(desk.store, desk.shop, input), first);
  const stale = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'm', request: pens(1), ifMatch: 7 });
  deepEqual([stale.status, problemCode(stale)], [412, 'version-conflict']);
});

test('an answer of the shop that is no decision is no answer: received, told of, and asked about again', async (context) => {
  const wrong: unknown[] = [
    undefined,
    'completed',
    { status: 'done' },
    { status: 'completed', refund: { amount: 1.5, currency: 'EUR' } },
    { status: 'completed', refund: '12.00' },
    { status: 'completed', receipt: { number: 'R7', at: 'today' } },
    { status: 'completed', customer: 'Ada' },
    { status: 'rejected', refund: { amount: 100, currency: 'EUR' } },
  ];
  for (const said of wrong) {
    const desk = await open(context, instant, async () => said as never);
    const answer = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
    deepEqual([answer.status, state(answer), pensLeft(await desk.order()), desk.errors.length], [202, 'pending', 2, 1], JSON.stringify(said));
    equal((await desk.store.dueCancellations(new Date(desk.now + 60_000).toISOString(), 10)).length, 1);
  }
});

test('what a shop leaves undefined in its answer is not there', async (context) => {
  const desk = await open(context, instant, async () => ({ status: 'rejected', refund: undefined, reason: undefined }) as never);
  const answer = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
  deepEqual([answer.status, state(answer), desk.errors.length], [201, 'rejected', 0]);
});

test('a refusal is a whole problem', async (context) => {
  const desk = await open(context);
  const { status, body } = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(9) });
  const { serverTime: _, ...problem } = JSON.parse(body) as Record<string, unknown>;
  deepEqual(problem, { type: 'about:blank', title: 'That is more than there is', status, detail: '2 of pen at most.', code: 'quantity-too-great', version: 1 });
});

test('an order that is not known is not found, and may be known the next time', async (context) => {
  const desk = await open(context);
  const answer = await cancelItems(desk.store, desk.shop, { orderId: 'o2', key: 'k', request: pens(1) });
  deepEqual([answer.status, problemCode(answer)], [404, 'order-not-found']);
});

test('S22 while the shop is asked, the same key waits and other keys are refused', async (context) => {
  let reply: (() => void) | undefined;
  const isAsked = Promise.withResolvers<void>();
  const desk = await open(context, instant, async (question) => {
    isAsked.resolve();
    await new Promise<void>((resolve) => (reply = resolve));
    return yes(question);
  });
  const first = cancelItems(desk.store, { ...desk.shop, timeLimit: 60_000 }, { orderId: 'o1', key: 'k', request: pens(1) });
  await isAsked.promise;
  const same = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
  deepEqual([same.status, problemCode(same)], [409, 'cancel-in-progress']);
  ok((JSON.parse(same.body) as { retryAfterMs: number }).retryAfterMs > 0);
  const other = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'other', request: pens(1) });
  equal(problemCode(other), 'cancel-in-progress');
  reply?.();
  equal((await first).status, 201);
  equal(pensLeft(await desk.order()), 1);
  const late = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'other', request: pens(1) });
  equal(problemCode(late), 'version-conflict');
});

for (const [name, fail] of [
  ['that fails', async () => Promise.reject(new Error('the warehouse is down'))],
  ['that says nothing that can be read', async () => JSON.parse('{"ok":true}') as never],
] as const) {
  test(`S08 a shop ${name} leaves a request, which it is asked about again with the same key`, async (context) => {
    const keys: string[] = [];
    const desk = await open(context, instant, async (question) => {
      keys.push(question.idempotencyKey);
      return fail();
    });
    const answer = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
    deepEqual([answer.status, state(answer)], [202, 'pending']);
    ok((JSON.parse(answer.body) as { answerBy?: string }).answerBy);
    equal(desk.errors.length, 1);
    equal((await desk.order()).adjustments[0]?.status, 'pending');
    equal(pensLeft(await desk.order()), 2);

    desk.now += 30_000;
    const due = await desk.store.dueCancellations(new Date(desk.now).toISOString(), 10);
    equal(due.length, 1);
    desk.cancel = async (question) => {
      keys.push(question.idempotencyKey);
      return yes(question);
    };
    await askAgain(desk.store, desk.shop, due[0]!);
    await askAgain(desk.store, desk.shop, due[0]!);
    deepEqual(keys, ['k', 'k']);
    const order = await desk.order();
    deepEqual([pensLeft(order), order.adjustments[0]?.status], [1, 'completed']);
    deepEqual(await desk.told(), ['order.placed', 'cancellation.requested', 'cancellation.decided']);
    desk.now += 7 * 24 * 3_600_000;
    deepEqual(await desk.store.dueCancellations(new Date(desk.now).toISOString(), 10), []);
    // The answer that was given stays the answer; what became of it is in the order.
    deepEqual(await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) }), answer);
  });
}

test('a shop that is silent past its time limit is aborted, and asked less and less often', async (context) => {
  let aborted = 0;
  const desk = await open(context, instant, ({ signal }) => {
    signal.addEventListener('abort', () => (aborted += 1));
    return new Promise(() => {});
  });
  const shop = { ...desk.shop, timeLimit: 10 };
  const answer = await cancelItems(desk.store, shop, { orderId: 'o1', key: 'k', request: pens(1) });
  equal(answer.status, 202);
  const waits: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const [due] = await desk.store.dueCancellations('2027-01-01T00:00:00Z', 10);
    const retryAt = Date.parse(due?.retryAt ?? '');
    waits.push(retryAt - desk.now);
    desk.now = retryAt;
    await askAgain(desk.store, shop, due!);
  }
  deepEqual(waits, [30_000, 30_000, 60_000, 120_000]);
  equal(aborted, 5);
  equal((await desk.order()).version, 2);
});

test('S09 what is requested is decided later by the shop, once', async (context) => {
  const desk = await open(context, byRequest);
  const asked = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
  equal(asked.status, 202);
  const { id } = JSON.parse(asked.body) as { id: string };
  const decide = (status: 'completed' | 'rejected') => decideCancellation(desk.store, desk.shop, 'o1', id, { status });
  const decided = await decide('rejected');
  deepEqual([decided.status, state(decided)], [200, 'rejected']);
  deepEqual(await decide('rejected'), decided);
  const otherwise = await decide('completed');
  deepEqual([otherwise.status, problemCode(otherwise)], [409, 'already-decided']);
  deepEqual([pensLeft(await desk.order()), (await desk.order()).version], [2, 3]);
  equal((await decideCancellation(desk.store, desk.shop, 'o1', 'nobody', { status: 'completed' })).status, 404);
});

test('what ships while the shop is asked is not canceled, whatever it says', async (context) => {
  const desk: Desk = await open(context, instant, async (question) => {
    const shipment = { lineItems: [{ id: 'pen', quantity: 2 }] };
    await desk.scan({ id: 'e1', kind: 'packed', shipmentId: 's1', shipment });
    await desk.scan({ id: 'e2', kind: 'accepted', shipmentId: 's1' });
    return yes(question);
  });
  const answer = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
  deepEqual([state(answer), (JSON.parse(answer.body) as { reason: { code: string } }).reason.code], ['rejected', 'already-shipped']);
  equal(pensLeft(await desk.order()), 2);
});

test('decided by the shop’s staff while its systems are asked: that is the answer', async (context) => {
  const desk: Desk = await open(context, instant, async ({ cancellation }) => {
    await decideCancellation(desk.store, desk.shop, 'o1', cancellation.id, { status: 'rejected', reason: { code: 'packed' } });
    return { status: 'completed' };
  });
  const input = { orderId: 'o1', key: 'k', request: pens(1) };
  const answer = await cancelItems(desk.store, desk.shop, input);
  deepEqual([answer.status, state(answer)], [201, 'rejected']);
  deepEqual(await cancelItems(desk.store, desk.shop, input), answer);
  deepEqual([pensLeft(await desk.order()), (await desk.order()).version], [2, 2]);
});

test('what is done elsewhere is not done here', async (context) => {
  const desk = await open(context, { actions: { cancel: { url: 'https://shop.example/cancel' } } });
  const answer = await cancelItems(desk.store, desk.shop, { orderId: 'o1', key: 'k', request: pens(1) });
  deepEqual([answer.status, problemCode(answer)], [403, 'action-not-allowed']);
});
