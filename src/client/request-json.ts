import { readRetryAfter } from './live/retry-after.ts';
import { serverClockOf } from './server-clock.ts';

const TIMEOUT_MS = 10_000;
const LARGEST_BODY = 5_000_000;

/** A request that brought no usable JSON. */
export class RequestError extends Error {
  /** HTTP status; 0 where there was no answer or it was not JSON. */
  readonly status: number;
  /** How long the server asks to wait; may be negative. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, retryAfterMs?: number) {
    super(`status ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Asks for JSON. The server's clock is read on the way, where its headers can be.
 *
 * @throws RequestError for anything but JSON with a 2xx status within 10 s
 */
export async function requestJson(url: URL, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}): Promise<unknown> {
  const started = performance.now();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      ...init,
      signal: timeout.signal,
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      headers: { accept: 'application/json', ...init.headers },
    });
    const date = Date.parse(response.headers.get('date') ?? '');
    const clock = serverClockOf(url.origin);
    clock.observe(date, performance.now() - started);
    if (!response.ok) throw new RequestError(response.status, readRetryAfter(response.headers, clock));
    const body = await response.text();
    if (body.length > LARGEST_BODY) throw new RequestError(0);
    return JSON.parse(body);
  } catch (error) {
    throw error instanceof RequestError ? error : new RequestError(0);
  } finally {
    clearTimeout(timer);
  }
}
