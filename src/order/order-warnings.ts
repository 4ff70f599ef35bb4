import type { Order } from '../contract/order.ts';
import { hasLeftShop } from '../contract/shipment-statuses.ts';
import type { TimeContext } from '../dates/zoned-time.ts';
import { hasAmbiguousOrder, hasAmbiguousRetractions } from './ambiguous-order.ts';
import { resolveEventEffect } from './event-effects.ts';
import { countParceled, type LineSummary } from './line-summaries.ts';
import type { OrderFacts } from './order-facts.ts';
import type { OrderHistory } from './order-history.ts';
import { deriveExplicitStatus, isOrderCanceled } from './order-status.ts';
import type { OrderWarning } from './order-warning.ts';
import { sortPromises } from './promise-summary.ts';
import { deriveShipmentWarnings } from './shipment-warnings.ts';
import { resolveParcelId } from './timeline.ts';
import type { TimelineEntry } from './timeline-entry.ts';
import { deriveUnknownCodeWarnings } from './unknown-codes.ts';

/** The contradictions in an order whose facts were derived at `options`. No view shows them. */
export function deriveOrderWarnings(
  source: Order,
  options: TimeContext,
  { history, timeContext, outbound, lines }: OrderFacts,
): readonly OrderWarning[] {
  const { order, mergedInto, timeline, histories } = history;
  const isZoneUnknown = (source.timeZone ?? options.timeZone) !== undefined && timeContext.timeZone === undefined;
  const isSorted = sortPromises(order.promises).every((promise, index) => promise === order.promises[index]);
  return [
    ...(isZoneUnknown ? [{ code: 'time-zone-unknown' as const }] : []),
    ...(timeContext.now === options.now ? [] : [{ code: 'now-invalid' as const }]),
    ...[...mergedInto.keys()].map((shipmentId) => ({ code: 'duplicate-shipment' as const, shipmentId })),
    ...deriveUnknownCodeWarnings(order),
    ...deriveTimelineWarnings(timeline),
    ...deriveAssignmentWarnings(history),
    ...(isSorted ? [] : [{ code: 'promises-unsorted' as const }]),
    ...histories.flatMap((each) => deriveShipmentWarnings(each, timeContext)),
    ...lines.filter(hasQuantityMismatch).map(({ line }) => ({ code: 'quantity-mismatch' as const, lineId: line.id })),
    ...(isOrderCanceled(lines, timeline) && outbound.some((parcel) => hasLeftShop(parcel.status))
      ? [{ code: 'canceled-but-shipped' as const }]
      : []),
  ];
}

function deriveTimelineWarnings(timeline: readonly TimelineEntry[]): readonly OrderWarning[] {
  const warnings: OrderWarning[] = [];
  for (const { event, timing, exclusion } of timeline) {
    if (timing === 'future') warnings.push({ code: 'event-in-future', eventId: event.id });
    if (timing === 'unknown') warnings.push({ code: 'event-without-time', eventId: event.id });
    if (exclusion === 'before-order' || exclusion === 'replaced-number')
      warnings.push({ code: `event-${exclusion}`, eventId: event.id });
  }
  if (
    hasAmbiguousOrder(timeline, deriveExplicitStatus, (one, other) => one === other) ||
    hasAmbiguousRetractions(timeline)
  )
    warnings.push({ code: 'event-order-ambiguous' });
  return warnings;
}

/** Events that name an unknown parcel, or set the status of one of several parcels and name none. */
const deriveAssignmentWarnings = ({ order: { shipments }, timeline, events }: OrderHistory): readonly OrderWarning[] =>
  timeline.flatMap(({ event }): OrderWarning[] => {
    const { id, kind, shipmentId } = event;
    if (events.byParcel.has(resolveParcelId(event, shipments) ?? '')) return [];
    return shipmentId !== undefined || (shipments.length > 0 && isParcelEvent(kind))
      ? [{ code: 'event-without-parcel', eventId: id, shipmentId }]
      : [];
  });

/** Whether the event sets the status of one parcel. A cancellation without a parcel is about the order. */
const isParcelEvent = (kind: string): boolean => kind !== 'canceled' && resolveEventEffect(kind).status !== undefined;

/** Whether the quantities of a line, of its parcels and of its cancellations do not add up. */
function hasQuantityMismatch({
  line: { id, quantity },
  ordered,
  canceled,
  inParcels,
  adjustments,
}: LineSummary): boolean {
  if (!quantity || ordered === undefined || canceled === undefined) return false;
  const canceledByAdjustments = adjustments
    .filter(({ kind, status }) => kind === 'cancellation' && status === 'completed')
    .flatMap(({ lineItems }) => lineItems ?? [])
    .filter((entry) => entry.id === id)
    .reduce((sum, entry) => sum + (entry.quantity ?? 0), 0);
  const remaining = ordered - canceled - Math.max(countParceled({ inParcels }), quantity.fulfilled);
  return remaining < 0 || canceledByAdjustments > ordered - quantity.total;
}
