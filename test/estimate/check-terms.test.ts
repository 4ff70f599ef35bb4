import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTerms } from '../../src/contract/parse.ts';
import type {
  MethodTerms,
  OriginTerms,
  PlaceTerms,
  ProductTerms,
  ShopTerms,
  ZoneTerms,
} from '../../src/contract/shop-terms.ts';
import { checkTerms } from '../../src/estimate/check-terms.ts';
import { monday } from './sample-terms.ts';

const closed = ['2026-12-25', '2027-01-01', '2027-05-01'];
const week = { weekdays: [1, 2, 3, 4, 5], closed };

/** Terms without anything to say against them. */
const sound: ShopTerms = {
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
      hours: { 1: [['09:00', '12:00'], ['13:00', '18:00']], 6: [['22:00', '02:00']] },
      dates: { '2026-12-24': [['09:00', '12:00']], '2027-05-01': [] },
      ready: { min: 60, max: 120, count: 'open' },
    },
  ],
  products: { '*': {}, mug: { origin: 'far', methods: ['parcel'], stores: ['mitte'], stock: 1, restock: {} } },
};

const [main, far] = sound.origins as [OriginTerms, OriginTerms];
const [city, country] = sound.zones as [ZoneTerms, ZoneTerms];
const [parcel, store] = sound.methods as [MethodTerms, MethodTerms];
const [mitte] = sound.places as [PlaceTerms];
const [service] = parcel.services as [MethodTerms['services'][number]];

const withOrigin = (changes: Partial<OriginTerms>): Partial<ShopTerms> => ({ origins: [{ ...main, ...changes }, far] });
const withCity = (...match: ZoneTerms['match']): Partial<ShopTerms> => ({ zones: [{ ...city, match }, country] });
const withParcel = (changes: Partial<MethodTerms>): Partial<ShopTerms> => ({
  methods: [{ ...parcel, ...changes }, store],
});
const withService = (...services: MethodTerms['services']): Partial<ShopTerms> => withParcel({ services });
const withPlace = (changes: Partial<PlaceTerms>): Partial<ShopTerms> => ({ places: [{ ...mitte, ...changes }] });
const withProduct = (product: ProductTerms): Partial<ShopTerms> => ({ products: { '*': {}, mug: product } });

/** What is changed in sound terms, where that is found, and the words that must be in it. */
type Mistake = [name: string, changes: Partial<ShopTerms>, path: string, message: RegExp];

const errors: Mistake[] = [
  [
    'an id of two origins',
    { origins: [main, { ...far, id: 'main' }], products: {} },
    'origins.1.id',
    /same id as origins\.0/,
  ],
  ['an id of two zones', { zones: [city, country, city] }, 'zones.2.id', /same id as zones\.0/],
  ['an id of two methods', { methods: [parcel, store, parcel] }, 'methods.2.id', /same id as methods\.0/],
  ['an id of two places', { places: [mitte, mitte] }, 'places.1.id', /same id as places\.0/],
  [
    'an origin of a method that is not there',
    withParcel({ origins: ['main', 'far', 'moon'] }),
    'methods.0.origins.2',
    /no origin .* main, far$/,
  ],
  [
    'a zone of a service that is not there',
    withService({ ...service, zones: ['city', 'country', 'sea'] }),
    'methods.0.services.0.zones.2',
    /no zone .* city, country$/,
  ],
  [
    'a method of a place that is not there',
    withPlace({ methods: ['store', 'pigeon'] }),
    'places.0.methods.1',
    /no method/,
  ],
  ['a zone of a place that is not there', withPlace({ zones: ['city', 'sea'] }), 'places.0.zones.1', /no zone/],
  ['an origin of a product that is not there', withProduct({ origin: 'moon' }), 'products.mug.origin', /no origin/],
  ['a store of a product that is not there', withProduct({ stores: ['moon'] }), 'products.mug.stores.0', /no place/],
  [
    'a method of a product that is not there',
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
    'a postal range the wrong way round',
    withCity({ country: 'DE', postal: ['10', '13..12'] }),
    'zones.0.match.0.postal.1',
    /before it begins/,
  ],
  ['a default that lies in no zone', { defaultDestination: { country: 'FR' } }, 'defaultDestination', /no zone/],
  [
    'a service that says nothing',
    withService({ zones: ['city', 'country'], price: 490 }),
    'methods.0.services.0',
    /neither/,
  ],
  ['a store method without a shelf', withPlace({ ready: undefined }), 'methods.1.services.0', /neither/],
  ['a method to places without a place', { places: [], products: {} }, 'methods.1', /no place/],
  [
    'a place reached by a method to the door',
    withPlace({ methods: ['store', 'parcel'] }),
    'places.0.methods.1',
    /to the door/,
  ],
  ['a place in zones that its methods do not serve', withPlace({ zones: ['country'] }), 'places.0', /never offered/],
  ['a place that is never open', withPlace({ hours: { 1: [] }, dates: {} }), 'places.0.hours', /never open/],
  [
    'opening times that are empty',
    withPlace({ hours: { 1: [['09:00', '09:00'], ['13:00', '18:00']] } }),
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
    'a place that is open when the carrier rests',
    {
      methods: [parcel, { ...store, services: [{ zones: ['city'], transit: { min: 1, max: 1, unit: 'business' } }] }],
      ...withPlace({ hours: { 7: [['10:00', '16:00']] }, dates: {} }),
    },
    'places.0.hours',
    /none of the days on which store delivers/,
  ],
  [
    'a product whose methods leave from elsewhere',
    withProduct({ origin: 'far', methods: ['store'], lead: { min: 1, max: 1, unit: 'business' } }),
    'products.mug',
    /never be had/,
  ],
  ['a product that may go by no method', withProduct({ methods: [] }), 'products.mug', /never be had/],
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
    'a zone that others take',
    {
      zones: [city, country, { ...country, id: 'again' }],
      ...withService({ ...service, zones: ['city', 'country', 'again'] }),
    },
    'zones.2.match',
    /other zones/,
  ],
  [
    'a country of which only parts are taken',
    { zones: [city], ...withService({ ...service, zones: ['city'] }) },
    'zones',
    /postcode .* DE/,
  ],
  ['a country of which only regions are taken', withCity({ country: 'AT', region: '9' }), 'zones', /region .* AT/],
  [
    'a region with its country',
    withCity({ country: 'DE', region: 'DE-BY' }),
    'zones.0.match.0.region',
    /BY instead of DE-BY/,
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
    'a zone that a method takes twice',
    withService(service, { ...service, zones: ['country'] }),
    'methods.0.services.1.zones.0',
    /never used/,
  ],
  [
    'a limit without a price',
    withService({ ...service, price: undefined }),
    'methods.0.services.0.freeFrom',
    /no price/,
  ],
  ['a name that is empty', withParcel({ name: { en: 'Parcel', de: ' ' } }), 'methods.0.name', /empty/],
  ['names in no language', withPlace({ name: {} }), 'places.0.name', /empty/],
  [
    'a place in a zone more than its methods',
    withPlace({ zones: ['city', 'country'] }),
    'places.0.zones.1',
    /none of its methods/,
  ],
  [
    'opening times that overlap',
    withPlace({ hours: { 1: [['09:00', '13:00'], ['12:00', '18:00']] } }),
    'places.0.hours.1.1',
    /overlaps/,
  ],
  [
    'opening times that overlap past midnight',
    withPlace({ hours: { 6: [['20:00', '23:00'], ['22:00', '02:00']] } }),
    'places.0.hours.6.1',
    /overlaps/,
  ],
  [
    'a shelf that nothing is collected from',
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
    'a lead of what floats',
    withProduct({ floating: { min: 1, unit: 'day' }, lead: { min: 1, max: 1, unit: 'business' } }),
    'products.mug.floating',
    /never used/,
  ],
  [
    'a store of a product without a shelf',
    { places: [mitte, { ...mitte, id: 'kiosk', ready: undefined }], ...withProduct({ stores: ['kiosk'] }) },
    'products.mug.stores.0',
    /no shelf/,
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

const check = (changes: Partial<ShopTerms>) => {
  const terms = { ...sound, ...changes };
  // What is checked here is about terms that are well-formed.
  assert.ok(parseTerms(JSON.parse(JSON.stringify(terms))).ok);
  return checkTerms(terms, monday);
};

describe('checkTerms', () => {
  it('has nothing to say against sound terms', () => {
    assert.deepEqual(check({}), { errors: [], warnings: [] });
  });

  for (const [name, changes, path, message] of errors) {
    it(`finds the error: ${name}`, () => {
      const found = check(changes).errors.find((each) => each.path === path);
      assert.ok(found, JSON.stringify(check(changes)));
      assert.match(found.message, message);
    });
  }

  for (const [name, changes, path, message] of warnings) {
    it(`warns of ${name}`, () => {
      const result = check(changes);
      const found = result.warnings.filter((each) => each.path === path);
      assert.deepEqual(found.length, 1, JSON.stringify(result));
      assert.match(found[0]?.message ?? '', message);
      assert.deepEqual(result.errors, []);
    });
  }

  it('says in one sentence that no closures are listed', () => {
    const unlisted = { weekdays: [1, 2, 3, 4, 5] };
    const changes = {
      origins: [{ ...main, calendar: unlisted }, { ...far, calendar: unlisted, pickupCalendar: unlisted }],
    };
    const found = check(changes).warnings;
    assert.deepEqual(found.map(({ path }) => path), ['origins.0.calendar.closed']);
    assert.match(found[0]?.message ?? '', /public holidays .* 2 more/);
  });

  it('takes an empty list of closures as said', () => {
    const none = { weekdays: [1, 2, 3, 4, 5], closed: [] };
    assert.deepEqual(check(withOrigin({ calendar: none })).warnings, []);
  });

  it('is content with closures 60 days ahead, and with a cut-off on an exceptional Saturday', () => {
    const calendar = { ...week, closed: ['2027-01-22'], open: ['2026-12-19'] };
    const cutoff = { 1: '14:00', 2: '14:00', 3: '14:00', 4: '14:00', 5: '14:00', 6: '10:00' };
    assert.deepEqual(check(withOrigin({ calendar, cutoff })), { errors: [], warnings: [] });
  });

  it('is content with goods that a store has on its shelf, from wherever others would be sent', () => {
    assert.deepEqual(check(withProduct({ origin: 'far', methods: ['store'] })).errors, []);
  });

  it('lists what it finds in the order of the file', () => {
    const { errors: found } = check({
      ...withOrigin({ cutoff: {} }),
      ...withCity({ country: 'DE', exclude: true }),
      ...withProduct({ origin: 'moon' }),
      currency: undefined,
    });
    assert.deepEqual(found.map(({ path }) => path), ['currency', 'origins.0', 'zones.0.match', 'products.mug.origin']);
  });
});
