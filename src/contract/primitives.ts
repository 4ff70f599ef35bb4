import * as z from 'zod/mini';
import { emptyAsAbsent } from './leniency.ts';
import { isCountry, normalizeCountry, normalizeCurrency } from './normalize-code.ts';
import { normalizeEventTime, normalizeInstant } from './normalize-time.ts';
import { isExistingDay, isExistingInstant, isTimeZone } from './refinements.ts';

/*
 * Instants, civil dates and wall-clock times are separate formats and types. None is ever cast to another.
 */

/** A day at a place, `YYYY-MM-DD`, in the years 1970–2199: any other year is an error. */
export const civilDate = z
  .string()
  .check(
    z.overwrite(normalizeEventTime),
    z.regex(/^(19[7-9]|20\d|21\d)\d-\d\d-\d\d$/, 'a date as YYYY-MM-DD'),
    z.refine(isExistingDay, 'a day that exists'),
  );
export type CivilDate = z.infer<typeof civilDate>;

/** RFC 3339 date-time with an offset, e.g. `2026-11-23T13:00:00Z`. */
export const instant = emptyAsAbsent(
  z
    .string()
    .check(
      z.overwrite(normalizeInstant),
      z.regex(
        /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/,
        'a time with its offset, as 2026-11-23T13:00:00Z',
      ),
      z.refine(isExistingInstant, 'a time that exists'),
    ),
);
export type Instant = z.infer<typeof instant>;

/** Wall-clock time `HH:MM`, also `24:00` for the end of the day. */
export const timeOfDay = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time as HH:MM'));

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const weekday = z
  .int()
  .check(z.gte(1, 'a weekday from 1 (Monday) to 7 (Sunday)'), z.lte(7, 'a weekday from 1 (Monday) to 7 (Sunday)'));

/** IANA time zone, e.g. `Europe/Berlin`. */
export const timeZone = z.string().check(z.refine(isTimeZone, 'a time zone such as Europe/Berlin'));

/** Whole number of zero or more. */
export const count = z.int().check(z.gte(0, 'a whole number of 0 or more'));

/** ISO 4217 code. */
export const currencyCode = z
  .string()
  .check(z.overwrite(normalizeCurrency), z.regex(/^[A-Z]{3}$/, 'a currency such as EUR'));

/** An amount in whole minor units of its currency: 490 EUR is € 4.90, 490 JPY is ¥ 490. */
export const money = z.object({
  amount: z.int().check(z.describe('In whole minor units: 490 EUR is € 4.90, 490 JPY is ¥ 490.')),
  currency: currencyCode.check(z.describe('ISO 4217, e.g. EUR.')),
});
export type Money = z.infer<typeof money>;

/** ISO 3166-1 alpha-2 code. */
export const countryCode = z
  .string()
  .check(
    z.overwrite(normalizeCountry),
    z.regex(/^[A-Za-z]{2}$/, 'a country of two letters, such as DE'),
    z.refine(isCountry, 'a country of ISO 3166-1, such as DE'),
  );

/** A place of delivery. `region` is the part of an ISO 3166-2 code after the dash. */
export const destination = z.object({
  country: countryCode.check(z.describe('ISO 3166-1 alpha-2, e.g. DE.')),
  region: z.optional(z.string()).check(z.describe('The part after the dash of ISO 3166-2, e.g. BY of DE-BY.')),
  postal: z.optional(z.string()).check(z.describe('Postal code. Only its letters and digits count.')),
});
export type Destination = z.infer<typeof destination>;
