import type { ValidationIssue } from '../../contract/parse-estimates.ts';
import type { ProblemDetails, ServerProblemCode } from '../shared/problem.ts';

/** Thrown in a route to respond with a problem. */
export class ProblemError extends Error {
  readonly code: ServerProblemCode;
  readonly details: ProblemDetails;

  /** `cause` is passed to `onError` and never sent to the client. */
  constructor(code: ServerProblemCode, details: ProblemDetails = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.details = details;
  }
}

/**
 * The data of a parse result.
 *
 * @throws ProblemError `validation` with the issues
 */
export function unwrap<T>(
  parsed: { readonly ok: true; readonly data: T } | { readonly ok: false; readonly issues: readonly ValidationIssue[] },
): T {
  if (parsed.ok) return parsed.data;
  throw new ProblemError('validation', { issues: parsed.issues });
}

/** Sent with `upstream-unavailable`. */
const RETRY_AFTER_MS = 5_000;

/** Calls a function of the shop. If it fails, the route responds with 502 and only `onError` gets the error. */
export async function callUpstream<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new ProblemError('upstream-unavailable', { retryAfterMs: RETRY_AFTER_MS }, error);
  }
}
