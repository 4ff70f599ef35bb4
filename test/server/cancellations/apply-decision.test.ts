import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { deriveOrderSummary } from '../../../src/order/index.ts';
import { isRefusal } from '../../../src/server/orders/order-state.ts';
import type { ShopRules } from '../../../src/server/orders/shop-rules.ts';
import { refusalCode, hour, line, unwrapStored, noon, OrderHarness, messageTypes } from '../orders/order-harness.ts';

const instant: ShopRules = {
  actions: { cancel: {}, withdraw: { days: 14 }, reportMissing: { days: 30 }, reschedule: {} },
};
const book = { shipmentId: 's1', shipment: { lineItems: [{ id: 'book', quantity: 1 }] } };
const pens = { shipmentId: 's2', shipment: { lineItems: [{ id: 'pen', quantity: 2 }] } };
const totals = ({ order }: OrderHarness): number[] => order.lineItems.map(({ quantity }) => quantity?.total ?? -1);
const offered = ({ order }: OrderHarness, type: string): unknown =>
  order.actions.find((action) => action.type === type)?.lineItems;

function placed(rules: ShopRules = instant, fields: Record<string, unknown> = {}): OrderHarness {
  const harness = new OrderHarness(rules);
  harness.upsert(fields);
  return harness;
}

test('the policy offers items that are neither packed, canceled nor requested', () => {
  const harness = placed();
  deepEqual(
    harness.order.actions.map(({ type }) => type),
    ['cancel-items', 'cancel-order'],
  );
  deepEqual(offered(harness, 'cancel-items'), [
    { id: 'book', maxQuantity: 1 },
    { id: 'pen', maxQuantity: 2 },
  ]);
  harness.scan('packed', book);
  deepEqual(
    harness.order.actions.map(({ type }) => type),
    ['cancel-items'],
  );
  deepEqual(offered(harness, 'cancel-items'), [{ id: 'pen', maxQuantity: 2 }]);
  harness.cancel(['pen', 1]);
  deepEqual(offered(harness, 'cancel-items'), [{ id: 'pen', maxQuantity: 1 }]);
  const stored = unwrapStored(harness.request([{ id: 'pen', quantity: 1 }]));
  harness.decide(stored, { status: 'pending' });
  equal(offered(harness, 'cancel-items'), undefined);
});

test('the policy offers lines of different prices as separate actions', () => {
  const price = (amount: number): object => ({ amount, currency: 'EUR' });
  const harness = placed(instant, {
    lineItems: [
      line('book', 1, { unitPrice: price(1400) }),
      line('pen', 2, { unitPrice: price(300) }),
      line('pencil', 1, { unitPrice: price(300) }),
    ],
  });
  const items = harness.order.actions.filter(({ type }) => type === 'cancel-items');
  deepEqual(
    items.map(({ refund, lineItems }) => [refund?.perUnit?.amount, lineItems?.map(({ id }) => id)]),
    [
      [1400, ['book']],
      [300, ['pen', 'pencil']],
    ],
  );
  equal(
    refusalCode(
      harness.request([
        { id: 'book', quantity: 1 },
        { id: 'pen', quantity: 1 },
      ]),
    ),
    'action-not-allowed',
  );
  equal(refusalCode(harness.request([{ id: 'pencil', quantity: 2 }])), 'quantity-too-great');
  deepEqual(
    unwrapStored(
      harness.request([
        { id: 'pen', quantity: 2 },
        { id: 'pencil', quantity: 1 },
      ]),
    ).cancellation.refund,
    price(900),
  );
  deepEqual(unwrapStored(harness.request([{ id: 'book', quantity: 1 }])).cancellation.refund, price(1400));
});

test('the policy offers cancellation until the cutoff in the order’s time zone, or until withinMinutes', () => {
  const until = (cancel: object): string | undefined => placed({ actions: { cancel } }).order.actions[0]?.until;
  // Placed at ten in Berlin.
  equal(until({ cutoffTime: '14:00' }), '2026-11-23T13:00:00.000Z');
  equal(until({ cutoffTime: '09:30' }), '2026-11-24T08:30:00.000Z');
  equal(until({ cutoffTime: '14:00', withinMinutes: 180 }), '2026-11-23T12:00:00.000Z');
  deepEqual(placed({ actions: { cancel: { withinMinutes: 60 } } }).order.actions, []);
});

test('withdrawals and missing reports are offered from delivery until their days have passed', () => {
  const harness = placed();
  harness.scan('packed', book);
  harness.scan('accepted', { shipmentId: 's1' });
  ok(harness.order.actions.some(({ type }) => type === 'reschedule'));
  harness.scan('delivered', { shipmentId: 's1' });
  const withdraw = harness.order.actions.find(({ type }) => type === 'withdraw');
  deepEqual(withdraw?.lineItems, [{ id: 'book', maxQuantity: 1 }]);
  equal(withdraw?.until, new Date(noon + 14 * 24 * hour).toISOString());
  harness.now += 20 * 24 * hour;
  harness.upsert({ statusText: 'much later' });
  deepEqual(
    harness.order.actions.map(({ type }) => type),
    ['cancel-items', 'report-missing'],
  );
});

test('actions of the snapshot stay, without what is no longer possible', () => {
  const lineItems = [
    { id: 'book', maxQuantity: 1 },
    { id: 'pen', maxQuantity: 2 },
  ];
  const harness = placed(
    {},
    {
      actions: [
        { type: 'cancel-items', mode: 'instant', lineItems },
        { type: 'cancel-order', mode: 'request' },
      ],
    },
  );
  equal(harness.order.actions.length, 2);
  harness.scan('packed', book);
  deepEqual(
    harness.order.actions.map(({ type }) => type),
    ['cancel-items'],
  );
  deepEqual(offered(harness, 'cancel-items'), [{ id: 'pen', maxQuantity: 2 }]);
  harness.cancel(['pen', 2]);
  deepEqual(harness.order.actions, []);
});

test('a completed cancellation changes quantities, adjustment, refund, events and messages', () => {
  const harness = placed();
  const outcome = harness.cancel(['pen', 2]);
  deepEqual(messageTypes(outcome), ['cancellation.decided']);
  deepEqual(totals(harness), [1, 0]);
  deepEqual(harness.order.adjustments, [
    {
      id: 'c1',
      kind: 'cancellation',
      at: new Date(noon).toISOString(),
      lineItems: [{ id: 'pen', quantity: 2 }],
      money: { amount: 2000, currency: 'EUR' },
      status: 'completed',
    },
  ]);
  equal(harness.order.events.at(-1)?.kind, 'items_canceled');
  harness.cancel(['book', 1]);
  equal(deriveOrderSummary(harness.order, harness).status, 'canceled');
  deepEqual(deriveOrderSummary(harness.order, harness).warnings, []);
});

test('requests are refused if canceled, shipped, not offered, too many, outdated or in progress', () => {
  const harness = placed();
  harness.cancel(['pen', 1]);
  equal(refusalCode(harness.request([{ id: 'pen', quantity: 2 }])), 'quantity-too-great');
  equal(refusalCode(harness.request([{ id: 'hat', quantity: 1 }])), 'action-not-allowed');
  equal(refusalCode(harness.request([])), 'validation');
  equal(refusalCode(harness.request([{ id: 'pen', quantity: 1 }], { version: 1 })), 'version-conflict');
  harness.savePending(unwrapStored(harness.request([{ id: 'pen', quantity: 1 }])));
  equal(refusalCode(harness.request([{ id: 'pen', quantity: 1 }])), 'cancel-in-progress');
  equal(refusalCode(harness.request([], { type: 'cancel-order' })), 'cancel-in-progress');
  equal(refusalCode(harness.request([], { type: 'report-missing' })), 'action-not-allowed');
  harness.scan('packed', book);
  equal(refusalCode(harness.request([{ id: 'book', quantity: 1 }])), 'action-not-allowed');
  harness.scan('accepted', { shipmentId: 's1' });
  equal(refusalCode(harness.request([{ id: 'book', quantity: 1 }], { version: 1 })), 'already-shipped');
  const other = placed();
  other.cancel(['book', 1]);
  equal(refusalCode(other.request([{ id: 'book', quantity: 1 }], { version: 1 })), 'already-canceled');
});

test('lines that belong together are refused separately', () => {
  const lineItems = [
    { id: 'book', maxQuantity: 1, together: ['pen'] },
    { id: 'pen', maxQuantity: 2 },
  ];
  const harness = placed({}, { actions: [{ type: 'cancel-items', mode: 'instant', lineItems }] });
  equal(refusalCode(harness.request([{ id: 'book', quantity: 1 }])), 'action-not-allowed');
  equal(
    refusalCode(
      harness.request([
        { id: 'book', quantity: 1 },
        { id: 'pen', quantity: 2 },
      ]),
    ),
    undefined,
  );
});

test('a line that ships before the decision is not canceled, whatever the decision', () => {
  const harness = placed();
  const stored = unwrapStored(harness.request([{ id: 'book', quantity: 1 }]));
  harness.savePending(stored);
  harness.scan('packed', book);
  harness.scan('accepted', { shipmentId: 's1' });
  const outcome = harness.decide(stored, { status: 'completed' });
  ok(outcome !== 'unchanged' && !isRefusal(outcome));
  deepEqual(
    [outcome.cancellation?.cancellation.status, outcome.cancellation?.cancellation.reason?.code],
    ['rejected', 'already-shipped'],
  );
  deepEqual(totals(harness), [1, 2]);
  deepEqual(harness.state.pending, []);
});

test('items that the shop removes before the decision are not subtracted twice', () => {
  const harness = placed();
  const stored = unwrapStored(harness.request([{ id: 'pen', quantity: 1 }]));
  harness.savePending(stored);
  harness.upsert({
    lineItems: [line('book', 1), line('pen', 2, { quantity: { original: 2, total: 1, fulfilled: 0 } })],
  });
  harness.decide(stored, { status: 'completed' });
  deepEqual(totals(harness), [1, 1]);
});

test('a pending request is shown in the order and has a deadline; a repeated decision is unchanged', () => {
  const harness = placed({ actions: { cancel: { mode: 'request' } }, decideWithinHours: 24 });
  const stored = unwrapStored(harness.request([{ id: 'pen', quantity: 1 }]));
  const deferred = harness.decide(stored, { status: 'pending' });
  deepEqual(messageTypes(deferred), ['cancellation.requested']);
  equal(harness.order.adjustments[0]?.status, 'pending');
  const decisionDeadline = harness.state.deadlines.find(({ kind }) => kind === 'decision');
  equal(decisionDeadline?.dueAt, new Date(noon + 24 * hour).toISOString());
  equal(harness.decide(harness.state.pending[0]!, { status: 'pending' }), 'unchanged');
  harness.now += 25 * hour;
  deepEqual(messageTypes(harness.raiseIncident(decisionDeadline?.id ?? '')), ['step.overdue']);
  const pending = harness.state.pending[0]!;
  const decided = harness.decide(pending, { status: 'rejected', reason: { code: 'packed' } });
  ok(decided !== 'unchanged' && !isRefusal(decided) && decided.cancellation);
  deepEqual(messageTypes(decided), ['cancellation.decided']);
  equal(harness.order.adjustments[0]?.status, 'rejected');
  deepEqual(harness.state.incidents, []);
  equal(harness.decide(decided.cancellation, { status: 'rejected' }), 'unchanged');
  equal(refusalCode(harness.decide(decided.cancellation, { status: 'completed' })), 'already-decided');
});

test('canceled items are removed from a parcel that has not left the shop', () => {
  const harness = placed({ actions: { cancel: { before: 'handed-over' } } });
  harness.scan('packed', book);
  harness.scan('packed', pens);
  harness.cancel(['book', 1], ['pen', 1]);
  deepEqual(
    harness.order.shipments.map(({ status, lineItems }) => [status, lineItems]),
    [
      ['canceled', []],
      ['packed', [{ id: 'pen', quantity: 1 }]],
    ],
  );
  deepEqual(deriveOrderSummary(harness.order, harness).warnings, []);
});

test('a withdrawal cancels unshipped items and adds a return for shipped ones', () => {
  const lineItems = [
    { id: 'book', maxQuantity: 1 },
    { id: 'pen', maxQuantity: 2 },
  ];
  const harness = placed({}, { actions: [{ type: 'withdraw', mode: 'instant', lineItems }] });
  harness.scan('packed', book);
  harness.scan('delivered', { shipmentId: 's1' });
  const stored = unwrapStored(
    harness.request(
      [
        { id: 'book', quantity: 1 },
        { id: 'pen', quantity: 2 },
      ],
      { type: 'withdraw' },
    ),
  );
  harness.decide(stored, { status: 'completed' });
  deepEqual(totals(harness), [1, 0]);
  deepEqual(
    harness.order.adjustments.map(({ kind, status, lineItems: lines }) => [kind, status, lines]),
    [
      ['cancellation', 'completed', [{ id: 'pen', quantity: 2 }]],
      ['return', 'pending', [{ id: 'book', quantity: 1 }]],
    ],
  );
  deepEqual(harness.order.actions, []);
});

test('a missing report is visible, sent once, and resolved by the decision', () => {
  const harness = placed({ ...instant, missingReport: { what: 'We ask the carrier.' } });
  harness.scan('packed', book);
  harness.scan('delivered', { shipmentId: 's1' });
  harness.now += hour;
  const stored = unwrapStored(harness.request([{ id: 'book', quantity: 1 }], { type: 'report-missing' }));
  deepEqual(messageTypes(harness.decide(stored, { status: 'pending' })), [
    'cancellation.requested',
    'shipment.missing_reported',
  ]);
  const [trouble] = deriveOrderSummary(harness.order, harness).issues;
  deepEqual([trouble?.kind, trouble?.exception?.actionRequired?.what], ['not_received', 'We ask the carrier.']);
  equal(offered(harness, 'report-missing'), undefined);
  harness.decide(harness.state.pending[0]!, { status: 'completed' });
  deepEqual(deriveOrderSummary(harness.order, harness).issues, []);
});

test('a missing report has the time of the answer, also a later one', () => {
  const harness = placed(instant);
  harness.scan('packed', book);
  harness.scan('delivered', { shipmentId: 's1' });
  harness.now += hour;
  const reports = (): (string | undefined)[][] =>
    harness.order.shipments.flatMap(({ exceptions }) =>
      exceptions.map(({ kind, since, actionRequired }) => [kind, since, actionRequired?.what, actionRequired?.until]),
    );
  const stored = unwrapStored(harness.request([{ id: 'book', quantity: 1 }], { type: 'report-missing' }));
  harness.decide(stored, { status: 'pending' });
  const [pending] = harness.state.pending;
  const since = reports()[0]?.[1];
  deepEqual(reports(), [['not_received', since, '', pending?.cancellation.answerBy]]);
  harness.now += hour;
  harness.decide(pending!, { status: 'pending', answerBy: '2027-01-08T12:00:00Z' });
  deepEqual(reports(), [['not_received', since, '', '2027-01-08T12:00:00Z']]);
});
