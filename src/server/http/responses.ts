import { createProblem, type ProblemDetails, type ServerProblemCode } from '../shared/problem.ts';

/** JSON with `cache-control: no-store`, unless `headers` override it. */
export function createJsonResponse(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return createJsonTextResponse(JSON.stringify(body), status, headers);
}

/** The same for a text that is JSON already. From status 400 on, the text is a problem. */
export function createJsonTextResponse(
  text: string,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return new Response(text, { status, headers: { 'content-type': type, 'cache-control': 'no-store', ...headers } });
}

/** A problem as `application/problem+json`, with `Retry-After` or `WWW-Authenticate` if it needs one. */
export function createProblemResponse(code: ServerProblemCode, now: number, details: ProblemDetails = {}): Response {
  const body = createProblem(code, now, details);
  const { retryAfterMs } = details;
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (retryAfterMs !== undefined) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  if (body.status === 401) headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(body), { status: body.status, headers });
}
