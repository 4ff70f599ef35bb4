import type { Order } from '../contract/order.ts';
import type { OrderEvent } from '../contract/order-event.ts';
import { DAY_MS, resolveEventSpan, type EventSpan, type TimeContext } from '../dates/zoned-time.ts';
import { addToGroup } from './add-to-group.ts';
import { resolveEventEffect, type EventEffect } from './event-effects.ts';
import { mergeReports } from './scan-reports.ts';
import type { EventExclusion, TimelineEntry } from './timeline-entry.ts';
import { collectReplacedNumbers, identifiesParcel, normalizeTrackingNumber } from './tracking-numbers.ts';

/** No time zone and no wrong clock explains a time that is farther ahead. */
export const FUTURE_TOLERANCE_MS = DAY_MS;

/**
 * All events as one history, oldest first. Events of the same time keep the order in which they were sent;
 * whole days follow the timed events of the day. Reports of the same scan are merged into one entry.
 */
export function deriveTimeline(order: Order, timeContext: TimeContext): readonly TimelineEntry[] {
  const orderStart = resolveOrderStart(order, timeContext);
  let previousKey = -Infinity;
  let lastKey = -Infinity;
  let isSorted = true;
  const entries = order.events.map((event): TimelineEntry => {
    const span = resolveEventSpan(event.at, event.place?.timeZone, timeContext.timeZone);
    const timing = span ? deriveTiming(span, timeContext.now) : 'unknown';
    const sortKey = span?.to ?? previousKey;
    if (timing !== 'future') previousKey = sortKey;
    isSorted &&= sortKey >= lastKey;
    lastKey = sortKey;
    const effect = resolveEventEffect(event.kind);
    const exclusion = deriveExclusion(effect, span, timing, orderStart);
    return { event, effect, at: span && event.at, span, timing, exclusion, sortKey, rank: effect.rank };
  });
  // The sort is stable. Subtraction fails for two keys of minus infinity.
  const sorted = isSorted
    ? entries
    : entries.sort((a, b) => (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0));
  const merged = mergeReports(sorted, (event) => resolveParcelId(event, order.shipments));
  return excludeReplacedNumbers(merged, order.shipments);
}

function deriveTiming(span: EventSpan, now: number): TimelineEntry['timing'] {
  if (span.from > now + FUTURE_TOLERANCE_MS) return 'future';
  return span.from > now && !span.isZoneUnknown ? 'just-now' : 'past';
}

/** Whether the time of an event shows that the event is no news of this order. */
function deriveExclusion(
  { status, isScan }: EventEffect,
  span: EventSpan | undefined,
  timing: TimelineEntry['timing'],
  orderStart: number,
): EventExclusion | undefined {
  if (timing === 'future') return 'future';
  return span && (status ?? isScan) && span.to < orderStart - DAY_MS ? 'before-order' : undefined;
}

/** Excludes the scans of tracking numbers that an effective event of the same parcel replaces. */
function excludeReplacedNumbers(
  entries: readonly TimelineEntry[],
  shipments: Order['shipments'],
): readonly TimelineEntry[] {
  const ids = new Set(shipments.map(({ id }) => id));
  const byParcel = new Map<string | undefined, TimelineEntry[]>();
  for (const entry of entries) {
    if (!entry.event.tracking) continue;
    const parcelId = resolveParcelId(entry.event, shipments);
    // An event of no known parcel corrects nothing, unless the order has no parcels yet.
    if (ids.size > 0 && !ids.has(parcelId ?? '')) continue;
    addToGroup(byParcel, parcelId, entry);
  }
  const excluded = new Set<TimelineEntry>();
  for (const numbered of byParcel.values()) {
    const replaced = collectReplacedNumbers(numbered);
    for (const entry of numbered) {
      const { number } = entry.event.tracking ?? {};
      if (entry.exclusion || number === undefined || !identifiesParcel(number)) continue;
      if (replaced.has(normalizeTrackingNumber(number))) excluded.add(entry);
    }
  }
  if (excluded.size === 0) return entries;
  return entries.map((entry) => (excluded.has(entry) ? { ...entry, exclusion: 'replaced-number' } : entry));
}

/** When the order was placed, in ms since the epoch; minus infinity if that is unknown. The earliest event counts. */
export function resolveOrderStart({ placedAt, events }: Order, { now, timeZone }: TimeContext): number {
  const times =
    placedAt === undefined ? events.filter(({ kind }) => kind === 'placed').map(({ at }) => at) : [placedAt];
  const starts = times.flatMap((at) => resolveEventSpan(at, undefined, timeZone)?.from ?? []);
  const start = Math.min(...starts);
  return start <= now + FUTURE_TOLERANCE_MS ? start : -Infinity;
}

/** Events by parcel, each list oldest first. */
export type AssignedEvents = {
  readonly byParcel: ReadonlyMap<string, readonly TimelineEntry[]>;
  /** Events of an order without parcels. */
  readonly unshippedEvents: readonly TimelineEntry[];
};

/**
 * Assigns each event to its parcel. An event of several parcels that names none stays in the order's timeline
 * only and sets no status.
 */
export function assignEvents({ shipments }: Order, timeline: readonly TimelineEntry[]): AssignedEvents {
  const byParcel = new Map(shipments.map(({ id }) => [id, [] as TimelineEntry[]]));
  const unshippedEvents: TimelineEntry[] = [];
  for (const entry of timeline) {
    const parcel = byParcel.get(resolveParcelId(entry.event, shipments) ?? '');
    if (parcel) parcel.push(entry);
    else if (shipments.length === 0) unshippedEvents.push(entry);
  }
  return { byParcel, unshippedEvents };
}

/**
 * The parcel of an event: the named one, or the order's only one. A cancellation without a parcel is about the
 * order. `undefined` if the event names no parcel and there are several or none.
 */
export function resolveParcelId({ kind, shipmentId }: OrderEvent, shipments: Order['shipments']): string | undefined {
  if (shipmentId !== undefined || kind === 'canceled' || shipments.length !== 1) return shipmentId;
  return shipments[0]?.id;
}
