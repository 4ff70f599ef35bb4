import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Estimate } from '../../src/contract/estimate.ts';
import { parseEstimates, parseTerms } from '../../src/contract/parse.ts';
import { estimate, estimateShipment, type ShipmentQuery } from '../../src/estimate/index.ts';
import { formatDay } from '../../src/estimate/civil-date.ts';
import { dayAt } from '../../src/estimate/zoned-time.ts';
import fc, { runs } from '../support/fast-check.ts';
import { instants, requests, shops, underHostZones } from './arbitraries.ts';

/** An instant within a span, the end excluded. */
const within = (from: string, to: string, share: number): string =>
  new Date(Date.parse(from) + Math.floor((Date.parse(to) - Date.parse(from)) * share)).toISOString();

const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const shown = (answer: Estimate): Estimate => ({ ...answer, validUntil: undefined });

const earliestAnywhere = (now: string): string => formatDay(dayAt('Etc/GMT+12', Date.parse(now)));

describe('the answers of a shop, whatever its terms', () => {
  it('stay the same until they say they may change', () => {
    fc.assert(
      fc.property(shops, requests, instants, shares, (terms, request, now, share) => {
        for (const answer of estimate(terms, request, now)) {
          assert.ok(answer.validUntil && answer.validUntil > now);
          const later = estimate(terms, request, within(now, answer.validUntil, share));
          const again = later.find(({ id }) => id === answer.id);
          assert.deepEqual(again && shown(again), shown(answer));
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('differ from the cut-off on where they name one', () => {
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
    assert.ok(cutoffs > 20, `${cutoffs} answers named a cut-off`);
  });

  it('are in order and never before today', () => {
    fc.assert(
      fc.property(shops, requests, instants, (terms, request, now) => {
        for (const { window, readyAt, parcels = [], timeZone } of estimate(terms, request, now)) {
          const today = timeZone === undefined ? earliestAnywhere(now) : formatDay(dayAt(timeZone, Date.parse(now)));
          for (const { from, to } of [...parcels.map((parcel) => parcel.window), ...(window ? [window] : [])]) {
            assert.ok(from >= today);
            assert.ok(to === undefined || from <= to);
          }
          if (readyAt) assert.ok(now < readyAt.from && readyAt.from <= readyAt.to);
        }
      }),
    );
  });

  it('never get earlier by asking later', () => {
    fc.assert(
      fc.property(shops, requests, instants, instants, (terms, request, one, other) => {
        const [earlier, later] = [one, other].sort() as [string, string];
        const after = estimate(terms, request, later);
        for (const { id, window, readyAt } of estimate(terms, request, earlier)) {
          const again = after.find((each) => each.id === id);
          // What has come to a store's shelf in the meantime is there at once.
          if (!window?.to || !again?.window?.to || Boolean(readyAt) !== Boolean(again.readyAt)) continue;
          assert.ok(again.window.from >= window.from);
          assert.ok(again.window.to >= window.to);
        }
      }),
    );
  });

  it('are what the contract says', () => {
    fc.assert(
      fc.property(shops, requests, instants, (terms, request, now) => {
        assert.deepEqual(parseTerms(terms), { ok: true, data: terms });
        const answers = estimate(terms, request, now);
        assert.ok(answers.length > 0);
        assert.deepEqual(parseEstimates(answers), { ok: true, data: answers });
      }),
    );
  });

  it('do not depend on the zone of the machine', () => {
    fc.assert(
      fc.property(shops, requests, instants, (terms, request, now) => {
        const [first, ...others] = underHostZones(() => estimate(terms, request, now));
        for (const answers of others) assert.deepEqual(answers, first);
      }),
      { numRuns: runs(30) },
    );
  });
});

describe('counterexamples that were found', () => {
  it('a cut-off was named that only changed in which order two parcels leave', () => {
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
