import type { Cancellation } from '../../contract/cancellation.ts';
import { backOff, clampRetryAfter, pollWait } from '../live/back-off.ts';
import type { CancelEnvironment } from './environment.ts';
import type { Intent } from './intent.ts';
import { judge, type Wait } from './judge.ts';
import { createLooks, LEAST_WAIT_MS, READ_TIMEOUT_MS, type Look } from './look.ts';
import { isOlder } from './outcome.ts';
import type { CancelPort } from './port.ts';
import { recordKeeper, type CancelRecord } from './record.ts';
import type { CancelReport, RefusalCode } from './report.ts';
import { soundSending, type Sending } from './sending.ts';
import { sleep, within } from './timing.ts';

export type CancelOptions = {
  port: CancelPort;
  /** Names what is canceled where, for what is kept over a reload: endpoint, order, type and line. */
  place: string;
  environment: CancelEnvironment;
  /** Called with all that happens, in order; may be called before a method returns. */
  report: (report: CancelReport) => void;
};

/** The network's side of a cancellation. Nothing of it throws or rejects. */
export type CancelFlow = {
  /** Sends what was confirmed, until it is known what came of it. `false`: something is on its way already. */
  send(intent: Intent): boolean;
  /** Looks once more what came of what was sent last. */
  check(): void;
  /** Goes on with what an earlier page left, or with following after `release`. */
  resume(): void;
  /** Follows nothing any more. What is on its way goes on, and is reported. */
  release(): void;
};

const SEND_TIMEOUT_MS = 20_000;
/** For so long the order is asked what became of an intent. */
const LOOK_MS = 60_000;
/** The first try and three more. */
const MOST_SENDS = 4;
/** How often the shop may ask to wait. */
const WAITS: Readonly<Record<Wait, number>> = { 'in-progress': 5, 'too-early': 1, 'rate-limited': 3 };
/** Nobody waits longer before an open page. */
const LONGEST_WAIT_MS = 300_000;
/** What was left by a page so long ago is not sent any more, only looked after. */
const FRESH_MS = 600_000;

const counted = (record: CancelRecord, sends: number): CancelRecord => ({ ...record, sends: record.sends + sends });

export function createCancellation({ port, place, environment, report }: CancelOptions): CancelFlow {
  const { page, clock } = environment;
  const keeper = recordKeeper(`waybill-cancel ${place}`, environment);
  const looks = createLooks(port, environment, report);
  let record: CancelRecord | undefined;
  /** What the shop took in and has not decided. */
  let requested: CancelRecord | undefined;
  /** The latch: something is on its way. */
  let isBusy = false;
  /** Someone only looks what came of it; that holds up nobody who wants to send. */
  let isLooking = false;
  let isReleased = false;
  let stopFollowing: (() => void) | undefined;

  /** Takes the latch before anything is awaited. */
  function occupy(work: () => Promise<void>): void {
    isBusy = true;
    stopFollowing?.();
    void work().finally(() => {
      isBusy = false;
      follow();
    });
  }

  /** Looks after a record; should another be sent meanwhile, nothing is wanted of it any more. */
  function lookAfter<T>(current: CancelRecord, find: () => Promise<T>, tell: (found: T) => void): void {
    isLooking = true;
    stopFollowing?.();
    void (async () => {
      const found = await find();
      isLooking = false;
      if (record === current) tell(found);
      follow();
    })();
  }

  function keep(next: CancelRecord): void {
    record = next;
    keeper.save(next);
  }

  function settle(): void {
    requested = undefined;
    keeper.clear();
  }

  /** What the order said is known to who is told of it; this is the end of asking. */
  function conclude(key: string, seen: Look | undefined): void {
    if (seen && ['canceled', 'rejected', 'shipped'].includes(seen.outcome)) settle();
    requested = seen?.outcome === 'requested' ? record : undefined;
    report({ type: 'unconfirmed', key, isOpen: seen?.outcome === 'open' });
  }

  function take(cancellation: Cancellation, current: CancelRecord): void {
    if (cancellation.status === 'pending') keep((requested = { ...current, cancellation }));
    else settle();
    report({ type: 'answered', key: current.intent.key, cancellation });
  }

  /** From an intent to the end of it. `wasSent`: by an earlier page, so it may have been received. */
  async function pursue(started: CancelRecord, sending: Sending, wasSent: boolean): Promise<void> {
    const { key } = sending;
    const waits = { ...WAITS };
    let current = started;
    let isDoubtful = wasSent;
    let lookUntil: number | undefined;

    const lookAround = (isEnough?: (seen: Look) => boolean): Promise<Look | undefined> =>
      looks.until((lookUntil ??= environment.now() + LOOK_MS), current, isEnough);

    /** Whether to try again, after a look at the order. */
    async function isWorthATry(): Promise<boolean> {
      isDoubtful = true;
      const seen = await lookAround();
      const maySend = current.isWhole && current.sends < MOST_SENDS && clock.now() - current.at < FRESH_MS;
      if (seen?.outcome === 'open' && maySend) {
        await sleep(environment, LEAST_WAIT_MS + backOff(current.sends, environment.random()));
        return true;
      }
      conclude(key, seen);
      return false;
    }

    async function refuse(code: RefusalCode): Promise<void> {
      if (isDoubtful || code === 'idempotency-mismatch') {
        // A refusal says nothing about an earlier try, nor about another's with the same key.
        const seen = await lookAround();
        if (seen?.outcome !== 'open') return conclude(key, seen);
      } else if (code === 'already-shipped' || code === 'action-not-allowed') {
        // Says what can be done instead.
        await looks.once(current);
      }
      settle();
      report({ type: 'refused', key, code });
    }

    if (wasSent && !(await isWorthATry())) return;
    /* oxlint-disable no-await-in-loop -- one try after the other */
    for (;;) {
      current = counted(current, 1);
      keep(current);
      const verdict = judge((await within(environment, SEND_TIMEOUT_MS, (signal) => port.post(sending, signal))) ?? { status: 0 });
      switch (verdict.next) {
        case 'answered':
          return take(verdict.cancellation, current);
        case 'already-canceled':
          settle();
          return report({ type: 'already-canceled', key });
        case 'refused':
          return refuse(verdict.code);
        case 'conflict': {
          const seen = await lookAround(({ order }) => !isOlder(order, current.intent));
          if (port.readOrder && !seen) return conclude(key, seen);
          settle();
          return report({ type: 'conflicted', key, order: seen?.order, now: clock.now() });
        }
        case 'wait': {
          const { why, ms } = verdict;
          const wait = clampRetryAfter(ms ?? LEAST_WAIT_MS * 2 ** (WAITS[why] - waits[why]));
          waits[why] -= 1;
          if (waits[why] >= 0 && wait <= LONGEST_WAIT_MS) {
            // That it was not taken up yet is no try.
            current = counted(current, -1);
            report({ type: 'waiting', key, until: clock.now() + wait });
            await sleep(environment, wait);
            report({ type: 'waiting', key, until: undefined });
          } else if (why === 'rate-limited') {
            return refuse(why);
          } else if (!(await isWorthATry())) {
            return;
          }
          break;
        }
        case 'read':
          if (!(await isWorthATry())) return;
      }
    }
    /* oxlint-enable no-await-in-loop */
  }

  /** Asks now and then what the shop has decided. */
  function follow(ms = pollWait(environment.random())): void {
    stopFollowing?.();
    const current = requested;
    if (isReleased || isBusy || isLooking || !current) return;
    stopFollowing = environment.later(() => {
      if (page.isVisible) ask(current);
      else follow();
    }, ms);
  }

  function ask(current: CancelRecord): void {
    const { cancellation } = current;
    const read = port.readCancellation;
    const find = async (): Promise<Cancellation | Look | undefined> =>
      (read && cancellation && (await within(environment, READ_TIMEOUT_MS, (signal) => read(cancellation.id, signal)))) ??
      looks.once(current);
    lookAfter(current, find, (found) => {
      // What was told once is no news.
      if (found && 'status' in found && found.status !== 'pending') take(found, current);
      if (found && 'outcome' in found && ['canceled', 'rejected'].includes(found.outcome)) settle();
    });
  }

  return {
    send(intent) {
      if (isBusy) return false;
      const sending = soundSending(intent);
      if (!sending) report({ type: 'refused', key: intent.key, code: 'validation' });
      else if (!page.isOnline) report({ type: 'not-sent', key: intent.key });
      else {
        const started = { intent, isWhole: true, sends: 0, at: clock.now(), cancellation: undefined };
        occupy(() => pursue(started, sending, false));
      }
      return true;
    },
    check() {
      const current = record;
      if (isBusy || isLooking || !current) return;
      lookAfter(current, () => looks.once(current), (seen) => conclude(current.intent.key, seen));
    },
    resume() {
      isReleased = false;
      if (isBusy || isLooking) return;
      if (record) return follow(0);
      const found = keeper.load();
      const sending = found && soundSending(found.intent);
      if (!found || !sending) return;
      record = found;
      if (found.cancellation) requested = found;
      report({ type: 'resumed', intent: found.intent, cancellation: found.cancellation });
      if (requested) follow(0);
      else occupy(() => pursue(found, sending, true));
    },
    release() {
      isReleased = true;
      stopFollowing?.();
    },
  };
}
