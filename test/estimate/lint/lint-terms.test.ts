import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTerms } from '../../../src/contract/parse-estimates.ts';
import type {
  MethodTerms,
  OriginTerms,
  PlaceTerms,
  ProductTerms,
  ShopTerms,
  ZoneTerms,
} from '../../../src/contract/shop-terms.ts';
import { lintTerms } from '../../../src/estimate/lint/lint-terms.ts';
import { monday } from '../../support/sample-terms.ts';

const closed = ['2026-12-25', '2027-01-01', '2027-05-01'];
const week = { weekdays: [1, 2, 3, 4, 5], closed };

/** Terms without errors and warnings. */
const validTerms: ShopTerms = {
  currency: 'EUR',
  defaultDestination: { country: 'DE' },
  origins: [
    { id: 'main', timeZone: 'Europe/Berlin', calendar: week, cutoff: '14:00', handling: { min: 0, max: 1 } },
    { id: 'far', timeZone: 'Europe/Rome', calendar: week, cutoff: '10:00', handling: { min: 1, max: 1 } },
  ],
  zones: [
    { id: 'city', timeZone: 'Europe/Berlin', match: [{ country: 'DE', postal: ['10', '12000..12999'] }] },
    { id: 'country', timeZone: 'Europe/Berlin', match: [{ country: 'DE' }] },
  ],
  methods: [
    {
      id: 'parcel',
      name: 'Parcel',
      kind: 'delivery',
      services: [
        { zones: ['city', 'country'], transit: { min: 1, max: 2, unit: 'business' }, price: 490, freeFrom: 5000 },
      ],
    },
    {
      id: 'store',
      name: { en: 'Collect in store', de: 'Abholung' },
      kind: 'store',
      origins: ['main'],
      services: [{ zones: ['city'] }],
    },
  ],
  places: [
    {
      id: 'mitte',
      name: 'Mitte',
      methods: ['store'],
      zones: ['city'],
      timeZone: 'Europe/Berlin',
      hours: {
        1: [
          ['09:00', '12:00'],
          ['13:00', '18:00'],
        ],
        6: [['22:00', '02:00']],
      },
      dates: { '2026-12-24': [['09:00', '12:00']], '2027-05-01': [] },
      ready: { min: 60, max: 120, count: 'open' },
    },
  ],
  products: { '*': {}, mug: { origin: 'far', methods: ['parcel'], stores: ['mitte'], stock: 1, restock: {} } },
};

const [main, far] = validTerms.origins as [OriginTerms, OriginTerms];
const [city, country] = validTerms.zones as [ZoneTerms, ZoneTerms];
const [parcel, store] = validTerms.methods as [MethodTerms, MethodTerms];
const [mitte] = validTerms.places as [PlaceTerms];
const [service] = parcel.services as [MethodTerms['services'][number]];

const withOrigin = (changes: Partial<OriginTerms>): Partial<ShopTerms> => ({ origins: [{ ...main, ...changes }, far] });
const withCity = (...match: ZoneTerms['match']): Partial<ShopTerms> => ({ zones: [{ ...city, match }, country] });
const withParcel = (changes: Partial<MethodTerms>): Partial<ShopTerms> => ({
  methods: [{ ...parcel, ...changes }, store],
});
const withService = (...services: MethodTerms['services']): Partial<ShopTerms> => withParcel({ services });
const withPlace = (changes: Partial<PlaceTerms>): Partial<ShopTerms> => ({ places: [{ ...mitte, ...changes }] });
const withProduct = (product: ProductTerms): Partial<ShopTerms> => ({ products: { '*': {}, mug: product } });

const days = (count: number) => ({ min: count, max: count, unit: 'business' as const });

/** A change of valid terms, and the path and message of its issue. */
type Mistake = [name: string, changes: Partial<ShopTerms>, path: string, message: RegExp];

const errors: Mistake[] = [
  [
    'two origins with one id',
    { origins: [main, { ...far, id: 'main' }], products: {} },
    'origins.1.id',
    /same id as origins\.0/,
  ],
  ['two zones with one id', { zones: [city, country, city] }, 'zones.2.id', /same id as zones\.0/],
  ['two methods with one id', { methods: [parcel, store, parcel] }, 'methods.2.id', /same id as methods\.0/],
  ['two places with one id', { places: [mitte, mitte] }, 'places.1.id', /same id as places\.0/],
  [
    'a method with an unknown origin',
    withParcel({ origins: ['main', 'far', 'moon'] }),
    'methods.0.origins.2',
    /no origin .* main, far$/,
  ],
  [
    'a service with an unknown zone',
    withService({ ...service, zones: ['city', 'country', 'sea'] }),
    'methods.0.services.0.zones.2',
    /no zone .* city, country$/,
  ],
  ['a place with an unknown method', withPlace({ methods: ['store', 'pigeon'] }), 'places.0.methods.1', /no method/],
  ['a place with an unknown zone', withPlace({ zones: ['city', 'sea'] }), 'places.0.zones.1', /no zone/],
  ['a product with an unknown origin', withProduct({ origin: 'moon' }), 'products.mug.origin', /no origin/],
  ['a product with an unknown store', withProduct({ stores: ['moon'] }), 'products.mug.stores.0', /no place/],
  [
    'a product with an unknown method',
    withProduct({ methods: ['parcel', 'pigeon'] }),
    'products.mug.methods.1',
    /no method/,
  ],
  ['prices without a currency', { currency: undefined }, 'currency', /no price/],
  [
    'a calendar without a weekday',
    withOrigin({ calendar: { weekdays: [], closed } }),
    'origins.0.calendar',
    /no open day/,
  ],
  [
    'a calendar whose days have passed',
    withOrigin({ pickupCalendar: { weekdays: [], open: ['2026-11-20'], closed: [] } }),
    'origins.0.pickupCalendar',
    /no open day/,
  ],
  [
    'a carrier that never moves',
    withParcel({ transitCalendar: { weekdays: [], closed } }),
    'methods.0.transitCalendar',
    /no open day/,
  ],
  [
    'a service that never delivers',
    withService({ ...service, deliveryCalendar: { weekdays: [], closed } }),
    'methods.0.services.0.deliveryCalendar',
    /no open day/,
  ],
  ['an origin that takes no orders', withOrigin({ cutoff: {} }), 'origins.0', /no orders/],
  ['a zone that only excludes', withCity({ country: 'DE', exclude: true }), 'zones.0.match', /only excludes/],
  [
    'a postal rule without a letter or digit',
    withCity({ country: 'DE', postal: ['--'] }),
    'zones.0.match.0.postal.0',
    /every postcode/,
  ],
  [
    'a postal range without an end',
    withCity({ country: 'DE', postal: ['10', '12..'] }),
    'zones.0.match.0.postal.1',
    /every postcode/,
  ],
  [
    'a postal range that ends before it begins',
    withCity({ country: 'DE', postal: ['10', '13..12'] }),
    'zones.0.match.0.postal.1',
    /before it begins/,
  ],
  ['a default destination in no zone', { defaultDestination: { country: 'FR' } }, 'defaultDestination', /no zone/],
  [
    'a service without transit and floating',
    withService({ zones: ['city', 'country'], price: 490 }),
    'methods.0.services.0',
    /neither/,
  ],
  [
    'a store method without transit whose place keeps no stock',
    withPlace({ ready: undefined }),
    'methods.1.services.0',
    /neither/,
  ],
  ['a pickup method without a place', { places: [], products: {} }, 'methods.1', /no place/],
  [
    'a place with a method to the door',
    withPlace({ methods: ['store', 'parcel'] }),
    'places.0.methods.1',
    /to the door/,
  ],
  ['a place in zones that its methods do not serve', withPlace({ zones: ['country'] }), 'places.0', /never offered/],
  ['a place that is never open', withPlace({ hours: { 1: [] }, dates: {} }), 'places.0.hours', /never open/],
  [
    'opening times that are empty',
    withPlace({
      hours: {
        1: [
          ['09:00', '09:00'],
          ['13:00', '18:00'],
        ],
      },
    }),
    'places.0.hours.1.0',
    /empty/,
  ],
  [
    'opening times from 24:00',
    withPlace({ dates: { '2027-05-01': [['24:00', '08:00']] } }),
    'places.0.dates.2027-05-01.0',
    /empty/,
  ],
  [
    'a place that is closed on all delivery days',
    {
      methods: [parcel, { ...store, services: [{ zones: ['city'], transit: { min: 1, max: 1, unit: 'business' } }] }],
      ...withPlace({ hours: { 7: [['10:00', '16:00']] }, dates: {} }),
    },
    'places.0.hours',
    /none of the days on which store delivers/,
  ],
  [
    'a product whose methods leave from another origin',
    withProduct({ origin: 'far', methods: ['store'], lead: { min: 1, max: 1, unit: 'business' } }),
    'products.mug',
    /never be ordered/,
  ],
];

const warnings: Mistake[] = [
  [
    'an open weekday without a cut-off',
    withOrigin({ cutoff: { 1: '14:00', 2: '14:00', 3: '14:00', 4: '14:00' } }),
    'origins.0.cutoff',
    /Fridays \(5\) .* no orders/,
  ],
  [
    'a cut-off on a weekday that is closed',
    withOrigin({ cutoff: { 1: '14:00', 2: '14:00', 3: '14:00', 4: '14:00', 5: '12:00', 6: '12:00' } }),
    'origins.0.cutoff.6',
    /Saturdays are closed/,
  ],
  [
    'a cut-off on a date that is closed',
    withOrigin({ cutoffDates: { '2026-12-25': '10:00' } }),
    'origins.0.cutoffDates.2026-12-25',
    /closed that day/,
  ],
  ['a cut-off at midnight', withOrigin({ cutoff: '00:00' }), 'origins.0.cutoff', /24:00/],
  [
    'a cut-off at midnight once',
    withOrigin({ cutoffDates: { '2026-12-24': '00:00' } }),
    'origins.0.cutoffDates.2026-12-24',
    /24:00/,
  ],
  ['a zone that no method serves', withService({ ...service, zones: ['city'] }), 'zones.1', /no method serves/],
  [
    'a zone whose destinations other zones match',
    {
      zones: [city, country, { ...country, id: 'again' }],
      ...withService({ ...service, zones: ['city', 'country', 'again'] }),
    },
    'zones.2.match',
    /other zones/,
  ],
  [
    'a country of which zones cover some postcodes',
    { zones: [city], ...withService({ ...service, zones: ['city'] }) },
    'zones',
    /postcode .* DE/,
  ],
  ['a country of which zones cover some regions', withCity({ country: 'AT', region: '9' }), 'zones', /region .* AT/],
  [
    'B4: a region that is a name',
    withCity({ country: 'DE', region: 'Bavaria' }),
    'zones.0.match.0.region',
    /is a name: .* ISO 3166-2/,
  ],
  [
    'a postal range with a dash',
    withCity({ country: 'DE', postal: ['25845-25849'] }),
    'zones.0.match.0.postal.0',
    /two dots/,
  ],
  [
    'a postal range of two lengths',
    withCity({ country: 'DE', postal: ['10..120'] }),
    'zones.0.match.0.postal.0',
    /same length/,
  ],
  [
    'a zone that two services of a method list',
    withService(service, { ...service, zones: ['country'] }),
    'methods.0.services.1.zones.0',
    /never used/,
  ],
  [
    'freeFrom without a price',
    withService({ ...service, price: undefined }),
    'methods.0.services.0.freeFrom',
    /no price/,
  ],
  ['a name that is empty', withParcel({ name: { en: 'Parcel', de: ' ' } }), 'methods.0.name', /empty/],
  ['names in no language', withPlace({ name: {} }), 'places.0.name', /empty/],
  [
    'a place in a zone that its methods do not serve',
    withPlace({ zones: ['city', 'country'] }),
    'places.0.zones.1',
    /none of its methods/,
  ],
  [
    'opening times that overlap',
    withPlace({
      hours: {
        1: [
          ['09:00', '13:00'],
          ['12:00', '18:00'],
        ],
      },
    }),
    'places.0.hours.1.1',
    /overlaps/,
  ],
  [
    'opening times that overlap past midnight',
    withPlace({
      hours: {
        6: [
          ['20:00', '23:00'],
          ['22:00', '02:00'],
        ],
      },
    }),
    'places.0.hours.6.1',
    /overlaps/,
  ],
  [
    'a place with ready but without a store method',
    {
      methods: [
        parcel,
        { ...store, kind: 'pickup-point', services: [{ zones: ['city'], floating: { min: 1, unit: 'day' } }] },
      ],
    },
    'places.0.ready',
    /never used/,
  ],
  ['made to order without a lead', withProduct({ madeToOrder: true }), 'products.mug.madeToOrder', /how long/],
  ['restocking without stock', withProduct({ restock: {} }), 'products.mug.restock', /never used/],
  [
    'C1: a negative stock',
    withProduct({ stock: -1, restock: { lead: days(5) } }),
    'products.mug.stock',
    /is negative: it counts as 0; list/,
  ],
  [
    'D2: a day of restocking that has passed without stock',
    withProduct({ stock: 0, restock: { availableFrom: '2026-11-22' } }),
    'products.mug.restock.availableFrom',
    /has passed, and stock is still 0: the product has no date; set a new day, or the new stock/,
  ],
  [
    'D2: a day of restocking that has passed, oversold',
    withProduct({ stock: -2, restock: { availableFrom: '2026-11-16' } }),
    'products.mug.restock.availableFrom',
    /the product has no date/,
  ],
  [
    'D2: a day of restocking that has passed with stock',
    withProduct({ stock: 4, restock: { availableFrom: '2026-11-16' } }),
    'products.mug.restock.availableFrom',
    /a cart beyond the stock has no date/,
  ],
  [
    'F10: a restock without the lead of the product',
    withProduct({ lead: days(10), stock: 1, restock: {} }),
    'products.mug.restock',
    /has no lead, but the product has one/,
  ],
  [
    'F10: a listed product without the fields of *',
    { products: { '*': { lead: days(10), handling: { min: 2, max: 2 } }, mug: { stock: 3 } } },
    'products.mug',
    /has no lead and no handling, but \* has: .* takes nothing from \*/,
  ],
  [
    'D1: a product without methods',
    withProduct({ methods: [] }),
    'products.mug.methods',
    /no method delivers it: write "requiresShipping": false for what is not sent/,
  ],
  [
    'D1: a product that is not sent, with fields of a delivery',
    withProduct({ requiresShipping: false, lead: days(1), stores: ['mitte'] }),
    'products.mug.requiresShipping',
    /is false: lead and stores are never used/,
  ],
  [
    'a floating product with a lead',
    withProduct({ floating: { min: 1, unit: 'day' }, lead: { min: 1, max: 1, unit: 'business' } }),
    'products.mug.floating',
    /never used/,
  ],
  [
    'a product with a store that keeps no stock',
    { places: [mitte, { ...mitte, id: 'kiosk', ready: undefined }], ...withProduct({ stores: ['kiosk'] }) },
    'products.mug.stores.0',
    /no stock/,
  ],
  [
    'closures that end soon',
    withOrigin({ calendar: { ...week, closed: ['2026-12-25', '2027-01-21'] } }),
    'origins.0.calendar.closed',
    /is 2027-01-21, 59 days ahead/,
  ],
  [
    'closures that end tomorrow',
    withParcel({ deliveryCalendar: { ...week, closed: ['2026-11-24'] } }),
    'methods.0.deliveryCalendar.closed',
    /, 1 day ahead/,
  ],
  [
    'closures that have ended',
    withService({ ...service, transitCalendar: { ...week, closed: ['2025-12-25'] } }),
    'methods.0.services.0.transitCalendar.closed',
    /was 2025-12-25/,
  ],
  [
    'closures of a place that end soon',
    withPlace({ dates: { '2026-12-25': [], '2027-05-02': [['09:00', '12:00']] } }),
    'places.0.dates',
    /is 2026-12-25, 32 days ahead/,
  ],
];

const lint = (changes: Partial<ShopTerms>) => {
  const terms = { ...validTerms, ...changes };
  // The lint is for terms that the contract accepts.
  assert.ok(parseTerms(JSON.parse(JSON.stringify(terms))).ok);
  return lintTerms(terms, monday);
};

describe('lintTerms', () => {
  it('finds no issues in valid terms', () => {
    assert.deepEqual(lint({}), { errors: [], warnings: [] });
  });

  for (const [name, changes, path, message] of errors) {
    it(`reports an error: ${name}`, () => {
      const found = lint(changes).errors.find((each) => each.path === path);
      assert.ok(found, JSON.stringify(lint(changes)));
      assert.match(found.message, message);
    });
  }

  for (const [name, changes, path, message] of warnings) {
    it(`reports a warning: ${name}`, () => {
      const result = lint(changes);
      const found = result.warnings.filter((each) => each.path === path);
      assert.deepEqual(found.length, 1, JSON.stringify(result));
      assert.match(found[0]?.message ?? '', message);
      assert.deepEqual(result.errors, []);
    });
  }

  it('reports missing closures once for all calendars', () => {
    const unlisted = { weekdays: [1, 2, 3, 4, 5] };
    const changes = {
      origins: [
        { ...main, calendar: unlisted },
        { ...far, calendar: unlisted, pickupCalendar: unlisted },
      ],
    };
    const found = lint(changes).warnings;
    assert.deepEqual(
      found.map(({ path }) => path),
      ['origins.0.calendar.closed'],
    );
    assert.match(found[0]?.message ?? '', /2 more, so public holidays/);
  });

  it('accepts an empty list of closures', () => {
    const none = { weekdays: [1, 2, 3, 4, 5], closed: [] };
    assert.deepEqual(lint(withOrigin({ calendar: none })).warnings, []);
  });

  it('accepts closures 60 days ahead and a cut-off on an exceptionally open Saturday', () => {
    const calendar = { ...week, closed: ['2027-01-22'], open: ['2026-12-19'] };
    const cutoff = { 1: '14:00', 2: '14:00', 3: '14:00', 4: '14:00', 5: '14:00', 6: '10:00' };
    assert.deepEqual(lint(withOrigin({ calendar, cutoff })), { errors: [], warnings: [] });
  });

  it('accepts goods in stock at a store whose method does not leave from their origin', () => {
    assert.deepEqual(lint(withProduct({ origin: 'far', methods: ['store'] })).errors, []);
  });

  it('B4: accepts codes as other systems print them', () => {
    const bavaria: ZoneTerms = { ...city, id: 'bavaria', match: [{ country: 'DE', region: 'DE-BY' }] };
    const britain: ZoneTerms = { ...city, id: 'britain', match: [{ country: 'UK' }] };
    const result = lint({
      zones: [city, bavaria, country, britain],
      ...withService({ ...service, zones: ['city', 'bavaria', 'country', 'britain'] }),
    });
    const paths = [...result.errors, ...result.warnings].map(({ path }) => path);
    assert.deepEqual(
      paths.filter((path) => /country|region/.test(path)),
      [],
    );
  });

  for (const [name, product] of [
    ['D2: a day of restocking that is today', { stock: 0, restock: { availableFrom: '2026-11-23' } }],
    ['D2: a day of restocking with a lead', { stock: 0, restock: { availableFrom: '2026-11-16', lead: days(5) } }],
    ['F10: a restock with a lead of its own', { lead: days(10), stock: 1, restock: { lead: days(12) } }],
    ['D1: a product that is not sent', { requiresShipping: false }],
  ] as const) {
    it(`accepts ${name}`, () => {
      assert.deepEqual(lint(withProduct(product)), { errors: [], warnings: [] });
    });
  }

  it('F10: reports the fields of * once for all products that lack them', () => {
    const products: Record<string, ProductTerms> = {
      '*': { lead: days(10), origin: 'far' },
      a: { origin: 'far' },
      b: { origin: 'main' },
      c: { lead: days(1) },
      d: { floating: { min: 1, unit: 'day' }, origin: 'far' },
      e: { requiresShipping: false },
    };
    assert.deepEqual(
      lint({ products }).warnings.map(({ path, message }) => `${path} ${message}`),
      [
        'products.a has no lead, but * has: a listed product takes nothing from *; repeat here what applies (also in b)',
        'products.c has no origin, but * has: a listed product takes nothing from *; repeat here what applies',
      ],
    );
  });

  it('lists issues in the order of the fields', () => {
    const { errors: found } = lint({
      ...withOrigin({ cutoff: {} }),
      ...withCity({ country: 'DE', exclude: true }),
      ...withProduct({ origin: 'moon' }),
      currency: undefined,
    });
    assert.deepEqual(
      found.map(({ path }) => path),
      ['currency', 'origins.0', 'zones.0.match', 'products.mug.origin'],
    );
  });
});
