import * as z from 'zod/mini';
import { cleanText, plainText } from './clean-text.ts';
import { isDayOfMonth } from './order-refinements.ts';
import { timeZone } from './primitives.ts';

/** Ids are strings, also where the source has numbers. */
export const id = z.string().check(z.minLength(1), z.maxLength(256, 'an id of 1 to 256 characters'));

/** A code or word of a list that may grow: never shown, looked up. */
export const word = z.string().check(z.minLength(1), z.maxLength(64, 'a word of 1 to 64 characters'));

/** The shop's own text. */
export const plain = z.string().check(z.overwrite(plainText));

/** Text that came from a carrier. */
export const carrierText = z.string().check(z.overwrite(cleanText));

/** Not judged here: `safeUrl` decides where a link is made of it. */
export const link = z.string();

/** At least one. */
export const quantity = z.int().check(z.gte(1, 'a whole number of 1 or more'));

export const lineQuantities = z.array(z.looseObject({ id, quantity }));

/** A time in one of three forms (see order-time.ts). */
export const eventTime = z.string().check(
  z.regex(
    /^(?:19[7-9]\d|20\d\d|21\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/,
    'a time or a date, as 2026-11-23T13:00:00Z or 2026-11-23',
  ),
  z.refine(isDayOfMonth, 'a day that exists'),
);

/** A pickup point, a store, a facility. Never where the customer lives. */
export const place = z.looseObject({
  name: carrierText,
  address: z.optional(carrierText),
  hours: z.optional(carrierText),
  /** ISO 3166-1 alpha-2. */
  country: z.optional(z.string().check(z.regex(/^[A-Za-z]{2}$/, 'a country of two letters, such as DE'))),
  /** Of the place: what its local times are in. */
  timeZone: z.optional(timeZone),
});

/** Why: a code to look words up by, and the sender's own words. */
export const reason = z.looseObject({ code: word, text: z.optional(carrierText) });
