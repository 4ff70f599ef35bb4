import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createEvent,
  createOrder,
  createShipment,
  createDeliveryPromise,
  type Fields,
} from '../../support/order-fixtures.ts';
import { deriveReady, headlineOf, shippedOrder } from './support/derive-ready.ts';

describe('order formatter', () => {
  const history = (events: Fields[], fields: Fields = {}): { when: string | undefined; text: string }[] =>
    deriveReady(createOrder({ shipments: [createShipment('s1')], events, ...fields })).history.entries.map(
      ({ time, text }) => ({ when: time?.text, text }),
    );

  it('a time shortly ahead is now; a day ahead, and an invalid date, is no time [K07]', () => {
    const entries = history([
      createEvent('packed', '2026-11-23T11:05:00Z', { text: 'a' }),
      createEvent('note', '2026-11-26T11:05:00Z', { text: 'b' }),
      createEvent('note', '2026-02-30', { text: 'c' }),
      createEvent('accepted', '2026-11-22T09:30:00', { text: 'd' }),
      createEvent('accepted', '2026-11-21', { text: 'e' }),
    ]);
    assert.deepEqual(
      new Map(entries.map(({ text, when }) => [text, when])),
      new Map([
        ['b', undefined],
        ['a', 'today, 12:00'],
        ['c', undefined],
        ['d', '22 Nov, 9:30'],
        ['e', '21 Nov'],
      ]),
    );
  });

  it('a time is in the zone of its place, which is named if it differs from the reader’s [K02]', () => {
    const place = { name: 'Vladivostok', timeZone: 'Asia/Vladivostok' };
    const [entry] = history([createEvent('accepted', '2026-11-21T20:00:00Z', { place })], {});
    assert.match(entry?.when ?? '', /^22 Nov, 06:00 (GMT\+10|VLAT)$/);
  });

  it('a promised day stays that day in every zone [K02]', () => {
    for (const timeZone of ['Asia/Vladivostok', 'Pacific/Kiritimati', 'Pacific/Honolulu', 'Europe/Moscow']) {
      const order = { ...shippedOrder({}, [createDeliveryPromise('p1', '2026-11-30', '2026-11-30')]), timeZone };
      assert.equal(headlineOf(order), 'Arrives Mon 30 November', timeZone);
    }
  });

  it('a date has a year only if it is another year; leap days are dates [K08]', () => {
    const on = (day: string, at: string): string =>
      headlineOf(shippedOrder({}, [createDeliveryPromise('p1', day, day)]), at);
    assert.equal(on('2027-01-04', '2026-12-30T11:00:00Z'), 'Arrives Mon 4 January 2027');
    assert.equal(on('2028-02-29', '2028-02-20T11:00:00Z'), 'Arrives Tue 29 February');
  });

  it('an event without a text has a label, or is left out', () => {
    const entries = history([
      createEvent('label_created', '2026-11-20T10:00:00Z'),
      createEvent('accepted', '2026-11-21T10:00:00Z'),
      createEvent('in_transit', '2026-11-21T11:00:00Z'),
      createEvent('note', '2026-11-21T12:00:00Z'),
      createEvent('pigeon', '2026-11-21T13:00:00Z'),
      createEvent('delivery_attempted', '2026-11-22T10:00:00Z'),
    ]);
    assert.deepEqual(
      entries.map(({ text }) => text),
      ['We could not deliver it', 'On its way', 'Shipped', 'Being prepared'],
    );
  });

  it('a history of 10,000 events has 20 entries', () => {
    const events = Array.from({ length: 10_000 }, (_, index) =>
      createEvent('in_transit', new Date(Date.parse('2026-10-01T00:00:00Z') + index * 60_000).toISOString(), {
        text: `scan ${index}`,
      }),
    );
    const { history: shown } = deriveReady(createOrder({ shipments: [createShipment('s1')], events }));
    assert.equal(shown.entries.length, 20);
    assert.equal(shown.entries[0]?.text, 'scan 9999');
    assert.equal(shown.hasMore, true);
  });
});
