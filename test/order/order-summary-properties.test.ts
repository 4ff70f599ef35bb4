import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { deriveOrderSummary, type OrderSummary } from '../../src/order/index.ts';
import fc, { runs } from '../support/fast-check.ts';
import { orders, eventLists, type SentEvent } from './arbitraries.ts';

const now = Date.parse('2026-11-23T11:00:00Z');

/** `isWarned` ignores unknown codes. `isUncertain`: a warning says that the order of events is in doubt. */
function summarizeSent(fields: Record<string, unknown>): {
  summary: OrderSummary;
  isWarned: boolean;
  isUncertain: boolean;
} {
  const parsed = parseOrder({ id: 'o1', version: 1, ...fields });
  assert.ok(parsed.ok);
  const summary = deriveOrderSummary(parsed.data, { now, timeZone: 'Europe/Berlin' });
  const isWarned = [...summary.warnings, ...parsed.warnings.filter(({ path }) => path.startsWith('events'))].some(
    ({ code }) => code !== 'unknown-code',
  );
  const isUncertain = summary.warnings.some(
    ({ code }) => code === 'event-order-ambiguous' || code === 'event-without-time',
  );
  return { summary, isWarned, isUncertain };
}

const twoParcels = (events: SentEvent[]): Record<string, unknown> => ({
  shipments: [
    { id: 's1', status: 'unknown' },
    { id: 's2', status: 'unknown' },
  ],
  events,
});

/** The part of a summary that must not depend on how the events were sent. */
const selectComparable = ({ summary }: { summary: OrderSummary }): unknown => ({
  status: summary.status,
  parcels: summary.parcels.map(({ shipment, status, custody }) => [shipment.id, status, custody.custodian]),
});

const shuffledLists = eventLists.chain((events) =>
  fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length })),
);

const isInstant = ({ at }: SentEvent): boolean => /T.*(Z|[+-]\d\d:\d\d)$/.test(at ?? '');
const isWholeDay = ({ at }: SentEvent): boolean => /^.{10}(T00:00:00)?$/.test(at ?? '');

/** Removes places from local times, because a place's zone decides the instant. */
const removeZones = (events: readonly SentEvent[]): SentEvent[] =>
  events.map((event) => (isInstant(event) ? event : { ...event, place: undefined }));

/** Removes places and texts. Texts of whole days stay, because they distinguish scans from reports. */
const removeDetails = (events: readonly SentEvent[]): SentEvent[] =>
  events.map((event) => ({ ...event, place: undefined, text: isWholeDay(event) ? event.text : undefined }));

describe('summary of events', () => {
  it('is the same for shuffled events, or has a warning', () => {
    fc.assert(
      fc.property(shuffledLists, ([events, other]) => {
        const [one, two] = [summarizeSent(twoParcels(events)), summarizeSent(twoParcels(other))];
        if (!one.isUncertain && !two.isUncertain) assert.deepEqual(selectComparable(two), selectComparable(one));
      }),
      { numRuns: runs(500) },
    );
  });

  it('has no warning for events of one parcel at different minutes', () => {
    const clear = eventLists.map((events) =>
      events.map((event, index): SentEvent => ({
        ...event,
        shipmentId: 's1',
        tracking: undefined,
        at: new Date(now - 1e9 + index * 6e4).toISOString(),
      })),
    );
    fc.assert(fc.property(clear, (events) => assert.equal(summarizeSent(twoParcels(events)).isWarned, false)));
  });

  it('is the same for repeated events with new ids', () => {
    fc.assert(
      fc.property(eventLists, fc.infiniteStream(fc.boolean()), (events, coins) => {
        const doubled = events.flatMap((event) =>
          coins.next().value ? [event, { ...event, id: `${event.id}-again` }] : [event],
        );
        const [one, two] = [summarizeSent(twoParcels(events)), summarizeSent(twoParcels(doubled))];
        assert.deepEqual(selectComparable(two), selectComparable(one));
        assert.equal(two.summary.timeline.length, one.summary.timeline.length);
      }),
      { numRuns: runs(300) },
    );
  });

  it('is the same for repeated events with the same ids', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const [one, two] = [summarizeSent(twoParcels(events)), summarizeSent(twoParcels([...events, ...events]))];
        assert.deepEqual(selectComparable(two), selectComparable(one));
        assert.ok(events.length === 0 || two.isWarned);
      }),
    );
  });

  it('is the same without places and texts', () => {
    fc.assert(
      fc.property(eventLists.map(removeZones), (events) =>
        assert.deepEqual(
          selectComparable(summarizeSent(twoParcels(removeDetails(events)))),
          selectComparable(summarizeSent(twoParcels(events))),
        ),
      ),
    );
  });

  it('is the same without some times, or has a warning', () => {
    fc.assert(
      fc.property(eventLists, fc.infiniteStream(fc.boolean()), (events, coins) => {
        const stripped = events.map((event) => (coins.next().value ? { ...event, at: undefined } : event));
        const [one, two] = [summarizeSent(twoParcels(events)), summarizeSent(twoParcels(stripped))];
        assert.ok(two.isUncertain || stripped.every(({ at }) => at !== undefined));
        if (!two.isUncertain) assert.deepEqual(selectComparable(two), selectComparable(one));
      }),
    );
  });

  it('is the same for a reported status with some of the events, or has a warning', () => {
    fc.assert(
      fc.property(
        eventLists.chain((events) => fc.tuple(fc.constant(events), fc.subarray(events))),
        ([events, rest]) => {
          const of = (events: SentEvent[], fields: object): Record<string, unknown> => ({
            shipments: [{ id: 's1', ...fields }],
            events,
          });
          const one = summarizeSent(of(events, {}));
          const [parcel] = one.summary.parcels;
          if (!parcel || parcel.status === 'unknown') return;
          const reported = { status: parcel.status, statusAt: new Date(now).toISOString() };
          const two = summarizeSent(of(rest, reported));
          if (!two.isWarned) assert.equal(two.summary.parcels[0]?.status, parcel.status);
        },
      ),
    );
  });

  it('has a timeline with the oldest event first', () => {
    fc.assert(
      fc.property(eventLists, (events) => {
        const keys = summarizeSent(twoParcels(events)).summary.timeline.map(({ sortKey }) => sortKey);
        assert.deepEqual(
          keys,
          keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
        );
      }),
    );
  });
});

describe('summary of any order', () => {
  it('is consistent and throws nothing', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: -1e13, max: 1e13 }), (value, shift) => {
        const parsed = parseOrder(value);
        assert.ok(parsed.ok);
        const summary = deriveOrderSummary(parsed.data, { now: now + shift });
        for (const parcel of [
          ...summary.parcels,
          ...summary.returns,
          ...(summary.unshippedItems ? [summary.unshippedItems] : []),
        ]) {
          assert.ok(parcel.steps[parcel.current], 'a current step');
          const states = parcel.steps.map(({ state }) => state);
          const isInOrder = states.join().match(/^(done,?)*(current,?)?(to-come,?)*$/);
          assert.ok(isInOrder, states.join());
          assert.ok(states[parcel.current] !== 'to-come');
        }
        for (const { ordered, canceled, unshipped } of summary.lines) {
          if (unshipped === undefined) continue;
          assert.ok(unshipped >= 0 && unshipped + (canceled ?? NaN) <= (ordered ?? NaN));
        }
        for (const issue of summary.issues)
          assert.ok(issue.exception || ['overdue', 'silent', 'attempt_failed'].includes(issue.kind));
        for (const action of summary.actions) assert.ok(parsed.data.actions.includes(action));
      }),
      { numRuns: runs(500) },
    );
  });

  it('is pure: the same twice, and the order is unchanged', () => {
    fc.assert(
      fc.property(orders, (value) => {
        const parsed = parseOrder(value);
        assert.ok(parsed.ok);
        const before = structuredClone(parsed.data);
        assert.deepEqual(deriveOrderSummary(parsed.data, { now }), deriveOrderSummary(parsed.data, { now }));
        assert.deepEqual(parsed.data, before);
      }),
    );
  });
});

describe('counterexamples of earlier versions', () => {
  it('a retraction covers a report with another text', () => {
    const sent: SentEvent[] = [
      { id: 'e0', kind: 'delivery_attempted', at: '1999-12-31T23:59:59', shipmentId: 's1', text: 'Sorted' },
      { id: 'e1', kind: 'teleported', at: '2026-11-01T00:00:00Z', retracts: 'e0' },
      { id: 'e2', kind: 'delivery_attempted', at: '1999-12-31T23:59:59', shipmentId: 's1', text: 'Left the depot' },
    ];
    for (const events of [sent, removeDetails(sent)])
      assert.equal(summarizeSent(twoParcels(events)).summary.parcels[0]?.status, 'unknown');
  });

  it('a report without a time is kept beside the one before it', () => {
    const ready = { kind: 'ready_for_pickup', shipmentId: 's2', text: 'Left the depot' };
    const { summary, isUncertain } = summarizeSent(
      twoParcels([
        { ...ready, id: 'e1', at: '2026-11-10T01:00:00+01:00' },
        { ...ready, id: 'e2' },
      ]),
    );
    assert.deepEqual(
      summary.timeline.map(({ timing }) => timing),
      ['past', 'unknown'],
    );
    assert.ok(isUncertain);
  });

  it('the cancellation of a parcel does not undo the cancellation of the order', () => {
    const order: SentEvent = { id: 'e2', kind: 'canceled', at: '2026-11-11T18:00:00Z' };
    const parcel: SentEvent = { id: 'e0', kind: 'canceled', at: '2026-11-11T19:00:00+01:00', shipmentId: 's1' };
    const later: SentEvent = { ...parcel, at: '2026-11-11T18:05:00Z' };
    for (const events of [
      [order, parcel],
      [parcel, order],
      [order, later],
    ])
      assert.equal(summarizeSent(twoParcels(events)).summary.status, 'canceled');
  });
});
