import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEvent, createLineItem, createOrder, createShipment, type Fields } from '../../support/order-fixtures.ts';
import { deriveReady, headlineOf, plainTextOf, textsOf } from './support/derive-ready.ts';

/* The reader is in Berlin. The time is noon there on Monday, 23 November 2026. */

const berlin = { name: 'Leipzig', timeZone: 'Europe/Berlin' };
const newYork = { name: 'New York', timeZone: 'America/New_York' };
const lisbon = { name: 'Lisbon', timeZone: 'Europe/Lisbon' };

const scanned = (at: string, place: Fields | undefined, fields: Fields = {}): Fields =>
  createOrder({
    shipments: [createShipment('s1')],
    events: [createEvent('in_transit', at, { place, text: 'Scanned' })],
    ...fields,
  });

const scanOf = (order: Fields, input: Parameters<typeof deriveReady>[1] = {}): string | undefined =>
  deriveReady(order, input).history.entries[0]?.time?.text;
const zonesOf = (order: Fields, input: Parameters<typeof deriveReady>[1] = {}): string[] =>
  deriveReady(order, input)
    .freshness.map(({ text }) => plainTextOf(text) ?? '')
    .filter((text) => text.startsWith('Times in'));

describe('the zone of a time', () => {
  it('is that of the destination if the day is the same there', () => {
    const order = scanned('2026-11-20T15:00:00Z', newYork);
    assert.equal(scanOf(order), '20 Nov, 16:00');
    assert.deepEqual(zonesOf(order), []);
  });

  it('is that of the place, and is named, if the day is another one there', () => {
    assert.match(scanOf(scanned('2026-11-20T03:00:00Z', newYork)) ?? '', /^19 Nov, 22:00 (GMT-5|EST)$/);
  });

  it('is named with the time of today if the day is another one there', () => {
    // It is still Sunday in New York.
    assert.match(scanOf(scanned('2026-11-23T03:00:00Z', newYork)) ?? '', /^22 Nov, 22:00 (GMT-5|EST)$/);
  });

  it('is not named if the reader’s clock shows the same', () => {
    const order = scanned(
      '2026-11-20T15:00:00Z',
      { name: 'Paris', timeZone: 'Europe/Paris' },
      { timeZone: 'Europe/Rome' },
    );
    assert.equal(scanOf(order), '20 Nov, 16:00');
    assert.deepEqual(zonesOf(order), []);
  });

  it('of the destination is told once for all times', () => {
    const order = scanned('2026-11-20T15:00:00Z', berlin, { timeZone: 'Europe/Lisbon' });
    assert.equal(scanOf(order), '20 Nov, 15:00');
    assert.deepEqual(zonesOf(order), ['Times in Western European Time']);
    assert.doesNotMatch(textsOf(deriveReady(order).parcels).join('\n'), /GMT|WET/);
  });

  it('of the destination is told if a headline or a deadline has a time', () => {
    const until = '2026-11-27T16:00:00Z';
    const shipment = { status: 'ready_for_pickup', method: 'pickup', place: lisbon, pickup: { until } };
    const order = createOrder({
      placedAt: undefined,
      timeZone: 'Europe/Lisbon',
      shipments: [createShipment('s1', shipment)],
    });
    assert.equal(headlineOf(order), 'Ready for pickup until Fri 27 November at 16:00');
    assert.deepEqual(zonesOf(order), ['Times in Western European Time']);
  });

  it('of the destination is told if a cancel element shows a deadline', () => {
    const order = createOrder({
      timeZone: 'Europe/Lisbon',
      events: [],
      shipments: [],
      placedAt: undefined,
      actions: [{ type: 'cancel-order', mode: 'instant', until: '2026-11-27T16:00:00Z' }],
    });
    assert.deepEqual(zonesOf(order), ['Times in Western European Time']);
    assert.deepEqual(zonesOf({ ...order, actions: [] }), []);
  });

  it('of the destination is not told if nothing has a time', () => {
    const shipments = [createShipment('s1', { status: 'in_transit', statusAt: '2026-11-20' })];
    assert.deepEqual(zonesOf(createOrder({ placedAt: '2026-11-14', timeZone: 'Europe/Lisbon', shipments })), []);
  });

  it('of the destination stands with the time in one line, and is not told below', () => {
    const delivered = (at: string): Fields =>
      createOrder({
        timeZone: 'Europe/Lisbon',
        shipments: [createShipment('s1')],
        events: [createEvent('delivered', at)],
      });
    const input = { namesZone: true };
    const { compact } = deriveReady(delivered('2026-11-23T09:20:00Z'), input);
    assert.match(plainTextOf(compact.text) ?? '', /^Delivered Mon 23 November at 0?9:20 (GMT|WET)$/);
    assert.deepEqual(zonesOf(delivered('2026-11-23T09:20:00Z'), input), []);
  });

  it('stands in one line only if the reader’s clock shows another time', () => {
    const order = createOrder({
      shipments: [createShipment('s1')],
      events: [createEvent('delivered', '2026-11-23T09:20:00Z')],
    });
    assert.equal(plainTextOf(deriveReady(order, { namesZone: true }).compact.text), 'Delivered today, 10:20');
  });

  it('is no zone for a local time without one', () => {
    const order = scanned('2026-11-20T15:00:00', undefined, { timeZone: 'Europe/Lisbon', placedAt: undefined });
    assert.equal(scanOf(order), '20 Nov, 15:00');
    assert.deepEqual(zonesOf(order), []);
  });

  it('decides what “today” is: the destination’s', () => {
    // It is 23:30 on Sunday in Lisbon, and 0:30 on Monday in Berlin.
    const at = '2026-11-22T23:30:00Z';
    const order = scanned('2026-11-22T20:00:00Z', lisbon, { timeZone: 'Europe/Lisbon' });
    assert.equal(scanOf(order, { at }), 'today, 20:00');
    assert.equal(scanOf(scanned('2026-11-22T20:00:00Z', berlin), { at }), '22 Nov, 21:00');
  });
});

describe('the time of the newest scan', () => {
  const latestOf = (at: string, place: Fields = berlin): string | undefined =>
    plainTextOf(deriveReady(scanned(at, place)).parcels[0]?.latestScan[0]);

  it('is today’s time, a weekday of the last six days, else a date', () => {
    assert.equal(latestOf('2026-11-23T08:50:00Z'), 'today, 9:50');
    assert.equal(latestOf('2026-11-22T17:40:00Z'), 'Sun, 18:40');
    assert.equal(latestOf('2026-11-17T17:40:00Z'), 'Tue, 18:40');
    assert.equal(latestOf('2026-11-16T17:40:00Z'), '16 Nov, 18:40');
  });

  it('is a day without a time, and a date with its zone', () => {
    assert.equal(latestOf('2026-11-23'), 'today');
    assert.equal(latestOf('2026-11-22'), '22 Nov');
    assert.match(latestOf('2026-11-22T03:00:00Z', newYork) ?? '', /^21 Nov, 22:00 (GMT-5|EST)$/);
  });

  it('has its text and place', () => {
    const [parcel] = deriveReady(scanned('2026-11-22T17:40:00Z', berlin)).parcels;
    assert.deepEqual(parcel?.latestScan.map(plainTextOf), ['Sun, 18:40', 'Scanned', 'Leipzig']);
  });

  for (const status of ['delivered', 'ready_for_pickup', 'returned', 'canceled']) {
    it(`is left out if the headline says it: ${status}`, () => {
      const shipments = [createShipment('s1', { status, statusAt: '2026-11-23T09:00:00Z' })];
      const order = { ...scanned('2026-11-22T17:40:00Z', berlin), shipments };
      assert.deepEqual(deriveReady(order).parcels[0]?.latestScan, []);
    });
  }
});

describe('a delivery', () => {
  const delivered = (at: string | undefined, fields: Fields = {}): Fields =>
    createOrder({
      shipments: [createShipment('s1', at === undefined ? { status: 'delivered' } : {})],
      events: at === undefined ? [] : [createEvent('delivered', at, fields)],
    });

  for (const [name, at, text] of [
    ['today', '2026-11-23T10:25:00Z', 'Delivered today, 11:25'],
    ['yesterday', '2026-11-22T10:25:00Z', 'Delivered yesterday, 11:25'],
    ['yesterday before midnight', '2026-11-22T22:59:00Z', 'Delivered yesterday, 23:59'],
    ['earlier', '2026-11-21T10:25:00Z', 'Delivered Sat 21 November at 11:25'],
    ['today, without a time', '2026-11-23', 'Delivered Mon 23 November'],
    ['yesterday, without a time', '2026-11-22', 'Delivered Sun 22 November'],
    ['at an unknown time', undefined, 'Delivered'],
    ['at a local time', '2026-11-23T10:25:00', 'Delivered today, 10:25'],
  ] as const) {
    it(`is told as people say it: ${name}`, () => assert.equal(headlineOf(delivered(at)), text));
  }

  it('is converted to the destination’s zone on the same day', () => {
    assert.equal(headlineOf(delivered('2026-11-22T15:00:00Z', { place: newYork })), 'Delivered yesterday, 16:00');
  });

  it('is no “yesterday” of another zone', () => {
    const order = delivered('2026-11-23T03:00:00Z', { place: newYork });
    assert.match(headlineOf(order), /^Delivered Sun 22 November at 22:00 (GMT-5|EST)$/);
  });

  it('of one of several parcels stands after its title', () => {
    const order = createOrder({
      lineItems: [createLineItem('dune', 'Dune'), createLineItem('solaris', 'Solaris')],
      shipments: [
        createShipment('s1'),
        createShipment('s2', { tracking: [{ number: 'B' }], lineItems: [{ id: 'solaris', quantity: 1 }] }),
      ],
      events: ['s1', 's2'].map((shipmentId, index) =>
        createEvent('delivered', `2026-11-2${3 - index}T10:25:00Z`, { shipmentId }),
      ),
    });
    const { headline, otherHeadlines } = deriveReady(order);
    assert.deepEqual([headline, ...otherHeadlines].map(plainTextOf).toSorted(), [
      'Dune: delivered today, 11:25',
      'Solaris: delivered yesterday, 11:25',
    ]);
  });
});
