import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { deriveOrderSummary, type OrderSummary } from '../../src/order/index.ts';

/* Histories of real carriers and orders of real shops that once gave a false statement. The ids are those of the reports. */

type Fields = Record<string, unknown>;

/** One mug in one parcel, placed on Friday, 20 November. */
function summarize(
  events: Fields[],
  fields: Fields = {},
  { now = '2026-11-25T12:00:00Z', timeZone = 'Europe/Berlin' as string | undefined } = {},
): OrderSummary {
  const parsed = parseOrder({
    id: 'o1',
    version: 3,
    placedAt: '2026-11-20T09:00:00Z',
    updatedAt: '2026-11-25T09:00:00Z',
    currency: 'EUR',
    lineItems: [mug('1', 1, 1)],
    shipments: [parcel('s1')],
    events: events.map((event, index) => ({ id: `e${index}`, shipmentId: 's1', ...event })),
    ...fields,
  });
  assert.ok(parsed.ok);
  return deriveOrderSummary(parsed.data, { now: Date.parse(now), timeZone });
}

const mug = (id: string, total: number, fulfilled: number): Fields => ({
  id,
  title: 'Mug',
  quantity: { original: total, total, fulfilled },
});

const parcel = (id: string, fields: Fields = {}): Fields => ({
  id,
  method: 'courier',
  lineItems: [{ id: '1', quantity: 1 }],
  tracking: [{ number: 'T1' }],
  ...fields,
});

const statusOf = ({ parcels }: OrderSummary): unknown => parcels[0]?.status;
const sinceOf = ({ parcels }: OrderSummary): unknown => parcels[0]?.since;
const codesOf = ({ warnings }: OrderSummary): string[] => warnings.map(({ code }) => code);
const numbersOf = ({ parcels }: OrderSummary): string[] =>
  (parcels[0]?.shipment.tracking ?? []).map(({ number }) => number);

describe('scans that are no news of the parcel', () => {
  const goingBack = [
    { kind: 'accepted', at: '2026-11-20T18:00:00Z' },
    { kind: 'delivery_attempted', at: '2026-11-22T10:00:00Z' },
    { kind: 'return_started', at: '2026-11-23T08:00:00Z' },
  ];

  for (const kind of [
    'out_for_delivery',
    'ready_for_pickup',
    'packed',
    'accepted',
    'in_transit',
    'delivery_attempted',
  ]) {
    it(`on the way back, ${kind} is a scan of the way back (A1, G16)`, () => {
      const summary = summarize([...goingBack, { kind, at: '2026-11-25T06:00:00Z' }]);
      assert.deepEqual([statusOf(summary), sinceOf(summary)], ['returning', '2026-11-23T08:00:00Z']);
    });
  }

  it('on the way back, a delivery is one to the shop (A1)', () => {
    const summary = summarize([...goingBack, { kind: 'delivered', at: '2026-11-25T09:00:00Z' }]);
    assert.deepEqual(
      [statusOf(summary), summary.status, summary.parcels[0]?.missingCheck],
      ['returned', 'returned', undefined],
    );
  });

  for (const kind of ['delivered', 'in_transit', 'out_for_delivery', 'packed']) {
    it(`after the return, ${kind} changes nothing (A1, G16)`, () => {
      const returned = { kind: 'returned_to_sender', at: '2026-11-25T06:00:00Z' };
      const summary = summarize([...goingBack, returned, { kind, at: '2026-11-25T06:05:00Z' }]);
      assert.deepEqual([statusOf(summary), sinceOf(summary)], ['returned', returned.at]);
    });
  }

  it('an acceptance on a later day sends a returned parcel again (A1)', () => {
    const again = [
      { kind: 'returned_to_sender', at: '2026-11-24T06:00:00Z' },
      { kind: 'accepted', at: '2026-11-25T06:00:00Z' },
    ];
    assert.equal(statusOf(summarize([...goingBack, ...again])), 'accepted');
  });

  it('the retraction of the return turns the parcel round (A1)', () => {
    const back = { kind: 'note', at: '2026-11-24T06:00:00Z', retracts: 'e2' };
    const round = { kind: 'out_for_delivery', at: '2026-11-25T06:00:00Z' };
    assert.equal(statusOf(summarize([...goingBack, back, round])), 'out_for_delivery');
  });

  it('scans of last year deliver nothing (A2)', () => {
    const lastYear = [
      { kind: 'accepted', at: '2025-02-25T08:00:00Z' },
      { kind: 'delivered', at: '2025-03-02T10:00:00Z' },
      { kind: 'teleported', at: '2025-03-03T10:00:00Z' },
    ];
    const label = { kind: 'label_created', at: '2026-11-21T10:00:00Z' };
    const summary = summarize([...lastYear, label]);
    assert.equal(statusOf(summary), 'preparing');
    assert.equal(codesOf(summary).filter((code) => code === 'event-before-order').length, 3);
    assert.equal(summary.timeline.length, 4);
    const moving = { kind: 'in_transit', at: '2026-11-22T10:00:00Z' };
    assert.equal(statusOf(summarize([...lastYear, label, moving])), 'in_transit');
  });

  it('a scan of the day before the order counts (A2)', () => {
    assert.equal(statusOf(summarize([{ kind: 'accepted', at: '2026-11-19T20:00:00Z' }])), 'accepted');
  });

  it('a retraction from before the order retracts nothing (A2)', () => {
    const delivered = { kind: 'delivered', at: '2026-11-24T10:00:00Z' };
    const old = { kind: 'delivery_attempted', at: '2025-11-24T11:00:00Z', retracts: 'e0' };
    assert.equal(statusOf(summarize([delivered, old])), 'delivered');
  });

  it('two shipments of one carrier and number are one parcel (A3)', () => {
    const twice = [parcel('s1'), parcel('s2', { lineItems: null, tracking: [{ number: 't 1' }] })];
    const summary = summarize([{ kind: 'delivered', at: '2026-11-24T10:00:00Z' }], { shipments: twice });
    assert.deepEqual([summary.status, summary.isFinal, summary.parcels.length], ['delivered', true, 1]);
    assert.deepEqual(codesOf(summary), ['duplicate-shipment']);
    const other = summarize([{ kind: 'delivered', at: '2026-11-24T10:00:00Z', shipmentId: 's2' }], {
      shipments: twice,
    });
    assert.deepEqual([other.status, other.parcels.length], ['delivered', 1]);
  });

  for (const [what, fields] of [
    ['another carrier', { carrier: { name: 'Other' } }],
    ['other contents', { lineItems: [{ id: '1', quantity: 2 }] }],
    ['the other direction', { direction: 'return' }],
    ['another number', { tracking: [{ number: 'T2' }] }],
  ] as const) {
    it(`a shipment with ${what} is another parcel (A3)`, () => {
      const shipments = [
        parcel('s1', { carrier: { name: 'Post' } }),
        parcel('s2', { carrier: { name: 'Post' }, ...fields }),
      ];
      const summary = summarize([], { shipments });
      assert.equal(summary.parcels.length + summary.returns.length, 2);
      assert.ok(!codesOf(summary).includes('duplicate-shipment'));
    });
  }

  it('a corrected number replaces the wrong one, and scans of the wrong one decide nothing (A4)', () => {
    const events = [
      { kind: 'label_created', at: '2026-11-21T10:00:00Z', tracking: { number: 'OLD1' } },
      {
        kind: 'label_created',
        at: '2026-11-21T12:00:00Z',
        tracking: { number: 'NEW2', carrier: { name: 'B' }, replaces: 'old 1' },
      },
      { kind: 'delivered', at: '2026-11-22T10:00:00Z', tracking: { number: 'OLD1' } },
    ];
    const shipments = [parcel('s1', { carrier: { name: 'A' }, tracking: [{ number: 'OLD1' }] })];
    const summary = summarize(events, { shipments });
    assert.deepEqual([statusOf(summary), numbersOf(summary)], ['preparing', ['NEW2']]);
    assert.equal(summary.parcels[0]?.shipment.carrier?.name, 'B');
    assert.deepEqual(codesOf(summary), ['event-replaced-number', 'event-replaced-number']);
    const moving = { kind: 'accepted', at: '2026-11-23T10:00:00Z', tracking: { number: 'NEW2' } };
    assert.equal(statusOf(summarize([...events, moving], { shipments })), 'accepted');
  });

  for (const [what, corrections, numbers, carrier] of [
    [
      'corrected back',
      [
        ['NEW2', 'OLD1', 'B'],
        ['OLD1', 'NEW2'],
      ],
      ['OLD1'],
      'A',
    ],
    [
      'corrected twice',
      [
        ['NEW2', 'OLD1', 'B'],
        ['NEW3', 'NEW2'],
      ],
      ['NEW3'],
      'B',
    ],
    ['corrected by another carrier alone', [['OLD1', 'OLD1', 'B']], ['OLD1'], 'B'],
  ] as const) {
    it(`a number ${what} is the only one, and its scans count (A4)`, () => {
      const [number] = numbers;
      const events = [
        ...corrections.map(([given, replaces, name], index) => ({
          kind: 'label_created',
          at: `2026-11-21T1${index}:00:00Z`,
          tracking: { number: given, replaces, ...(name && { carrier: { name } }) },
        })),
        { kind: 'accepted', at: '2026-11-22T10:00:00Z', tracking: { number } },
        ...corrections
          .flatMap(([, replaces]) => (replaces === number ? [] : [replaces]))
          .map((wrong) => ({ kind: 'delivered', at: '2026-11-22T11:00:00Z', tracking: { number: wrong } })),
      ];
      const shipments = [parcel('s1', { carrier: { name: 'A' }, tracking: [{ number: 'OLD1' }] })];
      const summary = summarize(events, { shipments });
      assert.deepEqual([statusOf(summary), numbersOf(summary)], ['accepted', [number]]);
      assert.equal(summary.parcels[0]?.shipment.carrier?.name, carrier);
    });
  }

  it('a newer status of the sender corrects a delivery, and says so (A5)', () => {
    const events = [
      { kind: 'delivered', at: '2026-11-23T09:00:00Z' },
      { kind: 'in_transit', at: '2026-11-24T09:00:00Z' },
    ];
    const shipments = [parcel('s1', { status: 'in_transit', statusAt: '2026-11-25T09:00:00Z' })];
    const summary = summarize(events, { shipments });
    assert.deepEqual([statusOf(summary), sinceOf(summary)], ['in_transit', '2026-11-25T09:00:00Z']);
    assert.equal(summary.parcels[0]?.isCorrected, true);
    assert.deepEqual(codesOf(summary), ['status-mismatch']);
    assert.equal(statusOf(summarize(events)), 'delivered');
  });

  for (const [what, texts] of [
    ['other texts', [{ text: 'Delivered' }, { text: 'Handed over' }]],
    ['one text', [{ text: 'Delivered' }, {}]],
    ['no texts', [{}, {}]],
  ] as const) {
    it(`the retraction of one report retracts all: ${what} (A6)`, () => {
      const reports = texts.map((fields) => ({ kind: 'delivered', at: '2026-11-24T09:00:00Z', ...fields }));
      const sent = { kind: 'accepted', at: '2026-11-23T09:00:00Z', id: 'a' };
      for (const retracts of ['e1', 'e2']) {
        const summary = summarize([sent, ...reports, { kind: 'note', at: '2026-11-24T10:00:00Z', retracts }]);
        assert.equal(statusOf(summary), 'accepted');
        assert.ok(
          summary.timeline.every(({ event, exclusion }) => event.kind !== 'delivered' || exclusion === 'retracted'),
        );
      }
    });
  }
});

describe('facts that contradict each other', () => {
  it('a canceled order is neither late nor silent, and its parcel has no items (D5)', () => {
    const summary = summarize([{ kind: 'packed', at: '2026-11-20T12:00:00Z' }], {
      lineItems: [{ ...mug('1', 1, 0), quantity: { original: 1, total: 0, fulfilled: 0 } }],
      adjustments: [{ id: 'a', kind: 'cancellation', status: 'completed', lineItems: [{ id: '1', quantity: 1 }] }],
      promises: [
        { id: 'p', madeAt: '2026-11-20T09:00:00Z', source: 'shop', window: { from: '2026-11-22', to: '2026-11-23' } },
      ],
    });
    assert.deepEqual([summary.status, summary.issues, codesOf(summary)], ['canceled', [], []]);
    const [first] = summary.parcels;
    assert.deepEqual([first?.items, first?.promise.state, first?.issues], [[], 'none', []]);
  });

  it('pieces add up: ordered = canceled + in parcels + without a parcel (G1)', () => {
    const lineItems = [mug('1', 3, 3), { ...mug('2', 2, 0), quantity: { original: 2, total: 1, fulfilled: 0 } }];
    const shipments = [parcel('s1', { status: 'delivered', lineItems: [{ id: '1', quantity: 2 }] })];
    const summary = summarize([], { lineItems, shipments });
    assert.deepEqual([summary.status, summary.isFinal], ['partially_delivered', false]);
    const without = summary.unshippedItems?.items.map(({ line, quantity }) => [line.id, quantity]);
    assert.deepEqual(without, [
      ['1', 1],
      ['2', 1],
    ]);
  });

  it('an event far ahead retracts nothing (G2)', () => {
    const delivered = { kind: 'delivered', at: '2026-11-24T09:00:00Z' };
    const ahead = { kind: 'note', at: '2026-11-29T10:00:00Z', retracts: 'e0' };
    assert.equal(statusOf(summarize([delivered, ahead])), 'delivered');
  });

  for (const [what, now, timeZone] of [
    ['an unknown zone', '2026-11-25T12:00:00Z', 'Mars/X'],
    ['no time', 'never', 'Europe/Berlin'],
    ['the last time of all', '+275760-09-13T00:00:00.000Z', 'Pacific/Kiritimati'],
    ['the first time of all', '-271821-04-20T00:00:00.000Z', undefined],
  ] as const) {
    it(`never throws: ${what} (G3)`, () => {
      const events = [{ kind: 'accepted', at: '2026-11-24T09:00:00Z' }];
      const promises = [{ id: 'p', window: { from: '2026-11-26', to: '2026-11-27' } }];
      const summary = summarize(events, { promises }, { now, timeZone });
      assert.ok(codesOf(summary).some((code) => code === 'time-zone-unknown' || code === 'now-invalid'));
    });
  }

  it('the report that knows its time stays (G4)', () => {
    const timed = { kind: 'delivered', at: '2026-11-24T09:00:00Z' };
    for (const events of [
      [timed, { kind: 'delivered' }],
      [{ kind: 'delivered' }, timed],
    ])
      assert.equal(sinceOf(summarize(events)), timed.at);
  });

  const delivered = (at: string, windows: [string, string][]): OrderSummary =>
    summarize([{ kind: 'delivered', at }], {
      promises: windows.map(([from, to], index) => ({
        id: `p${index}`,
        madeAt: `2026-11-20T0${index}:00:00Z`,
        window: { from, to },
      })),
    });

  it('a delivery is missed only after every promised day (G5)', () => {
    const { promise } = delivered('2026-11-24T10:00:00Z', [
      ['2026-11-20', '2026-11-22'],
      ['2026-11-27', '2026-11-29'],
      ['2026-11-21', '2026-11-23'],
    ]);
    assert.deepEqual([promise?.state, promise?.daysLate], ['changed', 0]);
  });

  it('a kept promise is not late (G6)', () => {
    const { promise } = delivered('2026-11-25T10:00:00Z', [
      ['2026-11-24', '2026-11-26'],
      ['2026-11-22', '2026-11-23'],
    ]);
    assert.deepEqual([promise?.state, promise?.daysLate], ['kept', 0]);
  });

  it('a date comes after the timed events of a day of 25 hours, and of 23 (G7)', () => {
    const autumn = [
      { kind: 'in_transit', at: '2026-10-25' },
      { kind: 'out_for_delivery', at: '2026-10-25T23:30:00+01:00' },
    ];
    const placedAt = '2026-10-24T09:00:00Z';
    assert.equal(statusOf(summarize(autumn, { placedAt })), 'in_transit');
    const spring = [
      { kind: 'accepted', at: '2026-03-30T00:30:00+02:00' },
      { kind: 'packed', at: '2026-03-29' },
    ];
    const order = { placedAt: '2026-03-28T09:00:00Z', updatedAt: '2026-03-30T09:00:00Z' };
    assert.equal(statusOf(summarize(spring, order, { now: '2026-03-30T12:00:00Z' })), 'accepted');
  });

  it('an order without parcels that came back is returned (G8)', () => {
    const event = { kind: 'returned_to_sender', at: '2026-11-24T10:00:00Z', shipmentId: undefined };
    const summary = summarize([event], { shipments: [], lineItems: [mug('1', 1, 0)] });
    assert.deepEqual([summary.status, summary.headline.kind], ['returned', 'returned']);
  });

  it('no more pieces come back than were ordered (G9)', () => {
    const shipments = [parcel('s1'), parcel('s2', { direction: 'return', status: 'delivered', tracking: [] })];
    const summary = summarize([{ kind: 'returned_to_sender', at: '2026-11-24T10:00:00Z' }], { shipments });
    assert.equal(summary.lines[0]?.returned, 1);
  });

  for (const kind of ['note', 'on_hold', 'pickup_scheduled', 'label_created']) {
    it(`only a scan of the parcel ends its silence: ${kind} (G10)`, () => {
      const summary = summarize([
        { kind: 'packed', at: '2026-11-20T12:00:00Z' },
        { kind, at: '2026-11-24T12:00:00Z' },
      ]);
      assert.equal(summary.parcels[0]?.stalledTracking?.state, 'stalled');
    });
  }

  it('nothing is partial about one piece in one parcel (G11)', () => {
    const summary = summarize([{ kind: 'label_created', at: '2026-11-24T10:00:00Z' }]);
    assert.equal(summary.status, 'processing');
  });

  it('a cancellation that the total does not show is a contradiction (G12)', () => {
    const adjustments = [{ id: 'a', kind: 'cancellation', status: 'completed', lineItems: [{ id: '1', quantity: 1 }] }];
    const summary = summarize([], { shipments: [], lineItems: [mug('1', 3, 0)], adjustments });
    assert.deepEqual([summary.lines[0]?.canceled, codesOf(summary)], [1, ['quantity-mismatch']]);
  });

  it('a retracted retraction retracts nothing, and no event retracts itself (G13)', () => {
    const events = [
      { kind: 'delivered', at: '2026-11-24T09:00:00Z' },
      { kind: 'note', at: '2026-11-24T10:00:00Z', retracts: 'e0' },
      { kind: 'note', at: '2026-11-24T11:00:00Z', retracts: 'e1' },
    ];
    assert.equal(statusOf(summarize(events)), 'delivered');
    const third = { kind: 'note', at: '2026-11-24T12:00:00Z', retracts: 'e2' };
    assert.equal(statusOf(summarize([...events, third])), 'unknown');
    assert.equal(statusOf(summarize([{ kind: 'delivered', at: '2026-11-24T09:00:00Z', retracts: 'e0' }])), 'delivered');
  });

  it('a chain of 10,000 retractions is read (G13)', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => ({
      kind: index === 0 ? 'delivered' : 'note',
      at: new Date(Date.UTC(2026, 10, 24) + index).toISOString(),
      ...(index > 0 && { retracts: `e${index - 1}` }),
    }));
    assert.equal(statusOf(summarize(chain)), 'unknown');
  });

  it('an order with a return on its way is not final (G14)', () => {
    const back = parcel('s2', { direction: 'return', status: 'in_transit', tracking: [] });
    const summary = summarize([{ kind: 'delivered', at: '2026-11-23T09:00:00Z' }], { shipments: [parcel('s1'), back] });
    assert.deepEqual([summary.status, summary.isFinal], ['delivered', false]);
  });

  it('a status of a time far ahead is not believed (G15)', () => {
    const shipments = [parcel('s1', { status: 'out_for_delivery', statusAt: '2026-12-04T09:00:00Z' })];
    const summary = summarize([{ kind: 'accepted', at: '2026-11-24T09:00:00Z' }], { shipments });
    assert.deepEqual([statusOf(summary), sinceOf(summary)], ['accepted', '2026-11-24T09:00:00Z']);
    assert.deepEqual(codesOf(summary), ['status-mismatch']);
  });

  it('the headline names the worst: a lost parcel before one that is on its way (G)', () => {
    const shipments = [
      parcel('s1'),
      parcel('s2', {
        tracking: [],
        lineItems: [{ id: '2', quantity: 1 }],
        exceptions: [{ kind: 'lost', since: '2026-11-24T09:00:00Z' }],
      }),
    ];
    const events = ['s1', 's2'].map((shipmentId) => ({ kind: 'in_transit', at: '2026-11-23T09:00:00Z', shipmentId }));
    const { headline } = summarize(events, { shipments, lineItems: [mug('1', 1, 1), mug('2', 1, 1)] });
    assert.deepEqual([headline.kind, headline.parcel?.shipment.id, headline.issue?.kind], ['problem', 's2', 'lost']);
  });

  it('a delivered parcel is not missed any more after 60 days (D4)', () => {
    const events = [{ kind: 'delivered', at: '2026-11-23T09:00:00Z' }];
    const at = (now: string): unknown => summarize(events, {}, { now }).parcels[0]?.missingCheck;
    assert.ok(at('2027-01-20T12:00:00Z'));
    assert.equal(at('2027-11-30T12:00:00Z'), undefined);
  });
});
