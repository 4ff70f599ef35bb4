import type { Shipment } from '../contract/shipment.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** Carriers print spaces, dots and hyphens into numbers, and letters of either case. */
export const normalizeTrackingNumber = (number: string): string => number.replace(/[\s.-]/g, '').toUpperCase();

/** What shops enter if they have no number yet. */
const placeholders = new Set(['', 'N/A', 'NA', 'NONE', 'NULL', 'UNDEFINED', 'UNKNOWN', 'PENDING', 'TBA', 'TBD']);

/** Whether two shipments with this number are one parcel. */
export function identifiesParcel(number: string): boolean {
  const normalized = normalizeTrackingNumber(number);
  return !placeholders.has(normalized) && /[^0]/.test(normalized);
}

/** A number that replaces a wrong one. */
export type Correction = NonNullable<TimelineEntry['event']['tracking']> & { readonly replaces: string };

/** The correction of a number that is corrected again counts, too. */
export const isCorrection = ({ event, exclusion }: TimelineEntry): boolean =>
  event.tracking?.replaces !== undefined && (!exclusion || exclusion === 'replaced-number');

/** The corrections of numbers, oldest first. */
export const selectCorrections = (entries: readonly TimelineEntry[]): Correction[] =>
  entries.filter(isCorrection).map(({ event }) => event.tracking as Correction);

/** The normalized wrong numbers of one parcel. A number that a later correction gives again is not wrong. */
export function collectReplacedNumbers(entries: readonly TimelineEntry[]): Set<string> {
  const replaced = new Set<string>();
  for (const { number, replaces } of selectCorrections(entries)) {
    replaced.add(normalizeTrackingNumber(replaces));
    replaced.delete(normalizeTrackingNumber(number));
  }
  return replaced;
}

/** The shipment with the numbers and the carrier that its events correct, oldest first. */
export function correctTracking(shipment: Shipment, entries: readonly TimelineEntry[]): Shipment {
  const corrections = selectCorrections(entries);
  if (corrections.length === 0) return shipment;
  const removed = collectReplacedNumbers(entries);
  const numbers = [
    ...corrections.toReversed().map(({ number, url }) => (url === undefined ? { number } : { number, url })),
    ...shipment.tracking,
  ];
  return {
    ...shipment,
    carrier: resolveCarrier(shipment.carrier, corrections),
    tracking: numbers.filter(({ number }) => {
      const key = normalizeTrackingNumber(number);
      return !removed.has(key) && removed.add(key);
    }),
  };
}

/** A number that is given again has its carrier again. */
function resolveCarrier(first: Shipment['carrier'], corrections: readonly Correction[]): Shipment['carrier'] {
  const carriers = new Map<string, Shipment['carrier']>();
  let current = first;
  for (const { number, replaces, carrier } of corrections) {
    const [key, wrong] = [normalizeTrackingNumber(number), normalizeTrackingNumber(replaces)];
    if (!carriers.has(wrong)) carriers.set(wrong, current);
    current = carrier ?? (carriers.has(key) ? carriers.get(key) : current);
  }
  return current;
}
