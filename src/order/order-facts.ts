import type { Order, OrderAction } from '../contract/order.ts';
import { isTimeZone } from '../contract/refinements.ts';
import { hasLeftShop, type ShipmentStatus } from '../contract/shipment-statuses.ts';
import { DAY_MS, resolveToday, type TimeContext } from '../dates/zoned-time.ts';
import { selectOfferedActions } from './delivery-issues.ts';
import { deriveLineSummaries, type LineSummary } from './line-summaries.ts';
import { deriveNextChange } from './next-change.ts';
import { deriveOrderHistory, type OrderHistory } from './order-history.ts';
import {
  deriveHeadline,
  deriveOrderStatus,
  isOrderCanceled,
  selectAwaited,
  selectPrimaryParcel,
  type Headline,
  type OrderStatus,
} from './order-status.ts';
import {
  deriveParcelSummary,
  deriveUnshippedItems,
  type ParcelContext,
  type ParcelSummary,
  type UnshippedItems,
} from './parcel-summary.ts';
import { createParcelContents } from './parcel-contents.ts';
import { sortPromises } from './promise-summary.ts';
import type { ShipmentHistory } from './shipment-summary.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/** The facts that the element shows. The summary of an order has more of them, and its warnings. */
export type OrderFacts = {
  readonly id: string;
  readonly status: OrderStatus;
  readonly headline: Headline;
  /** Outbound parcels in the order's order, without canceled ones. */
  readonly parcels: readonly ParcelSummary[];
  /** Parcels from the customer to the shop. */
  readonly returns: readonly ParcelSummary[];
  /** Items without a parcel; `undefined` if there are none. */
  readonly unshippedItems: UnshippedItems | undefined;
  /** `parcels` and `unshippedItems`: all that comes to the customer. */
  readonly outbound: readonly ParcelSummary[];
  readonly lines: readonly LineSummary[];
  /** Actions that the shop offers at `now`. */
  readonly actions: readonly OrderAction[];
  /** All events, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** URL of the page on which the customer reaches the shop. */
  readonly helpUrl: string | undefined;
  /**
   * The next time, in ms since the epoch, at which the same order may have another summary; infinity if there is
   * none. Only `stalledTracking.elapsedMs` grows before that.
   */
  readonly changesAt: number;
  /** The order with each parcel once, and what happened to it. */
  readonly history: OrderHistory;
  /** The time and the zone by which the facts are derived. */
  readonly timeContext: TimeContext;
};

/** Pure; never throws. `options` is as for `deriveOrderSummary`. */
export function deriveOrderFacts(source: Order, options: TimeContext): OrderFacts {
  const timeContext = resolveTimeContext(source, options);
  const today = resolveToday(timeContext);
  const history = deriveOrderHistory(source, timeContext);
  const { order, timeline, events, histories } = history;
  const placed = timeline.find(({ event }) => event.kind === 'placed');
  const statuses = new Map(histories.map(({ shipment, summary }) => [shipment.id, summary.status]));
  const lookUpStatus = (id: string): ShipmentStatus => statuses.get(id) ?? 'unknown';
  const lines = deriveLineSummaries(order, lookUpStatus);
  const context: ParcelContext = {
    order,
    promises: sortPromises(order.promises),
    placedAt: order.placedAt ?? placed?.at,
    timeContext,
    today,
    lines,
    lookUpStatus,
    isCanceled: isOrderCanceled(lines, timeline) && !histories.some(isOutboundUnderWay),
    contents: createParcelContents(lines),
  };

  const allParcels = histories.map((each) => deriveParcelSummary(each, context));
  const parcels = allParcels.filter(
    ({ shipment, status }) => shipment.direction === 'outbound' && status !== 'canceled',
  );
  const returns = allParcels.filter(({ shipment }) => shipment.direction === 'return');
  const unshippedItems = deriveUnshippedItems(parcels.length > 0, events.unshippedEvents, context);

  const outbound = unshippedItems ? [...parcels, unshippedItems] : parcels;
  const awaited = selectAwaited(outbound);
  const status = deriveOrderStatus({ order, outbound: awaited, returns, unshippedItems, lines, timeline });
  return {
    id: order.id,
    status,
    headline: deriveHeadline(status, selectPrimaryParcel(awaited)),
    parcels,
    returns,
    unshippedItems,
    outbound,
    lines,
    actions: selectOfferedActions(order.actions, timeContext),
    timeline,
    helpUrl: order.helpUrl,
    changesAt: deriveNextChange(
      source,
      timeline,
      unshippedItems ? [...allParcels, unshippedItems] : allParcels,
      context,
    ),
    history,
    timeContext,
  };
}

const isOutboundUnderWay = ({ shipment, summary }: ShipmentHistory): boolean =>
  shipment.direction === 'outbound' && hasLeftShop(summary.status);

/** The range of times that `Date` has, less what is added to them. */
const MAX_TIME_MS = 8.64e15 - 100 * DAY_MS;

/** The order's zone, else that of the reader. A zone that the engine does not know counts as unknown. */
function resolveTimeContext(order: Order, { now, timeZone }: TimeContext): TimeContext {
  const zone = order.timeZone ?? timeZone;
  const isNowValid = Math.abs(now) <= MAX_TIME_MS;
  return {
    now: isNowValid ? now : clampTime(Number.isNaN(now) ? Date.parse(order.updatedAt ?? '') : now),
    timeZone: zone !== undefined && isTimeZone(zone) ? zone : undefined,
  };
}

const clampTime = (time: number): number =>
  Number.isNaN(time) ? 0 : Math.max(-MAX_TIME_MS, Math.min(MAX_TIME_MS, time));

/** Derives the facts of an order only if the order, the time zone or the result at `now` differ from the last call. */
export class MemoizedOrderFacts {
  #last: { order: Order; timeContext: TimeContext; facts: OrderFacts } | undefined;

  derive(order: Order, timeContext: TimeContext): OrderFacts {
    const last = this.#last;
    const { now, timeZone } = timeContext;
    if (last?.order === order && last.timeContext.timeZone === timeZone && isCurrent(last, now)) return last.facts;
    const facts = deriveOrderFacts(order, timeContext);
    this.#last = { order, timeContext, facts };
    return facts;
  }
}

const isCurrent = ({ timeContext, facts }: { timeContext: TimeContext; facts: OrderFacts }, now: number): boolean =>
  now >= timeContext.now && now < facts.changesAt;
