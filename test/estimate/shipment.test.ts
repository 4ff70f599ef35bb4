import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Calendar } from '../../src/contract/shop-terms.ts';
import { estimateShipment, type ShipmentEstimate, type ShipmentQuery } from '../../src/estimate/index.ts';
import fc, { runs } from '../support/fast-check.ts';
import { dates, instants, shipments, underHostZones } from './arbitraries.ts';

type Answer = Extract<ShipmentEstimate, { status: 'ok' }>;

const noOpenDay = { status: 'error', reason: 'no-open-day' };

function answered(query: ShipmentQuery): Answer {
  const result = estimateShipment(query);
  fc.pre(result.status === 'ok');
  return result as Answer;
}

const at = (query: ShipmentQuery, milliseconds: number): ShipmentQuery => ({
  ...query,
  now: new Date(milliseconds).toISOString(),
});

/** When each item arrives: parcels may be parted otherwise, items stay the same. */
function arrivals({ shipments: parcels }: Answer): { min: string; max: string }[] {
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

describe('estimateShipment, whatever the shop says', () => {
  it('gives every item one parcel, and ranges in order', () => {
    fc.assert(
      fc.property(shipments, (query) => {
        const { shipments: parcels, delivery, daysFromToday } = answered(query);
        const packed = parcels.flatMap(({ items }) => items).sort((a, b) => a - b);
        assert.deepEqual(packed, query.items.map((_, index) => index));
        for (const { dispatch, handover, delivery: arrival } of parcels) {
          for (const { min, max } of [dispatch, handover, arrival]) assert.ok(min <= max);
          assert.ok(dispatch.min <= handover.min && dispatch.max <= handover.max);
          assert.ok(delivery.min <= arrival.min && arrival.max <= delivery.max);
        }
        assert.ok(daysFromToday.min <= daysFromToday.max);
      }),
    );
  });

  it('never says a day before today at the destination', () => {
    fc.assert(
      fc.property(shipments, (query) => {
        const { delivery, todayAtDestination, daysFromToday } = answered(query);
        assert.ok(delivery.min >= todayAtDestination);
        assert.ok(daysFromToday.min >= 0);
      }),
    );
  });

  it('has its cut-off ahead, and accepts on the same day until then', () => {
    fc.assert(
      fc.property(shipments, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (query, share) => {
        const { orderBy, acceptedOn } = answered(query);
        const [now, end] = [Date.parse(query.now), Date.parse(orderBy)];
        assert.ok(end > now);
        const later = answered(at(query, now + Math.floor((end - now) * share)));
        assert.equal(later.orderBy, orderBy);
        assert.equal(later.acceptedOn, acceptedOn);
      }),
    );
  });

  it('is accepted on a later day from the cut-off on, and says whether that matters', () => {
    fc.assert(
      fc.property(shipments, (query) => {
        const before = answered(query);
        const after = answered(at(query, Date.parse(before.orderBy)));
        assert.ok(after.acceptedOn > before.acceptedOn);
        const isChanged = JSON.stringify(before.shipments.map(({ delivery }) => delivery))
          !== JSON.stringify(after.shipments.map(({ delivery }) => delivery));
        assert.equal(before.orderByMatters, isChanged);
      }),
    );
  });

  it('never brings anything earlier by ordering later', () => {
    fc.assert(
      fc.property(shipments, instants, (query, other) => {
        const [earlier, later] = [query.now, other].sort() as [string, string];
        const first = arrivals(answered({ ...query, now: earlier }));
        arrivals(answered({ ...query, now: later })).forEach(({ min, max }, index) => {
          assert.ok(min >= (first[index]?.min ?? ''));
          assert.ok(max >= (first[index]?.max ?? ''));
        });
      }),
    );
  });

  it('never brings anything earlier by closing one more day', () => {
    const closing = (calendar: Calendar, date: string): Calendar => ({
      ...calendar,
      closed: [...(calendar.closed ?? []), date],
    });
    fc.assert(
      fc.property(shipments, dates, (query, date) => {
        const { origin, method } = query;
        const { pickupCalendar, calendar } = origin;
        const { transitCalendar, deliveryCalendar } = method;
        const closed = answered({
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
        const first = arrivals(answered(query));
        arrivals(closed).forEach(({ min, max }, index) => {
          assert.ok(min >= (first[index]?.min ?? ''));
          assert.ok(max >= (first[index]?.max ?? ''));
        });
      }),
    );
  });

  it('reads a range either way round (R11)', () => {
    fc.assert(
      fc.property(shipments, (query) => {
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

  it('does not depend on the zone of the machine', () => {
    const offsets = underHostZones(() => new Date(2026, 0, 1).getTimezoneOffset());
    assert.equal(new Set(offsets).size, 4, 'the zone of this process can be changed');
    fc.assert(
      fc.property(shipments, (query) => {
        const [first, ...others] = underHostZones(() => estimateShipment(query));
        for (const other of others) assert.deepEqual(other, first);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('estimateShipment always ends', () => {
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
    it(`with ${name}`, { timeout: 60_000 }, () => {
      assert.deepEqual(estimateShipment(query), noOpenDay);
    });
  }
});
