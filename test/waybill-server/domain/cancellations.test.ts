import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { readOrder } from '../../../src/order/index.ts';
import { isRefusal, type ShopRules } from '../../../src/server/domain/index.ts';
import { code, hour, line, must, noon, Scene, types } from './scene.ts';

const instant: ShopRules = { actions: { cancel: {}, withdraw: { days: 14 }, reportMissing: { days: 30 }, reschedule: {} } };
const book = { shipmentId: 's1', shipment: { lineItems: [{ id: 'book', quantity: 1 }] } };
const pens = { shipmentId: 's2', shipment: { lineItems: [{ id: 'pen', quantity: 2 }] } };
const totals = ({ order }: Scene): number[] => order.lineItems.map(({ quantity }) => quantity?.total ?? -1);
const offered = ({ order }: Scene, type: string): unknown => order.actions.find((action) => action.type === type)?.lineItems;

function placed(rules: ShopRules = instant, fields: Record<string, unknown> = {}): Scene {
  const scene = new Scene(rules);
  scene.place(fields);
  return scene;
}

test('the policy offers what is neither packed nor canceled nor asked for', () => {
  const scene = placed();
  deepEqual(scene.order.actions.map(({ type }) => type), ['cancel-items', 'cancel-order']);
  deepEqual(offered(scene, 'cancel-items'), [{ id: 'book', maxQuantity: 1 }, { id: 'pen', maxQuantity: 2 }]);
  scene.scan('packed', book);
  deepEqual(scene.order.actions.map(({ type }) => type), ['cancel-items']);
  deepEqual(offered(scene, 'cancel-items'), [{ id: 'pen', maxQuantity: 2 }]);
  scene.cancel(['pen', 1]);
  deepEqual(offered(scene, 'cancel-items'), [{ id: 'pen', maxQuantity: 1 }]);
  const stored = must(scene.request([{ id: 'pen', quantity: 1 }]));
  scene.settle(stored, { status: 'pending' });
  equal(offered(scene, 'cancel-items'), undefined);
});

test('says of each price apart what comes back; what is offered apart is asked for apart', () => {
  const price = (amount: number): object => ({ amount, currency: 'EUR' });
  const scene = placed(instant, {
    lineItems: [line('book', 1, { unitPrice: price(1400) }), line('pen', 2, { unitPrice: price(300) }), line('pencil', 1, { unitPrice: price(300) })],
  });
  const items = scene.order.actions.filter(({ type }) => type === 'cancel-items');
  deepEqual(items.map(({ refund, lineItems }) => [refund?.perUnit?.amount, lineItems?.map(({ id }) => id)]), [
    [1400, ['book']],
    [300, ['pen', 'pencil']],
  ]);
  equal(code(scene.request([{ id: 'book', quantity: 1 }, { id: 'pen', quantity: 1 }])), 'action-not-allowed');
  equal(code(scene.request([{ id: 'pencil', quantity: 2 }])), 'quantity-too-great');
  deepEqual(must(scene.request([{ id: 'pen', quantity: 2 }, { id: 'pencil', quantity: 1 }])).cancellation.refund, price(900));
  deepEqual(must(scene.request([{ id: 'book', quantity: 1 }])).cancellation.refund, price(1400));
});

test('until the cut-off, in the order’s zone, or until minutes from the order have passed', () => {
  const until = (cancel: object): string | undefined => placed({ actions: { cancel } }).order.actions[0]?.until;
  // Placed at ten in Berlin.
  equal(until({ cutoff: '14:00' }), '2026-11-23T13:00:00.000Z');
  equal(until({ cutoff: '09:30' }), '2026-11-24T08:30:00.000Z');
  equal(until({ cutoff: '14:00', withinMinutes: 180 }), '2026-11-23T12:00:00.000Z');
  deepEqual(placed({ actions: { cancel: { withinMinutes: 60 } } }).order.actions, []);
});

test('withdrawing and reporting begin with the delivery and end after their days', () => {
  const scene = placed();
  scene.scan('packed', book);
  scene.scan('accepted', { shipmentId: 's1' });
  ok(scene.order.actions.some(({ type }) => type === 'reschedule'));
  scene.scan('delivered', { shipmentId: 's1' });
  const withdraw = scene.order.actions.find(({ type }) => type === 'withdraw');
  deepEqual(withdraw?.lineItems, [{ id: 'book', maxQuantity: 1 }]);
  equal(withdraw?.until, new Date(noon + 14 * 24 * hour).toISOString());
  scene.now += 20 * 24 * hour;
  scene.place({ statusText: 'much later' });
  deepEqual(scene.order.actions.map(({ type }) => type), ['cancel-items', 'report-missing']);
});

test('a shop’s own actions stay, less what is not open any more', () => {
  const lineItems = [{ id: 'book', maxQuantity: 1 }, { id: 'pen', maxQuantity: 2 }];
  const scene = placed({}, { actions: [{ type: 'cancel-items', mode: 'instant', lineItems }, { type: 'cancel-order', mode: 'request' }] });
  equal(scene.order.actions.length, 2);
  scene.scan('packed', book);
  deepEqual(scene.order.actions.map(({ type }) => type), ['cancel-items']);
  deepEqual(offered(scene, 'cancel-items'), [{ id: 'pen', maxQuantity: 2 }]);
  scene.cancel(['pen', 2]);
  deepEqual(scene.order.actions, []);
});

test('canceled: amounts, adjustment, refund, event and message', () => {
  const scene = placed();
  const outcome = scene.cancel(['pen', 2]);
  deepEqual(types(outcome), ['cancellation.decided']);
  deepEqual(totals(scene), [1, 0]);
  deepEqual(scene.order.adjustments, [
    { id: 'c1', kind: 'cancellation', at: new Date(noon).toISOString(), lineItems: [{ id: 'pen', quantity: 2 }], money: { amount: 2000, currency: 'EUR' }, status: 'completed' },
  ]);
  equal(scene.order.events.at(-1)?.kind, 'items_canceled');
  scene.cancel(['book', 1]);
  equal(readOrder(scene.order, scene).status, 'canceled');
  deepEqual(readOrder(scene.order, scene).warnings, []);
});

test('why not: canceled, shipped, not offered, too many, another version, in progress', () => {
  const scene = placed();
  scene.cancel(['pen', 1]);
  equal(code(scene.request([{ id: 'pen', quantity: 2 }])), 'quantity-too-great');
  equal(code(scene.request([{ id: 'hat', quantity: 1 }])), 'action-not-allowed');
  equal(code(scene.request([])), 'validation');
  equal(code(scene.request([{ id: 'pen', quantity: 1 }], { version: 1 })), 'version-conflict');
  scene.keep(must(scene.request([{ id: 'pen', quantity: 1 }])));
  equal(code(scene.request([{ id: 'pen', quantity: 1 }])), 'cancel-in-progress');
  equal(code(scene.request([], { type: 'cancel-order' })), 'cancel-in-progress');
  equal(code(scene.request([], { type: 'report-missing' })), 'action-not-allowed');
  scene.scan('packed', book);
  equal(code(scene.request([{ id: 'book', quantity: 1 }])), 'action-not-allowed');
  scene.scan('accepted', { shipmentId: 's1' });
  equal(code(scene.request([{ id: 'book', quantity: 1 }], { version: 1 })), 'already-shipped');
  const other = placed();
  other.cancel(['book', 1]);
  equal(code(other.request([{ id: 'book', quantity: 1 }], { version: 1 })), 'already-canceled');
});

test('lines that go together are refused alone', () => {
  const lineItems = [{ id: 'book', maxQuantity: 1, together: ['pen'] }, { id: 'pen', maxQuantity: 2 }];
  const scene = placed({}, { actions: [{ type: 'cancel-items', mode: 'instant', lineItems }] });
  equal(code(scene.request([{ id: 'book', quantity: 1 }])), 'action-not-allowed');
  equal(code(scene.request([{ id: 'book', quantity: 1 }, { id: 'pen', quantity: 2 }])), undefined);
});

test('a line that ships while the shop decides is not canceled, whatever it decides', () => {
  const scene = placed();
  const stored = must(scene.request([{ id: 'book', quantity: 1 }]));
  scene.keep(stored);
  scene.scan('packed', book);
  scene.scan('accepted', { shipmentId: 's1' });
  const outcome = scene.settle(stored, { status: 'completed' });
  ok(outcome !== 'unchanged' && !isRefusal(outcome));
  deepEqual([outcome.cancellation?.cancellation.status, outcome.cancellation?.cancellation.reason?.code], ['rejected', 'already-shipped']);
  deepEqual(totals(scene), [1, 2]);
  deepEqual(scene.state.pending, []);
});

test('what the shop takes off itself while it is asked is not taken off twice', () => {
  const scene = placed();
  const stored = must(scene.request([{ id: 'pen', quantity: 1 }]));
  scene.keep(stored);
  scene.place({ lineItems: [line('book', 1), line('pen', 2, { quantity: { original: 2, total: 1, fulfilled: 0 } })] });
  scene.settle(stored, { status: 'completed' });
  deepEqual(totals(scene), [1, 1]);
});

test('requested, then decided: the order shows it, an answer is due, the same decision twice is one', () => {
  const scene = placed({ actions: { cancel: { mode: 'request' } }, answerWithin: 24 });
  const stored = must(scene.request([{ id: 'pen', quantity: 1 }]));
  const asked = scene.settle(stored, { status: 'pending' });
  deepEqual(types(asked), ['cancellation.requested']);
  equal(scene.order.adjustments[0]?.status, 'pending');
  const answer = scene.state.deadlines.find(({ kind }) => kind === 'answer');
  equal(answer?.dueAt, new Date(noon + 24 * hour).toISOString());
  equal(scene.settle(scene.state.pending[0]!, { status: 'pending' }), 'unchanged');
  scene.now += 25 * hour;
  deepEqual(types(scene.pass(answer?.id ?? '')), ['step.overdue']);
  const pending = scene.state.pending[0]!;
  const decided = scene.settle(pending, { status: 'rejected', reason: { code: 'packed' } });
  ok(decided !== 'unchanged' && !isRefusal(decided) && decided.cancellation);
  deepEqual(types(decided), ['cancellation.decided']);
  equal(scene.order.adjustments[0]?.status, 'rejected');
  deepEqual(scene.state.incidents, []);
  equal(scene.settle(decided.cancellation, { status: 'rejected' }), 'unchanged');
  equal(code(scene.settle(decided.cancellation, { status: 'completed' })), 'already-decided');
});

test('what is canceled comes out of a parcel that is still here', () => {
  const scene = placed({ actions: { cancel: { before: 'handed-over' } } });
  scene.scan('packed', book);
  scene.scan('packed', pens);
  scene.cancel(['book', 1], ['pen', 1]);
  deepEqual(scene.order.shipments.map(({ status, lineItems }) => [status, lineItems]), [
    ['canceled', []],
    ['packed', [{ id: 'pen', quantity: 1 }]],
  ]);
  deepEqual(readOrder(scene.order, scene).warnings, []);
});

test('a withdrawal cancels what was not sent and announces what comes back', () => {
  const lineItems = [{ id: 'book', maxQuantity: 1 }, { id: 'pen', maxQuantity: 2 }];
  const scene = placed({}, { actions: [{ type: 'withdraw', mode: 'instant', lineItems }] });
  scene.scan('packed', book);
  scene.scan('delivered', { shipmentId: 's1' });
  const stored = must(scene.request([{ id: 'book', quantity: 1 }, { id: 'pen', quantity: 2 }], { type: 'withdraw' }));
  scene.settle(stored, { status: 'completed' });
  deepEqual(totals(scene), [1, 0]);
  deepEqual(scene.order.adjustments.map(({ kind, status, lineItems: lines }) => [kind, status, lines]), [
    ['cancellation', 'completed', [{ id: 'pen', quantity: 2 }]],
    ['return', 'pending', [{ id: 'book', quantity: 1 }]],
  ]);
  deepEqual(scene.order.actions, []);
});

test('missing: reported once, visible, told, and over when it is decided', () => {
  const scene = placed({ ...instant, missing: { what: 'We ask the carrier.' } });
  scene.scan('packed', book);
  scene.scan('delivered', { shipmentId: 's1' });
  scene.now += hour;
  const stored = must(scene.request([{ id: 'book', quantity: 1 }], { type: 'report-missing' }));
  deepEqual(types(scene.settle(stored, { status: 'pending' })), ['cancellation.requested', 'shipment.missing_reported']);
  const [trouble] = readOrder(scene.order, scene).troubles;
  deepEqual([trouble?.exception?.reason, trouble?.exception?.actionRequired?.what], ['missing', 'We ask the carrier.']);
  equal(offered(scene, 'report-missing'), undefined);
  scene.settle(scene.state.pending[0]!, { status: 'completed' });
  deepEqual(readOrder(scene.order, scene).troubles, []);
});
