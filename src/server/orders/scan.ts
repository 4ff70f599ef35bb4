import * as z from 'zod/mini';
import { dateWindow } from '../../contract/estimate.ts';
import type { DeepReadonly } from '../../contract/deep-readonly.ts';
import {
  carrierText,
  eventTime,
  id,
  lineQuantities,
  link,
  place,
  shopText,
  reason,
  code,
} from '../../contract/order-fields.ts';
import { money } from '../../contract/primitives.ts';

/*
 * Body of `POST /orders/{orderId}/events`: an event of the contract and the data of its parcel. Unknown fields are refused,
 * because they may contain personal data.
 */

/** Replaces the fields of the parcel. An unknown parcel is created. */
const scannedShipment = z.strictObject({
  direction: z.optional(z.enum(['outbound', 'return'])),
  /** One of `deliveryMethods`. */
  method: z.optional(code),
  carrier: z.optional(z.strictObject({ name: shopText, url: z.optional(link) })),
  /** Added to the parcel's tracking numbers. */
  tracking: z.optional(z.array(z.strictObject({ number: shopText, url: z.optional(link) }))),
  /** Contents of the parcel. */
  lineItems: z.optional(lineQuantities),
  place: z.optional(place),
  pickup: z.optional(z.strictObject({ until: z.optional(eventTime), code: z.optional(shopText) })),
  delivery: z.optional(
    z.strictObject({
      kind: z._default(code, 'unknown'),
      text: z.optional(carrierText),
      partial: z.optional(z.boolean()),
      damaged: z.optional(z.boolean()),
      proofUrl: z.optional(link),
      photoUrl: z.optional(link),
    }),
  ),
});

export const scan = z.strictObject({
  /** A repeated id is the same scan. */
  id,
  /** One of `eventKinds`, or a word that means one. Other kinds are stored without effect. */
  kind: code,
  /** Word that was read as `kind`, if it may mean more. */
  word: z.optional(code),
  /** Default: now. `null` is no time. */
  at: z.optional(z.nullable(eventTime)),
  /** Default: the order's only parcel, or the order itself. */
  shipmentId: z.optional(id),
  text: z.optional(carrierText),
  place: z.optional(place),
  /** Number that the scan is about. With `replaces`, it corrects a wrong number, whose scans then have no effect. */
  tracking: z.optional(
    z.strictObject({
      number: shopText,
      url: z.optional(link),
      carrier: z.optional(z.strictObject({ name: shopText })),
      replaces: z.optional(shopText),
    }),
  ),
  retracts: z.optional(id),
  raw: z.optional(z.unknown()),
  shipment: z.optional(scannedShipment),
  /** An exception that begins with the scan. */
  exception: z.optional(
    z.strictObject({
      kind: code,
      text: z.optional(carrierText),
      actionRequired: z.optional(
        z.strictObject({
          by: code,
          what: shopText,
          label: z.optional(shopText),
          until: z.optional(eventTime),
          amount: z.optional(money),
          url: z.optional(link),
        }),
      ),
    }),
  ),
  /** A new delivery promise for the parcel, or for the order if the scan has no parcel. */
  window: z.optional(dateWindow),
  /** Reason of the new promise and of the exception. */
  reason: z.optional(reason),
});
z.globalRegistry.add(scan, {
  title: 'Scan',
  description: 'One event of a parcel, and what else the scan says about the parcel. Unknown fields are refused.',
});

export type Scan = DeepReadonly<z.infer<typeof scan>>;
