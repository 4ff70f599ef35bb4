import { isObject } from '../../contract/checker.ts';
import type { ServerClock } from '../server-clock.ts';
import { readJson, retryAfterOf, splitId } from './messages.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Failure } from './state.ts';

/** Request settings: nothing from a cache, nothing to third parties, and no token to wherever a redirect leads. */
export function requestInit(
  token: string | undefined,
  headers: Record<string, string>,
  signal: AbortSignal,
): RequestInit {
  return {
    headers: token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` },
    redirect: token === undefined ? 'follow' : 'error',
    credentials: 'same-origin',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  };
}

/**
 * What an answer without success comes down to. How long to wait stands in a header or, where that cannot be
 * read across origins, in the body.
 */
export async function failureOf(response: Response, clock: ServerClock): Promise<Failure> {
  const { status, headers } = response;
  let retryAfterMs = readRetryAfter(headers, clock);
  if (/\bjson\b/.test(headers.get('content-type') ?? '')) {
    const body = readJson(await response.text());
    if (isObject(body)) retryAfterMs ??= retryAfterOf(body);
  } else {
    discard(response);
  }
  return { code: 'status', status, retryAfterMs };
}

/** The epoch that an answer's ETag names, as in `"k3.42"`. */
export const epochIn = (headers: Headers): string | undefined => splitId(headers.get('etag')?.replace(/^(W\/)?"|"$/g, ''))?.epoch;

/** Lets go of a body that nobody reads, so that its connection is free. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
