import { deepEqual, equal, ok } from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { retryDecision, processCancelRequest } from '../../../src/server/cancellations/process-cancel-request.ts';
import { recordDecision } from '../../../src/server/cancellations/record-decision.ts';
import type { CancellationDecider } from '../../../src/server/cancellations/cancellation-context.ts';
import {
  byRequest,
  CancellationHarness,
  instant,
  pens,
  countPensLeft,
  problemCode,
  cancellationStatus,
} from './cancellation-harness.ts';

const yes: CancellationDecider = async () => ({
  status: 'completed',
  receipt: { number: 'R7', at: '2026-11-23T11:00:00Z' },
});

async function open(
  context: TestContext,
  ...args: Parameters<typeof CancellationHarness.open>
): Promise<CancellationHarness> {
  const harness = await CancellationHarness.open(...args);
  context.after(() => harness.store.close());
  return harness;
}

test('an instant cancellation changes the order, the response and the messages [S07]', async (context) => {
  const harness = await open(context);
  const response = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(1),
  });
  deepEqual([response.status, cancellationStatus(response)], [201, 'completed']);
  const order = await harness.order();
  deepEqual([countPensLeft(order), order.version], [1, 2]);
  deepEqual(await harness.takeMessageTypes(), ['order.placed', 'cancellation.decided']);
});

test('a repeated key has the same response byte for byte, and the decider is called once [S10]', async (context) => {
  let calls = 0;
  const harness = await open(context, instant, async (question) => {
    calls += 1;
    return yes(question);
  });
  const input = { orderId: 'o1', idempotencyKey: 'k', request: pens(2) };
  const first = await processCancelRequest(harness.store, harness.shop, input);
  harness.now += 1000;
  deepEqual(await processCancelRequest(harness.store, harness.shop, input), first);
  deepEqual([calls, countPensLeft(await harness.order()), (await harness.order()).version], [1, 0, 2]);
  equal((JSON.parse(first.body) as { receipt: { number: string } }).receipt.number, 'R7');
});

test('another request under the same key is refused and changes nothing', async (context) => {
  const harness = await open(context);
  await processCancelRequest(harness.store, harness.shop, { orderId: 'o1', idempotencyKey: 'k', request: pens(1) });
  const other = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(2),
  });
  deepEqual([other.status, problemCode(other)], [422, 'idempotency-mismatch']);
  equal(countPensLeft(await harness.order()), 1);
});

test('a refusal is stored under its key', async (context) => {
  const harness = await open(context);
  const input = { orderId: 'o1', idempotencyKey: 'k', request: pens(9) };
  const first = await processCancelRequest(harness.store, harness.shop, input);
  deepEqual([first.status, problemCode(first)], [409, 'quantity-too-great']);
  harness.now += 60_000;
  deepEqual(await processCancelRequest(harness.store, harness.shop, input), first);
  const stale = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'm',
    request: pens(1),
    expectedVersion: 7,
  });
  deepEqual([stale.status, problemCode(stale)], [412, 'version-conflict']);
});

test('an invalid decision leaves the request pending, is reported, and is retried', async (context) => {
  const invalidDecisions: unknown[] = [
    undefined,
    'completed',
    { status: 'done' },
    { status: 'completed', refund: { amount: 1.5, currency: 'EUR' } },
    { status: 'completed', refund: '12.00' },
    { status: 'completed', receipt: { number: 'R7', at: 'today' } },
    { status: 'completed', customer: 'Ada' },
    { status: 'rejected', refund: { amount: 100, currency: 'EUR' } },
  ];
  for (const decision of invalidDecisions) {
    const harness = await open(context, instant, async () => decision as never);
    const response = await processCancelRequest(harness.store, harness.shop, {
      orderId: 'o1',
      idempotencyKey: 'k',
      request: pens(1),
    });
    deepEqual(
      [response.status, cancellationStatus(response), countPensLeft(await harness.order()), harness.errors.length],
      [202, 'pending', 2, 1],
      JSON.stringify(decision),
    );
    equal((await harness.store.listDueCancellations(new Date(harness.now + 60_000).toISOString(), 10)).length, 1);
  }
});

test('undefined fields of a decision are absent', async (context) => {
  const harness = await open(
    context,
    instant,
    async () => ({ status: 'rejected', refund: undefined, reason: undefined }) as never,
  );
  const response = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(1),
  });
  deepEqual([response.status, cancellationStatus(response), harness.errors.length], [201, 'rejected', 0]);
});

test('a refusal is a complete problem', async (context) => {
  const harness = await open(context);
  const { status, body } = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(9),
  });
  const { serverTime: _, ...problem } = JSON.parse(body) as Record<string, unknown>;
  deepEqual(problem, {
    type: 'about:blank',
    title: 'Quantity too great',
    status,
    detail: '2 of pen at most.',
    code: 'quantity-too-great',
    version: 1,
  });
});

test('an unknown order is not found, and the key stays usable', async (context) => {
  const harness = await open(context);
  const response = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o2',
    idempotencyKey: 'k',
    request: pens(1),
  });
  deepEqual([response.status, problemCode(response)], [404, 'order-not-found']);
});

test('while the decider runs, the same key waits and other keys are refused [S22]', async (context) => {
  let reply: (() => void) | undefined;
  const isAsked = Promise.withResolvers<void>();
  const harness = await open(context, instant, async (question) => {
    isAsked.resolve();
    await new Promise<void>((resolve) => (reply = resolve));
    return yes(question);
  });
  const first = processCancelRequest(
    harness.store,
    { ...harness.shop, decisionTimeoutMs: 60_000 },
    { orderId: 'o1', idempotencyKey: 'k', request: pens(1) },
  );
  await isAsked.promise;
  const same = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(1),
  });
  deepEqual([same.status, problemCode(same)], [409, 'cancel-in-progress']);
  ok((JSON.parse(same.body) as { retryAfterMs: number }).retryAfterMs > 0);
  const other = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'other',
    request: pens(1),
  });
  equal(problemCode(other), 'cancel-in-progress');
  reply?.();
  equal((await first).status, 201);
  equal(countPensLeft(await harness.order()), 1);
  const late = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'other',
    request: pens(1),
  });
  equal(problemCode(late), 'version-conflict');
});

for (const [name, fail] of [
  ['that fails', async () => Promise.reject(new Error('the warehouse is down'))],
  ['that says nothing that can be read', async () => JSON.parse('{"ok":true}') as never],
] as const) {
  test(`a decider ${name} leaves a pending request, and is called again with the same key [S08]`, async (context) => {
    const keys: string[] = [];
    const harness = await open(context, instant, async (question) => {
      keys.push(question.idempotencyKey);
      return fail();
    });
    const response = await processCancelRequest(harness.store, harness.shop, {
      orderId: 'o1',
      idempotencyKey: 'k',
      request: pens(1),
    });
    deepEqual([response.status, cancellationStatus(response)], [202, 'pending']);
    ok((JSON.parse(response.body) as { answerBy?: string }).answerBy);
    equal(harness.errors.length, 1);
    equal((await harness.order()).adjustments[0]?.status, 'pending');
    equal(countPensLeft(await harness.order()), 2);

    harness.now += 30_000;
    const due = await harness.store.listDueCancellations(new Date(harness.now).toISOString(), 10);
    equal(due.length, 1);
    harness.cancel = async (question) => {
      keys.push(question.idempotencyKey);
      return yes(question);
    };
    await retryDecision(harness.store, harness.shop, due[0]!);
    await retryDecision(harness.store, harness.shop, due[0]!);
    deepEqual(keys, ['k', 'k']);
    const order = await harness.order();
    deepEqual([countPensLeft(order), order.adjustments[0]?.status], [1, 'completed']);
    deepEqual(await harness.takeMessageTypes(), ['order.placed', 'cancellation.requested', 'cancellation.decided']);
    harness.now += 7 * 24 * 3_600_000;
    deepEqual(await harness.store.listDueCancellations(new Date(harness.now).toISOString(), 10), []);
    // The stored response never changes. The decision is in the order.
    deepEqual(
      await processCancelRequest(harness.store, harness.shop, { orderId: 'o1', idempotencyKey: 'k', request: pens(1) }),
      response,
    );
  });
}

test('a decider that exceeds its time limit is aborted, and retried with exponential back-off', async (context) => {
  let aborted = 0;
  const harness = await open(context, instant, ({ signal }) => {
    signal.addEventListener('abort', () => (aborted += 1));
    return new Promise(() => {});
  });
  const shop = { ...harness.shop, decisionTimeoutMs: 10 };
  const response = await processCancelRequest(harness.store, shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(1),
  });
  equal(response.status, 202);
  const waits: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const [due] = await harness.store.listDueCancellations('2027-01-01T00:00:00Z', 10);
    const retryAt = Date.parse(due?.retryAt ?? '');
    waits.push(retryAt - harness.now);
    harness.now = retryAt;
    await retryDecision(harness.store, shop, due!);
  }
  deepEqual(waits, [30_000, 30_000, 60_000, 120_000]);
  equal(aborted, 5);
  equal((await harness.order()).version, 2);
});

test('a request is decided later by the shop, once [S09]', async (context) => {
  const harness = await open(context, byRequest);
  const pending = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(1),
  });
  equal(pending.status, 202);
  const { id } = JSON.parse(pending.body) as { id: string };
  const decide = (status: 'completed' | 'rejected') =>
    recordDecision(harness.store, harness.shop, 'o1', id, { status });
  const decided = await decide('rejected');
  deepEqual([decided.status, cancellationStatus(decided)], [200, 'rejected']);
  deepEqual(await decide('rejected'), decided);
  const otherwise = await decide('completed');
  deepEqual([otherwise.status, problemCode(otherwise)], [409, 'already-decided']);
  deepEqual([countPensLeft(await harness.order()), (await harness.order()).version], [2, 3]);
  equal((await recordDecision(harness.store, harness.shop, 'o1', 'nobody', { status: 'completed' })).status, 404);
});

test('items that ship while the decider runs are not canceled, whatever the decision', async (context) => {
  const harness: CancellationHarness = await open(context, instant, async (question) => {
    const shipment = { lineItems: [{ id: 'pen', quantity: 2 }] };
    await harness.scan({ id: 'e1', kind: 'packed', shipmentId: 's1', shipment });
    await harness.scan({ id: 'e2', kind: 'accepted', shipmentId: 's1' });
    return yes(question);
  });
  const response = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(1),
  });
  deepEqual(
    [cancellationStatus(response), (JSON.parse(response.body) as { reason: { code: string } }).reason.code],
    ['rejected', 'already-shipped'],
  );
  equal(countPensLeft(await harness.order()), 2);
});

test('a decision of the staff while the decider runs is the response', async (context) => {
  const harness: CancellationHarness = await open(context, instant, async ({ cancellation }) => {
    await recordDecision(harness.store, harness.shop, 'o1', cancellation.id, {
      status: 'rejected',
      reason: { code: 'packed' },
    });
    return { status: 'completed' };
  });
  const input = { orderId: 'o1', idempotencyKey: 'k', request: pens(1) };
  const response = await processCancelRequest(harness.store, harness.shop, input);
  deepEqual([response.status, cancellationStatus(response)], [201, 'rejected']);
  deepEqual(await processCancelRequest(harness.store, harness.shop, input), response);
  deepEqual([countPensLeft(await harness.order()), (await harness.order()).version], [2, 2]);
});

test('an action with a url is refused', async (context) => {
  const harness = await open(context, { actions: { cancel: { url: 'https://shop.example/cancel' } } });
  const response = await processCancelRequest(harness.store, harness.shop, {
    orderId: 'o1',
    idempotencyKey: 'k',
    request: pens(1),
  });
  deepEqual([response.status, problemCode(response)], [403, 'action-not-allowed']);
});
