import { millisecondsInMinute } from 'date-fns/constants';
import type { Instant } from '../contract/primitives.ts';
import type { OpeningHours, Range } from '../contract/shop-terms.ts';
import { formatDay, weekdayOf } from './civil-date.ts';
import type { DateRange } from './date-range.ts';
import { ordered } from './range.ts';
import type { NoOpenDay } from './shipment.ts';
import { dayAt, formatInstant, instantAt } from './zoned-time.ts';

/** How many days of a store's opening hours are looked at, from yesterday on. */
const SEARCH_DAYS = 400;

/** `ready` in minutes: `open` counts while the store is open, `clock` counts through. */
export type CollectionQuery = {
  now: Instant;
  store: OpeningHours;
  ready: Range & { count: 'open' | 'clock' };
};

export type CollectionEstimate =
  | {
      status: 'ok';
      ready: { min: Instant; max: Instant };
      /** When the store closes on the visit in which `ready.min` falls. */
      until: Instant;
      /** Civil dates at the store. */
      date: DateRange;
      daysFromToday: Range;
    }
  | NoOpenDay;

/** Opening interval as instants, the end excluded. */
type Interval = { start: number; end: number };

/** An instant, and the opening interval it falls in. */
type Ready = { at: number; interval: Interval };

/** When an order can be collected in a store. Pure; see the collection rules. */
export function estimateCollection({ now, store, ready }: CollectionQuery): CollectionEstimate {
  const nowInstant = Date.parse(now);
  const readyAfter = (minutes: number): Ready | undefined => {
    const duration = minutes * millisecondsInMinute;
    const intervals = openIntervals(store, nowInstant);
    return ready.count === 'open'
      ? afterOpenTime(intervals, nowInstant, duration)
      : afterOpenTime(intervals, nowInstant + duration, 0);
  };
  const bounds = ordered(ready);
  const [min, max] = [readyAfter(bounds.min), readyAfter(bounds.max)];
  if (!min || !max) return { status: 'error', reason: 'no-open-day' };

  const today = dayAt(store.timeZone, nowInstant);
  const days = { min: dayAt(store.timeZone, min.at), max: dayAt(store.timeZone, max.at) };
  return {
    status: 'ok',
    ready: { min: formatInstant(min.at), max: formatInstant(max.at) },
    until: formatInstant(min.interval.end),
    date: { min: formatDay(days.min), max: formatDay(days.max) },
    daysFromToday: { min: days.min - today, max: days.max - today },
  };
}

/** Strictly before the end: what would be ready on the closing instant moves to the next opening. */
function afterOpenTime(intervals: Iterable<Interval>, now: number, duration: number): Ready | undefined {
  let remaining = duration;
  for (const interval of intervals) {
    const start = Math.max(interval.start, now);
    if (start >= interval.end) continue;
    if (start + remaining < interval.end) return { at: start + remaining, interval };
    remaining -= interval.end - start;
  }
  return undefined;
}

/** Opening intervals in order, touching and overlapping ones joined. Lazy: most answers need a day or two. */
function* openIntervals(store: OpeningHours, now: number): Generator<Interval> {
  let joined: Interval | undefined;
  const yesterday = dayAt(store.timeZone, now) - 1; // an interval may run past midnight
  for (let day = yesterday; day < yesterday + SEARCH_DAYS; day++) {
    for (const interval of intervalsOn(store, day)) {
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

function intervalsOn({ timeZone, hours, dates }: OpeningHours, day: number): Interval[] {
  const times = dates?.[formatDay(day)] ?? hours[weekdayOf(day) as 1] ?? [];
  return times
    .map(([from, to]) => ({
      start: instantAt(timeZone, day, from),
      end: instantAt(timeZone, to < from ? day + 1 : day, to),
    }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
}
