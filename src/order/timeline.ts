import type { Order } from '../contract/order.ts';
import type { OrderEvent } from '../contract/order-event.ts';
import type { EventTime } from '../contract/order-time.ts';
import { effectOf, type Effect } from './event-effects.ts';
import { day, momentOf, type Clock, type Moment } from './moment.ts';
import { parcelIdOf } from './parcel-of-event.ts';
import { readRetractions, retractionsOf, type Report, type Retractions } from './retractions.ts';

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

/** An entry, and what it is known by among reports of the same. */
type Reported = Report & { readonly entry: TimelineEntry };

/**
 * Events as one history, oldest first: by time, then as they were sent; the same scan twice is one.
 * Whole days come after the timed events of that day.
 */
export function readTimeline({ events, shipments }: Pick<Order, 'events' | 'shipments'>, clock: Clock): readonly TimelineEntry[] {
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
    const effect = effectOf(event.kind);
    return { event, effect, at: moment && event.at, moment, when, isRetracted: false, key, rank: effect.rank };
  });
  // Sorting keeps the order of equals.
  const sorted = isSorted ? entries : entries.sort((a, b) => compareKeys(a.key, b.key));
  return mergeSameScans(sorted, shipments, retractionsOf(events));
}

/**
 * At one time, reports of one kind and parcel are of one scan. Where the time is less exact, only those that are
 * worded the same; one without a time only stands beside that time, and is worded the same as none that has it.
 */
function reportOf(entry: TimelineEntry, parcelId = ''): Reported {
  const { event, moment } = entry;
  const scan = [event.kind, parcelId].join('\n');
  const isExact = isTimed(entry);
  const wording = [scan, !moment, isExact, event.place?.name, event.text].join('\n');
  return { event, entry, scan: isExact ? scan : wording, wording };
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

/** Reports of one scan have the same time, so that only neighbours need comparing. */
function mergeSameScans(entries: readonly TimelineEntry[], shipments: Order['shipments'], retractions: Retractions): readonly TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  for (let start = 0, end; start < entries.length; start = end) {
    end = start + 1;
    const first = entries[start] as TimelineEntry;
    while (end < entries.length && entries[end]?.key === first.key) end++;
    if (end === start + 1) merged.push(retractions.has(first.event.id) ? retract(first) : first);
    else {
      const reports = entries.slice(start, end).map((entry) => reportOf(entry, parcelIdOf(entry.event, shipments)));
      const isRetracted = readRetractions(reports, retractions);
      const marked = reports.map((report) => (isRetracted(report) ? { ...report, entry: retract(report.entry) } : report));
      for (const entry of mergeAtOneTime(marked)) merged.push(entry);
    }
  }
  return merged;
}

const retract = (entry: TimelineEntry): TimelineEntry => ({ ...entry, isRetracted: true });

/** One entry for reports that are worded the same, or of one scan if one of the two has no words to differ by. */
function mergeAtOneTime(reports: readonly Reported[]): readonly TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  const byWording = new Map<string, number>();
  const byScan = new Map<string, number>();
  for (const { entry, scan, wording } of reports) {
    const first = byScan.get(scan);
    const index = byWording.get(wording) ?? bareTwin(merged, first, entry) ?? merged.length;
    const known = merged[index];
    merged[index] = known ? both(known, entry) : entry;
    byWording.set(wording, index);
    if (first === undefined) byScan.set(scan, index);
  }
  return merged;
}

function bareTwin(merged: TimelineEntry[], index: number | undefined, entry: TimelineEntry): number | undefined {
  const twin = index === undefined ? undefined : merged[index];
  return twin && (isBare(entry) || isBare(twin)) ? index : undefined;
}

/** What was corrected gives way to what stands. */
function both(known: TimelineEntry, other: TimelineEntry): TimelineEntry {
  if (known.isRetracted !== other.isRetracted) return known.isRetracted ? other : known;
  return isBare(known) ? other : known;
}

const isBare = ({ event }: TimelineEntry): boolean => !event.text && !event.place;

/** On the same day two scans may well differ; in the same second they do not. */
const isTimed = ({ moment }: TimelineEntry): boolean => moment !== undefined && moment.from === moment.to;
