import type { Auth } from './auth.ts';
import { parseRetryDelay } from './back-off.ts';
import { waitForActivation, type NetworkEnvironment } from './environment.ts';
import { parseJson } from './json.ts';
import { parseDateHeader } from './server-clock.ts';

/** Characters. */
const MAX_BODY_LENGTH = 5_000_000;

/** A response, read to its end. */
export type ReceivedResponse = {
  /** HTTP status; 0 if there was no response or its body was over the limit. */
  readonly status: number;
  readonly isOk: boolean;
  readonly headers?: Headers;
  /** The JSON value of the body; `undefined` if the body is not JSON. */
  readonly body?: unknown;
  /** Milliseconds that the response asks to wait; may be negative. */
  readonly retryAfterMs?: number | undefined;
};

const noResponse: ReceivedResponse = { status: 0, isOk: false };
const noToken: ReceivedResponse = { status: 401, isOk: false };

/**
 * Returns the settings of every request: no cache, no credentials or referrer for other origins, and no redirect for
 * a token, which would go to the redirect's target.
 */
export function createRequestInit(
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
 * Sends one request, reads the whole body (at most 5 million characters) and updates the server's clock.
 *
 * Never rejects: an error of `fetch` may quote URLs and tokens.
 */
export async function sendRequest(url: URL, init: RequestInit, network: NetworkEnvironment): Promise<ReceivedResponse> {
  const { now, clock } = network;
  try {
    const startedAt = now();
    const response = await network.fetch(url, init);
    const { status, ok: isOk, headers } = response;
    clock.observe(parseDateHeader(headers), now() - startedAt);
    const text = await response.text();
    if (text.length > MAX_BODY_LENGTH) return noResponse;
    const body = parseJson(text);
    return { status, isOk, headers, body, retryAfterMs: parseRetryDelay(headers, body, clock) };
  } catch {
    return noResponse;
  }
}

/**
 * Calls `send` with the token, and once more with a renewed token if the response was unauthorized.
 *
 * Never rejects if `send` does not. If there is no token because the page's token function failed, nothing is sent
 * and the status is 401.
 */
export async function sendWithAuth(
  auth: Auth,
  send: (token: string | undefined) => Promise<ReceivedResponse>,
  isUnauthorized: (response: ReceivedResponse) => boolean = ({ status }) => status === 401,
): Promise<ReceivedResponse> {
  try {
    await waitForActivation();
    const token = await auth.getToken();
    const response = await send(token);
    const isRenewed = isUnauthorized(response) && (await auth.renewToken(token).catch(() => false));
    return isRenewed ? await send(await auth.getToken()) : response;
  } catch {
    return noToken;
  }
}

/** Cancels an unread body, so that its connection becomes free. */
export function discardBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
