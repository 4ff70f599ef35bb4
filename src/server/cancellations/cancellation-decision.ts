import * as z from 'zod/mini';
import type { Cancellation } from '../../contract/cancellation.ts';
import { carrierText, code, link, shopText } from '../../contract/order-fields.ts';
import type { ParseResult, ValidationIssue } from '../../contract/parse-estimates.ts';
import { instant, money } from '../../contract/primitives.ts';
import { parseStrictly } from '../validation/issues.ts';

/** The shop's decision about a cancellation. `pending`: the shop has received the request and decides later. */
export type CancellationDecision =
  | {
      readonly status: 'completed';
      readonly refund?: Cancellation['refund'];
      readonly receipt?: Cancellation['receipt'];
      readonly reason?: Cancellation['reason'];
    }
  | { readonly status: 'rejected'; readonly reason?: Cancellation['reason'] }
  | { readonly status: 'pending'; readonly answerBy?: Cancellation['answerBy'] };

/** Body of `POST /orders/{orderId}/cancellations/{cancellationId}/decision`. */
export const cancellationDecision = z.strictObject({
  status: z.enum(['completed', 'rejected', 'pending']),
  refund: z.optional(z.strictObject(money.shape)),
  receipt: z.optional(z.strictObject({ number: shopText, at: instant, url: z.optional(link) })),
  reason: z.optional(z.strictObject({ code: code, text: z.optional(carrierText) })),
  answerBy: z.optional(instant),
});

z.globalRegistry.add(cancellationDecision, {
  title: 'Decision',
  description:
    'The decision of the shop. `refund` and `receipt` are allowed with `completed`, `answerBy` with `pending`, ' +
    '`reason` with `completed` and `rejected`.',
});

/** The fields that each status allows. */
const fieldsByStatus: Record<CancellationDecision['status'], readonly string[]> = {
  completed: ['status', 'refund', 'receipt', 'reason'],
  rejected: ['status', 'reason'],
  pending: ['status', 'answerBy'],
};

/** Parses a decision strictly: unknown fields and fields that the status does not allow are issues. */
export function parseDecision(body: unknown): ParseResult<CancellationDecision> {
  const parsed = parseStrictly(cancellationDecision, body);
  if (!parsed.ok) return parsed;
  const { status } = parsed.data;
  const issues: ValidationIssue[] = Object.entries(parsed.data)
    .filter(([name, value]) => value !== undefined && !fieldsByStatus[status].includes(name))
    .map(([path]) => ({ path, message: `does not go with ${status}` }));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, data: parsed.data as CancellationDecision };
}
