import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BarViewModel } from '../../../src/components/order-status/parcel.view-model.ts';
import {
  createDeliveryPromise,
  createEvent,
  createOrder,
  createShipment,
  orderStates,
  type Fields,
} from '../../support/order-fixtures.ts';
import { deriveReady, plainTextOf } from './support/derive-ready.ts';

const barOf = (order: Fields): BarViewModel => {
  const [parcel] = deriveReady(order).parcels;
  assert.ok(parcel?.bar);
  return parcel.bar;
};
const stateOf = (name: string): Fields => orderStates[name]?.() ?? {};
const textsOf = ({ start, current, end }: BarViewModel): (string | undefined)[] => [
  plainTextOf(start),
  current,
  plainTextOf(end),
];

describe('the bar of a parcel', () => {
  it('has the first step, the reached one and the last promised day', () => {
    const bar = barOf(stateOf('under way'));
    assert.deepEqual(textsOf(bar), ['Ordered 14 Nov', 'Shipped', '26 Nov']);
    assert.deepEqual(bar.states, ['done', 'done', 'current', 'to-come', 'to-come']);
    assert.deepEqual([bar.isEnded, bar.isStopped], [false, false]);
  });

  it('says in one sentence how far it is', () => {
    assert.equal(barOf(stateOf('under way')).progress, 'Step 3 of 5: Shipped');
  });

  it('has no first step beside itself', () => {
    const bar = barOf(stateOf('unknown'));
    assert.deepEqual(textsOf(bar), [undefined, 'Ordered', 'no date yet']);
  });

  it('has its last step alone after the delivery', () => {
    const bar = barOf(stateOf('delivered'));
    assert.deepEqual(textsOf(bar), ['Ordered 14 Nov', 'Delivered', undefined]);
    assert.deepEqual([bar.isEnded, bar.isStopped], [true, false]);
    assert.ok(bar.states.every((state) => state === 'done'));
  });

  it('ends “from” a day, or without a date', () => {
    assert.equal(plainTextOf(barOf(stateOf('open-ended')).end), 'from Tue 1 December');
    assert.equal(plainTextOf(barOf(stateOf('under way without a date')).end), 'no date yet');
  });

  it('has the year of another year at both ends', () => {
    const bar = barOf(
      createOrder({
        placedAt: '2025-12-30T08:00:00Z',
        shipments: [createShipment('s1', { status: 'in_transit' })],
        promises: [createDeliveryPromise('p1', '2027-01-04', '2027-01-05')],
      }),
    );
    assert.deepEqual(textsOf(bar), ['Ordered 30 Dec 2025', 'Shipped', '5 Jan 2027']);
  });

  for (const kind of ['lost', 'destroyed', 'refused', 'unclaimed']) {
    it(`has no end for a parcel that nobody expects: ${kind}`, () => {
      const shipments = [createShipment('s1', { status: 'in_transit', exceptions: [{ kind }] })];
      const bar = barOf(
        createOrder({ shipments, promises: [createDeliveryPromise('p1', '2026-11-24', '2026-11-24')] }),
      );
      assert.deepEqual([bar.end, bar.isStopped], [undefined, true]);
    });
  }

  it('stops at an issue that stops the delivery, and names it', () => {
    const bar = barOf(stateOf('customs'));
    assert.deepEqual([bar.isStopped, bar.progress], [true, 'Step 3 of 5: Held at customs']);
    assert.equal(bar.current, 'Shipped');
  });

  it('goes on with a delay', () => {
    const bar = barOf(stateOf('delayed'));
    assert.deepEqual([bar.isStopped, bar.progress], [false, 'Step 3 of 5: Shipped']);
  });

  for (const status of ['undeliverable', 'returning', 'returned']) {
    it(`stops for a parcel that is ${status}`, () => {
      const bar = barOf(createOrder({ shipments: [createShipment('s1', { status })] }));
      assert.deepEqual([bar.isStopped, bar.isEnded, bar.end], [true, status === 'returned', undefined]);
    });
  }

  it('does not stop for a return that goes back, and promises it no date', () => {
    const { parcels } = deriveReady(stateOf('return under way'));
    const bar = parcels.find(({ key }) => key === 'r1')?.bar;
    assert.deepEqual([bar?.isStopped, bar?.end], [false, undefined]);
  });

  it('does not stop for a return that is back', () => {
    const back = { direction: 'return', status: 'returned', tracking: [{ number: 'R' }] };
    const shipments = [createShipment('s1', { status: 'delivered' }), createShipment('r1', back)];
    const bar = deriveReady(createOrder({ shipments })).parcels.find(({ key }) => key === 'r1')?.bar;
    assert.deepEqual([bar?.isStopped, bar?.isEnded], [false, true]);
  });

  it('of a damaged parcel that was delivered does not stop', () => {
    assert.deepEqual([barOf(stateOf('damaged')).isStopped, barOf(stateOf('damaged')).isEnded], [false, true]);
  });

  it('is missing for a canceled order: a full bar would look like a delivery', () => {
    const canceled = createEvent('canceled', '2026-11-20T10:00:00Z', { shipmentId: undefined });
    const order = createOrder({ shipments: [createShipment('s1', { status: 'packed' })], events: [canceled] });
    const { parcels, compact } = deriveReady(order);
    assert.equal(parcels[0]?.bar, undefined);
    assert.equal(compact.bar, undefined);
  });

  it('ends at the promised day of a pickup, and never at a past one', () => {
    const endOf = (from: string, to?: string): string | undefined =>
      textsOf(
        barOf(
          createOrder({
            shipments: [createShipment('s1', { status: 'in_transit', method: 'pickup' })],
            promises: [{ ...createDeliveryPromise('p1', from, to ?? from), window: { from, to } }],
          }),
        ),
      )[2];
    assert.equal(endOf('2026-11-24', '2026-11-26'), '26 Nov');
    assert.equal(endOf('2026-11-18', '2026-11-20'), 'no date yet');
    assert.equal(endOf('2026-11-20'), 'from Mon 23 November');
  });

  it('is missing for unshipped items beside a parcel', () => {
    const { parcels } = deriveReady(stateOf('partly sent'));
    assert.deepEqual(
      parcels.map(({ isUnshipped, bar }) => [isUnshipped, bar !== undefined]),
      [
        [true, false],
        [false, true],
      ],
    );
  });

  it('in one line is that of the headline’s parcel', () => {
    const { compact, parcels } = deriveReady(stateOf('several parcels'));
    assert.equal(compact.bar, parcels.find(({ key }) => key === 's2')?.bar);
  });
});
