import type { Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { deriveShipmentHistories, type ShipmentSummary } from '../../order/shipment-summary.ts';
import { assignEvents, deriveTimeline, type TimelineEntry } from '../../order/timeline.ts';
import type { ZonedTimeContext } from './order-state.ts';

/** A parcel with the summary of its scans. */
export type ShipmentScanSummary = ShipmentSummary & {
  readonly shipment: Shipment;
  /** Effective scans, oldest first. */
  readonly entries: readonly TimelineEntry[];
};

/** Summaries of all parcels, including canceled ones and returns. */
export function deriveShipmentScanSummaries(
  order: Order,
  timeContext: ZonedTimeContext,
): readonly ShipmentScanSummary[] {
  const events = assignEvents(order, deriveTimeline(order, timeContext));
  return deriveShipmentHistories(order, events, timeContext).map(({ shipment, effective, summary }) => ({
    ...summary,
    shipment,
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
  const previousSummaries = new Map(
    deriveShipmentScanSummaries(previous, timeContext).map((summary) => [summary.shipment.id, summary]),
  );
  const shipments = order.shipments.map((shipment): Shipment => {
    const summary = previousSummaries.get(shipment.id);
    const isDerived =
      summary && summary.status === shipment.status && (shipment.statusAt ?? summary.since) === summary.since;
    return isDerived ? { ...shipment, status: 'unknown', statusAt: undefined } : shipment;
  });
  const summaries = deriveShipmentScanSummaries({ ...order, shipments }, timeContext);
  return {
    ...order,
    shipments: summaries.map(({ shipment, status, since }): Shipment => {
      if (status === 'unknown') return shipment;
      const { statusAt: _, ...rest } = shipment;
      return { ...rest, status, ...(since !== undefined && { statusAt: since }) };
    }),
  };
}

const clearStatuses = (order: Order): Order => ({
  ...order,
  shipments: order.shipments.map((shipment) => ({ ...shipment, status: 'unknown', statusAt: undefined })),
});
