import type { EstimateRequest } from '../../src/contract/estimate.ts';
import type { Destination } from '../../src/contract/primitives.ts';
import type {
  Calendar,
  FloatingTerm,
  Item,
  Method,
  OpeningHours,
  Origin,
  ProductTerms,
  Range,
  ServiceTerms,
  ShopTerms,
  ZoneRule,
} from '../../src/contract/shop-terms.ts';
import type { CollectionQuery, ShipmentQuery } from '../../src/estimate/index.ts';
import fc from './fast-check.ts';

/** Zones whose clocks change at midnight, by half hours, by two hours, in Ramadan, or never. */
export const timeZones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'America/Los_Angeles',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
] as const;

const firstSecond = Date.UTC(2026, 0, 1) / 1000;
const seconds = 3 * 365 * 24 * 60 * 60;

export const instants = fc
  .integer({ min: firstSecond, max: firstSecond + seconds })
  .map((second) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`);

const zoneNames = fc.constantFrom(...timeZones);

export const dates = fc
  .integer({ min: 0, max: 3 * 365 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));

const timesOfDay = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('00:00', '02:30', '24:00') },
  {
    weight: 5,
    arbitrary: fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16)),
  },
);

const weekdays = fc.constantFrom(1, 2, 3, 4, 5, 6, 7);

const calendars: fc.Arbitrary<Calendar> = fc.record(
  {
    weekdays: fc.uniqueArray(weekdays, { minLength: 1 }),
    closed: fc.array(dates, { maxLength: 12 }),
    open: fc.array(dates, { maxLength: 4 }),
  },
  { requiredKeys: ['weekdays'] },
);

const ranges = (max: number): fc.Arbitrary<Range> => fc.record({ min: fc.nat({ max }), max: fc.nat({ max }) });

const terms = fc
  .record({ range: ranges(12), unit: fc.constantFrom('business' as const, 'calendar' as const) })
  .map(({ range, unit }) => ({ ...range, unit }));

const weekdayKeys = fc.constantFrom('1', '2', '3', '4', '5', '6', '7');

const origins: fc.Arbitrary<Origin> = fc.record(
  {
    timeZone: zoneNames,
    calendar: calendars,
    cutoff: fc.oneof(timesOfDay, fc.dictionary(weekdayKeys, timesOfDay, { minKeys: 2, noNullPrototype: true })),
    cutoffDates: fc.dictionary(dates, fc.option(timesOfDay), { maxKeys: 5, noNullPrototype: true }),
    handling: ranges(4),
    pickupCalendar: calendars,
  },
  { requiredKeys: ['timeZone', 'calendar', 'cutoff', 'handling'] },
);

const methods: fc.Arbitrary<Method> = fc.record(
  { transit: terms, transitCalendar: calendars, deliveryCalendar: calendars },
  { requiredKeys: ['transit'] },
);

const items: fc.Arbitrary<Item> = fc.record(
  { availableFrom: dates, lead: terms, handling: ranges(4) },
  { requiredKeys: [] },
);

export const shipmentQueries: fc.Arbitrary<ShipmentQuery> = fc.record({
  now: instants,
  origin: origins,
  method: methods,
  destination: fc.record({ timeZone: zoneNames }),
  items: fc.array(items, { minLength: 1, maxLength: 4 }),
  ship: fc.constantFrom('together' as const, 'split' as const),
});

const intervals = fc.array(fc.tuple(timesOfDay, timesOfDay), { maxLength: 3 });

const openingHours: fc.Arbitrary<OpeningHours> = fc.record(
  {
    timeZone: zoneNames,
    hours: fc.dictionary(weekdayKeys, intervals, { noNullPrototype: true }),
    dates: fc.dictionary(dates, intervals, { maxKeys: 5, noNullPrototype: true }),
  },
  { requiredKeys: ['timeZone', 'hours'] },
);

export const collectionQueries: fc.Arbitrary<CollectionQuery> = fc.record({
  now: instants,
  store: openingHours,
  ready: fc
    .record({ range: ranges(3000), count: fc.constantFrom('open' as const, 'clock' as const) })
    .map(({ range, count }) => ({ ...range, count })),
});

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const floatingTerms: fc.Arbitrary<FloatingTerm> = fc.record(
  { min: fc.nat({ max: 9 }), max: fc.nat({ max: 9 }), unit: fc.constantFrom('day', 'business-day', 'hour') },
  { requiredKeys: ['min', 'unit'] },
);

const services = (zones: string[]): fc.Arbitrary<ServiceTerms> =>
  fc
    .record({
      transit: terms,
      floating: floatingTerms,
      isFloating: fc.boolean(),
      deliveryCalendar: optional(calendars),
      price: fc.nat(),
    })
    .map(({ transit, floating, isFloating, deliveryCalendar, price }) => ({
      zones,
      ...(isFloating ? { floating } : { transit }),
      ...(deliveryCalendar && { deliveryCalendar }),
      price,
    }));

const products: fc.Arbitrary<ProductTerms> = fc.record(
  {
    availableFrom: dates,
    lead: terms,
    handling: ranges(4),
    origin: fc.constantFrom('north', 'south'),
    madeToOrder: fc.boolean(),
    stock: fc.nat({ max: 2 }),
    restock: fc.record({ availableFrom: dates, lead: terms }, { requiredKeys: [] }),
    stores: fc.subarray(['place']),
  },
  { requiredKeys: [] },
);

/** Terms with two origins, three zones, a method of each kind, and products A and B. */
export const shops: fc.Arbitrary<ShopTerms> = fc
  .record({
    origins: fc.tuple(origins, origins),
    zoneNames: fc.tuple(zoneNames, zoneNames, zoneNames),
    services: fc.array(fc.tuple(services(['city']), services(['country', 'abroad'])), { minLength: 3, maxLength: 3 }),
    place: openingHours,
    ready: optional(collectionQueries.map(({ ready }) => ready)),
    products: fc.tuple(products, products),
    ship: fc.constantFrom('together' as const, 'split' as const),
  })
  .map(({ origins: [north, south], zoneNames: [city, country, abroad], products: [A, B], ...fields }) => ({
    currency: 'EUR',
    ship: fields.ship,
    origins: [
      { id: 'north', ...north },
      { id: 'south', ...south },
    ],
    zones: [
      { id: 'city', timeZone: city, match: [{ country: 'DE', postal: ['1'] }] },
      { id: 'country', timeZone: country, match: [{ country: 'DE' }] },
      { id: 'abroad', timeZone: abroad, match: [{ country: '*' }] },
    ],
    methods: (['delivery', 'pickup-point', 'store'] as const).map((kind, index) => ({
      id: kind,
      name: kind,
      kind,
      services: fields.services[index] ?? [],
    })),
    places: [
      {
        id: 'place',
        name: 'Place',
        methods: ['pickup-point', 'store'],
        zones: ['city', 'country', 'abroad'],
        ...fields.place,
        ...(fields.ready && { ready: fields.ready }),
      },
    ],
    products: { A, B },
  }))
  .map(throughJson<ShopTerms>);

export const requests: fc.Arbitrary<EstimateRequest> = fc
  .record({
    items: fc.subarray([{ sku: 'A' }, { sku: 'B', quantity: 2 }], { minLength: 1 }),
    destination: fc.constantFrom(
      { country: 'DE' },
      { country: 'DE', postal: '10115' },
      { country: 'DE', postal: '80331' },
      { country: 'NZ' },
    ),
  })
  .map(throughJson<EstimateRequest>);

const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const zoneRules: fc.Arbitrary<ZoneRule> = fc.record({
  country: fc.constantFrom('DE', 'DE', 'GB', '*'),
  region: rarely(fc.constantFrom('BY', '7')),
  postal: optional(
    fc.uniqueArray(
      fc.constantFrom('1', '10', '10115', '2..4', '12000..12999', '80', 'E1', 'E10', 'SW1', 'SW1A 1AA', 'BN3 1'),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  exclude: rarely(fc.constant(true as const)),
});

const variedServices = (zones: string[]): fc.Arbitrary<ServiceTerms> =>
  fc
    .record({
      service: services(zones),
      listed: rarely(fc.subarray(zones, { minLength: 1 })),
      isShelfOnly: fc.nat({ max: 9 }),
    })
    .map(({ service: { transit, floating, ...service }, listed, isShelfOnly }) => ({
      ...service,
      zones: listed ?? zones,
      ...(isShelfOnly > 0 && (transit ? { transit } : { floating: floating as FloatingTerm })),
    }));

const variedProducts: fc.Arbitrary<ProductTerms> = fc
  .record({
    product: products,
    floating: rarely(floatingTerms),
    methods: rarely(fc.subarray(['m0', 'm1', 'm2'])),
    requiresShipping: rarely(fc.boolean()),
  })
  .map(({ product, ...fields }) => ({ ...product, ...fields }));

/** Terms with overlapping zones, any methods, services and floating terms, two places, and products A, B and C. */
export const variedShops: fc.Arbitrary<ShopTerms> = fc
  .record({
    origins: fc.tuple(origins, origins),
    zones: fc.array(fc.tuple(zoneNames, fc.array(zoneRules, { minLength: 1, maxLength: 3 })), {
      maxLength: 3,
    }),
    rest: zoneNames,
    methods: fc.array(
      fc.record({
        kind: fc.constantFrom('delivery' as const, 'delivery' as const, 'pickup-point' as const, 'store' as const),
        services: fc.array(variedServices(['z0', 'z1', 'z2', 'rest']), { minLength: 1, maxLength: 3 }),
        origins: rarely(fc.subarray(['north', 'south'], { minLength: 1 })),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    places: fc.array(
      fc.record({
        hours: openingHours,
        zones: rarely(fc.subarray(['z0', 'z1', 'z2', 'rest'], { minLength: 1 })),
        ready: optional(collectionQueries.map(({ ready }) => ready)),
      }),
      { maxLength: 2 },
    ),
    products: fc.record({ A: variedProducts, B: variedProducts, C: variedProducts }, { requiredKeys: ['A'] }),
    ship: fc.constantFrom('together' as const, 'split' as const),
  })
  .map(({ origins: [north, south], ...fields }) => ({
    currency: 'EUR',
    ship: fields.ship,
    origins: [
      { id: 'north', ...north },
      { id: 'south', ...south },
    ],
    zones: [
      ...fields.zones.map(([timeZone, match], index) => ({ id: `z${index}`, timeZone, match })),
      { id: 'rest', timeZone: fields.rest, match: [{ country: '*' }] },
    ],
    methods: fields.methods.map((method, index) => ({ id: `m${index}`, name: `M${index}`, ...method })),
    places: fields.places
      .map(({ hours, ...place }, index) => ({
        id: `p${index}`,
        name: `P${index}`,
        methods: fields.methods.flatMap(({ kind }, method) => (kind === 'delivery' ? [] : `m${method}`)),
        ...hours,
        ...place,
        zones: place.zones ?? ['z0', 'z1', 'z2', 'rest'],
      }))
      .filter(({ methods: own }) => own.length > 0),
    products: { '*': {}, ...fields.products },
  }))
  .map(throughJson<ShopTerms>);

/** Destinations of `variedShops`, of which any part may be unknown. */
export const destinations = fc
  .record(
    {
      country: fc.constantFrom('DE', 'DE', 'GB', 'FR'),
      region: fc.constantFrom('BY', '7', 'DE-BY'),
      postal: fc.constantFrom(
        '10115',
        '1',
        '12',
        '12345',
        '80331',
        '99',
        'E1 0AA',
        'E10 1AA',
        'E1',
        'SW1A 1AA',
        'BN3',
        '-',
      ),
    },
    { requiredKeys: ['country'] },
  )
  .map(throughJson<Destination>);

const cartItems = fc.record({ sku: fc.constantFrom('A', 'B', 'C', 'D'), quantity: fc.integer({ min: 1, max: 3 }) });

export const carts = fc.array(cartItems, { minLength: 1, maxLength: 3 });

/** The value as parsed from a file: without prototypes and `undefined`. */
function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The results of a function in four time zones of the machine. */
export function inHostTimeZones<T>(compute: () => T): T[] {
  const original = process.env['TZ'];
  try {
    return ['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kolkata', 'Africa/Casablanca'].map((zone) => {
      process.env['TZ'] = zone;
      return compute();
    });
  } finally {
    if (original === undefined) delete process.env['TZ'];
    else process.env['TZ'] = original;
  }
}
