import type { ExceptionKind } from '../contract/codes.ts';
import type { DateWindow } from '../contract/estimate.ts';
import type { Order } from '../contract/order.ts';
import type { EventTime } from '../contract/order-fields.ts';
import {
  hasLeftShop,
  shipmentStatusTable,
  type ShipmentStatus,
  type StatusHeadline,
} from '../contract/shipment-statuses.ts';
import { parseCivilDate } from '../dates/civil-date.ts';
import { collectKinds, type DeliveryIssue } from './delivery-issues.ts';
import { countUnparceled, sum, type LineSummary } from './line-summaries.ts';
import type { ParcelSummary } from './parcel-summary.ts';
import { isEffective, type TimelineEntry } from './timeline-entry.ts';

/** Status of the order as a whole: derived from its parts, never sent. */
export type OrderStatus =
  | 'awaiting_payment'
  | 'on_hold'
  | 'placed'
  | 'processing'
  | 'partially_shipped'
  | 'shipped'
  | 'partially_delivered'
  | 'delivered'
  | 'ready_for_pickup'
  | 'partially_returned'
  | 'returned'
  | 'canceled'
  | 'unknown';

type OrderStatusInput = {
  readonly order: Order;
  /** Outbound parcels and unshipped items that something will come of, or all of them (`selectAwaited`). */
  readonly outbound: readonly ParcelSummary[];
  readonly returns: readonly ParcelSummary[];
  readonly unshippedItems: ParcelSummary | undefined;
  readonly lines: readonly LineSummary[];
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
};

/** Unshipped items count like a parcel: an order with some of them is at most partially shipped. */
export function deriveOrderStatus(input: OrderStatusInput): OrderStatus {
  const { order, outbound, unshippedItems, lines, timeline } = input;
  const isEvery = (wanted: ShipmentStatus): boolean =>
    outbound.length > 0 && outbound.every(({ status }) => status === wanted);
  const isSome = (wanted: ShipmentStatus): boolean => outbound.some(({ status }) => status === wanted);
  const hasShipped = outbound.some(({ status }) => hasLeftShop(status));

  if (!hasShipped && isOrderCanceled(lines, timeline)) return 'canceled';
  const returnStatus = deriveReturnStatus(input);
  if (returnStatus) return returnStatus;
  if (isEvery('delivered')) return 'delivered';
  if (isSome('delivered')) return 'partially_delivered';
  if (isEvery('ready_for_pickup')) return 'ready_for_pickup';
  if (hasShipped) return outbound.every(({ status }) => hasLeftShop(status)) ? 'shipped' : 'partially_shipped';
  const hold = order.hold?.reason ?? deriveExplicitStatus(timeline);
  if (hold) return hold === 'payment' ? 'awaiting_payment' : 'on_hold';
  if (unshippedItems && lines.some(isPartlyShipped)) return 'partially_shipped';
  if (outbound.some(({ status }) => status !== 'unknown' && status !== 'canceled')) return 'processing';
  const isPlaced = order.placedAt !== undefined || order.lineItems.length > 0 || timeline.length > 0;
  return outbound.every((parcel) => parcel === unshippedItems) && isPlaced ? 'placed' : 'unknown';
}

/** Without the parcels that nothing will come of, unless there are no others. */
export function selectAwaited(outbound: readonly ParcelSummary[]): readonly ParcelSummary[] {
  const awaited = outbound.filter(({ isVoid }) => !isVoid);
  return awaited.length > 0 ? awaited : outbound;
}

/** Whether pieces of a line were shipped without a known parcel. */
const isPartlyShipped = ({ unshipped = NaN, ...line }: LineSummary): boolean => unshipped < countUnparceled(line);

/** Whether the order as a whole is canceled: every line is, or a cancellation is the newest event of the order. */
export function isOrderCanceled(lines: readonly LineSummary[], timeline: readonly TimelineEntry[]): boolean {
  const ordered = lines.filter((line) => line.ordered !== 0);
  const isEveryLineCanceled =
    ordered.length > 0 && ordered.every((line) => line.ordered !== undefined && line.ordered === line.canceled);
  return isEveryLineCanceled || deriveExplicitStatus(timeline) === 'canceled';
}

/** Events that begin and end a hold. Any newer status of a parcel ends it as well. */
const paymentKinds = ['on_hold', 'payment_confirmed'];

/** The order's status by its own events. Neither a payment nor a label undoes a cancellation. */
export function deriveExplicitStatus(timeline: readonly TimelineEntry[]): 'canceled' | 'on_hold' | undefined {
  const setsStatus = (entry: TimelineEntry): boolean =>
    isEffective(entry) && entry.effect.status !== undefined && !isParcelCancellation(entry);
  if (timeline.findLast((entry) => setsStatus(entry) && !entry.effect.isWeak)?.event.kind === 'canceled')
    return 'canceled';
  const last = timeline.findLast(
    (entry) => setsStatus(entry) || (isEffective(entry) && paymentKinds.includes(entry.event.kind)),
  );
  return last?.event.kind === 'on_hold' ? 'on_hold' : undefined;
}

/** The cancellation of one parcel neither cancels the order nor ends its cancellation. */
const isParcelCancellation = ({ event }: TimelineEntry): boolean =>
  event.kind === 'canceled' && event.shipmentId !== undefined;

/** By quantities if all are known, else by parcels. */
function deriveReturnStatus({
  lines,
  outbound,
  returns,
}: OrderStatusInput): 'returned' | 'partially_returned' | undefined {
  const hasReturn = returns.some(({ status }) => status === 'delivered' || status === 'returned');
  const returnedParcels = outbound.filter(({ status }) => status === 'returned');
  if (!hasReturn && returnedParcels.length === 0 && lines.every(({ returned }) => returned === 0)) return undefined;
  const areAllParcelsReturned = outbound.length > 0 && returnedParcels.length === outbound.length;
  const kept = lines.map(({ ordered, canceled, returned }) => (ordered ?? NaN) - (canceled ?? NaN) - returned);
  const areAllLinesReturned =
    kept.length > 0 && kept.every((quantity) => quantity <= 0) && !isReplacementUnderWay(outbound, lines);
  return areAllParcelsReturned || areAllLinesReturned ? 'returned' : 'partially_returned';
}

/** Whether parcels come beside those that the returned pieces were in: a replacement. */
function isReplacementUnderWay(outbound: readonly ParcelSummary[], lines: readonly LineSummary[]): boolean {
  const isOver = ({ status }: ParcelSummary): boolean => shipmentStatusTable[status].isFinal;
  const arrived = outbound
    .filter(isOver)
    .flatMap(({ items }) => items?.map(({ quantity }) => quantity ?? Infinity) ?? Infinity);
  const isUnderWay = outbound.some(
    (parcel) => !isOver(parcel) && (parcel.items ? parcel.items.length > 0 : hasLeftShop(parcel.status)),
  );
  return isUnderWay && sum(arrived) >= sum(lines.map(({ returned }) => returned));
}

/** The parcel that the headline is about: the most urgent one, then the one that arrives first. */
export function selectPrimaryParcel(parcels: readonly ParcelSummary[]): ParcelSummary | undefined {
  return parcels.toSorted((a, b) => rankUrgency(a) - rankUrgency(b) || parseFirstDay(a) - parseFirstDay(b))[0];
}

/** A required action comes first, then a loss or a parcel that was reported missing, then the parcel that needs the customer soonest. */
function rankUrgency({ status, issues }: ParcelSummary): number {
  if (status !== 'delivered' && issues.some(({ isActionRequired }) => isActionRequired)) return 0;
  const isLostOrMissed = shipmentStatusTable[status].isFinal
    ? status === 'delivered' && issues.some(({ kind }) => kind === 'not_received')
    : issues.some(isLost);
  return isLostOrMissed ? 0.5 : shipmentStatusTable[status].urgency;
}

const isLost = ({ kind }: DeliveryIssue): boolean => kind === 'lost' || kind === 'destroyed';

/** Parcels without a date come last. */
function parseFirstDay({ promise }: ParcelSummary): number {
  const from = promise.current?.window?.from;
  return from === undefined ? Number.MAX_SAFE_INTEGER : parseCivilDate(from);
}

/** The most important fact about an order. */
export type Headline = {
  readonly kind:
    /** About the order as a whole. */
    | 'awaiting_payment'
    | 'on_hold'
    | 'partially_returned'
    | 'placed'
    /** The recipient must act on `issue`. */
    | 'action_required'
    /** Somebody else must solve `issue`. */
    | 'problem'
    /** About `window`: as promised, later than promised, or past without delivery. */
    | 'arriving'
    | 'late'
    | 'overdue'
    /** The status of the primary parcel; `canceled` and `returned` also of the order as a whole. */
    | StatusHeadline;
  /** The primary parcel. */
  readonly parcel: ParcelSummary | undefined;
  /** When the status of the parcel began. */
  readonly at: EventTime | undefined;
  /** The current promise. */
  readonly window: DateWindow | undefined;
  /** For `ready_for_pickup`: until when the parcel is kept. */
  readonly until: EventTime | undefined;
  /** For `action_required` and `problem`. */
  readonly issue: DeliveryIssue | undefined;
};

/** Headlines about the order as a whole, which are its status. */
const orderHeadlines = ['awaiting_payment', 'on_hold', 'canceled', 'returned', 'partially_returned'] as const;

/** Whether a headline is about the order, and not about one of its parcels. */
export const isOrderHeadline = ({ kind }: Headline): boolean => orderHeadlines.some((each) => each === kind);

/** Issues that matter more than the date, because the date depends on their solution. The worst first. */
export const blockingKinds: readonly ExceptionKind[] = [
  'lost',
  'destroyed',
  'damaged',
  'missing_contents',
  'not_received',
  'refused',
  'unclaimed',
  'address_issue',
  'customs_hold',
  'held',
  'attempt_failed',
];

const selectWorstIssue = (issues: readonly DeliveryIssue[]): DeliveryIssue | undefined =>
  blockingKinds.flatMap((kind) => issues.find((issue) => issue.kind === kind) ?? [])[0];

export function deriveHeadline(status: OrderStatus, primaryParcel: ParcelSummary | undefined): Headline {
  const issue =
    primaryParcel &&
    (primaryParcel.issues.find(({ isActionRequired }) => isActionRequired) ?? selectWorstIssue(primaryParcel.issues));
  const kind = deriveHeadlineKind(status, primaryParcel, issue);
  return {
    kind,
    parcel: primaryParcel,
    at: primaryParcel?.since,
    window: primaryParcel?.promise.current?.window,
    until: kind === 'ready_for_pickup' ? primaryParcel?.shipment.pickup?.until : undefined,
    issue: kind === 'action_required' || kind === 'problem' ? issue : undefined,
  };
}

function deriveHeadlineKind(
  orderStatus: OrderStatus,
  primaryParcel: ParcelSummary | undefined,
  issue: DeliveryIssue | undefined,
): Headline['kind'] {
  const orderHeadline = orderHeadlines.find((each) => each === orderStatus);
  if (orderHeadline) return orderHeadline;
  if (!primaryParcel) return 'unknown';
  const { status, promise } = primaryParcel;
  const isRequired = issue?.isActionRequired === true;
  // The customer acts on these by collecting the parcel.
  const isCollected = isRequired && collectKinds.includes(issue.kind);
  if (issue && (status !== 'ready_for_pickup' || isLost(issue) || (isRequired && !isCollected)))
    return isRequired ? 'action_required' : 'problem';
  const { headline, yieldsToDate } = shipmentStatusTable[status];
  if (yieldsToDate) {
    if (promise.state === 'overdue') return 'overdue';
    if (promise.current?.window) return promise.shift === 'later' ? 'late' : 'arriving';
  }
  return headline === 'unknown' && orderStatus === 'placed' ? 'placed' : headline;
}
