import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, event, line, parcel, read } from './build.ts';

const at = '2026-11-20T10:00:00Z';
const two = { lineItems: [line('dune', 2)], shipments: [parcel('s1'), parcel('s2')] };
const in1 = (kind: string): object => event(kind, at);
const in2 = (kind: string): object => event(kind, at, { shipmentId: 's2' });
const ofOrder = (kind: string, time = at): object => event(kind, time, { shipmentId: undefined });
const one = { lineItems: [line('dune', 2)] };

describe('the order by its parcels', () => {
  const cases: [what: string, status: string, happened: object[], fields: object][] = [
    ['nothing yet', 'placed', [], { shipments: [] }],
    ['paid', 'placed', [ofOrder('payment_confirmed')], { shipments: [] }],
    ['waits for money', 'awaiting_payment', [], { shipments: [], hold: { reason: 'payment' } }],
    ['held by the shop', 'on_hold', [], { shipments: [], hold: { reason: 'address_check' } }],
    ['held by an event', 'on_hold', [ofOrder('on_hold')], { shipments: [] }],
    ['held, then paid', 'placed', [ofOrder('on_hold'), ofOrder('payment_confirmed', '2026-11-21T10:00:00Z')], { shipments: [] }],
    ['held, but gone', 'shipped', [in1('accepted')], { hold: { reason: 'payment' } }],
    ['packed', 'processing', [in1('packed')], {}],
    ['packed, without a parcel', 'processing', [ofOrder('packed')], { shipments: [] }],
    ['sent, without a parcel', 'shipped', [ofOrder('accepted')], { shipments: [] }],
    ['sent, by the lines’ count', 'shipped', [], { shipments: [], lineItems: [line('dune', 1, { quantity: { original: 1, total: 1, fulfilled: 1 } })] }],
    ['partly sent, by the lines’ count', 'partially_shipped', [], { shipments: [], lineItems: [line('dune', 1, { quantity: { original: 2, total: 2, fulfilled: 1 } })] }],
    ['a parcel nobody knows of', 'unknown', [], {}],
    ['gone', 'shipped', [in1('in_transit')], {}],
    ['out for delivery', 'shipped', [in1('out_for_delivery')], {}],
    ['one of two pieces gone', 'partially_shipped', [in1('accepted')], one],
    ['one of two parcels gone', 'partially_shipped', [in1('accepted'), in2('packed')], two],
    ['both gone', 'shipped', [in1('accepted'), in2('out_for_delivery')], two],
    ['ready', 'ready_for_pickup', [in1('ready_for_pickup')], {}],
    ['one of two ready', 'shipped', [in1('ready_for_pickup'), in2('accepted')], two],
    ['6: all delivered', 'delivered', [in1('delivered'), in2('delivered')], two],
    ['6: some delivered', 'partially_delivered', [in1('delivered'), in2('accepted')], two],
    ['6: delivered, and a piece not sent', 'partially_delivered', [in1('delivered')], one],
    ['6: delivered, and the other piece canceled', 'delivered', [in1('delivered')], { lineItems: [line('dune', 1, { quantity: { original: 2, total: 1, fulfilled: 1 } })] }],
    ['6: delivered, contents not known', 'delivered', [in1('delivered')], { shipments: [parcel('s1', { lineItems: null })] }],
    ['6: delivered, and a voided parcel', 'delivered', [in1('delivered'), in2('canceled')], { ...two, lineItems: [line('dune', 1)] }],
    ['going back', 'shipped', [in1('return_started')], {}],
    ['back', 'returned', [in1('returned_to_sender')], {}],
    ['one of two back', 'partially_returned', [in1('returned_to_sender'), in2('delivered')], two],
    ['one piece sent back', 'partially_returned', [in1('delivered')], { ...one, shipments: [parcel('s1', { lineItems: [{ id: 'dune', quantity: 2 }] })], adjustments: [{ id: 'a', kind: 'return', status: 'completed', lineItems: [{ id: 'dune', quantity: 1 }] }] }],
    ['all sent back', 'returned', [in1('delivered'), in2('delivered')], { shipments: [parcel('s1'), parcel('s2', { direction: 'return' })] }],
    ['a return asked for', 'delivered', [in1('delivered')], { adjustments: [{ id: 'a', kind: 'return', status: 'pending', lineItems: [{ id: 'dune', quantity: 1 }] }] }],
    ['a return of unknown contents', 'partially_returned', [in1('delivered'), in2('delivered')], { shipments: [parcel('s1'), parcel('s2', { direction: 'return', lineItems: null })] }],
    ['canceled line by line', 'canceled', [], { shipments: [], lineItems: [line('dune', 0, { quantity: { original: 2, total: 0, fulfilled: 0 } })] }],
    ['canceled as a whole', 'canceled', [ofOrder('canceled')], {}],
    ['canceled, then paid', 'canceled', [ofOrder('canceled'), ofOrder('payment_confirmed', '2026-11-21T10:00:00Z')], { shipments: [] }],
    ['held, then packed', 'processing', [ofOrder('on_hold'), in1('packed')], {}],
    ['no line, no parcel, no event', 'unknown', [], { shipments: [], lineItems: [], placedAt: undefined }],
  ];
  for (const [what, status, happened, fields] of cases) {
    it(`${what}: ${status}`, () => assert.equal(read(happened, { ...fields }).status, status));
  }

  it('canceled and sent all the same is told as it is, with a warning', () => {
    const amounts = { original: 1, total: 0, fulfilled: 0 };
    const reading = read([in1('accepted')], { lineItems: [line('dune', 0, { quantity: amounts })] });
    assert.equal(reading.status, 'shipped');
    assert.ok(codes(reading).includes('canceled-but-sent'));
  });

  it('keeps the platform’s own word beside it', () => {
    const { status, statusText } = read([in1('accepted')], { statusText: 'COMPLETE' });
    assert.deepEqual([status, statusText], ['shipped', 'COMPLETE']);
  });
});
