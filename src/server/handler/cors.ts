import type { Origins } from '../access/origins.ts';

const allowedHeaders = 'authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id';
const readableHeaders = 'etag, location, retry-after';

/** Lets a page of a listed origin read an answer. */
export function addCors(headers: Headers, request: Request, origins: Origins): void {
  headers.append('vary', 'Origin');
  const origin = origins.readable(request);
  if (origin === undefined) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', readableHeaders);
  if (origins.withCredentials) headers.set('access-control-allow-credentials', 'true');
}

/** The answer to OPTIONS; the methods are those of the path. What else stands in it says `addCors`. */
export function preflight(request: Request, methods: readonly string[], origins: Origins): Response {
  const headers = new Headers({ allow: methods.join(', ') });
  if (origins.readable(request) !== undefined) {
    headers.set('access-control-allow-methods', methods.join(', '));
    headers.set('access-control-allow-headers', allowedHeaders);
    headers.set('access-control-max-age', '600');
  }
  return new Response(null, { status: 204, headers });
}
