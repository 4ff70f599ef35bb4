import * as z from 'zod/mini';
import type { DeepReadonly } from './deep-readonly.ts';
import { atomic, essential } from './leniency.ts';
import { civilDate, count, destination, instant, money, timeZone } from './primitives.ts';
import { MAX_ESTIMATE_REQUESTS } from './protocol.ts';
import { hasAnswer, isOrderedWindow } from './refinements.ts';
import { estimatePreference, floatingTerm, weeklyHours } from './shop-terms.ts';

/** Days at the destination, both included. Without `to` the window has no end. */
export const dateWindow = z
  .object({
    from: civilDate.check(z.describe('First day, a civil date at the destination.')),
    to: z.optional(civilDate).check(z.describe('Last day, included. Absent: no upper bound.')),
  })
  .check(z.refine(isOrderedWindow, { error: 'from is not after to', path: ['to'] }));
export type DateWindow = z.infer<typeof dateWindow>;

/** One step of the explanation of a date. `at` is an instant, shown in `timeZone`; `window` are days at the place. */
export const estimateStep = z.object({
  kind: z
    .enum(['received', 'cutoff', 'released', 'made', 'packed', 'handed-over', 'in-transit', 'delivered', 'ready'])
    .check(z.describe('Kind of step.')),
  at: z.optional(instant).check(z.describe('Instant of the step.')),
  timeZone: z.optional(timeZone).check(z.describe('IANA zone in which the instant is shown.')),
  window: z.optional(dateWindow).check(z.describe('Days of the step.')),
  term: z.optional(floatingTerm).check(z.describe('Duration of the step.')),
});
export type EstimateStep = z.infer<typeof estimateStep>;

/** When something arrives, or why there is no date. */
export const estimate = z
  .object({
    id: z.string().check(z.describe('Stable id, e.g. the id of the method.')),
    request: z.optional(z.string()).check(z.describe('Id of the answered request, if a response answers several.')),
    kind: z.enum(['delivery', 'collection']).check(z.describe('Delivery to the customer, or collection at a place.')),
    window: z.optional(dateWindow).check(z.describe('Days at the destination, both ends included.')),
    term: z.optional(floatingTerm).check(z.describe('Instead of a window: a duration without a date.')),
    readyAt: z
      .optional(
        z.object({
          from: instant.check(z.describe('Earliest instant.')),
          to: instant.check(z.describe('Latest instant.')),
        }),
      )
      .check(z.describe('Instead of a window: when the order is ready in the store.')),
    orderBy: z
      .optional(instant)
      .check(z.describe('Instant until which the window holds. Present only if a later order changes the window.')),
    method: z
      .optional(
        z.object({
          id: z.string().check(z.describe('Id of the method.')),
          name: z.string().check(z.describe('Name, as customers see it.')),
          price: z.optional(money).check(z.describe('Price. Absent: not stated.')),
        }),
      )
      .check(z.describe('Way of delivery.')),
    parcels: z
      .optional(
        z.array(
          z.object({
            items: z.array(z.string()).check(z.describe('SKUs in the parcel.')),
            window: dateWindow.check(z.describe('Days of the arrival of the parcel.')),
          }),
        ),
      )
      .check(z.describe('Parcels of a cart that is sent in several, in order of arrival.')),
    place: z
      .optional(
        z.object({
          id: z.optional(z.string()).check(z.describe('Id by which a page asks for it.')),
          name: z.string().check(z.describe('Name, as customers see it.')),
          address: z
            .optional(z.string())
            .check(z.describe('Address, as customers see it. Never the address of the customer.')),
          hours: z.optional(z.string()).check(z.describe('Opening hours in words.')),
          opening: z
            .optional(weeklyHours)
            .check(
              z.describe(
                'Opening intervals by weekday, 1 is Monday: `{"1": [["09:00", "18:00"]]}`. A missing weekday is closed.',
              ),
            ),
        }),
      )
      .check(z.describe('Pickup point or store.')),
    destination: z
      .optional(destination)
      .check(z.describe('Destination of the estimate. The country alone, if the shop assumed the destination.')),
    timeZone: z
      .optional(timeZone)
      .check(
        z.describe(
          'IANA time zone of the destination, which decides what “today” is there. Default: the time zone of the reader.',
        ),
      ),
    availability: z
      .optional(z.enum(['in-stock', 'pre-order', 'made-to-order', 'back-order']))
      .check(z.describe('Why the delivery takes this long. Default: `in-stock`.')),
    needs: z
      .optional(z.enum(['country', 'region', 'postal']))
      .check(z.describe('Parts of the destination that would narrow the estimate.')),
    validUntil: z
      .optional(instant)
      .check(z.describe('Instant from which the estimate is no longer shown, and requested again.')),
    explanation: z.optional(z.array(estimateStep)).check(z.describe('The steps of “why this date?”, in order.')),
    unavailable: z
      .optional(
        z.object({
          code: z
            .enum(['no-service', 'needs-destination', 'out-of-stock', 'unknown', 'not-shipped'])
            .check(z.describe('Why there is none. `not-shipped`: nothing of the cart is sent.')),
        }),
      )
      .check(z.describe('Instead of a time: there is none.')),
  })
  .check(
    z.refine(hasAnswer, {
      error: 'one of window, term, readyAt or unavailable',
      path: ['window'],
    }),
  );
export type Estimate = DeepReadonly<z.infer<typeof estimate>>;

/** Why there is no time. `not-shipped`: nothing of the cart is sent. */
export type UnavailableCode = NonNullable<Estimate['unavailable']>['code'];

/*
 * `parseEstimates` drops an invalid field that only explains an estimate, and an invalid price. Any other invalid field
 * drops the estimate.
 */
const explanatoryFields = ['parcels', 'availability', 'needs', 'explanation'];
for (const [name, field] of Object.entries(estimate.shape)) {
  if (!explanatoryFields.includes(name)) essential(field);
  if (name !== 'place' && name !== 'method') atomic(field);
}
const { shape: placeFields } = estimate.shape.place.def.innerType;
essential(placeFields.id);
atomic(placeFields.opening);
const { shape: methodFields } = estimate.shape.method.def.innerType;
essential(methodFields.id);
essential(methodFields.name);
atomic(methodFields.price);

/** Items and destination of an estimate, and optionally a method or a place. */
export const estimateRequest = z.object({
  id: z.optional(z.string()).check(z.describe('Chosen by the client; repeated as `request` in the estimate.')),
  items: z
    .array(
      z.object({
        sku: z.string().check(z.describe('SKU of the product.')),
        quantity: z
          .optional(count.check(z.gte(1, 'a whole number of 1 or more')))
          .check(z.describe('Quantity. Default: 1.')),
      }),
    )
    .check(z.minLength(1))
    .check(z.describe('Items that are delivered together.')),
  destination: z.optional(destination).check(z.describe('Destination. Default: the default destination of the terms.')),
  method: z.optional(z.string()).check(z.describe('Restricts the answer to the method with this id.')),
  place: z.optional(z.string()).check(z.describe('Restricts the answer to the pickup point or store with this id.')),
  subtotal: z.optional(count).check(z.describe('Value of the cart in minor units, for prices that become free.')),
  language: z.optional(z.string()).check(z.describe('BCP 47: language of names.')),
});
export type EstimateRequest = z.infer<typeof estimateRequest>;

/** Body of `POST /estimates`: all requests of a page. */
export const estimatesRequest = z.object({
  requests: z
    .array(estimateRequest)
    .check(z.minLength(1), z.maxLength(MAX_ESTIMATE_REQUESTS))
    .check(z.describe('At most 1,000.')),
});

/**
 * Response: a list, or the list with the server's clock, which cross-origin headers do not expose, and with the
 * preference of the shop.
 */
export const estimatesResponse = z.union([
  z.array(estimate),
  z.object({
    estimates: z.array(estimate).check(z.describe('Estimates of all requests; within a request, the fastest first.')),
    serverTime: z.optional(instant).check(z.describe('Time of the server when it answered.')),
    prefer: z
      .optional(estimatePreference)
      .check(z.describe('Which estimate leads, as `prefer` of the terms. Default: `cheapest`.')),
  }),
]);
export type EstimatesResponse = z.infer<typeof estimatesResponse>;

/** Inline data of an element: one estimate or several. */
export const estimateList = z.union([z.array(estimate), estimate]);
