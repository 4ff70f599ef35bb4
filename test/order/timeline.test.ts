import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderSummary } from '../../src/order/index.ts';
import { warningCodes, event, noon, summarize } from './order-builder.ts';

const kinds = ({ timeline }: OrderSummary): string[] => timeline.map((entry) => entry.event.kind);

describe('timeline', () => {
  it('is sorted by time, oldest first', () => {
    const events = [
      event('delivered', '2026-11-22T10:00:00Z'),
      event('accepted', '2026-11-20'),
      event('packed', '2026-11-20T18:00:00+01:00'),
      event('out_for_delivery', '2026-11-22T00:00:00'),
    ];
    assert.deepEqual(kinds(summarize(events)), ['packed', 'accepted', 'delivered', 'out_for_delivery']);
  });

  it('keeps unlisted, future and undated events', () => {
    const events = [
      event('teleported', '2026-11-20T10:00:00Z', { text: 'Beamed up' }),
      event('delivered', '2027-11-20T10:00:00Z'),
      event('note', undefined, { text: 'Call me' }),
    ];
    const { timeline } = summarize(events);
    assert.deepEqual(
      timeline.map((entry) => [entry.event.kind, entry.timing]),
      [
        ['teleported', 'past'],
        ['note', 'unknown'],
        ['delivered', 'future'],
      ],
    );
  });

  it('marks events up to a day ahead as just-now [K07]', () => {
    const ahead = new Date(noon + 60_000).toISOString();
    assert.equal(summarize([event('accepted', ahead)]).timeline[0]?.timing, 'just-now');
    assert.equal(summarize([event('accepted', '2026-11-23')]).timeline[0]?.timing, 'past');
    // A local time in an unknown zone may be hours ago.
    const local = summarize([event('accepted', '2026-11-23T20:00:00')], { timeZone: undefined });
    assert.equal(local.timeline[0]?.timing, 'past');
  });

  it('keeps the place of an event with an impossible date, without the time [K07]', () => {
    const events = [
      event('packed', '2026-02-28T10:00:00Z'),
      event('accepted', '2026-02-30T10:00:00Z'),
      event('in_transit', '2026-03-01T10:00:00Z'),
    ];
    const summary = summarize(events, { placedAt: '2026-02-27T10:00:00Z' });
    assert.deepEqual(kinds(summary), ['packed', 'accepted', 'in_transit']);
    assert.deepEqual(
      summary.timeline.map(({ at }) => at),
      ['2026-02-28T10:00:00Z', undefined, '2026-03-01T10:00:00Z'],
    );
    assert.deepEqual(warningCodes(summary), ['event-without-time']);
  });

  it('marks retracted events', () => {
    const events = [
      event('delivered', '2026-11-20T10:00:00Z', { id: 'mistake' }),
      event('note', '2026-11-20T11:00:00Z', { retracts: 'mistake' }),
    ];
    assert.deepEqual(
      summarize(events).timeline.map(({ exclusion }) => exclusion === 'retracted'),
      [true, false],
    );
  });
});

describe('reports of the same scan', () => {
  const scan = { place: { name: 'Leipzig' }, text: 'Sorted' };
  const cases: { title: string; first: [string, string, object]; second: [string, string, object]; isSame: boolean }[] =
    [
      {
        title: 'equal reports',
        first: ['in_transit', '2026-11-20T10:00:00Z', scan],
        second: ['in_transit', '2026-11-20T10:00:00Z', scan],
        isSame: true,
      },
      {
        title: 'equal instants with different offsets',
        first: ['in_transit', '2026-11-20T10:00:00Z', scan],
        second: ['in_transit', '2026-11-20T11:00:00+01:00', scan],
        isSame: true,
      },
      {
        title: 'one report without a text',
        first: ['in_transit', '2026-11-20T10:00:00Z', {}],
        second: ['in_transit', '2026-11-20T10:00:00Z', scan],
        isSame: true,
      },
      {
        title: 'another kind',
        first: ['in_transit', '2026-11-20T10:00:00Z', scan],
        second: ['accepted', '2026-11-20T10:00:00Z', scan],
        isSame: false,
      },
      {
        title: 'another second',
        first: ['in_transit', '2026-11-20T10:00:00Z', scan],
        second: ['in_transit', '2026-11-20T10:00:01Z', scan],
        isSame: false,
      },
      {
        title: 'another place',
        first: ['in_transit', '2026-11-20T10:00:00Z', scan],
        second: ['in_transit', '2026-11-20T10:00:00Z', { ...scan, place: { name: 'Berlin' } }],
        isSame: false,
      },
      {
        title: 'another text',
        first: ['note', '2026-11-20T10:00:00Z', { text: 'a' }],
        second: ['note', '2026-11-20T10:00:00Z', { text: 'b' }],
        isSame: false,
      },
      {
        title: 'another parcel',
        first: ['in_transit', '2026-11-20T10:00:00Z', scan],
        second: ['in_transit', '2026-11-20T10:00:00Z', { ...scan, shipmentId: 's2' }],
        isSame: false,
      },
      {
        title: 'one report without the only parcel',
        first: ['in_transit', '2026-11-20T10:00:00Z', scan],
        second: ['in_transit', '2026-11-20T10:00:00Z', { ...scan, shipmentId: undefined }],
        isSame: true,
      },
      {
        title: 'the same day, one report without a text',
        first: ['in_transit', '2026-11-20', {}],
        second: ['in_transit', '2026-11-20', scan],
        isSame: false,
      },
      {
        title: 'the same day, equal reports',
        first: ['in_transit', '2026-11-20', scan],
        second: ['in_transit', '2026-11-20', scan],
        isSame: true,
      },
    ];
  for (const { title, first, second, isSame } of cases) {
    it(`${title}: ${isSame ? 'one' : 'two'}`, () => {
      const summary = summarize([event(...first), event(...second)]);
      assert.equal(summary.timeline.length, isSame ? 1 : 2);
      if (isSame) assert.equal(summary.timeline[0]?.event.text, 'Sorted');
    });
  }

  it('are all retracted by one retraction', () => {
    const events = [
      event('delivered', '2026-11-20T10:00:00Z', { id: 'mistake', text: 'Delivered' }),
      event('delivered', '2026-11-20T10:00:00Z', { text: 'Delivered' }),
      event('note', '2026-11-20T11:00:00Z', { retracts: 'mistake' }),
    ];
    assert.equal(summarize(events).parcels[0]?.status, 'unknown');
  });
});

describe('retraction', () => {
  type EventFields = ReturnType<typeof event>;
  const at = '2026-11-20T10:00:00Z';
  const later = '2026-11-20T11:00:00Z';
  const leipzig = { name: 'Leipzig' };
  const attempt = (id: string, fields: object = {}, time = at): EventFields =>
    event('delivery_attempted', time, { id, ...fields });
  const retracts = (id: string, fields: object = {}): EventFields => event('note', later, { retracts: id, ...fields });
  const statuses = (events: EventFields[], fields?: object): (string | undefined)[] =>
    summarize(events, fields).parcels.map(({ status }) => status);
  const twoParcels = {
    shipments: [
      { id: 's1', status: 'unknown' },
      { id: 's2', status: 'unknown' },
    ],
  };

  const sameScans: { title: string; reports: EventFields[] }[] = [
    {
      title: 'with another text',
      reports: [attempt('a', { text: 'Sorted' }), attempt('b', { text: 'Left the depot' })],
    },
    {
      title: 'with another place',
      reports: [attempt('a', { place: leipzig }), attempt('b', { place: { name: 'Leipzig Mockau' } })],
    },
    { title: 'without a text', reports: [attempt('a', { text: 'Sorted' }), attempt('b')] },
    {
      title: 'with a place instead of a text',
      reports: [attempt('a', { text: 'Sorted' }), attempt('b', { place: leipzig })],
    },
    {
      title: 'with another offset',
      reports: [attempt('a', { text: 'Sorted' }), attempt('b', { text: 'Left' }, '2026-11-20T11:00:00+01:00')],
    },
    {
      title: 'at the same local time',
      reports: [attempt('a', { text: 'Sorted' }, '2026-11-20T10:00:00'), attempt('b', {}, '2026-11-20T10:00:00')],
    },
    {
      title: 'of three reports',
      reports: [attempt('a'), attempt('b', { text: 'Sorted' }), attempt('c', { text: 'Left the depot' })],
    },
    {
      title: 'without the only parcel',
      reports: [attempt('a', { text: 'Sorted' }), attempt('b', { shipmentId: undefined })],
    },
    {
      title: 'on the same day with the same text',
      reports: [attempt('a', { text: 'Sorted' }, '2026-11-20'), attempt('b', { text: 'Sorted' }, '2026-11-20')],
    },
  ];
  for (const { title, reports } of sameScans) {
    it(`covers all reports of the scan: ${title}`, () => {
      assert.deepEqual(statuses(reports), ['in_transit']);
      for (const id of ['a', 'b']) {
        const summary = summarize([...reports, retracts(id)]);
        assert.deepEqual(
          summary.parcels.map(({ status }) => status),
          ['unknown'],
          id,
        );
        assert.ok(
          summary.timeline.every(({ event: { kind }, exclusion }) => (exclusion === 'retracted') === (kind !== 'note')),
          id,
        );
      }
    });
  }

  const otherScans: { title: string; other: EventFields }[] = [
    { title: 'another second', other: attempt('b', {}, '2026-11-20T10:00:01Z') },
    { title: 'of another kind', other: event('out_for_delivery', at, { id: 'b' }) },
    { title: 'a whole day with another text', other: attempt('b', { text: 'Left the depot' }, '2026-11-20') },
  ];
  for (const { title, other } of otherScans) {
    it(`does not cover another scan: ${title}`, () => {
      assert.deepEqual(
        summarize([attempt('a'), other, retracts('a')])
          .timeline.map(({ exclusion }) => exclusion === 'retracted')
          .toSorted(),
        [false, false, true],
      );
    });
  }

  it('does not cover a report of the same day with another text', () => {
    const [sorted, left] = [
      attempt('a', { text: 'Sorted' }, '2026-11-19'),
      attempt('b', { text: 'Left' }, '2026-11-19'),
    ];
    assert.deepEqual(
      summarize([sorted, left, retracts('a')]).timeline.map(({ exclusion }) => exclusion === 'retracted'),
      [true, false, false],
    );
  });

  it('does not cover the scan of another parcel', () => {
    const reports = [attempt('a'), attempt('b', { shipmentId: 's2' })];
    assert.deepEqual(statuses([...reports, retracts('a')], twoParcels), ['unknown', 'in_transit']);
  });

  it('may be an event of another parcel', () => {
    const reports = [attempt('a', { text: 'Sorted' }), attempt('b')];
    assert.deepEqual(statuses([...reports, retracts('b', { shipmentId: 's2' })], twoParcels), ['unknown', 'unknown']);
  });

  it('of an unknown event has no effect', () => {
    assert.deepEqual(statuses([attempt('a'), retracts('z')]), ['in_transit']);
  });

  describe('by a report of the same scan is a correction', () => {
    const texts = (events: EventFields[]): unknown[] =>
      summarize(events).timeline.map((entry) => [entry.event.text, entry.exclusion === 'retracted']);

    it('with another text', () => {
      const events = [attempt('a', { text: 'Nobody home' }), attempt('b', { text: 'Shop closed', retracts: 'a' })];
      assert.deepEqual(texts(events), [
        ['Nobody home', true],
        ['Shop closed', false],
      ]);
      assert.deepEqual(statuses(events), ['in_transit']);
    });

    it('without a text', () => {
      const events = [attempt('a', { text: 'Nobody home' }), attempt('b', { retracts: 'a' })];
      assert.deepEqual(texts(events), [[undefined, false]]);
    });

    it('of all other reports of the scan', () => {
      const events = [
        attempt('a', { text: 'Nobody home' }),
        attempt('b', { text: 'Not met' }),
        attempt('c', { text: 'Shop closed', retracts: 'a' }),
      ];
      assert.deepEqual(texts(events), [
        ['Nobody home', true],
        ['Not met', true],
        ['Shop closed', false],
      ]);
    });

    it('of a correction', () => {
      const events = [
        attempt('a', { text: '1' }),
        attempt('c', { text: '3', retracts: 'b' }),
        attempt('b', { text: '2', retracts: 'a' }),
      ];
      assert.deepEqual(texts(events), [
        ['1', true],
        ['3', false],
        ['2', true],
      ]);
    });

    it('in a circle retracts nothing', () => {
      const events = [attempt('a', { text: '1', retracts: 'b' }), attempt('b', { text: '2', retracts: 'a' })];
      assert.deepEqual(statuses(events), ['in_transit']);
    });

    it('unless another event retracts it', () => {
      const events = [attempt('a', { text: '1' }), attempt('b', { text: '2', retracts: 'a' }), retracts('b')];
      assert.deepEqual(statuses(events), ['unknown']);
    });
  });
});

describe('parcel of an event', () => {
  const twoParcels = {
    shipments: [
      { id: 's1', status: 'unknown' },
      { id: 's2', status: 'unknown' },
    ],
  };

  it('is the only parcel if none is named', () => {
    const summary = summarize([event('accepted', '2026-11-20T10:00:00Z', { shipmentId: undefined })]);
    assert.equal(summary.parcels[0]?.status, 'accepted');
    assert.deepEqual(warningCodes(summary), []);
  });

  it('is undefined with a warning if none of several is named', () => {
    const summary = summarize([event('accepted', '2026-11-20T10:00:00Z', { shipmentId: undefined })], twoParcels);
    assert.deepEqual(
      summary.parcels.map(({ status }) => status),
      ['unknown', 'unknown'],
    );
    assert.equal(summary.timeline.length, 1);
    assert.deepEqual(warningCodes(summary), ['event-without-parcel']);
  });

  it('is undefined with a warning if the named parcel is unknown', () => {
    const summary = summarize([event('accepted', '2026-11-20T10:00:00Z', { shipmentId: 's9' })]);
    assert.equal(summary.parcels[0]?.status, 'unknown');
    assert.deepEqual(warningCodes(summary), ['event-without-parcel']);
  });

  it('is undefined without a warning for an event of the order', () => {
    const summary = summarize(
      [event('payment_confirmed', '2026-11-20T10:00:00Z', { shipmentId: undefined })],
      twoParcels,
    );
    assert.deepEqual(warningCodes(summary), []);
  });

  it('are the unshipped items in an order without parcels', () => {
    const summary = summarize([event('packed', '2026-11-20T10:00:00Z', { shipmentId: undefined })], {
      shipments: [],
    });
    assert.equal(summary.unshippedItems?.status, 'packed');
    assert.equal(summary.status, 'processing');
  });
});

it('retractions in a circle are warned of if two of them have the same time', () => {
  const read = (...times: string[]): string[] =>
    warningCodes(
      summarize(
        times.map((at, index) =>
          event(['note', 'packed', 'accepted'][index] ?? '', at, {
            id: `n${index}`,
            retracts: `n${(index + 1) % times.length}`,
          }),
        ),
      ),
    );
  const [first, second, third] = ['2026-11-20T10:00:00Z', '2026-11-21T10:00:00Z', '2026-11-22T10:00:00Z'];
  assert.ok(read(first, second, first).includes('event-order-ambiguous'));
  assert.ok(read(first, first).includes('event-order-ambiguous'));
  assert.ok(!read(first, second, third).includes('event-order-ambiguous'));
});

describe('retractions in a circle', () => {
  const at = (day: number): string => `2026-11-${day < 10 ? '0' : ''}${day}T10:00:00Z`;
  const kinds = ['note', 'packed', 'accepted', 'in_transit'];
  /** Ids of the retracted events. Each event has a day and the id that it retracts. */
  const read = (...events: [day: number, retracts: string][]): string[] =>
    summarize(events.map(([day, retracts], index) => event(kinds[index] ?? '', at(day), { id: `n${index}`, retracts })))
      .timeline.filter(({ exclusion }) => exclusion === 'retracted')
      .map(({ event: { id } }) => id)
      .toSorted();

  it('the newest one stands', () => {
    assert.deepEqual(read([10, 'n1'], [11, 'n0']), ['n0']);
    assert.deepEqual(read([11, 'n1'], [10, 'n0']), ['n1']);
    assert.deepEqual(read([10, 'n1'], [11, 'n2'], [12, 'n0']), ['n0']);
  });

  it('one that an event outside of it retracts does not stand', () => {
    assert.deepEqual(read([12, 'n1'], [10, 'n0'], [11, 'n0']), ['n0']);
  });

  it('an event that depends on a circle is decided after it', () => {
    assert.deepEqual(read([10, 'n1'], [11, 'n0'], [12, 'none'], [9, 'n1']), ['n1']);
    assert.deepEqual(read([10, 'n1'], [9, 'n2'], [11, 'n1']), ['n1']);
  });
});

it('reports of one scan that retract each other over another event: the newest scan stands', () => {
  const { timeline } = summarize([
    event('delivery_attempted', '2026-11-20T10:00:00Z', { id: 'a' }),
    event('note', '2026-11-19', { id: 'b', retracts: 'a' }),
    event('delivery_attempted', '2026-11-20T10:00:00Z', { id: 'c', retracts: 'b' }),
  ]);
  assert.deepEqual(
    timeline.map(({ event: { kind }, exclusion }) => [kind, exclusion]),
    [
      ['note', 'retracted'],
      ['delivery_attempted', undefined],
    ],
  );
});

it('an event of no known parcel corrects no number', () => {
  const scan = event('on_hold', '2026-11-20T10:00:00Z', { shipmentId: 's9', tracking: { number: 'T1' } });
  const correction = event('label_created', '2026-11-21T10:00:00Z', {
    shipmentId: 's9',
    tracking: { number: 'T2', replaces: 'T1' },
  });
  assert.deepEqual(
    summarize([scan, correction]).timeline.map(({ exclusion }) => exclusion),
    [undefined, undefined],
  );
});
