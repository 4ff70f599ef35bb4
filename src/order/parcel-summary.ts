import type { DeliveryPromise, LineItem, Order, OrderAction } from '../contract/order.ts';
import type { EventTime } from '../contract/order-fields.ts';
import type { CivilDate } from '../contract/primitives.ts';
import { shipmentStatusTable, type ShipmentStatus } from '../contract/shipment-statuses.ts';
import type { Shipment } from '../contract/shipment.ts';
import { formatCivilDate } from '../dates/civil-date.ts';
import { resolveEventDay, type TimeContext } from '../dates/zoned-time.ts';
import {
  deriveOpenIssues,
  deriveOverdueIssue,
  deriveStalledTracking,
  isOffered,
  type DeliveryIssue,
  type StalledTrackingSummary,
} from './delivery-issues.ts';
import type { LineSummary } from './line-summaries.ts';
import {
  derivePromiseSummary,
  selectPromises,
  selectWorstPromise,
  type DeliveryOutcome,
  type PromiseSummary,
} from './promise-summary.ts';
import {
  deriveShipmentHistory,
  type Custodian,
  type ShipmentHistory,
  type ShipmentSummary,
} from './shipment-summary.ts';
import { deriveSteps, isCustomerPickup, type Steps } from './steps.ts';
import type { TimelineEntry } from './timeline.ts';

/** A line item in a parcel. */
export type ParcelItem = {
  readonly line: LineItem;
  /** Pieces; `undefined` is unknown. */
  readonly quantity: number | undefined;
};

/** Who has the parcel, and since when. */
export type Custody = { readonly custodian: Custodian; readonly since: EventTime | undefined };

/** A parcel, or the items without one, with its progress, promise and issues. */
export type ParcelSummary = Steps & {
  readonly shipment: Shipment;
  readonly status: ShipmentStatus;
  /** When the status began. */
  readonly since: EventTime | undefined;
  /** `undefined` if the contents are unknown. */
  readonly items: readonly ParcelItem[] | undefined;
  readonly custody: Custody;
  readonly promise: PromiseSummary;
  /** Open issues. */
  readonly issues: readonly DeliveryIssue[];
  /** `undefined` if no scan is expected. */
  readonly stalledTracking: StalledTrackingSummary | undefined;
  /** For delivered outbound parcels without a return. */
  readonly missingCheck: MissingCheck | undefined;
  readonly lastScan: TimelineEntry | undefined;
  /** The parcel's own events, oldest first. */
  readonly timeline: readonly TimelineEntry[];
};

/** Parts of the order that every parcel depends on. */
export type ParcelContext = {
  readonly order: Order;
  /** Sorted by `sortPromises`. */
  readonly promises: Order['promises'];
  readonly placedAt: EventTime | undefined;
  readonly timeContext: TimeContext;
  /** Day number of the current day at the destination. */
  readonly today: number;
};

/** Facts about a parcel that do not depend on its promise. */
type ParcelFacts = ShipmentHistory & {
  readonly stalledTracking: StalledTrackingSummary | undefined;
  readonly issues: readonly DeliveryIssue[];
  readonly outcome: DeliveryOutcome;
};

function deriveParcelFacts(history: ShipmentHistory, timeContext: TimeContext): ParcelFacts {
  const stalledTracking = deriveStalledTracking(history, timeContext);
  const { issues, endangeredSince } = deriveOpenIssues(history, stalledTracking, timeContext);
  const fulfilledAt = selectFulfilledAt(history);
  const outcome = {
    fulfilledOn: fulfilledAt === undefined ? undefined : resolveEventDay(fulfilledAt, timeContext.timeZone),
    isOver: shipmentStatusTable[history.summary.status].endsPromise,
    endangeredSince,
  };
  return { ...history, stalledTracking, issues, outcome };
}

/** When the promise was fulfilled: a customer pickup when the parcel was ready, any other delivery on handover. */
function selectFulfilledAt({
  shipment,
  effective,
  summary: { status, since },
}: ShipmentHistory): EventTime | undefined {
  if (status !== 'delivered' && status !== 'ready_for_pickup') return undefined;
  const ready = isCustomerPickup(shipment)
    ? effective.find(({ effect }) => effect.status === 'ready_for_pickup')
    : undefined;
  return ready?.at ?? since;
}

function completeParcelSummary(facts: ParcelFacts, promise: PromiseSummary, context: ParcelContext): ParcelSummary {
  const { order, placedAt } = context;
  const { shipment, timeline, summary, stalledTracking, issues } = facts;
  const { status, since, custodian, custodySince, lastScan } = summary;
  const window = promise.current?.window;
  return {
    ...deriveSteps({ shipment, summary, entries: timeline, placedAt, window }),
    shipment,
    status,
    since,
    items: shipment.lineItems?.flatMap(({ id, quantity }) => {
      const line = order.lineItems.find((candidate) => candidate.id === id);
      return line ? [{ line, quantity }] : [];
    }),
    custody: { custodian, since: custodySince },
    promise,
    issues: [...issues, ...deriveOverdueIssue(promise, shipment, issues)],
    stalledTracking,
    missingCheck: deriveMissingCheck(shipment, summary, context),
    lastScan,
    timeline,
  };
}

/** The promise of a parcel is that of the order, of the parcel, or of any line in it. */
export function deriveParcelSummary(history: ShipmentHistory, context: ParcelContext): ParcelSummary {
  const { shipment } = history;
  const facts = deriveParcelFacts(history, context.timeContext);
  // A promise without a parcel is about the delivery, not about the return.
  const promises =
    shipment.direction === 'return'
      ? context.promises.filter(({ shipmentId }: DeliveryPromise) => shipmentId !== undefined)
      : context.promises;
  const scope = { shipmentId: shipment.id, lineIds: shipment.lineItems?.map(({ id }) => id) };
  const promise = derivePromiseSummary(selectPromises(promises, scope), facts.outcome, context.today);
  return completeParcelSummary(facts, promise, context);
}

/** Advice for a parcel that is delivered by its status, but missing. */
export type MissingCheck = {
  /** The last day on which the parcel may still arrive; `undefined` if the day of delivery is unknown. */
  readonly waitUntil: CivilDate | undefined;
  /** `waitUntil` is over or unknown. */
  readonly isWaitOver: boolean;
  /** The shop's action for a report, if offered. */
  readonly reportAction: OrderAction | undefined;
};

/** Drivers may scan a whole round as delivered before they drive it. */
const MAX_SCAN_LEAD_DAYS = 1;

/** For delivered outbound parcels. Nobody misses a parcel that goes back. */
function deriveMissingCheck(
  shipment: Shipment,
  { status, since }: ShipmentSummary,
  { order, timeContext, today }: ParcelContext,
): MissingCheck | undefined {
  const { direction } = shipment;
  if (status !== 'delivered' || direction === 'return' || hasReturnedItems(shipment, order)) return undefined;
  const lastDay = since === undefined ? undefined : resolveEventDay(since, timeContext.timeZone) + MAX_SCAN_LEAD_DAYS;
  return {
    waitUntil: lastDay === undefined ? undefined : formatCivilDate(lastDay),
    isWaitOver: lastDay === undefined || today > lastDay,
    reportAction: order.actions.find((action) => action.type === 'report-missing' && isOffered(action, timeContext)),
  };
}

/**
 * Whether any line of a parcel is in a return parcel, or has a return that the shop did not reject. If the contents of
 * either parcel are unknown, they may be the same.
 */
function hasReturnedItems({ lineItems }: Shipment, { shipments, adjustments }: Order): boolean {
  const isIncluded = ({ id }: { id: string }): boolean => lineItems?.some((item) => item.id === id) === true;
  return (
    shipments.some(
      ({ direction, lineItems: returned }) =>
        direction === 'return' && (!lineItems || !returned || returned.some(isIncluded)),
    ) ||
    adjustments.some(
      ({ kind, status, lineItems: returned }) =>
        kind === 'return' && status !== 'rejected' && returned?.some(isIncluded) === true,
    )
  );
}

/**
 * The items without a parcel: not shipped yet, or shipped without a known parcel. Each item has its own promise;
 * `promise` is the worst of them. `shipment` is a placeholder with an empty id.
 */
export type UnshippedItems = Omit<ParcelSummary, 'items'> & {
  readonly items: readonly (ParcelItem & { readonly promise: PromiseSummary })[];
};

/** `undefined` if all items are in parcels. For an order without parcels and lines, `items` is empty. */
export function deriveUnshippedItems(
  lines: readonly LineSummary[],
  hasParcels: boolean,
  events: readonly TimelineEntry[],
  context: ParcelContext,
): UnshippedItems | undefined {
  const { order, promises, timeContext, today } = context;
  const isShipped = !hasParcels && lines.length > 0 && lines.every(({ unshipped }) => unshipped === 0);
  const items = lines.flatMap((line) => selectUnshipped(line, hasParcels, isShipped));
  if (items.length === 0 && (hasParcels || order.lineItems.length > 0)) return undefined;

  const placeholder = createPlaceholderShipment(order, items, isShipped);
  const facts = deriveParcelFacts(deriveShipmentHistory(placeholder, events, timeContext), timeContext);
  const derivePromise = (lineIds: readonly string[]): PromiseSummary =>
    derivePromiseSummary(selectPromises(promises, { lineIds }), facts.outcome, today);
  const itemsWithPromise = items.map((item) => ({ ...item, promise: derivePromise([item.line.id]) }));
  const promise = selectWorstPromise(itemsWithPromise.map((item) => item.promise)) ?? derivePromise([]);
  return { ...completeParcelSummary(facts, promise, context), items: itemsWithPromise };
}

/** The part of a line that is in no parcel. Without any parcel, that includes an unknown quantity. */
function selectUnshipped(
  { line, ordered, canceled, unshipped }: LineSummary,
  hasParcels: boolean,
  isShipped: boolean,
): ParcelItem[] {
  const quantity = isShipped ? (ordered ?? 0) - (canceled ?? 0) : unshipped;
  const isIncluded = quantity === undefined ? !hasParcels : quantity > 0;
  return isIncluded ? [{ line, quantity }] : [];
}

/** The fulfilled quantities of the lines may show that the items were shipped, though no parcel is known. */
function createPlaceholderShipment(
  { method, place }: Order,
  items: readonly ParcelItem[],
  isShipped: boolean,
): Shipment {
  return {
    id: '',
    direction: 'outbound',
    status: isShipped && items.length > 0 ? 'accepted' : 'unknown',
    method,
    place,
    tracking: [],
    exceptions: [],
    lineItems: items.map(({ line, quantity }) => ({ id: line.id, quantity })),
  };
}
