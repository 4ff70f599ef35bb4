import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Estimate, EstimateRequest } from '../../src/contract/estimate.ts';
import { parseEstimates } from '../../src/contract/parse-estimates.ts';
import type { FloatingTerm, Range, ShopTerms } from '../../src/contract/shop-terms.ts';
import { parseCivilDate } from '../../src/dates/civil-date.ts';
import { epochDayAt } from '../../src/dates/zoned-time.ts';
import { estimate } from '../../src/estimate/index.ts';
import { toBoundedTerm, toDays, toFewestDays } from '../../src/estimate/floating-terms.ts';
import { carts, destinations, instants, variedShops } from '../support/estimate-arbitraries.ts';
import fc, { runs } from '../support/fast-check.ts';

const withoutValidity = (each: Estimate): Estimate => ({ ...each, validUntil: undefined });

const addSeconds = (instant: string, count: number): string =>
  `${new Date(Date.parse(instant) + count * 1000).toISOString().slice(0, 19)}Z`;

const withTime = (estimates: Estimate[]): Estimate[] => estimates.filter(({ unavailable }) => !unavailable);

/** The first and the last day of an estimate, as epoch days; those of a term in the fewest or the most days it may take. */
function deriveDays({ window, term, timeZone = 'UTC' }: Estimate, now: string, count = toFewestDays): Range {
  if (window) return { min: parseCivilDate(window.from), max: window.to ? parseCivilDate(window.to) : Infinity };
  const { min, max } = count(toBoundedTerm(term as FloatingTerm));
  const today = epochDayAt(timeZone, Date.parse(now));
  return { min: today + min, max: today + max };
}

const cases = fc.record({ terms: variedShops, destination: destinations, items: carts, now: instants });

/** Estimates of the same id in two lists. */
function pairById(one: Estimate[], other: Estimate[]): [Estimate, Estimate][] {
  return withTime(one).flatMap((a) => {
    const b = withTime(other).find(({ id }) => id === a.id);
    return b ? [[a, b] as [Estimate, Estimate]] : [];
  });
}

/** Whether all products leave in one parcel. */
const isOneParcel = ({ ship, products = {} }: ShopTerms): boolean =>
  ship !== 'split' && new Set(Object.values(products).map(({ origin }) => origin ?? 'north')).size === 1;

/** No answer is earlier. The first day of a cart in several parcels may be that of another item. */
function assertNotEarlier(terms: ShopTerms, before: Estimate[], after: Estimate[], now: string): void {
  for (const [a, b] of pairById(before, after)) {
    // The time zone is not known if zones differ in it: neither is today.
    if (a.term && b.term && !a.timeZone) continue;
    const [one, other] = [deriveDays(a, now), deriveDays(b, now)];
    const most = deriveDays(b, now, toDays);
    // Without an end nothing is said about the last day.
    const isOpen = a.window && !a.window.to;
    assert.ok(isOpen || most.max >= one.max, `${a.id}: last day ${most.max} after ${one.max}`);
    if (isOneParcel(terms)) assert.ok(other.min >= one.min, `${a.id}: first day ${other.min} after ${one.min}`);
  }
}

/** Every number of days of an option is larger. */
function slowDown(terms: ShopTerms, days: number): ShopTerms {
  const add = <T extends { min: number; max?: number | undefined }>(range: T): T => ({
    ...range,
    min: range.min + days,
    ...(range.max !== undefined && { max: range.max + days }),
  });
  return {
    ...terms,
    methods: terms.methods.map((method) => ({
      ...method,
      services: method.services.map((service) => ({
        ...service,
        ...(service.transit && { transit: add(service.transit) }),
        ...(service.floating && { floating: add(service.floating) }),
      })),
    })),
  };
}

const runsOf = (count: number) => ({ numRuns: runs(count) });

describe('estimates of varied terms', () => {
  it('F: stay the same until validUntil', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ({ terms, destination, items, now }, share) => {
        const request: EstimateRequest = { items, destination };
        for (const before of estimate(terms, request, now)) {
          const seconds = (Date.parse(before.validUntil ?? '') - Date.parse(now)) / 1000;
          assert.ok(seconds > 0);
          const later = addSeconds(now, Math.min(seconds - 1, Math.floor(seconds * share)));
          const again = estimate(terms, request, later).find(({ id }) => id === before.id);
          assert.deepEqual(again && withoutValidity(again), withoutValidity(before));
        }
      }),
      runsOf(300),
    );
  });

  it('F4: have an orderBy only if they hold until then, and change when it passes', () => {
    fc.assert(
      fc.property(cases, ({ terms, destination, items, now }) => {
        const request: EstimateRequest = { items, destination };
        for (const { id, orderBy, window, parcels } of estimate(terms, request, now)) {
          if (orderBy === undefined) continue;
          const at = (instant: string) => {
            const each = estimate(terms, request, instant).find((other) => other.id === id);
            return { window: each?.window, parcels: each?.parcels };
          };
          assert.deepEqual(at(addSeconds(orderBy, -1)), { window, parcels });
          assert.notDeepEqual(at(orderBy), { window, parcels });
        }
      }),
      runsOf(300),
    );
  });

  it('F: of a finer place lie within those of a coarser one', () => {
    fc.assert(
      fc.property(cases, ({ terms, destination: { country, region, postal }, items, now }) => {
        const finest = estimate(terms, { items, destination: { country, region, postal } }, now);
        // Half a postcode is coarser only if it is built as those of the country.
        const half = /^(DE\d|GB[A-Z])/.test(`${country}${postal}`)
          ? [{ country, region, postal: postal?.slice(0, 1) }]
          : [];
        for (const coarser of [{ country }, { country, region }, { country, postal }, ...half]) {
          const coarse = estimate(terms, { items, destination: coarser }, now);
          for (const [fine, wide] of pairById(finest, coarse)) {
            if (fine.term && wide.term && fine.timeZone !== wide.timeZone) continue;
            const [inner, outer] = [deriveDays(fine, now), deriveDays(wide, now)];
            assert.ok(outer.min <= inner.min && inner.max <= outer.max, `${fine.id} at ${JSON.stringify(coarser)}`);
          }
        }
      }),
      runsOf(300),
    );
  });

  it('F1: are never earlier for one item more, or one piece more', () => {
    fc.assert(
      fc.property(cases, carts, ({ terms, destination, items, now }, [added]) => {
        const more = [...items, added!];
        const before = estimate(terms, { items, destination }, now);
        assertNotEarlier(terms, before, estimate(terms, { items: more, destination }, now), now);
      }),
      runsOf(500),
    );
  });

  it('F: are never earlier for slower services', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 5 }), ({ terms, destination, items, now }, days) => {
        const before = estimate(terms, { items, destination }, now);
        assertNotEarlier(terms, before, estimate(slowDown(terms, days), { items, destination }, now), now);
      }),
      runsOf(300),
    );
  });

  it('F: do not depend on the order of items, and on that of methods and zones only where they tie', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ terms, destination, items, now }, turn) => {
        const rotate = <T>(list: readonly T[]): T[] => [
          ...list.slice(turn % list.length),
          ...list.slice(0, turn % list.length),
        ];
        const normalize = (estimates: Estimate[]): unknown[] =>
          estimates
            .map((each) => ({
              ...each,
              parcels: each.parcels
                ?.map(({ window, items: skus }) => JSON.stringify([window, [...skus].sort()]))
                .sort(),
              explanation: each.explanation?.filter(({ kind }) => kind !== 'received'),
            }))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
        const before = normalize(estimate(terms, { items, destination }, now));
        assert.deepEqual(normalize(estimate(terms, { items: rotate(items), destination }, now)), before);
        const turned = { ...terms, methods: rotate(terms.methods), places: rotate(terms.places ?? []) };
        assert.deepEqual(normalize(estimate(turned, { items, destination }, now)), before);
      }),
      runsOf(300),
    );
  });

  it('are valid by the contract', () => {
    fc.assert(
      fc.property(cases, ({ terms, destination, items, now }) => {
        const estimates = estimate(terms, { items, destination }, now);
        assert.ok(estimates.length > 0);
        assert.deepEqual(parseEstimates(estimates), { ok: true, data: estimates, warnings: [] });
      }),
      runsOf(300),
    );
  });
});
