import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { readOrder } from '../../../src/order/index.ts';
import { hour, Scene, types } from './scene.ts';

const both = { shipmentId: 's1', shipment: { lineItems: [{ id: 'book', quantity: 1 }, { id: 'pen', quantity: 2 }] } };
/** Midnight in Berlin after Wednesday. */
const afterWednesday = '2026-11-25T23:00:00.000Z';

test('a promise is due at the end of its last day, where the order goes', () => {
  const scene = new Scene();
  scene.place();
  deepEqual(scene.state.deadlines.map(({ id, kind, dueAt }) => [id, kind, dueAt]), [['promise:p1:2026-11-25', 'promise', afterWednesday]]);
});

test('once it has passed the customer sees it and the shop is told, once; what comes later resolves it', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', both);
  const [deadline] = scene.state.deadlines;
  ok(deadline);
  equal(scene.pass(deadline.id), 'unchanged');
  scene.now = Date.parse(afterWednesday);
  deepEqual(types(scene.pass(deadline.id)), ['promise.overdue']);
  deepEqual(scene.state.deadlines, []);
  deepEqual(scene.state.incidents.map(({ id }) => id), [deadline.id]);
  const overdue = (): string[] => readOrder(scene.order, scene).troubles.map(({ kind }) => kind).filter((kind) => kind === 'overdue');
  deepEqual(overdue(), ['overdue']);
  equal(scene.order.shipments[0]?.exceptions[0]?.since, '2026-11-26');

  scene.now += hour;
  scene.scan('accepted', { shipmentId: 's1' });
  deepEqual(overdue(), ['overdue']);
  equal(scene.state.incidents.length, 1);
  scene.now += hour;
  scene.scan('delivered', { shipmentId: 's1' });
  deepEqual(overdue(), []);
  deepEqual(scene.state.incidents, []);
  ok(scene.incidents.get(deadline.id)?.resolvedAt);
  ok(scene.order.shipments[0]?.exceptions[0]?.resolvedAt);
});

test('what is in no parcel is overdue by its promise alone', () => {
  const scene = new Scene();
  scene.place();
  scene.now = Date.parse(afterWednesday);
  scene.pass('promise:p1:2026-11-25');
  deepEqual(readOrder(scene.order, scene).troubles.map(({ kind }) => kind), ['overdue']);
  scene.scan('packed', both);
  deepEqual(readOrder(scene.order, scene).troubles.map(({ kind }) => kind), ['overdue']);
  equal(scene.told.filter(({ type }) => type === 'promise.overdue').length, 1);
});

test('a new promise replaces the deadline and resolves the incident', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', both);
  scene.now = Date.parse(afterWednesday);
  scene.pass('promise:p1:2026-11-25');
  scene.scan('promise_changed', { shipmentId: 's1', id: 'later', window: { from: '2026-11-30', to: '2026-11-30' } });
  deepEqual(scene.state.incidents, []);
  deepEqual(scene.state.deadlines.map(({ id }) => id), ['promise:scan:later:2026-11-30']);
  deepEqual(readOrder(scene.order, scene).troubles, []);
});

test('being ready for pickup keeps the promise of who collects', () => {
  const scene = new Scene();
  scene.place({ method: 'pickup' });
  scene.scan('packed', both);
  scene.scan('ready_for_pickup', { shipmentId: 's1' });
  deepEqual(scene.state.deadlines, []);
});

test('a step that does not follow in time is told of and is a delay, until it follows', () => {
  const scene = new Scene({ stepWithin: [{ after: 'placed', next: 'packed', hours: 6 }, { after: 'packed', next: 'accepted', hours: 24 }] });
  scene.place();
  deepEqual(scene.state.deadlines.map(({ kind, step, dueAt }) => [kind, step, dueAt]), [
    ['promise', undefined, afterWednesday],
    ['step', 'packed', '2026-11-23T15:00:00.000Z'],
  ]);
  scene.scan('packed', both);
  const late = scene.state.deadlines.find(({ step }) => step === 'accepted');
  equal(late?.dueAt, '2026-11-24T11:00:00.000Z');
  scene.now += 24 * hour;
  deepEqual(types(scene.pass(late?.id ?? '')), ['step.overdue']);
  deepEqual(readOrder(scene.order, scene).troubles.map(({ kind }) => kind), ['delayed']);
  scene.now += hour;
  scene.scan('in_transit', { shipmentId: 's1' });
  deepEqual(scene.state.incidents, []);
  deepEqual(readOrder(scene.order, scene).troubles, []);
});

test('nothing is awaited of an order that is on hold, canceled or there', () => {
  const rules = { stepWithin: [{ after: 'placed', next: 'packed', hours: 6 }], actions: { cancel: {} } } as const;
  const held = new Scene(rules);
  held.place({ hold: { reason: 'payment' } });
  deepEqual(held.state.deadlines.map(({ kind }) => kind), ['promise']);
  const canceled = new Scene(rules);
  canceled.place();
  canceled.cancel(['book', 1], ['pen', 2]);
  deepEqual(canceled.state.deadlines, []);
});

test('a deadline that the shop’s rules no longer know is withdrawn and tells nothing', () => {
  const scene = new Scene({ stepWithin: [{ after: 'placed', next: 'packed', hours: 6 }] });
  scene.place();
  const step = scene.state.deadlines.find(({ kind }) => kind === 'step');
  const other = new Scene();
  other.state = scene.state;
  other.now = scene.now + 7 * hour;
  deepEqual(types(other.pass(step?.id ?? '')), ['order.updated']);
  deepEqual(other.state.incidents, []);
  deepEqual(other.state.deadlines.map(({ kind }) => kind), ['promise']);
});
