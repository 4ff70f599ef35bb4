import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Destination } from '../../src/contract/primitives.ts';
import type { ZoneRule, ZoneTerms } from '../../src/contract/shop-terms.ts';
import { matchZone } from '../../src/estimate/index.ts';
import { findPossibleZones } from '../../src/estimate/possible-zones.ts';
import fc, { runs } from '../support/fast-check.ts';

/** Few countries, regions and digits, so that rules overlap and tie. */
const countries = fc.constantFrom('DE', 'AT');
const regions = fc.constantFrom('BY', 'BE');
const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom('1', '2', '3'), { minLength, maxLength }).map((list) => list.join(''));
const ranges = fc
  .integer({ min: 1, max: 4 })
  .chain((length) => fc.tuple(digits(length, length), digits(length, length)))
  .map((ends) => ends.sort().join('..'));

const rules: fc.Arbitrary<ZoneRule> = fc.record(
  {
    country: fc.oneof({ weight: 4, arbitrary: countries }, { weight: 1, arbitrary: fc.constant('*') }),
    region: regions,
    postal: fc.array(fc.oneof(digits(1, 4), ranges), { minLength: 1, maxLength: 3 }),
    exclude: fc.constant(true as const),
  },
  { requiredKeys: ['country'] },
);

const zones: fc.Arbitrary<ZoneTerms[]> = fc
  .array(fc.array(rules, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
  .map((lists) => lists.map((match, index) => ({ id: `z${index}`, timeZone: 'UTC', match })));

/** Every whole postcode of the digits of the rules and one other, which stands for the rest. */
const wholePostcodes = { DE: listCodes(5), AT: listCodes(4) };

function listCodes(length: number): string[] {
  return length === 0
    ? ['']
    : ['1', '2', '3', '9'].flatMap((digit) => listCodes(length - 1).map((rest) => digit + rest));
}

type Place = { country: string; region: string; postal: string };

const places: fc.Arbitrary<Place> = fc
  .record({
    country: countries,
    region: fc.oneof(regions, fc.constant('XX')),
    postal: digits(4, 5),
  })
  .map(({ country, region, postal }) => ({
    country,
    region,
    postal: country === 'DE' ? postal.padEnd(5, '1') : postal.slice(0, 4),
  }));

describe('matchZone', () => {
  it('compares letters and digits only, in either case', () => {
    const spellings = fc.constantFrom(
      (code: string) => code.toLowerCase(),
      (code: string) => code.split('').join(' '),
      (code: string) => `${code.slice(0, 2)}-${code.slice(2)} `,
    );
    fc.assert(
      fc.property(zones, places, spellings, (list, destination, write) => {
        const { country, region, postal } = destination;
        const written = { country: country.toLowerCase(), region: write(region), postal: write(postal) };
        assert.deepEqual(matchZone({ zones: list, destination: written }), matchZone({ zones: list, destination }));
      }),
    );
  });

  it('treats a prefix as the range from itself to itself', () => {
    fc.assert(
      fc.property(zones, places, (list, destination) => {
        const ranged = list.map((zone) => ({
          ...zone,
          match: zone.match.map(({ postal, ...rule }) => ({
            ...rule,
            ...(postal && { postal: postal.map((code) => (code.includes('..') ? code : `${code}..${code}`)) }),
          })),
        }));
        assert.deepEqual(matchZone({ zones: ranged, destination }), matchZone({ zones: list, destination }));
      }),
    );
  });

  it('matches exactly the codes of a range, both ends included', () => {
    const code = fc.integer({ min: 10_000, max: 99_999 });
    fc.assert(
      fc.property(code, code, code, (one, other, postal) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const list = [{ id: 'range', match: [{ country: 'DE', postal: [`${low}..${high}`] }] }];
        const matchPostal = (value: number) =>
          matchZone({ zones: list, destination: { country: 'DE', postal: String(value) } }).zone;
        assert.equal(matchPostal(postal), low <= postal && postal <= high ? 'range' : null);
        assert.equal(matchPostal(low), 'range');
        assert.equal(matchPostal(high), 'range');
        assert.equal(matchPostal(low - 1), null);
      }),
    );
  });

  it('excludes a place and changes no other', () => {
    fc.assert(
      fc.property(zones, places, places, (list, destination, other) => {
        const { zone } = matchZone({ zones: list, destination });
        fc.pre(zone !== null && other.postal !== destination.postal);
        const exclude: ZoneRule = { country: '*', postal: [destination.postal], exclude: true };
        const without = list.map((each) => (each.id === zone ? { ...each, match: [...each.match, exclude] } : each));
        assert.notEqual(matchZone({ zones: without, destination }).zone, zone);
        if (!other.postal.startsWith(destination.postal)) {
          const elsewhere = matchZone({ zones: list, destination: other });
          assert.deepEqual(matchZone({ zones: without, destination: other }), elsewhere);
        }
      }),
    );
  });
});

describe('findPossibleZones', () => {
  const unknown = fc.record({ region: fc.boolean(), postal: fc.boolean() });
  const omitUnknown = (
    { country, region, postal }: Place,
    without: { region: boolean; postal: boolean },
  ): Destination => ({
    country,
    ...(!without.region && { region }),
    ...(!without.postal && { postal }),
  });

  it('contains the zone of the complete destination', () => {
    fc.assert(
      fc.property(zones, places, unknown, (list, place, without) => {
        const { zone } = matchZone({ zones: list, destination: place });
        const possible = findPossibleZones(list, omitUnknown(place, without));
        if (zone !== null) assert.ok(possible.zones.some(({ id }) => id === zone));
        if (possible.needs === undefined) assert.equal(zone, possible.zones[0]?.id ?? null);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('is one zone for a complete destination', () => {
    fc.assert(
      fc.property(zones, places, (list, place) => {
        const { zone } = matchZone({ zones: list, destination: place });
        const { bestMatch, zones: possible, needs } = findPossibleZones(list, place);
        assert.equal(bestMatch?.id ?? null, zone);
        assert.deepEqual(
          possible.map(({ id }) => id),
          zone === null ? [] : [zone],
        );
        assert.equal(needs, undefined);
      }),
    );
  });

  it('F3: has a place for each of its zones, and each zone of a place', () => {
    fc.assert(
      fc.property(zones, places, unknown, (list, place, without) => {
        const known = omitUnknown(place, without);
        const postcodes = known.postal === undefined ? wholePostcodes[place.country as 'DE'] : [known.postal];
        const byRegion = (known.region === undefined ? ['XX', 'BY', 'BE'] : [known.region]).map((region) =>
          postcodes.map((postal) => matchZone({ zones: list, destination: { ...known, region, postal } }).zone),
        );
        const expected = new Set(byRegion.flat());
        const possible = findPossibleZones(list, known);
        assert.deepEqual(
          possible.zones.map(({ id }) => id),
          list.flatMap(({ id }) => (expected.has(id) ? id : [])),
        );
        const isPostalNeeded = byRegion.some((matches) => new Set(matches).size > 1);
        assert.equal(possible.needs, expected.size === 1 ? undefined : isPostalNeeded ? 'postal' : 'region');
      }),
      { numRuns: runs(300) },
    );
  });

  it('needs only unknown fields', () => {
    fc.assert(
      fc.property(zones, places, unknown, (list, place, without) => {
        const { needs } = findPossibleZones(list, omitUnknown(place, without));
        if (needs !== undefined) assert.ok(without[needs]);
      }),
      { numRuns: runs(1000) },
    );
  });
});
