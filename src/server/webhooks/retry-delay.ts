import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../dates/zoned-time.ts';

/** Delays after each failure, as Standard Webhooks recommends; just over three days in total. */
const retryDelays = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** Upper limit of `Retry-After`. */
const MAX_RETRY_AFTER_MS = 24 * HOUR_MS;

/**
 * Milliseconds until the next attempt after a number of failures; `undefined` after the tenth. Varies by up to a fifth
 * (`random` from 0 to 1), so that messages that failed together are not repeated together. Never below `retryAfterMs`.
 */
export function getRetryDelayMs(
  failures: number,
  retryAfterMs: number | undefined,
  random: number,
): number | undefined {
  const delay = retryDelays[failures - 1];
  return delay && Math.max(Math.round(delay * (0.8 + 0.4 * random)), retryAfterMs ?? 0);
}

/** Milliseconds of a `Retry-After` header (RFC 9110: seconds or a date), limited to 0 to 24 hours. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * SECOND_MS : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS);
}
