import type { Order } from '../contract/order.ts';
import type { EventTime } from '../contract/order-fields.ts';
import { formatCivilDate } from '../dates/civil-date.ts';
import { resolveEventSpan, type EventSpan } from '../dates/zoned-time.ts';
import type { ParcelContext, ParcelSummary } from './parcel-summary.ts';
import { FUTURE_TOLERANCE_MS } from './timeline.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/**
 * The first time after now at which the summary may change: a day or an offer ends, tracking becomes stalled, or
 * a time in the future is reached.
 */
export function deriveNextChange(
  { placedAt, actions, shipments }: Order,
  timeline: readonly TimelineEntry[],
  parcels: readonly ParcelSummary[],
  { timeContext: { now, timeZone }, today }: ParcelContext,
): number {
  let next = Infinity;
  const consider = (time: number): void => {
    if (time > now && time < next) next = time;
  };
  const considerSpan = (span: EventSpan | undefined): void => {
    if (!span || span.to < now) return;
    // A span includes `to`: what depends on its end changes one millisecond later.
    for (const time of [span.from - FUTURE_TOLERANCE_MS, span.from, span.to, span.to + 1]) consider(time);
  };
  const considerTime = (at: EventTime | undefined, placeZone?: string): void =>
    considerSpan(resolveEventSpan(at, placeZone, timeZone));

  const tomorrow = formatCivilDate(today + 1);
  // Without a zone a day lasts until it has ended everywhere on earth.
  consider(
    timeZone
      ? (resolveEventSpan(tomorrow, timeZone, undefined)?.from ?? Infinity)
      : Date.parse(`${tomorrow}T12:00:00Z`),
  );
  for (const { span } of timeline) considerSpan(span);
  considerTime(placedAt);
  for (const { until } of actions) if (until !== undefined) consider(Date.parse(until));
  for (const { statusAt, exceptions, pickup, place } of shipments) {
    considerTime(statusAt);
    considerTime(pickup?.until, place?.timeZone);
    for (const { resolvedAt, actionRequired } of exceptions) {
      considerTime(resolvedAt);
      considerTime(actionRequired?.until);
    }
  }
  for (const { stalledTracking } of parcels) if (stalledTracking) consider(stalledTracking.stalledAt + 1);
  return next;
}
