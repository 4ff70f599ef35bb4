import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { deriveOrderSummary } from '../../../src/order/index.ts';
import { hour, OrderHarness, messageTypes } from './order-harness.ts';

const both = {
  shipmentId: 's1',
  shipment: {
    lineItems: [
      { id: 'book', quantity: 1 },
      { id: 'pen', quantity: 2 },
    ],
  },
};
/** Midnight in Berlin after Wednesday. */
const afterWednesday = '2026-11-25T23:00:00.000Z';

test('a promise is due at the end of its last day in the order’s time zone', () => {
  const harness = new OrderHarness();
  harness.upsert();
  deepEqual(
    harness.state.deadlines.map(({ id, kind, dueAt }) => [id, kind, dueAt]),
    [['promise:p1:2026-11-25', 'promise', afterWednesday]],
  );
});

test('a passed promise raises one exception and one message; a later delivery resolves it', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', both);
  const [deadline] = harness.state.deadlines;
  ok(deadline);
  equal(harness.raiseIncident(deadline.id), 'unchanged');
  harness.now = Date.parse(afterWednesday);
  deepEqual(messageTypes(harness.raiseIncident(deadline.id)), ['promise.overdue']);
  deepEqual(harness.state.deadlines, []);
  deepEqual(
    harness.state.incidents.map(({ id }) => id),
    [deadline.id],
  );
  const overdue = (): string[] =>
    deriveOrderSummary(harness.order, harness)
      .issues.map(({ kind }) => kind)
      .filter((kind) => kind === 'overdue');
  deepEqual(overdue(), ['overdue']);
  equal(harness.order.shipments[0]?.exceptions[0]?.since, '2026-11-26');

  harness.now += hour;
  harness.scan('accepted', { shipmentId: 's1' });
  deepEqual(overdue(), ['overdue']);
  equal(harness.state.incidents.length, 1);
  harness.now += hour;
  harness.scan('delivered', { shipmentId: 's1' });
  deepEqual(overdue(), []);
  deepEqual(harness.state.incidents, []);
  ok(harness.incidents.get(deadline.id)?.resolvedAt);
  ok(harness.order.shipments[0]?.exceptions[0]?.resolvedAt);
});

test('items without a parcel are overdue by their promise alone', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.now = Date.parse(afterWednesday);
  harness.raiseIncident('promise:p1:2026-11-25');
  deepEqual(
    deriveOrderSummary(harness.order, harness).issues.map(({ kind }) => kind),
    ['overdue'],
  );
  harness.scan('packed', both);
  deepEqual(
    deriveOrderSummary(harness.order, harness).issues.map(({ kind }) => kind),
    ['overdue'],
  );
  equal(harness.messages.filter(({ type }) => type === 'promise.overdue').length, 1);
});

test('a new promise replaces the deadline and resolves the incident', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', both);
  harness.now = Date.parse(afterWednesday);
  harness.raiseIncident('promise:p1:2026-11-25');
  harness.scan('promise_changed', { shipmentId: 's1', id: 'later', window: { from: '2026-11-30', to: '2026-11-30' } });
  deepEqual(harness.state.incidents, []);
  deepEqual(
    harness.state.deadlines.map(({ id }) => id),
    ['promise:scan:later:2026-11-30'],
  );
  deepEqual(deriveOrderSummary(harness.order, harness).issues, []);
});

test('ready_for_pickup fulfils the promise of a pickup', () => {
  const harness = new OrderHarness();
  harness.upsert({ method: 'pickup' });
  harness.scan('packed', both);
  harness.scan('ready_for_pickup', { shipmentId: 's1' });
  deepEqual(harness.state.deadlines, []);
});

test('a late step is a delay and a message until it happens', () => {
  const harness = new OrderHarness({
    stepLimits: [
      { after: 'placed', next: 'packed', hours: 6 },
      { after: 'packed', next: 'accepted', hours: 24 },
    ],
  });
  harness.upsert();
  deepEqual(
    harness.state.deadlines.map(({ kind, step, dueAt }) => [kind, step, dueAt]),
    [
      ['promise', undefined, afterWednesday],
      ['step', 'packed', '2026-11-23T15:00:00.000Z'],
    ],
  );
  harness.scan('packed', both);
  const late = harness.state.deadlines.find(({ step }) => step === 'accepted');
  equal(late?.dueAt, '2026-11-24T11:00:00.000Z');
  harness.now += 24 * hour;
  deepEqual(messageTypes(harness.raiseIncident(late?.id ?? '')), ['step.overdue']);
  deepEqual(
    deriveOrderSummary(harness.order, harness).issues.map(({ kind }) => kind),
    ['delayed'],
  );
  harness.now += hour;
  harness.scan('in_transit', { shipmentId: 's1' });
  deepEqual(harness.state.incidents, []);
  deepEqual(deriveOrderSummary(harness.order, harness).issues, []);
});

test('orders on hold, canceled or delivered have no deadlines', () => {
  const rules = { stepLimits: [{ after: 'placed', next: 'packed', hours: 6 }], actions: { cancel: {} } } as const;
  const held = new OrderHarness(rules);
  held.upsert({ hold: { reason: 'payment' } });
  deepEqual(
    held.state.deadlines.map(({ kind }) => kind),
    ['promise'],
  );
  const canceled = new OrderHarness(rules);
  canceled.upsert();
  canceled.cancel(['book', 1], ['pen', 2]);
  deepEqual(canceled.state.deadlines, []);
});

test('a deadline that the rules no longer require is withdrawn without a message', () => {
  const harness = new OrderHarness({ stepLimits: [{ after: 'placed', next: 'packed', hours: 6 }] });
  harness.upsert();
  const step = harness.state.deadlines.find(({ kind }) => kind === 'step');
  const other = new OrderHarness();
  other.state = harness.state;
  other.now = harness.now + 7 * hour;
  deepEqual(messageTypes(other.raiseIncident(step?.id ?? '')), ['order.updated']);
  deepEqual(other.state.incidents, []);
  deepEqual(
    other.state.deadlines.map(({ kind }) => kind),
    ['promise'],
  );
});
