import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { warningCodes, event, line, parcel, promise, summarize } from './order-builder.ts';

const first = promise('first', '2026-11-24', '2026-11-26', '2026-11-14T09:12:00Z', { source: 'checkout' });
const later = promise('later', '2026-12-01', '2026-12-03', '2026-11-23T09:00:00Z', {
  reason: { code: 'publisher_late' },
});
const accepted = event('accepted', '2026-11-22T10:00:00Z');
/** Expects no scan, so that tracking never stalls. */
const labelCreated = event('label_created', '2026-11-22T10:00:00Z');
const delayed = (since: string): object => ({
  shipments: [parcel('s1', { exceptions: [{ kind: 'delayed', since }] })],
});

describe('promise state', () => {
  const cases: {
    title: string;
    promises?: object[];
    events?: object[];
    fields?: object;
    now?: string;
    state: string;
    daysLate?: number;
  }[] = [
    { title: 'without a promise', promises: [], state: 'none' },
    { title: 'without a date', promises: [{ id: 'p', madeAt: '2026-11-14T09:12:00Z' }], state: 'open' },
    {
      title: 'with an invalid date',
      promises: [promise('p', '2026-12-03', '2026-12-01', '2026-11-14T09:12:00Z')],
      state: 'open',
    },
    { title: 'before the date', state: 'kept' },
    { title: 'on the last day', now: '2026-11-26T22:59:59Z', state: 'kept' },
    { title: 'after the last day at the destination', now: '2026-11-26T23:00:00Z', state: 'overdue', daysLate: 1 },
    {
      title: 'without a zone, while the last day has not ended everywhere',
      fields: { timeZone: undefined },
      now: '2026-11-27T11:59:00Z',
      state: 'kept',
    },
    {
      title: 'without a zone, after the last day has ended everywhere',
      fields: { timeZone: undefined },
      now: '2026-11-27T12:00:00Z',
      state: 'overdue',
      daysLate: 1,
    },
    {
      title: 'with an open end',
      promises: [promise('p', '2026-11-24', undefined, '2026-11-14T09:12:00Z')],
      now: '2027-03-01T00:00:00Z',
      state: 'kept',
    },
    { title: 'with a delay after the promise', fields: delayed('2026-11-22T10:00:00Z'), state: 'at-risk' },
    {
      title: 'with a delay before the second promise',
      promises: [first, later],
      fields: delayed('2026-11-22T10:00:00Z'),
      state: 'changed',
    },
    {
      title: 'with a delay after the second promise',
      promises: [first, later],
      fields: delayed('2026-11-24T10:00:00Z'),
      now: '2026-11-24T12:00:00Z',
      state: 'at-risk',
    },
    {
      title: 'with stalled tracking',
      events: [event('accepted', '2026-11-19T10:00:00Z')],
      state: 'at-risk',
    },
    { title: 'with a later second promise', promises: [first, later], state: 'changed' },
    {
      title: 'after the second promise',
      promises: [first, later],
      now: '2026-12-05T12:00:00Z',
      state: 'overdue',
      daysLate: 2,
    },
    {
      title: 'with a narrower second promise',
      promises: [first, promise('p', '2026-11-25', '2026-11-25', '2026-11-23T09:00:00Z')],
      state: 'kept',
    },
    {
      title: 'delivered on the last day',
      events: [event('delivered', '2026-11-26T22:00:00Z')],
      now: '2026-12-20T12:00:00Z',
      state: 'kept',
    },
    {
      title: 'delivered on the day after the last day',
      events: [event('delivered', '2026-11-26T23:30:00Z')],
      now: '2026-12-20T12:00:00Z',
      state: 'missed',
      daysLate: 1,
    },
    {
      title: 'delivered by the second promise',
      promises: [first, later],
      events: [event('delivered', '2026-12-02T10:00:00Z')],
      now: '2026-12-20T12:00:00Z',
      state: 'changed',
    },
    {
      title: 'delivered after both promises',
      promises: [first, later],
      events: [event('delivered', '2026-12-05T10:00:00Z')],
      now: '2026-12-20T12:00:00Z',
      state: 'missed',
      daysLate: 2,
    },
    {
      title: 'with a returning parcel',
      events: [event('return_started', '2026-11-24T10:00:00Z')],
      now: '2026-12-20T12:00:00Z',
      state: 'kept',
    },
  ];
  for (const { title, promises = [first], events = [labelCreated], fields = {}, now, state, daysLate = 0 } of cases) {
    it(`${title}: ${state}`, () => {
      const summary = summarize(events, { promises, ...fields }, now);
      assert.equal(summary.promise?.state, state);
      assert.equal(summary.promise?.daysLate, daysLate);
    });
  }

  it('a customer pickup is in time if it is ready in time', () => {
    const events = [event('ready_for_pickup', '2026-11-26T10:00:00Z'), event('delivered', '2026-11-30T10:00:00Z')];
    const state = (method: string): string | undefined =>
      summarize(events, { promises: [first], shipments: [parcel('s1', { method })] }, '2026-12-01T00:00:00Z').promise
        ?.state;
    assert.equal(state('locker'), 'kept');
    assert.equal(state('courier'), 'missed');
  });
});

describe('first and current promise', () => {
  it('are the first and the last one, with reason and time', () => {
    const { promise: summary } = summarize([accepted], { promises: [first, { ...later, id: 'between' }, later] });
    assert.equal(summary?.first?.id, 'first');
    assert.equal(summary?.current?.id, 'later');
    assert.equal(summary?.current?.reason?.code, 'publisher_late');
    assert.equal(summary?.current?.madeAt, '2026-11-23T09:00:00Z');
    assert.equal(summary?.shift, 'later');
    assert.equal(summary?.isRevised, true);
    assert.deepEqual(
      summary?.history.map(({ id }) => id),
      ['first', 'between', 'later'],
    );
  });

  it('are sorted by time, with a warning for another order', () => {
    const summary = summarize([accepted], { promises: [later, first] });
    assert.equal(summary.promise?.first?.id, 'first');
    assert.deepEqual(warningCodes(summary), ['promises-unsorted']);
  });

  it('give changed for an earlier date', () => {
    const sooner = promise('sooner', '2026-11-23', '2026-11-23', '2026-11-20T09:00:00Z');
    const { promise: summary } = summarize([accepted], { promises: [first, sooner] });
    assert.equal(summary?.state, 'changed');
    assert.equal(summary?.shift, 'earlier');
  });

  it('are not revised if the window is the same', () => {
    const { promise: summary } = summarize([accepted], { promises: [first, { ...first, id: 'again' }] });
    assert.equal(summary?.isRevised, false);
    assert.equal(summary?.shift, undefined);
  });
});

describe('promise scope', () => {
  const books = {
    lineItems: [line('dune', 1), line('solaris', 2)],
    promises: [first, { ...later, lineItems: [{ id: 'solaris', quantity: 2 }] }],
  };

  it('an unshipped line has its own promise', () => {
    const summary = summarize([accepted], books);
    assert.equal(summary.parcels[0]?.promise.state, 'kept');
    assert.deepEqual(
      summary.unshippedItems?.items.map((item) => [item.line.id, item.quantity, item.promise.state]),
      [['solaris', 2, 'changed']],
    );
    assert.equal(summary.unshippedItems?.promise.current?.id, 'later');
  });

  it('the unshipped items have the promise of the worst line', () => {
    const summary = summarize([], { ...books, shipments: [] });
    assert.deepEqual(
      summary.unshippedItems?.items.map((item) => item.promise.state),
      ['kept', 'changed'],
    );
    assert.equal(summary.unshippedItems?.promise.state, 'changed');
  });

  it('the promise of a parcel does not apply to other parcels', () => {
    const shipments = [parcel('s1'), parcel('s2', { lineItems: [{ id: 'solaris', quantity: 2 }] })];
    const summary = summarize([], { ...books, shipments, promises: [first, { ...later, shipmentId: 's2' }] });
    assert.deepEqual(
      summary.parcels.map((parcel) => parcel.promise.state),
      ['kept', 'changed'],
    );
  });

  it('a promise for lines does not apply to a parcel of unknown contents', () => {
    const summary = summarize([], { ...books, shipments: [parcel('s1', { lineItems: null })] });
    assert.equal(summary.parcels[0]?.promise.current?.id, 'first');
  });
});
