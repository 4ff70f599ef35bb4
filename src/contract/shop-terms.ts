import * as z from 'zod/mini';
import { civilDate, count, currencyCode, destination, timeOfDay, timeZone, weekday } from './primitives.ts';
import { isDatedOrFloating } from './refinements.ts';

/*
 * A shop's terms: one JSON file in which a shop says everything a delivery date depends on. Objects
 * are strict, because a misspelt optional field would be read as "not said" and give a wrong date.
 */

/** Which days count. `open` beats `closed` beats `weekdays` (rule R2). */
const calendar = z.strictObject({
  weekdays: z.array(weekday),
  closed: z.optional(z.array(civilDate)),
  open: z.optional(z.array(civilDate)),
});
export type Calendar = z.infer<typeof calendar>;

/** Both bounds of a number of days, in either order (rule R11). */
const range = z.strictObject({ min: count, max: count });
export type Range = z.infer<typeof range>;

/** A number of days, counted on a calendar (`business`) or through (`calendar`). */
const term = z.strictObject({ min: count, max: count, unit: z.enum(['business', 'calendar']) });
type Term = z.infer<typeof term>;

/** What is said where no date can be: "from 1 to 3 days". Without `max` there is no upper bound. */
export const floatingTerm = z.object({
  min: count,
  max: z.optional(count),
  unit: z.enum(['day', 'business-day', 'hour']),
});
export type FloatingTerm = z.infer<typeof floatingTerm>;

const weekdayKey = z.enum(['1', '2', '3', '4', '5', '6', '7']);

/** A cut-off for every open day, or one a weekday; a weekday that is missing takes no orders. */
const cutoff = z.union([timeOfDay, z.partialRecord(weekdayKey, timeOfDay)]);

const originFields = {
  timeZone,
  calendar,
  cutoff,
  /** Cut-off on single dates, e.g. 24 December 10:00; `null` takes no orders that day. */
  cutoffDates: z.optional(z.record(civilDate, z.nullable(timeOfDay))),
  /** Open days from acceptance to being packed. */
  handling: range,
  /** Days on which the carrier collects; the origin's calendar where absent (rule R12). */
  pickupCalendar: z.optional(calendar),
};
const origin = z.strictObject(originFields);
/** Where goods leave from. */
export type Origin = z.infer<typeof origin>;

/** How a parcel travels. */
export type Method = {
  transit: Term;
  transitCalendar?: Calendar | undefined;
  deliveryCalendar?: Calendar | undefined;
};

const itemFields = {
  /** Release or restock date; one that has passed is ignored. */
  availableFrom: z.optional(civilDate),
  /** Time to make or procure it, before handling. */
  lead: z.optional(term),
  /** Instead of the origin's handling. */
  handling: z.optional(range),
};
const item = z.strictObject(itemFields);
/** What a single item adds to the time. */
export type Item = z.infer<typeof item>;

const zoneRule = z.strictObject({
  /** ISO 3166-1 alpha-2, or `*` for every country. */
  country: z.string().check(z.regex(/^([A-Za-z]{2}|\*)$/, 'a country of two letters, or *')),
  region: z.optional(z.string()),
  /** Prefixes (`80`) and inclusive ranges (`25845..25849`). */
  postal: z.optional(z.array(z.string().check(z.minLength(1)))),
  exclude: z.optional(z.literal(true)),
});
export type ZoneRule = z.infer<typeof zoneRule>;
export type Zone = { id: string; match: readonly ZoneRule[] };

/** Opening intervals a weekday; `dates` replaces them on single days, `[]` is closed. */
const interval = z.tuple([timeOfDay, timeOfDay]);
export const weeklyHours = z.partialRecord(weekdayKey, z.array(interval));
const openingFields = {
  timeZone,
  hours: weeklyHours,
  dates: z.optional(z.record(civilDate, z.array(interval))),
};
const openingHours = z.strictObject(openingFields);
export type OpeningHours = z.infer<typeof openingHours>;

const id = z.string().check(z.regex(/^[\w.-]{1,64}$/, 'an id of letters, digits, dots, dashes, underscores'));

/** One text, or one a language (`{"en": "Standard", "de": "Standardversand"}`). */
const localizedText = z.union([z.string(), z.record(z.string(), z.string())]);
export type LocalizedText = z.infer<typeof localizedText>;

const originTerms = z.strictObject({ id, name: z.optional(z.string()), ...originFields });
export type OriginTerms = z.infer<typeof originTerms>;

const zoneTerms = z.strictObject({
  id,
  name: z.optional(localizedText),
  /** Decides what "today" is there. */
  timeZone,
  match: z.array(zoneRule).check(z.minLength(1)),
});
export type ZoneTerms = z.infer<typeof zoneTerms>;

/**
 * What a method costs and takes in some zones: days of transit, or a floating term. With neither,
 * only what a store has on its shelf can be had there.
 */
const serviceTerms = z
  .strictObject({
    zones: z.array(id).check(z.minLength(1)),
    transit: z.optional(term),
    floating: z.optional(floatingTerm),
    transitCalendar: z.optional(calendar),
    deliveryCalendar: z.optional(calendar),
    /** In minor units of `currency`; 0 is free, absent is not said. */
    price: z.optional(count),
    /** Free when the cart's subtotal, in minor units, reaches this. */
    freeFrom: z.optional(count),
  })
  .check(
    z.refine(isDatedOrFloating, {
      error: 'either transit (days) or floating (a term), not both',
      path: ['floating'],
    }),
  );
export type ServiceTerms = z.infer<typeof serviceTerms>;

const methodTerms = z.strictObject({
  id,
  name: localizedText,
  /** To the door, to a pickup point of a carrier, or collected in a store of the shop. */
  kind: z.enum(['delivery', 'pickup-point', 'store']),
  /** Origins it leaves from; all of them where absent. */
  origins: z.optional(z.array(id)),
  transitCalendar: z.optional(calendar),
  deliveryCalendar: z.optional(calendar),
  services: z.array(serviceTerms).check(z.minLength(1)),
});
export type MethodTerms = z.infer<typeof methodTerms>;

const placeTerms = z.strictObject({
  id,
  name: localizedText,
  address: z.optional(z.string()),
  /** The pickup-point or store methods that reach it. */
  methods: z.array(id).check(z.minLength(1)),
  zones: z.array(id).check(z.minLength(1)),
  ...openingFields,
  /** Minutes until an order for goods in this store is ready; absent where it is never in stock there. */
  ready: z.optional(z.strictObject({ min: count, max: count, count: z.enum(['open', 'clock']) })),
});
export type PlaceTerms = z.infer<typeof placeTerms>;

const productTerms = z.strictObject({
  ...itemFields,
  /** Origin it leaves from; the first one where absent. */
  origin: z.optional(id),
  madeToOrder: z.optional(z.boolean()),
  /** Pieces in stock; absent is enough. */
  stock: z.optional(count),
  /** What holds for pieces beyond the stock; absent is out of stock. */
  restock: z.optional(z.strictObject({ availableFrom: z.optional(civilDate), lead: z.optional(term) })),
  /** No date can be given for it. */
  floating: z.optional(floatingTerm),
  /** Stores (place ids) that have it on the shelf; all of them where absent. */
  stores: z.optional(z.array(id)),
  /** Methods it may go by; all of them where absent. */
  methods: z.optional(z.array(id)),
});
export type ProductTerms = z.infer<typeof productTerms>;

/** Everything a shop says about its delivery. */
export const shopTerms = z.strictObject({
  $schema: z.optional(z.string()),
  currency: z.optional(currencyCode),
  /** Whether a cart goes in one parcel or item by item as each is ready. `together` where absent. */
  ship: z.optional(z.enum(['together', 'split'])),
  /** Assumed until the customer says where to: a first, coarse answer. */
  defaultDestination: z.optional(destination),
  origins: z.array(originTerms).check(z.minLength(1)),
  zones: z.array(zoneTerms).check(z.minLength(1)),
  methods: z.array(methodTerms).check(z.minLength(1)),
  places: z.optional(z.array(placeTerms)),
  /** By SKU; `*` is every SKU that is not listed. Where absent, every product is plain and in stock. */
  products: z.optional(z.record(z.string(), productTerms)),
});
export type ShopTerms = z.infer<typeof shopTerms>;
