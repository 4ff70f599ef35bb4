import type { DeliveryMethod, ShipmentStatus } from '../contract/order-words.ts';
import { day, type Clock } from './moment.ts';
import type { TimelineEntry } from './timeline.ts';

/** How long nobody has seen a parcel, against how long that is normal. Milliseconds. */
export type SilenceReading = {
  readonly lastScan: TimelineEntry;
  readonly quietFor: number;
  readonly normalFor: number;
  /** From then on it is worth asking. */
  readonly actFrom: number;
  readonly state: 'normal' | 'silent';
};

/*
 * How long without a scan is normal. In calendar time, so that no calendar of the carrier is needed:
 * each allows for a weekend and the day that a hand-held scanner may be behind.
 */

/** Packed on Friday, collected on Tuesday after a holiday. */
const waitingForCarrier = 4 * day;
/** Friday evening to Monday evening, with no sorting in between. */
const courierUnderWay = 3 * day;
/** Letters and parcels of post are scanned at few places: posted on Friday, seen on Wednesday. */
const postUnderWay = 5 * day;
/** Between the export scan and the import scan lie a flight or a ship's share of one, and customs on both sides. */
const betweenCountries = 10 * day;
/** Rounds end in the evening; scanners are read out by the next morning. */
const onTheRound = 1.5 * day;
/** Nobody hurries with what goes back. */
const goingBack = 14 * day;

const crossingKinds = new Set(['export_customs', 'import_customs', 'customs_cleared', 'arrived_in_destination_country']);

/** Entries are believed ones of one parcel, oldest first. `undefined` where no scan is awaited or none came yet. */
export function readSilence(
  status: ShipmentStatus,
  method: DeliveryMethod | undefined,
  entries: readonly TimelineEntry[],
  { now }: Clock,
): SilenceReading | undefined {
  const normalFor = normalSilence(status, method, entries);
  const lastScan = entries.findLast(({ moment, effect }) => moment && (effect.isScan || status === 'packed'));
  if (normalFor === undefined || !lastScan?.moment) return undefined;
  const quietFor = Math.max(0, now - lastScan.moment.to);
  return { lastScan, quietFor, normalFor, actFrom: lastScan.moment.to + normalFor, state: quietFor > normalFor ? 'silent' : 'normal' };
}

function normalSilence(
  status: ShipmentStatus,
  method: DeliveryMethod | undefined,
  entries: readonly TimelineEntry[],
): number | undefined {
  switch (status) {
    case 'packed':
      return waitingForCarrier;
    case 'accepted':
    case 'in_transit':
      if (entries.some(({ event }) => crossingKinds.has(event.kind))) return betweenCountries;
      return method === 'post' ? postUnderWay : courierUnderWay;
    case 'out_for_delivery':
      return onTheRound;
    case 'returning':
    case 'undeliverable':
      return goingBack;
    default:
      return undefined;
  }
}

