import type { Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { assignEvents, deriveTimeline } from '../../order/timeline.ts';
import { isEffective, type TimelineEntry } from '../../order/timeline-entry.ts';
import {
  correctTracking,
  normalizeTrackingNumber,
  selectCorrections,
  type Correction,
} from '../../order/tracking-numbers.ts';
import type { ZonedTimeContext } from './order-state.ts';

/*
 * A stored parcel has its corrected tracking numbers only. If new events end a correction, the number that it replaced is
 * right again.
 */

/**
 * The stored parcels as they are without corrections that `events` end: a correction is retracted, by a report of the same
 * scan as well. The carrier of a corrected number is removed, because the current corrections set it again.
 */
export function restoreTracking(
  stored: Order,
  events: readonly OrderEvent[],
  timeContext: ZonedTimeContext,
): readonly Shipment[] {
  const { shipments, updatedAt } = stored;
  if (!stored.events.some(correctsNumber)) return shipments;
  const storedAt = updatedAt === undefined ? timeContext.now : Date.parse(updatedAt);
  const lookUpBefore = createEntryLookup(stored, { ...timeContext, now: storedAt });
  const lookUpNow = createEntryLookup({ ...stored, events }, timeContext);
  return shipments.map((shipment) => restoreShipment(shipment, lookUpBefore(shipment.id), lookUpNow(shipment.id)));
}

const correctsNumber = ({ tracking }: OrderEvent): boolean => tracking?.replaces !== undefined;

function createEntryLookup(order: Order, timeContext: ZonedTimeContext): (id: string) => readonly TimelineEntry[] {
  const { byParcel } = assignEvents(order, deriveTimeline(order, timeContext));
  return (id) => byParcel.get(id) ?? [];
}

function restoreShipment(
  shipment: Shipment,
  before: readonly TimelineEntry[],
  now: readonly TimelineEntry[],
): Shipment {
  const previous = selectCorrections(before);
  if (previous.length === 0) return shipment;
  const current = new Set(selectCorrections(now).map(formatCorrection));
  const replaced = new Set<string>();
  const given = new Set<string>();
  const restored: { number: string }[] = [];
  for (const correction of previous.filter((each) => !current.has(formatCorrection(each)))) {
    const wrong = normalizeTrackingNumber(correction.replaces);
    if (!given.has(wrong) && !replaced.has(wrong)) restored.push({ number: correction.replaces });
    replaced.add(wrong);
    given.add(normalizeTrackingNumber(correction.number));
  }
  // A number of a scan that corrects nothing is a number of the parcel without a correction, too.
  const scans = now.filter((entry) => isEffective(entry) && !correctsNumber(entry.event));
  const named = new Set(scans.map(({ event }) => normalizeTrackingNumber(event.tracking?.number ?? '')));
  const kept = shipment.tracking.filter(({ number }) => {
    const key = normalizeTrackingNumber(number);
    return !replaced.has(key) && (!given.has(key) || named.has(key));
  });
  const correctedCarrier = correctTracking({ ...shipment, carrier: undefined }, before).carrier;
  const isCarrierCorrected = correctedCarrier !== undefined && correctedCarrier.name === shipment.carrier?.name;
  return {
    ...shipment,
    tracking: [...restored, ...kept],
    ...(isCarrierCorrected && { carrier: undefined }),
  };
}

const formatCorrection = ({ number, replaces }: Correction): string =>
  `${normalizeTrackingNumber(replaces)}\n${normalizeTrackingNumber(number)}`;
