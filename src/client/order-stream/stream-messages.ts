import { parseCursor } from '../../contract/cursor.ts';
import type { ValidationIssue } from '../../contract/validators.ts';
import { calculateBackOffDelay } from '../http/back-off.ts';
import { applyRetryAfter, startTokenRenewal } from './failures.ts';
import type { OrderStreamMessage } from './message-parser.ts';
import { STALE_AFTER_MS } from './selectors.ts';
import { advanceCursor, isBehind, mergeSnapshot, type SnapshotState } from './snapshot-versions.ts';
import type { OrderStreamState, OrderStreamReducerContext } from './state.ts';

/* How messages and snapshots of the server change the state. These functions change the draft that they receive. */

/** Reported if the server sends another order than before. */
export const wrongResourceIssues = [{ path: 'id', message: 'expected the same id as before' }];

/** Applies a message of the stream. `isUpdate`: no version was missed before this chunk. */
export function handleMessage(
  draft: OrderStreamState,
  message: OrderStreamMessage,
  context: OrderStreamReducerContext,
  isUpdate: boolean,
): void {
  const { snapshotState } = draft;
  if (!snapshotState || draft.terminalStatus) return;
  if (message.kind === 'invalid') return markSuspect(draft, message.issues, context);
  if (message.kind === 'unknown') {
    draft.snapshotState = advanceCursor(snapshotState, message.id);
    if ((parseCursor(message.id)?.version ?? 0) > snapshotState.snapshot.version) scheduleRefetch(draft, context);
    return;
  }
  markAlive(draft, context.now);
  switch (message.kind) {
    case 'snapshot': {
      const { next, comparison } = mergeSnapshot(snapshotState, message, { by: 'stream', id: message.id });
      if (comparison === 'wrong-resource') return markSuspect(draft, wrongResourceIssues, context);
      if (comparison === 'stale-epoch') return scheduleRefetch(draft, context);
      if (comparison === 'older') return;
      acceptSnapshot(draft, next, isUpdate);
      draft.checkedAt = context.now;
      return;
    }
    case 'heartbeat':
      draft.snapshotState = advanceCursor(snapshotState, message.id);
      if (message.version === undefined) draft.checkedAt = context.now;
      else handleAnnouncedVersion(draft, snapshotState, message.epoch, message.version, context);
      return;
    case 'gone':
      // The server cannot resume at the cursor: read a snapshot.
      draft.snapshotState = { ...snapshotState, cursor: undefined };
      applyRetryAfter(draft, message, context.now);
      scheduleRefetch(draft, context);
      return;
    case 'auth':
      if (!draft.tokenRenewal) startTokenRenewal(draft, 'event', context.now);
      return;
    case 'end':
      draft.terminalStatus = 'ended';
      return;
    default:
      message.kind satisfies never;
  }
}

/** Stores a snapshot, and drops the announced version if the snapshot is not behind it. */
export function acceptSnapshot(draft: OrderStreamState, next: SnapshotState, isUpdate: boolean): void {
  const { snapshotState, announcedVersion } = draft;
  if (next.snapshot !== snapshotState?.snapshot) {
    draft.updateType = snapshotState ? (isUpdate ? 'update' : 'resync') : 'initial';
    draft.fruitlessReads = 0;
  }
  draft.snapshotState = next;
  if (announcedVersion && !isBehind(next, announcedVersion.epoch, announcedVersion.version)) {
    draft.announcedVersion = undefined;
    draft.readAt = Infinity;
  }
}

/** Schedules a read within a second, jittered; later with every read that does not return the announced version. */
export function scheduleRefetch(draft: OrderStreamState, { now, random }: OrderStreamReducerContext): void {
  scheduleRead(draft, now + calculateBackOffDelay(draft.fruitlessReads, random));
}

/** Schedules a read at `at`, unless an earlier read is scheduled. */
export function scheduleRead(draft: OrderStreamState, at: number): void {
  draft.readAt = Math.min(draft.readAt, at);
}

function handleAnnouncedVersion(
  draft: OrderStreamState,
  state: SnapshotState,
  epoch: string | undefined,
  version: number,
  context: OrderStreamReducerContext,
): void {
  if (isBehind(state, epoch, version)) {
    draft.announcedVersion = { epoch, version, since: draft.announcedVersion?.since ?? context.now };
    scheduleRefetch(draft, context);
  } else {
    draft.announcedVersion = undefined;
    draft.checkedAt = context.now;
  }
}

/** A valid message confirms the snapshot and proves that the stream works. */
function markAlive(draft: OrderStreamState, now: number): void {
  if (draft.stream)
    draft.stream = { ...draft.stream, lastMessageAt: now, firstMessageAt: draft.stream.firstMessageAt ?? now };
  draft.liveUntil = now + STALE_AFTER_MS;
  draft.fruitlessStreams = 0;
  draft.isStreamRefused = false;
  draft.hasRenewedForStream = false;
  draft.isUnverified = false;
  draft.lastFailure = undefined;
}

/** An invalid message may have been a new version: read a snapshot. */
function markSuspect(
  draft: OrderStreamState,
  issues: readonly ValidationIssue[],
  context: OrderStreamReducerContext,
): void {
  draft.lastFailure = { code: 'bad-data', issues };
  scheduleRefetch(draft, context);
  draft.fruitlessReads += 1;
}
