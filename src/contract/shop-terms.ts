import * as z from 'zod/mini';
import { civilDate, count, currencyCode, destination, timeOfDay, timeZone, weekday } from './primitives.ts';
import { estimatePreferences } from './codes.ts';
import { replaceable } from './leniency.ts';
import { isCountryRule, normalizeCountry } from './normalize-code.ts';
import { isDatedOrFloating } from './refinements.ts';
import {
  createMethodPlaceholder,
  createOriginPlaceholder,
  createPlacesPlaceholder,
  createProductPlaceholder,
  createRulePlaceholders,
  createServicePlaceholder,
  createZonePlaceholder,
} from './term-placeholders.ts';

/*
 * A shop's terms: one JSON file with everything that a delivery date depends on. Objects are strict, because a
 * misspelled optional field would count as absent and give a wrong date.
 */

/** Working days. `open` takes precedence over `closed`, and `closed` over `weekdays` (rule R2). */
export const calendar = z.strictObject({
  weekdays: z.array(weekday).check(z.describe('Days of the week that are open: 1 is Monday, 7 is Sunday.')),
  closed: z
    .optional(z.array(civilDate))
    .check(z.describe('Closed dates, such as holidays. Take precedence over `weekdays`.')),
  open: z.optional(z.array(civilDate)).check(z.describe('Open dates. Take precedence over `closed`.')),
});
export type Calendar = z.infer<typeof calendar>;

/** Both bounds of a number of days, in either order (rule R11). */
export const range = z.strictObject({
  min: count.check(z.describe('Lower bound in open days; the greater of both counts as the upper one.')),
  max: count.check(z.describe('Upper bound in open days; the smaller of both counts as the lower one.')),
});
export type Range = z.infer<typeof range>;

/** A number of days: open days of a calendar (`business`) or all days (`calendar`). */
export const term = z.strictObject({
  min: count.check(z.describe('Lower bound in days.')),
  max: count.check(z.describe('Upper bound in days.')),
  unit: z
    .enum(['business', 'calendar'])
    .check(z.describe('`business`: open days of the calendar; `calendar`: all days.')),
});
type Term = z.infer<typeof term>;

/** A duration instead of a date: "from 1 to 3 days". Without `max` there is no upper bound. */
export const floatingTerm = z.object({
  min: count.check(z.describe('Minimum.')),
  max: z.optional(count).check(z.describe('Maximum. Absent: no upper bound.')),
  unit: z.enum(['day', 'business-day', 'hour']).check(z.describe('Unit: days, working days or hours.')),
});
export type FloatingTerm = z.infer<typeof floatingTerm>;

export const weekdayKey = z.enum(['1', '2', '3', '4', '5', '6', '7']);

/** One cutoff for all open days, or one for each weekday. A missing weekday takes no orders. */
export const cutoff = z.union([timeOfDay, z.partialRecord(weekdayKey, timeOfDay)]);

const originFields = {
  timeZone: timeZone.check(z.describe('IANA time zone of the origin, for its cutoffs.')),
  calendar: calendar.check(z.describe('Days on which orders are taken and packed.')),
  cutoff: cutoff.check(
    z.describe(
      'Time until which an order is handled on the same day, `HH:MM`: one time, or one for each weekday. A missing weekday takes no orders.',
    ),
  ),
  cutoffDates: z
    .optional(z.record(civilDate, z.nullable(timeOfDay)))
    .check(z.describe('Cutoff on single dates. `null`: no orders on that day.')),
  handling: range.check(z.describe('Open days from the order to the packed parcel.')),
  pickupCalendar: z
    .optional(calendar)
    .check(z.describe('Days on which the carrier collects. Default: the calendar of the origin.')),
};
const origin = z.strictObject(originFields);
/** A warehouse, or another place from which goods are shipped. */
export type Origin = z.infer<typeof origin>;

/** How a parcel travels. */
export type Method = {
  transit: Term;
  transitCalendar?: Calendar | undefined;
  deliveryCalendar?: Calendar | undefined;
};

const itemFields = {
  availableFrom: z.optional(civilDate).check(z.describe('Release or restock date. A past date is ignored.')),
  lead: z.optional(term).check(z.describe('Time to make or procure the product, before handling.')),
  handling: z.optional(range).check(z.describe('Instead of the handling of the origin.')),
};
const item = z.strictObject(itemFields);
/** What a single item adds to the time. */
export type Item = z.infer<typeof item>;

export const zoneRule = z.strictObject({
  country: z
    .string()
    .check(
      z.overwrite(normalizeCountry),
      z.regex(/^([A-Za-z]{2}|\*)$/, 'a country of two letters, or *'),
      z.refine(isCountryRule, 'a country of ISO 3166-1, such as DE, or *'),
    )
    .check(z.describe('ISO 3166-1 alpha-2, or `*` for every country.')),
  region: z.optional(z.string()).check(z.describe('The part after the dash of ISO 3166-2.')),
  postal: z
    .optional(z.array(z.string().check(z.minLength(1))))
    .check(
      z.describe(
        'Prefixes (`80`) and inclusive ranges (`25845..25849`). Prefixes are textual: `SW1` takes `SW19` too.',
      ),
    ),
  exclude: z.optional(z.literal(true)).check(z.describe('Destinations that match this rule are not in the zone.')),
});
export type ZoneRule = z.infer<typeof zoneRule>;
export type Zone = { id: string; match: readonly ZoneRule[] };

/** Opening intervals by weekday. `dates` replaces them on single days; `[]` is closed. */
export const interval = z.tuple([timeOfDay, timeOfDay]);
export const weeklyHours = z.partialRecord(weekdayKey, z.array(interval));
const openingFields = {
  timeZone: timeZone.check(z.describe('IANA time zone of the place, for its hours.')),
  hours: weeklyHours.check(z.describe('Opening intervals for each weekday, e.g. `{"1": [["09:00", "18:00"]]}`.')),
  dates: z
    .optional(z.record(civilDate, z.array(interval)))
    .check(z.describe('Opening intervals on single dates instead; `[]` is closed.')),
};
const openingHours = z.strictObject(openingFields);
export type OpeningHours = z.infer<typeof openingHours>;

export const id = z.string().check(z.regex(/^[\w.-]{1,64}$/, 'an id of letters, digits, dots, dashes, underscores'));

/** One text, or texts by language (`{"en": "Standard", "de": "Standardversand"}`). */
export const localizedText = z.union([z.string(), z.record(z.string(), z.string())]);
export type LocalizedText = z.infer<typeof localizedText>;

export const originTerms = z.strictObject({
  id: id.check(z.describe('Id that products and methods refer to.')),
  name: z.optional(z.string()).check(z.describe('For the maintainer of the file; not shown.')),
  ...originFields,
});
export type OriginTerms = z.infer<typeof originTerms>;

export const zoneTerms = z.strictObject({
  id: id.check(z.describe('Id that services and places refer to.')),
  name: z.optional(localizedText).check(z.describe('Name, in one language or several.')),
  timeZone: timeZone.check(z.describe('IANA time zone that decides what “today” is in the zone.')),
  match: z
    .array(zoneRule)
    .check(z.minLength(1))
    .check(
      z.describe(
        'Rules that select destinations. A postal rule wins over a region, a region over a country; then the longest postal rule wins, then the zone listed first.',
      ),
    ),
});
export type ZoneTerms = z.infer<typeof zoneTerms>;

/**
 * Duration and price of a method in some zones: days of transit, or a floating term. Without both, only goods in
 * stock in a store are available.
 */
export const serviceTerms = z
  .strictObject({
    zones: z.array(id).check(z.minLength(1)).check(z.describe('Ids of the zones that it serves.')),
    transit: z.optional(term).check(z.describe('Days from the hand-over to the delivery.')),
    floating: z.optional(floatingTerm).check(z.describe('Instead of `transit`: a duration without a date.')),
    transitCalendar: z
      .optional(calendar)
      .check(z.describe('Days that count as transit days. Default: the pickup calendar.')),
    deliveryCalendar: z.optional(calendar).check(z.describe('Days of delivery. Default: the transit calendar.')),
    price: z.optional(count).check(z.describe('In minor units of `currency`. 0: free. Absent: not stated.')),
    freeFrom: z.optional(count).check(z.describe('Value of the cart, in minor units, from which the service is free.')),
  })
  .check(
    z.refine(isDatedOrFloating, {
      error: 'either transit (days) or floating (a term), not both',
      path: ['floating'],
    }),
  );
export type ServiceTerms = z.infer<typeof serviceTerms>;

export const methodTerms = z.strictObject({
  id: id.check(z.describe('Id by which a page asks for it.')),
  name: localizedText.check(z.describe('Name, in one language or several.')),
  kind: z
    .enum(['delivery', 'pickup-point', 'store'])
    .check(z.describe('Delivery to the door, to a pickup point of a carrier, or collection in a store of the shop.')),
  origins: z.optional(z.array(id)).check(z.describe('Ids of its origins. Default: all.')),
  transitCalendar: z
    .optional(calendar)
    .check(z.describe('Days that count as transit days. Default: the pickup calendar.')),
  deliveryCalendar: z.optional(calendar).check(z.describe('Days of delivery. Default: the transit calendar.')),
  services: z.array(serviceTerms).check(z.minLength(1)).check(z.describe('Price and transit by zone.')),
});
export type MethodTerms = z.infer<typeof methodTerms>;

export const placeTerms = z.strictObject({
  id: id.check(z.describe('Id by which a page asks for it.')),
  name: localizedText.check(z.describe('Name, in one language or several.')),
  address: z.optional(z.string()).check(z.describe('Address, as customers see it.')),
  methods: z.array(id).check(z.minLength(1)).check(z.describe('Ids of the methods that reach it.')),
  zones: z.array(id).check(z.minLength(1)).check(z.describe('Ids of the zones in which it is offered.')),
  ...openingFields,
  ready: z
    .optional(
      z.strictObject({
        min: count.check(z.describe('Lower bound in minutes.')),
        max: count.check(z.describe('Upper bound in minutes.')),
        count: z
          .enum(['open', 'clock'])
          .check(z.describe('`open`: minutes of opening hours; `clock`: minutes by the clock, then the next opening.')),
      }),
    )
    .check(
      z.describe('Minutes until an order for goods in this store is ready. Absent: goods are never in stock there.'),
    ),
});
export type PlaceTerms = z.infer<typeof placeTerms>;

export const productTerms = z.strictObject({
  ...itemFields,
  origin: z.optional(id).check(z.describe('Id of its origin. Default: the first.')),
  madeToOrder: z.optional(z.boolean()).check(z.describe('The product is made after the order.')),
  stock: z.optional(z.int()).check(z.describe('Pieces in stock. A negative number counts as 0. Absent: enough.')),
  restock: z
    .optional(
      z.strictObject({
        availableFrom: z.optional(civilDate).check(z.describe('Release or restock date. A past date is ignored.')),
        lead: z.optional(term).check(z.describe('Time to make or procure the product, before handling.')),
      }),
    )
    .check(z.describe('Terms for pieces beyond the stock. Absent: out of stock.')),
  floating: z.optional(floatingTerm).check(z.describe('A duration without a date.')),
  stores: z.optional(z.array(id)).check(z.describe('Ids of the stores that have it in stock. Default: all.')),
  methods: z.optional(z.array(id)).check(z.describe('Ids of its methods. Default: all.')),
  requiresShipping: z
    .optional(z.boolean())
    .check(
      z.describe(
        '`false`: the product is not sent, e.g. a download. It has no date, and does not delay a cart. Default: `true`.',
      ),
    ),
});
export type ProductTerms = z.infer<typeof productTerms>;

/** Which estimate leads: the cheapest delivery, the fastest delivery, or a collection. */
export const estimatePreference = z.enum(estimatePreferences);
export type EstimatePreference = z.infer<typeof estimatePreference>;

/** All delivery terms of a shop. */
export const shopTerms = z.strictObject({
  $schema: z.optional(z.string()).check(z.describe('Address of this schema, for editors.')),
  currency: z.optional(currencyCode).check(z.describe('ISO 4217: currency of the prices.')),
  ship: z
    .optional(z.enum(['together', 'split']))
    .check(z.describe('Whether the items of a cart are sent together or as each is ready. Default: `together`.')),
  prefer: z
    .optional(estimatePreference)
    .check(
      z.describe(
        'Which estimate the headline shows: that of the cheapest delivery, of the fastest delivery, or of a collection. Default: `cheapest`.',
      ),
    ),
  defaultDestination: z
    .optional(destination)
    .check(z.describe('Destination of a first, coarse estimate, until the customer gives theirs.')),
  origins: z
    .array(originTerms)
    .check(z.minLength(1))
    .check(z.describe('Places that goods leave from. Products without an origin leave from the first.')),
  zones: z.array(zoneTerms).check(z.minLength(1)).check(z.describe('Destinations by country, region and postal code.')),
  methods: z.array(methodTerms).check(z.minLength(1)).check(z.describe('Ways of delivery, in the order of offer.')),
  places: z.optional(z.array(placeTerms)).check(z.describe('Pickup points and stores.')),
  products: z
    .optional(z.record(z.string(), productTerms))
    .check(
      z.describe('Exceptions for single products by SKU; `*`: all other SKUs. Default: every product is in stock.'),
    ),
});
export type ShopTerms = z.infer<typeof shopTerms>;

/* The parts that fail alone for a customer: see `parseTermsLeniently`. */
replaceable(originTerms, 'origin', createOriginPlaceholder);
replaceable(zoneRule, undefined, createRulePlaceholders);
replaceable(zoneTerms, 'zone', createZonePlaceholder);
replaceable(serviceTerms, 'service', createServicePlaceholder);
replaceable(methodTerms, 'method', createMethodPlaceholder);
replaceable(placeTerms, 'place');
replaceable(productTerms, 'product', createProductPlaceholder);
// Without `products` every product is in stock, so this list cannot be left out.
for (const [name, field] of Object.entries(shopTerms.shape)) {
  if (field._zod.def.type === 'optional' && name !== 'products') replaceable(field, 'field');
}
replaceable(shopTerms.shape.places, 'field', createPlacesPlaceholder);

/**
 * Terms as customers need them. `unreadable` holds the placeholders of the parts that are invalid: origins, zones, methods,
 * services and products. What depends on such a part has no estimate. It holds the list `places` if one of its places, or
 * the whole list, is left out.
 */
export type LenientTerms = ShopTerms & { readonly unreadable?: ReadonlySet<object> | undefined };
