import type { Issue } from '../contract/parse.ts';
import { problemStatuses } from '../contract/problem.ts';
import { instantOf } from './domain/clock.ts';

/** Why a request failed: the contract's reasons, and those that any server has. */
export const statuses = {
  ...problemStatuses,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
  'unsupported-type': 415,
  internal: 500,
} as const;
export type Code = keyof typeof statuses;

const titles: Record<Code, string> = {
  validation: 'The request is not as the contract says',
  'token-invalid': 'Nobody who may do this is known by the request',
  'token-expired': 'The token has expired',
  'action-not-allowed': 'This may not be done',
  'order-not-found': 'There is no such order',
  'already-shipped': 'It has been sent already',
  'already-canceled': 'It is canceled already',
  'quantity-too-great': 'That is more than there is',
  'cancel-in-progress': 'The same request is being worked on',
  'version-conflict': 'The order has changed since',
  'idempotency-mismatch': 'The key was used for another request',
  'rate-limited': 'Too many requests',
  'upstream-unavailable': 'A system behind this one does not answer',
  'not-found': 'There is nothing here',
  'method-not-allowed': 'This cannot be done here',
  'too-large': 'The body is too large',
  'unsupported-type': 'The body must be application/json',
  internal: 'Something went wrong here',
  'already-decided': 'It was decided otherwise',
  'step-missing': 'A step before it is missing',
};

export type ProblemDetails = {
  readonly detail?: string | undefined;
  readonly issues?: readonly Issue[];
  readonly retryAfterMs?: number;
  readonly version?: number | undefined;
};

/** Fewer are enough to see what is wrong. */
const mostIssues = 20;

/** The body of a problem (RFC 9457), with its status. Of what failed inside nothing is said. */
export function problemOf(
  code: Code,
  now: number,
  { detail, issues, retryAfterMs, version }: ProblemDetails = {},
): { readonly status: number } & Readonly<Record<string, unknown>> {
  const words = detail ?? issues?.slice(0, 3).map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  return {
    type: 'about:blank',
    title: titles[code],
    status: statuses[code],
    ...(words !== undefined && { detail: words }),
    code,
    ...(issues && { issues: issues.slice(0, mostIssues) }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(version !== undefined && { version }),
    serverTime: instantOf(now),
  };
}
