import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { warningCodes, event, line, parcel, summarize } from './order-builder.ts';

const at = '2026-11-20T10:00:00Z';
const two = { lineItems: [line('dune', 2)], shipments: [parcel('s1'), parcel('s2')] };
const ofParcel1 = (kind: string): object => event(kind, at);
const ofParcel2 = (kind: string): object => event(kind, at, { shipmentId: 's2' });
const ofOrder = (kind: string, time = at): object => event(kind, time, { shipmentId: undefined });
const one = { lineItems: [line('dune', 2)] };

describe('order status', () => {
  const cases: [title: string, status: string, events: object[], fields: object][] = [
    ['placed without events', 'placed', [], { shipments: [] }],
    ['paid', 'placed', [ofOrder('payment_confirmed')], { shipments: [] }],
    ['with a payment hold', 'awaiting_payment', [], { shipments: [], hold: { reason: 'payment' } }],
    ['with another hold', 'on_hold', [], { shipments: [], hold: { reason: 'address_check' } }],
    ['after an on_hold event', 'on_hold', [ofOrder('on_hold')], { shipments: [] }],
    [
      'after on_hold and payment_confirmed',
      'placed',
      [ofOrder('on_hold'), ofOrder('payment_confirmed', '2026-11-21T10:00:00Z')],
      { shipments: [] },
    ],
    ['with a hold and an accepted parcel', 'shipped', [ofParcel1('accepted')], { hold: { reason: 'payment' } }],
    ['packed', 'processing', [ofParcel1('packed')], {}],
    ['packed without a parcel', 'processing', [ofOrder('packed')], { shipments: [] }],
    ['accepted without a parcel', 'shipped', [ofOrder('accepted')], { shipments: [] }],
    [
      'fulfilled by the quantities of its lines',
      'shipped',
      [],
      { shipments: [], lineItems: [line('dune', 1, { quantity: { original: 1, total: 1, fulfilled: 1 } })] },
    ],
    [
      'partly fulfilled by the quantities of its lines',
      'partially_shipped',
      [],
      { shipments: [], lineItems: [line('dune', 1, { quantity: { original: 2, total: 2, fulfilled: 1 } })] },
    ],
    ['with a parcel of unknown status', 'unknown', [], {}],
    ['in transit', 'shipped', [ofParcel1('in_transit')], {}],
    ['out for delivery', 'shipped', [ofParcel1('out_for_delivery')], {}],
    ['with one of two pieces accepted', 'partially_shipped', [ofParcel1('accepted')], one],
    ['with one of two parcels accepted', 'partially_shipped', [ofParcel1('accepted'), ofParcel2('packed')], two],
    ['with both parcels under way', 'shipped', [ofParcel1('accepted'), ofParcel2('out_for_delivery')], two],
    ['ready for pickup', 'ready_for_pickup', [ofParcel1('ready_for_pickup')], {}],
    [
      'with one of two parcels ready for pickup',
      'shipped',
      [ofParcel1('ready_for_pickup'), ofParcel2('accepted')],
      two,
    ],
    ['6: with all parcels delivered', 'delivered', [ofParcel1('delivered'), ofParcel2('delivered')], two],
    ['6: with some parcels delivered', 'partially_delivered', [ofParcel1('delivered'), ofParcel2('accepted')], two],
    ['6: delivered except for an unshipped piece', 'partially_delivered', [ofParcel1('delivered')], one],
    [
      '6: delivered except for a canceled piece',
      'delivered',
      [ofParcel1('delivered')],
      { lineItems: [line('dune', 1, { quantity: { original: 2, total: 1, fulfilled: 1 } })] },
    ],
    [
      '6: delivered with unknown contents',
      'delivered',
      [ofParcel1('delivered')],
      { shipments: [parcel('s1', { lineItems: null })] },
    ],
    [
      '6: delivered, with a canceled parcel',
      'delivered',
      [ofParcel1('delivered'), ofParcel2('canceled')],
      { ...two, lineItems: [line('dune', 1)] },
    ],
    ['with a returning parcel', 'shipped', [ofParcel1('return_started')], {}],
    ['with a returned parcel', 'returned', [ofParcel1('returned_to_sender')], {}],
    [
      'with one of two parcels returned',
      'partially_returned',
      [ofParcel1('returned_to_sender'), ofParcel2('delivered')],
      two,
    ],
    [
      'with one of two pieces returned',
      'partially_returned',
      [ofParcel1('delivered')],
      {
        ...one,
        shipments: [parcel('s1', { lineItems: [{ id: 'dune', quantity: 2 }] })],
        adjustments: [{ id: 'a', kind: 'return', status: 'completed', lineItems: [{ id: 'dune', quantity: 1 }] }],
      },
    ],
    [
      'with a delivered return of all pieces',
      'returned',
      [ofParcel1('delivered'), ofParcel2('delivered')],
      { shipments: [parcel('s1'), parcel('s2', { direction: 'return' })] },
    ],
    [
      'with a pending return',
      'delivered',
      [ofParcel1('delivered')],
      { adjustments: [{ id: 'a', kind: 'return', status: 'pending', lineItems: [{ id: 'dune', quantity: 1 }] }] },
    ],
    [
      'with a return of unknown contents',
      'partially_returned',
      [ofParcel1('delivered'), ofParcel2('delivered')],
      { shipments: [parcel('s1'), parcel('s2', { direction: 'return', lineItems: null })] },
    ],
    [
      'canceled line by line',
      'canceled',
      [],
      { shipments: [], lineItems: [line('dune', 0, { quantity: { original: 2, total: 0, fulfilled: 0 } })] },
    ],
    ['canceled as a whole', 'canceled', [ofOrder('canceled')], {}],
    [
      'canceled, then paid',
      'canceled',
      [ofOrder('canceled'), ofOrder('payment_confirmed', '2026-11-21T10:00:00Z')],
      { shipments: [] },
    ],
    ['held, then packed', 'processing', [ofOrder('on_hold'), ofParcel1('packed')], {}],
    ['no line, no parcel, no event', 'unknown', [], { shipments: [], lineItems: [], placedAt: undefined }],
  ];
  for (const [title, status, events, fields] of cases) {
    it(`${title}: ${status}`, () => assert.equal(summarize(events, { ...fields }).status, status));
  }

  it('a canceled order that was shipped is shipped, with a warning', () => {
    const amounts = { original: 1, total: 0, fulfilled: 0 };
    const summary = summarize([ofParcel1('accepted')], { lineItems: [line('dune', 0, { quantity: amounts })] });
    assert.equal(summary.status, 'shipped');
    assert.ok(warningCodes(summary).includes('canceled-but-shipped'));
  });

  it('keeps the status text of the platform', () => {
    const { status, statusText } = summarize([ofParcel1('accepted')], { statusText: 'COMPLETE' });
    assert.deepEqual([status, statusText], ['shipped', 'COMPLETE']);
  });
});

describe('a replacement', () => {
  const returned = (fields: object = {}): object =>
    parcel('r1', { direction: 'return', status: 'delivered', tracking: [{ number: 'R1' }], ...fields });
  const delivered = parcel('s1', { status: 'delivered', statusAt: at });

  it('is under way after the first delivery came back', () => {
    const { status, isFinal } = summarize([], {
      shipments: [delivered, returned(), parcel('s2', { status: 'in_transit', statusAt: '2026-11-22T10:00:00Z' })],
    });
    assert.deepEqual([status, isFinal], ['partially_returned', false]);
  });

  it('without known contents counts as soon as it has left the shop', () => {
    const read = (status: string): unknown => {
      const summary = summarize([], {
        shipments: [delivered, returned(), parcel('s2', { status, lineItems: null })],
      });
      return [summary.status, summary.isFinal];
    };
    assert.deepEqual(read('packed'), ['returned', true]);
    assert.deepEqual(read('accepted'), ['partially_returned', false]);
  });

  it('is none if the returned pieces were in the parcel without a final status', () => {
    const adjustments = [{ id: 'a', kind: 'return', status: 'completed', lineItems: [{ id: 'dune', quantity: 1 }] }];
    const { status } = summarize([], { shipments: [parcel('s1', { status: 'accepted' })], adjustments });
    assert.equal(status, 'returned');
  });
});

describe('a parcel whose pieces are all canceled', () => {
  const fields = {
    lineItems: [line('dune', 1), line('sol', 1, { quantity: { original: 1, total: 0, fulfilled: 0 } })],
    shipments: [
      parcel('s1', { status: 'delivered', statusAt: at }),
      parcel('s2', { status: 'preparing', lineItems: [{ id: 'sol', quantity: 1 }] }),
    ],
  };

  it('does not keep a delivered order open', () => {
    const { status, isFinal, headline } = summarize([], fields);
    assert.deepEqual(
      [status, isFinal, headline.kind, headline.parcel?.shipment.id],
      ['delivered', true, 'delivered', 's1'],
    );
  });

  it('does not keep a returned order open, if quantities are not known', () => {
    const { lineItems, shipments } = fields;
    const [dune, sol] = [{ ...lineItems[0], quantity: undefined }, lineItems[1]];
    const back = parcel('s1', { status: 'returned', statusAt: at });
    const { status } = summarize([], { lineItems: [dune, sol], shipments: [back, shipments[1]] });
    assert.equal(status, 'returned');
  });

  it('counts once it is under way', () => {
    const events = [event('accepted', at, { shipmentId: 's2' })];
    assert.equal(summarize(events, fields).status, 'partially_delivered');
  });
});

describe('a canceled order', () => {
  const canceled = ofOrder('canceled');

  it('is not undone by a label', () => {
    for (const kind of ['label_created', 'pickup_scheduled', 'pickup_failed'])
      assert.equal(summarize([canceled, event(kind, '2026-11-21T10:00:00Z')]).status, 'canceled', kind);
  });

  it('is undone by a parcel that the carrier has', () => {
    assert.equal(summarize([canceled, event('accepted', '2026-11-21T10:00:00Z')]).status, 'shipped');
  });
});
