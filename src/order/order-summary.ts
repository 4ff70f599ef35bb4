import { deliveryKinds, resolveCode, type DeliveryKind } from '../contract/codes.ts';
import type { Order } from '../contract/order.ts';
import type { Instant } from '../contract/primitives.ts';
import { shipmentStatusTable } from '../contract/shipment-statuses.ts';
import type { TimeContext } from '../dates/zoned-time.ts';
import type { DeliveryIssue } from './delivery-issues.ts';
import { deriveOrderFacts, type OrderFacts } from './order-facts.ts';
import type { Headline } from './order-status.ts';
import type { OrderWarning } from './order-warning.ts';
import { deriveOrderWarnings } from './order-warnings.ts';
import type { Custody } from './parcel-summary.ts';
import type { PromiseSummary } from './promise-summary.ts';
import type { Steps } from './steps.ts';
import { isEffective, type TimelineEntry } from './timeline-entry.ts';

/** How recent the data of an order is. */
export type Freshness = {
  /** When the shop last asked the carrier. */
  readonly checkedAt: Instant | undefined;
  /** The newest scan of any parcel. */
  readonly lastScan: TimelineEntry | undefined;
};

export type HeadlineSummary = Headline & {
  /** The order has other parcels or unshipped items as well. */
  readonly isPartial: boolean;
  /** For `delivered`: who or what received the parcel. */
  readonly deliveredTo: DeliveryKind | undefined;
};

/** All facts about an order, for views and programs. */
export type OrderSummary = Omit<OrderFacts, 'headline' | 'outbound' | 'history' | 'timeContext'> & {
  readonly headline: HeadlineSummary;
  /** The id if the order has no number. */
  readonly number: string;
  readonly version: number;
  readonly placedAt: Instant | undefined;
  /** The platform's own status. */
  readonly statusText: string | undefined;
  /** The order is delivered, returned or canceled. */
  readonly isFinal: boolean;
  /** Steps of the headline's parcel. */
  readonly progress: Steps | undefined;
  /** Promise of the headline's parcel. */
  readonly promise: PromiseSummary | undefined;
  /** Custody of the headline's parcel. */
  readonly custody: Custody;
  /** Open issues of all parcels; none for a canceled order. */
  readonly issues: readonly DeliveryIssue[];
  readonly freshness: Freshness;
  /** URL of events older than `timeline`. */
  readonly earlierEvents: string | undefined;
  readonly warnings: readonly OrderWarning[];
};

/**
 * Derives the status, parcels, promises, issues and actions of an order at `options.now` (ms since the epoch).
 * The order's own time zone takes precedence over `options.timeZone`. Pure; never throws: contradictions in the
 * order become `warnings`.
 */
export function deriveOrderSummary(source: Order, options: TimeContext): OrderSummary {
  const facts = deriveOrderFacts(source, options);
  const { outbound, history, timeContext: _, ...shown } = facts;
  const { order, timeline } = history;
  const { status, headline, returns } = facts;
  const { kind, parcel } = headline;
  return {
    ...shown,
    headline: {
      ...headline,
      isPartial: outbound.length > 1,
      deliveredTo:
        kind === 'delivered' ? resolveCode(deliveryKinds, parcel?.shipment.delivery?.kind, 'unknown') : undefined,
    },
    number: order.number ?? order.id,
    version: order.version,
    placedAt: order.placedAt,
    statusText: order.statusText,
    isFinal:
      status === 'returned' ||
      status === 'canceled' ||
      (status === 'delivered' && returns.every((each) => shipmentStatusTable[each.status].isFinal)),
    progress: parcel && { steps: parcel.steps, current: parcel.current },
    promise: parcel?.promise,
    custody: parcel?.custody ?? { custodian: 'unknown', since: undefined },
    issues: status === 'canceled' ? [] : [...outbound, ...returns].flatMap(({ issues }) => issues),
    freshness: {
      checkedAt: order.checkedAt,
      lastScan: timeline.findLast((entry) => isEffective(entry) && entry.effect.isScan),
    },
    earlierEvents: order.earlierEvents,
    warnings: deriveOrderWarnings(source, options, facts),
  };
}
