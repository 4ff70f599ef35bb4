import type { Estimate } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import { nextMidnight } from '../dates/current-day.ts';
import { HOUR_MS, formatInstant } from '../dates/zoned-time.ts';
import { resolveTimeZone, type DeliveryOption, type OriginShipment } from './delivery-option.ts';

/**
 * `validUntil` of an estimate with dates. The dates may change at a cut-off and at midnight: at the
 * destination, because no day before today is shown, and at an origin, because goods are released.
 */
export function deriveDatedValidUntil(
  option: DeliveryOption,
  shipments: readonly OriginShipment[],
  now: number,
): Instant {
  const midnight = findFirstMidnight(option, shipments, now);
  return formatInstant(Math.min(midnight, ...shipments.map(({ plan }) => plan.orderBy)));
}

/** The first midnight at the destination or at an origin. */
export function findFirstMidnight(option: DeliveryOption, shipments: readonly OriginShipment[], now: number): number {
  const timeZones = [resolveTimeZone(option), ...shipments.map(({ origin }) => origin.timeZone)];
  return Math.min(...timeZones.map((timeZone) => nextMidnight(timeZone, now)));
}

/**
 * `validUntil` of an estimate without dates: an hour from now, because terms seldom change, or the
 * earliest of the given instants at which goods are released.
 */
export function deriveUndatedValidUntil(now: number, releases: readonly number[] = []): Instant {
  return formatInstant(Math.min(now + HOUR_MS, ...releases));
}

/**
 * The instant (milliseconds since the epoch) from which an estimate no longer holds: `validUntil`,
 * `orderBy`, because the dates change when it passes, or the end of `readyAt`, because an order placed
 * later is ready later. `Infinity` if the estimate has none of the three. The end of its window is not
 * included: it depends on the date at the destination.
 */
export function deriveExpiry({ orderBy, validUntil, readyAt }: Estimate): number {
  return Math.min(
    ...[orderBy, validUntil, readyAt?.to].map((until) => (until === undefined ? Infinity : Date.parse(until))),
  );
}
