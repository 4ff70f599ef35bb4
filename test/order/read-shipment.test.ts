import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, event, parcel, read } from './build.ts';

type Fields = object;

const statusOf = (happened: readonly Fields[], fields: Fields = {}): string | undefined =>
  read(happened, fields).parcels[0]?.status;

describe('status by what happened', () => {
  const statuses: [kind: string, status: string][] = [
    ['label_created', 'preparing'],
    ['pickup_scheduled', 'preparing'],
    ['pickup_failed', 'preparing'],
    ['packed', 'packed'],
    ['accepted', 'accepted'],
    ['arrived_at_facility', 'in_transit'],
    ['departed_facility', 'in_transit'],
    ['in_transit', 'in_transit'],
    ['handed_to_partner', 'in_transit'],
    ['export_customs', 'in_transit'],
    ['import_customs', 'in_transit'],
    ['customs_cleared', 'in_transit'],
    ['arrived_in_destination_country', 'in_transit'],
    ['at_delivery_depot', 'in_transit'],
    ['out_for_delivery', 'out_for_delivery'],
    ['delivery_attempted', 'in_transit'],
    ['ready_for_pickup', 'ready_for_pickup'],
    ['delivered', 'delivered'],
    ['return_started', 'returning'],
    ['returned_to_sender', 'returned'],
    ['placed', 'unknown'],
    ['payment_confirmed', 'unknown'],
    ['delivery_scheduled', 'unknown'],
    ['promise_changed', 'unknown'],
    ['note', 'unknown'],
    ['teleported', 'unknown'],
    ['constructor', 'unknown'],
  ];
  for (const [kind, status] of statuses) {
    it(`${kind}: ${status}`, () => assert.equal(statusOf([event(kind, '2026-11-20T10:00:00Z')]), status));
  }

  it('a voided parcel is none: what was in it is not sent', () => {
    const { parcels, rest } = read([event('canceled', '2026-11-20T10:00:00Z')]);
    assert.equal(parcels.length, 0);
    assert.equal(rest?.items[0]?.quantity, 1);
  });
});

describe('reading a pile of scans', () => {
  const pile = (...list: [kind: string, at: string, fields?: Fields][]): Fields[] =>
    list.map(([kind, at, fields]) => event(kind, at, fields));

  const rules: { rule: string; happened: Fields[]; status: string; fields?: Fields; warnings?: string[] }[] = [
    {
      rule: '1: the newest wins, wherever it stands',
      happened: pile(['out_for_delivery', '2026-11-22T08:00:00Z'], ['accepted', '2026-11-20T08:00:00Z']),
      status: 'out_for_delivery',
    },
    {
      rule: '1: instants are compared, not their letters',
      happened: pile(['out_for_delivery', '2026-11-22T08:30:00Z'], ['at_delivery_depot', '2026-11-22T09:00:00+01:00']),
      status: 'out_for_delivery',
    },
    {
      rule: '1: of equal times the later in the list, and that is uncertain',
      happened: pile(['out_for_delivery', '2026-11-22T08:00:00Z'], ['accepted', '2026-11-22T08:00:00Z']),
      status: 'accepted',
      warnings: ['order-uncertain'],
    },
    {
      rule: '1: equal times that agree are certain',
      happened: pile(['departed_facility', '2026-11-22T08:00:00Z'], ['arrived_at_facility', '2026-11-22T08:00:00Z']),
      status: 'in_transit',
    },
    {
      rule: '1: a midnight without offset comes after the timed events of its day',
      happened: pile(['delivered', '2026-11-22T00:00:00'], ['out_for_delivery', '2026-11-22T08:00:00']),
      status: 'delivered',
    },
    {
      rule: '1: a midnight with an offset is a time',
      happened: pile(['in_transit', '2026-11-22T00:00:00+01:00'], ['out_for_delivery', '2026-11-22T08:00:00+01:00']),
      status: 'out_for_delivery',
    },
    {
      rule: '1: a date comes after the timed events of its day, before those of the next',
      happened: pile(['in_transit', '2026-11-21'], ['accepted', '2026-11-21T20:00:00'], ['out_for_delivery', '2026-11-22T00:30:00']),
      status: 'out_for_delivery',
    },
    {
      rule: '2: tapped delivered five minutes before out for delivery',
      happened: pile(['delivered', '2026-11-22T10:00:00Z'], ['out_for_delivery', '2026-11-22T10:05:00Z']),
      status: 'delivered',
    },
    {
      rule: '2: no scan reopens it, on no day',
      happened: pile(['delivered', '2026-11-20T10:00:00Z'], ['arrived_at_facility', '2026-11-22T10:05:00Z']),
      status: 'delivered',
    },
    {
      rule: '2: an attempt on the same day does not',
      happened: pile(['delivered', '2026-11-22T10:00:00Z'], ['delivery_attempted', '2026-11-22T16:00:00Z']),
      status: 'delivered',
    },
    {
      rule: '2: an attempt on a later day does',
      happened: pile(['delivered', '2026-11-21T10:00:00Z'], ['delivery_attempted', '2026-11-22T16:00:00Z']),
      status: 'in_transit',
    },
    {
      rule: '2: the day is one at the destination',
      happened: pile(['delivered', '2026-11-21T22:30:00Z'], ['delivery_attempted', '2026-11-21T23:30:00Z']),
      status: 'in_transit',
    },
    {
      rule: '2: an acceptance on a later day does',
      happened: pile(['delivered', '2026-11-21T10:00:00Z'], ['accepted', '2026-11-22T10:00:00Z']),
      status: 'accepted',
    },
    {
      rule: '2: a return does, on any day',
      happened: pile(['delivered', '2026-11-22T10:00:00Z'], ['return_started', '2026-11-22T10:10:00Z']),
      status: 'returning',
    },
    {
      rule: '2: a retraction does',
      happened: pile(
        ['out_for_delivery', '2026-11-22T08:00:00Z'],
        ['delivered', '2026-11-22T10:00:00Z', { id: 'mistake' }],
        ['note', '2026-11-22T11:00:00Z', { retracts: 'mistake' }],
      ),
      status: 'out_for_delivery',
    },
    {
      rule: '3: a newer summary wins, and disagrees',
      happened: pile(['in_transit', '2026-11-20T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'out_for_delivery', statusAt: '2026-11-22T08:00:00Z' })] },
      status: 'out_for_delivery',
      warnings: ['summary-disagrees'],
    },
    {
      rule: '3: an older summary loses, and disagrees',
      happened: pile(['delivered', '2026-11-22T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'in_transit', statusAt: '2026-11-21T08:00:00Z' })] },
      status: 'delivered',
      warnings: ['summary-disagrees'],
    },
    {
      rule: '3: a summary does not reopen what is delivered',
      happened: pile(['delivered', '2026-11-21T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'in_transit', statusAt: '2026-11-22T08:00:00Z' })] },
      status: 'delivered',
      warnings: ['summary-disagrees'],
    },
    {
      rule: '3: a summary without a time counts by how far it is',
      happened: pile(['in_transit', '2026-11-20T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'delivered' })] },
      status: 'delivered',
      warnings: ['summary-disagrees'],
    },
    {
      rule: '3: a summary without a time does not take back what was seen',
      happened: pile(['ready_for_pickup', '2026-11-20T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'in_transit' })] },
      status: 'ready_for_pickup',
      warnings: ['summary-disagrees'],
    },
    {
      rule: '3: an unlisted summary says nothing',
      happened: pile(['in_transit', '2026-11-20T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'teleported' })] },
      status: 'in_transit',
    },
    {
      rule: '3: a summary alone is enough',
      happened: [],
      fields: { shipments: [parcel('s1', { status: 'undeliverable' })] },
      status: 'undeliverable',
    },
    {
      rule: '4: more than a day ahead sets nothing',
      happened: pile(['in_transit', '2026-11-20T10:00:00Z'], ['delivered', '2026-11-24T11:00:01Z']),
      status: 'in_transit',
      warnings: ['event-in-future'],
    },
    {
      rule: '4: up to a day ahead is some wrong clock',
      happened: pile(['in_transit', '2026-11-20T10:00:00Z'], ['delivered', '2026-11-24T11:00:00Z']),
      status: 'delivered',
    },
    {
      rule: '5: it may go back',
      happened: pile(['out_for_delivery', '2026-11-21T08:00:00Z'], ['at_delivery_depot', '2026-11-21T20:00:00Z']),
      status: 'in_transit',
    },
    {
      rule: '5: a label says nothing new of what is packed',
      happened: pile(['packed', '2026-11-20T10:00:00Z'], ['label_created', '2026-11-20T11:00:00Z']),
      status: 'packed',
    },
    {
      rule: '5: what goes back is sorted on its way too',
      happened: pile(['return_started', '2026-11-20T10:00:00Z'], ['arrived_at_facility', '2026-11-21T11:00:00Z']),
      status: 'returning',
    },
    {
      rule: '5: canceled, and sent all the same',
      happened: pile(['canceled', '2026-11-20T10:00:00Z'], ['accepted', '2026-11-21T11:00:00Z']),
      status: 'accepted',
    },
    {
      rule: '7: local times are compared with instants at the destination',
      happened: pile(['in_transit', '2026-11-18T10:00:00'], ['accepted', '2026-11-17T10:00:00Z']),
      status: 'in_transit',
    },
    {
      rule: '7: close to each other that is uncertain',
      happened: pile(['out_for_delivery', '2026-11-20T10:00:00'], ['in_transit', '2026-11-20T07:00:00Z']),
      status: 'out_for_delivery',
      warnings: ['order-uncertain'],
    },
    {
      rule: '7: with the zone of its place it is not',
      happened: pile(
        ['out_for_delivery', '2026-11-20T10:00:00', { place: { name: 'Lisboa', timeZone: 'Europe/Lisbon' } }],
        ['in_transit', '2026-11-20T09:30:00Z'],
      ),
      status: 'out_for_delivery',
    },
    {
      rule: '9: without a time it stands where it was sent',
      happened: [event('accepted', '2026-11-20T10:00:00Z'), event('delivered', undefined)],
      status: 'delivered',
      warnings: ['event-without-time'],
    },
  ];
  for (const { rule, happened, status, fields, warnings = [] } of rules) {
    it(rule, () => {
      const reading = read(happened, fields);
      assert.equal(reading.parcels[0]?.status, status);
      assert.deepEqual(codes(reading), warnings);
    });
  }
});

describe('who has it, since when', () => {
  it('the shop, the carrier, customs, the carrier, the recipient', () => {
    const happened = [
      event('packed', '2026-11-16T10:00:00Z'),
      event('accepted', '2026-11-17T10:00:00Z'),
      event('departed_facility', '2026-11-17T20:00:00Z'),
      event('import_customs', '2026-11-18T10:00:00Z'),
      event('customs_cleared', '2026-11-19T10:00:00Z'),
      event('out_for_delivery', '2026-11-20T08:00:00Z'),
      event('delivered', '2026-11-20T10:00:00Z'),
    ];
    const holders = happened.map((_, index) => read(happened.slice(0, index + 1)).parcels[0]?.responsibility);
    assert.deepEqual(holders, [
      { holder: 'shop', since: '2026-11-16T10:00:00Z' },
      { holder: 'carrier', since: '2026-11-17T10:00:00Z' },
      { holder: 'carrier', since: '2026-11-17T10:00:00Z' },
      { holder: 'customs', since: '2026-11-18T10:00:00Z' },
      { holder: 'carrier', since: '2026-11-19T10:00:00Z' },
      { holder: 'carrier', since: '2026-11-19T10:00:00Z' },
      { holder: 'recipient', since: '2026-11-20T10:00:00Z' },
    ]);
  });

  it('the pickup point; in a store the shop itself', () => {
    const ready = [event('ready_for_pickup', '2026-11-20T10:00:00Z')];
    const holderBy = (method: string): string | undefined =>
      read(ready, { shipments: [parcel('s1', { method })] }).parcels[0]?.responsibility.holder;
    assert.equal(holderBy('locker'), 'pickup_point');
    assert.equal(holderBy('store'), 'shop');
  });

  it('a return is the customer’s until a carrier has it, the shop’s when it is there', () => {
    const holderWith = (kind: string): string | undefined =>
      read([event(kind, '2026-11-20T10:00:00Z')], { shipments: [parcel('s1', { direction: 'return' })] }).returns[0]
        ?.responsibility.holder;
    assert.deepEqual(['label_created', 'accepted', 'delivered'].map(holderWith), ['recipient', 'carrier', 'shop']);
  });
});
