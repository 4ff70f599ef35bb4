import * as z from 'zod/mini';
import { dateWindow } from '../../contract/estimate.ts';
import type { Known } from '../../contract/known.ts';
import { carrierText, eventTime, id, lineQuantities, link, place, plain, reason, word } from '../../contract/order-fields.ts';
import { deliveryMethod } from '../../contract/order-shipment.ts';
import { money } from '../../contract/primitives.ts';

/*
 * Body of `POST /orders/{id}/events`: the contract's event, and what is learned with it about the
 * parcel it happened to. Fields it does not name are refused: nothing personal slips in.
 */

/** What is said of the parcel replaces what was known of it. A parcel that is not known is opened. */
const scannedShipment = z.strictObject({
  direction: z.optional(z.enum(['outbound', 'return'])),
  method: z.optional(deliveryMethod),
  carrier: z.optional(z.strictObject({ name: plain, url: z.optional(link) })),
  /** Added to those that are known. */
  tracking: z.optional(z.array(z.strictObject({ number: plain, url: z.optional(link) }))),
  /** What is in it. */
  lineItems: z.optional(lineQuantities),
  place: z.optional(place),
  pickup: z.optional(z.strictObject({ until: z.optional(eventTime), code: z.optional(plain) })),
  delivery: z.optional(
    z.strictObject({
      kind: z._default(word, 'unknown'),
      text: z.optional(carrierText),
      partial: z.optional(z.boolean()),
      damaged: z.optional(z.boolean()),
      proofUrl: z.optional(link),
    }),
  ),
});

export const scan = z.strictObject({
  /** The same id twice is the same scan. */
  id,
  /** One of `eventKinds`; any other is kept and changes nothing. */
  kind: word,
  /** Now where absent. */
  at: z.optional(eventTime),
  /** Absent: the order's only parcel, or the order itself. */
  shipmentId: z.optional(id),
  text: z.optional(carrierText),
  place: z.optional(place),
  retracts: z.optional(id),
  raw: z.optional(z.unknown()),
  shipment: z.optional(scannedShipment),
  /** Something is wrong with it, since the time of the scan. */
  exception: z.optional(
    z.strictObject({
      kind: word,
      text: z.optional(carrierText),
      actionRequired: z.optional(
        z.strictObject({
          by: word,
          what: plain,
          until: z.optional(eventTime),
          amount: z.optional(money),
          url: z.optional(link),
        }),
      ),
    }),
  ),
  /** A new promise for the parcel, or for the order where no parcel is meant. */
  window: z.optional(dateWindow),
  /** Why: of the new promise and of the exception. */
  reason: z.optional(reason),
});
export type Scan = Known<z.infer<typeof scan>>;
