import * as z from 'zod/mini';
import type { DeepReadonly } from './deep-readonly.ts';
import { carrierText, eventTime, id, link, place, shopText, quantity, code } from './order-fields.ts';
import { money } from './primitives.ts';
import { essential, writerRequired } from './leniency.ts';

/** A problem of a shipment, independent of its status. */
export const orderException = z.object({
  kind: code.check(z.describe('Kind of exception. Other codes are treated as `other`.')),
  reason: z.optional(code).check(z.describe('Reason code: `weather`, `not_home`, `duty_unpaid` …')),
  text: z.optional(carrierText).check(z.describe('Text of the carrier.')),
  since: writerRequired(z.optional(eventTime).check(z.describe('Start.'))),
  resolvedAt: z.optional(eventTime).check(z.describe('End. Absent: not resolved.')),
  actionRequired: z
    .optional(
      z.object({
        by: code.check(z.describe('Who must act.')),
        what: shopText.check(z.describe('What to do, as a text for the customer: “Pay the import duty”.')),
        label: z
          .optional(shopText)
          .check(z.describe('Text of the button that opens `url`: “Pay now”. Default: the amount, else `what`.')),
        until: essential(z.optional(eventTime).check(z.describe('Time limit. A date includes the whole day.'))),
        amount: essential(z.optional(money).check(z.describe('Amount to pay.'))),
        url: z.optional(link).check(z.describe('Page of the action (https).')),
      }),
    )
    .check(z.describe('Required action.')),
});
export type OrderException = DeepReadonly<z.infer<typeof orderException>>;

/** A parcel, or a part of the order that is delivered in another way. */
export const shipment = z.object({
  id: id.check(z.describe('Stable within the order.')),
  direction: essential(
    z._default(z.enum(['outbound', 'return']), 'outbound').check(z.describe('To the customer, or back to the shop.')),
  ),
  status: writerRequired(
    z
      ._default(code, 'unknown')
      .check(z.describe('Status as the sender reports it. Other codes are treated as `unknown`.')),
  ),
  statusWord: z
    .optional(code)
    .check(z.describe('Word that was read as `status`, if it may mean more. Such a status takes no other one back.')),
  statusAt: z
    .optional(eventTime)
    .check(
      z.describe('Time of the status: an instant, a local time or a date. Of status and events, the newer counts.'),
    ),
  method: z
    .optional(code)
    .check(z.describe('Way of delivery, which decides the steps. Other codes are treated as not known.')),
  carrier: z
    .optional(
      z.object({
        name: shopText.check(z.describe('Name, as customers see it.')),
        url: z.optional(link).check(z.describe('Page of the carrier (https).')),
      }),
    )
    .check(z.describe('Carrier.')),
  tracking: z
    ._default(
      z.array(
        z.object({
          number: shopText.check(z.describe('Number, as the customer types it.')),
          url: z.optional(link).check(z.describe('Tracking page of the carrier (https).')),
        }),
      ),
      [],
    )
    .check(z.describe('Tracking numbers.')),
  lineItems: z
    .optional(
      z.nullable(
        z.array(
          essential(
            z.object({
              id: id.check(z.describe('Id of a line of the order.')),
              quantity: writerRequired(z.optional(quantity).check(z.describe('Quantity. Absent: not known.'))),
            }),
          ),
        ),
      ),
    )
    .check(z.describe('Items in the parcel. `null` or absent: not known. An empty list: no items.')),
  place: z.optional(place).check(z.describe('Pickup point, locker or store.')),
  pickup: z
    .optional(
      z.object({
        until: z.optional(eventTime).check(z.describe('Last time of collection. A date includes the whole day.')),
        code: z.optional(shopText).check(z.describe('Code that the customer shows or types at the place.')),
      }),
    )
    .check(z.describe('How to collect the parcel.')),
  exceptions: z
    ._default(z.array(orderException), [])
    .check(z.describe('Present and past exceptions, independent of the status.')),
  delivery: z
    .optional(
      z.object({
        kind: z._default(code, 'unknown').check(z.describe('Who or what accepted the parcel.')),
        text: z.optional(carrierText).check(z.describe('Exact place, without names.')),
        partial: z.optional(z.boolean()).check(z.describe('Only a part was handed over.')),
        damaged: z.optional(z.boolean()).check(z.describe('The parcel was damaged.')),
        proofUrl: z.optional(link).check(z.describe('Page with the proof of delivery (https).')),
        photoUrl: z.optional(link).check(z.describe('Photo of the place where the parcel was left (https).')),
      }),
    )
    .check(z.describe('Hand-over to the recipient.')),
});
export type Shipment = DeepReadonly<z.infer<typeof shipment>>;
