import { HEARTBEAT_INTERVAL_MS } from '../../contract/protocol.ts';
import { calculateBackOffDelay, clampRetryAfter, calculatePollDelay } from '../http/back-off.ts';
import { FRUITLESS_STREAMS_BEFORE_POLLING, isPolling } from './selectors.ts';
import type { OrderStreamState, OrderStreamReducerContext, StreamFailure, TerminalStatus } from './state.ts';

/* How failures change the state. These functions change the draft that they receive. */

/** While the order is polled, a stream is tried this often. */
const STREAM_RETRY_MS = 300_000;

/** After a failed read: renews the token, stops for good, or schedules the next read. */
export function handleReadFailure(
  draft: OrderStreamState,
  failure: StreamFailure,
  { now, random }: OrderStreamReducerContext,
): void {
  draft.read = undefined;
  draft.lastFailure = failure;
  const terminalStatus = deriveTerminalStatus(failure);
  if (failure.status === 401 && !draft.hasRenewedForRead) {
    draft.hasRenewedForRead = true;
    startTokenRenewal(draft, 'read', now);
  } else if (terminalStatus) {
    draft.terminalStatus = terminalStatus;
  } else {
    const wait = calculateBackOffDelay(draft.readFailures, random);
    if (isConnectivityFailure(failure)) resetFruitlessStreams(draft, now);
    const isPollingFallback = isPolling(draft) && draft.snapshotState !== undefined;
    draft.readFailures += 1;
    applyRetryAfter(draft, failure, now);
    draft.readAt =
      earliestRetryAt(draft, now) + (isPollingFallback ? Math.max(wait, calculatePollDelay(random)) : wait);
  }
}

/** After a stream failed or ended: renews the token, schedules the next stream, or switches to polling. */
export function handleStreamFailure(
  draft: OrderStreamState,
  failure: StreamFailure,
  context: OrderStreamReducerContext,
): void {
  const { now, random } = context;
  const isFruitless = draft.stream?.firstMessageAt === undefined;
  draft.stream = undefined;
  draft.liveUntil = -Infinity;
  if (failure.status === 204) {
    draft.terminalStatus = 'ended';
    return;
  }
  draft.lastFailure = failure;
  if (failure.status === 401 && !draft.hasRenewedForStream) {
    draft.hasRenewedForStream = true;
    startTokenRenewal(draft, 'stream', now);
    return;
  }
  const wait = draft.reconnectDelayMs + calculateBackOffDelay(draft.streamFailures, random);
  draft.streamFailures += 1;
  applyRetryAfter(draft, failure, now);
  const retryAt = earliestRetryAt(draft, now) + wait;
  draft.openAt = retryAt;
  const wasPolling = draft.fruitlessStreams >= FRUITLESS_STREAMS_BEFORE_POLLING;
  if (isFruitless) {
    draft.isStreamRefused = isStreamRefusal(failure);
    draft.fruitlessStreams += draft.isStreamRefused ? FRUITLESS_STREAMS_BEFORE_POLLING : 1;
  }
  if (draft.fruitlessStreams >= FRUITLESS_STREAMS_BEFORE_POLLING) {
    draft.openAt = now + STREAM_RETRY_MS;
    if (!wasPolling) draft.readAt = Math.min(draft.readAt, retryAt);
  } else if (isFruitless || now - draft.checkedAt > HEARTBEAT_INTERVAL_MS) {
    // A stream that delivered events resumes at its cursor. Otherwise read a snapshot first.
    draft.isSnapshotRequired = true;
    draft.readAt = Math.min(draft.readAt, retryAt);
  }
}

/** While the server is unreachable, failed streams are no evidence that streaming does not work. */
function resetFruitlessStreams(draft: OrderStreamState, now: number): void {
  if (draft.fruitlessStreams >= FRUITLESS_STREAMS_BEFORE_POLLING) draft.openAt = now;
  draft.fruitlessStreams = 0;
}

/** Without a new token, the read or the stream fails that needed the token. */
export function handleTokenRenewalFailure(
  draft: OrderStreamState,
  failure: StreamFailure,
  context: OrderStreamReducerContext,
): void {
  const trigger = draft.tokenRenewal?.trigger;
  draft.tokenRenewal = undefined;
  if (trigger === 'read') {
    // A failed token function is not a refusal: the next 401 may renew the token again.
    if (failure.code !== 'http-status') draft.hasRenewedForRead = false;
    handleReadFailure(draft, failure, context);
  } else if (trigger === 'stream') {
    handleStreamFailure(draft, failure, context);
  }
}

export function startTokenRenewal(draft: OrderStreamState, trigger: 'read' | 'stream' | 'event', now: number): void {
  draft.tokenRenewal = { id: (draft.lastOperationId += 1), startedAt: now, trigger };
}

function deriveTerminalStatus({ status }: StreamFailure): TerminalStatus | undefined {
  if (status === 401 || status === 403) return 'denied';
  return status === 404 || status === 410 ? 'not-found' : undefined;
}

/** Whether the server has no stream, e.g. a shop that only serves snapshots. A retry would fail too. */
function isStreamRefusal({ code, status = 0 }: StreamFailure): boolean {
  return (
    code === 'http-status' && (status === 501 || (status >= 400 && status < 500 && ![408, 425, 429].includes(status)))
  );
}

function isConnectivityFailure({ code, status = 0 }: StreamFailure): boolean {
  return code === 'network' || code === 'timeout' || status >= 500;
}

/** Drops read and stream. The next stream requires a new snapshot. */
export function resetConnection(draft: OrderStreamState): void {
  draft.read = undefined;
  draft.stream = undefined;
  draft.liveUntil = -Infinity;
  draft.announcedVersion = undefined;
  draft.isSnapshotRequired = true;
}

/** Delays all requests by the wait that the server asked for. */
export function applyRetryAfter(
  draft: OrderStreamState,
  { retryAfterMs }: Pick<StreamFailure, 'retryAfterMs'>,
  now: number,
): void {
  if (retryAfterMs !== undefined)
    draft.retryNotBefore = Math.max(draft.retryNotBefore, now + clampRetryAfter(retryAfterMs));
}

function earliestRetryAt({ retryNotBefore }: OrderStreamState, now: number): number {
  return Math.max(now, retryNotBefore);
}
