import * as z from 'zod/mini';
import type { Known } from './known.ts';
import { id, lineQuantities, link, plain, reason, word } from './order-fields.ts';
import { actionTypes } from './order-words.ts';
import { count, instant, money } from './primitives.ts';
import { binding, whole } from './tolerance.ts';

/** Body of `POST /orders/{id}/cancellations`. Fields it does not name are refused. */
export const cancelRequest = z.strictObject({
  /** Which of the order's actions is asked for. */
  type: z.enum(actionTypes),
  /** Empty for the order as a whole. */
  lineItems: lineQuantities,
  /** Version of the order that the customer saw. */
  version: count,
  reason: z.optional(reason),
});
export type CancelRequest = Known<z.infer<typeof cancelRequest>>;

/** What became of it. */
export const cancellation = z.looseObject({
  id,
  status: z.enum(['pending', 'completed', 'rejected']),
  type: word,
  lineItems: binding(whole(z._default(lineQuantities, []))),
  /** What comes back. */
  refund: z.optional(money),
  /** Pending: when it is decided at the latest. */
  answerBy: z.optional(instant),
  decidedAt: z.optional(instant),
  reason: z.optional(reason),
  /** Proof that it was received or done, for the customer to keep. */
  receipt: z.optional(z.looseObject({ number: plain, at: instant, url: z.optional(link) })),
});
export type Cancellation = Known<z.infer<typeof cancellation>>;
