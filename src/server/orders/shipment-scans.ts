import type { Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { mergeDuplicateShipments } from '../../order/duplicate-shipments.ts';
import { deriveShipmentHistories, type ShipmentSummary } from '../../order/shipment-summary.ts';
import { assignEvents, deriveTimeline } from '../../order/timeline.ts';
import type { EventExclusion, TimelineEntry } from '../../order/timeline-entry.ts';
import { correctTracking } from '../../order/tracking-numbers.ts';
import type { ZonedTimeContext } from './order-state.ts';

/** A parcel with the summary of its scans. */
export type ShipmentScanSummary = ShipmentSummary & {
  readonly shipment: Shipment;
  /** All scans, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** Effective scans, oldest first. */
  readonly entries: readonly TimelineEntry[];
};

/** Summaries of all parcels, including canceled ones and returns. */
export function deriveShipmentScanSummaries(
  order: Order,
  timeContext: ZonedTimeContext,
): readonly ShipmentScanSummary[] {
  const events = assignEvents(order, deriveTimeline(order, timeContext));
  return deriveShipmentHistories(order, events, timeContext).map(({ shipment, timeline, effective, summary }) => ({
    ...summary,
    shipment,
    timeline,
    entries: effective,
  }));
}

/**
 * Sets the status of each parcel from its scans. A status that only repeated the previous scans is derived from the scans
 * alone, so that a retracted scan takes its status back. A status that the shop set itself counts like a scan.
 */
export function applyScannedStatuses(before: Order | undefined, order: Order, timeContext: ZonedTimeContext): Order {
  const previousIds = new Set(before?.events.map(({ id }) => id));
  const previous = clearStatuses({ ...order, events: order.events.filter(({ id }) => previousIds.has(id)) });
  const lookUpPrevious = createSummaryLookup(previous, timeContext);
  const shipments = order.shipments.map((shipment): Shipment => {
    const summary = lookUpPrevious(shipment.id);
    const isDerived =
      summary && summary.status === shipment.status && (shipment.statusAt ?? summary.since) === summary.since;
    return isDerived ? { ...shipment, status: 'unknown', statusAt: undefined } : shipment;
  });
  const lookUpSummary = createSummaryLookup({ ...order, shipments }, timeContext);
  return {
    ...order,
    shipments: shipments.map((shipment): Shipment => {
      const { status = 'unknown', since, timeline = [] } = lookUpSummary(shipment.id) ?? {};
      const corrected = correctTracking(shipment, timeline);
      if (status === 'unknown') return corrected;
      const { statusAt: _, ...rest } = corrected;
      return { ...rest, status, ...(since !== undefined && { statusAt: since }) };
    }),
  };
}

/** Summaries by the id of a parcel. Shipments that are one parcel have the same summary. */
function createSummaryLookup(
  order: Order,
  timeContext: ZonedTimeContext,
): (shipmentId: string) => ShipmentScanSummary | undefined {
  const { order: merged, mergedInto } = mergeDuplicateShipments(order);
  const summaries = new Map(
    deriveShipmentScanSummaries(merged, timeContext).map((summary) => [summary.shipment.id, summary]),
  );
  return (shipmentId) => summaries.get(mergedInto.get(shipmentId) ?? shipmentId);
}

const warningByExclusion: Readonly<Record<EventExclusion, readonly [code: string, reason: string]>> = {
  retracted: ['event-retracted', 'another event retracts this scan'],
  future: ['event-in-future', 'it is more than a day ahead of the clock'],
  'before-order': ['event-before-order', 'it is from more than a day before the order'],
  'replaced-number': ['event-replaced-number', 'another event replaces its tracking number'],
};

/** Warnings of new events that have no effect. They are stored, and customers see them with a mark. */
export function deriveExclusionWarnings(
  before: Order | undefined,
  order: Order,
  timeContext: ZonedTimeContext,
): readonly string[] {
  const previousIds = new Set(before?.events.map(({ id }) => id));
  return deriveTimeline(order, timeContext).flatMap(({ event: { id }, exclusion }) => {
    if (!exclusion || previousIds.has(id)) return [];
    const [code, reason] = warningByExclusion[exclusion];
    return [`${code}: event ${id} has no effect: ${reason}`];
  });
}

const clearStatuses = (order: Order): Order => ({
  ...order,
  shipments: order.shipments.map((shipment) => ({ ...shipment, status: 'unknown', statusAt: undefined })),
});
