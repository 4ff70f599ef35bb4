import * as z from 'zod/mini';
import { cleanText, plainText } from './clean-text.ts';
import { emptyAsAbsent } from './leniency.ts';
import { normalizeEventTime } from './normalize-time.ts';
import { countryCode, timeZone } from './primitives.ts';
import { isExistingDay } from './refinements.ts';

/** Ids are strings, even if the source has numbers. */
export const id = z.string().check(z.minLength(1), z.maxLength(256, 'an id of 1 to 256 characters'));

/** A code of a list that may grow. Never shown: messages are looked up by code. */
export const code = z.string().check(z.minLength(1), z.maxLength(64, 'a word of 1 to 64 characters'));

/** Text of the shop. */
export const shopText = z.string().check(z.overwrite(plainText));

/** Text of a carrier. */
export const carrierText = z.string().check(z.overwrite(cleanText));

/** Any string: `safeUrl` checks a link before it is rendered. */
export const link = z.string();

/** A number of pieces, at least 1. */
export const quantity = z.int().check(z.gte(1, 'a whole number of 1 or more'));

export const lineQuantities = z.array(
  z.object({
    id: id.check(z.describe('Id of a line of the order.')),
    quantity: quantity.check(z.describe('Quantity.')),
  }),
);

/*
 * Times as carriers send them: an instant, a local time or a civil date. A time keeps its form: a local
 * time gets no offset, because its zone may be unknown.
 */

/** RFC 3339 date-time without offset, in an unknown zone: shown as written. */
export type LocalTime = string;

/** An instant, a local time or a civil date. `timeForm` of `waybill/order` tells which. */
export type EventTime = string;

/** Checks an `EventTime`. */
export const eventTime = emptyAsAbsent(
  z
    .string()
    .check(
      z.overwrite(normalizeEventTime),
      z.regex(
        /^(?:19[7-9]\d|20\d\d|21\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/,
        'a time or a date, as 2026-11-23T13:00:00Z or 2026-11-23',
      ),
      z.refine(isExistingDay, 'a day that exists'),
    ),
);

/** A pickup point, a store or a facility of a carrier. Never the customer's home. */
export const place = z.object({
  name: carrierText.check(z.describe('Name, as customers see it.')),
  address: z
    .optional(carrierText)
    .check(z.describe('Address, as customers see it. Never the address of the customer.')),
  hours: z.optional(carrierText).check(z.describe('Opening hours in words.')),
  country: z.optional(countryCode).check(z.describe('ISO 3166-1 alpha-2, e.g. DE.')),
  timeZone: z.optional(timeZone).check(z.describe('IANA time zone of the place, for its local times.')),
});

/** A code of a reason, and the sender's own text. */
export const reason = z.object({
  code: code.check(z.describe('Code by which elements look up a text.')),
  text: z.optional(carrierText).check(z.describe('Text of the sender.')),
});
