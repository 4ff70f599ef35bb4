import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { readOrder, type OrderReading } from '../../src/order/index.ts';
import fc, { runs } from '../support/fast-check.ts';
import { orders, piles, type SentEvent } from './arbitraries.ts';

const now = Date.parse('2026-11-23T11:00:00Z');

/** `isUncertain`: what order things happened in was said to be in doubt. */
function readAll(fields: Record<string, unknown>): { reading: OrderReading; isWarned: boolean; isUncertain: boolean } {
  const parsed = parseOrder({ id: 'o1', version: 1, ...fields });
  assert.ok(parsed.ok);
  const reading = readOrder(parsed.data, { now, timeZone: 'Europe/Berlin' });
  const isWarned = reading.warnings.length > 0 || parsed.warnings.some(({ path }) => path.startsWith('events'));
  const isUncertain = reading.warnings.some(({ code }) => code === 'order-uncertain' || code === 'event-without-time');
  return { reading, isWarned, isUncertain };
}

const twoParcels = (events: SentEvent[]): Record<string, unknown> => ({
  shipments: [{ id: 's1', status: 'unknown' }, { id: 's2', status: 'unknown' }],
  events,
});

/** What of a reading may not hang on how the events came. */
const told = ({ reading }: { reading: OrderReading }): unknown => ({
  status: reading.status,
  parcels: reading.parcels.map(({ shipment, status, responsibility }) => [shipment.id, status, responsibility.holder]),
});

const shuffled = piles.chain((pile) =>
  fc.tuple(fc.constant(pile), fc.shuffledSubarray(pile, { minLength: pile.length, maxLength: pile.length })),
);

const isInstant = ({ at }: SentEvent): boolean => /T.*(Z|[+-]\d\d:\d\d)$/.test(at ?? '');
const isWholeDay = ({ at }: SentEvent): boolean => /^.{10}(T00:00:00)?$/.test(at ?? '');

/** Without the places that decide what a time means. */
const placed = (pile: readonly SentEvent[]): SentEvent[] => pile.map((event) => (isInstant(event) ? event : { ...event, place: undefined }));

/** Of a whole day words stay: there they tell two scans from two reports of one. */
const bare = (pile: readonly SentEvent[]): SentEvent[] =>
  pile.map((event) => ({ ...event, place: undefined, text: isWholeDay(event) ? event.text : undefined }));

describe('a pile of scans', () => {
  it('shuffled, tells the same, or there is a warning', () => {
    fc.assert(
      fc.property(shuffled, ([pile, other]) => {
        const [one, two] = [readAll(twoParcels(pile)), readAll(twoParcels(other))];
        if (!one.isUncertain && !two.isUncertain) assert.deepEqual(told(two), told(one));
      }),
      { numRuns: runs(500) },
    );
  });

  it('of one parcel, minute by minute, is beyond doubt', () => {
    const clear = piles.map((pile) =>
      pile.map(
        (event, index): SentEvent => ({ ...event, shipmentId: 's1', at: new Date(now - 1e9 + index * 6e4).toISOString() }),
      ),
    );
    fc.assert(fc.property(clear, (pile) => assert.equal(readAll(twoParcels(pile)).isWarned, false)));
  });

  it('doubled, tells the same history once', () => {
    fc.assert(
      fc.property(piles, fc.infiniteStream(fc.boolean()), (pile, coins) => {
        const doubled = pile.flatMap((event) => (coins.next().value ? [event, { ...event, id: `${event.id}-again` }] : [event]));
        const [one, two] = [readAll(twoParcels(pile)), readAll(twoParcels(doubled))];
        assert.deepEqual(told(two), told(one));
        assert.equal(two.reading.timeline.length, one.reading.timeline.length);
      }),
      { numRuns: runs(300) },
    );
  });

  it('sent twice under the same ids, tells the same', () => {
    fc.assert(
      fc.property(piles, (pile) => {
        const [one, two] = [readAll(twoParcels(pile)), readAll(twoParcels([...pile, ...pile]))];
        assert.deepEqual(told(two), told(one));
        assert.ok(pile.length === 0 || two.isWarned);
      }),
    );
  });

  it('stripped of places and words, tells the same', () => {
    fc.assert(
      fc.property(piles.map(placed), (pile) => assert.deepEqual(told(readAll(twoParcels(bare(pile)))), told(readAll(twoParcels(pile))))),
    );
  });

  it('stripped of times, tells the same, or there is a warning', () => {
    fc.assert(
      fc.property(piles, fc.infiniteStream(fc.boolean()), (pile, coins) => {
        const stripped = pile.map((event) => (coins.next().value ? { ...event, at: undefined } : event));
        const [one, two] = [readAll(twoParcels(pile)), readAll(twoParcels(stripped))];
        assert.ok(two.isUncertain || stripped.every(({ at }) => at !== undefined));
        if (!two.isUncertain) assert.deepEqual(told(two), told(one));
      }),
    );
  });

  it('stripped of events that the sender’s summary knows, tells the same, or there is a warning', () => {
    fc.assert(
      fc.property(
        piles.chain((pile) => fc.tuple(fc.constant(pile), fc.subarray(pile))),
        ([pile, rest]) => {
          const of = (events: SentEvent[], fields: object): Record<string, unknown> => ({ shipments: [{ id: 's1', ...fields }], events });
          const one = readAll(of(pile, {}));
          const [parcel] = one.reading.parcels;
          if (!parcel || parcel.status === 'unknown') return;
          const summary = { status: parcel.status, statusAt: new Date(now).toISOString() };
          const two = readAll(of(rest, summary));
          if (!two.isWarned) assert.equal(two.reading.parcels[0]?.status, parcel.status);
        },
      ),
    );
  });

  it('is told oldest first', () => {
    fc.assert(
      fc.property(piles, (pile) => {
        const keys = readAll(twoParcels(pile)).reading.timeline.map(({ key }) => key);
        assert.deepEqual(keys, keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
    );
  });
});

describe('any order', () => {
  it('is read without an exception, and holds together', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: -1e13, max: 1e13 }), (value, shift) => {
        const parsed = parseOrder(value);
        assert.ok(parsed.ok);
        const reading = readOrder(parsed.data, { now: now + shift });
        for (const leg of [...reading.parcels, ...reading.returns, ...(reading.rest ? [reading.rest] : [])]) {
          assert.ok(leg.steps[leg.current], 'a step to mark');
          const states = leg.steps.map(({ state }) => state);
          const isInOrder = states.join().match(/^(done,?)*(current,?)?(to-come,?)*$/);
          assert.ok(isInOrder, states.join());
          assert.ok(states[leg.current] !== 'to-come');
        }
        for (const { ordered, canceled, unshipped } of reading.lines) {
          if (unshipped === undefined) continue;
          assert.ok(unshipped >= 0 && unshipped + (canceled ?? NaN) <= (ordered ?? NaN));
        }
        for (const trouble of reading.troubles) assert.ok(trouble.exception || ['overdue', 'silent', 'attempt_failed'].includes(trouble.kind));
        for (const action of reading.actions) assert.ok(parsed.data.actions.includes(action));
      }),
      { numRuns: runs(500) },
    );
  });

  it('is read the same twice: nothing is kept, nothing is changed', () => {
    fc.assert(
      fc.property(orders, (value) => {
        const parsed = parseOrder(value);
        assert.ok(parsed.ok);
        const before = structuredClone(parsed.data);
        assert.deepEqual(readOrder(parsed.data, { now }), readOrder(parsed.data, { now }));
        assert.deepEqual(parsed.data, before);
      }),
    );
  });
});

describe('counterexamples that were found', () => {
  it('a report taken back in one wording stood in another', () => {
    const pile: SentEvent[] = [
      { id: 'e0', kind: 'delivery_attempted', at: '1999-12-31T23:59:59', shipmentId: 's1', text: 'Sorted' },
      { id: 'e1', kind: 'teleported', at: '2030-01-01T00:00:00Z', retracts: 'e0' },
      { id: 'e2', kind: 'delivery_attempted', at: '1999-12-31T23:59:59', shipmentId: 's1', text: 'Left the depot' },
    ];
    for (const events of [pile, bare(pile)]) assert.equal(readAll(twoParcels(events)).reading.parcels[0]?.status, 'unknown');
  });

  it('a report without a time was lost in the one before it', () => {
    const ready = { kind: 'ready_for_pickup', shipmentId: 's2', text: 'Left the depot' };
    const { reading, isUncertain } = readAll(twoParcels([{ ...ready, id: 'e1', at: '2026-11-10T01:00:00+01:00' }, { ...ready, id: 'e2' }]));
    assert.deepEqual(reading.timeline.map(({ when }) => when), ['past', 'unknown']);
    assert.ok(isUncertain);
  });

  it('a parcel called off with the order brought the order back', () => {
    const order: SentEvent = { id: 'e2', kind: 'canceled', at: '2026-11-11T18:00:00Z' };
    const parcel: SentEvent = { id: 'e0', kind: 'canceled', at: '2026-11-11T19:00:00+01:00', shipmentId: 's1' };
    const later: SentEvent = { ...parcel, at: '2026-11-11T18:05:00Z' };
    for (const events of [[order, parcel], [parcel, order], [order, later]]) assert.equal(readAll(twoParcels(events)).reading.status, 'canceled');
  });
});
