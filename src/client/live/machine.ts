import { clampRetry, pollWait } from './back-off.ts';
import { isPolling } from './due.ts';
import { failRead, failRenewal, failStream, letGo, type Moment } from './failures.ts';
import { absorb } from './knowledge.ts';
import { POKE_GAP_MS, POLL_MS } from './limits.ts';
import type { Message, Snapshot, Versioned } from './messages.ts';
import { FOREIGN, hear, refetch, takeIn, want } from './news.ts';
import { arrange } from './plan.ts';
import type { Failure, LiveState, Read, Renewal, Stream } from './state.ts';
import { statusOf } from './status.ts';

/** What can happen to a live source. An `id` is that of the operation it belongs to. */
export type LiveEvent<T> =
  | { type: 'tick' }
  | { type: 'shown' | 'hidden' | 'online' | 'offline' | 'frozen' | 'thawed' }
  /** The clocks jumped or a timer came late. `ms` is how much longer it was than the performance clock says. */
  | { type: 'woke'; ms: number }
  | { type: 'used' | 'unused' }
  | { type: 'permitted'; mayStream: boolean }
  /** Someone asks for a new start, or another tab says that there is news. */
  | { type: 'refresh' | 'poked' }
  | { type: 'headers'; id: number }
  | { type: 'snapshot'; id: number; answer: Snapshot<T>; etag: string | undefined; ageMs: number }
  | { type: 'unchanged'; id: number }
  | { type: 'heard'; id: number; messages: readonly Message<T>[]; retryMs: number | undefined }
  | { type: 'renewed'; id: number }
  | { type: 'failed'; id: number; failure: Failure };

/** The next state. Pure: what it asks for stands in the state, see `LiveState`. */
export function step<T extends Versioned>(state: LiveState<T>, event: LiveEvent<T>, moment: Moment): LiveState<T> {
  const draft = { ...state };
  happen(draft, event, moment);
  arrange(draft, moment);
  return draft;
}

function happen<T extends Versioned>(draft: LiveState<T>, event: LiveEvent<T>, moment: Moment): void {
  const { now } = moment;
  switch (event.type) {
    case 'tick':
      return;
    case 'shown':
      if (draft.isVisible) return;
      draft.isVisible = true;
      draft.hiddenAt = Infinity;
      if (!draft.stream && !(isPolling(draft) && now - draft.checkedAt < POLL_MS)) readFirst(draft, now);
      return;
    case 'hidden':
      if (draft.isVisible) draft.hiddenAt = now;
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
    case 'thawed':
      if (!draft.isFrozen) return;
      draft.isFrozen = false;
      draft.isDoubted = true;
      restart(draft, now);
      return;
    case 'woke':
      draft.checkedAt -= Math.max(0, event.ms);
      draft.heardAt -= Math.max(0, event.ms);
      draft.isDoubted = true;
      restart(draft, now);
      return;
    case 'used':
    case 'unused':
      draft.isUsed = event.type === 'used';
      return;
    case 'permitted':
      draft.mayStream = event.mayStream;
      return;
    case 'refresh':
      // Who was turned away and asks again may have signed in.
      if (draft.verdict) draft.isStreamRefused = false;
      draft.verdict = undefined;
      draft.hasRenewedRead = false;
      if (now < draft.liveUntil) want(draft, now);
      else restart(draft, now);
      return;
    case 'poked':
      want(draft, Math.max(now, draft.lastReadAt + POKE_GAP_MS));
      return;
    default:
      progress(draft, event, moment);
  }
}

type Progress<T> = Extract<LiveEvent<T>, { id: number }>;

/** What comes of something under way. Of anything that was given up, nothing is wanted any more. */
function progress<T extends Versioned>(draft: LiveState<T>, event: Progress<T>, moment: Moment): void {
  if (event.id === draft.read?.id) progressRead(draft, draft.read, event, moment);
  else if (event.id === draft.stream?.id) progressStream(draft, draft.stream, event, moment);
  else if (event.id === draft.renewal?.id) progressRenewal(draft, draft.renewal, event, moment);
}

function progressRead<T extends Versioned>(
  draft: LiveState<T>,
  read: Read,
  event: Progress<T>,
  moment: Moment,
): void {
  if (event.type === 'headers') draft.read = { ...read, answeredAt: moment.now };
  else if (event.type === 'failed') failRead(draft, event.failure, moment);
  else if (event.type === 'unchanged') succeed(draft, moment, moment.now);
  else if (event.type === 'snapshot') {
    const origin = { by: 'read', epochChanges: read.epochChanges, etag: event.etag } as const;
    const { known, standing } = absorb(draft.known, event.answer, origin);
    if (standing === 'foreign') return failRead(draft, { code: 'bad-data', issues: FOREIGN }, moment);
    takeIn(draft, known, isVouchedFor(draft, moment.now));
    // An answer out of an old cache is no word of the server about now.
    succeed(draft, moment, standing === 'older' ? undefined : moment.now - event.ageMs);
  }
}

function succeed<T extends Versioned>(draft: LiveState<T>, moment: Moment, checkedAt: number | undefined): void {
  const { now, random } = moment;
  draft.read = undefined;
  draft.problem = undefined;
  draft.needsSnapshot = false;
  draft.hasRenewedRead = false;
  draft.pollAt = now + pollWait(random);
  if (checkedAt !== undefined) {
    draft.checkedAt = Math.max(draft.checkedAt, checkedAt);
    draft.isDoubted = false;
  }
  draft.readFailures = 0;
  if (draft.claim) {
    draft.vainReads += 1;
    refetch(draft, moment);
  }
}

function progressStream<T extends Versioned>(
  draft: LiveState<T>,
  stream: Stream,
  event: Progress<T>,
  moment: Moment,
): void {
  if (event.type === 'headers') draft.stream = { ...stream, answeredAt: moment.now };
  else if (event.type === 'failed') failStream(draft, event.failure, moment);
  else if (event.type === 'heard') {
    if (event.retryMs !== undefined) draft.retryMs = clampRetry(event.retryMs);
    const isNews = isVouchedFor(draft, moment.now);
    for (const message of event.messages) hear(draft, message, moment, isNews);
  }
}

function progressRenewal<T extends Versioned>(
  draft: LiveState<T>,
  renewal: Renewal,
  event: Progress<T>,
  moment: Moment,
): void {
  if (event.type === 'failed') return failRenewal(draft, event.failure, moment);
  draft.renewal = undefined;
  if (renewal.of === 'read') return want(draft, moment.now);
  // Handed over to a new stream in the same breath: what the old one vouched for still holds.
  draft.stream = undefined;
  draft.openAt = moment.now;
}

/** Whether what comes now is news to the reader: nothing was missed before it. */
function isVouchedFor<T extends Versioned>(draft: LiveState<T>, now: number): boolean {
  const status = statusOf(draft, now);
  return status === 'live' || status === 'polling';
}

/** Begins anew at once, whatever was under way: on a network that came back it may hang for long. */
function restart<T extends Versioned>(draft: LiveState<T>, now: number): void {
  letGo(draft);
  // A network that came back does not bring a stream to a shop that has none.
  if (!draft.isStreamRefused) draft.vainOpens = 0;
  readFirst(draft, now);
}

function readFirst<T extends Versioned>(draft: LiveState<T>, now: number): void {
  draft.needsSnapshot = true;
  if (!draft.read) draft.readAt = now;
  if (!isPolling(draft)) draft.openAt = now;
}
