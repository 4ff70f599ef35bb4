import type { ParseWarning } from '../../contract/lenient-parse.ts';
import type { Order } from '../../contract/order.ts';
import { MINUTE_MS } from '../../dates/zoned-time.ts';
import {
  REQUEST_GAP_MS,
  type OrderStreamState,
  type StreamFailure,
  type TerminalStatus,
  type UpdateType,
} from './state.ts';

/* Pure functions of the state: its status, and when something is due. `Infinity` means never. */

/** Limit from the request to the response headers, and from there to the end of a snapshot. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A stream without an event for this long is dead, even if its connection is open (see HEARTBEAT_INTERVAL_MS). */
export const STALE_AFTER_MS = 40_000;

/** A stream that lives this long after its first event resets the back-off. */
const STREAM_HEALTHY_AFTER_MS = 10_000;

/** Limit of streams opened within a minute. */
export const MAX_OPENS_PER_MINUTE = 10;

/** After this many consecutive streams without a valid event, the order is polled. */
export const FRUITLESS_STREAMS_BEFORE_POLLING = 3;

/** How long an order that cannot be read is still being looked up, for the customer. */
const UNREACHABLE_AFTER_MS = 10_000;

/** Longer than the longest poll interval plus a slow response. */
const POLL_STALE_AFTER_MS = 60_000;

/** How long an order stream stays live while it fetches an announced version. */
const CATCH_UP_MS = 5_000;

const SUSPEND_AFTER_HIDDEN_MS = 30_000;

/** Longest time between two ticks, so that sleep is detected soon. */
const MAX_TICK_MS = 15_000;

/**
 * - `connecting` not live yet, with or without a snapshot
 * - `live` the stream confirms the snapshot
 * - `polling` the order is polled, and the last response is recent
 * - `stale` the snapshot was not confirmed for too long
 * - `unreachable` no snapshot for ten seconds, and a read has failed
 * - `offline` like `stale`, and the browser reports that it is offline
 * - `bad-data` no snapshot, because the data could not be parsed
 * - `ended`, `denied`, `not-found` no more requests
 */
export type OrderStreamStatus =
  | 'connecting'
  | 'unreachable'
  | 'live'
  | 'polling'
  | 'stale'
  | 'offline'
  | 'bad-data'
  | TerminalStatus;

/** What an order stream reports to its subscribers. Times are milliseconds of the performance clock. */
export type OrderStreamResult = {
  readonly status: OrderStreamStatus;
  readonly snapshot: Order | undefined;
  /** Parts of the order that could not be parsed and are left out. */
  readonly warnings: readonly ParseWarning[];
  readonly epoch: string | undefined;
  /** When the snapshot was last confirmed by the server. */
  readonly checkedAt: number | undefined;
  /** Only an `update` is a change to announce; a first load or a reconnect is not. */
  readonly updateType: UpdateType;
  /** The last failure; `undefined` after the next success. */
  readonly lastFailure: StreamFailure | undefined;
};

const noWarnings: readonly ParseWarning[] = [];

export function selectResult(state: OrderStreamState, now: number): OrderStreamResult {
  const { snapshotState, checkedAt, updateType, lastFailure } = state;
  return {
    status: selectStatus(state, now),
    snapshot: snapshotState?.snapshot,
    warnings: snapshotState?.warnings ?? noWarnings,
    epoch: snapshotState?.epoch,
    checkedAt: checkedAt === -Infinity ? undefined : checkedAt,
    updateType,
    lastFailure,
  };
}

export function selectStatus(state: OrderStreamState, now: number): OrderStreamStatus {
  if (state.terminalStatus) return state.terminalStatus;
  if (now < liveEndsAt(state)) return 'live';
  const isFresh = now < staleAt(state) && !state.isUnverified;
  if (!state.isOnline && (state.readFailures > 0 || !isFresh)) return 'offline';
  if (!state.snapshotState) {
    if (state.lastFailure?.code === 'bad-data') return 'bad-data';
    return now < unreachableFrom(state) ? 'connecting' : 'unreachable';
  }
  if (!isFresh) return 'stale';
  return isPolling(state) ? 'polling' : 'connecting';
}

/** Fall back to polling if streaming is not allowed or has failed repeatedly. */
export function isPolling(state: OrderStreamState): boolean {
  return !state.hasStreamLock || state.fruitlessStreams >= FRUITLESS_STREAMS_BEFORE_POLLING;
}

/** From when no operation may run: after a terminal status, in a frozen page, or after 30 s in a hidden page. */
export function suspendedFrom(state: OrderStreamState): number {
  return state.terminalStatus || state.isFrozen ? -Infinity : state.hiddenSince + SUSPEND_AFTER_HIDDEN_MS;
}

export function readDeadline({ read }: OrderStreamState): number {
  return read ? (read.answeredAt ?? read.startedAt) + CONNECT_TIMEOUT_MS : Infinity;
}

export function streamDeadline({ stream }: OrderStreamState): number {
  if (!stream) return Infinity;
  if (stream.answeredAt === undefined) return stream.startedAt + CONNECT_TIMEOUT_MS;
  return (stream.lastMessageAt ?? stream.answeredAt) + STALE_AFTER_MS;
}

export function tokenRenewalDeadline({ tokenRenewal }: OrderStreamState): number {
  return tokenRenewal ? tokenRenewal.startedAt + CONNECT_TIMEOUT_MS : Infinity;
}

/** When the back-off of streams is reset. */
export function streamHealthyAt({ stream, streamFailures }: OrderStreamState): number {
  return streamFailures > 0 && stream?.firstMessageAt !== undefined
    ? stream.firstMessageAt + STREAM_HEALTHY_AFTER_MS
    : Infinity;
}

export function nextReadAt(state: OrderStreamState): number {
  if (state.read || state.tokenRenewal || !state.hasSubscribers) return Infinity;
  const scheduledAt = Math.min(state.readAt, isPolling(state) ? state.pollAt : Infinity);
  return Math.max(scheduledAt, state.retryNotBefore, state.lastReadAt + REQUEST_GAP_MS);
}

export function nextOpenAt(state: OrderStreamState): number {
  const isBusy = state.stream || state.read || state.tokenRenewal;
  if (isBusy || state.isSnapshotRequired || !state.hasStreamLock || !state.isVisible || !state.hasSubscribers)
    return Infinity;
  const lastOpenAt = state.recentOpenTimes.at(-1) ?? -Infinity;
  const rateLimitedUntil =
    state.recentOpenTimes.length < MAX_OPENS_PER_MINUTE ? -Infinity : (state.recentOpenTimes[0] ?? 0) + MINUTE_MS;
  return Math.max(state.openAt, state.retryNotBefore, lastOpenAt + REQUEST_GAP_MS, rateLimitedUntil);
}

/** From when an order that could not be read counts as unreachable. */
function unreachableFrom({ waitingSince, readFailures }: OrderStreamState): number {
  return readFailures > 0 ? waitingSince + UNREACHABLE_AFTER_MS : Infinity;
}

/** Until when the stream confirms the snapshot. */
function liveEndsAt({ liveUntil, announcedVersion }: OrderStreamState): number {
  return Math.min(liveUntil, announcedVersion ? announcedVersion.since + CATCH_UP_MS : Infinity);
}

function staleAt(state: OrderStreamState): number {
  return state.checkedAt + (isPolling(state) ? POLL_STALE_AFTER_MS : STALE_AFTER_MS);
}

/** When the state must be reduced again if no event arrives before. */
export function nextTickAt(state: OrderStreamState, now: number): number {
  if (suspendedFrom(state) <= now) return Infinity;
  const dueTimes = [
    suspendedFrom,
    readDeadline,
    streamDeadline,
    tokenRenewalDeadline,
    streamHealthyAt,
    nextReadAt,
    nextOpenAt,
  ];
  const dueAt = Math.min(...dueTimes.map((select) => select(state)));
  const statusChanges = [liveEndsAt(state), staleAt(state), unreachableFrom(state)].filter((time) => time > now);
  return Math.min(dueAt, ...statusChanges, now + MAX_TICK_MS);
}
