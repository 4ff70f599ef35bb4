import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { deriveOrderSummary } from '../../../src/order/index.ts';
import { isRefusal } from '../../../src/server/orders/order-state.ts';
import { upsertOrder } from '../../../src/server/orders/upsert-order.ts';
import { refusalCode, hour, noon, OrderHarness, snapshot, messageTypes, type Outcome } from './order-harness.ts';

const packed = { shipmentId: 's1', shipment: { lineItems: [{ id: 'book', quantity: 1 }] } };
const fulfilled = ({ order }: OrderHarness): number[] =>
  order.lineItems.map(({ quantity }) => quantity?.fulfilled ?? -1);

test('scans change status, quantities and custody of a parcel, and create messages', () => {
  const harness = new OrderHarness();
  deepEqual(messageTypes(harness.upsert()), ['order.placed']);
  deepEqual(messageTypes(harness.scan('packed', packed)), ['order.updated']);
  equal(harness.order.shipments[0]?.status, 'packed');
  deepEqual(fulfilled(harness), [0, 0]);
  harness.now += hour;
  deepEqual(messageTypes(harness.scan('accepted', { shipmentId: 's1' })), ['shipment.shipped']);
  deepEqual(fulfilled(harness), [1, 0]);
  equal(deriveOrderSummary(harness.order, { now: harness.now }).parcels[0]?.custody.custodian, 'carrier');
  harness.now += hour;
  deepEqual(
    messageTypes(harness.scan('delivered', { shipmentId: 's1', shipment: { delivery: { kind: 'neighbour' } } })),
    ['shipment.delivered'],
  );
  equal(harness.order.shipments[0]?.delivery?.kind, 'neighbour');
  equal(harness.order.shipments[0]?.statusAt, new Date(harness.now).toISOString());
  equal(harness.order.version, 4);
});

test('a repeated scan id changes nothing, whatever the content', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', { ...packed, id: 'x' });
  equal(harness.scan('delivered', { shipmentId: 's1', id: 'x' }), 'unchanged');
  equal(harness.order.shipments[0]?.status, 'packed');
});

test('scans out of order are stored, and their times decide', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', packed);
  harness.now += 3 * hour;
  harness.scan('out_for_delivery', { shipmentId: 's1' });
  const late = new Date(noon + hour).toISOString();
  harness.scan('accepted', { shipmentId: 's1', at: late });
  equal(harness.order.shipments[0]?.status, 'out_for_delivery');
  equal(harness.order.events.at(-1)?.kind, 'accepted');
});

test('a retracted scan takes back its status and quantities', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', packed);
  harness.now += hour;
  harness.scan('accepted', { shipmentId: 's1', id: 'slip' });
  deepEqual(fulfilled(harness), [1, 0]);
  harness.scan('note', { retracts: 'slip' });
  equal(harness.order.shipments[0]?.status, 'packed');
  deepEqual(fulfilled(harness), [0, 0]);
});

test('requirePreviousSteps refuses scans of the shop, and warns about scans of carriers', () => {
  const harness = new OrderHarness({ requirePreviousSteps: true });
  harness.upsert();
  harness.scan('packed', packed);
  const refused = harness.scan('delivered', { shipmentId: 's1' });
  equal(refusalCode(refused), 'step-missing');
  match(isRefusal(refused) ? (refused.detail ?? '') : '', /accepted/);
  const taken = harness.scan('delivered', { shipmentId: 's1' }, 'carrier');
  ok(taken !== 'unchanged' && !isRefusal(taken));
  match(taken.warnings?.join() ?? '', /step-missing.*accepted/);
  equal(harness.order.shipments[0]?.status, 'delivered');
});

test('pickup requires ready_for_pickup, and store delivery requires no carrier scan', () => {
  const harness = new OrderHarness({ requirePreviousSteps: true });
  harness.upsert({ method: 'store' });
  harness.scan('packed', packed);
  match(JSON.stringify(harness.scan('delivered', { shipmentId: 's1' })), /ready_for_pickup/);
  deepEqual(messageTypes(harness.scan('ready_for_pickup', { shipmentId: 's1' })), ['shipment.ready_for_pickup']);
  deepEqual(messageTypes(harness.scan('delivered', { shipmentId: 's1' })), ['shipment.delivered']);
});

test('parcels cannot contain more than the order', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', packed);
  equal(
    refusalCode(harness.scan('packed', { shipmentId: 's2', shipment: { lineItems: [{ id: 'book', quantity: 1 }] } })),
    'quantity-too-great',
  );
  equal(
    refusalCode(harness.scan('packed', { shipmentId: 's2', shipment: { lineItems: [{ id: 'hat', quantity: 1 }] } })),
    'validation',
  );
  equal(refusalCode(harness.scan('accepted', { shipmentId: 's9' })), 'validation');
});

test('a scan of the shop without shipmentId is refused if there are several parcels', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', packed);
  harness.scan('packed', { shipmentId: 's2', shipment: { lineItems: [{ id: 'pen', quantity: 2 }] } });
  equal(refusalCode(harness.scan('accepted')), 'validation');
  equal(refusalCode(harness.scan('accepted', { id: 'c' }, 'carrier')), undefined);
});

test('a new window adds a promise and keeps the first one', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', packed);
  const outcome = harness.scan('promise_changed', {
    shipmentId: 's1',
    window: { from: '2026-11-27', to: '2026-11-28' },
    reason: { code: 'weather' },
    exception: { kind: 'delayed' },
  });
  deepEqual(messageTypes(outcome), ['promise.changed']);
  const { promise, issues } = deriveOrderSummary(harness.order, harness).parcels[0]!;
  deepEqual([promise.first?.id, promise.current?.window?.to, promise.state], ['p1', '2026-11-28', 'changed']);
  deepEqual(
    issues.map(({ kind }) => kind),
    ['delayed'],
  );
  equal(harness.order.shipments[0]?.exceptions[0]?.reason, 'weather');
  harness.now += hour;
  harness.scan('delivered', { shipmentId: 's1' });
  ok(harness.order.shipments[0]?.exceptions[0]?.resolvedAt);
});

test('a failed attempt is an exception with a reason until the next out_for_delivery', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', packed);
  harness.scan('delivery_attempted', { shipmentId: 's1', reason: { code: 'not_home' } });
  const attempts = (): string[] => deriveOrderSummary(harness.order, harness).issues.map(({ kind }) => kind);
  deepEqual(attempts(), ['attempt_failed']);
  harness.now += 20 * hour;
  harness.scan('out_for_delivery', { shipmentId: 's1' });
  deepEqual(attempts(), []);
});

test('a repeated snapshot is unchanged, also after scans', () => {
  const harness = new OrderHarness();
  harness.upsert();
  equal(harness.upsert(), 'unchanged');
  harness.scan('packed', packed);
  harness.scan('accepted', { shipmentId: 's1' });
  equal(harness.upsert(), 'unchanged');
  deepEqual(fulfilled(harness), [1, 0]);
});

test('stored events and promises never change; new ones are added', () => {
  const harness = new OrderHarness();
  harness.upsert({ events: [{ id: 'a', kind: 'placed', at: '2026-11-23T09:00:00Z' }] });
  harness.upsert({
    events: [
      { id: 'a', kind: 'delivered', at: '2026-11-23T10:00:00Z' },
      { id: 'b', kind: 'note', at: '2026-11-23T10:00:00Z' },
    ],
    promises: [
      { id: 'p1', window: { from: '2030-01-01', to: '2030-01-01' }, madeAt: '2026-11-23T09:00:00Z', source: 'shop' },
      { id: 'p0', window: { from: '2026-11-30', to: '2026-11-30' }, madeAt: '2026-11-01T09:00:00Z', source: 'shop' },
    ],
  });
  deepEqual(
    harness.order.events.map(({ id, kind }) => [id, kind]),
    [
      ['a', 'placed'],
      ['b', 'note'],
    ],
  );
  deepEqual(
    harness.order.promises.map(({ window }) => window?.to),
    ['2026-11-25', '2026-11-30'],
  );
  equal(deriveOrderSummary(harness.order, harness).promise?.first?.id, 'p1');
});

test('a snapshot of another version or with impossible quantities is refused', () => {
  const harness = new OrderHarness();
  harness.upsert();
  equal(refusalCode(harness.upsert({ version: 7, statusText: 'x' })), 'version-conflict');
  equal(refusalCode(harness.upsert({ version: 1, statusText: 'x' })), undefined);
  const sent = snapshot();
  const [book] = sent.lineItems;
  ok(book);
  const place = (lineItems: typeof sent.lineItems): Outcome =>
    upsertOrder(harness.state, { ...sent, lineItems }, harness);
  equal(refusalCode(place([{ ...book, quantity: { original: 1, total: 1, fulfilled: 2 } }])), 'validation');
  equal(refusalCode(place([book, book])), 'validation');
});

test('an older snapshot does not restore canceled items', () => {
  const harness = new OrderHarness({ actions: { cancel: {} } });
  harness.upsert();
  harness.cancel(['pen', 1]);
  harness.upsert({ statusText: 'still the old amounts' });
  deepEqual(
    harness.order.lineItems.map(({ quantity }) => quantity?.total),
    [1, 1],
  );
  equal(harness.order.adjustments.length, 1);
});

test('two parcels delivered in one snapshot create two messages with separate ids', () => {
  const harness = new OrderHarness();
  harness.upsert();
  const delivered = (id: string, lineId: string): object => ({
    id,
    direction: 'outbound',
    status: 'delivered',
    lineItems: [{ id: lineId, quantity: 1 }],
  });
  const outcome = harness.upsert({ shipments: [delivered('s.1', 'book'), delivered('s.2', 'pen')] });
  ok(outcome !== 'unchanged' && !isRefusal(outcome));
  deepEqual(
    outcome.messages.map(({ id }) => id),
    ['o1:2:shipment%2Edelivered:s%2E1', 'o1:2:shipment%2Edelivered:s%2E2'],
  );
  deepEqual(fulfilled(harness), [1, 1]);
});

test('parcels unknown to the shop’s system are kept, and its own statuses count like scans', () => {
  const harness = new OrderHarness();
  harness.upsert();
  harness.scan('packed', packed);
  harness.upsert({
    shipments: [
      {
        id: 's2',
        direction: 'outbound',
        status: 'in_transit',
        statusAt: '2026-11-23T10:00:00Z',
        lineItems: [{ id: 'pen', quantity: 1 }],
      },
    ],
  });
  deepEqual(
    harness.order.shipments.map(({ id, status }) => [id, status]),
    [
      ['s1', 'packed'],
      ['s2', 'in_transit'],
    ],
  );
  harness.scan('arrived_at_facility', { shipmentId: 's2', at: '2026-11-23T09:30:00Z' });
  equal(harness.order.shipments[1]?.statusAt, '2026-11-23T09:30:00Z');
  harness.scan('out_for_delivery', { shipmentId: 's2' });
  equal(harness.order.shipments[1]?.status, 'out_for_delivery');
  deepEqual(fulfilled(harness), [0, 1]);
});

test('items shipped without known parcels are not offered for cancellation', () => {
  const cancelable = (harness: OrderHarness): string[] => harness.order.actions.map(({ type }) => type);
  const shopScanned = new OrderHarness({ actions: { cancel: {} } });
  shopScanned.upsert();
  shopScanned.scan('accepted');
  deepEqual(
    [cancelable(shopScanned), shopScanned.order.shipments.map(({ id, status }) => [id, status])],
    [[], [['parcel-1', 'accepted']]],
  );
  const carrierScanned = new OrderHarness({ actions: { cancel: {} } });
  carrierScanned.upsert();
  carrierScanned.scan('in_transit', { shipmentId: '00340' }, 'carrier');
  deepEqual(
    [cancelable(carrierScanned), carrierScanned.order.shipments.map(({ id, status }) => [id, status])],
    [[], [['00340', 'in_transit']]],
  );
  const snapshotScanned = new OrderHarness({ actions: { cancel: {} } });
  snapshotScanned.upsert({ events: [{ id: 'a', kind: 'accepted', at: '2026-11-23T10:00:00Z' }] });
  deepEqual([cancelable(snapshotScanned), fulfilled(snapshotScanned)], [[], [1, 2]]);
});
