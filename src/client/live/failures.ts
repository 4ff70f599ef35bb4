import { backOff, clampRetryAfter, pollWait } from './back-off.ts';
import { isPolling } from './due.ts';
import { HEARTBEAT_MS, OPENS_BEFORE_POLLING, STREAM_AGAIN_MS } from './limits.ts';
import type { Versioned } from './messages.ts';
import type { Failure, LiveState, Verdict } from './state.ts';

/** The moment of a step, and the chance that is drawn in it. */
export type Moment = { now: number; random: number };

/* What a failure does to the state. These change the draft they are given. */

/** A read came to nothing: the reader is turned away for good, asks for a new token, or tries again later. */
export function failRead<T extends Versioned>(draft: LiveState<T>, failure: Failure, { now, random }: Moment): void {
  draft.read = undefined;
  draft.problem = failure;
  const verdict = verdictOn(failure);
  if (failure.status === 401 && !draft.hasRenewedRead) {
    draft.hasRenewedRead = true;
    renew(draft, 'read', now);
  } else if (verdict) {
    draft.verdict = verdict;
  } else {
    const wait = backOff(draft.readFailures, random);
    if (isOfNetwork(failure)) trustStreams(draft, now);
    const isFloor = isPolling(draft) && draft.known !== undefined;
    draft.readFailures += 1;
    hold(draft, failure, now);
    draft.readAt = heldUntil(draft, now) + (isFloor ? Math.max(wait, pollWait(random)) : wait);
  }
}

/** A stream came to nothing, or to an end: it is tried again later, or polling takes its place. */
export function failStream<T extends Versioned>(draft: LiveState<T>, failure: Failure, moment: Moment): void {
  const { now, random } = moment;
  const isInVain = draft.stream?.validSince === undefined;
  draft.stream = undefined;
  draft.liveUntil = -Infinity;
  if (failure.status === 204) {
    draft.verdict = 'ended';
    return;
  }
  draft.problem = failure;
  if (failure.status === 401 && !draft.hasRenewedStream) {
    draft.hasRenewedStream = true;
    renew(draft, 'stream', now);
    return;
  }
  const wait = draft.retryMs + backOff(draft.openFailures, random);
  draft.openFailures += 1;
  hold(draft, failure, now);
  const next = heldUntil(draft, now) + wait;
  draft.openAt = next;
  const hasPolled = draft.vainOpens >= OPENS_BEFORE_POLLING;
  if (isInVain) {
    draft.isStreamRefused = isRefusal(failure);
    draft.vainOpens += draft.isStreamRefused ? OPENS_BEFORE_POLLING : 1;
  }
  if (draft.vainOpens >= OPENS_BEFORE_POLLING) {
    draft.openAt = now + STREAM_AGAIN_MS;
    if (!hasPolled) draft.readAt = Math.min(draft.readAt, next);
  } else if (isInVain || now - draft.checkedAt > HEARTBEAT_MS) {
    // A stream that brought something goes on where it was. After any other, a read is the surer thing.
    draft.needsSnapshot = true;
    draft.readAt = Math.min(draft.readAt, next);
  }
}

/** Where nothing answers, streams that failed prove nothing against streaming. */
function trustStreams<T extends Versioned>(draft: LiveState<T>, now: number): void {
  if (draft.vainOpens >= OPENS_BEFORE_POLLING) draft.openAt = now;
  draft.vainOpens = 0;
}

/** There is no new token: the session is over, or only the stream is closed to the reader. */
export function failRenewal<T extends Versioned>(draft: LiveState<T>, failure: Failure, moment: Moment): void {
  const of = draft.renewal?.of;
  draft.renewal = undefined;
  if (of === 'read') {
    // A token function that fails is no refusal: whoever asks next asks it again.
    if (failure.code !== 'status') draft.hasRenewedRead = false;
    failRead(draft, failure, moment);
  } else if (of === 'stream') {
    failStream(draft, failure, moment);
  }
}

export function renew<T extends Versioned>(draft: LiveState<T>, of: 'read' | 'stream' | 'event', now: number): void {
  draft.renewal = { id: (draft.operations += 1), startedAt: now, of };
}

function verdictOn({ status }: Failure): Verdict | undefined {
  if (status === 401 || status === 403) return 'denied';
  return status === 404 || status === 410 ? 'not-found' : undefined;
}

/** A stream address that says no, as in a shop that only answers GET, says so again when asked again. */
function isRefusal({ code, status = 0 }: Failure): boolean {
  return code === 'status' && (status === 501 || (status >= 400 && status < 500 && ![408, 425, 429].includes(status)));
}

function isOfNetwork({ code, status = 0 }: Failure): boolean {
  return code === 'network' || code === 'timeout' || status >= 500;
}

/** Gives up what is under way and what it vouched for; what comes next begins with a read. */
export function letGo<T extends Versioned>(draft: LiveState<T>): void {
  draft.read = undefined;
  draft.stream = undefined;
  draft.liveUntil = -Infinity;
  draft.claim = undefined;
  draft.needsSnapshot = true;
}

/** Keeps to the wait that the server asks for. */
export function hold<T extends Versioned>(
  draft: LiveState<T>,
  { retryAfterMs }: Pick<Failure, 'retryAfterMs'>,
  now: number,
): void {
  if (retryAfterMs !== undefined) draft.notBefore = Math.max(draft.notBefore, now + clampRetryAfter(retryAfterMs));
}

function heldUntil<T extends Versioned>({ notBefore }: LiveState<T>, now: number): number {
  return Math.max(now, notBefore);
}
