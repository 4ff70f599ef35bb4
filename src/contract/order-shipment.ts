import * as z from 'zod/mini';
import type { Known } from './known.ts';
import { carrierText, eventTime, id, link, place, plain, quantity, word } from './order-fields.ts';
import { deliveryMethods } from './order-words.ts';
import { money } from './primitives.ts';
import { binding, expected } from './tolerance.ts';

/** How it travels; an unlisted word is read as not known. */
export const deliveryMethod = z.enum(deliveryMethods);

/** Something is wrong, whatever the status. */
const orderException = z.looseObject({
  /** One of `exceptionKinds`; any other is read as `other`. */
  kind: word,
  /** A code, e.g. `weather`, `not_home`, `duty_unpaid`. */
  reason: z.optional(word),
  /** The carrier's words. */
  text: z.optional(carrierText),
  since: expected(z.optional(eventTime)),
  resolvedAt: z.optional(eventTime),
  /** Who must do what. */
  actionRequired: z.optional(
    z.looseObject({
      /** `recipient`, `shop`, `carrier` or `customs`. */
      by: word,
      what: plain,
      until: binding(z.optional(eventTime)),
      amount: binding(z.optional(money)),
      url: z.optional(link),
    }),
  ),
});
export type OrderException = Known<z.infer<typeof orderException>>;

/** A parcel, or a part of the order that goes another way. */
export const shipment = z.looseObject({
  id,
  direction: binding(z._default(z.enum(['outbound', 'return']), 'outbound')),
  /** The sender's summary: one of `shipmentStatuses`, any other is read as `unknown`. */
  status: expected(z._default(word, 'unknown')),
  /** As of when the summary holds. */
  statusAt: z.optional(eventTime),
  method: z.optional(deliveryMethod),
  carrier: z.optional(z.looseObject({ name: plain, url: z.optional(link) })),
  tracking: z._default(z.array(z.looseObject({ number: plain, url: z.optional(link) })), []),
  /** What is in it; `null` or absent is not known, which is not empty. */
  lineItems: z.optional(z.nullable(z.array(binding(z.looseObject({ id, quantity: expected(z.optional(quantity)) }))))),
  /** Pickup point, locker or store. */
  place: z.optional(place),
  pickup: z.optional(
    z.looseObject({
      /** Until when it is kept, a date for the whole day. */
      until: z.optional(eventTime),
      /** What the customer shows or types there. */
      code: z.optional(plain),
    }),
  ),
  exceptions: z._default(z.array(orderException), []),
  delivery: z.optional(
    z.looseObject({
      /** One of `deliveryKinds`. */
      kind: z._default(word, 'unknown'),
      /** Where exactly, without names. */
      text: z.optional(carrierText),
      partial: z.optional(z.boolean()),
      damaged: z.optional(z.boolean()),
      proofUrl: z.optional(link),
    }),
  ),
});
export type Shipment = Known<z.infer<typeof shipment>>;

