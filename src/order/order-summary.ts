import type { Order, OrderAction } from '../contract/order.ts';
import type { Instant } from '../contract/primitives.ts';
import { isTimeZone } from '../contract/refinements.ts';
import { hasLeftShop, shipmentStatusTable, type ShipmentStatus } from '../contract/shipment-statuses.ts';
import { DAY_MS, resolveToday, type TimeContext } from '../dates/zoned-time.ts';
import { selectOfferedActions, type DeliveryIssue } from './delivery-issues.ts';
import { deriveLineSummaries, type LineSummary } from './line-summaries.ts';
import { deriveNextChange } from './next-change.ts';
import { deriveOrderHistory } from './order-history.ts';
import {
  deriveExplicitStatus,
  deriveHeadline,
  deriveOrderStatus,
  isOrderCanceled,
  selectAwaited,
  selectPrimaryParcel,
  type Headline,
  type OrderStatus,
} from './order-status.ts';
import type { OrderWarning } from './order-warning.ts';
import {
  deriveParcelSummary,
  deriveUnshippedItems,
  type Custody,
  type ParcelContext,
  type ParcelSummary,
  type UnshippedItems,
} from './parcel-summary.ts';
import { createParcelContents } from './parcel-contents.ts';
import { sortPromises, type PromiseSummary } from './promise-summary.ts';
import type { ShipmentHistory } from './shipment-summary.ts';
import type { Steps } from './steps.ts';
import { hasAmbiguousRetractions } from './scan-reports.ts';
import { hasAmbiguousOrder } from './timeline.ts';
import { isEffective, type TimelineEntry } from './timeline-entry.ts';
import { deriveUnknownCodeWarnings } from './unknown-codes.ts';

/** How recent the data of an order is. */
export type Freshness = {
  /** When the shop last asked the carrier. */
  readonly checkedAt: Instant | undefined;
  /** The newest scan of any parcel. */
  readonly lastScan: TimelineEntry | undefined;
};

/** Milliseconds since the shop last asked the carrier; `undefined` if it did not say. `now` in ms since the epoch. */
export const deriveShopAge = ({ checkedAt }: Freshness, now: number): number | undefined =>
  checkedAt === undefined ? undefined : Math.max(0, now - Date.parse(checkedAt));

/** All facts that a view of an order shows. */
export type OrderSummary = {
  readonly id: string;
  /** The id if the order has no number. */
  readonly number: string;
  readonly version: number;
  readonly placedAt: Instant | undefined;
  readonly status: OrderStatus;
  /** The platform's own status. */
  readonly statusText: string | undefined;
  readonly headline: Headline;
  /** The order is delivered, returned or canceled. */
  readonly isFinal: boolean;
  /** Outbound parcels in the order's order, without canceled ones. */
  readonly parcels: readonly ParcelSummary[];
  /** Parcels from the customer to the shop. */
  readonly returns: readonly ParcelSummary[];
  /** Items without a parcel; `undefined` if there are none. */
  readonly unshippedItems: UnshippedItems | undefined;
  readonly lines: readonly LineSummary[];
  /** Steps of the headline's parcel. */
  readonly progress: Steps | undefined;
  /** Promise of the headline's parcel. */
  readonly promise: PromiseSummary | undefined;
  /** Custody of the headline's parcel. */
  readonly custody: Custody;
  /** Open issues of all parcels; none for a canceled order. */
  readonly issues: readonly DeliveryIssue[];
  /** Actions that the shop offers at `now`. */
  readonly actions: readonly OrderAction[];
  readonly freshness: Freshness;
  /** All events, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** URL of events older than `timeline`. */
  readonly earlierEvents: string | undefined;
  /**
   * The next time, in ms since the epoch, at which the same order may have another summary; infinity if there is
   * none. Only `stalledTracking.elapsedMs` grows before that.
   */
  readonly changesAt: number;
  readonly warnings: readonly OrderWarning[];
};

/**
 * Derives the status, parcels, promises, issues and actions of an order at `options.now` (ms since the epoch).
 * The order's own time zone takes precedence over `options.timeZone`. Pure; never throws: contradictions in the
 * order become `warnings`.
 */
export function deriveOrderSummary(source: Order, options: TimeContext): OrderSummary {
  const { timeContext, warnings: timeWarnings } = resolveTimeContext(source, options);
  const today = resolveToday(timeContext);
  const { order, timeline, events, histories, warnings: duplicateWarnings } = deriveOrderHistory(source, timeContext);
  const sortedPromises = sortPromises(order.promises);
  const placed = timeline.find(({ event }) => event.kind === 'placed');
  const statuses = new Map(histories.map(({ shipment, summary }) => [shipment.id, summary.status]));
  const lookUpStatus = (id: string): ShipmentStatus => statuses.get(id) ?? 'unknown';
  const { lines, warnings } = deriveLineSummaries(order, lookUpStatus);
  const context: ParcelContext = {
    order,
    promises: sortedPromises.promises,
    placedAt: order.placedAt ?? placed?.at,
    timeContext,
    today,
    lines,
    lookUpStatus,
    isCanceled: isOrderCanceled(lines, timeline) && !histories.some(isOutboundUnderWay),
    contents: createParcelContents(lines),
  };

  const allParcels = histories.map((history) => deriveParcelSummary(history, context));
  const parcels = allParcels.filter(
    ({ shipment, status }) => shipment.direction === 'outbound' && status !== 'canceled',
  );
  const returns = allParcels.filter(({ shipment }) => shipment.direction === 'return');
  const unshippedItems = deriveUnshippedItems(parcels.length > 0, events.unshippedEvents, context);

  const outbound = unshippedItems ? [...parcels, unshippedItems] : parcels;
  const awaited = selectAwaited(outbound);
  const status = deriveOrderStatus({ order, outbound: awaited, returns, unshippedItems, lines, timeline });
  const primaryParcel = selectPrimaryParcel(awaited);
  const issues = status === 'canceled' ? [] : [...outbound, ...returns].flatMap((parcel) => parcel.issues);
  const actions = selectOfferedActions(order.actions, timeContext);
  return {
    id: order.id,
    number: order.number ?? order.id,
    version: order.version,
    placedAt: order.placedAt,
    status,
    statusText: order.statusText,
    headline: deriveHeadline(status, outbound, primaryParcel),
    isFinal:
      status === 'returned' ||
      status === 'canceled' ||
      (status === 'delivered' && returns.every((parcel) => shipmentStatusTable[parcel.status].isFinal)),
    parcels,
    returns,
    unshippedItems,
    lines,
    progress: primaryParcel && { steps: primaryParcel.steps, current: primaryParcel.current },
    promise: primaryParcel?.promise,
    custody: primaryParcel?.custody ?? { custodian: 'unknown', since: undefined },
    issues,
    actions,
    freshness: {
      checkedAt: order.checkedAt,
      lastScan: timeline.findLast((entry) => isEffective(entry) && entry.effect.isScan),
    },
    timeline,
    earlierEvents: order.earlierEvents,
    changesAt: deriveNextChange(
      source,
      timeline,
      unshippedItems ? [...allParcels, unshippedItems] : allParcels,
      context,
    ),
    warnings: [
      ...timeWarnings,
      ...duplicateWarnings,
      ...deriveUnknownCodeWarnings(order),
      ...deriveTimelineWarnings(timeline),
      ...events.warnings,
      ...sortedPromises.warnings,
      ...histories.flatMap(({ summary }) => summary.warnings),
      ...warnings,
      ...(isOrderCanceled(lines, timeline) && outbound.some((parcel) => hasLeftShop(parcel.status))
        ? [{ code: 'canceled-but-shipped' as const }]
        : []),
    ],
  };
}

const isOutboundUnderWay = ({ shipment, summary }: ShipmentHistory): boolean =>
  shipment.direction === 'outbound' && hasLeftShop(summary.status);

/** The range of times that `Date` has, less what is added to them. */
const MAX_TIME_MS = 8.64e15 - 100 * DAY_MS;

/** The order's zone, else that of the reader. A zone that the engine does not know counts as unknown. */
function resolveTimeContext(
  order: Order,
  { now, timeZone }: TimeContext,
): { timeContext: TimeContext; warnings: readonly OrderWarning[] } {
  const zone = order.timeZone ?? timeZone;
  const isZoneUnknown = zone !== undefined && !isTimeZone(zone);
  const isNowInvalid = !(Math.abs(now) <= MAX_TIME_MS);
  const usableNow = isNowInvalid ? clampTime(Number.isNaN(now) ? Date.parse(order.updatedAt ?? '') : now) : now;
  return {
    timeContext: { now: usableNow, timeZone: isZoneUnknown ? undefined : zone },
    warnings: [
      ...(isZoneUnknown ? [{ code: 'time-zone-unknown' as const }] : []),
      ...(isNowInvalid ? [{ code: 'now-invalid' as const }] : []),
    ],
  };
}

const clampTime = (time: number): number =>
  Number.isNaN(time) ? 0 : Math.max(-MAX_TIME_MS, Math.min(MAX_TIME_MS, time));

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

/** Derives the summary of an order only if the order, the time zone or the result at `now` differ from the last call. */
export class MemoizedOrderSummary {
  #last: { order: Order; timeContext: TimeContext; summary: OrderSummary } | undefined;

  derive(order: Order, timeContext: TimeContext): OrderSummary {
    const last = this.#last;
    const { now, timeZone } = timeContext;
    if (last?.order === order && last.timeContext.timeZone === timeZone && isCurrent(last, now)) return last.summary;
    const summary = deriveOrderSummary(order, timeContext);
    this.#last = { order, timeContext, summary };
    return summary;
  }
}

const isCurrent = (
  { timeContext, summary }: { timeContext: TimeContext; summary: OrderSummary },
  now: number,
): boolean => now >= timeContext.now && now < summary.changesAt;
