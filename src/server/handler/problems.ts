import { problemOf, type Code, type ProblemDetails } from '../problem.ts';

/** A problem as an answer. */
export function problem(code: Code, now: number, details: ProblemDetails = {}): Response {
  const body = problemOf(code, now, details);
  const { retryAfterMs } = details;
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  if (body.status === 401) headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(body), { status: body.status, headers });
}
