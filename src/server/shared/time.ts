import type { Instant } from '../../contract/primitives.ts';

/**
 * RFC 3339 in UTC with milliseconds; `formatInstant` of the dates room writes whole seconds. All instants that the server
 * writes have this length, so that their text order is their time order.
 */
export const formatPreciseInstant = (milliseconds: number): Instant => new Date(milliseconds).toISOString();

/**
 * Epoch milliseconds of an instant.
 *
 * @throws RangeError if the text is no instant
 */
export function parseInstant(instant: Instant): number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) throw new RangeError(`not a time: ${instant}`);
  return milliseconds;
}
