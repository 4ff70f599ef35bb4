import type { Instant } from '../contract/primitives.ts';
import type { OpeningHours, Range } from '../contract/shop-terms.ts';
import { formatCivilDate, weekdayOf } from '../dates/civil-date.ts';
import { formatDateRange, mapRange, normalizeRange, type DateRange, type EpochDayRange } from '../dates/date-range.ts';
import { MINUTE_MS, epochDayAt, formatInstant, instantAt } from '../dates/zoned-time.ts';
import type { NoOpenDay } from './estimate-shipment.ts';

/** Days of opening hours searched, from yesterday on. */
const SEARCH_DAYS = 400;

/** An order for goods that a store has in stock. */
export type Collection = {
  store: OpeningHours;
  /** Minutes from the order until it is ready: counted while the store is open (`open`), or without pause (`clock`). */
  ready: Range & { count: 'open' | 'clock' };
};

export type CollectionQuery = Collection & { now: Instant };

export type CollectionEstimate =
  | {
      status: 'ok';
      ready: { min: Instant; max: Instant };
      /** End of the opening interval that contains `ready.min`. */
      until: Instant;
      /** Civil dates at the store. */
      date: DateRange;
      /** Days from today at the store to both bounds of `date`; 0 is today. */
      daysFromToday: Range;
    }
  | NoOpenDay;

/** Instants as milliseconds since the epoch, days as epoch days at the store. */
export type CollectionPlan = { ready: Range; until: number; days: EpochDayRange };

/** Opening interval as instants, the end excluded. */
type Interval = { start: number; end: number };

/** An instant, and the opening interval that contains it. */
type ReadyTime = { at: number; interval: Interval };

/**
 * When an order can be collected in a store, within its opening hours. Pure: reads no clock. Instants
 * are RFC 3339 in UTC without fractions of a second. `no-open-day`: the store does not open long enough
 * within 400 days.
 */
export function estimateCollection({ now, ...collection }: CollectionQuery): CollectionEstimate {
  const instant = Date.parse(now);
  const plan = planCollection(collection, instant);
  if (!plan) return { status: 'error', reason: 'no-open-day' };
  const today = epochDayAt(collection.store.timeZone, instant);
  return {
    status: 'ok',
    ready: mapRange(plan.ready, formatInstant),
    until: formatInstant(plan.until),
    date: formatDateRange(plan.days),
    daysFromToday: mapRange(plan.days, (day) => day - today),
  };
}

/** As {@link estimateCollection}, in numbers; `undefined` if the store does not open long enough. */
export function planCollection({ store, ready }: Collection, now: number): CollectionPlan | undefined {
  const { min, max } = mapRange(normalizeRange(ready), (minutes): ReadyTime | undefined => {
    const duration = minutes * MINUTE_MS;
    const intervals = openIntervals(store, now);
    return ready.count === 'open' ? findReady(intervals, now, duration) : findReady(intervals, now + duration, 0);
  });
  if (!min || !max) return undefined;
  const times = { min: min.at, max: max.at };
  return { ready: times, until: min.interval.end, days: mapRange(times, (at) => epochDayAt(store.timeZone, at)) };
}

/** Strictly before the end: a result on the closing instant moves to the next opening. */
function findReady(intervals: Iterable<Interval>, now: number, duration: number): ReadyTime | undefined {
  let remaining = duration;
  for (const interval of intervals) {
    const start = Math.max(interval.start, now);
    if (start >= interval.end) continue;
    if (start + remaining < interval.end) return { at: start + remaining, interval };
    remaining -= interval.end - start;
  }
  return undefined;
}

/** Opening intervals in order; touching and overlapping ones are one. Lazy: most answers need a day or two. */
function* openIntervals(store: OpeningHours, now: number): Generator<Interval> {
  let joined: Interval | undefined;
  const yesterday = epochDayAt(store.timeZone, now) - 1; // an interval may run past midnight
  for (let day = yesterday; day < yesterday + SEARCH_DAYS; day++) {
    for (const interval of listIntervals(store, day)) {
      if (joined && interval.start <= joined.end) {
        joined = { start: joined.start, end: Math.max(joined.end, interval.end) };
      } else {
        if (joined) yield joined;
        joined = interval;
      }
    }
  }
  if (joined) yield joined;
}

function listIntervals({ timeZone, hours, dates }: OpeningHours, day: number): Interval[] {
  const times = dates?.[formatCivilDate(day)] ?? hours[weekdayOf(day) as 1] ?? [];
  return times
    .map(([from, to]) => ({
      start: instantAt(timeZone, day, from),
      end: instantAt(timeZone, to < from ? day + 1 : day, to),
    }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
}
