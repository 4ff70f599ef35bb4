import type { ShipmentStatus } from '../contract/shipment-statuses.ts';
import { MAX_ZONE_OFFSET_MS, type TimeContext } from '../dates/zoned-time.ts';
import { hasAmbiguousOrder } from './ambiguous-order.ts';
import type { OrderWarning } from './order-warning.ts';
import { reduceChanges, type ShipmentHistory, type ShipmentSummary } from './shipment-summary.ts';
import { deriveStatusChanges, type StatusChange } from './status-changes.ts';
import type { TimelineEntry } from './timeline-entry.ts';
import { isCorrection } from './tracking-numbers.ts';

/** Contradictions between the events of a shipment, and with its reported statuses. */
export function deriveShipmentWarnings(
  { shipment, timeline, effective, reports, summary }: ShipmentHistory,
  timeContext: TimeContext,
): readonly OrderWarning[] {
  const warnings: OrderWarning[] = [];
  const warn = (code: OrderWarning['code']): void => void warnings.push({ code, shipmentId: shipment.id || undefined });
  const changes = deriveStatusChanges(effective);
  const reduce = (list: readonly StatusChange[]) => reduceChanges(list, shipment, timeContext);
  const byEvents = reduce(changes);
  const isMismatch = ({ status }: StatusChange): boolean =>
    status !== summary.status || (changes.length > 0 && status !== byEvents.status);
  if (reports.some(isMismatch)) warn('status-mismatch');
  if (
    hasAmbiguousOrder(changes, reduce, isSameState) ||
    isOrderZoneDependent(changes, summary) ||
    hasAmbiguousCorrections(timeline)
  )
    warn('event-order-ambiguous');
  return warnings;
}

type State = Pick<ShipmentSummary, 'status' | 'custodian'>;

const isSameState = (one: State, other: State): boolean =>
  one.status === other.status && one.custodian === other.custodian;

/** Whether an unknown time zone may have swapped the deciding event and an event with another status. */
function isOrderZoneDependent(
  changes: readonly StatusChange[],
  { decidedBy, status }: { decidedBy: TimelineEntry | undefined; status: ShipmentStatus },
): boolean {
  const span = decidedBy?.span;
  if (!decidedBy || !span) return false;
  return changes.some((change) => {
    const isComparable = change.entry?.span && change.entry.span.isZoneUnknown !== span.isZoneUnknown;
    return (
      isComparable && change.status !== status && Math.abs(change.sortKey - decidedBy.sortKey) < MAX_ZONE_OFFSET_MS
    );
  });
}

/** Whether corrections of the same time contradict each other: their order in the list decides. */
const hasAmbiguousCorrections = (entries: readonly TimelineEntry[]): boolean =>
  entries.filter(isCorrection).some(({ sortKey, event }, index, corrections) => {
    const previous = corrections[index - 1];
    return previous?.sortKey === sortKey && JSON.stringify(previous.event.tracking) !== JSON.stringify(event.tracking);
  });
