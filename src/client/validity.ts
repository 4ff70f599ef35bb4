import type { Estimate } from '../contract/estimate.ts';

/** The instant (milliseconds since the epoch) from which an answer no longer holds by itself. */
export function endOf({ orderBy, validUntil, readyAt }: Estimate): number {
  return Math.min(...[orderBy, validUntil, readyAt?.to].map((until) => (until === undefined ? Infinity : Date.parse(until))));
}
