import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { askAgain, cancelItems, decideCancellation, type Answer } from '../../../src/server/cancel/index.ts';
import { applyScan, isRefusal } from '../../../src/server/domain/index.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { Desk, instant, problemCode } from './scene.ts';

const word = fc.constantFrom('completed' as const, 'completed' as const, 'rejected' as const, 'pending' as const, 'silence' as const);
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
    { weight: 1, arbitrary: fc.record({ do: fc.constant('together' as const), requests: fc.array(request, { maxLength: 4 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('scan' as const), kind: fc.constantFrom('packed', 'accepted', 'delivered'), lineId: fc.constantFrom('book', 'pen') }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('decide' as const), status: fc.constantFrom('completed' as const, 'rejected' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('work' as const), says: word }) },
  ),
  { minLength: 4, maxLength: 16, size: 'max' },
);
type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never;
type Request = Extract<Step, { do: 'request' }>;
type Sent = { key: string; input: Parameters<typeof cancelItems>[2]; answer: Answer };

class Story {
  readonly desk: Desk;
  readonly sent: Sent[] = [];
  scans = 0;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  say(says: 'completed' | 'rejected' | 'pending' | 'silence'): void {
    this.desk.cancel = async () => {
      if (says === 'silence') throw new Error('silent');
      return { status: says };
    };
  }

  async ask({ key, lineId, quantity, isStale, says }: Request): Promise<void> {
    this.say(says);
    const { version } = await this.desk.order();
    const lineItems = [{ id: lineId, quantity }];
    const input = { orderId: 'o1', key, request: { type: 'cancel-items' as const, lineItems, version: isStale ? version - 1 : version } };
    this.sent.push({ key, input, answer: await cancelItems(this.desk.store, this.desk.shop, input) });
  }

  async take(step: Step): Promise<void> {
    const { store, shop } = this.desk;
    switch (step.do) {
      case 'request':
        return this.ask(step);
      case 'together':
        await Promise.all(step.requests.map((each) => this.ask(each)));
        return;
      case 'again': {
        const known = this.sent[step.which];
        if (!known || ['cancel-in-progress', 'idempotency-mismatch'].includes(String(problemCode(known.answer)))) return;
        deepEqual(await cancelItems(store, shop, known.input), known.answer);
        return;
      }
      case 'scan':
        await store.locked('o1', async (locked) => {
          const scan = { id: `e${++this.scans}`, kind: step.kind, shipmentId: `of ${step.lineId}`, shipment: { lineItems: [{ id: step.lineId, quantity: 1 }] } };
          const change = applyScan(locked, scan, { now: this.desk.now, rules: this.desk.rules, source: 'shop' });
          if (change !== 'unchanged' && !isRefusal(change)) await locked.save(change);
        });
        return;
      case 'decide': {
        const [pending] = await store.locked('o1', async (locked) => locked.pending);
        if (pending) await decideCancellation(store, shop, 'o1', pending.cancellation.id, { status: step.status });
        return;
      }
      case 'work':
        this.say(step.says);
        this.desk.now += 3_700_000;
        for (const due of await store.dueCancellations(new Date(this.desk.now).toISOString(), 10)) await askAgain(store, this.desk.shop, due);
    }
  }
}

test('whatever is asked, said, scanned and decided: one effective cancellation a key, and no more than there was', async () => {
  let effective = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const story = new Story(await Desk.open(instant));
      const { store } = story.desk;
      for (const step of list) {
        const before = await story.desk.order();
        await story.take(step);
        const after = await story.desk.order();
        ok(after.version >= before.version && (step.do === 'together' || after.version <= before.version + 1 || step.do === 'work'));
      }
      const order = await story.desk.order();
      const done = order.adjustments.filter(({ kind, status }) => kind === 'cancellation' && status === 'completed');
      const keys = await Promise.all(done.map(async ({ id }) => (await store.cancellation('o1', id))?.key));
      equal(new Set(keys).size, keys.length);
      for (const { id, quantity } of order.lineItems) {
        const canceled = done.flatMap(({ lineItems }) => lineItems ?? []).filter((entry) => entry.id === id);
        const pieces = canceled.reduce((sum, entry) => sum + entry.quantity, 0);
        ok(quantity && quantity.total === quantity.original - pieces && quantity.fulfilled <= quantity.total);
      }
      const soon = new Date(story.desk.now).toISOString();
      const told = await store.takeDeliveries(soon, new Date(story.desk.now + 1).toISOString(), 1000);
      equal(new Set(told.map(({ message }) => message.id)).size, told.length);
      equal(told.filter(({ message }) => message.type === 'cancellation.decided' && (message.data['cancellation'] as { status: string }).status === 'completed').length, done.length);
      effective += done.length;
      await store.close();
    }),
    { numRuns: runs(80) },
  );
  // That the lists do bring about what they are to test.
  ok(effective > 20, `only ${effective}`);
});
