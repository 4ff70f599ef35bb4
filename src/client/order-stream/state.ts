import type { PageLifecycle } from '../http/environment.ts';
import type { ValidationIssue } from '../../contract/validators.ts';
import type { SnapshotState } from './snapshot-versions.ts';

/** Minimum time between two requests of the same kind. */
export const REQUEST_GAP_MS = 1_000;

/** Why a request failed. Contains no URL, no token and no response text. */
export type StreamFailure = {
  code:
    | 'network'
    | 'timeout'
    /** The status of the response was not a success; see `status`. */
    | 'http-status'
    /** The data did not match the contract; see `issues`. */
    | 'bad-data'
    /** The stream's response was not an event stream. */
    | 'not-a-stream'
    /** The server ended the stream. */
    | 'closed'
    /** The stream was silent for too long. */
    | 'idle-timeout'
    /** An event was over the size limit. */
    | 'too-large'
    /** The page's token function failed. */
    | 'token';
  status?: number;
  retryAfterMs?: number | undefined;
  issues?: readonly ValidationIssue[];
};

/** A running operation. Its events carry its `id`. `answeredAt` is when the response headers arrived. */
type Operation = { readonly id: number; readonly startedAt: number; readonly answeredAt?: number };

/** `epochChanges` is the count at the start of the read; see `SnapshotState`. */
export type SnapshotRead = Operation & { readonly epochChanges: number };

/** The message times are those of the first and the last valid event. */
export type StreamConnection = Operation & { readonly lastMessageAt?: number; readonly firstMessageAt?: number };

/** `trigger` is what requires a new token: a refused read, a refused stream, or an `auth` event. */
export type TokenRenewal = Operation & { readonly trigger: 'read' | 'stream' | 'event' };

/** No more requests: the server ended the stream, refused the customer, or has no such order. */
export type TerminalStatus = 'ended' | 'denied' | 'not-found';

/** A version that the server announced and the client does not have yet. */
export type AnnouncedVersion = { readonly epoch: string | undefined; readonly version: number; readonly since: number };

/** How the current snapshot arrived: as the first one, as an update without a gap before it, or after a gap. */
export type UpdateType = 'initial' | 'update' | 'resync';

/** Time and random number (from 0 up to 1) of one reduction. */
export type OrderStreamReducerContext = { now: number; random: number };

/**
 * State of an order stream. Times are milliseconds of the performance clock; `Infinity` means never.
 *
 * `read`, `stream` and `tokenRenewal` are the operations that should be running. The runner starts operations that
 * appear in the state and aborts operations that disappear from it.
 */
export type OrderStreamState = {
  /** Since when the customer waits for the first snapshot. */
  waitingSince: number;
  isVisible: boolean;
  hiddenSince: number;
  isFrozen: boolean;
  isOnline: boolean;
  /** Without subscribers no operation is started. */
  hasSubscribers: boolean;
  /** Whether this order stream holds the stream lock of its page or browser. */
  hasStreamLock: boolean;

  read?: SnapshotRead | undefined;
  stream?: StreamConnection | undefined;
  /** The stream's URL answered that there is no stream. Reset by the first valid event. */
  isStreamRefused: boolean;
  tokenRenewal?: TokenRenewal | undefined;
  lastOperationId: number;

  /** The next stream waits for a snapshot. */
  isSnapshotRequired: boolean;
  readAt: number;
  /** The next read if the order is polled. */
  pollAt: number;
  openAt: number;
  /** Wait that the server asked for. No page event shortens it. */
  retryNotBefore: number;
  lastReadAt: number;
  /** When the last streams were opened, oldest first. */
  recentOpenTimes: readonly number[];
  /** The stream's `retry:` field. */
  reconnectDelayMs: number;

  readFailures: number;
  streamFailures: number;
  /** Consecutive streams without a valid event. */
  fruitlessStreams: number;
  /** Consecutive reads that did not return the announced version. */
  fruitlessReads: number;
  hasRenewedForRead: boolean;
  hasRenewedForStream: boolean;

  snapshotState?: SnapshotState | undefined;
  announcedVersion?: AnnouncedVersion | undefined;
  /** When the snapshot was last confirmed by the server. */
  checkedAt: number;
  /** Until when the last message of the stream confirms the snapshot. */
  liveUntil: number;
  /** After sleep, or in a restored page, the snapshot is stale until the server confirms it. */
  isUnverified: boolean;
  terminalStatus?: TerminalStatus | undefined;
  lastFailure?: StreamFailure | undefined;
  updateType: UpdateType;
};

/** Returns the state of a new order stream. Its first read is due immediately. */
export function initialState(
  now: number,
  page: Pick<PageLifecycle, 'isVisible' | 'isOnline' | 'isPrerendered'>,
): OrderStreamState {
  return {
    waitingSince: now,
    isVisible: page.isVisible,
    hiddenSince: page.isVisible ? Infinity : now,
    isFrozen: page.isPrerendered === true,
    isOnline: page.isOnline,
    hasSubscribers: true,
    hasStreamLock: false,
    isStreamRefused: false,
    lastOperationId: 0,
    isSnapshotRequired: true,
    readAt: now,
    pollAt: Infinity,
    openAt: now,
    retryNotBefore: -Infinity,
    lastReadAt: now - REQUEST_GAP_MS,
    recentOpenTimes: [],
    reconnectDelayMs: 0,
    readFailures: 0,
    streamFailures: 0,
    fruitlessStreams: 0,
    fruitlessReads: 0,
    hasRenewedForRead: false,
    hasRenewedForStream: false,
    checkedAt: -Infinity,
    liveUntil: -Infinity,
    isUnverified: false,
    updateType: 'initial',
  };
}
