import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { retryDecision, processCancelRequest } from '../../../src/server/cancellations/process-cancel-request.ts';
import { recordDecision } from '../../../src/server/cancellations/record-decision.ts';
import type { CancellationResponse } from '../../../src/server/cancellations/cancellation-context.ts';
import { applyScan } from '../../../src/server/orders/apply-scan.ts';
import { isRefusal } from '../../../src/server/orders/order-state.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { CancellationHarness, instant, problemCode } from './cancellation-harness.ts';

const word = fc.constantFrom(
  'completed' as const,
  'completed' as const,
  'rejected' as const,
  'pending' as const,
  'silence' as const,
);
const request = fc.record({
  do: fc.constant('request' as const),
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  lineId: fc.constantFrom('book', 'pen'),
  quantity: fc.integer({ min: 1, max: 2 }),
  isStale: fc.constantFrom(false, false, false, true),
  says: word,
});
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: request },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat(5) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('together' as const), requests: fc.array(request, { maxLength: 4 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('scan' as const),
        kind: fc.constantFrom('packed', 'accepted', 'delivered'),
        lineId: fc.constantFrom('book', 'pen'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('decide' as const),
        status: fc.constantFrom('completed' as const, 'rejected' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('work' as const), says: word }) },
  ),
  { minLength: 4, maxLength: 16, size: 'max' },
);
type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never;
type Request = Extract<Step, { do: 'request' }>;
type Sent = { key: string; input: Parameters<typeof processCancelRequest>[2]; answer: CancellationResponse };

class Story {
  readonly harness: CancellationHarness;
  readonly sent: Sent[] = [];
  scans = 0;

  constructor(harness: CancellationHarness) {
    this.harness = harness;
  }

  say(says: 'completed' | 'rejected' | 'pending' | 'silence'): void {
    this.harness.cancel = async () => {
      if (says === 'silence') throw new Error('silent');
      return { status: says };
    };
  }

  async ask({ key, lineId, quantity, isStale, says }: Request): Promise<void> {
    this.say(says);
    const { version } = await this.harness.order();
    const lineItems = [{ id: lineId, quantity }];
    const input = {
      orderId: 'o1',
      idempotencyKey: key,
      request: { type: 'cancel-items' as const, lineItems, version: isStale ? version - 1 : version },
    };
    this.sent.push({ key, input, answer: await processCancelRequest(this.harness.store, this.harness.shop, input) });
  }

  async take(step: Step): Promise<void> {
    const { store, shop } = this.harness;
    switch (step.do) {
      case 'request':
        return this.ask(step);
      case 'together':
        await Promise.all(step.requests.map((each) => this.ask(each)));
        return;
      case 'again': {
        const previous = this.sent[step.which];
        if (!previous || ['cancel-in-progress', 'idempotency-mismatch'].includes(String(problemCode(previous.answer))))
          return;
        deepEqual(await processCancelRequest(store, shop, previous.input), previous.answer);
        return;
      }
      case 'scan':
        await store.withLockedOrder('o1', async (locked) => {
          const scan = {
            id: `e${++this.scans}`,
            kind: step.kind,
            shipmentId: `of ${step.lineId}`,
            shipment: { lineItems: [{ id: step.lineId, quantity: 1 }] },
          };
          const change = applyScan(locked, scan, { now: this.harness.now, rules: this.harness.rules, source: 'shop' });
          if (change !== 'unchanged' && !isRefusal(change)) await locked.save(change);
        });
        return;
      case 'decide': {
        const [pending] = await store.withLockedOrder('o1', async (locked) => locked.pending);
        if (pending) await recordDecision(store, shop, 'o1', pending.cancellation.id, { status: step.status });
        return;
      }
      case 'work':
        this.say(step.says);
        this.harness.now += 3_700_000;
        for (const due of await store.listDueCancellations(new Date(this.harness.now).toISOString(), 10))
          await retryDecision(store, this.harness.shop, due);
    }
  }
}

test('any sequence of requests, decisions and scans cancels once for each key, and never more than ordered', async () => {
  let effective = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const story = new Story(await CancellationHarness.open(instant));
      const { store } = story.harness;
      for (const step of list) {
        const before = await story.harness.order();
        await story.take(step);
        const after = await story.harness.order();
        ok(
          after.version >= before.version &&
            (step.do === 'together' || after.version <= before.version + 1 || step.do === 'work'),
        );
      }
      const order = await story.harness.order();
      const done = order.adjustments.filter(({ kind, status }) => kind === 'cancellation' && status === 'completed');
      const keys = await Promise.all(
        done.map(async ({ id }) => (await store.getCancellation('o1', id))?.idempotencyKey),
      );
      equal(new Set(keys).size, keys.length);
      for (const { id, quantity } of order.lineItems) {
        const canceled = done.flatMap(({ lineItems }) => lineItems ?? []).filter((entry) => entry.id === id);
        const pieces = canceled.reduce((sum, entry) => sum + entry.quantity, 0);
        ok(quantity && quantity.total === quantity.original - pieces && quantity.fulfilled <= quantity.total);
      }
      const soon = new Date(story.harness.now).toISOString();
      const deliveries = await store.claimDeliveries(soon, new Date(story.harness.now + 1).toISOString(), 1000);
      equal(new Set(deliveries.map(({ message }) => message.id)).size, deliveries.length);
      equal(
        deliveries.filter(
          ({ message }) =>
            message.type === 'cancellation.decided' &&
            (message.data['cancellation'] as { status: string }).status === 'completed',
        ).length,
        done.length,
      );
      effective += done.length;
      await store.close();
    }),
    { numRuns: runs(80) },
  );
  // The generated sequences must contain the cases under test.
  ok(effective > 20, `only ${effective}`);
});
