import type { Cancellation } from '../../contract/cancellation.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Refusal } from '../orders/order-state.ts';
import { createProblem } from '../shared/problem.ts';
import type { CancellationResponse } from './cancellation-context.ts';

/** 202 for a pending cancellation, 201 for a decided one. */
export const createCancellationResponse = (cancellation: Cancellation): CancellationResponse => ({
  status: cancellation.status === 'pending' ? 202 : 201,
  body: JSON.stringify(cancellation),
});

/** A refusal as a problem (RFC 9457). */
export function createRefusalResponse(
  { refused, detail }: Refusal,
  now: number,
  details: { readonly version?: number | undefined; readonly retryAfterMs?: number } = {},
): CancellationResponse {
  const problem = createProblem(refused, now, { detail, ...details });
  return { status: problem.status, body: JSON.stringify(problem) };
}

/**
 * Refusals that are stored under the idempotency key. Other refusals are temporary: the order may be created, and a
 * request in progress ends.
 */
const finalRefusalCodes: readonly ProblemCode[] = [
  'validation',
  'action-not-allowed',
  'already-shipped',
  'already-canceled',
  'quantity-too-great',
  'version-conflict',
];

export const isFinalRefusal = ({ refused }: Refusal): boolean => finalRefusalCodes.includes(refused);
