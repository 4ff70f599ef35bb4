import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createEvent,
  createLineItem,
  createOrder,
  createShipment,
  createDeliveryPromise,
  orderStates,
} from '../../support/order-fixtures.ts';
import { deriveReady, plainTextOf, shippedOrder } from './support/derive-ready.ts';

describe('parcel view model: steps and promises', () => {
  it('overdue: the step has all promised days', () => {
    const { parcels } = deriveReady(orderStates['overdue']?.() ?? {});
    const details = parcels[0]?.steps.at(-1)?.details.map(plainTextOf);
    assert.deepEqual(details, ['was expected Wed 18 – Fri 20 November']);
  });

  it('a window that has begun: the step has the days ahead', () => {
    const { parcels } = deriveReady(shippedOrder({}, [createDeliveryPromise('p1', '2026-11-20', '2026-11-25')]));
    assert.deepEqual(parcels[0]?.steps.at(-1)?.details.map(plainTextOf), ['expected Mon 23 – Wed 25 November']);
  });

  it('a promise without an end: “from” in the language of the order', () => {
    const promises = [
      createDeliveryPromise('p1', '2026-11-24', '2026-11-26'),
      createDeliveryPromise('p2', '2026-12-01', undefined),
    ];
    const { promise, parcels } = deriveReady(shippedOrder({}, promises));
    assert.equal(plainTextOf(promise?.current), 'now from Tue 1 December');
    assert.deepEqual(parcels[0]?.steps.at(-1)?.details.map(plainTextOf), ['expected from Tue 1 December']);
  });

  it('the first promise is the first one with a date', () => {
    const undatedPromise = { ...createDeliveryPromise('p0', '', ''), window: undefined };
    assert.equal(
      deriveReady(shippedOrder({}, [undatedPromise, createDeliveryPromise('p1', '2026-11-24', '2026-11-26')])).promise,
      undefined,
    );
    const { promise } = deriveReady(
      shippedOrder({}, [
        undatedPromise,
        createDeliveryPromise('p1', '2026-11-24', '2026-11-26'),
        createDeliveryPromise('p2', '2026-12-06', '2026-12-08'),
      ]),
    );
    assert.equal(plainTextOf(promise?.first), 'Promised Tue 24 – Thu 26 November');
    const withdrawn = deriveReady(
      shippedOrder({}, [createDeliveryPromise('p1', '2026-11-24', '2026-11-26'), undatedPromise]),
    ).promise;
    assert.equal(plainTextOf(withdrawn?.current), 'now no date yet');
  });

  it('a changed promise: both promises, the reason and its time', () => {
    const { promise } = deriveReady(orderStates['late']?.() ?? {});
    assert.equal(plainTextOf(promise?.first), 'Promised Tue 24 – Thu 26 November');
    assert.equal(plainTextOf(promise?.current), 'now Sun 6 – Tue 8 December');
    assert.equal(promise?.reason, 'The publisher sent it late.');
    assert.equal(plainTextOf(promise?.madeAt), 'Told on 23 Nov, 9:00');
  });

  it('an unknown status is the first step, and its code is not rendered [D02]', () => {
    const { parcels } = deriveReady(orderStates['unknown']?.() ?? {});
    assert.deepEqual(parcels[0]?.steps.map(({ label, state }) => [label, state])[0], ['Ordered', 'current']);
    assert.ok(!JSON.stringify(parcels).includes('teleported'));
  });

  it('codes named like members of Object have no label', () => {
    for (const code of ['constructor', 'toString', '__proto__']) {
      const delivered = deriveReady(
        shippedOrder({
          status: 'delivered',
          delivery: { kind: code },
          exceptions: [{ kind: 'damaged', actionRequired: { by: code, what: 'x' } }, { kind: code }],
        }),
      );
      assert.deepEqual(delivered.parcels[0]?.facts, []);
      assert.equal(delivered.parcels[0]?.issues[0]?.todo, undefined);
      const adjusted = deriveReady(
        createOrder({ adjustments: [{ id: 'a', kind: code, status: code, lineItems: [{ id: 'dune', quantity: 1 }] }] }),
      );
      assert.deepEqual(adjusted.adjustments, []);
      const { parcels } = deriveReady(
        createOrder({
          events: [createEvent(code, '2026-11-21T07:05:00Z'), createEvent('packed', '2026-11-21T08:05:00Z')],
          shipments: [createShipment('s1')],
        }),
      );
      assert.deepEqual(
        parcels[0]?.history.entries.map(({ text }) => text),
        ['Packed'],
      );
    }
  });
});

describe('parcel view model: adjustments', () => {
  const adjusted = (kind: string, status: string): string[] =>
    deriveReady(
      createOrder({
        adjustments: [
          {
            id: 'a1',
            kind,
            status,
            lineItems: [{ id: 'dune', quantity: 1 }],
            money: { amount: 1290, currency: 'EUR' },
          },
        ],
      }),
    ).adjustments;

  it('pending and completed adjustments have different texts', () => {
    assert.deepEqual(adjusted('return', 'pending'), ['1 × Dune: return announced']);
    assert.deepEqual(adjusted('return', 'completed'), ['1 × Dune: returned', 'Refund: €12.90']);
    assert.deepEqual(adjusted('cancellation', 'pending'), ['1 × Dune: cancellation requested']);
    assert.deepEqual(adjusted('cancellation', 'completed'), ['1 × Dune: canceled', 'Refund: €12.90']);
    assert.deepEqual(adjusted('refund', 'completed'), ['Refund: €12.90']);
    for (const kind of ['return', 'cancellation', 'refund']) assert.deepEqual(adjusted(kind, 'rejected'), []);
  });

  it('a parcel with a return has no missing check', () => {
    const delivered = orderStates['delivered']?.() ?? {};
    assert.ok(deriveReady(delivered).parcels[0]?.missing);
    assert.equal(deriveReady(orderStates['return under way']?.() ?? {}).parcels[0]?.missing, undefined);
    const announced = {
      adjustments: [{ id: 'a1', kind: 'return', status: 'pending', lineItems: [{ id: 'dune', quantity: 1 }] }],
    };
    assert.equal(deriveReady({ ...delivered, ...announced }).parcels[0]?.missing, undefined);
  });

  it('a return of one parcel leaves the missing check of another', () => {
    const order = orderStates['several parcels']?.() ?? {};
    const announced = {
      adjustments: [{ id: 'a1', kind: 'return', status: 'pending', lineItems: [{ id: 'solaris', quantity: 1 }] }],
    };
    assert.ok(deriveReady({ ...order, ...announced }).parcels[0]?.missing);
  });

  it('2 of 3 sent: two parcels have the line, and the unshipped one its cancel element [D21]', () => {
    const viewModel = deriveReady(
      createOrder({
        lineItems: [createLineItem('cup', 'Cup', 3, { quantity: { original: 3, total: 3, fulfilled: 2 } })],
        shipments: [createShipment('s1', { lineItems: [{ id: 'cup', quantity: 2 }] })],
        events: [createEvent('accepted', '2026-11-21T07:05:00Z')],
        actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'cup', maxQuantity: 1 }] }],
      }),
    );
    assert.deepEqual(
      viewModel.parcels.map(({ isUnshipped, items }) => [
        isUnshipped,
        ...items.map(({ text, canCancel }) => `${text} ${canCancel}`),
      ]),
      [
        [false, '2 × Cup false'],
        [true, 'Cup true'],
      ],
    );
  });
});

describe('parcel view model: several parcels', () => {
  it('has the number of each parcel, that of the headline, and unknown contents', () => {
    const order = orderStates['several parcels']?.() ?? {};
    const viewModel = deriveReady(order);
    assert.deepEqual(
      viewModel.parcels.map(({ title }) => title),
      ['Parcel 1 of 2', 'Parcel 2 of 2'],
    );
    assert.equal(viewModel.primaryParcelTitle, 'Parcel 2 of 2');
    const unknown = deriveReady({
      ...order,
      shipments: [
        createShipment('s1', { lineItems: null }),
        createShipment('s2', { lineItems: null, tracking: [{ number: 'B 2' }] }),
      ],
    });
    assert.deepEqual(plainTextOf(unknown.parcels[0]?.facts[0]), 'We do not know which items are in it');
  });

  it('unshipped items follow the parcels, with dates of their own', () => {
    const viewModel = deriveReady(orderStates['partly sent']?.() ?? {});
    const unshipped = viewModel.parcels.at(-1);
    assert.equal(unshipped?.title, 'Not sent yet');
    assert.deepEqual(
      unshipped?.items.map(({ text, details, canCancel }) => [text, ...details.map(plainTextOf), canCancel]),
      [['2 × Solaris', 'expected Sun 6 – Tue 8 December', true]],
    );
    assert.deepEqual(
      viewModel.actionLinks.map(({ key }) => key),
      ['cancel-order'],
    );
  });
});
