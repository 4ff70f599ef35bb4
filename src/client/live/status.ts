import type { Warning } from '../../contract/salvage.ts';
import { isPolling, liveEndsAt, staleAt } from './due.ts';
import type { Versioned } from './messages.ts';
import type { Arrival, Failure, LiveState, Verdict } from './state.ts';

/**
 * - `connecting` on the way to live, with or without something to show
 * - `live` the stream vouches for what is shown
 * - `polling` asked regularly, and the last answer is recent
 * - `stale` nothing vouches for what is shown any more
 * - `offline` as stale, and the browser says it has no network
 * - `bad-data` there is nothing to show, because what came cannot be read
 * - `ended`, `denied`, `not-found`: no more requests
 */
export type LiveStatus = 'connecting' | 'live' | 'polling' | 'stale' | 'offline' | 'bad-data' | Verdict;

/** What a live source tells those who use it. Times are milliseconds of the performance clock. */
export type LiveView<T> = {
  readonly status: LiveStatus;
  readonly snapshot: T | undefined;
  /** What of it could not be read and was left out. */
  readonly warnings: readonly Warning[];
  readonly version: number | undefined;
  readonly epoch: string | undefined;
  /** When what is shown was last the truth, and when the server was last heard. */
  readonly checkedAt: number | undefined;
  readonly lastHeardAt: number | undefined;
  /** How the shown snapshot came. Only an update is news; a first load or a reconnect is not. */
  readonly arrival: Arrival;
  /** What went wrong last; gone when something works again. */
  readonly problem: Failure | undefined;
};

const NONE: readonly Warning[] = [];

export function viewOf<T extends Versioned>(state: LiveState<T>, now: number): LiveView<T> {
  return {
    status: statusOf(state, now),
    snapshot: state.known?.snapshot,
    warnings: state.known?.warnings ?? NONE,
    version: state.known?.snapshot.version,
    epoch: state.known?.epoch,
    checkedAt: state.checkedAt === -Infinity ? undefined : state.checkedAt,
    lastHeardAt: state.heardAt === -Infinity ? undefined : state.heardAt,
    arrival: state.arrival,
    problem: state.problem,
  };
}

/** What the state amounts to at `now`. */
export function statusOf<T extends Versioned>(state: LiveState<T>, now: number): LiveStatus {
  if (state.verdict) return state.verdict;
  if (now < liveEndsAt(state)) return 'live';
  const isFresh = now < staleAt(state) && !state.isDoubted;
  if (!state.isOnline && (state.readFailures > 0 || !isFresh)) return 'offline';
  if (!state.known) return state.problem?.code === 'bad-data' ? 'bad-data' : 'connecting';
  if (!isFresh) return 'stale';
  return isPolling(state) ? 'polling' : 'connecting';
}
