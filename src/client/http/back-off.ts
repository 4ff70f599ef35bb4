import { isObject } from '../../contract/validators.ts';
import { parseDateHeader, type ServerClock } from './server-clock.ts';

/* Waits between requests, in milliseconds. `random` is from 0 up to 1, as returned by `Math.random()`. */

/** Upper bound of the first wait. It doubles with every failure, up to the cap. */
const BACK_OFF_BASE_MS = 1_000;
const BACK_OFF_CAP_MS = 60_000;

export const POLL_INTERVAL_MS = 30_000;
const POLL_JITTER = 0.2;

/** Bounds for the `retry:` field of an event stream, and for Retry-After. */
const reconnectDelayRangeMs = [1_000, 300_000] as const;
const retryAfterRangeMs = [1_000, 3_600_000] as const;

const httpDatePattern = /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/;

/**
 * Returns the wait after `failures` earlier failures.
 *
 * Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"): clients that failed together spread evenly.
 */
export function calculateBackOffDelay(failures: number, random: number): number {
  return random * Math.min(BACK_OFF_CAP_MS, BACK_OFF_BASE_MS * 2 ** failures);
}

/** Returns the wait before the next poll: 30 s ± 20 %. */
export function calculatePollDelay(random: number): number {
  return POLL_INTERVAL_MS * (1 + POLL_JITTER * (2 * random - 1));
}

/** Limits the `retry:` field of an event stream to 1 s … 5 min. */
export function clampReconnectDelay(ms: number): number {
  return clamp(ms, reconnectDelayRangeMs);
}

/** Limits Retry-After, or `retryAfterMs` of a body, to 1 s … 1 h. */
export function clampRetryAfter(ms: number): number {
  return clamp(ms, retryAfterRangeMs);
}

function clamp(ms: number, [least, most]: readonly [number, number]): number {
  return Math.min(Math.max(ms, least), most);
}

/**
 * Parses the Retry-After header (RFC 9110, 10.2.3): seconds, or an HTTP date relative to the `Date` header of the
 * same response. Without a readable `Date` header, the date is relative to the server's clock.
 *
 * @returns milliseconds, negative for a date in the past; `undefined` if the header is missing or malformed
 */
export function parseRetryAfterHeader(headers: Headers, clock: Pick<ServerClock, 'now'>): number | undefined {
  const value = headers.get('retry-after') ?? '';
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const wait = Date.parse(httpDatePattern.test(value) ? value : '') - (parseDateHeader(headers) || clock.now());
  return Number.isNaN(wait) ? undefined : wait;
}

/** Returns `retryAfterMs` of a JSON body. Bodies repeat Retry-After, because that header is unreadable across origins. */
export function parseRetryAfterField(body: unknown): number | undefined {
  const retryAfterMs = isObject(body) ? body.retryAfterMs : undefined;
  return typeof retryAfterMs === 'number' && Number.isFinite(retryAfterMs) ? retryAfterMs : undefined;
}

/** Returns the wait that a response asks for: by its header, otherwise by its JSON body. */
export function parseRetryDelay(headers: Headers, body: unknown, clock: Pick<ServerClock, 'now'>): number | undefined {
  return parseRetryAfterHeader(headers, clock) ?? parseRetryAfterField(body);
}
