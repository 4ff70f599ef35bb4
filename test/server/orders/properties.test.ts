import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { eventKinds } from '../../../src/contract/codes.ts';
import type { Order } from '../../../src/contract/order.ts';
import { deriveOrderSummary } from '../../../src/order/index.ts';
import { isRefusal } from '../../../src/server/orders/order-state.ts';
import type { CancellationDecision } from '../../../src/server/cancellations/cancellation-decision.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { hour, line, OrderHarness, type Outcome } from './order-harness.ts';

const shipmentId = fc.constantFrom('s1', 's2', undefined);
const quantity = fc.integer({ min: 1, max: 3 });
const entry = fc.record({ id: fc.constantFrom('book', 'pen'), quantity });
const day = fc.integer({ min: 20, max: 30 }).map((date) => `2026-11-${date}`);

const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('scan' as const),
      id: fc.integer({ min: 0, max: 40 }),
      kind: fc.oneof(fc.constantFrom(...eventKinds), fc.constantFrom('packed', 'accepted', 'delivered')),
      shipmentId,
      back: fc.integer({ min: 0, max: 30 }),
      lines: fc.option(fc.array(entry, { maxLength: 2 }), { nil: undefined }),
      to: fc.option(day, { nil: undefined }),
      retracts: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined, freq: 6 }),
      source: fc.constantFrom('shop' as const, 'carrier' as const),
    }),
    fc.record({
      do: fc.constant('place' as const),
      pens: fc.integer({ min: 0, max: 2 }),
      to: day,
      status: fc.constantFrom('unknown', 'packed', 'in_transit', 'delivered'),
    }),
    fc.record({
      do: fc.constant('request' as const),
      type: fc.constantFrom(
        'cancel-items' as const,
        'cancel-order' as const,
        'withdraw' as const,
        'report-missing' as const,
      ),
      lines: fc.array(entry, { maxLength: 2 }),
    }),
    fc.record({
      do: fc.constant('decide' as const),
      which: fc.nat(3),
      status: fc.constantFrom('completed' as const, 'rejected' as const, 'pending' as const),
    }),
    fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ do: fc.constant('pass' as const), which: fc.nat(3) }),
  ),
  { maxLength: 25 },
);
type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never;

function take(harness: OrderHarness, step: Step): Outcome {
  switch (step.do) {
    case 'scan': {
      const at = new Date(harness.now - step.back * hour).toISOString();
      const { kind, shipmentId: id, lines, to, retracts, source } = step;
      return harness.scan(
        kind,
        {
          id: `e${step.id}`,
          at,
          ...(id !== undefined && { shipmentId: id }),
          ...(lines && { shipment: { lineItems: lines } }),
          ...(to !== undefined && { window: { from: to, to } }),
          ...(retracts !== undefined && { retracts: `e${retracts}` }),
        },
        source,
      );
    }
    case 'place':
      return harness.upsert({
        lineItems: [line('book', 1), line('pen', 2, { quantity: { original: 2, total: step.pens, fulfilled: 0 } })],
        promises: [
          {
            id: `to ${step.to}`,
            window: { from: step.to, to: step.to },
            madeAt: '2026-11-22T09:00:00Z',
            source: 'shop',
          },
        ],
        ...(step.status !== 'unknown' && {
          shipments: [
            { id: 's1', direction: 'outbound', status: step.status, lineItems: [{ id: 'book', quantity: 1 }] },
          ],
        }),
      });
    case 'request': {
      const stored = harness.request(step.lines, { type: step.type });
      if (!isRefusal(stored)) harness.savePending(stored);
      return 'unchanged';
    }
    case 'decide': {
      const stored = harness.state.pending[step.which];
      return stored ? harness.decide(stored, { status: step.status } satisfies CancellationDecision) : 'unchanged';
    }
    case 'wait':
      harness.now += step.hours * hour;
      return 'unchanged';
    case 'pass': {
      const deadline = harness.state.deadlines[step.which];
      return deadline ? harness.raiseIncident(deadline.id) : 'unchanged';
    }
  }
}

/** Invariants of every new version. */
function check(before: Order, harness: OrderHarness, outcome: Outcome): void {
  const { order, state, messages } = harness;
  const isChanged = outcome !== 'unchanged' && !isRefusal(outcome);
  equal(order.version, before.version + (isChanged ? 1 : 0));
  deepEqual(order.events.slice(0, before.events.length), before.events);
  deepEqual(order.promises.slice(0, before.promises.length), before.promises);
  for (const { quantity: amounts } of order.lineItems) {
    ok(amounts && amounts.total >= amounts.fulfilled && amounts.fulfilled >= 0 && amounts.total <= amounts.original);
  }
  const effective = order.adjustments.filter(({ kind, status }) => kind === 'cancellation' && status === 'completed');
  for (const { id, quantity: amounts } of order.lineItems) {
    const canceled = effective.flatMap(({ lineItems }) => lineItems ?? []).filter((each) => each.id === id);
    ok(canceled.reduce((sum, each) => sum + each.quantity, 0) <= (amounts?.original ?? 0));
  }
  equal(new Set(order.adjustments.map(({ id }) => id)).size, order.adjustments.length);
  equal(new Set(messages.map(({ id }) => id)).size, messages.length);
  const ids = state.deadlines.map(({ id }) => id);
  equal(new Set(ids).size, ids.length);
  ok(!state.incidents.some(({ id }) => ids.includes(id)));
  deriveOrderSummary(order, harness);
}

test('an order stays valid after any sequence of changes', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (list, isStrict) => {
      const rules = {
        actions: { cancel: { before: 'handed-over' }, withdraw: { days: 14 }, reportMissing: { days: 14 } },
        stepLimits: [
          { after: 'placed', next: 'packed', hours: 12 },
          { after: 'packed', next: 'accepted', hours: 24 },
        ],
        requirePreviousSteps: isStrict,
      } as const;
      const harness = new OrderHarness(rules);
      harness.upsert();
      for (const step of list) {
        const before = harness.order;
        check(before, harness, take(harness, step));
      }
    }),
    { numRuns: runs(400) },
  );
});

test('shipped items are never canceled, and no item twice', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const harness = new OrderHarness({ actions: { cancel: { before: 'handed-over' } } });
      harness.upsert();
      for (const step of list) {
        const before = harness.order;
        const outcome = take(harness, step);
        if (outcome === 'unchanged' || isRefusal(outcome) || outcome.cancellation?.cancellation.status !== 'completed')
          continue;
        for (const { id, quantity: amounts } of harness.order.lineItems) {
          const was = before.lineItems.find((each) => each.id === id)?.quantity;
          ok(amounts && was && amounts.fulfilled === was.fulfilled);
        }
        equal(harness.decide(outcome.cancellation, { status: 'completed' }), 'unchanged');
      }
    }),
    { numRuns: runs(200) },
  );
});

test('the same sequence of changes has the same versions and messages', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const [one, other] = [new OrderHarness(), new OrderHarness()].map((harness) => {
        harness.upsert();
        for (const step of list) take(harness, step);
        return { order: harness.order, messages: harness.messages };
      });
      deepEqual(one, other);
    }),
    { numRuns: runs(100) },
  );
});
