import * as z from 'zod/mini';
import type { Issue, Parsed } from '../../contract/parse.ts';
import { instant, money } from '../../contract/primitives.ts';
import { carrierText, link, plain, word } from '../../contract/order-fields.ts';
import type { Decision } from '../domain/index.ts';
import { readStrictly } from './issues.ts';

/* Bodies of the shop side that are no part of an order. Fields that are not named are refused. */

/** Body of `POST /orders/{id}/tokens`. */
export const tokenRequest = z.strictObject({
  scope: z.enum(['read', 'cancel']),
  /** 30 days from now where absent. */
  expiresAt: z.optional(instant),
});

/** Body of `POST /dead-letters/{id}/replay`. */
export const replayRequest = z.strictObject({ subscriber: word });

/** Body of `POST /orders/{id}/cancellations/{cid}/decision`. */
export const sentDecision = z.strictObject({
  status: z.enum(['completed', 'rejected', 'pending']),
  refund: z.optional(z.strictObject(money.shape)),
  receipt: z.optional(z.strictObject({ number: plain, at: instant, url: z.optional(link) })),
  reason: z.optional(z.strictObject({ code: word, text: z.optional(carrierText) })),
  answerBy: z.optional(instant),
});

/** Which fields go with which decision. */
const fieldsOf: Record<Decision['status'], readonly string[]> = {
  completed: ['status', 'refund', 'receipt', 'reason'],
  rejected: ['status', 'reason'],
  pending: ['status', 'answerBy'],
};

export function readDecision(body: unknown): Parsed<Decision> {
  const read = readStrictly(sentDecision, body);
  if (!read.ok) return read;
  const { status } = read.data;
  const issues: Issue[] = Object.entries(read.data)
    .filter(([name, value]) => value !== undefined && !fieldsOf[status].includes(name))
    .map(([path]) => ({ path, message: `does not go with ${status}` }));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, data: read.data as Decision };
}
