import type { Shipment } from '../contract/shipment.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** Carriers print spaces, dots and hyphens into numbers, and letters of either case. */
export const normalizeTrackingNumber = (number: string): string => number.replace(/[\s.-]/g, '').toUpperCase();

/** The shipment with the numbers and the carrier that its effective events correct. */
export function correctTracking(shipment: Shipment, effective: readonly TimelineEntry[]): Shipment {
  const corrections = effective.flatMap(({ event: { tracking } }) =>
    tracking?.replaces === undefined ? [] : [tracking],
  );
  if (corrections.length === 0) return shipment;
  const replaced = new Set(corrections.flatMap(({ replaces = '' }) => normalizeTrackingNumber(replaces)));
  const numbers = [...corrections.toReversed().map(({ number, url }) => ({ number, url })), ...shipment.tracking];
  const keys = numbers.map(({ number }) => normalizeTrackingNumber(number));
  return {
    ...shipment,
    carrier: corrections.findLast(({ carrier }) => carrier)?.carrier ?? shipment.carrier,
    tracking: numbers.filter((_, index) => {
      const key = keys[index] ?? '';
      return !replaced.has(key) && keys.indexOf(key) === index;
    }),
  };
}
