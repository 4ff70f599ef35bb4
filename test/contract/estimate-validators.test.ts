import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { parseDocument, type DocumentValidator } from '../../src/contract/validators.ts';
import * as checks from '../../src/contract/generated/estimate-validators.ts';
import * as schemas from '../../src/contract/estimate.ts';
import { shopTerms } from '../../src/contract/shop-terms.ts';
import { estimate } from '../../src/estimate/index.ts';
import { instants, requests, shops } from '../support/estimate-arbitraries.ts';
import { sampleTerms } from '../support/sample-terms.ts';
import fc, { runs } from '../support/fast-check.ts';
import { mutated } from './mutations.ts';

/** The checks that ship are compiled from the schemas: they must accept and read exactly the same. */
type Pair = { name: string; check: DocumentValidator<unknown>; schema: z.ZodMiniType; samples: fc.Arbitrary<unknown> };

const answers = fc
  .tuple(shops, requests, instants)
  .map(([terms, request, now]) => estimate(terms, { id: 'a', ...request }, now));

/** Says everything that an estimate can say. */
const full = {
  id: 'parcel',
  request: 'a',
  kind: 'delivery',
  window: { from: '2026-11-24', to: '2026-11-25' },
  term: { min: 1, max: 3, unit: 'business-day' },
  readyAt: { from: '2026-11-23T09:00:00Z', to: '2026-11-23T11:00:00.5+02:00' },
  orderBy: '2026-11-23T13:00:00Z',
  method: { id: 'parcel', name: 'Parcel', price: { amount: 490, currency: 'EUR' } },
  parcels: [{ items: ['mug'], window: { from: '2026-11-24' } }],
  place: { id: 'kiosk', name: 'Kiosk', address: 'Platz 1', hours: 'daily', opening: { 1: [['08:00', '24:00']] } },
  destination: { country: 'DE', region: 'BE', postal: '10115' },
  timeZone: 'Europe/Berlin',
  availability: 'pre-order',
  needs: 'postal',
  validUntil: '2026-11-23T13:00:00Z',
  explanation: [
    { kind: 'cutoff', at: '2026-11-23T13:00:00Z', timeZone: 'Europe/Berlin' },
    { kind: 'in-transit', term: { min: 1, unit: 'day' } },
    { kind: 'delivered', window: { from: '2026-11-24' } },
  ],
  unavailable: { code: 'unknown' },
  other: { kept: [true] },
};

/** Says everything that terms can say. */
const fullTerms = {
  ...sampleTerms,
  $schema: 'https://shop.example/terms.schema.json',
  ship: 'split',
  defaultDestination: { country: 'DE', region: 'BE', postal: '10115' },
  origins: [
    {
      ...sampleTerms.origins[0],
      name: 'North',
      calendar: { weekdays: [1, 2], closed: ['2026-12-25'], open: ['2026-12-19'] },
      cutoffDates: { '2026-12-24': '10:00', '2026-12-31': null },
      pickupCalendar: { weekdays: [1] },
    },
  ],
  methods: [
    {
      ...sampleTerms.methods[0],
      origins: ['north'],
      transitCalendar: { weekdays: [1] },
      deliveryCalendar: { weekdays: [1] },
      services: [
        { zones: ['city'], floating: { min: 1, unit: 'hour' }, transitCalendar: { weekdays: [7] } },
        { zones: ['city'], transit: { min: 1, max: 2, unit: 'calendar' }, price: 0, freeFrom: 1 },
      ],
    },
  ],
  products: {
    '*': {},
    mug: {
      availableFrom: '2026-12-01',
      lead: { min: 1, max: 2, unit: 'business' },
      handling: { min: 0, max: 1 },
      origin: 'north',
      madeToOrder: true,
      stock: 3,
      restock: { availableFrom: '2026-12-01', lead: { min: 1, max: 2, unit: 'calendar' } },
      floating: { min: 1, max: 2, unit: 'day' },
      stores: ['mitte'],
      methods: ['parcel'],
      requiresShipping: true,
    },
  },
};

const fullRequest = {
  id: 'a',
  items: [{ sku: 'mug', quantity: 2 }, { sku: 'cup' }],
  destination: { country: 'DE', region: 'BE', postal: '10115' },
  method: 'parcel',
  place: 'kiosk',
  subtotal: 4900,
  language: 'de',
};

const pairs: Pair[] = [
  {
    name: 'shop terms',
    check: checks.validateShopTerms,
    schema: shopTerms,
    samples: fc.oneof(shops, fc.constant<unknown>(fullTerms)),
  },
  {
    name: 'estimates in a page',
    check: checks.validateEstimateList,
    schema: schemas.estimateList,
    samples: fc.oneof(answers, fc.constantFrom<unknown>(full, [full])),
  },
  {
    name: 'a request',
    check: checks.validateEstimatesRequest,
    schema: schemas.estimatesRequest,
    samples: fc.constant({ requests: [fullRequest, { items: [{ sku: 'mug' }] }] }),
  },
  {
    name: 'a response',
    check: checks.validateEstimatesResponse,
    schema: schemas.estimatesResponse,
    samples: fc
      .tuple(fc.oneof(answers, fc.constant<unknown>([full])), fc.boolean())
      .map(([estimates, isTimed]) => (isTimed ? { estimates, serverTime: '2026-11-23T09:00:00Z' } : estimates)),
  },
];

/** A key that no JSON of a shop has: a schema refuses it where a check leaves it out; see below. */
const isPlain = (value: unknown): boolean => !JSON.stringify(value).includes('"__proto__"');

/** Whether both agree; returns whether they accepted. */
function agree({ check, schema }: Pair, value: unknown): boolean {
  const parsed = parseDocument(check, value);
  const byZod = z.safeParse(schema, value);
  assert.equal(parsed.ok, byZod.success, JSON.stringify(parsed.ok ? byZod.error?.issues : parsed.issues));
  if (parsed.ok) assert.deepEqual(parsed.data, byZod.data);
  else assert.ok(parsed.issues.every(({ message }) => message !== ''));
  return parsed.ok;
}

describe('generated estimate validators', () => {
  it('are up to date', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    execFileSync(process.execPath, ['tools/generate-validators.ts', '--check'], { cwd: root, stdio: 'pipe' });
  });

  for (const pair of pairs) {
    it(`accept ${pair.name} and return the same as its schema`, () => {
      fc.assert(
        fc.property(pair.samples, (value) => assert.ok(agree(pair, value))),
        { numRuns: runs(25) },
      );
    });

    it(`accept and refuse mutations of ${pair.name} as its schema does`, () => {
      const counts = { accepted: 0, refused: 0 };
      fc.assert(
        fc.property(mutated(pair.samples).filter(isPlain), (value) => {
          counts[agree(pair, value) ? 'accepted' : 'refused']++;
        }),
        { numRuns: runs(400) },
      );
      assert.ok(Math.min(counts.accepted, counts.refused) > 20, JSON.stringify(counts));
    });

    it(`refuse any other JSON as the schema of ${pair.name} does`, () => {
      fc.assert(fc.property(fc.jsonValue().filter(isPlain), (value) => void agree(pair, value)));
    });
  }

  it('C1: accept a negative stock', () => {
    const terms = { ...sampleTerms, products: { '*': {}, x: { stock: -1 } } };
    assert.deepEqual(parseDocument(checks.validateShopTerms, terms), { ok: true, data: terms });
  });

  it('ignore a prototype in a document', () => {
    const text = JSON.stringify(sampleTerms).replaceAll('{', '{"__proto__":{"weekdays":[7],"isAdmin":true},');
    const parsed = parseDocument(checks.validateShopTerms, JSON.parse(text.replaceAll('},}', '}}')));
    if (parsed.ok) assert.deepEqual(parsed.data, sampleTerms);
    assert.equal(Object.hasOwn(Object.prototype, 'isAdmin'), false);
  });
});
