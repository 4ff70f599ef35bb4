import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderReading } from '../../src/order/index.ts';
import { codes, event, noon, read } from './build.ts';

const kinds = ({ timeline }: OrderReading): string[] => timeline.map((entry) => entry.event.kind);

describe('the history of an order', () => {
  it('is in the order of time, oldest first', () => {
    const happened = [
      event('delivered', '2026-11-22T10:00:00Z'),
      event('accepted', '2026-11-20'),
      event('packed', '2026-11-20T18:00:00+01:00'),
      event('out_for_delivery', '2026-11-22T00:00:00'),
    ];
    assert.deepEqual(kinds(read(happened)), ['packed', 'accepted', 'delivered', 'out_for_delivery']);
  });

  it('keeps what it does not know, and what it does not believe', () => {
    const happened = [
      event('teleported', '2026-11-20T10:00:00Z', { text: 'Beamed up' }),
      event('delivered', '2027-11-20T10:00:00Z'),
      event('note', undefined, { text: 'Call me' }),
    ];
    const { timeline } = read(happened);
    assert.deepEqual(
      timeline.map((entry) => [entry.event.kind, entry.when]),
      [
        ['teleported', 'past'],
        ['note', 'unknown'],
        ['delivered', 'future'],
      ],
    );
  });

  it('K07: a little ahead of the clock is just now', () => {
    const ahead = new Date(noon + 60_000).toISOString();
    assert.equal(read([event('accepted', ahead)]).timeline[0]?.when, 'just-now');
    assert.equal(read([event('accepted', '2026-11-23')]).timeline[0]?.when, 'past');
    // Of a place nobody knows, a local time may be hours ago.
    const local = read([event('accepted', '2026-11-23T20:00:00')], { timeZone: undefined });
    assert.equal(local.timeline[0]?.when, 'past');
  });

  it('K07: a day that does not exist is no time: shown without, and in its place', () => {
    const happened = [
      event('packed', '2026-02-28T10:00:00Z'),
      event('accepted', '2026-02-30T10:00:00Z'),
      event('in_transit', '2026-03-01T10:00:00Z'),
    ];
    const reading = read(happened);
    assert.deepEqual(kinds(reading), ['packed', 'accepted', 'in_transit']);
    assert.deepEqual(reading.timeline.map(({ at }) => at), ['2026-02-28T10:00:00Z', undefined, '2026-03-01T10:00:00Z']);
    assert.deepEqual(codes(reading), ['event-without-time']);
  });

  it('marks what was taken back', () => {
    const happened = [
      event('delivered', '2026-11-20T10:00:00Z', { id: 'mistake' }),
      event('note', '2026-11-20T11:00:00Z', { retracts: 'mistake' }),
    ];
    assert.deepEqual(read(happened).timeline.map(({ isRetracted }) => isRetracted), [true, false]);
  });
});

describe('the same scan twice', () => {
  const scan = { place: { name: 'Leipzig' }, text: 'Sorted' };
  const cases: { what: string; first: [string, string, object]; second: [string, string, object]; isSame: boolean }[] = [
    { what: 'all the same', first: ['in_transit', '2026-11-20T10:00:00Z', scan], second: ['in_transit', '2026-11-20T10:00:00Z', scan], isSame: true },
    { what: 'the same instant, written otherwise', first: ['in_transit', '2026-11-20T10:00:00Z', scan], second: ['in_transit', '2026-11-20T11:00:00+01:00', scan], isSame: true },
    { what: 'one without words', first: ['in_transit', '2026-11-20T10:00:00Z', {}], second: ['in_transit', '2026-11-20T10:00:00Z', scan], isSame: true },
    { what: 'another kind', first: ['in_transit', '2026-11-20T10:00:00Z', scan], second: ['accepted', '2026-11-20T10:00:00Z', scan], isSame: false },
    { what: 'another second', first: ['in_transit', '2026-11-20T10:00:00Z', scan], second: ['in_transit', '2026-11-20T10:00:01Z', scan], isSame: false },
    { what: 'another place', first: ['in_transit', '2026-11-20T10:00:00Z', scan], second: ['in_transit', '2026-11-20T10:00:00Z', { ...scan, place: { name: 'Berlin' } }], isSame: false },
    { what: 'other words', first: ['note', '2026-11-20T10:00:00Z', { text: 'a' }], second: ['note', '2026-11-20T10:00:00Z', { text: 'b' }], isSame: false },
    { what: 'of another parcel', first: ['in_transit', '2026-11-20T10:00:00Z', scan], second: ['in_transit', '2026-11-20T10:00:00Z', { ...scan, shipmentId: 's2' }], isSame: false },
    { what: 'one that does not name the only parcel', first: ['in_transit', '2026-11-20T10:00:00Z', scan], second: ['in_transit', '2026-11-20T10:00:00Z', { ...scan, shipmentId: undefined }], isSame: true },
    { what: 'on the same day, one without words', first: ['in_transit', '2026-11-20', {}], second: ['in_transit', '2026-11-20', scan], isSame: false },
    { what: 'on the same day, all the same', first: ['in_transit', '2026-11-20', scan], second: ['in_transit', '2026-11-20', scan], isSame: true },
  ];
  for (const { what, first, second, isSame } of cases) {
    it(`${what}: ${isSame ? 'one' : 'two'}`, () => {
      const reading = read([event(...first), event(...second)]);
      assert.equal(reading.timeline.length, isSame ? 1 : 2);
      if (isSame) assert.equal(reading.timeline[0]?.event.text, 'Sorted');
    });
  }

  it('taken back once is taken back', () => {
    const happened = [
      event('delivered', '2026-11-20T10:00:00Z', { id: 'mistake', text: 'Delivered' }),
      event('delivered', '2026-11-20T10:00:00Z', { text: 'Delivered' }),
      event('note', '2026-11-20T11:00:00Z', { retracts: 'mistake' }),
    ];
    assert.equal(read(happened).parcels[0]?.status, 'unknown');
  });
});

describe('a retraction', () => {
  type Sent = ReturnType<typeof event>;
  const at = '2026-11-20T10:00:00Z';
  const later = '2026-11-20T11:00:00Z';
  const leipzig = { name: 'Leipzig' };
  const attempt = (id: string, fields: object = {}, time = at): Sent => event('delivery_attempted', time, { id, ...fields });
  const retracts = (id: string, fields: object = {}): Sent => event('note', later, { retracts: id, ...fields });
  const statuses = (events: Sent[], fields?: object): (string | undefined)[] => read(events, fields).parcels.map(({ status }) => status);
  const twoParcels = { shipments: [{ id: 's1', status: 'unknown' }, { id: 's2', status: 'unknown' }] };

  const wholes: { what: string; reports: Sent[] }[] = [
    { what: 'in other words', reports: [attempt('a', { text: 'Sorted' }), attempt('b', { text: 'Left the depot' })] },
    { what: 'of another place', reports: [attempt('a', { place: leipzig }), attempt('b', { place: { name: 'Leipzig Mockau' } })] },
    { what: 'without words', reports: [attempt('a', { text: 'Sorted' }), attempt('b')] },
    { what: 'with a place, where the other has words', reports: [attempt('a', { text: 'Sorted' }), attempt('b', { place: leipzig })] },
    { what: 'written with another offset', reports: [attempt('a', { text: 'Sorted' }), attempt('b', { text: 'Left' }, '2026-11-20T11:00:00+01:00')] },
    { what: 'at the same local time', reports: [attempt('a', { text: 'Sorted' }, '2026-11-20T10:00:00'), attempt('b', {}, '2026-11-20T10:00:00')] },
    { what: 'of three', reports: [attempt('a'), attempt('b', { text: 'Sorted' }), attempt('c', { text: 'Left the depot' })] },
    { what: 'that does not name the only parcel', reports: [attempt('a', { text: 'Sorted' }), attempt('b', { shipmentId: undefined })] },
    { what: 'on the same day, in the same words', reports: [attempt('a', { text: 'Sorted' }, '2026-11-20'), attempt('b', { text: 'Sorted' }, '2026-11-20')] },
  ];
  for (const { what, reports } of wholes) {
    it(`takes back the other report of the scan, too: ${what}`, () => {
      assert.deepEqual(statuses(reports), ['in_transit']);
      for (const id of ['a', 'b']) {
        const reading = read([...reports, retracts(id)]);
        assert.deepEqual(reading.parcels.map(({ status }) => status), ['unknown'], id);
        assert.ok(reading.timeline.every(({ event: { kind }, isRetracted }) => isRetracted === (kind !== 'note')), id);
      }
    });
  }

  const others: { what: string; other: Sent }[] = [
    { what: 'of another second', other: attempt('b', {}, '2026-11-20T10:00:01Z') },
    { what: 'of another kind', other: event('out_for_delivery', at, { id: 'b' }) },
    { what: 'of a whole day, in other words', other: attempt('b', { text: 'Left the depot' }, '2026-11-20') },
  ];
  for (const { what, other } of others) {
    it(`leaves another scan: ${what}`, () => {
      assert.deepEqual(read([attempt('a'), other, retracts('a')]).timeline.map(({ isRetracted }) => isRetracted).toSorted(), [false, false, true]);
    });
  }

  it('on the same day leaves what has other words: there may have been two scans', () => {
    const [sorted, left] = [attempt('a', { text: 'Sorted' }, '2026-11-19'), attempt('b', { text: 'Left' }, '2026-11-19')];
    assert.deepEqual(read([sorted, left, retracts('a')]).timeline.map(({ isRetracted }) => isRetracted), [true, false, false]);
  });

  it('leaves the same scan of another parcel', () => {
    const reports = [attempt('a'), attempt('b', { shipmentId: 's2' })];
    assert.deepEqual(statuses([...reports, retracts('a')], twoParcels), ['unknown', 'in_transit']);
  });

  it('may stand in another parcel', () => {
    const reports = [attempt('a', { text: 'Sorted' }), attempt('b')];
    assert.deepEqual(statuses([...reports, retracts('b', { shipmentId: 's2' })], twoParcels), ['unknown', 'unknown']);
  });

  it('of what nobody knows changes nothing', () => {
    assert.deepEqual(statuses([attempt('a'), retracts('z')]), ['in_transit']);
  });

  describe('by a report of the same scan corrects it', () => {
    const texts = (events: Sent[]): unknown[] => read(events).timeline.map((entry) => [entry.event.text, entry.isRetracted]);

    it('in other words', () => {
      const events = [attempt('a', { text: 'Nobody home' }), attempt('b', { text: 'Shop closed', retracts: 'a' })];
      assert.deepEqual(texts(events), [['Nobody home', true], ['Shop closed', false]]);
      assert.deepEqual(statuses(events), ['in_transit']);
    });

    it('without words', () => {
      const events = [attempt('a', { text: 'Nobody home' }), attempt('b', { retracts: 'a' })];
      assert.deepEqual(texts(events), [[undefined, false]]);
    });

    it('with every other report of it', () => {
      const events = [attempt('a', { text: 'Nobody home' }), attempt('b', { text: 'Not met' }), attempt('c', { text: 'Shop closed', retracts: 'a' })];
      assert.deepEqual(texts(events), [['Nobody home', true], ['Not met', true], ['Shop closed', false]]);
    });

    it('once more', () => {
      const events = [attempt('a', { text: '1' }), attempt('c', { text: '3', retracts: 'b' }), attempt('b', { text: '2', retracts: 'a' })];
      assert.deepEqual(texts(events), [['1', true], ['3', false], ['2', true]]);
    });

    it('in a circle: the scan stands', () => {
      const events = [attempt('a', { text: '1', retracts: 'b' }), attempt('b', { text: '2', retracts: 'a' })];
      assert.deepEqual(statuses(events), ['in_transit']);
    });

    it('unless something else takes it back', () => {
      const events = [attempt('a', { text: '1' }), attempt('b', { text: '2', retracts: 'a' }), retracts('b')];
      assert.deepEqual(statuses(events), ['unknown']);
    });
  });
});

describe('whose event it is', () => {
  const twoParcels = { shipments: [{ id: 's1', status: 'unknown' }, { id: 's2', status: 'unknown' }] };

  it('names no parcel: the only one’s', () => {
    const reading = read([event('accepted', '2026-11-20T10:00:00Z', { shipmentId: undefined })]);
    assert.equal(reading.parcels[0]?.status, 'accepted');
    assert.deepEqual(codes(reading), []);
  });

  it('names no parcel of several: nobody’s, and a warning', () => {
    const reading = read([event('accepted', '2026-11-20T10:00:00Z', { shipmentId: undefined })], twoParcels);
    assert.deepEqual(reading.parcels.map(({ status }) => status), ['unknown', 'unknown']);
    assert.equal(reading.timeline.length, 1);
    assert.deepEqual(codes(reading), ['event-without-parcel']);
  });

  it('names a parcel that is not there: nobody’s, and a warning', () => {
    const reading = read([event('accepted', '2026-11-20T10:00:00Z', { shipmentId: 's9' })]);
    assert.equal(reading.parcels[0]?.status, 'unknown');
    assert.deepEqual(codes(reading), ['event-without-parcel']);
  });

  it('is of the order: of no parcel, without a warning', () => {
    const reading = read([event('payment_confirmed', '2026-11-20T10:00:00Z', { shipmentId: undefined })], twoParcels);
    assert.deepEqual(codes(reading), []);
  });

  it('before there is any parcel: of what is to be sent', () => {
    const reading = read([event('packed', '2026-11-20T10:00:00Z', { shipmentId: undefined })], { shipments: [] });
    assert.equal(reading.rest?.status, 'packed');
    assert.equal(reading.status, 'processing');
  });
});
