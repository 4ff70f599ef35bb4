import type { OrderEvent } from '../contract/order-event.ts';
import type { EventTime } from '../contract/order-time.ts';
import { effectOf, type Effect } from './event-effects.ts';
import { day, momentOf, type Clock, type Moment } from './moment.ts';

/** One line of an order's history. */
export type TimelineEntry = {
  readonly event: OrderEvent;
  readonly effect: Effect;
  readonly at: EventTime | undefined;
  readonly moment: Moment | undefined;
  /**
   * `just-now`: a little ahead of the clock, which some clock is wrong about. `future`: more than a
   * day ahead; shown so marked, and believed in nothing. `unknown`: without a usable time.
   */
  readonly when: 'past' | 'just-now' | 'future' | 'unknown';
  /** A later event took it back. */
  readonly isRetracted: boolean;
  /** Orders entries: of one without a time, that of the one before it. */
  readonly key: number;
  /** Of its kind, where times are equal and an order is to be guessed. */
  readonly rank: number;
};

/** More than this ahead of the clock is no time zone and no wrong clock. */
export const farAhead = day;

/**
 * Events as one history, oldest first: by time, then as they were sent; the same scan twice is one.
 * Whole days come after the timed events of that day.
 */
export function readTimeline(events: readonly OrderEvent[], clock: Clock): readonly TimelineEntry[] {
  const retracted = new Set<string>();
  for (const { retracts } of events) if (retracts !== undefined) retracted.add(retracts);
  let before = -Infinity;
  let last = -Infinity;
  let isSorted = true;
  const entries = events.map((event): TimelineEntry => {
    const moment = event.at === undefined ? undefined : momentOf(event.at, event.place?.timeZone, clock.timeZone);
    const when = moment ? whenOf(moment, clock.now) : 'unknown';
    const key = moment?.to ?? before;
    if (when !== 'future') before = key;
    isSorted &&= key >= last;
    last = key;
    const isRetracted = retracted.size > 0 && retracted.has(event.id);
    const effect = effectOf(event.kind);
    return { event, effect, at: moment && event.at, moment, when, isRetracted, key, rank: effect.rank };
  });
  // Sorting keeps the order of equals.
  return mergeSameScans(isSorted ? entries : entries.sort((a, b) => compareKeys(a.key, b.key)));
}

/** Not by subtraction: two events before any time are both at minus infinity. */
const compareKeys = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether what an entry says may be believed. */
export const isBelieved = ({ when, isRetracted }: TimelineEntry): boolean => when !== 'future' && !isRetracted;

/** Those that are believed; the list itself where all are. */
export const believedOf = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.every(isBelieved) ? entries : entries.filter(isBelieved);

function whenOf(moment: Moment, now: number): TimelineEntry['when'] {
  if (moment.from > now + farAhead) return 'future';
  return moment.from > now && !moment.isVague ? 'just-now' : 'past';
}

/** The same scan twice has the same time, so that only neighbours need comparing. */
function mergeSameScans(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  for (let start = 0, end; start < entries.length; start = end) {
    end = start + 1;
    const first = entries[start] as TimelineEntry;
    while (end < entries.length && entries[end]?.key === first.key) end++;
    if (end === start + 1) merged.push(first);
    else for (const entry of mergeAtOneTime(entries.slice(start, end))) merged.push(entry);
  }
  return merged;
}

/** Equal in parcel, kind, place and words; or in the same second, one of them without place and words. */
function mergeAtOneTime(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  const byWords = new Map<string, number>();
  const bySecond = new Map<string, number>();
  for (const entry of entries) {
    const { kind, shipmentId = '', text = '', place } = entry.event;
    const scan = [kind, shipmentId].join('\n');
    const words = [scan, place?.name ?? '', text].join('\n');
    const first = isTimed(entry) ? bySecond.get(scan) : undefined;
    const index = byWords.get(words) ?? bareTwin(merged, first, entry) ?? merged.length;
    const known = merged[index];
    merged[index] = known ? both(known, entry) : entry;
    byWords.set(words, index);
    if (first === undefined && isTimed(entry)) bySecond.set(scan, index);
  }
  return merged;
}

/** Where the same kind of scan stands at the same second, if one of the two has no words to differ by. */
function bareTwin(merged: TimelineEntry[], index: number | undefined, entry: TimelineEntry): number | undefined {
  const twin = index === undefined ? undefined : merged[index];
  return twin && (isBare(entry) || isBare(twin)) ? index : undefined;
}

function both(known: TimelineEntry, other: TimelineEntry): TimelineEntry {
  const fuller = isBare(known) ? other : known;
  return known.isRetracted || other.isRetracted ? { ...fuller, isRetracted: true } : fuller;
}

const isBare = ({ event }: TimelineEntry): boolean => !event.text && !event.place;

/** On the same day two scans may well differ; in the same second they do not. */
const isTimed = ({ moment }: TimelineEntry): boolean => moment !== undefined && moment.from === moment.to;
