import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { warningCodes, event, parcel, summarize } from './order-builder.ts';

type Fields = object;

const statusOf = (events: readonly Fields[], fields: Fields = {}): string | undefined =>
  summarize(events, fields).parcels[0]?.status;

describe('status by event kind', () => {
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

  it('the items of a canceled parcel are unshipped', () => {
    const { parcels, unshippedItems } = summarize([event('canceled', '2026-11-20T10:00:00Z')]);
    assert.equal(parcels.length, 0);
    assert.equal(unshippedItems?.items[0]?.quantity, 1);
  });
});

describe('status by several events', () => {
  const createEvents = (...list: [kind: string, at: string, fields?: Fields][]): Fields[] =>
    list.map(([kind, at, fields]) => event(kind, at, fields));

  const rules: { rule: string; events: Fields[]; status: string; fields?: Fields; warnings?: string[] }[] = [
    {
      rule: '1: the newest event counts, wherever it stands in the list',
      events: createEvents(['out_for_delivery', '2026-11-22T08:00:00Z'], ['accepted', '2026-11-20T08:00:00Z']),
      status: 'out_for_delivery',
    },
    {
      rule: '1: instants are compared by time, not as text',
      events: createEvents(
        ['out_for_delivery', '2026-11-22T08:30:00Z'],
        ['at_delivery_depot', '2026-11-22T09:00:00+01:00'],
      ),
      status: 'out_for_delivery',
    },
    {
      rule: '1: of equal times the later event in the list counts, with a warning',
      events: createEvents(['out_for_delivery', '2026-11-22T08:00:00Z'], ['accepted', '2026-11-22T08:00:00Z']),
      status: 'accepted',
      warnings: ['event-order-ambiguous'],
    },
    {
      rule: '1: equal times with the same status give no warning',
      events: createEvents(
        ['departed_facility', '2026-11-22T08:00:00Z'],
        ['arrived_at_facility', '2026-11-22T08:00:00Z'],
      ),
      status: 'in_transit',
    },
    {
      rule: '1: a midnight without offset comes after the timed events of its day',
      events: createEvents(['delivered', '2026-11-22T00:00:00'], ['out_for_delivery', '2026-11-22T08:00:00']),
      status: 'delivered',
    },
    {
      rule: '1: a midnight with an offset is a time',
      events: createEvents(
        ['in_transit', '2026-11-22T00:00:00+01:00'],
        ['out_for_delivery', '2026-11-22T08:00:00+01:00'],
      ),
      status: 'out_for_delivery',
    },
    {
      rule: '1: a date comes after the timed events of its day, before those of the next',
      events: createEvents(
        ['in_transit', '2026-11-21'],
        ['accepted', '2026-11-21T20:00:00'],
        ['out_for_delivery', '2026-11-22T00:30:00'],
      ),
      status: 'out_for_delivery',
    },
    {
      rule: '2: out for delivery five minutes after delivered has no effect',
      events: createEvents(['delivered', '2026-11-22T10:00:00Z'], ['out_for_delivery', '2026-11-22T10:05:00Z']),
      status: 'delivered',
    },
    {
      rule: '2: a scan on a later day does not reopen a delivered parcel',
      events: createEvents(['delivered', '2026-11-20T10:00:00Z'], ['arrived_at_facility', '2026-11-22T10:05:00Z']),
      status: 'delivered',
    },
    {
      rule: '2: an attempt on the same day does not reopen a delivered parcel',
      events: createEvents(['delivered', '2026-11-22T10:00:00Z'], ['delivery_attempted', '2026-11-22T16:00:00Z']),
      status: 'delivered',
    },
    {
      rule: '2: an attempt on a later day reopens a delivered parcel',
      events: createEvents(['delivered', '2026-11-21T10:00:00Z'], ['delivery_attempted', '2026-11-22T16:00:00Z']),
      status: 'in_transit',
    },
    {
      rule: '2: days are days at the destination',
      events: createEvents(['delivered', '2026-11-21T22:30:00Z'], ['delivery_attempted', '2026-11-21T23:30:00Z']),
      status: 'in_transit',
    },
    {
      rule: '2: an acceptance on a later day reopens a delivered parcel',
      events: createEvents(['delivered', '2026-11-21T10:00:00Z'], ['accepted', '2026-11-22T10:00:00Z']),
      status: 'accepted',
    },
    {
      rule: '2: a return reopens a delivered parcel on the same day',
      events: createEvents(['delivered', '2026-11-22T10:00:00Z'], ['return_started', '2026-11-22T10:10:00Z']),
      status: 'returning',
    },
    {
      rule: '2: a retraction reopens a delivered parcel',
      events: createEvents(
        ['out_for_delivery', '2026-11-22T08:00:00Z'],
        ['delivered', '2026-11-22T10:00:00Z', { id: 'mistake' }],
        ['note', '2026-11-22T11:00:00Z', { retracts: 'mistake' }],
      ),
      status: 'out_for_delivery',
    },
    {
      rule: '3: a newer reported status counts, with a warning',
      events: createEvents(['in_transit', '2026-11-20T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'out_for_delivery', statusAt: '2026-11-22T08:00:00Z' })] },
      status: 'out_for_delivery',
      warnings: ['status-mismatch'],
    },
    {
      rule: '3: an older reported status does not count, with a warning',
      events: createEvents(['delivered', '2026-11-22T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'in_transit', statusAt: '2026-11-21T08:00:00Z' })] },
      status: 'delivered',
      warnings: ['status-mismatch'],
    },
    {
      rule: '3: a newer reported status corrects a delivered parcel',
      events: createEvents(['delivered', '2026-11-21T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'in_transit', statusAt: '2026-11-22T08:00:00Z' })] },
      status: 'in_transit',
      warnings: ['status-mismatch'],
    },
    {
      rule: '3: a reported status without a time counts if its rank is greater',
      events: createEvents(['in_transit', '2026-11-20T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'delivered' })] },
      status: 'delivered',
      warnings: ['status-mismatch'],
    },
    {
      rule: '3: a reported status without a time does not count if its rank is lower',
      events: createEvents(['ready_for_pickup', '2026-11-20T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'in_transit' })] },
      status: 'ready_for_pickup',
      warnings: ['status-mismatch'],
    },
    {
      rule: '3: an unlisted reported status does not count',
      events: createEvents(['in_transit', '2026-11-20T10:00:00Z']),
      fields: { shipments: [parcel('s1', { status: 'teleported' })] },
      status: 'in_transit',
      warnings: ['unknown-code'],
    },
    {
      rule: '3: a reported status counts without events',
      events: [],
      fields: { shipments: [parcel('s1', { status: 'undeliverable' })] },
      status: 'undeliverable',
    },
    {
      rule: '4: an event more than a day ahead has no effect',
      events: createEvents(['in_transit', '2026-11-20T10:00:00Z'], ['delivered', '2026-11-24T11:00:01Z']),
      status: 'in_transit',
      warnings: ['event-in-future'],
    },
    {
      rule: '4: an event up to a day ahead has an effect',
      events: createEvents(['in_transit', '2026-11-20T10:00:00Z'], ['delivered', '2026-11-24T11:00:00Z']),
      status: 'delivered',
    },
    {
      rule: '5: a status may go back',
      events: createEvents(['out_for_delivery', '2026-11-21T08:00:00Z'], ['at_delivery_depot', '2026-11-21T20:00:00Z']),
      status: 'in_transit',
    },
    {
      rule: '5: a label does not change the status of a packed parcel',
      events: createEvents(['packed', '2026-11-20T10:00:00Z'], ['label_created', '2026-11-20T11:00:00Z']),
      status: 'packed',
    },
    {
      rule: '5: scans do not change the status of a returning parcel',
      events: createEvents(['return_started', '2026-11-20T10:00:00Z'], ['arrived_at_facility', '2026-11-21T11:00:00Z']),
      status: 'returning',
    },
    {
      rule: '5: a canceled parcel that is accepted is accepted',
      events: createEvents(['canceled', '2026-11-20T10:00:00Z'], ['accepted', '2026-11-21T11:00:00Z']),
      status: 'accepted',
    },
    {
      rule: '7: local times are compared with instants at the destination',
      events: createEvents(['in_transit', '2026-11-18T10:00:00'], ['accepted', '2026-11-17T10:00:00Z']),
      status: 'in_transit',
    },
    {
      rule: '7: a local time close to an instant gives a warning',
      events: createEvents(['out_for_delivery', '2026-11-20T10:00:00'], ['in_transit', '2026-11-20T07:00:00Z']),
      status: 'out_for_delivery',
      warnings: ['event-order-ambiguous'],
    },
    {
      rule: '7: a local time with a zone gives no warning',
      events: createEvents(
        ['out_for_delivery', '2026-11-20T10:00:00', { place: { name: 'Lisboa', timeZone: 'Europe/Lisbon' } }],
        ['in_transit', '2026-11-20T09:30:00Z'],
      ),
      status: 'out_for_delivery',
    },
    {
      rule: '9: an event without a time keeps its place',
      events: [event('accepted', '2026-11-20T10:00:00Z'), event('delivered', undefined)],
      status: 'delivered',
      warnings: ['event-without-time'],
    },
  ];
  for (const { rule, events, status, fields, warnings = [] } of rules) {
    it(rule, () => {
      const summary = summarize(events, fields);
      assert.equal(summary.parcels[0]?.status, status);
      assert.deepEqual(warningCodes(summary), warnings);
    });
  }
});

describe('custody', () => {
  it('passes from the shop over carrier and customs to the recipient', () => {
    const events = [
      event('packed', '2026-11-16T10:00:00Z'),
      event('accepted', '2026-11-17T10:00:00Z'),
      event('departed_facility', '2026-11-17T20:00:00Z'),
      event('import_customs', '2026-11-18T10:00:00Z'),
      event('customs_cleared', '2026-11-19T10:00:00Z'),
      event('out_for_delivery', '2026-11-20T08:00:00Z'),
      event('delivered', '2026-11-20T10:00:00Z'),
    ];
    const custodies = events.map((_, index) => summarize(events.slice(0, index + 1)).parcels[0]?.custody);
    assert.deepEqual(custodies, [
      { custodian: 'shop', since: '2026-11-16T10:00:00Z' },
      { custodian: 'carrier', since: '2026-11-17T10:00:00Z' },
      { custodian: 'carrier', since: '2026-11-17T10:00:00Z' },
      { custodian: 'customs', since: '2026-11-18T10:00:00Z' },
      { custodian: 'carrier', since: '2026-11-19T10:00:00Z' },
      { custodian: 'carrier', since: '2026-11-19T10:00:00Z' },
      { custodian: 'recipient', since: '2026-11-20T10:00:00Z' },
    ]);
  });

  it('is with the pickup point, or with the shop for a store', () => {
    const ready = [event('ready_for_pickup', '2026-11-20T10:00:00Z')];
    const custodianByMethod = (method: string): string | undefined =>
      summarize(ready, { shipments: [parcel('s1', { method })] }).parcels[0]?.custody.custodian;
    assert.equal(custodianByMethod('locker'), 'pickup_point');
    assert.equal(custodianByMethod('store'), 'shop');
  });

  it('of a return passes from the recipient over the carrier to the shop', () => {
    const custodianAfter = (kind: string): string | undefined =>
      summarize([event(kind, '2026-11-20T10:00:00Z')], { shipments: [parcel('s1', { direction: 'return' })] })
        .returns[0]?.custody.custodian;
    assert.deepEqual(['label_created', 'accepted', 'delivered'].map(custodianAfter), ['recipient', 'carrier', 'shop']);
  });
});

describe('the reported status', () => {
  const reported = (status: string, statusAt: string | undefined, fields: Fields = {}): Fields => ({
    shipments: [parcel('s1', { status, statusAt, ...fields })],
  });
  const delivered = event('delivered', '2026-11-22T10:00:00Z');

  it('does not count from more than a day before the order', () => {
    assert.equal(statusOf([], reported('delivered', '2026-10-30T10:00:00Z')), 'unknown');
    assert.equal(statusOf([], reported('delivered', '2026-10-31T10:00:00Z')), 'delivered');
  });

  it('takes a delivery back only if it is surely later', () => {
    assert.equal(statusOf([delivered], reported('in_transit', '2026-11-22')), 'delivered');
    assert.equal(statusOf([delivered], reported('in_transit', '2026-11-22T00:00:00')), 'delivered');
    assert.equal(statusOf([delivered], reported('in_transit', '2026-11-22T12:00:00')), 'in_transit');
    assert.equal(statusOf([delivered], reported('in_transit', '2026-11-23')), 'in_transit');
  });

  it('corrects nothing if the parcel only goes on', () => {
    const isCorrected = (fields: Fields, events = [delivered]): unknown =>
      [...summarize(events, fields).parcels, ...summarize(events, fields).returns][0]?.isCorrected;
    assert.equal(isCorrected(reported('returning', '2026-11-23T08:00:00Z')), false);
    assert.equal(isCorrected(reported('returned', '2026-11-23T08:00:00Z')), false);
    assert.equal(isCorrected(reported('returned', '2026-11-23T08:00:00Z', { direction: 'return' })), false);
    assert.equal(
      isCorrected(reported('returned', '2026-11-23T08:00:00Z'), [event('return_started', '2026-11-22')]),
      false,
    );
    assert.equal(isCorrected(reported('in_transit', '2026-11-23T08:00:00Z')), true);
  });

  it('of a scan of today, or of a clock that is ahead, is as new as the scan', () => {
    for (const at of ['2026-11-23', '2026-11-23T14:00:00Z']) {
      const events = [event('delivered', at), event('return_started', at)];
      assert.equal(statusOf(events, reported('returning', at)), 'returning');
    }
  });

  it('that repeats the events adds nothing', () => {
    const at = '2026-11-22T10:00:00Z';
    const events = [event('returned_to_sender', '2026-11-20T10:00:00Z'), event('delivered', at), event('accepted', at)];
    assert.equal(statusOf(events), 'accepted');
    assert.equal(statusOf(events, reported('accepted', at)), 'accepted');
  });

  it('of a wrong tracking number does not count', () => {
    const correction = event('label_created', '2026-11-22T10:00:00Z', { tracking: { number: 'NEW', replaces: 'OLD' } });
    const tracking = [{ number: 'OLD' }];
    assert.equal(statusOf([correction], reported('delivered', '2026-11-20T10:00:00Z', { tracking })), 'preparing');
    assert.equal(statusOf([correction], reported('packed', '2026-11-20T10:00:00Z', { tracking })), 'packed');
    assert.equal(statusOf([correction], reported('delivered', '2026-11-23T10:00:00Z', { tracking })), 'delivered');
  });
});

describe('a word that may mean more than its status', () => {
  const word = 'completed';

  it('counts while the parcel is at the shop', () => {
    assert.equal(statusOf([event('accepted', '2026-11-22T10:00:00Z', { word })]), 'accepted');
    const packed = event('packed', '2026-11-21T10:00:00Z');
    assert.equal(statusOf([packed, event('accepted', '2026-11-22T10:00:00Z', { word })]), 'accepted');
  });

  for (const [kind, status] of [
    ['out_for_delivery', 'out_for_delivery'],
    ['delivered', 'delivered'],
    ['returned_to_sender', 'returned'],
    ['return_started', 'returning'],
  ] as const) {
    it(`does not take ${status} back`, () => {
      const scan = event(kind, '2026-11-20T10:00:00Z');
      assert.equal(statusOf([scan, event('accepted', '2026-11-22T10:00:00Z', { word })]), status);
      const shipments = [parcel('s1', { status: 'accepted', statusWord: word, statusAt: '2026-11-22T10:00:00Z' })];
      assert.equal(statusOf([scan], { shipments }), status);
    });
  }

  it('does not revive a canceled parcel', () => {
    const canceled = event('canceled', '2026-11-20T10:00:00Z');
    assert.equal(statusOf([canceled, event('accepted', '2026-11-22T10:00:00Z', { word })]), undefined);
    assert.equal(
      statusOf([canceled], { shipments: [parcel('s1', { status: 'accepted', statusWord: word })] }),
      undefined,
    );
  });
});

it('a later day is later than the last delivery', () => {
  const [first, again] = [event('delivered', '2026-11-20T10:00:00Z'), event('delivered', '2026-11-21T09:00:00Z')];
  const attempt = (day: number): Fields => event('delivery_attempted', `2026-11-${day}T10:00:00Z`);
  assert.equal(statusOf([first, attempt(21)]), 'in_transit');
  assert.equal(statusOf([first, again, attempt(21)]), 'delivered');
  assert.equal(statusOf([first, again, attempt(22)]), 'in_transit');
});

it('a placeholder that a number replaces was no wrong number', () => {
  const at = '2026-11-22T10:00:00Z';
  const correction = event('label_created', at, { tracking: { number: 'T1', replaces: '-' } });
  const scan = event('accepted', '2026-11-21T10:00:00Z', { tracking: { number: '-' } });
  const { parcels } = summarize([scan, correction], { shipments: [parcel('s1', { tracking: [{ number: '-' }] })] });
  assert.deepEqual([parcels[0]?.status, parcels[0]?.shipment.tracking], ['accepted', [{ number: 'T1' }]]);
  const reported = { status: 'delivered', statusAt: '2026-11-20T10:00:00Z', tracking: [{ number: '-' }] };
  assert.equal(statusOf([correction], { shipments: [parcel('s1', reported)] }), 'delivered');
});

it('of two reports of one scan, the one whose word is certain counts', () => {
  const at = '2026-11-22T10:00:00Z';
  const delivered = event('delivered', '2026-11-20T10:00:00Z');
  const word = event('accepted', at, { word: 'completed', text: 'Completed' });
  assert.equal(statusOf([delivered, word]), 'delivered');
  assert.equal(statusOf([delivered, word, event('accepted', at)]), 'accepted');
  assert.equal(statusOf([delivered, event('accepted', at), word]), 'accepted');
});
