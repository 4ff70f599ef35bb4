import type { Order } from '../contract/order.ts';
import type { TimeContext } from '../dates/zoned-time.ts';
import { mergeDuplicateShipments, type MergedOrder } from './duplicate-shipments.ts';
import { deriveShipmentHistories, type ShipmentHistory } from './shipment-summary.ts';
import { assignEvents, deriveTimeline, type AssignedEvents } from './timeline.ts';
import type { TimelineEntry } from './timeline-entry.ts';
import { correctTracking } from './tracking-numbers.ts';

/** What happened to an order and to each of its parcels. */
export type OrderHistory = MergedOrder & {
  /** All events, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  readonly events: AssignedEvents;
  /** In the order's order; includes returns and canceled shipments. */
  readonly histories: readonly ShipmentHistory[];
};

/**
 * Reads the events of an order. Shipments are one parcel by their corrected numbers; so the events are read before and,
 * if shipments were merged, once more after.
 */
export function deriveOrderHistory(source: Order, timeContext: TimeContext): OrderHistory {
  const read = (order: Order): { timeline: readonly TimelineEntry[]; events: AssignedEvents } => {
    const timeline = deriveTimeline(order, timeContext);
    return { timeline, events: assignEvents(order, timeline) };
  };
  const sent = read(source);
  const merged = mergeDuplicateShipments(source, (shipment) =>
    correctTracking(shipment, sent.events.byParcel.get(shipment.id) ?? []),
  );
  const { timeline, events } = merged.order === source ? sent : read(merged.order);
  return {
    ...merged,
    timeline,
    events,
    histories: deriveShipmentHistories(merged, events, timeContext),
  };
}
