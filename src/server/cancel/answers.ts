import type { Cancellation } from '../../contract/cancellation.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Refusal } from '../domain/index.ts';
import { problemOf } from '../problem.ts';
import type { Answer } from './shop.ts';

/** 202 as long as it is not decided. */
export const answerOf = (cancellation: Cancellation): Answer => ({
  status: cancellation.status === 'pending' ? 202 : 201,
  body: JSON.stringify(cancellation),
});

/** RFC 9457. */
export function refusalOf(
  { refused, detail }: Refusal,
  now: number,
  more: { readonly version?: number | undefined; readonly retryAfterMs?: number } = {},
): Answer {
  const problem = problemOf(refused, now, { detail, ...more });
  return { status: problem.status, body: JSON.stringify(problem) };
}

/**
 * Refusals that are kept under the key: the request was judged. Of the others a repetition may fare
 * better: the order may come to be known, and what is in progress ends.
 */
const judged: readonly ProblemCode[] = [
  'validation',
  'action-not-allowed',
  'already-shipped',
  'already-canceled',
  'quantity-too-great',
  'version-conflict',
];

export const isJudged = ({ refused }: Refusal): boolean => judged.includes(refused);
