import type { OrderEvent } from '../contract/order-event.ts';
import type { TimelineEntry } from './timeline-entry.ts';

/*
 * Carriers, aggregators and shops report one scan several times, with other ids and words. Reports of one scan become
 * one entry, and a retraction of one report retracts all.
 */

/**
 * One report of a scan. Reports with the same `scanKey` are about the same scan; reports with the same `wordingKey` also
 * have the same place and text. Only exact times identify a scan by kind and parcel alone: two scans of the same day may
 * well differ.
 */
type ScanReport = {
  readonly entry: TimelineEntry;
  readonly scanKey: string;
  readonly wordingKey: string;
};

function createScanReport(entry: TimelineEntry, parcelId = ''): ScanReport {
  const { event, span, sortKey } = entry;
  const isExact = span !== undefined && span.from === span.to;
  // No other report says what a correction of a number says.
  const { number, replaces } = event.tracking ?? {};
  const correction = replaces === undefined ? [] : [replaces, number];
  const scanKey = [sortKey, event.kind, parcelId, ...correction].join('\n');
  const wordingKey = [scanKey, !span, isExact, event.place?.name, event.text].join('\n');
  return { entry, scanKey: isExact ? scanKey : wordingKey, wordingKey };
}

/** `entries` are sorted. Returns one entry for each scan, and marks the retracted ones. */
export function mergeReports(
  entries: readonly TimelineEntry[],
  resolveParcelId: (event: OrderEvent) => string | undefined,
): readonly TimelineEntry[] {
  const hasRetractions = entries.some(({ event }) => event.retracts !== undefined);
  const hasTwins = entries.some(({ sortKey }, index) => sortKey === entries[index - 1]?.sortKey);
  if (!hasRetractions && !hasTwins) return entries;
  const reports = entries.map((entry) => createScanReport(entry, resolveParcelId(entry.event)));
  const retracted = hasRetractions ? findRetracted(reports) : undefined;
  const marked = retracted
    ? reports.map((report) =>
        retracted.has(report) ? { ...report, entry: { ...report.entry, exclusion: 'retracted' as const } } : report,
      )
    : reports;
  return mergeSameScans(marked);
}

/** One entry for reports with the same wording, and for reports of one scan if one of them has no wording. */
function mergeSameScans(reports: readonly ScanReport[]): readonly TimelineEntry[] {
  const merged: TimelineEntry[] = [];
  const indexByWording = new Map<string, number>();
  const indexByScan = new Map<string, number>();
  for (const { entry, scanKey, wordingKey } of reports) {
    const first = indexByScan.get(scanKey);
    const index = indexByWording.get(wordingKey) ?? findBareTwin(merged, first, entry) ?? merged.length;
    const existing = merged[index];
    merged[index] = existing ? selectPreferred(existing, entry) : entry;
    indexByWording.set(wordingKey, index);
    if (first === undefined) indexByScan.set(scanKey, index);
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

/** The effective report, else the one whose word is certain, else the one with more details. */
function selectPreferred(existing: TimelineEntry, other: TimelineEntry): TimelineEntry {
  if (!existing.exclusion !== !other.exclusion) return existing.exclusion ? other : existing;
  if (!existing.event.word !== !other.event.word) return existing.event.word ? other : existing;
  return isBare(existing) ? other : existing;
}

const isBare = ({ event }: TimelineEntry): boolean => !event.text && !event.place;

/** All reports of one scan. */
type ScanGroup = {
  /** Position of its newest report. */
  position: number;
  /** Reports of this scan that retract another report of it: they replace the others. */
  readonly corrections: { readonly correction: ScanReport; readonly corrected: ScanReport }[];
  /** Scans that retract this one, and scans that this one retracts. */
  readonly retractors: ScanGroup[];
  readonly targets: ScanGroup[];
  /** How many of `retractors` are not known to be retracted themselves. */
  standingRetractors: number;
  /** `undefined` until it is decided. */
  isRetracted?: boolean;
  standing?: ReadonlySet<ScanReport>;
};

/** An event that has no effect retracts nothing, and no event retracts itself. */
function findRetracted(reports: readonly ScanReport[]): ReadonlySet<ScanReport> {
  const groups = new Map<string, ScanGroup>();
  const byId = new Map(reports.map((report) => [report.entry.event.id, report]));
  const groupOf = ({ scanKey }: ScanReport): ScanGroup => {
    const group = groups.get(scanKey) ?? {
      position: 0,
      corrections: [],
      retractors: [],
      targets: [],
      standingRetractors: 0,
    };
    groups.set(scanKey, group);
    return group;
  };
  const retractions: { report: ScanReport; target: ScanReport }[] = [];
  reports.forEach((report, position) => {
    groupOf(report).position = position;
    const { event, exclusion } = report.entry;
    const target = event.retracts === undefined ? undefined : byId.get(event.retracts);
    if (!target || target === report || exclusion) return;
    if (target.scanKey === report.scanKey) groupOf(target).corrections.push({ correction: report, corrected: target });
    else retractions.push({ report, target });
  });
  for (const group of groups.values()) group.standing = selectStandingReports(group.corrections);
  for (const { report, target } of retractions) {
    if (isCorrected(report, groupOf(report))) continue;
    groupOf(target).retractors.push(groupOf(report));
    groupOf(target).standingRetractors++;
    groupOf(report).targets.push(groupOf(target));
  }
  decideRetractions([...groups.values()]);
  return new Set(reports.filter((report) => groupOf(report).isRetracted || isCorrected(report, groupOf(report))));
}

/** Whether another report of the same scan replaces this one. */
const isCorrected = (report: ScanReport, { corrections, standing }: ScanGroup): boolean =>
  corrections.length > 0 && standing?.has(report) === false;

/** A scan is retracted if a standing one retracts it. Of scans that retract each other in a circle the newest stands. */
function decideRetractions(groups: readonly ScanGroup[]): void {
  for (const group of groups) if (group.retractors.length === 0) decide(group, false);
  for (const group of groups.toSorted((a, b) => b.position - a.position))
    while (group.isRetracted === undefined) decide(selectNewest(findCircle(group)), false);
}

/** Decides a scan, and all scans that follow from it. Without recursion: chains may be long. */
function decide(first: ScanGroup, isRetracted: boolean): void {
  const decisions = [{ group: first, isRetracted }];
  for (let next = decisions.pop(); next; next = decisions.pop()) {
    const { group } = next;
    if (group.isRetracted !== undefined) continue;
    group.isRetracted = next.isRetracted;
    for (const target of group.targets) {
      if (!group.isRetracted) decisions.push({ group: target, isRetracted: true });
      else if (--target.standingRetractors === 0) decisions.push({ group: target, isRetracted: false });
    }
  }
}

/** The circle of undecided scans that decides this undecided one. */
function findCircle(start: ScanGroup): readonly ScanGroup[] {
  const path = new Set<ScanGroup>();
  let group = start;
  while (!path.has(group)) {
    path.add(group);
    group = selectNewest(group.retractors.filter((each) => each.isRetracted === undefined));
  }
  const groups = [...path];
  return groups.slice(groups.indexOf(group));
}

const selectNewest = (groups: readonly ScanGroup[]): ScanGroup =>
  groups.reduce((newest, each) => (each.position > newest.position ? each : newest));

/** Corrections that no other correction corrects; all of them if they correct each other in a circle. */
function selectStandingReports(corrections: ScanGroup['corrections']): ReadonlySet<ScanReport> {
  const correctedWordings = new Set(corrections.map(({ corrected }) => corrected.wordingKey));
  const last = corrections.filter(({ correction }) => !correctedWordings.has(correction.wordingKey));
  return new Set((last.length > 0 ? last : corrections).map(({ correction }) => correction));
}
