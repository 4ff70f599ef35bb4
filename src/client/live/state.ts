import type { Issue } from '../../contract/parse.ts';
import type { Known } from './knowledge.ts';
import { REQUEST_GAP_MS } from './limits.ts';
import type { Versioned } from './messages.ts';

/** Why a request came to nothing. Never carries an address, a token or an answer's own words. */
export type Failure = {
  code:
    | 'network'
    | 'timeout'
    /** An answer with a status that is no success; `status` says which. */
    | 'status'
    /** Not what the contract says; `issues` says where. */
    | 'bad-data'
    /** A 200 that is no event stream. */
    | 'not-a-stream'
    /** The server ended the stream. */
    | 'closed'
    /** A stream that was silent for too long. */
    | 'silent'
    /** An event above the limit. */
    | 'too-large'
    /** The page's token function failed. */
    | 'token';
  status?: number;
  retryAfterMs?: number | undefined;
  issues?: readonly Issue[];
};

/** Something under way, known by its number. `answeredAt` is when the headers came. */
type Operation = { readonly id: number; readonly startedAt: number; readonly answeredAt?: number };

export type Read = Operation & { readonly epochChanges: number };

/** `validSince` is the time of the first event that made sense. */
export type Stream = Operation & { readonly heardAt?: number; readonly validSince?: number };

/** A new token is being asked for, because a read or a stream was refused or a stream announced it. */
export type Renewal = Operation & { readonly of: 'read' | 'stream' | 'event' };

/** No more requests: the server said it was the last, refused the reader, or knows no such resource. */
export type Verdict = 'ended' | 'denied' | 'not-found';

/**
 * All that a live source is at a moment. Times are milliseconds of the performance clock; `Infinity` is
 * never. What should be under way is said by `read`, `stream` and `renewal`: whoever runs the source
 * starts what is new there and aborts what is gone.
 */
export type LiveState<T extends Versioned> = {
  isVisible: boolean;
  hiddenAt: number;
  isFrozen: boolean;
  isOnline: boolean;
  /** Whether anyone listens. Without a listener nothing new is started. */
  isUsed: boolean;
  /** Whether this is the source that may hold the page's one stream. */
  mayStream: boolean;

  read: Read | undefined;
  stream: Stream | undefined;
  /** The address of the stream said no: there is none, until one brings something. */
  isStreamRefused: boolean;
  renewal: Renewal | undefined;
  operations: number;

  /** A stream waits for a snapshot first. */
  needsSnapshot: boolean;
  /** When to read next, and when to poll next should polling be the way. */
  readAt: number;
  pollAt: number;
  openAt: number;
  /** Asked for by the server; no hint of the browser shortens it. */
  notBefore: number;
  lastReadAt: number;
  /** When the last streams were opened, oldest first. */
  opens: readonly number[];
  /** The stream's own `retry:`. */
  retryMs: number;

  readFailures: number;
  openFailures: number;
  /** Streams in a row that brought no valid event. */
  vainOpens: number;
  /** Reads in a row that did not bring what the server had spoken of. */
  vainReads: number;
  hasRenewedRead: boolean;
  hasRenewedStream: boolean;

  known: Known<T> | undefined;
  /** A version the server spoke of that is not here yet, and since when. */
  claim: Claim | undefined;
  /** When what is known was last the truth, and when the server was last heard. */
  checkedAt: number;
  heardAt: number;
  /** The stream's word holds until then. */
  liveUntil: number;
  /** After sleep or a restored page nothing holds until a read says so. */
  isDoubted: boolean;
  verdict: Verdict | undefined;
  problem: Failure | undefined;
  arrival: Arrival;
};

export type Claim = { readonly epoch: string | undefined; readonly version: number; readonly since: number };

/** How the shown snapshot came: first, while the source was live or polling, or after a gap. */
export type Arrival = 'load' | 'update' | 'resync';

/** The state of a source that was just opened. */
export function initialState<T extends Versioned>(
  now: number,
  page: { isVisible: boolean; isOnline: boolean },
): LiveState<T> {
  return {
    isVisible: page.isVisible,
    hiddenAt: page.isVisible ? Infinity : now,
    isFrozen: false,
    isOnline: page.isOnline,
    isUsed: true,
    mayStream: false,
    read: undefined,
    stream: undefined,
    isStreamRefused: false,
    renewal: undefined,
    operations: 0,
    needsSnapshot: true,
    readAt: now,
    pollAt: Infinity,
    openAt: now,
    notBefore: -Infinity,
    lastReadAt: now - REQUEST_GAP_MS,
    opens: [],
    retryMs: 0,
    readFailures: 0,
    openFailures: 0,
    vainOpens: 0,
    vainReads: 0,
    hasRenewedRead: false,
    hasRenewedStream: false,
    known: undefined,
    claim: undefined,
    checkedAt: -Infinity,
    heardAt: -Infinity,
    liveUntil: -Infinity,
    isDoubted: false,
    verdict: undefined,
    problem: undefined,
    arrival: 'load',
  };
}
