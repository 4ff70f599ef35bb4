import { BACK_OFF_BASE_MS, BACK_OFF_CAP_MS, POLL_MS, POLL_SPREAD, RETRY_AFTER_MS, RETRY_MS } from './limits.ts';

/* `random` is a number from 0 up to 1, as of Math.random(). */

/** How long to wait after `failures` earlier failures: full jitter, so that many clients spread evenly. */
export function backOff(failures: number, random: number): number {
  return random * Math.min(BACK_OFF_CAP_MS, BACK_OFF_BASE_MS * 2 ** failures);
}

/** The time to the next poll. */
export function pollWait(random: number): number {
  return POLL_MS * (1 + POLL_SPREAD * (2 * random - 1));
}

/** What the `retry:` field of a stream asks for, within bounds. */
export function clampRetry(ms: number): number {
  return clamp(ms, RETRY_MS);
}

/** What Retry-After or `retryAfterMs` asks for, within bounds. */
export function clampRetryAfter(ms: number): number {
  return clamp(ms, RETRY_AFTER_MS);
}

function clamp(ms: number, [least, most]: readonly [number, number]): number {
  return Math.min(Math.max(ms, least), most);
}
