import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OpeningHours } from '../../src/contract/shop-terms.ts';
import { estimateCollection, type CollectionEstimate, type CollectionQuery } from '../../src/estimate/index.ts';
import { formatCivilDate, weekdayOf } from '../../src/dates/civil-date.ts';
import { epochDayAt, instantAt } from '../../src/dates/zoned-time.ts';
import fc, { runs } from '../support/fast-check.ts';
import { collectionQueries, instants, inHostTimeZones } from '../support/estimate-arbitraries.ts';

type SuccessfulEstimate = Extract<CollectionEstimate, { status: 'ok' }>;

function estimateOrSkip(query: CollectionQuery): SuccessfulEstimate {
  const result = estimateCollection(query);
  fc.pre(result.status === 'ok');
  return result as SuccessfulEstimate;
}

/** Whether a store is open at an instant: by today's hours, and by yesterday's past midnight. */
function isOpenAt(store: OpeningHours, instant: number): boolean {
  const today = epochDayAt(store.timeZone, instant);
  return [today - 1, today].some((day) =>
    (store.dates?.[formatCivilDate(day)] ?? store.hours[weekdayOf(day) as 1] ?? []).some(
      ([from, to]) =>
        instantAt(store.timeZone, day, from) <= instant &&
        instant < instantAt(store.timeZone, to < from ? day + 1 : day, to),
    ),
  );
}

const MINUTE = 60_000;

describe('estimateCollection for arbitrary opening hours', () => {
  it('is ready within an opening interval, not before now', () => {
    fc.assert(
      fc.property(collectionQueries, (query) => {
        const { ready, until } = estimateOrSkip(query);
        assert.ok(ready.min <= ready.max);
        for (const at of [ready.min, ready.max]) {
          assert.ok(isOpenAt(query.store, Date.parse(at)), `open at ${at}`);
          assert.ok(at >= query.now);
        }
        assert.ok(ready.min < until);
        assert.ok(isOpenAt(query.store, Date.parse(until) - MINUTE));
        assert.ok(!isOpenAt(query.store, Date.parse(until)));
      }),
    );
  });

  it('takes the given minutes, open or by the clock', () => {
    fc.assert(
      fc.property(collectionQueries, (query) => {
        const { ready } = estimateOrSkip(query);
        const [now, at] = [Date.parse(query.now), Date.parse(ready.min)];
        const minutes = Math.min(query.ready.min, query.ready.max);
        fc.pre(at - now < 10 * 24 * 60 * MINUTE);
        let open = 0;
        for (let instant = now; instant < at; instant += MINUTE) {
          if (isOpenAt(query.store, instant)) open++;
        }
        if (query.ready.count === 'clock') assert.ok(at - now >= minutes * MINUTE);
        // The count by whole minutes may miss a part of the first minute.
        else assert.ok(Math.abs(open - minutes) <= 1, `${open} open minutes instead of ${minutes}`);
      }),
      { numRuns: runs(40) },
    );
  });

  it('is never earlier for a later order', () => {
    fc.assert(
      fc.property(collectionQueries, instants, (query, other) => {
        const [earlier, later] = [query.now, other].sort() as [string, string];
        const first = estimateOrSkip({ ...query, now: earlier });
        const second = estimateOrSkip({ ...query, now: later });
        assert.ok(second.ready.min >= first.ready.min);
        assert.ok(second.ready.max >= first.ready.max);
      }),
    );
  });

  it('does not depend on the time zone of the machine', () => {
    fc.assert(
      fc.property(collectionQueries, (query) => {
        const [first, ...others] = inHostTimeZones(() => estimateCollection(query));
        for (const other of others) assert.deepEqual(other, first);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('estimateCollection without a solution', () => {
  const store: OpeningHours = { timeZone: 'Europe/Berlin', hours: { 1: [['09:00', '18:00']] } };
  const query: CollectionQuery = { now: '2026-11-23T09:00:00Z', store, ready: { min: 60, max: 60, count: 'open' } };
  const impossible: [name: string, query: CollectionQuery][] = [
    ['no hours', { ...query, store: { ...store, hours: {} } }],
    ['hours that are empty', { ...query, store: { ...store, hours: { 1: [['09:00', '09:00']] } } }],
    ['more open minutes than there are', { ...query, ready: { min: 0, max: 2 ** 53 - 1, count: 'open' } }],
    ['more minutes than a calendar has', { ...query, ready: { min: 0, max: 2 ** 53 - 1, count: 'clock' } }],
    ['a zone that is none', { ...query, store: { ...store, timeZone: 'Nowhere/At_All' } }],
    ['a time that is none', { ...query, now: 'yesterday' }],
  ];
  for (const [name, impossibleQuery] of impossible) {
    it(`is no-open-day with ${name}`, { timeout: 60_000 }, () => {
      assert.deepEqual(estimateCollection(impossibleQuery), { status: 'error', reason: 'no-open-day' });
    });
  }
});
