import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Estimate } from '../../src/contract/estimate.ts';
import { parseEstimates, parseTerms } from '../../src/contract/parse-estimates.ts';
import { estimate, estimateShipment, type ShipmentQuery } from '../../src/estimate/index.ts';
import { formatCivilDate } from '../../src/dates/civil-date.ts';
import { epochDayAt } from '../../src/dates/zoned-time.ts';
import fc, { runs } from '../support/fast-check.ts';
import { instants, requests, shops, inHostTimeZones } from '../support/estimate-arbitraries.ts';

/** An instant within a span, the end excluded. */
const within = (from: string, to: string, share: number): string =>
  new Date(Date.parse(from) + Math.floor((Date.parse(to) - Date.parse(from)) * share)).toISOString();

const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const withoutValidity = (each: Estimate): Estimate => ({ ...each, validUntil: undefined });

const earliestToday = (now: string): string => formatCivilDate(epochDayAt('Etc/GMT+12', Date.parse(now)));

describe('estimates of arbitrary terms', () => {
  it('stay the same until validUntil', () => {
    fc.assert(
      fc.property(shops, requests, instants, shares, (terms, request, now, share) => {
        for (const before of estimate(terms, request, now)) {
          assert.ok(before.validUntil && before.validUntil > now);
          const later = estimate(terms, request, within(now, before.validUntil, share));
          const again = later.find(({ id }) => id === before.id);
          assert.deepEqual(again && withoutValidity(again), withoutValidity(before));
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('change at orderBy', () => {
    let cutoffs = 0;
    fc.assert(
      fc.property(shops, requests, instants, (terms, request, now) => {
        for (const { id, orderBy, window, parcels } of estimate(terms, request, now)) {
          if (orderBy === undefined) continue;
          cutoffs++;
          assert.ok(orderBy > now);
          const later = estimate(terms, request, orderBy).find((each) => each.id === id);
          assert.notDeepEqual({ window: later?.window, parcels: later?.parcels }, { window, parcels });
        }
      }),
      { numRuns: runs(300) },
    );
    assert.ok(cutoffs > 20, `${cutoffs} estimates with a cut-off`);
  });

  it('have ascending windows, never before today', () => {
    fc.assert(
      fc.property(shops, requests, instants, (terms, request, now) => {
        for (const { window, readyAt, parcels = [], timeZone } of estimate(terms, request, now)) {
          const today =
            timeZone === undefined ? earliestToday(now) : formatCivilDate(epochDayAt(timeZone, Date.parse(now)));
          for (const { from, to } of [...parcels.map((parcel) => parcel.window), ...(window ? [window] : [])]) {
            assert.ok(from >= today);
            assert.ok(to === undefined || from <= to);
          }
          if (readyAt) assert.ok(now < readyAt.from && readyAt.from <= readyAt.to);
        }
      }),
    );
  });

  it('are never earlier for a later order', () => {
    fc.assert(
      fc.property(shops, requests, instants, instants, (terms, request, one, other) => {
        const [earlier, later] = [one, other].sort() as [string, string];
        const after = estimate(terms, request, later);
        for (const { id, window, readyAt } of estimate(terms, request, earlier)) {
          const again = after.find((each) => each.id === id);
          // Goods that came into stock at a store between the two orders are ready at once.
          if (!window?.to || !again?.window?.to || Boolean(readyAt) !== Boolean(again.readyAt)) continue;
          assert.ok(again.window.from >= window.from);
          assert.ok(again.window.to >= window.to);
        }
      }),
    );
  });

  it('are valid by the contract', () => {
    fc.assert(
      fc.property(shops, requests, instants, (terms, request, now) => {
        assert.deepEqual(parseTerms(terms), { ok: true, data: terms });
        const estimates = estimate(terms, request, now);
        assert.ok(estimates.length > 0);
        assert.deepEqual(parseEstimates(estimates), { ok: true, data: estimates, warnings: [] });
      }),
    );
  });

  it('do not depend on the time zone of the machine', () => {
    fc.assert(
      fc.property(shops, requests, instants, (terms, request, now) => {
        const [first, ...others] = inHostTimeZones(() => estimate(terms, request, now));
        for (const estimates of others) assert.deepEqual(estimates, first);
      }),
      { numRuns: runs(30) },
    );
  });
});

describe('regressions of the properties', () => {
  it('orderByMatters is false if only the order of dispatch changes', () => {
    const query: Omit<ShipmentQuery, 'now'> = {
      origin: {
        timeZone: 'UTC',
        calendar: { weekdays: [4, 6] },
        pickupCalendar: { weekdays: [5] },
        cutoff: '00:00',
        handling: { min: 0, max: 0 },
      },
      method: { transit: { min: 0, max: 0, unit: 'business' } },
      destination: { timeZone: 'UTC' },
      items: [{ lead: { min: 3, max: 3, unit: 'calendar' } }, { handling: { min: 1, max: 3 } }],
      ship: 'split',
    };
    const earlier = estimateShipment({ ...query, now: '2026-01-03T00:00:00Z' });
    assert.ok(earlier.status === 'ok' && !earlier.orderByMatters);
    const later = estimateShipment({ ...query, now: earlier.orderBy });
    assert.ok(later.status === 'ok');
    assert.deepEqual(later.delivery, earlier.delivery);
  });
});
