import { timeForm, type EventTime, type TimeForm } from '../contract/order-time.ts';
import { parseDay } from '../estimate/civil-date.ts';
import { dayAt, instantAt } from '../estimate/zoned-time.ts';

/** What a reading is made against. */
export type Clock = {
  /** Milliseconds since the epoch, of the server's clock where one is known. */
  readonly now: number;
  /** Zone of the destination: decides what "today" is there. Without it nothing is called overdue early. */
  readonly timeZone?: string | undefined;
};

/**
 * Where a time lies on the line of instants, as far as can be said; only ever used to put times in
 * order. A date, and midnight without an offset, which is a date in disguise, is the whole day.
 */
export type Moment = {
  readonly form: TimeForm;
  readonly from: number;
  readonly to: number;
  /** A local time whose place is not known: off by up to 14 hours. */
  readonly isVague: boolean;
};

export const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** The farthest a zone lies from UTC. */
export const mostOffset = 14 * hour;

/** `zone` is the event's own place's; `fallback` is the destination's. `undefined` where nothing can be said. */
export function momentOf(at: EventTime, zone: string | undefined, fallback: string | undefined): Moment | undefined {
  const form = timeForm(at);
  if (form === 'instant') {
    const instant = Date.parse(at);
    return Number.isNaN(instant) ? undefined : { form, from: instant, to: instant, isVague: false };
  }
  const start = wallClock(at.slice(0, 10), at.slice(11), zone ?? fallback);
  if (Number.isNaN(start)) return undefined;
  const isWholeDay = form === 'date' || /^00:00(:00(\.0+)?)?$/.test(at.slice(11));
  return { form, from: start, to: isWholeDay ? start + day - 1 : start, isVague: zone === undefined };
}

/** The instant a clock on the wall there shows `time`; as if in UTC where no zone is known. */
function wallClock(date: string, time: string, zone: string | undefined): number {
  if (!zone) return Date.parse(`${date}T${time || '00:00'}Z`);
  const seconds = Number(time.slice(6, 8)) * 1000;
  const start = startOfPlainDay(date, zone);
  if (start === undefined) return instantAt(zone, parseDay(date), time.slice(0, 5) || '00:00') + seconds;
  return start + Number(time.slice(0, 2)) * hour + Number(time.slice(3, 5)) * minute + seconds;
}

const starts = new Map<string, number | undefined>();

/** Midnight of a day of 24 hours; `undefined` where clocks change that day. Kept, because zones are slow to ask. */
function startOfPlainDay(date: string, zone: string): number | undefined {
  const key = `${zone} ${date}`;
  if (starts.has(key)) return starts.get(key);
  const number = parseDay(date);
  const start = instantAt(zone, number, '00:00');
  const isPlain = instantAt(zone, number, '24:00') - start === day;
  if (starts.size >= 1000) starts.clear();
  starts.set(key, isPlain ? start : undefined);
  return isPlain ? start : undefined;
}

/** Day number of the civil date a time falls on: at `zone`, else as it was written. */
export function dayOf(at: EventTime, zone: string | undefined): number {
  return zone && timeForm(at) === 'instant' ? dayAt(zone, Date.parse(at)) : parseDay(at.slice(0, 10));
}

/** Where no zone is known, today is the day that has not ended anywhere. */
export function today({ now, timeZone }: Clock): number {
  return timeZone ? dayAt(timeZone, now) : Math.floor((now - 12 * hour) / day);
}
