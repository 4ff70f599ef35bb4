import { POLL_INTERVAL_MS, clampReconnectDelay, calculatePollDelay } from '../http/back-off.ts';
import type { OrderEnvelope } from '../http/order-envelope.ts';
import { handleReadFailure, handleStreamFailure, handleTokenRenewalFailure, resetConnection } from './failures.ts';
import type { OrderStreamMessage } from './message-parser.ts';
import { schedule } from './scheduling.ts';
import { isPolling, selectStatus } from './selectors.ts';
import { mergeSnapshot } from './snapshot-versions.ts';
import type {
  OrderStreamState,
  OrderStreamReducerContext,
  SnapshotRead,
  StreamConnection,
  StreamFailure,
  TokenRenewal,
} from './state.ts';
import {
  wrongResourceIssues,
  acceptSnapshot,
  handleMessage,
  scheduleRead,
  scheduleRefetch,
} from './stream-messages.ts';

/** Minimum time between two reads that were caused by messages of other tabs. */
const TAB_READ_GAP_MS = 5_000;

/** Events of an order stream. An `id` is that of the operation that the event belongs to. */
export type OrderStreamEvent =
  | { type: 'tick' }
  | { type: 'visible' | 'hidden' | 'online' | 'offline' | 'frozen' | 'resumed' }
  /** The clocks jumped, or a timer was late. `ms` is the time that the performance clock did not count. */
  | { type: 'clock-jumped'; ms: number }
  | { type: 'subscribed' | 'unsubscribed' }
  | { type: 'lock-changed'; hasStreamLock: boolean }
  /** The customer retries, or another tab announced a new version. */
  | { type: 'refresh' | 'tab-message' }
  | { type: 'headers'; id: number }
  | { type: 'snapshot'; id: number; envelope: OrderEnvelope; etag: string | undefined; ageMs: number }
  | { type: 'not-modified'; id: number }
  | { type: 'messages'; id: number; messages: readonly OrderStreamMessage[]; retryMs: number | undefined }
  | { type: 'token-renewed'; id: number }
  | { type: 'failed'; id: number; failure: StreamFailure };

/** Returns the next state. Pure: the runner derives effects from the state, see `OrderStreamState`. */
export function reduce(
  state: OrderStreamState,
  event: OrderStreamEvent,
  context: OrderStreamReducerContext,
): OrderStreamState {
  const draft = { ...state };
  applyEvent(draft, event, context);
  schedule(draft, context);
  return draft;
}

function applyEvent(draft: OrderStreamState, event: OrderStreamEvent, context: OrderStreamReducerContext): void {
  const { now } = context;
  switch (event.type) {
    case 'tick':
      return;
    case 'visible':
      if (draft.isVisible) return;
      draft.isVisible = true;
      draft.hiddenSince = Infinity;
      if (!draft.stream && !(isPolling(draft) && now - draft.checkedAt < POLL_INTERVAL_MS)) requireSnapshot(draft, now);
      return;
    case 'hidden':
      if (draft.isVisible) draft.hiddenSince = now;
      draft.isVisible = false;
      return;
    case 'online':
      draft.isOnline = true;
      if (now >= draft.liveUntil) restart(draft, now);
      return;
    case 'offline':
      draft.isOnline = false;
      return;
    case 'frozen':
      draft.isFrozen = true;
      return;
    case 'resumed':
      if (!draft.isFrozen) return;
      draft.isFrozen = false;
      draft.waitingSince = now;
      draft.isUnverified = true;
      restart(draft, now);
      return;
    case 'clock-jumped':
      draft.checkedAt -= Math.max(0, event.ms);
      draft.isUnverified = true;
      restart(draft, now);
      return;
    case 'subscribed':
    case 'unsubscribed':
      draft.hasSubscribers = event.type === 'subscribed';
      return;
    case 'lock-changed':
      draft.hasStreamLock = event.hasStreamLock;
      return;
    case 'refresh':
      // After a refusal, the customer may have signed in.
      if (draft.terminalStatus) draft.isStreamRefused = false;
      draft.terminalStatus = undefined;
      draft.hasRenewedForRead = false;
      if (now < draft.liveUntil) scheduleRead(draft, now);
      else restart(draft, now);
      return;
    case 'tab-message':
      scheduleRead(draft, Math.max(now, draft.lastReadAt + TAB_READ_GAP_MS));
      return;
    default:
      applyOperationEvent(draft, event, context);
  }
}

type OperationEvent = Extract<OrderStreamEvent, { id: number }>;

/** Events of operations that are no longer in the state are ignored. */
function applyOperationEvent(draft: OrderStreamState, event: OperationEvent, context: OrderStreamReducerContext): void {
  if (event.id === draft.read?.id) applyReadEvent(draft, draft.read, event, context);
  else if (event.id === draft.stream?.id) applyStreamEvent(draft, draft.stream, event, context);
  else if (event.id === draft.tokenRenewal?.id) applyTokenRenewalEvent(draft, draft.tokenRenewal, event, context);
}

function applyReadEvent(
  draft: OrderStreamState,
  read: SnapshotRead,
  event: OperationEvent,
  context: OrderStreamReducerContext,
): void {
  if (event.type === 'headers') draft.read = { ...read, answeredAt: context.now };
  else if (event.type === 'failed') handleReadFailure(draft, event.failure, context);
  else if (event.type === 'not-modified') completeRead(draft, context, context.now);
  else if (event.type === 'snapshot') {
    const source = { by: 'read', epochChanges: read.epochChanges, etag: event.etag } as const;
    const { next, comparison } = mergeSnapshot(draft.snapshotState, event.envelope, source);
    if (comparison === 'wrong-resource')
      return handleReadFailure(draft, { code: 'bad-data', issues: wrongResourceIssues }, context);
    acceptSnapshot(draft, next, isUpToDate(draft, context.now));
    // A cached response confirms nothing.
    completeRead(draft, context, comparison === 'older' ? undefined : context.now - event.ageMs);
  }
}

function completeRead(
  draft: OrderStreamState,
  context: OrderStreamReducerContext,
  checkedAt: number | undefined,
): void {
  const { now, random } = context;
  draft.read = undefined;
  draft.lastFailure = undefined;
  draft.isSnapshotRequired = false;
  draft.hasRenewedForRead = false;
  draft.pollAt = now + calculatePollDelay(random);
  if (checkedAt !== undefined) {
    draft.checkedAt = Math.max(draft.checkedAt, checkedAt);
    draft.isUnverified = false;
  }
  draft.readFailures = 0;
  if (draft.announcedVersion) {
    draft.fruitlessReads += 1;
    scheduleRefetch(draft, context);
  }
}

function applyStreamEvent(
  draft: OrderStreamState,
  stream: StreamConnection,
  event: OperationEvent,
  context: OrderStreamReducerContext,
): void {
  if (event.type === 'headers') draft.stream = { ...stream, answeredAt: context.now };
  else if (event.type === 'failed') handleStreamFailure(draft, event.failure, context);
  else if (event.type === 'messages') {
    if (event.retryMs !== undefined) draft.reconnectDelayMs = clampReconnectDelay(event.retryMs);
    const isUpdate = isUpToDate(draft, context.now);
    for (const message of event.messages) handleMessage(draft, message, context, isUpdate);
  }
}

function applyTokenRenewalEvent(
  draft: OrderStreamState,
  tokenRenewal: TokenRenewal,
  event: OperationEvent,
  context: OrderStreamReducerContext,
): void {
  if (event.type === 'failed') return handleTokenRenewalFailure(draft, event.failure, context);
  draft.tokenRenewal = undefined;
  if (tokenRenewal.trigger === 'read') return scheduleRead(draft, context.now);
  // `liveUntil` stays: the next stream replaces the old one without a gap.
  draft.stream = undefined;
  draft.openAt = context.now;
}

/** Whether a snapshot that arrives now is an update: no version was missed before it. */
function isUpToDate(draft: OrderStreamState, now: number): boolean {
  const status = selectStatus(draft, now);
  return status === 'live' || status === 'polling';
}

/** Drops running operations, which may hang after the network came back, and starts with a snapshot. */
function restart(draft: OrderStreamState, now: number): void {
  resetConnection(draft);
  // A network that came back does not add a stream to a shop without one.
  if (!draft.isStreamRefused) draft.fruitlessStreams = 0;
  requireSnapshot(draft, now);
}

function requireSnapshot(draft: OrderStreamState, now: number): void {
  draft.isSnapshotRequired = true;
  if (!draft.read) draft.readAt = now;
  if (!isPolling(draft)) draft.openAt = now;
}
