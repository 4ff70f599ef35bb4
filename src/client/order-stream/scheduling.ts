import {
  MAX_OPENS_PER_MINUTE,
  nextOpenAt,
  nextReadAt,
  readDeadline,
  streamDeadline,
  streamHealthyAt,
  suspendedFrom,
  tokenRenewalDeadline,
} from './selectors.ts';
import { handleReadFailure, handleStreamFailure, handleTokenRenewalFailure, resetConnection } from './failures.ts';
import type { OrderStreamState, OrderStreamReducerContext } from './state.ts';

/** Fails overdue operations and starts due operations. Changes the draft. */
export function schedule(draft: OrderStreamState, context: OrderStreamReducerContext): void {
  const { now } = context;
  failOverdueOperations(draft, context);
  if (now >= streamHealthyAt(draft)) draft.streamFailures = 0;
  if (now >= suspendedFrom(draft)) {
    suspend(draft, now);
    return;
  }
  if (!draft.hasSubscribers) cancelUnansweredOperations(draft, now);
  if (!draft.hasStreamLock && draft.stream) {
    draft.stream = undefined;
    draft.liveUntil = -Infinity;
  }
  if (now >= nextReadAt(draft)) startRead(draft, now);
  if (now >= nextOpenAt(draft)) {
    draft.stream = { id: (draft.lastOperationId += 1), startedAt: now };
    draft.recentOpenTimes = [...draft.recentOpenTimes, now].slice(-MAX_OPENS_PER_MINUTE);
  }
}

function failOverdueOperations(draft: OrderStreamState, context: OrderStreamReducerContext): void {
  const { now } = context;
  if (now >= readDeadline(draft)) handleReadFailure(draft, { code: 'timeout' }, context);
  if (now >= tokenRenewalDeadline(draft)) handleTokenRenewalFailure(draft, { code: 'timeout' }, context);
  if (now >= streamDeadline(draft)) {
    handleStreamFailure(draft, { code: draft.stream?.answeredAt === undefined ? 'timeout' : 'idle-timeout' }, context);
  }
}

function startRead(draft: OrderStreamState, now: number): void {
  draft.read = {
    id: (draft.lastOperationId += 1),
    startedAt: now,
    epochChanges: draft.snapshotState?.epochChanges ?? 0,
  };
  draft.readAt = Infinity;
  draft.pollAt = Infinity;
  draft.lastReadAt = now;
}

/** Stops all operations. A read is due as soon as the order stream is no longer suspended. */
function suspend(draft: OrderStreamState, now: number): void {
  resetConnection(draft);
  if (draft.tokenRenewal) {
    draft.tokenRenewal = undefined;
    draft.hasRenewedForRead = false;
    draft.hasRenewedForStream = false;
  }
  draft.readAt = now;
}

function cancelUnansweredOperations(draft: OrderStreamState, now: number): void {
  if (draft.read) {
    draft.read = undefined;
    draft.readAt = now;
  }
  if (draft.stream && draft.stream.answeredAt === undefined) draft.stream = undefined;
}
