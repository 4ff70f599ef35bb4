import type { ServerClock } from '../server-clock.ts';

const HTTP_DATE = /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/;

/**
 * How long an answer's Retry-After header (RFC 9110) asks to wait, in milliseconds; may be negative. A date is
 * taken by the answer's own, or by the server's clock where that cannot be read. `undefined` where there is none
 * or it says nothing.
 */
export function readRetryAfter(headers: Headers, clock: Pick<ServerClock, 'now'>): number | undefined {
  const value = headers.get('retry-after') ?? '';
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const wait = Date.parse(HTTP_DATE.test(value) ? value : '') - (Date.parse(headers.get('date') ?? '') || clock.now());
  return Number.isNaN(wait) ? undefined : wait;
}
