const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** After the first failure, the second, and so on: what Standard Webhooks recommends. Three days and a bit in all. */
const waits = [5 * seconds, 5 * minutes, 30 * minutes, 2 * hours, 5 * hours, 10 * hours, 14 * hours, 20 * hours, 24 * hours];

/** Nobody may put a message off for longer. */
const longestWait = 24 * hours;

/**
 * Milliseconds until a message is sent again that has failed so many times; `undefined` after the tenth. Spread
 * by a fifth to either side (`random` from 0 to 1), so that what failed together does not come back
 * together. Never sooner than the receiver asked for: sooner or later it would be out of attempts.
 */
export function waitAfter(failures: number, asked: number | undefined, random: number): number | undefined {
  const wait = waits[failures - 1];
  return wait && Math.max(Math.round(wait * (0.8 + 0.4 * random)), asked ?? 0);
}

/** Milliseconds of a `Retry-After` header (RFC 9110: seconds, or a date), from 0 to a day. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * seconds : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestWait);
}
