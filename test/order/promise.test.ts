import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, event, line, parcel, promise, read } from './build.ts';

const first = promise('first', '2026-11-24', '2026-11-26', '2026-11-14T09:12:00Z', { source: 'checkout' });
const later = promise('later', '2026-12-01', '2026-12-03', '2026-11-23T09:00:00Z', { reason: { code: 'publisher_late' } });
const accepted = event('accepted', '2026-11-22T10:00:00Z');
/** Awaits no scan, so that nothing falls silent. */
const made = event('label_created', '2026-11-22T10:00:00Z');
const delayed = (since: string): object => ({ shipments: [parcel('s1', { exceptions: [{ kind: 'delayed', since }] })] });

describe('the promise against now', () => {
  const cases: {
    what: string;
    promises?: object[];
    happened?: object[];
    fields?: object;
    now?: string;
    state: string;
    daysLate?: number;
  }[] = [
    { what: 'nothing was said', promises: [], state: 'none' },
    { what: 'no date could be given', promises: [{ id: 'p', madeAt: '2026-11-14T09:12:00Z' }], state: 'open' },
    { what: 'its date cannot be read', promises: [promise('p', '2026-12-03', '2026-12-01', '2026-11-14T09:12:00Z')], state: 'open' },
    { what: 'nothing stands against it', state: 'kept' },
    { what: 'its last day is not over', now: '2026-11-26T22:59:59Z', state: 'kept' },
    { what: 'its last day is over at the destination', now: '2026-11-26T23:00:00Z', state: 'overdue', daysLate: 1 },
    { what: 'its last day is over only somewhere', fields: { timeZone: undefined }, now: '2026-11-27T11:59:00Z', state: 'kept' },
    { what: 'its last day is over everywhere', fields: { timeZone: undefined }, now: '2026-11-27T12:00:00Z', state: 'overdue', daysLate: 1 },
    { what: 'without a last day it cannot pass', promises: [promise('p', '2026-11-24', undefined, '2026-11-14T09:12:00Z')], now: '2027-03-01T00:00:00Z', state: 'kept' },
    { what: 'a delay was said since', fields: delayed('2026-11-22T10:00:00Z'), state: 'at-risk' },
    { what: 'a delay was said, then the date', promises: [first, later], fields: delayed('2026-11-22T10:00:00Z'), state: 'changed' },
    { what: 'a delay was said, then the date, then another delay', promises: [first, later], fields: delayed('2026-11-24T10:00:00Z'), now: '2026-11-24T12:00:00Z', state: 'at-risk' },
    { what: 'nobody has seen it for too long', happened: [event('accepted', '2026-11-19T10:00:00Z')], state: 'at-risk' },
    { what: 'another date holds', promises: [first, later], state: 'changed' },
    { what: 'the other date has passed too', promises: [first, later], now: '2026-12-05T12:00:00Z', state: 'overdue', daysLate: 2 },
    { what: 'a narrower date within it is no change', promises: [first, promise('p', '2026-11-25', '2026-11-25', '2026-11-23T09:00:00Z')], state: 'kept' },
    { what: 'it was held', happened: [event('delivered', '2026-11-26T22:00:00Z')], now: '2026-12-20T12:00:00Z', state: 'kept' },
    { what: 'it came a day late at the destination', happened: [event('delivered', '2026-11-26T23:30:00Z')], now: '2026-12-20T12:00:00Z', state: 'missed', daysLate: 1 },
    { what: 'it came by the other date', promises: [first, later], happened: [event('delivered', '2026-12-02T10:00:00Z')], now: '2026-12-20T12:00:00Z', state: 'changed' },
    { what: 'it came after both', promises: [first, later], happened: [event('delivered', '2026-12-05T10:00:00Z')], now: '2026-12-20T12:00:00Z', state: 'missed', daysLate: 2 },
    { what: 'it goes back: there is nothing to be late with', happened: [event('return_started', '2026-11-24T10:00:00Z')], now: '2026-12-20T12:00:00Z', state: 'kept' },
  ];
  for (const { what, promises = [first], happened = [made], fields = {}, now, state, daysLate = 0 } of cases) {
    it(`${what}: ${state}`, () => {
      const reading = read(happened, { promises, ...fields }, now);
      assert.equal(reading.promise?.state, state);
      assert.equal(reading.promise?.daysLate, daysLate);
    });
  }

  it('to who collects, ready in time is in time', () => {
    const happened = [event('ready_for_pickup', '2026-11-26T10:00:00Z'), event('delivered', '2026-11-30T10:00:00Z')];
    const state = (method: string): string | undefined =>
      read(happened, { promises: [first], shipments: [parcel('s1', { method })] }, '2026-12-01T00:00:00Z').promise?.state;
    assert.equal(state('locker'), 'kept');
    assert.equal(state('courier'), 'missed');
  });
});

describe('both promises', () => {
  it('the first for good, the last with its reason and when it was said', () => {
    const { promise: reading } = read([accepted], { promises: [first, { ...later, id: 'between' }, later] });
    assert.equal(reading?.first?.id, 'first');
    assert.equal(reading?.current?.id, 'later');
    assert.equal(reading?.current?.reason?.code, 'publisher_late');
    assert.equal(reading?.current?.madeAt, '2026-11-23T09:00:00Z');
    assert.equal(reading?.shift, 'later');
    assert.equal(reading?.differs, true);
    assert.deepEqual(reading?.history.map(({ id }) => id), ['first', 'between', 'later']);
  });

  it('in the order they were made, with a warning where they were sent otherwise', () => {
    const reading = read([accepted], { promises: [later, first] });
    assert.equal(reading.promise?.first?.id, 'first');
    assert.deepEqual(codes(reading), ['promise-order']);
  });

  it('an earlier date is a change too', () => {
    const sooner = promise('sooner', '2026-11-23', '2026-11-23', '2026-11-20T09:00:00Z');
    const { promise: reading } = read([accepted], { promises: [first, sooner] });
    assert.equal(reading?.state, 'changed');
    assert.equal(reading?.shift, 'earlier');
  });

  it('said again is no difference', () => {
    const { promise: reading } = read([accepted], { promises: [first, { ...first, id: 'again' }] });
    assert.equal(reading?.differs, false);
    assert.equal(reading?.shift, undefined);
  });
});

describe('what a promise is about', () => {
  const books = {
    lineItems: [line('dune', 1), line('solaris', 2)],
    promises: [first, { ...later, lineItems: [{ id: 'solaris', quantity: 2 }] }],
  };

  it('a line in no parcel has its own', () => {
    const reading = read([accepted], books);
    assert.equal(reading.parcels[0]?.promise.state, 'kept');
    assert.deepEqual(reading.rest?.items.map((item) => [item.line.id, item.quantity, item.promise.state]), [['solaris', 2, 'changed']]);
    assert.equal(reading.rest?.promise.current?.id, 'later');
  });

  it('what is not sent shows the line that stands worst', () => {
    const reading = read([], { ...books, shipments: [] });
    assert.deepEqual(reading.rest?.items.map((item) => item.promise.state), ['kept', 'changed']);
    assert.equal(reading.rest?.promise.state, 'changed');
  });

  it('a parcel’s own is of no other', () => {
    const shipments = [parcel('s1'), parcel('s2', { lineItems: [{ id: 'solaris', quantity: 2 }] })];
    const reading = read([], { ...books, shipments, promises: [first, { ...later, shipmentId: 's2' }] });
    assert.deepEqual(reading.parcels.map((leg) => leg.promise.state), ['kept', 'changed']);
  });

  it('of lines it does not name, a parcel of unknown contents knows nothing', () => {
    const reading = read([], { ...books, shipments: [parcel('s1', { lineItems: null })] });
    assert.equal(reading.parcels[0]?.promise.current?.id, 'first');
  });
});
