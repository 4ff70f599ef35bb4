import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Estimate, EstimateRequest } from '../../src/contract/estimate.ts';
import { parseEstimates } from '../../src/contract/parse-estimates.ts';
import type {
  FloatingTerm,
  ProductTerms,
  LenientTerms,
  ServiceTerms,
  ShopTerms,
  ZoneRule,
} from '../../src/contract/shop-terms.ts';
import { estimate, matchZone } from '../../src/estimate/index.ts';

/** T0: a van near the shop, three to five days elsewhere in the country. */
const shop: ShopTerms = {
  currency: 'GBP',
  origins: [
    {
      id: 'o',
      timeZone: 'Europe/London',
      calendar: { weekdays: [1, 2, 3, 4, 5], closed: [] },
      cutoff: '14:00',
      handling: { min: 0, max: 0 },
    },
  ],
  zones: [
    { id: 'local', timeZone: 'Europe/London', match: [{ country: 'GB', postal: ['BN30', 'BN32'] }] },
    { id: 'gb', timeZone: 'Europe/London', match: [{ country: 'GB' }] },
  ],
  methods: [
    {
      id: 'van',
      name: 'Van',
      kind: 'delivery',
      services: [
        { zones: ['local'], transit: { min: 0, max: 0, unit: 'business' }, price: 0 },
        { zones: ['gb'], transit: { min: 3, max: 5, unit: 'business' }, price: 900 },
      ],
    },
  ],
};

const now = '2026-11-23T10:00:00Z';

const inGb = { country: 'GB', postal: 'BN1 1AA' };

const estimateShop = (changes: Partial<LenientTerms>, request: Partial<EstimateRequest> = {}, at = now): Estimate[] =>
  estimate({ ...shop, ...changes }, { items: [{ sku: 'a' }], destination: inGb, ...request }, at);

const codes = (estimates: Estimate[]): (string | undefined)[] => estimates.map(({ unavailable }) => unavailable?.code);

/** The base of the rows of group F: one origin in UTC, Germany, one or two working days. */
const baseTerms = (changes: Partial<ShopTerms> = {}, service: Partial<ServiceTerms> = {}): ShopTerms => ({
  currency: 'EUR',
  origins: [{ ...shop.origins[0]!, timeZone: 'UTC' }],
  zones: [{ id: 'z', timeZone: 'UTC', match: [{ country: 'DE' }] }],
  methods: [
    {
      id: 'm',
      name: 'M',
      kind: 'delivery',
      services: [{ zones: ['z'], transit: { min: 1, max: 2, unit: 'business' }, ...service }],
    },
  ],
  ...changes,
});

const monday = '2026-11-23T09:00:00Z';

const estimateCart = (terms: ShopTerms, skus: string, quantity = 1, at = monday): Estimate => {
  const items = skus.split(' ').map((sku) => ({ sku, quantity }));
  return estimate(terms, { items, destination: { country: 'DE' } }, at)[0]!;
};

const floating = (min: number, max: number | undefined, unit: FloatingTerm['unit']): ProductTerms => ({
  floating: { min, ...(max !== undefined && { max }), unit },
});

describe('B: codes as other systems print them', () => {
  const zoneOf = (rules: Record<string, ZoneRule>, destination: EstimateRequest['destination'] & object) =>
    matchZone({ zones: Object.entries(rules).map(([id, rule]) => ({ id, match: [rule] })), destination }).zone;

  it('B1: a British postcode loses its inward part', () => {
    const near = { country: 'GB', postal: ['E1', 'SE1', 'PH1'] };
    const far = { country: 'GB', postal: ['E10', 'SE10', 'PH16'] };
    for (const [postal, zone] of [
      ['E1 0AA', 'near'],
      ['SE1 0AA', 'near'],
      ['PH1 6AA', 'near'],
      ['e10aa', 'near'],
      ['E10 1AA', 'far'],
      ['e101aa', 'far'],
      ['SE10 9AA', 'far'],
      ['PH16 5AA', 'far'],
    ] as const) {
      assert.equal(zoneOf({ far, near }, { country: 'GB', postal }), zone, postal);
    }
    const sector = { country: 'GB', postal: ['BN3 1', 'SW1A 1AA'] };
    assert.equal(zoneOf({ sector }, { country: 'GB', postal: 'BN3 1AA' }), 'sector');
    assert.equal(zoneOf({ sector }, { country: 'GB', postal: 'SW1A1AA' }), 'sector');
    assert.equal(zoneOf({ sector }, { country: 'GB', postal: 'BN31 1AA' }), null);
  });

  it('B2: half a postcode is a question', () => {
    for (const postal of ['BN3', 'B', 'BN30', 'BN32 ']) {
      const [half] = estimateShop({}, { destination: { country: 'GB', postal } });
      assert.equal(half?.needs, 'postal', postal);
      assert.deepEqual(half?.window, { from: '2026-11-23', to: '2026-11-30' }, postal);
      assert.equal(half?.method?.price, undefined);
    }
    for (const postal of ['BN3 1', 'BN31', 'SW', 'BN3 1AA']) {
      assert.equal(estimateShop({}, { destination: { country: 'GB', postal } })[0]?.needs, undefined, postal);
    }
    const zones = [
      { id: 'local', timeZone: 'UTC', match: [{ country: 'DE', postal: ['10', '12000..12999'] }] },
      { id: 'gb', timeZone: 'UTC', match: [{ country: 'DE' }] },
    ];
    const needs = (postal: string) => estimateShop({ zones }, { destination: { country: 'DE', postal } })[0]?.needs;
    assert.equal(needs('1'), 'postal');
    // Every code that starts so lies in one zone.
    for (const postal of ['10', '12', '11', '2']) assert.equal(needs(postal), undefined, postal);
  });

  it('B3: digits of every script and the country in front of a code are read', () => {
    const tokyo = { country: 'JP', postal: ['100..208'] };
    const japan = { country: 'JP' };
    assert.equal(zoneOf({ japan, tokyo }, { country: 'JP', postal: '１００－０００１' }), 'tokyo');
    assert.equal(zoneOf({ japan, tokyo }, { country: 'JP', postal: '〒208-0035' }), 'tokyo');
    const riyadh = { country: 'SA', postal: ['11'] };
    assert.equal(zoneOf({ riyadh, arabia: { country: 'SA' } }, { country: 'SA', postal: '١١٥٦٤' }), 'riyadh');
    const munich = { country: 'DE', postal: ['80'] };
    for (const postal of ['D-80331', 'DE-80331', 'DE 80331', '80 331']) {
      assert.equal(zoneOf({ munich }, { country: 'DE', postal }), 'munich', postal);
    }
  });

  it('B4: UK is GB, DE-BY is BY, and a name is no statement about the address', () => {
    const bavaria = { country: 'DE', region: 'BY' };
    assert.equal(zoneOf({ bavaria }, { country: 'DE', region: 'DE-BY' }), 'bavaria');
    assert.equal(zoneOf({ bavaria: { country: 'DE', region: 'DE-BY' } }, { country: 'de', region: 'by' }), 'bavaria');
    assert.equal(zoneOf({ gb: { country: 'UK' } }, { country: 'GB' }), 'gb');
    assert.deepEqual(estimateShop({}, { destination: { country: 'UK', postal: 'BN1 1AA' } })[0]?.window, {
      from: '2026-11-26',
      to: '2026-11-30',
    });
    assert.deepEqual(codes(estimateShop({}, { destination: { country: 'France' } })), ['unknown']);
    assert.deepEqual(codes(estimateShop({}, { destination: { country: 'FR' } })), ['no-service']);
    const world = [...shop.zones.slice(0, 1), { id: 'gb', timeZone: 'UTC', match: [{ country: '*' }] }];
    assert.deepEqual(codes(estimateShop({ zones: world }, { destination: { country: 'France' } })), ['unknown']);
    assert.deepEqual(codes(estimateShop({ zones: world }, { destination: { country: 'FR' } })), [undefined]);
    // The name of a region is none of its code: the region is not known.
    const zones = [
      { id: 'local', timeZone: 'UTC', match: [bavaria] },
      { id: 'gb', timeZone: 'UTC', match: [{ country: 'DE' }] },
    ];
    const needs = (region: string) => estimateShop({ zones }, { destination: { country: 'DE', region } })[0]?.needs;
    assert.deepEqual([needs('Bavaria'), needs('BY'), needs('BE')], ['region', undefined, undefined]);
  });
});

describe('C: parts fail alone', () => {
  it('C1: a negative stock of another product changes nothing, and counts as 0', () => {
    const lead = { min: 5, max: 8, unit: 'business' as const };
    const products = { '*': {}, x: { stock: -1, restock: { lead } }, y: { stock: -1 } };
    assert.deepEqual(estimateShop({ products })[0]?.window, { from: '2026-11-26', to: '2026-11-30' });
    const beyond = estimateShop({ products }, { items: [{ sku: 'x' }] });
    assert.deepEqual(beyond[0]?.window, { from: '2026-12-03', to: '2026-12-10' });
    assert.deepEqual(codes(estimateShop({ products }, { items: [{ sku: 'y' }] })), ['out-of-stock']);
  });

  it('C2: a zone in a time zone that the engine does not know falls away alone', () => {
    const nowhere = { id: 'us', timeZone: 'America/Nowhere', match: [{ country: 'US' }] };
    const methods = [
      {
        ...shop.methods[0]!,
        services: shop.methods[0]!.services.map((each) => ({ ...each, zones: [...each.zones, 'us'] })),
      },
    ];
    const changes = { zones: [...shop.zones, nowhere], methods };
    assert.deepEqual(estimateShop(changes), estimateShop({}));
    assert.deepEqual(codes(estimateShop(changes, { destination: { country: 'US' } })), ['unknown']);
    // The place may lie in a zone that cannot be read: the postcode decides.
    const zones = [{ ...nowhere, match: [{ country: 'GB', postal: ['SW'] }] }, ...shop.zones];
    assert.deepEqual(codes(estimateShop({ zones, methods }, { destination: { country: 'GB' } })), [
      'needs-destination',
    ]);
    assert.deepEqual(estimateShop({ zones, methods })[0]?.window, { from: '2026-11-26', to: '2026-11-30' });
    assert.deepEqual(codes(estimateShop({ zones: zones.toReversed(), methods }, { destination: { country: 'GB' } })), [
      'needs-destination',
    ]);
  });

  it('C2: without a place that can be read, a method with places is unknown', () => {
    const methods = [{ ...shop.methods[0]!, kind: 'pickup-point' as const }];
    const places: ShopTerms['places'] = [];
    assert.deepEqual(codes(estimateShop({ methods, places, unreadable: new Set([places]) })), ['unknown']);
    assert.deepEqual(codes(estimateShop({ methods, places })), ['no-service']);
  });

  it('C2: what depends on an unreadable part is unknown, and the rest has its estimate', () => {
    const products: ShopTerms['products'] = { '*': {}, broken: {}, far: { origin: 'o2' } };
    const origins = [...shop.origins, { ...shop.origins[0]!, id: 'o2' }];
    const [van] = shop.methods;
    const express = { ...van!, id: 'express' };
    const methods = [express, van!];
    const unreadable = new Set<object>([products['broken']!, origins[1]!, express]);
    const changes = { products, origins, methods, unreadable };
    assert.deepEqual(
      estimateShop(changes).map(({ id }) => id),
      ['van'],
    );
    for (const sku of ['broken', 'far']) {
      assert.deepEqual(codes(estimateShop(changes, { items: [{ sku }, { sku: 'a' }] })), ['unknown'], sku);
    }
    const all = { ...changes, unreadable: new Set<object>([express, ...van!.services]) };
    assert.deepEqual(codes(estimateShop(all)), ['unknown']);
  });
});

describe('D: what is not sent, and what is not known', () => {
  it('D1: what is not sent has no date, and does not delay a cart', () => {
    for (const ebook of [{ methods: [] }, { requiresShipping: false }]) {
      const products = { '*': {}, ebook };
      assert.deepEqual(codes(estimateShop({ products }, { items: [{ sku: 'ebook' }] })), ['not-shipped']);
      assert.deepEqual(
        codes(estimateShop({ products }, { items: [{ sku: 'ebook' }], destination: { country: 'FR' } })),
        ['not-shipped'],
      );
      assert.deepEqual(
        estimateShop({ products }, { items: [{ sku: 'a' }, { sku: 'ebook' }] }),
        estimateShop({ products }, { items: [{ sku: 'a' }] }),
      );
    }
  });

  it('D2: a day of restock that has passed gives no date', () => {
    const products = (restock: ProductTerms['restock'], stock = 0) => ({ x: { stock, ...(restock && { restock }) } });
    const request = { items: [{ sku: 'x', quantity: 2 }] };
    assert.deepEqual(codes(estimateShop({ products: products({ availableFrom: '2026-11-16' }) }, request)), [
      'unknown',
    ]);
    assert.deepEqual(codes(estimateShop({ products: products({ availableFrom: '2026-11-16' }, 1) }, request)), [
      'unknown',
    ]);
    assert.ok(estimateShop({ products: products({ availableFrom: '2026-11-16' }, 2) }, request)[0]?.window);
    assert.ok(estimateShop({ products: products({ availableFrom: '2026-11-23' }) }, request)[0]?.window);
    const lead = { min: 2, max: 2, unit: 'business' as const };
    assert.deepEqual(estimateShop({ products: products({ availableFrom: '2026-11-16', lead }) }, request)[0]?.window, {
      from: '2026-11-30',
      to: '2026-12-02',
    });
  });
});

describe('F: more is never earlier', () => {
  it('F1: a cart waits for its slowest item', () => {
    const terms = baseTerms({ products: { a: floating(1, 2, 'day'), b: { availableFrom: '2027-03-01' }, c: {} } });
    const cart = estimateCart(terms, 'a b');
    assert.deepEqual(cart.window, { from: '2027-03-02' });
    assert.equal(cart.term, undefined);
    assert.deepEqual(estimateCart(terms, 'b a'), cart);
    assert.deepEqual(estimateCart(terms, 'a c').term, { min: 1, max: 2, unit: 'day' });
  });

  it('F2: terms of different units are compared by the calendar', () => {
    const term = (a: ProductTerms, b: ProductTerms, service: Partial<ServiceTerms> = {}) => {
      const terms = baseTerms({ products: { a, b } }, service);
      const cart = estimateCart(terms, 'a b').term;
      assert.deepEqual(estimateCart(terms, 'b a').term, cart);
      return cart;
    };
    assert.deepEqual(term(floating(25, undefined, 'hour'), floating(3, undefined, 'day')), { min: 3, unit: 'day' });
    assert.deepEqual(term(floating(2, 6, 'day'), floating(1, undefined, 'hour')), { min: 2, unit: 'day' });
    assert.deepEqual(term(floating(1, 5, 'day'), floating(4, 4, 'business-day')), { min: 4, max: 6, unit: 'day' });
    const lead = (days: number): ProductTerms => ({ lead: { min: days, max: days, unit: 'calendar' } });
    const sent = (min: number, max: number | undefined, unit: FloatingTerm['unit']): Partial<ServiceTerms> => ({
      transit: undefined,
      floating: floating(min, max, unit).floating,
    });
    assert.deepEqual(term(lead(14), {}, sent(1, 2, 'business-day')), { min: 15, max: 18, unit: 'day' });
    assert.deepEqual(term({}, lead(3), sent(3, undefined, 'hour')), { min: 3, unit: 'day' });
  });

  it('F3: an estimate spans no zone that nobody can be in, and needs what makes a difference', () => {
    const terms = (a: ZoneRule[], b: ZoneRule[]): ShopTerms => {
      const [method] = baseTerms().methods;
      const transit = (days: number) => ({ min: days, max: days, unit: 'business' as const });
      return baseTerms({
        zones: [
          { id: 'a', timeZone: 'UTC', match: a },
          { id: 'b', timeZone: 'UTC', match: b },
        ],
        methods: [
          {
            ...method!,
            services: [
              { zones: ['a'], transit: transit(1) },
              { zones: ['b'], transit: transit(9) },
            ],
          },
        ],
      });
    };
    const shadowed = estimateCart(
      terms([{ country: 'DE' }, { country: 'DE', region: 'BY' }], [{ country: 'DE', region: 'BY' }]),
      'x',
    );
    assert.deepEqual(shadowed.window, { from: '2026-11-24', to: '2026-11-24' });
    assert.equal(shadowed.needs, undefined);
    const byRegion = terms(
      [{ country: 'DE', region: 'BY' }],
      [{ country: 'DE' }, { country: 'DE', region: '7', postal: ['SW'] }],
    );
    assert.equal(estimateCart(byRegion, 'x').needs, 'region');
    // All codes of five digits start with one of ten digits.
    const covered = terms([{ country: 'DE', postal: ['0..4', '5..9'] }], [{ country: 'DE' }]);
    assert.equal(estimateCart(covered, 'x').needs, undefined);
    assert.deepEqual(estimateCart(covered, 'x').window, { from: '2026-11-24', to: '2026-11-24' });
  });

  it('F4: orderBy is absent if the days change before it passes, or not at all', () => {
    const terms = baseTerms(
      {
        origins: [{ ...baseTerms().origins[0]!, timeZone: 'America/New_York', cutoff: '23:59' }],
        zones: [{ id: 'z', timeZone: 'Europe/Berlin', match: [{ country: 'DE' }] }],
      },
      { transit: { min: 0, max: 0, unit: 'business' } },
    );
    const friday = estimateCart(terms, 'x', 1, '2026-07-24T05:00:00Z');
    assert.deepEqual(friday.window, { from: '2026-07-24', to: '2026-07-24' });
    assert.equal(friday.orderBy, undefined);
    assert.equal(friday.validUntil, '2026-07-24T22:00:00Z');
  });

  it('F5: a store without transit has only what is on its shelf', () => {
    const [method] = baseTerms().methods;
    const terms = baseTerms({
      methods: [{ ...method!, kind: 'store', services: [{ zones: ['z'] }] }],
      places: [
        {
          id: 'p',
          name: 'P',
          methods: ['m'],
          zones: ['z'],
          timeZone: 'UTC',
          hours: { 1: [['10:00', '19:00']] },
          ready: { min: 60, max: 60, count: 'open' },
        },
      ],
      products: { a: { stores: [], ...floating(1, 2, 'day') }, b: {} },
    });
    assert.equal(estimateCart(terms, 'a').unavailable?.code, 'no-service');
    assert.ok(estimateCart(terms, 'b').readyAt);
  });

  it('F6: a cart is never earlier than the term of a product', () => {
    const service: Partial<ServiceTerms> = { transit: undefined, floating: { min: 3, max: 4, unit: 'day' } };
    const terms = baseTerms({ products: { a: { ...floating(7, 10, 'day'), availableFrom: '2026-12-20' } } }, service);
    assert.deepEqual(estimateCart(terms, 'a').term, { min: 7, max: 10, unit: 'day' });
  });

  it('F7: a lead may be later than a release', () => {
    const products = {
      b: { availableFrom: '2026-12-03' },
      c: { lead: { min: 30, max: 30, unit: 'calendar' as const } },
    };
    const terms = baseTerms({ products }, { transit: undefined, floating: { min: 1, max: 2, unit: 'day' } });
    assert.deepEqual(estimateCart(terms, 'b').window, { from: '2026-12-04' });
    assert.deepEqual(estimateCart(terms, 'b c').window, { from: '2026-12-24' });
  });

  it('F8: a postcode without letters and digits is none', () => {
    for (const postal of ['-', ' ', '', '–']) {
      assert.equal(estimateShop({}, { destination: { country: 'GB', postal } })[0]?.needs, 'postal', postal);
    }
  });

  it('F9: the explanation says the later of each bound of all leads', () => {
    const lead = (min: number, max: number): ProductTerms => ({ lead: { min, max, unit: 'business' } });
    const terms = baseTerms({ products: { a: lead(1, 10), b: lead(9, 10) } });
    for (const cart of ['a b', 'b a']) {
      assert.deepEqual(estimateCart(terms, cart).explanation?.find(({ kind }) => kind === 'made')?.term, {
        min: 9,
        max: 10,
        unit: 'business-day',
      });
    }
  });

  it('F10: more pieces are never earlier', () => {
    const product: ProductTerms = { stock: 1, lead: { min: 10, max: 10, unit: 'business' }, restock: {} };
    const terms = baseTerms({ products: { a: product } });
    assert.deepEqual(estimateCart(terms, 'a', 1).window, { from: '2026-12-08', to: '2026-12-09' });
    assert.deepEqual(estimateCart(terms, 'a', 2).window, { from: '2026-12-08', to: '2026-12-09' });
    // A restock does not precede the release.
    const unreleased = baseTerms({
      products: { a: { stock: 0, availableFrom: '2026-12-14', restock: { availableFrom: '2026-12-01' } } },
    });
    assert.deepEqual(estimateCart(unreleased, 'a').window, { from: '2026-12-15', to: '2026-12-16' });
  });

  it('F11: the order of estimates, cut-offs of two origins, the end of the calendar', () => {
    const [method] = baseTerms().methods;
    const term = (id: string, min: number): ShopTerms['methods'][number] => ({
      ...method!,
      id,
      services: [{ zones: ['z'], floating: { min, max: 3, unit: 'day' } }],
    });
    const list = estimate(
      baseTerms({ methods: [term('late', 2), term('early', 1)] }),
      { items: [{ sku: 'x' }], destination: { country: 'DE' } },
      monday,
    );
    assert.deepEqual(
      list.map(({ id }) => id),
      ['early', 'late'],
    );
    const [origin] = baseTerms().origins;
    const origins = [
      { ...origin!, id: 'late', cutoff: '16:00' },
      { ...origin!, id: 'early', cutoff: '11:00' },
      { ...origin!, id: 'same', timeZone: 'Europe/Berlin', cutoff: '12:00' },
    ];
    const products = { a: {}, b: { origin: 'early' }, c: { origin: 'same' } };
    assert.deepEqual(
      estimateCart(baseTerms({ origins, products }), 'a b c').explanation?.filter(({ kind }) => kind === 'cutoff'),
      [
        { kind: 'cutoff', at: '2026-11-23T11:00:00Z', timeZone: 'UTC' },
        { kind: 'cutoff', at: '2026-11-23T16:00:00Z', timeZone: 'UTC' },
      ],
    );
    const floatingTerms = baseTerms({}, { transit: undefined, floating: { min: 1, max: 2, unit: 'day' } });
    assert.equal(estimateCart(floatingTerms, 'x', 1, '9999-12-31T23:30:00Z').validUntil, '9999-12-31T23:59:59Z');
  });

  it('an item is back-order before pre-order before made-to-order, and so is a cart', () => {
    const products: ShopTerms['products'] = {
      made: { madeToOrder: true },
      unreleased: { madeToOrder: true, availableFrom: '2026-12-01' },
      reordered: { madeToOrder: true, availableFrom: '2026-12-01', stock: 0, restock: {} },
    };
    const availability = (skus: string) => estimateCart(baseTerms({ products }), skus).availability;
    assert.equal(availability('made'), 'made-to-order');
    assert.equal(availability('unreleased'), 'pre-order');
    assert.equal(availability('reordered'), 'back-order');
    assert.equal(availability('made unreleased'), 'pre-order');
    assert.equal(availability('made unreleased reordered'), 'back-order');
  });
});

describe('regressions of random terms', () => {
  const at = (time: string): string => `2026-11-23T${time}Z`;
  const term = (min: number, max?: number, unit: FloatingTerm['unit'] = 'day'): Partial<ServiceTerms> => ({
    transit: undefined,
    floating: { min, ...(max !== undefined && { max }), unit },
  });
  const alwaysOpen = { 1: [['00:00', '24:00']], 2: [['00:00', '24:00']] } as const;
  const store = (
    changes: object = {},
    service: Partial<ServiceTerms> = { transit: undefined },
  ): Partial<ShopTerms> => ({
    methods: [{ id: 'm', name: 'M', kind: 'store', services: [{ zones: ['z'], ...service }] }],
    places: [
      {
        id: 'p',
        name: 'P',
        methods: ['m'],
        zones: ['z'],
        timeZone: 'UTC',
        hours: alwaysOpen as never,
        ready: { min: 0, max: 0, count: 'open' },
        ...changes,
      },
    ],
  });
  const released = { products: { '*': {}, a: { availableFrom: '2026-11-24' } } };

  it('an answer without dates ends at the midnight of a release that changes it', () => {
    const floatingPreOrder = { a: { ...floating(3, 4, 'day'), availableFrom: '2026-11-24' } };
    const own = estimateCart(baseTerms({ products: floatingPreOrder }), 'a', 1, at('23:30:00'));
    assert.equal(own.availability, 'pre-order');
    assert.equal(own.validUntil, '2026-11-24T00:00:00Z');
    const restock = { a: { stock: 0, restock: { availableFrom: '2026-11-23' } } };
    const overdue = estimateCart(baseTerms({ products: restock }, term(1, 2)), 'a', 1, at('23:30:00'));
    assert.equal(overdue.validUntil, '2026-11-24T00:00:00Z');
    // The day of a restock does not precede the release.
    const later = { a: { stock: 0, availableFrom: '2026-11-23', restock: { availableFrom: '2026-11-20' } } };
    const released23 = estimateCart(baseTerms({ products: later }, term(1, 2)), 'a', 1, at('23:30:00'));
    assert.equal(released23.validUntil, '2026-11-24T00:00:00Z');
    const unreleased = estimateCart(baseTerms({ ...store(), ...released }), 'a', 1, at('23:30:00'));
    assert.equal(unreleased.unavailable?.code, 'no-service');
    assert.equal(unreleased.validUntil, '2026-11-24T00:00:00Z');
    const unchanged = estimateCart(baseTerms({ products: floatingPreOrder }), 'a', 1, at('20:00:00'));
    assert.equal(unchanged.validUntil, '2026-11-23T21:00:00Z');
  });

  it('a window without an end ends at the midnight at which it becomes a term', () => {
    const terms = baseTerms(
      {
        origins: [{ ...baseTerms().origins[0]!, timeZone: 'America/New_York' }],
        zones: [{ id: 'z', timeZone: 'Asia/Tokyo', match: [{ country: 'DE' }] }],
        ...released,
      },
      term(3),
    );
    const cart = estimateCart(terms, 'a b', 1, at('14:30:00'));
    assert.deepEqual(cart.window, { from: '2026-11-27' });
    assert.equal(cart.validUntil, '2026-11-23T15:00:00Z');
    assert.deepEqual(estimateCart(terms, 'a b', 1, at('15:00:00')).term, { min: 3, unit: 'day' });
  });

  it('all estimates end at the midnight at which a store offers another one', () => {
    const [delivery] = baseTerms().methods;
    const { methods, places } = store({ timeZone: 'Pacific/Pago_Pago' });
    const terms = baseTerms({ methods: [{ ...delivery!, id: 'd' }, ...methods!], places: places!, ...released });
    const list = estimate(terms, { items: [{ sku: 'a' }], destination: { country: 'DE' } }, '2026-11-24T10:36:00Z');
    assert.deepEqual(
      list.map(({ id, validUntil }) => [id, validUntil]),
      [['d', '2026-11-24T11:00:00Z']],
    );
  });

  it('orderBy is absent if the goods are on the shelf of the store before', () => {
    const open = { hours: { 1: [['10:00', '19:00']], 2: [['10:00', '19:00']], 4: [['10:00', '19:00']] } };
    const sent = { transit: { min: 2, max: 2, unit: 'business' as const } };
    const terms = baseTerms({ ...store(open, sent), ...released });
    const cart = estimateCart(terms, 'a', 1, at('15:00:00'));
    assert.deepEqual(cart.window, { from: '2026-11-26', to: '2026-11-26' });
    assert.equal(cart.orderBy, undefined);
    assert.ok(estimateCart(terms, 'a', 1, '2026-11-24T10:00:00Z').readyAt);
  });

  it('a store is not earlier for what is sent to it than for what is on its shelf', () => {
    const mondays = { hours: { 1: [['10:00', '19:00']] }, ready: { min: 60, max: 60, count: 'open' } };
    const products = { a: {}, b: { lead: { min: 1, max: 1, unit: 'calendar' as const } } };
    const terms = baseTerms({ ...store(mondays, term(1, 2)), products });
    const tuesday = '2026-11-24T09:00:00Z';
    assert.deepEqual(estimateCart(terms, 'a', 1, tuesday).window, { from: '2026-11-30', to: '2026-11-30' });
    assert.deepEqual(estimateCart(terms, 'b', 1, tuesday).window, { from: '2026-11-30' });
    assert.deepEqual(estimateCart(terms, 'a b', 1, tuesday).window, { from: '2026-11-30' });
  });

  it('goods are in stock at a store from the date at the store', () => {
    const terms = baseTerms({
      ...store({ timeZone: 'Asia/Tokyo' }),
      ...released,
      origins: [{ ...baseTerms().origins[0]!, timeZone: 'America/New_York' }],
    });
    assert.ok(estimateCart(terms, 'a', 1, at('20:00:00')).readyAt);
  });

  it('a rule that is longer than the codes of its country takes none of them', () => {
    const zones: ShopTerms['zones'] = [
      {
        id: 'z',
        timeZone: 'UTC',
        match: [{ country: 'AT' }, { country: 'AT', postal: ['60000..69999'], exclude: true }],
      },
    ];
    for (const postal of ['66', '6641', undefined]) {
      const destination = { country: 'AT', ...(postal && { postal }) };
      const [each] = estimate(baseTerms({ zones }), { items: [{ sku: 'a' }], destination }, monday);
      assert.deepEqual(each?.window, { from: '2026-11-24', to: '2026-11-25' }, postal);
    }
  });

  it('half a postcode is in the zone of all its codes, and else in that of the country', () => {
    const [method] = baseTerms().methods;
    const transit = (days: number) => ({ min: days, max: days, unit: 'business' as const });
    const shopWith = (near: ZoneRule[], far: ZoneRule[], services: ServiceTerms[]): ShopTerms =>
      baseTerms({
        zones: [
          { id: 'near', timeZone: 'UTC', match: near },
          { id: 'far', timeZone: 'UTC', match: far },
        ],
        methods: [{ ...method!, services }],
      });
    const both = [
      { zones: ['near'], transit: transit(1) },
      { zones: ['far'], transit: transit(9) },
    ];
    const postal = ['120..129'];
    const byRegion = shopWith([{ country: 'DE', region: 'BE', postal }], [{ country: 'DE', postal }], both);
    const ask = (terms: ShopTerms, destination: EstimateRequest['destination']) =>
      estimate(terms, { items: [{ sku: 'a' }], destination }, monday)[0];
    for (const code of ['12', '12043']) {
      const each = ask(byRegion, { country: 'DE', postal: code });
      assert.deepEqual(each?.window, { from: '2026-11-24', to: '2026-12-04' }, code);
      assert.equal(each?.needs, 'region');
    }
    const courier = shopWith([{ country: 'GB', postal: ['E10'] }], [{ country: 'GB' }], both.slice(0, 1));
    assert.equal(ask(courier, { country: 'GB', postal: 'E10' })?.unavailable?.code, 'needs-destination');
  });

  it('terms are listed after all dates', () => {
    const [method] = baseTerms().methods;
    const products = { a: floating(2, 3, 'day'), b: { lead: { min: 10, max: 10, unit: 'calendar' as const } } };
    const methods = [
      { ...method!, id: 'f', services: [{ zones: ['z'], floating: { min: 40, unit: 'day' as const } }] },
      { ...method!, id: 'slow' },
    ];
    const items = [{ sku: 'a' }, { sku: 'b' }];
    const list = estimate(baseTerms({ products, methods }), { items, destination: { country: 'DE' } }, monday);
    assert.deepEqual(
      list.map(({ id }) => id),
      ['slow', 'f'],
    );
  });

  it('a window begins today at the destination at the earliest', () => {
    const terms = baseTerms(
      {
        origins: [{ ...baseTerms().origins[0]!, timeZone: 'Pacific/Pago_Pago' }],
        zones: [{ id: 'z', timeZone: 'Pacific/Kiritimati', match: [{ country: 'DE' }] }],
        ...released,
      },
      term(0, 2),
    );
    assert.deepEqual(estimateCart(terms, 'a', 1, '2026-11-24T10:30:00Z').window, { from: '2026-11-25' });
  });

  it('years and counts stay within the contract', () => {
    const terms = baseTerms({
      ...store({ hours: { 1: alwaysOpen[1], 2: alwaysOpen[1], 3: alwaysOpen[1] } }),
      products: { '*': {} },
    });
    for (const now of ['2200-01-02T09:00:00Z', '9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00+14:00']) {
      const list = estimate(terms, { items: [{ sku: 'x' }], destination: { country: 'DE' } }, now);
      assert.deepEqual(parseEstimates(list), { ok: true, data: list, warnings: [] }, now);
    }
    const huge = baseTerms(
      { products: { a: { lead: { min: 1, max: 1, unit: 'calendar' } } } },
      term(Number.MAX_SAFE_INTEGER),
    );
    assert.deepEqual(estimateCart(huge, 'a').term, { min: Number.MAX_SAFE_INTEGER, unit: 'day' });
  });

  it('a release long past is ignored', () => {
    const calendar = { weekdays: [], open: ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'] };
    const terms = baseTerms({
      origins: [{ ...baseTerms().origins[0]!, calendar }],
      products: { a: { availableFrom: '2010-01-01' }, b: {} },
    });
    assert.deepEqual(estimateCart(terms, 'a'), estimateCart(terms, 'b'));
    assert.deepEqual(estimateCart(terms, 'a').window, { from: '2026-11-25', to: '2026-11-26' });
  });

  it('a lead of no days or more does not shorten hours', () => {
    const products = { a: {}, b: { lead: { min: 0, max: 2, unit: 'calendar' as const } } };
    const terms = baseTerms({ products }, term(30, 40, 'hour'));
    assert.deepEqual(estimateCart(terms, 'a').term, { min: 30, max: 40, unit: 'hour' });
    assert.deepEqual(estimateCart(terms, 'b').term, { min: 30, max: 88, unit: 'hour' });
  });

  it('an interval that ends when it begins is empty', () => {
    const hours = { 2: [['10:00', '10:00']], 3: [['10:00', '12:00']] };
    const sent = { transit: { min: 1, max: 1, unit: 'business' as const } };
    const terms = baseTerms({ ...store({ hours, ready: undefined }, sent), products: { a: {} } });
    assert.deepEqual(estimateCart(terms, 'a').window, { from: '2026-11-25', to: '2026-11-25' });
  });
});

/** A line of cases/known-terms.jsonl. A second implementation has computed the expected estimates. */
type Case = { id: string; why: string; terms: ShopTerms; request: EstimateRequest; now: string; expected: Estimate[] };

describe('cases of terms', () => {
  const cases = readFileSync(new URL('./cases/known-terms.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Case);

  for (const each of cases) {
    it(`${each.id}: ${each.why}`, () => {
      assert.deepEqual(estimate(each.terms, each.request, each.now), each.expected);
    });
  }
});
