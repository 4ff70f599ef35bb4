import * as z from 'zod/mini';
import { civilDate, count, destination, instant, money, timeZone } from './primitives.ts';
import { hasAnswer, isOrderedWindow } from './refinements.ts';
import { floatingTerm, weeklyHours } from './shop-terms.ts';

/** Days at the destination, both ends included; without `to` there is no upper bound. */
export const dateWindow = z
  .object({ from: civilDate, to: z.optional(civilDate) })
  .check(z.refine(isOrderedWindow, { error: 'from is not after to', path: ['to'] }));
export type DateWindow = z.infer<typeof dateWindow>;

/** One step of "why this date?". `at` is an instant at the origin's `timeZone`, `window` days at its place. */
const estimateStep = z.object({
  kind: z.enum(['received', 'cutoff', 'released', 'made', 'packed', 'handed-over', 'in-transit', 'delivered', 'ready']),
  at: z.optional(instant),
  timeZone: z.optional(timeZone),
  window: z.optional(dateWindow),
  term: z.optional(floatingTerm),
});
export type EstimateStep = z.infer<typeof estimateStep>;

/** When something arrives, or why that cannot be said. */
export const estimate = z
  .looseObject({
    id: z.string(),
    /** Id of the request it answers; needed where one response answers several. */
    request: z.optional(z.string()),
    kind: z.enum(['delivery', 'collection']),
    window: z.optional(dateWindow),
    /** Floating: no date, only how long. */
    term: z.optional(floatingTerm),
    /** Collection in a store. */
    readyAt: z.optional(z.object({ from: instant, to: instant })),
    /** Present only where passing it changes the window. */
    orderBy: z.optional(instant),
    method: z.optional(z.object({ id: z.string(), name: z.string(), price: z.optional(money) })),
    /** A cart that ships in parts, in order of arrival; `items` are SKUs. */
    parcels: z.optional(z.array(z.object({ items: z.array(z.string()), window: dateWindow }))),
    place: z.optional(
      z.object({
        id: z.optional(z.string()),
        name: z.string(),
        address: z.optional(z.string()),
        /** Opening hours in the shop's own words; `opening` says them so that they can be translated. */
        hours: z.optional(z.string()),
        opening: z.optional(weeklyHours),
      }),
    ),
    /** Where to; where the shop assumed it, the country alone. */
    destination: z.optional(destination),
    /** Zone of the destination, which decides what "today" is; the reader's own where absent. */
    timeZone: z.optional(timeZone),
    /** Why it takes as long as it does; `in-stock` where absent. */
    availability: z.optional(z.enum(['in-stock', 'pre-order', 'made-to-order', 'back-order'])),
    /** What the customer could say to get a narrower answer. */
    needs: z.optional(z.enum(['country', 'region', 'postal'])),
    /** From then on the answer must be asked for anew. */
    validUntil: z.optional(instant),
    explanation: z.optional(z.array(estimateStep)),
    unavailable: z.optional(z.object({ code: z.enum(['no-service', 'needs-destination', 'out-of-stock', 'unknown']) })),
  })
  .check(
    z.refine(hasAnswer, {
      error: 'one of window, term, readyAt or unavailable',
      path: ['window'],
    }),
  );
export type Estimate = Known<z.infer<typeof estimate>>;

/** One question: what, where to, and optionally by which method or to which place. */
export const estimateRequest = z.object({
  /** Chosen by the asker, echoed as `request`. */
  id: z.optional(z.string()),
  items: z
    .array(z.object({ sku: z.string(), quantity: z.optional(count.check(z.gte(1, 'a whole number of 1 or more'))) }))
    .check(z.minLength(1)),
  destination: z.optional(destination),
  /** Method id: only this one. */
  method: z.optional(z.string()),
  /** Place id: only this pickup point or store. */
  place: z.optional(z.string()),
  /** Value of the cart in minor units, for "free from" prices. */
  subtotal: z.optional(count),
  /** BCP 47; names come in this language where there are several. */
  language: z.optional(z.string()),
});
export type EstimateRequest = z.infer<typeof estimateRequest>;

/** Body of `POST /estimates`: all questions of a page at once. */
export const estimatesRequest = z.object({ requests: z.array(estimateRequest).check(z.minLength(1), z.maxLength(1000)) });

/** Its answer: a list, or the list with the server's clock, which cross-origin headers do not show. */
export const estimatesResponse = z.union([
  z.array(estimate),
  z.object({ estimates: z.array(estimate), serverTime: z.optional(instant) }),
]);

/** What stands inside an element: one estimate or several. */
export const estimateList = z.union([z.array(estimate), estimate]);

/** Without the index signature that keeping unknown fields brings. */
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
