import * as z from 'zod/mini';
import { dateWindow } from './estimate.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import { orderEvent } from './order-event.ts';
import { eventTime, id, lineQuantities, link, place, shopText, quantity, reason, code } from './order-fields.ts';
import { shipment } from './shipment.ts';
import { count, currencyCode, instant, money, timeZone } from './primitives.ts';
import { essential, writerRequired, atomic } from './leniency.ts';

/*
 * The order, as a whole snapshot. Only `id` and `version` are required: any other field that is invalid or missing
 * is dropped with a warning (see leniency.ts), because a partial order is more useful than none. An order contains
 * no name, address, e-mail or phone number of a customer.
 */

export const lineItem = z.object({
  id: id.check(z.describe('Id of a line of the order.')),
  sku: z.optional(z.string()).check(z.describe('SKU of the product.')),
  title: writerRequired(z._default(shopText, '').check(z.describe('Name, as customers see it.'))),
  imageUrl: z.optional(link).check(z.describe('Picture (https), shown as a square of 56 px.')),
  url: z.optional(link).check(z.describe('Page of the product (https).')),
  unitPrice: z.optional(money).check(z.describe('Price of one piece.')),
  quantity: writerRequired(
    atomic(
      z
        .optional(
          z.object({
            original: count.check(z.describe('When the order was placed.')),
            total: count.check(
              z.describe('Current quantity, after cancellations and changes. Returns do not lower it.'),
            ),
            fulfilled: count.check(z.describe('Quantity that was sent.')),
          }),
        )
        .check(z.describe('Quantities.')),
    ),
  ),
});
export type LineItem = DeepReadonly<z.infer<typeof lineItem>>;

export const deliveryPromise = z.object({
  id: id.check(z.describe('Stable within the order.')),
  window: atomic(
    z
      .optional(dateWindow)
      .check(z.describe('Days at the destination, both included. Absent: the shop stated that there is no date.')),
  ),
  madeAt: writerRequired(z.optional(instant).check(z.describe('When the promise was made.'))),
  source: writerRequired(z._default(code, 'shop').check(z.describe('Who made the promise.'))),
  reason: z.optional(reason).check(z.describe('Why it differs from the promise before.')),
  shipmentId: essential(
    z.optional(id).check(z.describe('Parcel of the promise. Absent, with `lineItems` absent: the whole order.')),
  ),
  lineItems: essential(
    atomic(z.optional(lineQuantities).check(z.describe('Lines of the promise. Absent: all lines.'))),
  ),
});
/** A promised window of delivery. `promises` is append-only: the first is the original, the last one is current. */
export type DeliveryPromise = DeepReadonly<z.infer<typeof deliveryPromise>>;

export const adjustment = z.object({
  id: id.check(z.describe('Stable within the order.')),
  kind: code.check(z.describe('Kind: `cancellation`, `refund` or `return`.')),
  at: z.optional(instant).check(z.describe('Time.')),
  lineItems: atomic(z.optional(lineQuantities).check(z.describe('Lines.'))),
  money: z.optional(money).check(z.describe('Refunded amount.')),
  status: code.check(z.describe('Progress: `pending`, `completed` or `rejected`.')),
});
/** A cancellation, refund or return. */
export type Adjustment = DeepReadonly<z.infer<typeof adjustment>>;

export const orderAction = z.object({
  type: code.check(z.describe('Type of the action.')),
  mode: z
    .enum(['instant', 'request'])
    .check(z.describe('`instant`: done at once; `request`: decided later by the shop.')),
  lineItems: essential(
    z
      .optional(
        z.array(
          z.object({
            id: id.check(z.describe('Id of a line of the order.')),
            maxQuantity: quantity.check(z.describe('Maximum quantity.')),
            together: essential(
              atomic(
                z
                  .optional(z.array(id))
                  .check(
                    z.describe('Ids of lines that are canceled together with this line, with their whole quantity.'),
                  ),
              ),
            ),
          }),
        ),
      )
      .check(z.describe('Lines. Absent: the whole order.')),
  ),
  until: essential(
    z.optional(instant).check(z.describe('End of the offer; at this instant the action is no longer possible.')),
  ),
  reasons: z
    .optional(
      z.array(
        z.object({
          code: code.check(z.describe('Code that the client sends.')),
          label: shopText.check(z.describe('Text that the customer sees.')),
        }),
      ),
    )
    .check(z.describe('Reasons to choose from.')),
  asksText: z.optional(z.boolean()).check(z.describe('Whether the customer may enter a text.')),
  url: essential(z.optional(link).check(z.describe('Page of the action, if it is not done here (https).'))),
  refund: atomic(
    z
      .optional(
        z.object({
          perUnit: z.optional(money).check(z.describe('Refund for each piece.')),
          total: z.optional(money).check(z.describe('Refund for the whole order.')),
          lost: z
            .optional(shopText)
            .check(z.describe('What is not refunded, as a text: “the discount of € 3.00 for two”.')),
          method: z.optional(shopText).check(z.describe('Way of the refund, as a text: “to your card”.')),
          days: z.optional(z.tuple([count, count])).check(z.describe('Days until the refund: minimum and maximum.')),
        }),
      )
      .check(z.describe('Expected refund.')),
  ),
});
/** An action that the customer may take now. Actions that are not listed are not offered. */
export type OrderAction = DeepReadonly<z.infer<typeof orderAction>>;

export const order = z.object({
  id: id.check(z.describe('Stable id.')),
  version: count.check(
    z.describe('Grows by one with each change. Within an epoch, a smaller version never replaces a greater one.'),
  ),
  number: writerRequired(
    z.optional(shopText).check(z.describe('Order number that the customer knows. Default: `id`.')),
  ),
  placedAt: writerRequired(z.optional(instant).check(z.describe('When the order was placed.'))),
  updatedAt: writerRequired(z.optional(instant).check(z.describe('When the order last changed.'))),
  checkedAt: z.optional(instant).check(z.describe('When the shop last asked the carrier.')),
  currency: writerRequired(z.optional(currencyCode).check(z.describe('ISO 4217: currency of the order.'))),
  total: z.optional(money).check(z.describe('Price of the order.')),
  statusText: z.optional(shopText).check(z.describe('Status text of the platform. Stored, never interpreted.')),
  hold: z
    .optional(
      z.object({
        reason: code.check(z.describe('`payment`, or a code of the shop.')),
        since: z.optional(eventTime).check(z.describe('Start.')),
      }),
    )
    .check(z.describe('Why the shop does not process the order.')),
  method: z.optional(code).check(z.describe('Chosen method, until a shipment has one.')),
  place: z.optional(place).check(z.describe('Chosen pickup point or store, until a shipment has one.')),
  helpUrl: z.optional(link).check(z.describe('Page on which the customer reaches the shop about this order (https).')),
  timeZone: z
    .optional(timeZone)
    .check(z.describe('IANA time zone of the destination, which decides what “today” is there.')),
  lineItems: writerRequired(z._default(z.array(lineItem), []).check(z.describe('Ordered products.'))),
  shipments: z._default(z.array(shipment), []).check(z.describe('Parcels, to the customer and back.')),
  promises: z
    ._default(z.array(deliveryPromise), [])
    .check(z.describe('Delivery promises. Append-only: the first is the promise, the last is the current date.')),
  events: z
    ._default(z.array(orderEvent), [])
    .check(z.describe('Events, oldest first. Append-only. May hold the newest only.')),
  earlierEvents: z.optional(z.string()).check(z.describe('Address of the older events.')),
  adjustments: z
    ._default(z.array(adjustment), [])
    .check(z.describe('Cancellations, refunds and returns after the order was placed.')),
  actions: z
    ._default(z.array(orderAction), [])
    .check(z.describe('What the customer may do now. Elements offer nothing else.')),
  epoch: z
    .optional(code)
    .check(z.describe('Epoch of the version, set in responses. Versions of different epochs cannot be compared.')),
  serverTime: z.optional(instant).check(z.describe('Time of the server, set in responses.')),
});
export type Order = DeepReadonly<z.infer<typeof order>>;
