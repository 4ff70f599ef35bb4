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

const zonesWith = (postalRules: fc.Arbitrary<string>): fc.Arbitrary<ZoneTerms[]> => {
  const rules: fc.Arbitrary<ZoneRule> = fc.record(
    {
      country: fc.oneof({ weight: 4, arbitrary: countries }, { weight: 1, arbitrary: fc.constant('*') }),
      region: regions,
      postal: fc.array(postalRules, { minLength: 1, maxLength: 3 }),
      exclude: fc.constant(true as const),
    },
    { requiredKeys: ['country'] },
  );
  return fc
    .array(fc.array(rules, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
    .map((lists) => toZones(...lists));
};

const toZones = (...lists: ZoneRule[][]): ZoneTerms[] =>
  lists.map((match, index) => ({ id: `z${index}`, timeZone: 'UTC', match }));

const zones = zonesWith(fc.oneof(digits(1, 4), ranges));

/** Every whole postcode of the digits of the rules and two others, which stand for the lower and the higher ones. */
const wholePostcodes = { DE: listCodes(5), AT: listCodes(4) };

function listCodes(length: number): string[] {
  return length === 0
    ? ['']
    : ['0', '1', '2', '3', '9'].flatMap((digit) => listCodes(length - 1).map((rest) => digit + rest));
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

/** Codes of another structure than that of their country: letters in Germany, five digits in Austria. */
const letterCodes = fc.constantFrom('A', 'AB', 'SW', 'SW1', 'SW19', 'SX');
const otherZones = zonesWith(fc.oneof(digits(1, 5), ranges, letterCodes, fc.constantFrom('A..SW', 'SW1..SW3', '3..A')));
const otherPlaces: fc.Arbitrary<Place> = fc
  .record({
    country: countries,
    region: fc.oneof(regions, fc.constant('XX')),
    letters: letterCodes,
    code: digits(5, 5),
  })
  .map(({ country, region, letters, code }) => ({ country, region, postal: country === 'DE' ? `${letters}1` : code }));

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

  it('B4: finds no zone for a text that is no country, also if a zone has all countries', () => {
    const list = toZones([{ country: '*' }], [{ country: '*', postal: ['7'] }]);
    assert.equal(matchZone({ zones: list, destination: { country: 'France', postal: '75001' } }).zone, null);
    assert.equal(matchZone({ zones: list, destination: { country: 'FR', postal: '75001' } }).zone, 'z1');
  });

  it('prefers one character of a postcode to country and region, and a region to a country', () => {
    const destination = { country: 'DE', region: 'BY', postal: '80331' };
    const byPostal = toZones([{ country: 'DE', region: 'BY' }], [{ country: '*', postal: ['8'] }]);
    assert.equal(matchZone({ zones: byPostal, destination }).zone, 'z1');
    const byRegion = toZones([{ country: 'DE' }], [{ country: '*', region: 'BY' }]);
    assert.equal(matchZone({ zones: byRegion, destination }).zone, 'z1');
  });

  it('does not match a code that is shorter than the ends of a range', () => {
    const list = toZones([{ country: 'HK', postal: ['80..95'] }]);
    for (const [postal, zone] of [
      ['9', null],
      ['90', 'z0'],
      ['955', 'z0'],
      ['96', null],
    ] as const) {
      assert.equal(matchZone({ zones: list, destination: { country: 'HK', postal } }).zone, zone, postal);
    }
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

  const possible = (list: ZoneTerms[], destination: Destination): unknown[] => {
    const { zones: found, bestMatch, needs } = findPossibleZones(list, destination);
    return [found.map(({ id }) => id).join(' '), bestMatch?.id, needs];
  };

  it('reads a text of up to three characters as a region, and a longer one only if a rule has it', () => {
    const scotland = toZones([{ country: 'GB', region: 'SCT' }], [{ country: 'GB' }]);
    assert.deepEqual(possible(scotland, { country: 'GB', region: 'SCT' }), ['z0', 'z0', undefined]);
    assert.deepEqual(possible(scotland, { country: 'GB', region: 'ENG' }), ['z1', 'z1', undefined]);
    assert.deepEqual(possible(scotland, { country: 'GB', region: 'England' }), ['z0 z1', 'z1', 'region']);
    const lazio = toZones([{ country: 'IT', region: 'Lazio' }], [{ country: 'IT' }]);
    assert.deepEqual(possible(lazio, { country: 'IT', region: 'lazio' }), ['z0', 'z0', undefined]);
    assert.deepEqual(possible(lazio, { country: 'IT', region: 'Umbria' }), ['z0 z1', 'z1', 'region']);
  });

  it('F3: has no best match that no whole postcode has', () => {
    const list = toZones(
      [{ country: 'DE', postal: ['0..4'] }],
      [{ country: 'DE', postal: ['5..9'] }],
      [{ country: 'DE' }],
    );
    assert.deepEqual(possible(list, { country: 'DE' }), ['z0 z1', undefined, 'postal']);
    assert.deepEqual(possible(list, { country: 'DE', postal: '4' }), ['z0', 'z0', undefined]);
  });

  it('includes a rule of codes that the country does not have, until the postcode begins otherwise', () => {
    const list = toZones([{ country: 'DE', postal: ['SW1'] }], [{ country: 'DE' }]);
    assert.deepEqual(possible(list, { country: 'DE' }), ['z0 z1', 'z1', 'postal']);
    assert.deepEqual(possible(list, { country: 'DE', postal: '8' }), ['z1', 'z1', undefined]);
    assert.deepEqual(possible(list, { country: 'DE', postal: 'SW1' }), ['z0', 'z0', undefined]);
  });

  it('excludes a place although a later rule of the zone has it', () => {
    const exclude: ZoneRule = { country: 'DE', exclude: true };
    for (const rule of [{ country: 'DE' }, { country: 'DE', region: 'BY' }, { country: 'DE', postal: ['8'] }]) {
      const list = toZones([exclude, rule], [{ country: '*' }]);
      assert.deepEqual(possible(list, { country: 'DE', region: 'BY' }), ['z1', 'z1', undefined]);
    }
  });

  it('takes the zone listed first of two with rules of one length, also if its range begins later', () => {
    const list = toZones([{ country: 'DE', postal: ['9'] }], [{ country: 'DE', postal: ['8..9'] }]);
    assert.deepEqual(possible(list, { country: 'DE', postal: '9' }), ['z0', 'z0', undefined]);
    assert.deepEqual(possible(list.toReversed(), { country: 'DE', postal: '9' }), ['z1', 'z1', undefined]);
    assert.deepEqual(possible(list, { country: 'DE', postal: '8' }), ['z1', 'z1', undefined]);
  });

  it('contains the zone of a code of another structure, which is the only one if the region is known', () => {
    fc.assert(
      fc.property(otherZones, otherPlaces, (list, place) => {
        const { zone } = matchZone({ zones: list, destination: place });
        assert.deepEqual(possible(list, place), [zone ?? '', zone ?? undefined, undefined]);
        const withoutRegion = findPossibleZones(list, { country: place.country, postal: place.postal });
        if (zone !== null) assert.ok(withoutRegion.zones.some(({ id }) => id === zone));
        assert.notEqual(withoutRegion.needs, 'postal');
        if (withoutRegion.needs === undefined) assert.equal(zone, withoutRegion.zones[0]?.id ?? null);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('contains the zone of the complete destination', () => {
    fc.assert(
      fc.property(zones, places, unknown, (list, place, without) => {
        const { zone } = matchZone({ zones: list, destination: place });
        const { zones: found, needs } = findPossibleZones(list, omitUnknown(place, without));
        if (zone !== null) assert.ok(found.some(({ id }) => id === zone));
        if (needs === undefined) assert.equal(zone, found[0]?.id ?? null);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('is one zone for a complete destination', () => {
    fc.assert(
      fc.property(zones, places, (list, place) => {
        const { zone } = matchZone({ zones: list, destination: place });
        assert.deepEqual(possible(list, place), [zone ?? '', zone ?? undefined, undefined]);
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
        const { zones: found, needs } = findPossibleZones(list, known);
        assert.deepEqual(
          found.map(({ id }) => id),
          list.flatMap(({ id }) => (expected.has(id) ? id : [])),
        );
        const isPostalNeeded = byRegion.some((matches) => new Set(matches).size > 1);
        assert.equal(needs, expected.size === 1 ? undefined : isPostalNeeded ? 'postal' : 'region');
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
