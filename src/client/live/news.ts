import type { Issue } from '../../contract/parse.ts';
import { backOff } from './back-off.ts';
import { hold, renew, type Moment } from './failures.ts';
import { absorb, isBehind, moveCursor, type Known } from './knowledge.ts';
import { STALE_AFTER_MS } from './limits.ts';
import { splitId, type Message, type Versioned } from './messages.ts';
import type { LiveState } from './state.ts';

/** What is reported when the server answers with another resource than before. */
export const FOREIGN = [{ path: 'id', message: 'expected the same id as before' }];

/* What a server's words do to the state. These change the draft they are given. */

/** Takes in one message of the stream. `isNews`: nothing was missed before this burst. */
export function hear<T extends Versioned>(
  draft: LiveState<T>,
  message: Message<T>,
  moment: Moment,
  isNews: boolean,
): void {
  const { known } = draft;
  if (!known || draft.verdict) return;
  if (message.kind === 'bad') return doubt(draft, message.issues, moment);
  if (message.kind === 'unknown') {
    draft.known = moveCursor(known, message.id);
    if ((splitId(message.id)?.version ?? 0) > known.snapshot.version) refetch(draft, moment);
    return;
  }
  vouch(draft, moment.now);
  switch (message.kind) {
    case 'snapshot': {
      const { known: next, standing } = absorb(known, message, { by: 'stream', id: message.id });
      if (standing === 'foreign') return doubt(draft, FOREIGN, moment);
      if (standing === 'doubtful') return refetch(draft, moment);
      if (standing === 'older') return;
      takeIn(draft, next, isNews);
      draft.checkedAt = moment.now;
      return;
    }
    case 'heartbeat':
      draft.known = moveCursor(known, message.id);
      if (message.version === undefined) draft.checkedAt = moment.now;
      else hearVersion(draft, known, message.epoch, message.version, moment);
      return;
    case 'gone':
      // The server cannot go on from where we are; what is there now only a read can tell.
      draft.known = { ...known, cursor: undefined };
      hold(draft, message, moment.now);
      refetch(draft, moment);
      return;
    case 'auth':
      if (!draft.renewal) renew(draft, 'event', moment.now);
      return;
    case 'end':
      draft.verdict = 'ended';
      return;
    default:
      message.kind satisfies never;
  }
}

/** Shows what is known now, and forgets the claims that it settles. */
export function takeIn<T extends Versioned>(draft: LiveState<T>, next: Known<T>, isNews: boolean): void {
  const { known, claim } = draft;
  if (next.snapshot !== known?.snapshot) {
    draft.arrival = known ? (isNews ? 'update' : 'resync') : 'load';
    draft.vainReads = 0;
  }
  draft.known = next;
  if (claim && !isBehind(next, claim.epoch, claim.version)) {
    draft.claim = undefined;
    draft.readAt = Infinity;
  }
}

/** Reads anew within a second, each in its own time; ever more slowly while that brings nothing. */
export function refetch<T extends Versioned>(draft: LiveState<T>, { now, random }: Moment): void {
  want(draft, now + backOff(draft.vainReads, random));
}

/** A read is wanted at `at`, if none is sooner. */
export function want<T extends Versioned>(draft: LiveState<T>, at: number): void {
  draft.readAt = Math.min(draft.readAt, at);
}

function hearVersion<T extends Versioned>(
  draft: LiveState<T>,
  known: Known<T>,
  epoch: string | undefined,
  version: number,
  moment: Moment,
): void {
  if (isBehind(known, epoch, version)) {
    draft.claim = { epoch, version, since: draft.claim?.since ?? moment.now };
    refetch(draft, moment);
  } else {
    draft.claim = undefined;
    draft.checkedAt = moment.now;
  }
}

/** A stream that says something sensible is worth something, and vouches for what is shown. */
function vouch<T extends Versioned>(draft: LiveState<T>, now: number): void {
  if (draft.stream) draft.stream = { ...draft.stream, heardAt: now, validSince: draft.stream.validSince ?? now };
  draft.heardAt = now;
  draft.liveUntil = now + STALE_AFTER_MS;
  draft.vainOpens = 0;
  draft.isStreamRefused = false;
  draft.hasRenewedStream = false;
  draft.isDoubted = false;
  draft.problem = undefined;
}

/** Something came that cannot be read. It may have been news, so a read must tell. */
function doubt<T extends Versioned>(
  draft: LiveState<T>,
  issues: readonly Issue[],
  moment: Moment,
): void {
  draft.problem = { code: 'bad-data', issues };
  refetch(draft, moment);
  draft.vainReads += 1;
}
