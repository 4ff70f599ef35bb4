import {
  CATCH_UP_MS,
  CONNECT_TIMEOUT_MS,
  HEALTHY_AFTER_MS,
  HIDDEN_AFTER_MS,
  LONGEST_WAIT_MS,
  MINUTE_MS,
  OPENS_A_MINUTE,
  OPENS_BEFORE_POLLING,
  POLL_STALE_AFTER_MS,
  REQUEST_GAP_MS,
  STALE_AFTER_MS,
} from './limits.ts';
import type { Versioned } from './messages.ts';
import type { LiveState } from './state.ts';

/* When things are due, as functions of the state alone. `Infinity` is never. */

/** Polling is the floor: for those who may not stream, and where streams bring nothing. */
export function isPolling<T extends Versioned>(state: LiveState<T>): boolean {
  return !state.mayStream || state.vainOpens >= OPENS_BEFORE_POLLING;
}

/** When nothing may be open any more: settled, put away by the browser, or hidden for long. */
export function restsFrom<T extends Versioned>(state: LiveState<T>): number {
  return state.verdict || state.isFrozen ? -Infinity : state.hiddenAt + HIDDEN_AFTER_MS;
}

/** When a read must have gone on. */
export function readOverdueAt<T extends Versioned>({ read }: LiveState<T>): number {
  return read ? (read.answeredAt ?? read.startedAt) + CONNECT_TIMEOUT_MS : Infinity;
}

/** When a stream must have answered, or said something. */
export function streamOverdueAt<T extends Versioned>({ stream }: LiveState<T>): number {
  if (!stream) return Infinity;
  if (stream.answeredAt === undefined) return stream.startedAt + CONNECT_TIMEOUT_MS;
  return (stream.heardAt ?? stream.answeredAt) + STALE_AFTER_MS;
}

export function renewalOverdueAt<T extends Versioned>({ renewal }: LiveState<T>): number {
  return renewal ? renewal.startedAt + CONNECT_TIMEOUT_MS : Infinity;
}

/** When a stream has proved its worth. */
export function healthyAt<T extends Versioned>({ stream, openFailures }: LiveState<T>): number {
  return openFailures > 0 && stream?.validSince !== undefined ? stream.validSince + HEALTHY_AFTER_MS : Infinity;
}

/** When the next read may start. */
export function nextReadAt<T extends Versioned>(state: LiveState<T>): number {
  if (state.read || state.renewal || !state.isUsed) return Infinity;
  const wantedAt = Math.min(state.readAt, isPolling(state) ? state.pollAt : Infinity);
  return Math.max(wantedAt, state.notBefore, state.lastReadAt + REQUEST_GAP_MS);
}

/** When the next stream may be opened. */
export function nextOpenAt<T extends Versioned>(state: LiveState<T>): number {
  const isBusy = state.stream || state.read || state.renewal;
  if (isBusy || state.needsSnapshot || !state.mayStream || !state.isVisible || !state.isUsed) return Infinity;
  const last = state.opens.at(-1) ?? -Infinity;
  const crowdedUntil = state.opens.length < OPENS_A_MINUTE ? -Infinity : (state.opens[0] ?? 0) + MINUTE_MS;
  return Math.max(state.openAt, state.notBefore, last + REQUEST_GAP_MS, crowdedUntil);
}

/** Until when the stream vouches for what is shown. */
export function liveEndsAt<T extends Versioned>({ liveUntil, claim }: LiveState<T>): number {
  return Math.min(liveUntil, claim ? claim.since + CATCH_UP_MS : Infinity);
}

/** When what is shown can no longer be called fresh. */
export function staleAt<T extends Versioned>(state: LiveState<T>): number {
  return state.checkedAt + (isPolling(state) ? POLL_STALE_AFTER_MS : STALE_AFTER_MS);
}

/** When to look at the state again if nothing happens until then. */
export function nextLookAt<T extends Versioned>(state: LiveState<T>, now: number): number {
  if (restsFrom(state) <= now) return Infinity;
  const times = [restsFrom, readOverdueAt, streamOverdueAt, renewalOverdueAt, healthyAt, nextReadAt, nextOpenAt];
  const due = Math.min(...times.map((time) => time(state)));
  const later = [liveEndsAt(state), staleAt(state)].filter((time) => time > now);
  return Math.min(due, ...later, now + LONGEST_WAIT_MS);
}
