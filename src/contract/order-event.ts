import * as z from 'zod/mini';
import type { DeepReadonly } from './deep-readonly.ts';
import { carrierText, eventTime, id, link, place, shopText, code } from './order-fields.ts';
import { instant } from './primitives.ts';
import { essential, writerRequired } from './leniency.ts';

/** A scan of a carrier, or an action of the shop. */
export const orderEvent = z.object({
  id: id.check(z.describe('Stable id. The same event never has two ids.')),
  kind: writerRequired(
    z
      ._default(code, 'note')
      .check(z.describe('Kind of event. Events of other kinds change nothing; their text is shown.')),
  ),
  word: z
    .optional(code)
    .check(z.describe('Word that was read as `kind`, if it may mean more. Such an event takes no status back.')),
  at: writerRequired(
    z
      .optional(eventTime)
      .check(z.describe('Time: an instant, a local time without an offset, or a date. Never converted.')),
  ),
  shipmentId: essential(z.optional(id).check(z.describe('Parcel. Absent: the order, or its only parcel.'))),
  text: z.optional(carrierText).check(z.describe('Text of the carrier. Shown as text, never as markup or links.')),
  place: z.optional(place).check(z.describe('Place of the event.')),
  tracking: z
    .optional(
      z.object({
        number: shopText.check(z.describe('Number that the scan is about.')),
        url: z.optional(link).check(z.describe('Tracking page of the carrier (https).')),
        carrier: z
          .optional(z.object({ name: shopText.check(z.describe('Name, as customers see it.')) }))
          .check(z.describe('Carrier of the number, if it replaces another one.')),
        replaces: z
          .optional(shopText)
          .check(z.describe('Wrong number that this one replaces. Scans of the wrong number decide nothing.')),
      }),
    )
    .check(z.describe('Tracking number of the event, for a parcel with several numbers or a corrected one.')),
  retracts: z.optional(id).check(z.describe('Id of an earlier event that was a mistake.')),
  raw: z.optional(z.unknown()).check(z.describe('Original record of the carrier, for the shop. Never shown.')),
});
export type OrderEvent = DeepReadonly<z.infer<typeof orderEvent>>;

/** Response of `GET /orders/{orderId}/events` as JSON, and of an order's `earlierEvents`. */
export const orderEvents = z.object({
  events: z.array(orderEvent).check(z.describe('Events, oldest first.')),
  earlierEvents: z.optional(z.string()).check(z.describe('Address of older events.')),
  epoch: z.optional(code).check(z.describe('Epoch of the version.')),
  version: z.optional(z.int()).check(z.describe('Version of the order with these events.')),
  serverTime: z.optional(instant).check(z.describe('Time of the server.')),
});
export type OrderEvents = DeepReadonly<z.infer<typeof orderEvents>>;
