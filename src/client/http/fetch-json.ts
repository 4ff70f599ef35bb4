import type { Auth } from './auth.ts';
import { createBrowserNetwork, waitForActivation } from './environment.ts';
import { createRequestInit, sendRequest, sendWithAuth, type ReceivedResponse } from './send-request.ts';
import { getServerClock } from './server-clock.ts';

const TIMEOUT_MS = 10_000;

/** A request without a usable JSON response. The message contains no URL and no response text. */
export class RequestError extends Error {
  /** HTTP status; 0 if there was no response or the response was not JSON. */
  readonly status: number;
  /** Milliseconds that the server asks to wait; may be negative. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, retryAfterMs?: number) {
    super(`status ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

export type JsonRequestInit = Pick<RequestInit, 'method' | 'body' | 'cache'> & { headers?: Record<string, string> };

/**
 * Fetches JSON without a token. The response also updates the server's clock.
 *
 * @throws RequestError unless the response is JSON with a 2xx status and arrives within 10 s
 */
export async function fetchJson(url: URL, init: JsonRequestInit = {}): Promise<unknown> {
  const { status, isOk, body, retryAfterMs } = await send(url, undefined, init);
  if (!isOk || body === undefined) throw new RequestError(isOk ? 0 : status, retryAfterMs);
  return body;
}

/**
 * Fetches JSON with the customer's token, and once more with a renewed token after a 401. Never rejects: `undefined` unless
 * a response is JSON with a 2xx status. Each request may take 10 s.
 */
export async function fetchAuthenticatedJson(url: URL, auth: Auth, init: JsonRequestInit = {}): Promise<unknown> {
  const { isOk, body } = await sendWithAuth(auth, (token) => send(url, token, init));
  return isOk ? body : undefined;
}

async function send(
  url: URL,
  token: string | undefined,
  { headers, ...init }: JsonRequestInit,
): Promise<ReceivedResponse> {
  await waitForActivation();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  const requestInit = createRequestInit(token, { accept: 'application/json', ...headers }, timeout.signal);
  const network = createBrowserNetwork(getServerClock(url.origin));
  const response = await sendRequest(url, { ...requestInit, ...init }, network);
  clearTimeout(timer);
  return response;
}
