import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { readOrder } from '../../../src/order/index.ts';
import { isRefusal, placeSnapshot } from '../../../src/server/domain/index.ts';
import { code, hour, noon, Scene, snapshot, types, type Outcome } from './scene.ts';

const packed = { shipmentId: 's1', shipment: { lineItems: [{ id: 'book', quantity: 1 }] } };
const fulfilled = ({ order }: Scene): number[] => order.lineItems.map(({ quantity }) => quantity?.fulfilled ?? -1);

test('scans lead a parcel from the shelf to the door: status, amounts, holder and messages', () => {
  const scene = new Scene();
  deepEqual(types(scene.place()), ['order.placed']);
  deepEqual(types(scene.scan('packed', packed)), ['order.updated']);
  equal(scene.order.shipments[0]?.status, 'packed');
  deepEqual(fulfilled(scene), [0, 0]);
  scene.now += hour;
  deepEqual(types(scene.scan('accepted', { shipmentId: 's1' })), ['shipment.shipped']);
  deepEqual(fulfilled(scene), [1, 0]);
  equal(readOrder(scene.order, { now: scene.now }).parcels[0]?.responsibility.holder, 'carrier');
  scene.now += hour;
  deepEqual(types(scene.scan('delivered', { shipmentId: 's1', shipment: { delivery: { kind: 'neighbour' } } })), ['shipment.delivered']);
  equal(scene.order.shipments[0]?.delivery?.kind, 'neighbour');
  equal(scene.order.shipments[0]?.statusAt, new Date(scene.now).toISOString());
  equal(scene.order.version, 4);
});

test('the same scan twice is one, whatever else it says', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', { ...packed, id: 'x' });
  equal(scene.scan('delivered', { shipmentId: 's1', id: 'x' }), 'unchanged');
  equal(scene.order.shipments[0]?.status, 'packed');
});

test('scans out of order are kept and the time decides', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', packed);
  scene.now += 3 * hour;
  scene.scan('out_for_delivery', { shipmentId: 's1' });
  const late = new Date(noon + hour).toISOString();
  scene.scan('accepted', { shipmentId: 's1', at: late });
  equal(scene.order.shipments[0]?.status, 'out_for_delivery');
  equal(scene.order.events.at(-1)?.kind, 'accepted');
});

test('what is taken back takes its status and its amounts with it', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', packed);
  scene.now += hour;
  scene.scan('accepted', { shipmentId: 's1', id: 'slip' });
  deepEqual(fulfilled(scene), [1, 0]);
  scene.scan('note', { retracts: 'slip' });
  equal(scene.order.shipments[0]?.status, 'packed');
  deepEqual(fulfilled(scene), [0, 0]);
});

test('a step is not skipped where the shop says so; a carrier is let through with a warning', () => {
  const scene = new Scene({ strictSteps: true });
  scene.place();
  scene.scan('packed', packed);
  const refused = scene.scan('delivered', { shipmentId: 's1' });
  equal(code(refused), 'step-missing');
  match(isRefusal(refused) ? (refused.detail ?? '') : '', /accepted/);
  const taken = scene.scan('delivered', { shipmentId: 's1' }, 'carrier');
  ok(taken !== 'unchanged' && !isRefusal(taken));
  match(taken.warnings?.join() ?? '', /step-missing.*accepted/);
  equal(scene.order.shipments[0]?.status, 'delivered');
});

test('what is collected has to be ready first, what goes by store needs no carrier', () => {
  const scene = new Scene({ strictSteps: true });
  scene.place({ method: 'store' });
  scene.scan('packed', packed);
  match(JSON.stringify(scene.scan('delivered', { shipmentId: 's1' })), /ready_for_pickup/);
  deepEqual(types(scene.scan('ready_for_pickup', { shipmentId: 's1' })), ['shipment.ready_for_pickup']);
  deepEqual(types(scene.scan('delivered', { shipmentId: 's1' })), ['shipment.delivered']);
});

test('more than there is does not fit in parcels', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', packed);
  equal(code(scene.scan('packed', { shipmentId: 's2', shipment: { lineItems: [{ id: 'book', quantity: 1 }] } })), 'quantity-too-great');
  equal(code(scene.scan('packed', { shipmentId: 's2', shipment: { lineItems: [{ id: 'hat', quantity: 1 }] } })), 'validation');
  equal(code(scene.scan('accepted', { shipmentId: 's9' })), 'validation');
});

test('a scan that does not say which of several parcels it is about is refused to the shop', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', packed);
  scene.scan('packed', { shipmentId: 's2', shipment: { lineItems: [{ id: 'pen', quantity: 2 }] } });
  equal(code(scene.scan('accepted')), 'validation');
  equal(code(scene.scan('accepted', { id: 'c' }, 'carrier')), undefined);
});

test('a new window is a new promise; the first one stays', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', packed);
  const outcome = scene.scan('promise_changed', {
    shipmentId: 's1',
    window: { from: '2026-11-27', to: '2026-11-28' },
    reason: { code: 'weather' },
    exception: { kind: 'delayed' },
  });
  deepEqual(types(outcome), ['promise.changed']);
  const { promise, troubles } = readOrder(scene.order, scene).parcels[0]!;
  deepEqual([promise.first?.id, promise.current?.window?.to, promise.state], ['p1', '2026-11-28', 'changed']);
  deepEqual(troubles.map(({ kind }) => kind), ['delayed']);
  equal(scene.order.shipments[0]?.exceptions[0]?.reason, 'weather');
  scene.now += hour;
  scene.scan('delivered', { shipmentId: 's1' });
  ok(scene.order.shipments[0]?.exceptions[0]?.resolvedAt);
});

test('a failed attempt has a reason, until the next round', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', packed);
  scene.scan('delivery_attempted', { shipmentId: 's1', reason: { code: 'not_home' } });
  const attempts = (): string[] => readOrder(scene.order, scene).troubles.map(({ kind }) => kind);
  deepEqual(attempts(), ['attempt_failed']);
  scene.now += 20 * hour;
  scene.scan('out_for_delivery', { shipmentId: 's1' });
  deepEqual(attempts(), []);
});

test('the same snapshot twice is unchanged, also after scans', () => {
  const scene = new Scene();
  scene.place();
  equal(scene.place(), 'unchanged');
  scene.scan('packed', packed);
  scene.scan('accepted', { shipmentId: 's1' });
  equal(scene.place(), 'unchanged');
  deepEqual(fulfilled(scene), [1, 0]);
});

test('events and promises keep what was written; new ones are added', () => {
  const scene = new Scene();
  scene.place({ events: [{ id: 'a', kind: 'placed', at: '2026-11-23T09:00:00Z' }] });
  scene.place({
    events: [{ id: 'a', kind: 'delivered', at: '2026-11-23T10:00:00Z' }, { id: 'b', kind: 'note', at: '2026-11-23T10:00:00Z' }],
    promises: [
      { id: 'p1', window: { from: '2030-01-01', to: '2030-01-01' }, madeAt: '2026-11-23T09:00:00Z', source: 'shop' },
      { id: 'p0', window: { from: '2026-11-30', to: '2026-11-30' }, madeAt: '2026-11-01T09:00:00Z', source: 'shop' },
    ],
  });
  deepEqual(scene.order.events.map(({ id, kind }) => [id, kind]), [['a', 'placed'], ['b', 'note']]);
  deepEqual(scene.order.promises.map(({ window }) => window?.to), ['2026-11-25', '2026-11-30']);
  equal(readOrder(scene.order, scene).promise?.first?.id, 'p1');
});

test('a snapshot of another version, or with amounts that cannot be, is refused', () => {
  const scene = new Scene();
  scene.place();
  equal(code(scene.place({ version: 7, statusText: 'x' })), 'version-conflict');
  equal(code(scene.place({ version: 1, statusText: 'x' })), undefined);
  const sent = snapshot();
  const [book] = sent.lineItems;
  ok(book);
  const place = (lineItems: typeof sent.lineItems): Outcome => placeSnapshot(scene.state, { ...sent, lineItems }, scene);
  equal(code(place([{ ...book, quantity: { original: 1, total: 1, fulfilled: 2 } }])), 'validation');
  equal(code(place([book, book])), 'validation');
});

test('a snapshot from before a cancellation does not bring back what was canceled', () => {
  const scene = new Scene({ actions: { cancel: {} } });
  scene.place();
  scene.cancel(['pen', 1]);
  scene.place({ statusText: 'still the old amounts' });
  deepEqual(scene.order.lineItems.map(({ quantity }) => quantity?.total), [1, 1]);
  equal(scene.order.adjustments.length, 1);
});

test('two parcels that arrive in one snapshot are two messages with ids of their own', () => {
  const scene = new Scene();
  scene.place();
  const delivered = (id: string, lineId: string): object => ({ id, direction: 'outbound', status: 'delivered', lineItems: [{ id: lineId, quantity: 1 }] });
  const outcome = scene.place({ shipments: [delivered('s.1', 'book'), delivered('s.2', 'pen')] });
  ok(outcome !== 'unchanged' && !isRefusal(outcome));
  deepEqual(outcome.messages.map(({ id }) => id), ['o1:2:shipment%2Edelivered:s%2E1', 'o1:2:shipment%2Edelivered:s%2E2']);
  deepEqual(fulfilled(scene), [1, 1]);
});

test('a parcel the shop’s system does not know is not forgotten, and its own word on one is news', () => {
  const scene = new Scene();
  scene.place();
  scene.scan('packed', packed);
  scene.place({ shipments: [{ id: 's2', direction: 'outbound', status: 'in_transit', statusAt: '2026-11-23T10:00:00Z', lineItems: [{ id: 'pen', quantity: 1 }] }] });
  deepEqual(scene.order.shipments.map(({ id, status }) => [id, status]), [['s1', 'packed'], ['s2', 'in_transit']]);
  scene.scan('arrived_at_facility', { shipmentId: 's2', at: '2026-11-23T09:30:00Z' });
  equal(scene.order.shipments[1]?.statusAt, '2026-11-23T09:30:00Z');
  scene.scan('out_for_delivery', { shipmentId: 's2' });
  equal(scene.order.shipments[1]?.status, 'out_for_delivery');
  deepEqual(fulfilled(scene), [0, 1]);
});

test('what has left without a word of parcels is not offered for cancelling', () => {
  const cancelable = (scene: Scene): string[] => scene.order.actions.map(({ type }) => type);
  const scanned = new Scene({ actions: { cancel: {} } });
  scanned.place();
  scanned.scan('accepted');
  deepEqual([cancelable(scanned), scanned.order.shipments.map(({ id, status }) => [id, status])], [[], [['parcel-1', 'accepted']]]);
  const hooked = new Scene({ actions: { cancel: {} } });
  hooked.place();
  hooked.scan('in_transit', { shipmentId: '00340' }, 'carrier');
  deepEqual([cancelable(hooked), hooked.order.shipments.map(({ id, status }) => [id, status])], [[], [['00340', 'in_transit']]]);
  const told = new Scene({ actions: { cancel: {} } });
  told.place({ events: [{ id: 'a', kind: 'accepted', at: '2026-11-23T10:00:00Z' }] });
  deepEqual([cancelable(told), fulfilled(told)], [[], [1, 2]]);
});
