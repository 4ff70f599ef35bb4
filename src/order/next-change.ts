import type { Order } from '../contract/order.ts';
import type { EventTime } from '../contract/order-time.ts';
import { formatDay } from '../estimate/civil-date.ts';
import type { Leg } from './leg.ts';
import { momentOf, today, type Clock, type Moment } from './moment.ts';
import { farAhead, type TimelineEntry } from './timeline.ts';

/**
 * The first moment after now at which the same order may read differently: a day ends, an offer does, silence
 * becomes too long, or a time that was ahead comes. Until then a reading holds.
 */
export function nextChange(order: Order, timeline: readonly TimelineEntry[], legs: readonly Leg[], clock: Clock): number {
  const { now, timeZone } = clock;
  let next = Infinity;
  const consider = (time: number): void => {
    if (time > now && time < next) next = time;
  };
  const ahead = (moment: Moment | undefined): void => {
    if (!moment || moment.to < now) return;
    // What ends at a time still holds at it, and no longer a millisecond later.
    for (const time of [moment.from - farAhead, moment.from, moment.to, moment.to + 1]) consider(time);
  };
  const said = (at: EventTime | undefined): void => ahead(at === undefined ? undefined : momentOf(at, undefined, timeZone));

  const tomorrow = formatDay(today(clock) + 1);
  // Without a zone a day lasts until it has ended everywhere.
  consider(timeZone ? (momentOf(tomorrow, timeZone, undefined)?.from ?? Infinity) : Date.parse(`${tomorrow}T12:00:00Z`));
  for (const { moment } of timeline) ahead(moment);
  for (const { until } of order.actions) if (until !== undefined) consider(Date.parse(until));
  for (const { statusAt, exceptions } of order.shipments) {
    said(statusAt);
    for (const { resolvedAt } of exceptions) said(resolvedAt);
  }
  for (const { silence } of legs) if (silence) consider(silence.actFrom + 1);
  return next;
}
