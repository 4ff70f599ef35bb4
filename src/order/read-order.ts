import type { Order, OrderAction } from '../contract/order.ts';
import type { Instant } from '../contract/primitives.ts';
import { assignEvents } from './assign-events.ts';
import { focusOf } from './focus.ts';
import { readHeadline, type Headline } from './headline.ts';
import { readParcel, type Leg, type LegContext, type Responsibility } from './leg.ts';
import { readLines, type LineReading } from './lines.ts';
import type { Clock } from './moment.ts';
import { nextAction, offeredActions, type NextAction } from './next-action.ts';
import { nextChange } from './next-change.ts';
import { isCanceled, isGone, lastWord, readOrderStatus, type OrderStatus } from './order-status.ts';
import { inOrder, type PromiseReading } from './promise.ts';
import { readRest, type Rest } from './rest.ts';
import type { Steps } from './steps.ts';
import { hasTiesThatMatter } from './ties.ts';
import { isBelieved, readTimeline, type TimelineEntry } from './timeline.ts';
import type { Trouble } from './trouble.ts';
import type { ReadingWarning } from './warning.ts';

/** How old our knowledge is. */
export type Freshness = {
  /** When the shop last asked the carrier. */
  readonly checkedAt: Instant | undefined;
  /** When a carrier last saw any of it. */
  readonly lastScan: TimelineEntry | undefined;
};

/** An order, read: everything a view shows, and nothing to work out any more. */
export type OrderReading = {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly placedAt: Instant | undefined;
  readonly status: OrderStatus;
  /** The platform's own word. */
  readonly statusText: string | undefined;
  readonly headline: Headline;
  /** Nothing more is to come. */
  readonly isFinal: boolean;
  /** To the customer, in the order's order; voided ones are not among them. */
  readonly parcels: readonly Leg[];
  /** From the customer. */
  readonly returns: readonly Leg[];
  /** What is in no parcel. */
  readonly rest: Rest | undefined;
  readonly lines: readonly LineReading[];
  /** Steps, promise and holder of what the headline is about. */
  readonly progress: Steps | undefined;
  readonly promise: PromiseReading | undefined;
  readonly responsibility: Responsibility;
  /** What is wrong with any of it now. */
  readonly troubles: readonly Trouble[];
  /** What the shop offers now. */
  readonly actions: readonly OrderAction[];
  /** Of these and of what is asked of the customer, what fits best. */
  readonly nextAction: NextAction | undefined;
  readonly freshness: Freshness;
  /** All that happened, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** Where still earlier events are. */
  readonly earlierEvents: string | undefined;
  /** Until then, in milliseconds, the order reads the same, but for how long it has been quiet. */
  readonly changesAt: number;
  readonly warnings: readonly ReadingWarning[];
};

/**
 * Reads an order: where it is, what was promised, what is wrong, what can be done. Pure: `now`, in
 * milliseconds, comes in. The order's own zone beats `timeZone`. Never throws; what is odd is a warning.
 */
export function readOrder(order: Order, options: Clock): OrderReading {
  const clock = { now: options.now, timeZone: order.timeZone ?? options.timeZone };
  const timeline = readTimeline(order, clock);
  const events = assignEvents(order, timeline);
  const sorted = inOrder(order.promises);
  const placed = timeline.find(({ event }) => event.kind === 'placed');
  const context: LegContext = { order, promises: sorted.promises, placedAt: order.placedAt ?? placed?.at, clock };

  const read = order.shipments.map((shipment) => readParcel(shipment, events.byParcel.get(shipment.id) ?? [], context));
  const legs = read.map(({ leg }) => leg);
  const parcels = legs.filter(({ shipment, status }) => shipment.direction === 'outbound' && status !== 'canceled');
  const returns = legs.filter(({ shipment }) => shipment.direction === 'return');
  const statuses = new Map(legs.map(({ shipment, status }) => [shipment.id, status]));
  const { lines, warnings } = readLines(order, (id) => statuses.get(id) ?? 'unknown');
  const rest = readRest(lines, parcels.length > 0, events.ofRest, context);

  const outbound = rest ? [...parcels, rest] : parcels;
  const status = readOrderStatus({ order, parcels, returns, rest, lines, timeline });
  const focus = focusOf(outbound);
  const troubles = status === 'canceled' ? [] : [...outbound, ...returns].flatMap((leg) => leg.troubles);
  const actions = offeredActions(order.actions, clock);
  return {
    id: order.id,
    number: order.number ?? order.id,
    version: order.version,
    placedAt: order.placedAt,
    status,
    statusText: order.statusText,
    headline: readHeadline(status, outbound, focus),
    isFinal: status === 'delivered' || status === 'returned' || status === 'canceled',
    parcels,
    returns,
    rest,
    lines,
    progress: focus && { steps: focus.steps, current: focus.current },
    promise: focus?.promise,
    responsibility: focus?.responsibility ?? { holder: 'unknown', since: undefined },
    troubles,
    actions,
    nextAction: nextAction(troubles, actions, clock),
    freshness: { checkedAt: order.checkedAt, lastScan: timeline.findLast((entry) => isBelieved(entry) && entry.effect.isScan) },
    timeline,
    earlierEvents: order.earlierEvents,
    changesAt: nextChange(order, timeline, rest ? [...legs, rest] : legs, clock),
    warnings: [
      ...timelineWarnings(timeline),
      ...events.warnings,
      ...sorted.warnings,
      ...read.flatMap((parcel) => parcel.warnings),
      ...warnings,
      ...(isCanceled(lines, timeline) && outbound.some(isGone) ? [{ code: 'canceled-but-sent' as const }] : []),
    ],
  };
}

function timelineWarnings(timeline: readonly TimelineEntry[]): ReadingWarning[] {
  const isUncertain = hasTiesThatMatter(timeline, lastWord, (one, other) => one === other);
  const uncertain: ReadingWarning[] = isUncertain ? [{ code: 'order-uncertain' }] : [];
  const warnings: ReadingWarning[] = [];
  for (const { event, when } of timeline) {
    if (when === 'future') warnings.push({ code: 'event-in-future', eventId: event.id });
    else if (when === 'unknown') warnings.push({ code: 'event-without-time', eventId: event.id });
  }
  return [...warnings, ...uncertain];
}
