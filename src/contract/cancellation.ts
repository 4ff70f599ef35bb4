import * as z from 'zod/mini';
import type { DeepReadonly } from './deep-readonly.ts';
import { id, lineQuantities, link, shopText, reason, code } from './order-fields.ts';
import { actionTypes } from './codes.ts';
import { count, instant, money } from './primitives.ts';
import { essential, atomic } from './leniency.ts';

/** Body of `POST /orders/{orderId}/cancellations`. Unknown fields are refused. */
export const cancelRequest = z.strictObject({
  type: z.enum(actionTypes).check(z.describe('Type of the action in the order.')),
  lineItems: lineQuantities.check(z.describe('Lines to cancel. Empty: the whole order.')),
  version: count.check(z.describe('Version of the order that the customer saw.')),
  reason: z.optional(reason).check(z.describe('Reason, if the action has reasons.')),
});
export type CancelRequest = DeepReadonly<z.infer<typeof cancelRequest>>;

/** State of a cancellation request. */
export const cancellation = z.object({
  id: id.check(z.describe('Id of the cancellation.')),
  status: z.enum(['pending', 'completed', 'rejected']).check(z.describe('`pending`, `completed` or `rejected`.')),
  type: code.check(z.describe('Type of the action in the order.')),
  lineItems: essential(atomic(z._default(lineQuantities, []).check(z.describe('Lines. Empty: the whole order.')))),
  refund: z.optional(money).check(z.describe('Refunded amount.')),
  answerBy: z.optional(instant).check(z.describe('Pending: time of the decision at the latest.')),
  decidedAt: z.optional(instant).check(z.describe('Time of the decision.')),
  reason: z.optional(reason).check(z.describe('Reason of the decision.')),
  receipt: z
    .optional(
      z.object({
        number: shopText.check(z.describe('Number of the receipt.')),
        at: instant.check(z.describe('When the request was received.')),
        url: z.optional(link).check(z.describe('Address of the receipt (https).')),
      }),
    )
    .check(z.describe('Proof for the customer to keep.')),
});
export type Cancellation = DeepReadonly<z.infer<typeof cancellation>>;
