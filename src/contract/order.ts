import * as z from 'zod/mini';
import { dateWindow } from './estimate.ts';
import type { Known } from './known.ts';
import { orderEvent } from './order-event.ts';
import { eventTime, id, lineQuantities, link, place, plain, quantity, reason, word } from './order-fields.ts';
import { deliveryMethod, shipment } from './order-shipment.ts';
import { count, currencyCode, instant, money, timeZone } from './primitives.ts';
import { binding, expected, whole } from './tolerance.ts';

/*
 * The order, as a whole snapshot. Only what orders it among its versions is needed: everything else
 * that is wrong or missing is left out with a warning (see tolerance.ts), because half an order told
 * truly is better than none. No name, address, e-mail or phone number of a customer is part of it.
 */

const lineItem = z.looseObject({
  id,
  sku: z.optional(z.string()),
  title: expected(z._default(plain, '')),
  imageUrl: z.optional(link),
  url: z.optional(link),
  unitPrice: z.optional(money),
  /** Absent where it cannot be read: not known. */
  quantity: expected(
    whole(
      z.optional(
        z.looseObject({
          /** When the order was placed. */
          original: count,
          /** Now, after cancellations and changes; returns do not lower it. */
          total: count,
          /** Of these, sent. */
          fulfilled: count,
        }),
      ),
    ),
  ),
});
export type LineItem = Known<z.infer<typeof lineItem>>;

const deliveryPromise = z.looseObject({
  id,
  /** Absent: it was said that no date can be given. */
  window: whole(z.optional(dateWindow)),
  madeAt: expected(z.optional(instant)),
  source: expected(z._default(word, 'shop')),
  reason: z.optional(reason),
  /** What it is about; the whole order where neither is given. */
  shipmentId: binding(z.optional(id)),
  lineItems: binding(whole(z.optional(lineQuantities))),
});
/** What was said about when. Append-only: the first is the promise, the last is what holds. */
export type DeliveryPromise = Known<z.infer<typeof deliveryPromise>>;

const adjustment = z.looseObject({
  id,
  /** `cancellation`, `refund` or `return`. */
  kind: word,
  at: z.optional(instant),
  lineItems: whole(z.optional(lineQuantities)),
  money: z.optional(money),
  /** `pending`, `completed` or `rejected`. */
  status: word,
});
/** What was taken back after the order was placed. */
export type Adjustment = Known<z.infer<typeof adjustment>>;

const orderAction = z.looseObject({
  /** One of `actionTypes`. */
  type: word,
  /** Done at once, or asked for and decided later. */
  mode: z.enum(['instant', 'request']),
  lineItems: binding(
    z.optional(
      z.array(
        z.looseObject({
          id,
          maxQuantity: quantity,
          /** Lines that can only go together with it, each as many as there are. Part of them must not go alone. */
          together: binding(whole(z.optional(z.array(id)))),
        }),
      ),
    ),
  ),
  until: binding(z.optional(instant)),
  reasons: z.optional(z.array(z.looseObject({ code: word, label: plain }))),
  /** Whether the customer is asked for words of their own, too. */
  asksText: z.optional(z.boolean()),
  /** Where it is done, if not here. */
  url: binding(z.optional(link)),
  refund: whole(
    z.optional(
      z.looseObject({
        perUnit: z.optional(money),
        /** For the order as a whole. */
        total: z.optional(money),
        /** What does not come back, in the shop's words. */
        lost: z.optional(plain),
        method: z.optional(plain),
        /** From so many to so many days. */
        days: z.optional(z.tuple([count, count])),
      }),
    ),
  ),
});
/** What the customer may do now. Nothing else may be done. */
export type OrderAction = Known<z.infer<typeof orderAction>>;

export const order = z.looseObject({
  id,
  /** Grows by one a change; within one `epoch` a smaller one never replaces a greater. */
  version: count,
  /** What the customer knows the order by; the id where absent. */
  number: expected(z.optional(plain)),
  placedAt: expected(z.optional(instant)),
  updatedAt: expected(z.optional(instant)),
  /** When the shop last asked the carrier. */
  checkedAt: z.optional(instant),
  currency: expected(z.optional(currencyCode)),
  total: z.optional(money),
  /** The platform's own word for where the order is; kept, never read. */
  statusText: z.optional(plain),
  /** What keeps the shop from working on it. */
  hold: z.optional(
    z.looseObject({
      /** `payment` where it waits for money; else a code of the shop. */
      reason: word,
      since: z.optional(eventTime),
    }),
  ),
  /** The way chosen, as long as there is no shipment to say it. */
  method: z.optional(deliveryMethod),
  place: z.optional(place),
  /** Zone of the destination, which decides what "today" is there. */
  timeZone: z.optional(timeZone),
  lineItems: expected(z._default(z.array(lineItem), [])),
  shipments: z._default(z.array(shipment), []),
  promises: z._default(z.array(deliveryPromise), []),
  /** Oldest first. May be cut to the newest, with `earlierEvents` as the address of the rest. */
  events: z._default(z.array(orderEvent), []),
  earlierEvents: z.optional(z.string()),
  adjustments: z._default(z.array(adjustment), []),
  actions: z._default(z.array(orderAction), []),
  /** Of the answer, not of the order: which run of versions this is, and the server's clock. */
  epoch: z.optional(word),
  serverTime: z.optional(instant),
});
export type Order = Known<z.infer<typeof order>>;
