import type { EventTime } from '../contract/order-fields.ts';
import type { Shipment } from '../contract/shipment.ts';
import { shipmentStatusTable, type ShipmentStatus } from '../contract/shipment-statuses.ts';
import { resolveEventDay, type TimeContext } from '../dates/zoned-time.ts';
import type { MergedOrder } from './duplicate-shipments.ts';
import { deriveReportedChange, deriveStatusChanges, insertByTime, type StatusChange } from './status-changes.ts';
import { resolveOrderStart, type AssignedEvents } from './timeline.ts';
import { selectEffectiveEvents, type TimelineEntry } from './timeline-entry.ts';
import { correctTracking } from './tracking-numbers.ts';

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
  /** Scans of the way back: they reach no step of the way to the customer. */
  readonly returnScans: ReadonlySet<TimelineEntry>;
};

/** A shipment with its own events, oldest first. */
export type ShipmentHistory = {
  readonly shipment: Shipment;
  readonly timeline: readonly TimelineEntry[];
  /** The entries of `timeline` that have an effect. */
  readonly effective: readonly TimelineEntry[];
  /** The reported statuses of the shipment and of its duplicates. */
  readonly reports: readonly StatusChange[];
  readonly summary: ShipmentSummary;
};

/** The histories of all shipments, in the order's order; includes returns and canceled shipments. */
export function deriveShipmentHistories(
  { order, duplicates }: MergedOrder,
  { byParcel }: AssignedEvents,
  timeContext: TimeContext,
): readonly ShipmentHistory[] {
  const { shipments, method } = order;
  const orderStart = resolveOrderStart(order, timeContext);
  return shipments.map((shipment) => {
    // A parcel without a method of its own has that of the order. A return does not.
    const isMethodShared = shipment.method === undefined && method !== undefined && shipment.direction !== 'return';
    return deriveShipmentHistory(
      isMethodShared ? { ...shipment, method } : shipment,
      byParcel.get(shipment.id) ?? [],
      timeContext,
      { orderStart, duplicates: duplicates.get(shipment.id) },
    );
  });
}

type ReportContext = {
  /** The earliest time at which the order was placed, in ms since the epoch. */
  readonly orderStart: number;
  /** Shipments that are the same parcel: their reported statuses count, too. */
  readonly duplicates?: readonly Shipment[] | undefined;
};

export function deriveShipmentHistory(
  shipment: Shipment,
  timeline: readonly TimelineEntry[],
  timeContext: TimeContext,
  { orderStart, duplicates = [] }: ReportContext,
): ShipmentHistory {
  const effective = selectEffectiveEvents(timeline);
  const reports = [shipment, ...duplicates].flatMap(
    (each) => deriveReportedChange(each, effective, timeContext, orderStart) ?? [],
  );
  return {
    shipment: correctTracking(shipment, timeline),
    timeline,
    effective,
    reports,
    summary: deriveShipmentSummary({ shipment, effective, reports }, timeContext),
  };
}

export type StatusState = Pick<ShipmentSummary, 'status' | 'since' | 'custodian' | 'custodySince' | 'isCorrected'> & {
  readonly last: StatusChange | undefined;
  /** The last time for which the status was reported, also again. */
  readonly confirmedAt: EventTime | undefined;
};

const initialState: StatusState = {
  status: 'unknown',
  since: undefined,
  custodian: 'unknown',
  custodySince: undefined,
  isCorrected: false,
  last: undefined,
  confirmedAt: undefined,
};

/** Reduces effective events, oldest first, and the reported statuses to the newest status. */
function deriveShipmentSummary(
  { shipment, effective, reports }: Pick<ShipmentHistory, 'shipment' | 'effective' | 'reports'>,
  timeContext: TimeContext,
): ShipmentSummary {
  const changes = deriveStatusChanges(effective);
  const byEvents = reduceChanges(changes, shipment, timeContext);
  // A report that repeats what the events say adds nothing.
  const dated = reports.filter(
    ({ sortKey, status, at }) => Number.isFinite(sortKey) && !(status === byEvents.status && at === byEvents.since),
  );
  const all = dated.reduce(insertByTime, changes);
  const returnScans = new Set<TimelineEntry>();
  let state = reduceChanges(all, shipment, timeContext, returnScans);
  for (const reported of reports) {
    if (reported.sortKey === -Infinity && reported.rank > (state.last?.rank ?? 0))
      state = applyChange(state, reported, shipment, timeContext);
  }

  const { last, confirmedAt: _, ...result } = state;
  const lastScan = effective.findLast(({ effect }) => effect.isScan);
  return { ...result, decidedBy: last?.entry, lastScan, returnScans };
}

/** Reduces changes, oldest first, to the newest status. Adds the scans of the way back to `returnScans`. */
export const reduceChanges = (
  changes: readonly StatusChange[],
  shipment: Shipment,
  timeContext: TimeContext,
  returnScans?: Set<TimelineEntry>,
): StatusState =>
  changes.reduce((state, change) => {
    const next = applyChange(state, change, shipment, timeContext);
    if (next === state && change.entry && isGoingBack(state)) returnScans?.add(change.entry);
    return next;
  }, initialState);

const isGoingBack = ({ status }: StatusState): boolean => status === 'returning' || status === 'returned';

const arrivedStatuses: readonly ShipmentStatus[] = ['delivered', 'returning', 'returned'];
const statusesAtShop: readonly ShipmentStatus[] = ['unknown', 'preparing', 'packed'];

function applyChange(
  state: StatusState,
  change: StatusChange,
  shipment: Shipment,
  timeContext: TimeContext,
): StatusState {
  const status = resolveChangedStatus(state, change, timeContext);
  const { kind, at } = change;
  if (!status) return change.status === state.status && at !== undefined ? { ...state, confirmedAt: at } : state;
  const custodian = deriveCustodian(status, kind, shipment);
  return {
    status,
    since: status === state.status ? (state.since ?? at) : at,
    custodian,
    custodySince: custodian === state.custodian ? state.custodySince : at,
    isCorrected: change.entry === undefined && takesBack(status, state.status),
    last: change,
    confirmedAt: at,
  };
}

/** Whether the first status takes back that the parcel was delivered or went back. */
const takesBack = (status: ShipmentStatus, previous: ShipmentStatus): boolean =>
  arrivedStatuses.includes(previous) && shipmentStatusTable[status].rank < shipmentStatusTable[previous].rank;

/**
 * The status after a change; `undefined` if the change does not count. Carriers send late and repeated scans, and use the
 * same words for the way back.
 */
function resolveChangedStatus(
  { status, last, confirmedAt }: StatusState,
  change: StatusChange,
  { timeZone }: TimeContext,
): ShipmentStatus | undefined {
  const isLater = (): boolean => isOnLaterDay(change.at, confirmedAt, timeZone);
  // A date or a time of an unknown zone corrects nothing from the same time.
  const isCorrection = change.earliest !== undefined && change.earliest > (last?.sortKey ?? -Infinity);
  if (change.isWeak) return status === 'unknown' ? change.status : undefined;
  // Of two reports of one status, the one with a time says since when.
  if (change.status === status && last?.at === undefined) return status;
  if (change.isAmbiguous && !statusesAtShop.includes(status)) return undefined;
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
