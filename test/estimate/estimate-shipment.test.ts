import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Calendar } from '../../src/contract/shop-terms.ts';
import { estimateShipment, type ShipmentEstimate, type ShipmentQuery } from '../../src/estimate/index.ts';
import fc, { runs } from '../support/fast-check.ts';
import { dates, instants, shipmentQueries, inHostTimeZones } from '../support/estimate-arbitraries.ts';

type SuccessfulEstimate = Extract<ShipmentEstimate, { status: 'ok' }>;

const noOpenDay = { status: 'error', reason: 'no-open-day' };

function estimateOrSkip(query: ShipmentQuery): SuccessfulEstimate {
  const result = estimateShipment(query);
  fc.pre(result.status === 'ok');
  return result as SuccessfulEstimate;
}

const at = (query: ShipmentQuery, milliseconds: number): ShipmentQuery => ({
  ...query,
  now: new Date(milliseconds).toISOString(),
});

/** The delivery range of each item: parcels may differ between two estimates, items do not. */
function listArrivals({ parcels }: SuccessfulEstimate): { min: string; max: string }[] {
  return parcels
    .flatMap(({ items, delivery }) => items.map((item) => ({ item, delivery })))
    .sort((a, b) => a.item - b.item)
    .map(({ delivery }) => delivery);
}

const plain: ShipmentQuery = {
  now: '2026-11-23T09:00:00Z',
  origin: {
    timeZone: 'Europe/Berlin',
    calendar: { weekdays: [1, 2, 3, 4, 5] },
    cutoff: '14:00',
    handling: { min: 0, max: 0 },
  },
  method: { transit: { min: 1, max: 2, unit: 'business' } },
  destination: { timeZone: 'Europe/Berlin' },
  items: [{}],
  ship: 'together',
};

const swap = <T extends { min: number; max: number }>(range: T): T => ({ ...range, min: range.max, max: range.min });

describe('estimateShipment for arbitrary shops', () => {
  it('puts every item into one parcel, with ascending ranges', () => {
    fc.assert(
      fc.property(shipmentQueries, (query) => {
        const { parcels, delivery, daysFromToday } = estimateOrSkip(query);
        const packed = parcels.flatMap(({ items }) => items).sort((a, b) => a - b);
        assert.deepEqual(
          packed,
          query.items.map((_, index) => index),
        );
        for (const { dispatch, handover, delivery: arrival } of parcels) {
          for (const { min, max } of [dispatch, handover, arrival]) assert.ok(min <= max);
          assert.ok(dispatch.min <= handover.min && dispatch.max <= handover.max);
          assert.ok(delivery.min <= arrival.min && arrival.max <= delivery.max);
        }
        assert.ok(daysFromToday.min <= daysFromToday.max);
      }),
    );
  });

  it('is never before today at the destination', () => {
    fc.assert(
      fc.property(shipmentQueries, (query) => {
        const { delivery, todayAtDestination, daysFromToday } = estimateOrSkip(query);
        assert.ok(delivery.min >= todayAtDestination);
        assert.ok(daysFromToday.min >= 0);
      }),
    );
  });

  it('accepts on the same day until orderBy', () => {
    fc.assert(
      fc.property(shipmentQueries, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (query, share) => {
        const { orderBy, acceptedOn } = estimateOrSkip(query);
        const [now, end] = [Date.parse(query.now), Date.parse(orderBy)];
        assert.ok(end > now);
        const later = estimateOrSkip(at(query, now + Math.floor((end - now) * share)));
        assert.equal(later.orderBy, orderBy);
        assert.equal(later.acceptedOn, acceptedOn);
      }),
    );
  });

  it('accepts on a later day from orderBy on, and orderByMatters if that changes the days', () => {
    fc.assert(
      fc.property(shipmentQueries, (query) => {
        const before = estimateOrSkip(query);
        const after = estimateOrSkip(at(query, Date.parse(before.orderBy)));
        assert.ok(after.acceptedOn > before.acceptedOn);
        // The order of dispatch does not count.
        const byItem = ({ parcels }: typeof before): string[] =>
          parcels.map(({ items, delivery }) => JSON.stringify([items, delivery])).sort();
        assert.equal(before.orderByMatters, byItem(before).join() !== byItem(after).join());
      }),
    );
  });

  it('is never earlier for a later order', () => {
    fc.assert(
      fc.property(shipmentQueries, instants, (query, other) => {
        const [earlier, later] = [query.now, other].sort() as [string, string];
        const first = listArrivals(estimateOrSkip({ ...query, now: earlier }));
        listArrivals(estimateOrSkip({ ...query, now: later })).forEach(({ min, max }, index) => {
          assert.ok(min >= (first[index]?.min ?? ''));
          assert.ok(max >= (first[index]?.max ?? ''));
        });
      }),
    );
  });

  it('is never earlier with one more closed day', () => {
    const closing = (calendar: Calendar, date: string): Calendar => ({
      ...calendar,
      closed: [...(calendar.closed ?? []), date],
    });
    fc.assert(
      fc.property(shipmentQueries, dates, (query, date) => {
        const { origin, method } = query;
        const { pickupCalendar, calendar } = origin;
        const { transitCalendar, deliveryCalendar } = method;
        const closed = estimateOrSkip({
          ...query,
          origin: {
            ...origin,
            calendar: closing(calendar, date),
            ...(pickupCalendar && { pickupCalendar: closing(pickupCalendar, date) }),
          },
          method: {
            ...method,
            ...(transitCalendar && { transitCalendar: closing(transitCalendar, date) }),
            ...(deliveryCalendar && { deliveryCalendar: closing(deliveryCalendar, date) }),
          },
        });
        const first = listArrivals(estimateOrSkip(query));
        listArrivals(closed).forEach(({ min, max }, index) => {
          assert.ok(min >= (first[index]?.min ?? ''));
          assert.ok(max >= (first[index]?.max ?? ''));
        });
      }),
    );
  });

  it('swaps a range with min > max (R11)', () => {
    fc.assert(
      fc.property(shipmentQueries, (query) => {
        const { origin, method, items } = query;
        const swapped: ShipmentQuery = {
          ...query,
          origin: { ...origin, handling: swap(origin.handling) },
          method: { ...method, transit: swap(method.transit) },
          items: items.map(({ lead, handling, ...item }) => ({
            ...item,
            ...(lead && { lead: swap(lead) }),
            ...(handling && { handling: swap(handling) }),
          })),
        };
        assert.deepEqual(estimateShipment(swapped), estimateShipment(query));
      }),
    );
  });

  it('does not depend on the time zone of the machine', () => {
    const offsets = inHostTimeZones(() => new Date(2026, 0, 1).getTimezoneOffset());
    assert.equal(new Set(offsets).size, 4, 'process.env.TZ changes the zone of the process');
    fc.assert(
      fc.property(shipmentQueries, (query) => {
        const [first, ...others] = inHostTimeZones(() => estimateShipment(query));
        for (const other of others) assert.deepEqual(other, first);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('estimateShipment without a solution', () => {
  const never: Calendar = { weekdays: [] };
  const past: Calendar = { weekdays: [], open: ['2020-01-01'] };
  const endless = { min: 1, max: Number.MAX_SAFE_INTEGER };
  const impossible: [name: string, query: ShipmentQuery][] = [
    ['an origin without an open day', { ...plain, origin: { ...plain.origin, calendar: never } }],
    ['an origin without a cut-off', { ...plain, origin: { ...plain.origin, cutoff: {} } }],
    ['a carrier that never collects', { ...plain, origin: { ...plain.origin, pickupCalendar: never } }],
    ['a carrier that never moves', { ...plain, method: { ...plain.method, transitCalendar: never } }],
    ['a destination nobody delivers to', { ...plain, method: { ...plain.method, deliveryCalendar: never } }],
    ['open days that have all passed', { ...plain, origin: { ...plain.origin, calendar: past } }],
    ['nothing to ship, together', { ...plain, items: [] }],
    ['nothing to ship, split', { ...plain, items: [], ship: 'split' }],
    ['a lead beyond every calendar', { ...plain, items: [{ lead: { min: 1, max: 1e9, unit: 'calendar' } }] }],
    ['a lead of the greatest whole number', { ...plain, items: [{ lead: { ...endless, unit: 'calendar' } }] }],
    ['working days without end', { ...plain, items: [{ lead: { ...endless, unit: 'business' } }] }],
    ['transit of the greatest whole number', { ...plain, method: { transit: { ...endless, unit: 'calendar' } } }],
    ['a zone that is none', { ...plain, destination: { timeZone: 'Nowhere/At_All' } }],
    ['a time that is none', { ...plain, now: 'yesterday' }],
  ];
  for (const [name, query] of impossible) {
    it(`is no-open-day with ${name}`, { timeout: 60_000 }, () => {
      assert.deepEqual(estimateShipment(query), noOpenDay);
    });
  }
});
