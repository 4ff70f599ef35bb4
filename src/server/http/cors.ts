import type { Origins } from '../auth/origins.ts';

const ALLOWED_HEADERS = 'authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id';
const EXPOSED_HEADERS = 'etag, location, retry-after';

/** Lets pages of listed origins read the response. */
export function addCorsHeaders(headers: Headers, request: Request, origins: Origins): void {
  headers.append('vary', 'Origin');
  const origin = origins.getAllowedOrigin(request);
  if (origin === undefined) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', EXPOSED_HEADERS);
  if (origins.withCredentials) headers.set('access-control-allow-credentials', 'true');
}

/** Response to OPTIONS with the methods of the path. `addCorsHeaders` adds the remaining headers. */
export function createPreflightResponse(request: Request, methods: readonly string[], origins: Origins): Response {
  const headers = new Headers({ allow: methods.join(', ') });
  if (origins.getAllowedOrigin(request) !== undefined) {
    headers.set('access-control-allow-methods', methods.join(', '));
    headers.set('access-control-allow-headers', ALLOWED_HEADERS);
    headers.set('access-control-max-age', '600');
  }
  return new Response(null, { status: 204, headers });
}
