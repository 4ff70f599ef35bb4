import type { Order } from '../contract/order.ts';
import type { OrderEvent } from '../contract/order-event.ts';
import type { EventTime } from '../contract/order-fields.ts';
import { DAY_MS, resolveEventSpan, type EventSpan, type TimeContext } from '../dates/zoned-time.ts';
import { isParcelEvent, resolveEventEffect, type EventEffect } from './event-effects.ts';
import type { OrderWarning } from './order-warning.ts';

/** One entry of an order's history. */
export type TimelineEntry = {
  readonly event: OrderEvent;
  readonly effect: EventEffect;
  /** `undefined` for a missing or unusable time. */
  readonly at: EventTime | undefined;
  readonly span: EventSpan | undefined;
  /**
   * - `just-now`: at most a day ahead of `now`, because one of the clocks is wrong.
   * - `future`: more than a day ahead. The entry is shown with a mark and has no effect.
   * - `unknown`: without a usable time.
   */
  readonly timing: 'past' | 'just-now' | 'future' | 'unknown';
  /** A later event corrects this one: it has no effect. */
  readonly isRetracted: boolean;
  /** Orders entries. An entry without a time has the key of the entry before it. */
  readonly sortKey: number;
  /** Orders entries of the same time if their order matters. */
  readonly rank: number;
};

/** No time zone and no wrong clock explains a time that is farther ahead. */
export const FUTURE_TOLERANCE_MS = DAY_MS;

/**
 * All events as one history, oldest first. Events of the same time keep the order in which they were sent;
 * whole days follow the timed events of the day. Reports of the same scan are merged into one entry.
 */
export function deriveTimeline(
  { events, shipments }: Pick<Order, 'events' | 'shipments'>,
  timeContext: TimeContext,
): readonly TimelineEntry[] {
  let previousKey = -Infinity;
  let lastKey = -Infinity;
  let isSorted = true;
  const entries = events.map((event): TimelineEntry => {
    const span =
      event.at === undefined ? undefined : resolveEventSpan(event.at, event.place?.timeZone, timeContext.timeZone);
    const timing = span ? deriveTiming(span, timeContext.now) : 'unknown';
    const sortKey = span?.to ?? previousKey;
    if (timing !== 'future') previousKey = sortKey;
    isSorted &&= sortKey >= lastKey;
    lastKey = sortKey;
    const effect = resolveEventEffect(event.kind);
    return { event, effect, at: span && event.at, span, timing, isRetracted: false, sortKey, rank: effect.rank };
  });
  // The sort is stable. Subtraction fails for two keys of minus infinity.
  const sorted = isSorted
    ? entries
    : entries.sort((a, b) => (a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0));
  return mergeSameScans(sorted, shipments, indexRetractions(events));
}

function deriveTiming(span: EventSpan, now: number): TimelineEntry['timing'] {
  if (span.from > now + FUTURE_TOLERANCE_MS) return 'future';
  return span.from > now && !span.isZoneUnknown ? 'just-now' : 'past';
}

/** Whether an entry has an effect. */
export const isEffective = ({ timing, isRetracted }: TimelineEntry): boolean => timing !== 'future' && !isRetracted;

/** Entries that have an effect; the same array if all have. */
export const selectEffectiveEvents = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.every(isEffective) ? entries : entries.filter(isEffective);

/**
 * Whether entries of the same time give another result in another order. Compares the result of the list, oldest
 * first, with that of the list in which entries of the same time stand by rank.
 */
export function hasAmbiguousOrder<T extends { readonly sortKey: number; readonly rank: number }, Result>(
  list: readonly T[],
  derive: (list: readonly T[]) => Result,
  isSame: (one: Result, other: Result) => boolean,
): boolean {
  if (!list.some(({ sortKey }, index) => sortKey === list[index - 1]?.sortKey)) return false;
  const ranked = list.toSorted((a, b) => (a.sortKey === b.sortKey ? a.rank - b.rank : a.sortKey < b.sortKey ? -1 : 1));
  return !isSame(derive(list), derive(ranked));
}

/** Events by parcel, each list oldest first. */
export type AssignedEvents = {
  readonly byParcel: ReadonlyMap<string, readonly TimelineEntry[]>;
  /** Events of an order without parcels. */
  readonly unshippedEvents: readonly TimelineEntry[];
  readonly warnings: readonly OrderWarning[];
};

/**
 * Assigns each event to its parcel. An event of several parcels that names none stays in the order's timeline
 * only and sets no status.
 */
export function assignEvents({ shipments }: Order, timeline: readonly TimelineEntry[]): AssignedEvents {
  const byParcel = new Map(shipments.map(({ id }) => [id, [] as TimelineEntry[]]));
  const unshippedEvents: TimelineEntry[] = [];
  const warnings: OrderWarning[] = [];
  for (const entry of timeline) {
    const { id, kind, shipmentId } = entry.event;
    const parcel = byParcel.get(resolveParcelId(entry.event, shipments) ?? '');
    if (parcel) parcel.push(entry);
    else if (shipments.length === 0) unshippedEvents.push(entry);
    if (!parcel && (shipmentId !== undefined || (shipments.length > 0 && isParcelEvent(kind)))) {
      warnings.push({ code: 'event-without-parcel', eventId: id, shipmentId });
    }
  }
  return { byParcel, unshippedEvents, warnings };
}

/**
 * The parcel of an event: the named one, or the order's only one. A cancellation without a parcel is about the
 * order. `undefined` if the event names no parcel and there are several or none.
 */
function resolveParcelId({ kind, shipmentId }: OrderEvent, shipments: Order['shipments']): string | undefined {
  if (shipmentId !== undefined || kind === 'canceled' || shipments.length !== 1) return shipmentId;
  return shipments[0]?.id;
}

/**
 * One report of a scan. Reports with the same `scanKey` and time are about the same scan; reports with the same
 * `wordingKey` also have the same place and text. Only exact times identify a scan by kind and parcel alone: two
 * scans of the same day may well differ.
 */
type ScanReport = { readonly entry: TimelineEntry; readonly scanKey: string; readonly wordingKey: string };

function createScanReport(entry: TimelineEntry, parcelId = ''): ScanReport {
  const { event, span } = entry;
  const scanKey = [event.kind, parcelId].join('\n');
  const isExact = span !== undefined && span.from === span.to;
  const wordingKey = [scanKey, !span, isExact, event.place?.name, event.text].join('\n');
  return { entry, scanKey: isExact ? scanKey : wordingKey, wordingKey };
}

/** Merges reports of the same scan. They have the same time, so that only neighbors are compared. */
function mergeSameScans(
  entries: readonly TimelineEntry[],
  shipments: Order['shipments'],
  retractions: Retractions,
): readonly TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  for (let start = 0, end; start < entries.length; start = end) {
    end = start + 1;
    const first = entries[start] as TimelineEntry;
    while (end < entries.length && entries[end]?.sortKey === first.sortKey) end++;
    if (end === start + 1) merged.push(retractions.has(first.event.id) ? markRetracted(first) : first);
    else {
      const reports = entries
        .slice(start, end)
        .map((entry) => createScanReport(entry, resolveParcelId(entry.event, shipments)));
      const isRetracted = createRetractionTest(reports, retractions);
      const marked = reports.map((report) =>
        isRetracted(report) ? { ...report, entry: markRetracted(report.entry) } : report,
      );
      for (const entry of mergeReports(marked)) merged.push(entry);
    }
  }
  return merged;
}

const markRetracted = (entry: TimelineEntry): TimelineEntry => ({ ...entry, isRetracted: true });

/** One entry for reports with the same wording, and for reports of one scan if one of them has no wording. */
function mergeReports(reports: readonly ScanReport[]): readonly TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  const byWording = new Map<string, number>();
  const byScan = new Map<string, number>();
  for (const { entry, scanKey, wordingKey } of reports) {
    const first = byScan.get(scanKey);
    const index = byWording.get(wordingKey) ?? findBareTwin(merged, first, entry) ?? merged.length;
    const existing = merged[index];
    merged[index] = existing ? selectPreferred(existing, entry) : entry;
    byWording.set(wordingKey, index);
    if (first === undefined) byScan.set(scanKey, index);
  }
  return merged;
}

function findBareTwin(
  merged: readonly TimelineEntry[],
  index: number | undefined,
  entry: TimelineEntry,
): number | undefined {
  const twin = index === undefined ? undefined : merged[index];
  return twin && (isBare(entry) || isBare(twin)) ? index : undefined;
}

/** The effective report, else the report with more details. */
function selectPreferred(existing: TimelineEntry, other: TimelineEntry): TimelineEntry {
  if (existing.isRetracted !== other.isRetracted) return existing.isRetracted ? other : existing;
  return isBare(existing) ? other : existing;
}

const isBare = ({ event }: TimelineEntry): boolean => !event.text && !event.place;

/** Ids of the retracting events by the id of the retracted event. */
type Retractions = ReadonlyMap<string, readonly string[]>;

function indexRetractions(events: readonly OrderEvent[]): Retractions {
  const retractions = new Map<string, string[]>();
  for (const { id, retracts } of events) {
    if (retracts !== undefined) retractions.set(retracts, [...(retractions.get(retracts) ?? []), id]);
  }
  return retractions;
}

type Correction = { readonly correction: ScanReport; readonly corrected: ScanReport };

/**
 * Decides which reports of the same time are retracted. A retraction covers all reports of the scan. A report
 * that retracts another report of its own scan is a correction and stays effective.
 */
function createRetractionTest(
  reports: readonly ScanReport[],
  retractions: Retractions,
): (report: ScanReport) => boolean {
  const retractedScans = new Set<string>();
  const corrections = new Map<string, Correction[]>();
  for (const report of reports) {
    const { entry, scanKey } = report;
    for (const id of retractions.get(entry.event.id) ?? []) {
      const correction = reports.find((other) => other.entry.event.id === id && other.scanKey === scanKey);
      if (correction && correction !== report) {
        corrections.set(scanKey, [...(corrections.get(scanKey) ?? []), { correction, corrected: report }]);
      } else retractedScans.add(scanKey);
    }
  }
  const standing = new Map([...corrections].map(([scanKey, list]) => [scanKey, selectStandingReports(list)]));
  return (report) => retractedScans.has(report.scanKey) || standing.get(report.scanKey)?.has(report) === false;
}

/** Corrections that no other correction corrects; all of them if they correct each other in a circle. */
function selectStandingReports(corrections: readonly Correction[]): ReadonlySet<ScanReport> {
  const correctedWordings = new Set(corrections.map(({ corrected }) => corrected.wordingKey));
  const last = corrections.filter(({ correction }) => !correctedWordings.has(correction.wordingKey));
  return new Set((last.length > 0 ? last : corrections).map(({ correction }) => correction));
}
