import {
  healthyAt,
  nextOpenAt,
  nextReadAt,
  readOverdueAt,
  renewalOverdueAt,
  restsFrom,
  streamOverdueAt,
} from './due.ts';
import { failRead, failRenewal, failStream, letGo, type Moment } from './failures.ts';
import { OPENS_A_MINUTE } from './limits.ts';
import type { Versioned } from './messages.ts';
import type { LiveState } from './state.ts';

/** Gives up what took too long and starts what is due. Changes the draft. */
export function arrange<T extends Versioned>(draft: LiveState<T>, moment: Moment): void {
  const { now } = moment;
  giveUpOverdue(draft, moment);
  if (now >= healthyAt(draft)) draft.openFailures = 0;
  if (now >= restsFrom(draft)) {
    rest(draft, now);
    return;
  }
  if (!draft.isUsed) giveUpUnanswered(draft, now);
  if (!draft.mayStream && draft.stream) {
    draft.stream = undefined;
    draft.liveUntil = -Infinity;
  }
  if (now >= nextReadAt(draft)) {
    draft.read = { id: (draft.operations += 1), startedAt: now, epochChanges: draft.known?.epochChanges ?? 0 };
    draft.readAt = Infinity;
    draft.pollAt = Infinity;
    draft.lastReadAt = now;
  }
  if (now >= nextOpenAt(draft)) {
    draft.stream = { id: (draft.operations += 1), startedAt: now };
    draft.opens = [...draft.opens, now].slice(-OPENS_A_MINUTE);
  }
}

function giveUpOverdue<T extends Versioned>(draft: LiveState<T>, moment: Moment): void {
  const { now } = moment;
  if (now >= readOverdueAt(draft)) failRead(draft, { code: 'timeout' }, moment);
  if (now >= renewalOverdueAt(draft)) failRenewal(draft, { code: 'timeout' }, moment);
  if (now >= streamOverdueAt(draft)) {
    failStream(draft, { code: draft.stream?.answeredAt === undefined ? 'timeout' : 'silent' }, moment);
  }
}

/** Nothing open, nothing waiting. */
function rest<T extends Versioned>(draft: LiveState<T>, now: number): void {
  letGo(draft);
  if (draft.renewal) {
    draft.renewal = undefined;
    draft.hasRenewedRead = false;
    draft.hasRenewedStream = false;
  }
  draft.readAt = now;
}

function giveUpUnanswered<T extends Versioned>(draft: LiveState<T>, now: number): void {
  if (draft.read) {
    draft.read = undefined;
    draft.readAt = now;
  }
  if (draft.stream && draft.stream.answeredAt === undefined) draft.stream = undefined;
}
