const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * How long a Retry-After header (RFC 9110) asks to wait, in milliseconds; may be negative. A date is
 * taken by the server's clock. `undefined` where there is none or it says nothing.
 *
 * @param serverNow milliseconds since the epoch
 */
export function readRetryAfter(header: string | null, serverNow: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  return HTTP_DATE.test(value) ? Date.parse(value) - serverNow : undefined;
}
