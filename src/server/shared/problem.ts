import type { ValidationIssue } from '../../contract/parse-estimates.ts';
import { statusByProblemCode } from '../../contract/problem.ts';
import { formatPreciseInstant } from './time.ts';

/** HTTP status of every problem code: the codes of the contract, and codes that only the server uses. */
export const serverProblemStatuses = {
  ...statusByProblemCode,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
  'unsupported-type': 415,
  internal: 500,
} as const;
export type ServerProblemCode = keyof typeof serverProblemStatuses;

const titles: Record<ServerProblemCode, string> = {
  validation: 'Invalid request',
  'token-invalid': 'Authentication required',
  'token-expired': 'Token expired',
  'action-not-allowed': 'Not allowed',
  'order-not-found': 'Order not found',
  'already-shipped': 'Already shipped',
  'already-canceled': 'Already canceled',
  'quantity-too-great': 'Quantity too great',
  'cancel-in-progress': 'Cancellation in progress',
  'version-conflict': 'Order has changed',
  'idempotency-mismatch': 'Idempotency key reused for another request',
  'rate-limited': 'Too many requests',
  'upstream-unavailable': 'Upstream system unavailable',
  'not-found': 'Not found',
  'method-not-allowed': 'Method not allowed',
  'too-large': 'Body too large',
  'unsupported-type': 'Body must be application/json',
  internal: 'Internal error',
  'already-decided': 'Cancellation already decided',
  'step-missing': 'Previous step missing',
};

/** Optional members of a problem. Without `detail`, the first three issues become the detail. */
export type ProblemDetails = {
  readonly detail?: string | undefined;
  readonly issues?: readonly ValidationIssue[];
  readonly retryAfterMs?: number;
  readonly version?: number | undefined;
};

/** Limits the size of the response. */
const MAX_ISSUES = 20;

/** The body of a problem response (RFC 9457). Never contains the cause of an internal error. */
export function createProblem(
  code: ServerProblemCode,
  now: number,
  { detail, issues, retryAfterMs, version }: ProblemDetails = {},
): { readonly status: number } & Readonly<Record<string, unknown>> {
  const formattedDetail =
    detail ??
    issues
      ?.slice(0, 3)
      .map(({ path, message }) => (path ? `${path}: ${message}` : message))
      .join('; ');
  return {
    type: 'about:blank',
    title: titles[code],
    status: serverProblemStatuses[code],
    ...(formattedDetail !== undefined && { detail: formattedDetail }),
    code,
    ...(issues && { issues: issues.slice(0, MAX_ISSUES) }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(version !== undefined && { version }),
    serverTime: formatPreciseInstant(now),
  };
}
