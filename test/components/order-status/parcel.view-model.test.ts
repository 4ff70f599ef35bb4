import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PromiseViewModel } from '../../../src/components/order-status/parcel.view-model.ts';
import {
  createEvent,
  createLineItem,
  createOrder,
  createShipment,
  createDeliveryPromise,
  orderStates,
  type Fields,
} from '../../support/order-fixtures.ts';
import { deriveReady, plainTextOf, shippedOrder } from './support/derive-ready.ts';

/** All promise pairs of an order. */
const promisesOf = (order: Fields): PromiseViewModel[] => {
  const { promise, parcels } = deriveReady(order);
  return [promise, ...parcels.map((parcel) => parcel.promise)].filter((each) => each !== undefined);
};

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
    const { parcels } = deriveReady(shippedOrder({}, promises));
    assert.equal(plainTextOf(parcels[0]?.promise?.current), 'now from Tue 1 December');
    assert.deepEqual(parcels[0]?.steps.at(-1)?.details.map(plainTextOf), ['expected from Tue 1 December']);
  });

  it('the first promise is the first one with a date', () => {
    const undatedPromise = { ...createDeliveryPromise('p0', '', ''), window: undefined };
    const promised = createDeliveryPromise('p1', '2026-11-24', '2026-11-26');
    assert.deepEqual(promisesOf(shippedOrder({}, [undatedPromise, promised])), []);
    const later = createDeliveryPromise('p2', '2026-12-06', '2026-12-08');
    const [promise] = promisesOf(shippedOrder({}, [undatedPromise, promised, later]));
    assert.equal(plainTextOf(promise?.first), 'Promised Tue 24 – Thu 26 November');
    const [withdrawn] = promisesOf(shippedOrder({}, [promised, undatedPromise]));
    assert.equal(plainTextOf(withdrawn?.current), 'now no date yet');
  });

  it('a changed promise: both promises, the reason and its time', () => {
    const [promise, ...others] = promisesOf(orderStates['late']?.() ?? {});
    assert.deepEqual(others, []);
    assert.equal(plainTextOf(promise?.first), 'Promised Tue 24 – Thu 26 November');
    assert.equal(plainTextOf(promise?.current), 'now Sun 6 – Tue 8 December');
    assert.equal(promise?.reason, 'The publisher sent it late.');
    assert.equal(plainTextOf(promise?.madeAt), 'We told you on 23 Nov, 9:00');
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
      assert.deepEqual(
        delivered.parcels[0]?.issues.map(({ title, todo }) => [title, ...todo.map(plainTextOf)]),
        [[undefined]],
      );
      const adjusted = deriveReady(
        createOrder({ adjustments: [{ id: 'a', kind: code, status: code, lineItems: [{ id: 'dune', quantity: 1 }] }] }),
      );
      assert.deepEqual(adjusted.adjustments, []);
      const { history } = deriveReady(
        createOrder({
          events: [createEvent(code, '2026-11-21T07:05:00Z'), createEvent('packed', '2026-11-21T08:05:00Z')],
          shipments: [createShipment('s1')],
        }),
      );
      assert.deepEqual(
        history.entries.map(({ text }) => text),
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
    assert.deepEqual(adjusted('return', 'pending'), ['1 × Dune: return registered']);
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
    const missing = deriveReady({ ...order, ...announced }).parcels.map(({ key, missing: check }) => [key, !!check]);
    assert.deepEqual(missing, [
      ['s2', false],
      ['s1', true],
    ]);
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
  it('has the product of each parcel, that of the headline first, and unknown contents', () => {
    const order = orderStates['several parcels']?.() ?? {};
    const viewModel = deriveReady(order);
    assert.deepEqual(
      viewModel.parcels.map(({ title }) => title),
      ['Solaris', 'Dune'],
    );
    assert.equal(plainTextOf(viewModel.headline), 'Solaris: delayed, now arriving Sun 6 – Tue 8 December');
    const unknown = deriveReady({
      ...order,
      shipments: [
        createShipment('s1', { lineItems: null }),
        createShipment('s2', { lineItems: null, tracking: [{ number: 'B 2' }] }),
      ],
    });
    assert.deepEqual(
      unknown.parcels.map(({ title, facts }) => [title, plainTextOf(facts[0])]),
      [
        ['Parcel 2', 'Contents not listed'],
        ['Parcel 1', 'Contents not listed'],
      ],
    );
  });

  it('unshipped items have a title, the date in the headline, and their cancel element', () => {
    const viewModel = deriveReady(orderStates['partly sent']?.() ?? {});
    const unshipped = viewModel.parcels.find(({ isUnshipped }) => isUnshipped);
    assert.equal(unshipped?.title, 'Solaris');
    assert.equal(plainTextOf(viewModel.headline), 'Solaris: delayed, now arriving Sun 6 – Tue 8 December');
    assert.deepEqual(
      unshipped?.items.map(({ text, details, canCancel }) => [text, ...details.map(plainTextOf), canCancel]),
      [['2 × Solaris', 'Not sent yet', true]],
    );
    assert.deepEqual(
      viewModel.actionLinks.map(({ key }) => key),
      ['cancel-order'],
    );
  });

  it('unshipped items with different dates have each their own', () => {
    const order = orderStates['partly sent']?.() ?? {};
    const promises = order['promises'] as Fields[];
    const viewModel = deriveReady({
      ...order,
      lineItems: [...(order['lineItems'] as Fields[]), createLineItem('emma', 'Emma')],
      promises: [
        ...promises,
        createDeliveryPromise('p3', '2026-12-20', '2026-12-20', { lineItems: [{ id: 'emma', quantity: 1 }] }),
      ],
    });
    const dates = viewModel.parcels
      .filter(({ isUnshipped }) => isUnshipped)
      .flatMap(({ items }) => items.map(({ id, details }) => [id, ...details.map(plainTextOf)]));
    assert.deepEqual(dates, [
      ['solaris', 'Not sent yet', 'expected Sun 6 – Tue 8 December'],
      ['emma', 'Not sent yet', 'expected Sun 20 December'],
    ]);
  });
});
