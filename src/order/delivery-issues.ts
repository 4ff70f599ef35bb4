import { actionTypes, exceptionKinds, resolveCode, type ExceptionKind } from '../contract/codes.ts';
import type { Order, OrderAction } from '../contract/order.ts';
import type { EventTime } from '../contract/order-fields.ts';
import { shipmentStatusTable, type ShipmentStatus } from '../contract/shipment-statuses.ts';
import type { OrderException, Shipment } from '../contract/shipment.ts';
import { addDays } from '../dates/civil-date.ts';
import { DAY_MS, formatInstant, resolveEventSpan, type TimeContext } from '../dates/zoned-time.ts';
import type { PromiseSummary } from './promise-summary.ts';
import type { ShipmentHistory, ShipmentSummary } from './shipment-summary.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** An open problem of a delivery. */
export type DeliveryIssue = {
  /** One of `exceptionKinds`. The code as sent is in `exception.kind`. */
  readonly kind: ExceptionKind;
  readonly since: EventTime | undefined;
  /** The affected parcel; `undefined` for unshipped items. */
  readonly shipmentId: string | undefined;
  /** The exception that the shop or the carrier reported; `undefined` for an issue derived from events and time. */
  readonly exception: OrderException | undefined;
  /** The recipient must act, and still can. */
  readonly isActionRequired: boolean;
  /** The time limit of the required action is over, whoever must act. */
  readonly isTimeOver: boolean;
};

/** An issue that nobody has reported. It asks nothing of anybody. */
const createDerivedIssue = (kind: ExceptionKind, since: EventTime | undefined, { id }: Shipment): DeliveryIssue => ({
  kind,
  since,
  shipmentId: id || undefined,
  exception: undefined,
  isActionRequired: false,
  isTimeOver: false,
});

/** Whether a time limit is over. A date includes the whole day. `placeZone`: IANA zone of the place. */
export function isPast(
  until: EventTime | undefined,
  placeZone: string | undefined,
  { now, timeZone }: TimeContext,
): boolean {
  const span = resolveEventSpan(until, placeZone, timeZone);
  return span !== undefined && span.to <= now;
}

/** Issues after which nobody expects the parcel. */
export const hopelessKinds: readonly ExceptionKind[] = ['lost', 'destroyed', 'refused', 'unclaimed'];

/** Issues that the customer solves by collecting the parcel. */
export const collectKinds: readonly ExceptionKind[] = ['unclaimed', 'held', 'attempt_failed'];

/** Kinds that stay open after the parcel was delivered or returned. */
const lastingKinds: readonly ExceptionKind[] = ['damaged', 'destroyed', 'missing_contents', 'not_received'];

/** Kinds that put the promised date at risk. */
const endangeringKinds: readonly ExceptionKind[] = [
  'delayed',
  'customs_hold',
  'attempt_failed',
  'address_issue',
  'refused',
  'held',
  'damaged',
  'lost',
  'destroyed',
  'silent',
];

/** The open issues of a parcel. */
export type OpenIssues = {
  readonly issues: readonly DeliveryIssue[];
  /**
   * When the newest issue that puts the promised date at risk began, in ms since the epoch: infinity if that time
   * is unknown, `undefined` without such an issue.
   */
  readonly endangeredSince: number | undefined;
};

/** Derives issues from open exceptions, a failed attempt without an exception, and stalled tracking. */
export function deriveOpenIssues(
  { shipment, summary }: ShipmentHistory,
  stalledTracking: StalledTrackingSummary | undefined,
  timeContext: TimeContext,
): OpenIssues {
  const shipmentId = shipment.id || undefined;
  const issues = shipment.exceptions
    .filter((exception) => !isResolved(exception, timeContext))
    .map((exception): DeliveryIssue => {
      const kind = resolveCode(exceptionKinds, exception.kind, 'other');
      const isTimeOver = isPast(exception.actionRequired?.until, undefined, timeContext);
      const isActionRequired = !isTimeOver && isRecipientActionRequired(exception, kind, shipment, summary);
      return { kind, since: exception.since, shipmentId, exception, isActionRequired, isTimeOver };
    })
    .filter((issue) => !isEnded(issue, summary, timeContext));
  const { decidedBy } = summary;
  const addUnreported = (kind: ExceptionKind, since: EventTime | undefined): void => {
    if (!issues.some((issue) => issue.kind === kind)) issues.push(createDerivedIssue(kind, since, shipment));
  };
  for (const kind of selectDeliveryFaults(shipment, summary.status)) addUnreported(kind, summary.since);
  if (
    decidedBy?.event.kind === 'delivery_attempted' &&
    !shipment.exceptions.some(({ kind }) => kind === 'attempt_failed')
  )
    addUnreported('attempt_failed', decidedBy.at);
  if (stalledTracking?.state === 'stalled') addUnreported('silent', formatInstant(stalledTracking.stalledAt));
  return { issues, endangeredSince: resolveEndangeredSince(issues, timeContext) };
}

/** Problems that the recipient of a delivered parcel can help with. */
const deliveredKinds: readonly ExceptionKind[] = lastingKinds;

/** Nothing is required for a parcel that is back or canceled; little for one that has arrived. */
function isRecipientActionRequired(
  { actionRequired }: OrderException,
  kind: ExceptionKind,
  { direction }: Shipment,
  { status }: ShipmentSummary,
): boolean {
  if (actionRequired?.by !== 'recipient') return false;
  if (status === 'delivered') return direction === 'outbound' && deliveredKinds.includes(kind);
  return status !== 'returned' && status !== 'canceled';
}

/** What was wrong with the parcel when it was handed over. */
const selectDeliveryFaults = ({ delivery }: Shipment, status: ShipmentStatus): readonly ExceptionKind[] =>
  status === 'delivered'
    ? [
        ...(delivery?.partial ? (['missing_contents'] as const) : []),
        ...(delivery?.damaged ? (['damaged'] as const) : []),
      ]
    : [];

function resolveEndangeredSince(issues: readonly DeliveryIssue[], { timeZone }: TimeContext): number | undefined {
  const times = issues
    .filter(({ kind }) => endangeringKinds.includes(kind))
    .map(({ since }) => resolveEventSpan(since, undefined, timeZone)?.to ?? Infinity);
  return times.length > 0 ? Math.max(...times) : undefined;
}

function isResolved({ resolvedAt }: OrderException, { now, timeZone }: TimeContext): boolean {
  const span = resolveEventSpan(resolvedAt, undefined, timeZone);
  return span !== undefined && span.from <= now;
}

/** A final status ends the issues that began before it. */
function isEnded(
  { kind, since }: DeliveryIssue,
  { status, since: endedAt }: ShipmentSummary,
  { timeZone }: TimeContext,
): boolean {
  if (!shipmentStatusTable[status].isFinal || lastingKinds.includes(kind)) return false;
  const began = resolveEventSpan(since, undefined, timeZone);
  const ended = resolveEventSpan(endedAt, undefined, timeZone);
  return !began || !ended || began.from <= ended.to;
}

/** The issue of an overdue promise, unless the shop or the carrier reported one. It begins the day after the promise. */
export function deriveOverdueIssue(
  promise: PromiseSummary,
  shipment: Shipment,
  issues: readonly DeliveryIssue[],
): readonly DeliveryIssue[] {
  const lastDay = promise.current?.window?.to;
  if (promise.state !== 'overdue' || lastDay === undefined || issues.some(({ kind }) => kind === 'overdue')) return [];
  return [createDerivedIssue('overdue', addDays(lastDay, 1), shipment)];
}

/** Time since the last scan of a parcel, compared with the normal time between scans. Durations in ms. */
export type StalledTrackingSummary = {
  readonly lastScan: TimelineEntry;
  readonly elapsedMs: number;
  readonly thresholdMs: number;
  /** `lastScan` plus the threshold, in ms since the epoch. */
  readonly stalledAt: number;
  readonly state: 'normal' | 'stalled';
};

/*
 * Normal times between two scans. In calendar time, because carriers' calendars are unknown: each allows for
 * a weekend and for a day until the hand-held scanner is read out.
 */

/** Packed on Friday, collected on Tuesday after a holiday. */
const WAITING_FOR_CARRIER_MS = 4 * DAY_MS;
/** Friday evening to Monday evening without sorting. */
const COURIER_EN_ROUTE_MS = 3 * DAY_MS;
/** Postal services scan at few places: posted on Friday, scanned on Wednesday. */
const POST_EN_ROUTE_MS = 5 * DAY_MS;
/** Between the export scan and the import scan: a flight or a shipping container, and customs on both sides. */
const BETWEEN_COUNTRIES_MS = 10 * DAY_MS;
/** Delivery rounds end in the evening; scanners are read out by the next morning. */
const DELIVERY_ROUND_MS = 1.5 * DAY_MS;
/** Carriers transport returns without priority. */
const RETURNING_MS = 14 * DAY_MS;

const crossBorderKinds = new Set([
  'export_customs',
  'import_customs',
  'customs_cleared',
  'arrived_in_destination_country',
]);

/** `undefined` if no scan is expected or none has come yet. */
export function deriveStalledTracking(
  { shipment: { method }, effective, summary: { status } }: ShipmentHistory,
  { now }: TimeContext,
): StalledTrackingSummary | undefined {
  const thresholdMs = selectThreshold(status, method, effective);
  const lastScan = effective.findLast(
    ({ span, effect, event }) => span && (effect.isScan || (status === 'packed' && event.kind === 'packed')),
  );
  if (thresholdMs === undefined || !lastScan?.span) return undefined;
  const elapsedMs = Math.max(0, now - lastScan.span.to);
  return {
    lastScan,
    elapsedMs,
    thresholdMs,
    stalledAt: lastScan.span.to + thresholdMs,
    state: elapsedMs > thresholdMs ? 'stalled' : 'normal',
  };
}

function selectThreshold(
  status: ShipmentStatus,
  method: string | undefined,
  effective: readonly TimelineEntry[],
): number | undefined {
  switch (shipmentStatusTable[status].step) {
    case 'packed':
      return WAITING_FOR_CARRIER_MS;
    case 'with_carrier':
      if (effective.some(({ event }) => crossBorderKinds.has(event.kind))) return BETWEEN_COUNTRIES_MS;
      return method === 'post' ? POST_EN_ROUTE_MS : COURIER_EN_ROUTE_MS;
    case 'out_for_delivery':
      return DELIVERY_ROUND_MS;
    case 'returning':
    case 'undeliverable':
      return RETURNING_MS;
    case 'ordered':
    case 'ready_for_pickup':
    case 'delivered':
    case 'returned':
    case 'canceled':
      return undefined;
  }
}

/** Whether an action is still offered: not any more at the instant `until`. */
export const isOffered = ({ until }: OrderAction, { now }: TimeContext): boolean =>
  until === undefined || Date.parse(until) > now;

/** Offered actions, in the shop's order, without unlisted types. */
export const selectOfferedActions = (actions: Order['actions'], timeContext: TimeContext): readonly OrderAction[] =>
  actions.filter((action) => isOffered(action, timeContext) && actionTypes.some((type) => type === action.type));
