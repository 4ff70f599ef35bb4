import type { ExceptionKind } from '../contract/codes.ts';
import type { DeliveryPromise, Order } from '../contract/order.ts';
import type { EventTime } from '../contract/order-fields.ts';
import { hasLeftShop, shipmentStatusTable, type ShipmentStatus } from '../contract/shipment-statuses.ts';
import type { Shipment } from '../contract/shipment.ts';
import { resolveEventDay, type TimeContext } from '../dates/zoned-time.ts';
import {
  deriveOpenIssues,
  deriveOverdueIssue,
  deriveStalledTracking,
  hopelessKinds,
  isPast,
  type DeliveryIssue,
  type StalledTrackingSummary,
} from './delivery-issues.ts';
import { countUnparceled, type LineSummary, type StatusLookup } from './line-summaries.ts';
import { deriveMissingCheck, type MissingCheck } from './missing-check.ts';
import { selectItems, type ParcelContents, type ParcelItem } from './parcel-contents.ts';
import {
  derivePromiseSummary,
  selectPromises,
  selectWorstPromise,
  type DeliveryOutcome,
  type PromiseSummary,
} from './promise-summary.ts';
import { deriveShipmentHistory, type Custodian, type ShipmentHistory } from './shipment-summary.ts';
import { deriveSteps, isCustomerPickup, type Steps } from './steps.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** Who has the parcel, and since when. */
export type Custody = { readonly custodian: Custodian; readonly since: EventTime | undefined };

/** A parcel, or the items without one, with its progress, promise and issues. */
export type ParcelSummary = Steps & {
  readonly shipment: Shipment;
  readonly status: ShipmentStatus;
  /** When the status began. */
  readonly since: EventTime | undefined;
  /** The sender took back that the parcel was delivered or went back. */
  readonly isCorrected: boolean;
  /** `undefined` if the contents are unknown. */
  readonly items: readonly ParcelItem[] | undefined;
  /** Nothing of it will come: it is at the shop, and the order or all of its pieces are canceled. */
  readonly isVoid: boolean;
  readonly custody: Custody;
  readonly promise: PromiseSummary;
  /** The promised date still holds: the parcel is expected, and no problem leaves the date in doubt. */
  readonly holdsPromise: boolean;
  /** The last time of collection is over. */
  readonly isPickupOver: boolean;
  /** Open issues. */
  readonly issues: readonly DeliveryIssue[];
  /** `undefined` if no scan is expected. */
  readonly stalledTracking: StalledTrackingSummary | undefined;
  /** For delivered outbound parcels. */
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
  readonly lines: readonly LineSummary[];
  readonly lookUpStatus: StatusLookup;
  readonly isCanceled: boolean;
  readonly contents: ParcelContents;
};

/** Facts about a parcel that do not depend on its promise. */
type ParcelFacts = ShipmentHistory & {
  readonly isVoid: boolean;
  readonly stalledTracking: StalledTrackingSummary | undefined;
  readonly issues: readonly DeliveryIssue[];
  readonly outcome: DeliveryOutcome;
};

function deriveParcelFacts(history: ShipmentHistory, timeContext: TimeContext, isVoid: boolean): ParcelFacts {
  const stalledTracking = isVoid ? undefined : deriveStalledTracking(history, timeContext);
  const { issues, endangeredSince } = deriveOpenIssues(history, stalledTracking, timeContext);
  const fulfilledAt = selectFulfilledAt(history);
  const outcome = {
    fulfilledOn: fulfilledAt === undefined ? undefined : resolveEventDay(fulfilledAt, timeContext.timeZone),
    isOver: shipmentStatusTable[history.summary.status].endsPromise,
    endangeredSince,
  };
  return { ...history, isVoid, stalledTracking, issues, outcome };
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

/** Issues that leave the date in doubt if they are newer than it. After `hopelessKinds` nobody promises a date. */
const blockingKinds: readonly ExceptionKind[] = ['damaged', 'customs_hold', 'attempt_failed', 'address_issue', 'held'];

function completeParcelSummary(
  facts: ParcelFacts,
  items: readonly ParcelItem[] | undefined,
  promise: PromiseSummary,
  context: ParcelContext,
): ParcelSummary {
  const { placedAt, timeContext } = context;
  const { shipment, timeline, summary, isVoid, stalledTracking, issues } = facts;
  const { status, since, isCorrected, custodian, custodySince, lastScan } = summary;
  const isInDoubt = issues.some(
    ({ kind }) => hopelessKinds.includes(kind) || (promise.state === 'at-risk' && blockingKinds.includes(kind)),
  );
  const window = isInDoubt ? undefined : promise.current?.window;
  return {
    ...deriveSteps({ shipment, summary, entries: timeline, placedAt, window }),
    shipment,
    status,
    since,
    isCorrected,
    items,
    isVoid,
    custody: { custodian, since: custodySince },
    promise,
    holdsPromise: !isInDoubt && !shipmentStatusTable[status].endsPromise,
    isPickupOver: isPast(shipment.pickup?.until, shipment.place?.timeZone, timeContext),
    issues: [...issues, ...deriveOverdueIssue(promise, shipment, issues)],
    stalledTracking,
    missingCheck: deriveMissingCheck(shipment, summary, context),
    lastScan,
    timeline,
  };
}

/** The promise of a parcel is that of the order, of the parcel, or of any line in it. */
export function deriveParcelSummary(history: ShipmentHistory, context: ParcelContext): ParcelSummary {
  const { shipment, summary } = history;
  const items = selectItems(shipment, summary.status, context.contents);
  const isEmptied = items?.length === 0 && shipment.lineItems?.some(({ id }) => context.contents.linesById.has(id));
  const isVoid = (isEmptied === true || context.isCanceled) && !hasLeftShop(summary.status);
  const facts = deriveParcelFacts(history, context.timeContext, isVoid);
  // A promise without a parcel is about the delivery, not about the return.
  const promises =
    shipment.direction === 'return'
      ? context.promises.filter(({ shipmentId }: DeliveryPromise) => shipmentId !== undefined)
      : context.promises;
  const scope = { shipmentId: shipment.id, lineIds: items?.map(({ line }) => line.id) };
  const promise = derivePromiseSummary(isVoid ? [] : selectPromises(promises, scope), facts.outcome, context.today);
  return completeParcelSummary(facts, items, promise, context);
}

/** Whether items were sent though their parcel is not known. */
export type UnshippedState = 'sent' | 'not-sent' | 'partly-sent';

/**
 * The items without a parcel: not shipped yet, or shipped without a known parcel. Each item has its own promise and
 * state; `promise` is the worst of them. `shipment` is a placeholder with an empty id.
 */
export type UnshippedItems = Omit<ParcelSummary, 'items'> & {
  readonly items: readonly (ParcelItem & { readonly promise: PromiseSummary; readonly state: UnshippedState })[];
  /** `partly-sent` also if the states of the items differ. */
  readonly state: UnshippedState;
};

/** `undefined` if all items are in parcels. For an order without parcels and lines, `items` is empty. */
export function deriveUnshippedItems(
  hasParcels: boolean,
  events: readonly TimelineEntry[],
  context: ParcelContext,
): UnshippedItems | undefined {
  const { order, lines, promises, timeContext, today, isCanceled } = context;
  const isContentKnown = order.shipments.every(({ direction, lineItems }) => direction === 'return' || lineItems);
  const withoutParcel = lines.flatMap((line) => selectWithoutParcel(line, hasParcels, isContentKnown));
  const items = withoutParcel.map(({ item }) => item);
  if (items.length === 0 && (hasParcels || order.lineItems.length > 0)) return undefined;

  const isShipped = items.length > 0 && withoutParcel.every(({ line }) => line.unshipped === 0);
  const placeholder = createPlaceholderShipment(order, items, isShipped);
  const history = deriveShipmentHistory(placeholder, events, timeContext, { orderStart: -Infinity });
  const isVoid = isCanceled && !hasLeftShop(history.summary.status);
  const facts = deriveParcelFacts(history, timeContext, isVoid);
  const derivePromise = (lineIds: readonly string[]): PromiseSummary =>
    derivePromiseSummary(isVoid ? [] : selectPromises(promises, { lineIds }), facts.outcome, today);
  const unshippedItems = withoutParcel.map(({ line, item }) => ({
    ...item,
    promise: derivePromise([item.line.id]),
    state: deriveUnshippedState(line, item),
  }));
  const promise = selectWorstPromise(unshippedItems.map((item) => item.promise)) ?? derivePromise([]);
  const [state = 'not-sent', ...others] = new Set(unshippedItems.map((item) => item.state));
  return {
    ...completeParcelSummary(facts, items, promise, context),
    items: unshippedItems,
    state: hasLeftShop(history.summary.status) ? 'sent' : others.length > 0 ? 'partly-sent' : state,
  };
}

/** By the fulfilled quantity of the line. An unknown quantity counts as not sent. */
function deriveUnshippedState({ unshipped }: LineSummary, { quantity = 0 }: ParcelItem): UnshippedState {
  if (unshipped === 0) return 'sent';
  return unshipped !== undefined && unshipped < quantity ? 'partly-sent' : 'not-sent';
}

/** The part of a line that is in no parcel, shipped or not. An unknown quantity may be in a parcel with unknown contents. */
function selectWithoutParcel(
  line: LineSummary,
  hasParcels: boolean,
  isContentKnown: boolean,
): { line: LineSummary; item: ParcelItem }[] {
  const { inParcels, unshipped = NaN } = line;
  const quantity = isContentKnown ? countUnparceled(line) : unshipped;
  const isIncluded = Number.isNaN(quantity) ? !hasParcels || (isContentKnown && inParcels.length === 0) : quantity > 0;
  return isIncluded
    ? [{ line, item: { line: line.line, quantity: Number.isNaN(quantity) ? undefined : quantity } }]
    : [];
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
    status: isShipped ? 'accepted' : 'unknown',
    method,
    place,
    tracking: [],
    exceptions: [],
    lineItems: items.map(({ line, quantity }) => ({ id: line.id, quantity })),
  };
}
