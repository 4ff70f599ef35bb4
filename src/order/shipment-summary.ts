import type { Order } from '../contract/order.ts';
import type { EventTime } from '../contract/order-fields.ts';
import type { Shipment } from '../contract/shipment.ts';
import { resolveShipmentStatus, shipmentStatusTable, type ShipmentStatus } from '../contract/shipment-statuses.ts';
import { MAX_ZONE_OFFSET_MS, resolveEventDay, resolveEventSpan, type TimeContext } from '../dates/zoned-time.ts';
import type { OrderWarning } from './order-warning.ts';
import { correctTracking } from './tracking-numbers.ts';
import { FUTURE_TOLERANCE_MS, hasAmbiguousOrder, type AssignedEvents } from './timeline.ts';
import { selectEffectiveEvents, type TimelineEntry } from './timeline-entry.ts';

/** Who has a parcel. */
export type Custodian = 'shop' | 'carrier' | 'customs' | 'pickup_point' | 'recipient' | 'unknown';

/** Status and custody of a shipment, and the entries that they follow from. */
export type ShipmentSummary = {
  readonly status: ShipmentStatus;
  /** When the status began. */
  readonly since: EventTime | undefined;
  readonly custodian: Custodian;
  readonly custodySince: EventTime | undefined;
  /** The reported status took back that the parcel was delivered or went back. */
  readonly isCorrected: boolean;
  /** The event that set the status; `undefined` if the reported status decided. */
  readonly decidedBy: TimelineEntry | undefined;
  /** The newest scan. */
  readonly lastScan: TimelineEntry | undefined;
  readonly warnings: readonly OrderWarning[];
};

/** A shipment with its own events, oldest first. */
export type ShipmentHistory = {
  readonly shipment: Shipment;
  readonly timeline: readonly TimelineEntry[];
  /** The entries of `timeline` that have an effect. */
  readonly effective: readonly TimelineEntry[];
  readonly summary: ShipmentSummary;
};

/** The histories of all shipments, in the order's order; includes returns and canceled shipments. */
export const deriveShipmentHistories = (
  { shipments, method }: Order,
  { byParcel }: AssignedEvents,
  timeContext: TimeContext,
): readonly ShipmentHistory[] =>
  shipments.map((shipment) => {
    // A parcel without a method of its own has that of the order. A return does not.
    const isMethodShared = shipment.method === undefined && method !== undefined && shipment.direction !== 'return';
    return deriveShipmentHistory(
      isMethodShared ? { ...shipment, method } : shipment,
      byParcel.get(shipment.id) ?? [],
      timeContext,
    );
  });

export function deriveShipmentHistory(
  shipment: Shipment,
  timeline: readonly TimelineEntry[],
  timeContext: TimeContext,
): ShipmentHistory {
  const effective = selectEffectiveEvents(timeline);
  return {
    shipment: correctTracking(shipment, timeline),
    timeline,
    effective,
    summary: deriveShipmentSummary(effective, shipment, timeContext),
  };
}

/** A change of status: an event that sets one, or the reported status. */
type StatusChange = {
  readonly status: ShipmentStatus;
  /** Kind of the event; `undefined` for the reported status. */
  readonly kind: string | undefined;
  readonly isWeak: boolean;
  readonly rank: number;
  readonly at: EventTime | undefined;
  readonly sortKey: number;
  readonly entry: TimelineEntry | undefined;
};

type StatusState = Pick<ShipmentSummary, 'status' | 'since' | 'custodian' | 'custodySince' | 'isCorrected'> & {
  readonly last: StatusChange | undefined;
};

const initialState: StatusState = {
  status: 'unknown',
  since: undefined,
  custodian: 'unknown',
  custodySince: undefined,
  isCorrected: false,
  last: undefined,
};

/** Reduces effective events, oldest first, and the reported status to the newest status. */
function deriveShipmentSummary(
  effective: readonly TimelineEntry[],
  shipment: Shipment,
  timeContext: TimeContext,
): ShipmentSummary {
  const changes = deriveStatusChanges(effective);
  const reported = deriveReportedChange(shipment, timeContext);
  const isDated = reported !== undefined && reported.sortKey > -Infinity && reported.sortKey < Infinity;
  const all = isDated ? insertByTime(changes, reported) : changes;

  const reduceChanges = (list: readonly StatusChange[]): StatusState =>
    list.reduce((state, change) => applyChange(state, change, shipment, timeContext), initialState);
  let state = reduceChanges(all);
  if (reported?.sortKey === -Infinity && reported.rank > (state.last?.rank ?? 0))
    state = applyChange(state, reported, shipment, timeContext);

  const warnings: OrderWarning[] = [];
  const warn = (code: OrderWarning['code']): void => void warnings.push({ code, shipmentId: shipment.id || undefined });
  if (
    reported &&
    (state.status !== reported.status || (changes.length > 0 && reduceChanges(changes).status !== reported.status))
  ) {
    warn('status-mismatch');
  }
  if (hasAmbiguousOrder(changes, reduceChanges, isSameState) || isOrderZoneDependent(changes, state))
    warn('event-order-ambiguous');

  const { last, ...result } = state;
  return { ...result, decidedBy: last?.entry, lastScan: effective.findLast(({ effect }) => effect.isScan), warnings };
}

function deriveStatusChanges(entries: readonly TimelineEntry[]): readonly StatusChange[] {
  const changes: StatusChange[] = [];
  for (const entry of entries) {
    const { status, isWeak = false, rank } = entry.effect;
    const { event, at, sortKey } = entry;
    if (status) changes.push({ status, kind: event.kind, isWeak, rank, at, sortKey, entry });
  }
  return changes;
}

/** `sortKey` is minus infinity for a reported status without a time, and infinity for one that does not count. */
function deriveReportedChange(
  { status: code, statusAt }: Shipment,
  { now, timeZone }: TimeContext,
): StatusChange | undefined {
  const status = resolveShipmentStatus(code);
  if (status === 'unknown') return undefined;
  const span = statusAt === undefined ? undefined : resolveEventSpan(statusAt, undefined, timeZone);
  return {
    status,
    kind: undefined,
    isWeak: false,
    rank: shipmentStatusTable[status].rank,
    at: statusAt,
    // A status reported for a later time counts from now; more than a day ahead it does not count.
    sortKey: span ? (span.from > now + FUTURE_TOLERANCE_MS ? Infinity : Math.min(span.to, now)) : -Infinity,
    entry: undefined,
  };
}

/** Inserts the reported status by time, and among events of the same time by rank. */
function insertByTime(changes: readonly StatusChange[], reported: StatusChange): readonly StatusChange[] {
  const isNewer = ({ sortKey, rank }: StatusChange): boolean =>
    sortKey > reported.sortKey || (sortKey === reported.sortKey && rank > reported.rank);
  const index = changes.findIndex(isNewer);
  return index < 0 ? [...changes, reported] : changes.toSpliced(index, 0, reported);
}

const arrivedStatuses: readonly ShipmentStatus[] = ['delivered', 'returning', 'returned'];

function applyChange(
  state: StatusState,
  change: StatusChange,
  shipment: Shipment,
  timeContext: TimeContext,
): StatusState {
  const status = resolveChangedStatus(state, change, timeContext);
  if (!status) return state;
  const { kind, at } = change;
  const custodian = deriveCustodian(status, kind, shipment);
  return {
    status,
    since: status === state.status ? (state.since ?? at) : at,
    custodian,
    custodySince: custodian === state.custodian ? state.custodySince : at,
    isCorrected: change.entry === undefined && arrivedStatuses.includes(state.status) && status !== state.status,
    last: change,
  };
}

/**
 * The status after a change; `undefined` if the change does not count. Carriers send late and repeated scans, and use the
 * same words for the way back.
 */
function resolveChangedStatus(
  { status, last }: StatusState,
  change: StatusChange,
  { timeZone }: TimeContext,
): ShipmentStatus | undefined {
  const isLater = (): boolean => isOnLaterDay(change.at, last?.at, timeZone);
  const isCorrection = change.entry === undefined && change.sortKey > (last?.sortKey ?? -Infinity);
  if (change.isWeak) return status === 'unknown' ? change.status : undefined;
  // Of two reports of one status, the one with a time says since when.
  if (change.status === status && last?.at === undefined) return status;
  switch (status) {
    case 'delivered': {
      const isReturn = change.status === 'returning' || change.status === 'returned';
      // A new attempt or a new acceptance on a later day shows that the first delivery was an error.
      const reopens = change.kind === 'delivery_attempted' || change.kind === 'accepted';
      return isReturn || isCorrection || (reopens && isLater()) ? change.status : undefined;
    }
    case 'returning':
      if (isCorrection) return change.status;
      return change.status === 'delivered' || change.status === 'returned' ? 'returned' : undefined;
    case 'returned': {
      const isTurnedRound = change.kind === 'accepted' && isLater();
      return isCorrection || isTurnedRound || change.status === 'returning' ? change.status : undefined;
    }
    default:
      return change.status;
  }
}

function isOnLaterDay(at: EventTime | undefined, than: EventTime | undefined, timeZone: string | undefined): boolean {
  return at !== undefined && than !== undefined && resolveEventDay(at, timeZone) > resolveEventDay(than, timeZone);
}

const isSameState = (one: StatusState, other: StatusState): boolean =>
  one.status === other.status && one.custodian === other.custodian;

/** Whether an unknown time zone may have swapped the deciding event and an event with another status. */
function isOrderZoneDependent(changes: readonly StatusChange[], { last, status }: StatusState): boolean {
  const span = last?.entry?.span;
  if (!last || !span) return false;
  return changes.some((change) => {
    const isComparable = change.entry?.span && change.entry.span.isZoneUnknown !== span.isZoneUnknown;
    return isComparable && change.status !== status && Math.abs(change.sortKey - last.sortKey) < MAX_ZONE_OFFSET_MS;
  });
}

/** `kind` is the kind of the event that set the status: customs scans set `in_transit` as well. */
function deriveCustodian(status: ShipmentStatus, kind: string | undefined, shipment: Shipment): Custodian {
  switch (status) {
    case 'preparing':
    case 'packed':
    case 'canceled':
      return shipment.direction === 'return' ? 'recipient' : 'shop';
    case 'accepted':
    case 'in_transit':
      return kind === 'export_customs' || kind === 'import_customs' ? 'customs' : 'carrier';
    case 'out_for_delivery':
    case 'undeliverable':
    case 'returning':
      return 'carrier';
    case 'ready_for_pickup':
      return shipment.method === 'store' ? 'shop' : 'pickup_point';
    case 'delivered':
      return shipment.direction === 'return' ? 'shop' : 'recipient';
    case 'returned':
      return 'shop';
    case 'unknown':
      return 'unknown';
  }
}
