import type { EventTime } from '../contract/order-fields.ts';
import type { Shipment } from '../contract/shipment.ts';
import {
  hasLeftShop,
  resolveShipmentStatus,
  shipmentStatusTable,
  type ShipmentStatus,
} from '../contract/shipment-statuses.ts';
import { DAY_MS, resolveEventSpan, type TimeContext } from '../dates/zoned-time.ts';
import { FUTURE_TOLERANCE_MS } from './timeline.ts';
import type { TimelineEntry } from './timeline-entry.ts';
import { identifiesParcel } from './tracking-numbers.ts';

/** A change of status: an event that sets one, or the reported status. */
export type StatusChange = {
  readonly status: ShipmentStatus;
  /** Kind of the event; `undefined` for the reported status. */
  readonly kind: string | undefined;
  readonly isWeak: boolean;
  /** A word that may mean more than this status: it takes no other status back. */
  readonly isAmbiguous: boolean;
  readonly rank: number;
  readonly at: EventTime | undefined;
  /** The latest instant that `at` can mean, in ms since the epoch. */
  readonly sortKey: number;
  /** Of the reported status, the earliest instant that `statusAt` can mean; `undefined` of an event. */
  readonly earliest: number | undefined;
  readonly entry: TimelineEntry | undefined;
};

/** The changes of status by effective events, oldest first. */
export function deriveStatusChanges(entries: readonly TimelineEntry[]): readonly StatusChange[] {
  const changes: StatusChange[] = [];
  for (const entry of entries) {
    const { status, isWeak = false, rank } = entry.effect;
    const { event, at, sortKey } = entry;
    const isAmbiguous = event.word !== undefined;
    if (status)
      changes.push({ status, kind: event.kind, isWeak, isAmbiguous, rank, at, sortKey, earliest: undefined, entry });
  }
  return changes;
}

/** `sortKey` is minus infinity for a reported status without a time, and infinity for one that does not count. */
export function deriveReportedChange(
  { status: code, statusWord, statusAt }: Shipment,
  effective: readonly TimelineEntry[],
  { now, timeZone }: TimeContext,
  orderStart: number,
): StatusChange | undefined {
  const status = resolveShipmentStatus(code);
  if (status === 'unknown') return undefined;
  const span = resolveEventSpan(statusAt, undefined, timeZone);
  const isCounted =
    !span ||
    (span.from <= now + FUTURE_TOLERANCE_MS &&
      span.to >= orderStart - DAY_MS &&
      // Before the number was corrected, carriers reported the status of another parcel.
      !(hasLeftShop(status) && span.to < resolveLastCorrection(effective)));
  return {
    status,
    kind: undefined,
    isWeak: false,
    isAmbiguous: statusWord !== undefined,
    rank: shipmentStatusTable[status].rank,
    at: statusAt,
    sortKey: isCounted ? (span?.to ?? -Infinity) : Infinity,
    earliest: span?.from ?? -Infinity,
    entry: undefined,
  };
}

/** When the tracking number was last corrected, in ms since the epoch. */
const resolveLastCorrection = (effective: readonly TimelineEntry[]): number =>
  effective.findLast(
    ({ event: { tracking } }) => tracking?.replaces !== undefined && identifiesParcel(tracking.replaces),
  )?.sortKey ?? -Infinity;

/** Inserts the reported status by time, and among events of the same time by rank. */
export function insertByTime(changes: readonly StatusChange[], reported: StatusChange): readonly StatusChange[] {
  const isNewer = ({ sortKey, rank }: StatusChange): boolean =>
    sortKey > reported.sortKey || (sortKey === reported.sortKey && rank > reported.rank);
  const index = changes.findIndex(isNewer);
  return index < 0 ? [...changes, reported] : changes.toSpliced(index, 0, reported);
}
