import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createDeliveryPromise,
  createLineItem,
  createOrder,
  createShipment,
  type Fields,
} from '../../support/order-fixtures.ts';
import { deriveReady } from './support/derive-ready.ts';

const ids = ['dune', 'solaris', 'emma'];

/** Dune is the parcel of the headline. */
const orderOf = (parcels: Partial<Record<string, Fields>> = {}, fields: Fields = {}): Fields =>
  createOrder({
    lineItems: ids.map((id) => createLineItem(id, id)),
    shipments: ids.map((id) =>
      createShipment(id, {
        status: id === 'dune' ? 'out_for_delivery' : 'in_transit',
        statusAt: '2026-11-22T10:00:00Z',
        tracking: [{ number: id }],
        lineItems: [{ id, quantity: 1 }],
        ...parcels[id],
      }),
    ),
    promises: [createDeliveryPromise('p1', '2026-11-24', '2026-11-26')],
    ...fields,
  });

const rowsOf = (order: Fields, input: Parameters<typeof deriveReady>[1] = {}): string[] =>
  deriveReady(order, input).parcels.map(({ key, isFolded }) => (isFolded ? `${key} folded` : key));

describe('a parcel of several', () => {
  it('is folded if nothing about it needs the customer', () => {
    assert.deepEqual(rowsOf(orderOf()), ['dune', 'solaris folded', 'emma folded']);
  });

  it('is not folded if the headline is about it', () => {
    const rows = rowsOf(orderOf({ emma: { exceptions: [{ kind: 'lost' }] } }));
    assert.deepEqual(rows, ['emma', 'dune folded', 'solaris folded']);
  });

  it('is not folded with an issue, and stands before the folded ones', () => {
    const emma = { exceptions: [{ kind: 'delayed', since: '2026-11-22T10:00:00Z' }] };
    assert.deepEqual(rowsOf(orderOf({ emma })), ['dune', 'emma', 'solaris folded']);
  });

  it('is not folded if only its promise changed', () => {
    const own = (id: string, day: string): Fields =>
      createDeliveryPromise(`${id} ${day}`, day, day, {
        lineItems: [{ id, quantity: 1 }],
        madeAt: `2026-11-${day > '2026-11-24' ? 14 : 20}T08:00:00Z`,
      });
    // An earlier day is no bad news.
    const promises = [
      own('dune', '2026-11-24'),
      own('solaris', '2026-11-24'),
      own('emma', '2026-11-26'),
      own('emma', '2026-11-24'),
    ];
    const { parcels } = deriveReady(orderOf({}, { promises }));
    assert.deepEqual(
      parcels.map(({ key, isFolded, promise }) => [key, isFolded, promise !== undefined]),
      [
        ['dune', false, false],
        ['emma', false, true],
        ['solaris', true, false],
      ],
    );
  });

  it('is not folded if it has an item that can be canceled', () => {
    const actions = [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'solaris', maxQuantity: 1 }] }];
    assert.deepEqual(rowsOf(orderOf({}, { actions })), ['dune', 'solaris', 'emma folded']);
  });

  it('stays at its place while a cancel element is open', () => {
    const pinnedCancels = {
      types: new Set<string>(),
      parcelKeys: ['solaris', 'dune'],
      positionsByLineId: new Map([['solaris', { parcelKey: 'solaris', index: 0, hasOutcome: false }]]),
    };
    const lost = orderOf({ emma: { exceptions: [{ kind: 'lost' }] } });
    assert.deepEqual(rowsOf(lost, { pinnedCancels }), ['solaris', 'dune folded', 'emma']);
  });

  it('is never folded alone', () => {
    const order = createOrder({ shipments: [createShipment('s1', { status: 'in_transit' })] });
    assert.deepEqual(rowsOf(order), ['s1']);
  });
});

describe('the changed promise of an order', () => {
  const promises = [
    createDeliveryPromise('p1', '2026-11-24', '2026-11-26'),
    createDeliveryPromise('p2', '2026-12-06', '2026-12-08', { madeAt: '2026-11-20T08:00:00Z' }),
  ];

  it('is shown once for all parcels that have it', () => {
    const { promise, parcels } = deriveReady(orderOf({}, { promises }));
    assert.ok(promise);
    assert.deepEqual(
      parcels.filter((parcel) => parcel.promise),
      [],
    );
  });

  it('is shown in the parcel if there is only one', () => {
    const order = createOrder({ shipments: [createShipment('s1', { status: 'in_transit' })], promises });
    const { promise, parcels } = deriveReady(order);
    assert.equal(promise, undefined);
    assert.ok(parcels[0]?.promise);
  });

  it('is shown in the parcel that has it beside a parcel with another one', () => {
    const own = promises.map((each) => ({ ...each, lineItems: [{ id: 'emma', quantity: 1 }] }));
    const others = createDeliveryPromise('p0', '2026-11-24', '2026-11-24', {
      lineItems: ['dune', 'solaris'].map((id) => ({ id, quantity: 1 })),
    });
    const { promise, parcels } = deriveReady(orderOf({}, { promises: [...own, others] }));
    assert.equal(promise, undefined);
    assert.deepEqual(
      parcels.filter((parcel) => parcel.promise).map(({ key }) => key),
      ['emma'],
    );
  });
});
