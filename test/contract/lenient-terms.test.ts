import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { parseTermsLeniently } from '../../src/contract/lenient-terms.ts';
import { parseTerms } from '../../src/contract/parse-estimates.ts';
import type { Destination } from '../../src/contract/primitives.ts';
import {
  methodTerms,
  originTerms,
  productTerms,
  serviceTerms,
  shopTerms,
  zoneTerms,
  type LenientTerms,
  type ShopTerms,
  type ZoneRule,
} from '../../src/contract/shop-terms.ts';
import { matchZone } from '../../src/estimate/index.ts';
import { shops } from '../support/estimate-arbitraries.ts';
import fc, { runs } from '../support/fast-check.ts';
import { termsWithProducts } from '../support/sample-terms.ts';
import { mutated } from './mutations.ts';

type Fields = Record<string, unknown>;

const complete: ShopTerms = {
  ...termsWithProducts({ mug: { stock: 3, restock: {} }, 'mug.blue': { availableFrom: '2026-12-01' } }),
  $schema: './schema.json',
  ship: 'split',
  defaultDestination: { country: 'DE' },
};

/** The terms with a value at a path: `['zones', 2, 'timeZone']`. */
function withValue(path: readonly (string | number)[], value: unknown, terms: unknown = complete): unknown {
  const copy = structuredClone(terms);
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as Fields, copy as Fields);
  const key = path.at(-1)!;
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return copy;
}

function parse(value: unknown): { terms: LenientTerms; warnings: string[] } {
  const parsed = parseTermsLeniently(value);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return { terms: parsed.data, warnings: parsed.warnings.map(({ path, message }) => `${path}: ${message}.`) };
}

/** The id of the zone in which a destination lies, by an invalid rule and one of another zone. */
function matchWith(invalid: unknown, other: ZoneRule, destination: Destination): string | null {
  const zones = [
    { id: 'broken', timeZone: 'UTC', match: [invalid] },
    { id: 'other', timeZone: 'UTC', match: [other] },
  ];
  return matchZone({ zones: parse({ ...complete, zones }).terms.zones, destination }).zone;
}

/** A part is as its schema reads it, or it is marked. */
function assertParts(
  schema: z.ZodMiniType,
  given: readonly unknown[],
  parts: readonly unknown[],
  unreadable: ReadonlySet<unknown> | undefined,
): void {
  assert.equal(parts.length, given.length);
  parts.forEach((part, index) => {
    const expected = z.safeParse(schema, given[index]);
    if (expected.success) assert.deepEqual(part, expected.data);
    else assert.ok(unreadable?.has(part), JSON.stringify(given[index]));
  });
}

/** A name that no JSON of a shop has. */
const isPlain = (value: unknown): boolean => !JSON.stringify(value).includes('"__proto__"');

/** Terms whose placeholders a strict parser accepts: a method placeholder has no services. */
function toStrictTerms({ unreadable, ...terms }: LenientTerms): unknown {
  const methods = terms.methods.map((method) =>
    method.services.length === 0 && unreadable?.has(method) ? { ...method, services: [{ zones: ['any'] }] } : method,
  );
  return { ...terms, methods };
}

describe('parseTermsLeniently', () => {
  it('returns valid terms as parseTerms does', () => {
    assert.deepEqual(parseTermsLeniently(complete), { ...parseTerms(complete), warnings: [] });
  });

  it('C2: an unknown time zone leaves out its zone only', () => {
    const { terms, warnings } = parse(withValue(['zones', 2, 'timeZone'], 'America/Nowhere'));
    assert.deepEqual(warnings, ['zones.2.timeZone: expected a time zone such as Europe/Berlin. The zone is left out.']);
    assert.deepEqual(terms.zones.slice(0, 2), complete.zones.slice(0, 2));
    assert.deepEqual(terms.zones[2], { ...complete.zones[2], timeZone: 'UTC' });
    assert.deepEqual([...(terms.unreadable ?? [])], [terms.zones[2]]);
    assert.equal(parseTerms(withValue(['zones', 2, 'timeZone'], 'America/Nowhere')).ok, false);
  });

  it('C1: a product with an invalid field leaves out itself only', () => {
    const { terms, warnings } = parse(withValue(['products', 'mug', 'stock'], 1.5));
    assert.deepEqual(warnings, ['products.mug.stock: expected a whole number. The product is left out.']);
    assert.deepEqual(terms.products, { ...complete.products, mug: {} });
    assert.ok(terms.unreadable?.has(terms.products?.['mug'] ?? []));
  });

  it('leaves out an unknown field of the file if there are products', () => {
    const { terms, warnings } = parse(withValue(['holidays'], []));
    assert.deepEqual(warnings, ['holidays: unknown field. The field is left out.']);
    assert.deepEqual({ ...terms, unreadable: undefined }, { ...complete, unreadable: undefined });
  });

  it('reads a SKU with a dot as one product', () => {
    const { terms } = parse(withValue(['products', 'mug.blue', 'lead'], 5));
    assert.deepEqual(terms.products?.['mug'], complete.products?.['mug']);
    assert.ok(terms.unreadable?.has(terms.products?.['mug.blue'] ?? []));
  });

  it('gives one warning for each part, at its first issue', () => {
    const broken = withValue(['origins', 1], { id: 'south' }, withValue(['zones', 0, 'id'], 5));
    assert.deepEqual(
      parse(broken).warnings.map((warning) => warning.split(':')[0]),
      ['origins.1.timeZone', 'zones.0.id'],
    );
  });

  const everyPostcode = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((length) => `${'0'.repeat(length)}..${'Z'.repeat(length)}`);
  const placeholders: [what: string, path: (string | number)[], value: unknown, expected: unknown][] = [
    ['the rules of a zone', ['zones', 1, 'id'], 'a b', { id: '.unreadable.', match: complete.zones[1]?.match }],
    [
      'the country of an invalid rule, with all of its postcodes',
      ['zones', 2, 'match', 0, 'region'],
      5,
      { id: 'abroad', match: [{ country: 'AT' }, { country: 'AT', postal: everyPostcode }, { country: 'FR' }] },
    ],
    [
      'every country of a rule without one',
      ['zones', 2, 'match', 0],
      'AT',
      { id: 'abroad', match: [{ country: '*' }, { country: 'FR' }] },
    ],
    [
      'no rule for an invalid exclusion',
      ['zones', 1, 'match', 1, 'postal'],
      5,
      { id: 'country', match: [{ country: 'DE' }] },
    ],
    ['every country of a zone without rules', ['zones', 1, 'match'], [], { id: 'country', match: [{ country: '*' }] }],
  ];
  for (const [what, path, value, expected] of placeholders) {
    it(`keeps ${what}`, () => {
      const { terms } = parse(withValue(path, value));
      const zone = terms.zones[path[1] as number];
      assert.deepEqual(zone, { timeZone: 'UTC', ...(expected as object) });
      assert.ok(terms.unreadable?.has(zone ?? []));
    });
  }

  it('keeps the zones of a service', () => {
    const { terms, warnings } = parse(withValue(['methods', 0, 'services', 0, 'transit'], 2));
    assert.deepEqual(warnings, ['methods.0.services.0.transit: expected an object. The service is left out.']);
    const [service, other] = terms.methods[0]?.services ?? [];
    assert.deepEqual(service, { zones: ['city', 'country'] });
    assert.deepEqual(other, complete.methods[0]?.services[1]);
    assert.deepEqual([...(terms.unreadable ?? [])], [service]);
  });

  it('leaves out a method if the zones of a service are unknown', () => {
    const broken = withValue(['methods', 3, 'services', 0, 'transit'], 2);
    const { terms, warnings } = parse(withValue(['methods', 3, 'services', 0, 'zones'], 'city', broken));
    assert.deepEqual(warnings, ['methods.3.services.0.zones: expected a list. The method is left out.']);
    assert.deepEqual(terms.methods[3], { id: 'store', name: '', kind: 'store', services: [] });
    assert.ok(terms.unreadable?.has(terms.methods[3] ?? []));
  });

  it('counts a method of an unknown kind as a delivery, which needs no place', () => {
    const { terms, warnings } = parse(withValue(['methods', 3, 'kind'], 'drone'));
    assert.deepEqual(warnings, [
      'methods.3.kind: expected one of delivery, pickup-point, store. The method is left out.',
    ]);
    assert.deepEqual(terms.methods[3], { id: 'store', name: '', kind: 'delivery', services: [] });
  });

  it('takes at least the postcodes and regions of an invalid rule of all countries', () => {
    const inBavaria = { country: 'DE', region: 'BY', postal: '80331' };
    for (const other of [{ country: 'DE' }, { country: 'DE', postal: ['8033'] }]) {
      assert.equal(matchWith({ country: '*', postal: ['80', 5] }, other, inBavaria), 'broken');
      assert.equal(matchWith({ country: '*', region: 5 }, other, inBavaria), 'broken');
    }
  });

  it('takes at least the longest postcodes of an invalid rule of a country', () => {
    const other = { country: 'US', postal: ['100011234'] };
    const inNewYork = { country: 'US', postal: '10001-1234' };
    assert.equal(matchWith({ country: 'US', region: 5 }, other, inNewYork), 'broken');
    assert.equal(matchWith({ country: 'US', postcode: ['1'] }, other, inNewYork), 'broken');
    assert.equal(matchWith({ country: 'FR', region: 5 }, other, inNewYork), 'other');
  });

  it('gives one warning for a name with many texts that are invalid', () => {
    const name = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`l${index}`, index]));
    const { terms, warnings } = parse(withValue(['zones', 0, 'name'], name));
    assert.deepEqual(warnings, ['zones.0.name.l0: expected text. The zone is left out.']);
    assert.deepEqual(terms.zones.slice(1), complete.zones.slice(1));
  });

  it('keeps the id of an origin at its place', () => {
    const { terms } = parse(withValue(['origins', 0, 'cutoff'], '2 pm'));
    assert.equal(terms.origins[0]?.id, 'north');
    assert.deepEqual(terms.origins[1], complete.origins[1]);
    assert.deepEqual([...(terms.unreadable ?? [])], [terms.origins[0]]);
  });

  it('leaves out a place, and marks the list', () => {
    const { terms, warnings } = parse(withValue(['places', 0, 'hours'], '9-5'));
    assert.deepEqual(warnings, ['places.0.hours: expected an object. The place is left out.']);
    assert.deepEqual(terms.places, complete.places?.slice(1));
    assert.ok(terms.unreadable?.has(terms.places ?? {}));
    const without = parse(withValue(['places'], 'Berlin')).terms;
    assert.deepEqual(without.places, []);
    assert.ok(without.unreadable?.has(without.places ?? {}));
  });

  for (const field of ['$schema', 'currency', 'ship', 'defaultDestination']) {
    it(`leaves out an invalid ${field}`, () => {
      const { terms, warnings } = parse(withValue([field], 5));
      assert.equal(warnings.length, 1);
      assert.ok(warnings[0]?.startsWith(`${field}: `));
      assert.match(warnings[0] ?? '', /: .*\. The field is left out\.$/);
      assert.deepEqual(toStrictTerms(terms), withValue([field], undefined));
    });
  }

  it('leaves out every optional field of the file alone, except products', () => {
    const optional = Object.entries(shopTerms.shape).filter(([, field]) => field._zod.def.type === 'optional');
    for (const [name] of optional) {
      assert.equal(parseTermsLeniently(withValue([name], () => 0)).ok, name !== 'products', name);
    }
  });

  for (const [what, value] of [
    ['an unknown field that may be the products', withValue(['product'], {}, { ...complete, products: undefined })],
    ['a missing list', withValue(['zones'], undefined)],
    ['an empty list', withValue(['origins'], [])],
    ['products that are no record', withValue(['products'], [])],
    ['no object', null],
  ] as const) {
    it(`refuses ${what}, with its issues only`, () => {
      const parsed = parseTermsLeniently(value);
      assert.ok(!parsed.ok);
      assert.equal(parsed.issues.length, 1);
    });
  }

  it('lists 100 warnings at most, and every unreadable part', () => {
    const products = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`sku-${index}`, { stock: 'x' }]));
    const { terms, warnings } = parse({ ...complete, products });
    assert.equal(warnings.length, 100);
    assert.equal(terms.unreadable?.size, 150);
  });

  it('keeps every valid part of broken terms, marks the others, and returns terms that the contract accepts', () => {
    const counts = { all: 0, partial: 0 };
    const samples = fc.oneof(shops, fc.constant<unknown>(complete));
    fc.assert(
      fc.property(mutated(samples).filter(isPlain), (value) => {
        counts.all++;
        const parsed = parseTermsLeniently(value);
        const strict = parseTerms(value);
        if (strict.ok) {
          assert.deepEqual(parsed, { ...strict, warnings: [] });
          return;
        }
        if (!parsed.ok) return;
        counts.partial++;
        assert.ok(parsed.warnings.length > 0);
        const again = parseTerms(toStrictTerms(parsed.data));
        assert.ok(again.ok, JSON.stringify(again));
        const given = value as ShopTerms;
        const { unreadable, origins, zones, methods, places = [], products = {} } = parsed.data;
        assertParts(originTerms, given.origins, origins, unreadable);
        assertParts(zoneTerms, given.zones, zones, unreadable);
        assertParts(productTerms, Object.values(given.products ?? {}), Object.values(products), unreadable);
        methods.forEach((method, index) => {
          if (unreadable?.has(method)) {
            assert.equal(z.safeParse(methodTerms, given.methods[index]).success, false);
            return;
          }
          const { services, ...fields } = given.methods[index]!;
          assert.deepEqual({ ...method, services: [] }, { ...fields, services: [] });
          assertParts(serviceTerms, services, method.services, unreadable);
        });
        if (!unreadable?.has(places)) assert.deepEqual(places, given.places ?? []);
      }),
      { numRuns: runs(600) },
    );
    assert.ok(counts.partial > counts.all / 6, JSON.stringify(counts));
  });
});
