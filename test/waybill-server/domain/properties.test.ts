import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { eventKinds } from '../../../src/contract/order-words.ts';
import type { Order } from '../../../src/contract/order.ts';
import { readOrder } from '../../../src/order/index.ts';
import { isRefusal, type Decision } from '../../../src/server/domain/index.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { hour, line, Scene, type Outcome } from './scene.ts';

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
    fc.record({ do: fc.constant('place' as const), pens: fc.integer({ min: 0, max: 2 }), to: day, status: fc.constantFrom('unknown', 'packed', 'in_transit', 'delivered') }),
    fc.record({ do: fc.constant('request' as const), type: fc.constantFrom('cancel-items' as const, 'cancel-order' as const, 'withdraw' as const, 'report-missing' as const), lines: fc.array(entry, { maxLength: 2 }) }),
    fc.record({ do: fc.constant('decide' as const), which: fc.nat(3), status: fc.constantFrom('completed' as const, 'rejected' as const, 'pending' as const) }),
    fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ do: fc.constant('pass' as const), which: fc.nat(3) }),
  ),
  { maxLength: 25 },
);
type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never;

function take(scene: Scene, step: Step): Outcome {
  switch (step.do) {
    case 'scan': {
      const at = new Date(scene.now - step.back * hour).toISOString();
      const { kind, shipmentId: id, lines, to, retracts, source } = step;
      return scene.scan(
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
      return scene.place({
        lineItems: [line('book', 1), line('pen', 2, { quantity: { original: 2, total: step.pens, fulfilled: 0 } })],
        promises: [{ id: `to ${step.to}`, window: { from: step.to, to: step.to }, madeAt: '2026-11-22T09:00:00Z', source: 'shop' }],
        ...(step.status !== 'unknown' && { shipments: [{ id: 's1', direction: 'outbound', status: step.status, lineItems: [{ id: 'book', quantity: 1 }] }] }),
      });
    case 'request': {
      const stored = scene.request(step.lines, { type: step.type });
      if (!isRefusal(stored)) scene.keep(stored);
      return 'unchanged';
    }
    case 'decide': {
      const stored = scene.state.pending[step.which];
      return stored ? scene.settle(stored, { status: step.status } satisfies Decision) : 'unchanged';
    }
    case 'wait':
      scene.now += step.hours * hour;
      return 'unchanged';
    case 'pass': {
      const deadline = scene.state.deadlines[step.which];
      return deadline ? scene.pass(deadline.id) : 'unchanged';
    }
  }
}

/** What holds of every new version. */
function check(before: Order, scene: Scene, outcome: Outcome): void {
  const { order, state, told } = scene;
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
  equal(new Set(told.map(({ id }) => id)).size, told.length);
  const ids = state.deadlines.map(({ id }) => id);
  equal(new Set(ids).size, ids.length);
  ok(!state.incidents.some(({ id }) => ids.includes(id)));
  readOrder(order, scene);
}

test('whatever happens in whatever order, an order stays whole', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (list, isStrict) => {
      const rules = {
        actions: { cancel: { before: 'handed-over' }, withdraw: { days: 14 }, reportMissing: { days: 14 } },
        stepWithin: [{ after: 'placed', next: 'packed', hours: 12 }, { after: 'packed', next: 'accepted', hours: 24 }],
        strictSteps: isStrict,
      } as const;
      const scene = new Scene(rules);
      scene.place();
      for (const step of list) {
        const before = scene.order;
        check(before, scene, take(scene, step));
      }
    }),
    { numRuns: runs(400) },
  );
});

test('nothing is canceled that has left, and nothing twice', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const scene = new Scene({ actions: { cancel: { before: 'handed-over' } } });
      scene.place();
      for (const step of list) {
        const before = scene.order;
        const outcome = take(scene, step);
        if (outcome === 'unchanged' || isRefusal(outcome) || outcome.cancellation?.cancellation.status !== 'completed') continue;
        for (const { id, quantity: amounts } of scene.order.lineItems) {
          const was = before.lineItems.find((each) => each.id === id)?.quantity;
          ok(amounts && was && amounts.fulfilled === was.fulfilled);
        }
        equal(scene.settle(outcome.cancellation, { status: 'completed' }), 'unchanged');
      }
    }),
    { numRuns: runs(200) },
  );
});

test('the same list of happenings gives the same versions and messages', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const [one, other] = [new Scene(), new Scene()].map((scene) => {
        scene.place();
        for (const step of list) take(scene, step);
        return { order: scene.order, told: scene.told };
      });
      deepEqual(one, other);
    }),
    { numRuns: runs(100) },
  );
});
