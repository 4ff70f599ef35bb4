import type { AskShop, CancelShop } from '../cancel/index.ts';
import type { ShopRules } from '../domain/index.ts';
import type { RawRule } from '../intake/raw.ts';
import { recordScans } from '../intake/record-scans.ts';
import { safely, warn } from '../report.ts';
import type { Store } from '../store/store.ts';
import { dispatch, type Dispatched } from '../webhooks/dispatch.ts';
import { checkSubscribers, type Subscriber } from '../webhooks/subscriber.ts';
import { createSchedule, oneAtATime } from './schedule.ts';
import { createPruning, placeStrays, retryCancellations, sweepDeadlines, type SweepOptions } from './sweep.ts';

export type WorkOptions = {
  readonly store: Store;
  /** The same list in every process that shares the store. */
  readonly subscribers?: readonly Subscriber[];
  /** The same that the handler goes by. */
  readonly rules?: ShopRules;
  readonly raw?: RawRule;
  /** Asks the shop's own systems again about a cancellation that they have not answered. */
  readonly cancel?: AskShop;
  /** Milliseconds it has for that; 10 seconds. */
  readonly cancelWithin?: number;
  /** Epoch milliseconds; the machine's clock. */
  readonly now?: () => number;
  /**
   * Milliseconds between two looks at the store at most; 5 seconds. It looks at once when something is due or
   * was changed. `Infinity`: nothing is done but by `runOnce`, for a cron job.
   */
  readonly every?: number;
  /** Milliseconds for one attempt to reach a subscriber; 15 seconds. */
  readonly timeLimit?: number;
  /**
   * Told of what failed, of dead letters too, and where; a warning on the console where absent. Nothing stops the
   * work, except `stop`.
   */
  readonly onError?: (error: unknown, where: string) => void;
  /** Told what was odd about a carrier's scan that was recorded all the same; a warning on the console where absent. */
  readonly onWarning?: (warning: string, orderId: string) => void;
};

/** How much was done. */
export type WorkDone = {
  readonly deadlines: number;
  readonly cancellations: number;
  readonly strays: number;
  readonly pruned: number;
  readonly deliveries: Readonly<Record<string, Dispatched>>;
};

export type Work = {
  /** Does all that is due now. Rejects with the first error of the store, after all else was tried. */
  runOnce(): Promise<WorkDone>;
  /** Resolves once what runs has ended, at most a time limit later. */
  stop(): Promise<void>;
};

/**
 * Starts what has to happen without a request: deadlines pass, the shop is asked again, scans find their orders,
 * messages go out. Everything it has to do is in the store: it may be killed at any moment and started again,
 * and may run in several processes at once. Its timer keeps the process alive until `stop`. Rejects where a
 * subscriber's configuration cannot work, or the store.
 */
export async function startWork(options: WorkOptions): Promise<Work> {
  const { store, subscribers = [], rules = {}, now = Date.now, every = 5_000, timeLimit = 15_000 } = options;
  checkSubscribers(subscribers);
  await store.setSubscribers(subscribers.map(({ name }) => name));

  let isStopped = false;
  const onError = safely(options.onError ?? warn);
  const sweep: SweepOptions = { store, rules, now, holder: crypto.randomUUID(), onError, isStopping: () => isStopped };
  const shop: CancelShop = {
    rules,
    now,
    cancel: options.cancel,
    timeLimit: options.cancelWithin,
    onError: (error) => onError(error, 'cancellations'),
  };
  const deadlines = oneAtATime(() => sweepDeadlines(sweep));
  const cancellations = oneAtATime(() => retryCancellations(sweep, shop));
  const record = recordScans({ rules, now, raw: options.raw ?? 'refused', onWarning: safely(options.onWarning ?? warn) });
  const strays = oneAtATime(() => placeStrays(sweep, record));
  const prune = oneAtATime(createPruning(sweep));
  const lanes = subscribers.map((subscriber) => ({
    name: subscriber.name,
    run: oneAtATime(() => dispatch(subscriber, { store, now, timeLimit, isStopping: sweep.isStopping, onDeadLetter })),
  }));
  const schedule = createSchedule({
    jobs: [
      reported(deadlines, 'deadlines'),
      reported(cancellations, 'cancellations'),
      reported(strays, 'strays'),
      reported(prune, 'pruning'),
      ...lanes.map(({ name, run }) => reported(run, `messages to ${name}`)),
    ],
    every,
    untilDue: reported(async () => {
      const due = await store.nextDue();
      return due === undefined ? undefined : Date.parse(due) - now();
    }, 'schedule'),
  });
  const unlisten = every < Infinity ? await store.listen(schedule.wake, schedule.wake) : undefined;

  /** Asked for, and not yet done. */
  const asked = new Set<Promise<WorkDone>>();
  return {
    runOnce() {
      const run = runAll().finally(() => asked.delete(run));
      asked.add(run);
      return run;
    },
    async stop() {
      isStopped = true;
      await unlisten?.();
      await Promise.allSettled([schedule.stop(), ...asked]);
    },
  };

  /** First what makes messages, then the messages. */
  async function runAll(): Promise<WorkDone> {
    const made = await Promise.allSettled([deadlines(), cancellations(), strays(), prune()]);
    const sent = await Promise.allSettled(lanes.map(({ run }) => run()));
    const [passed, repeated, placed, pruned] = made.map(valueOf) as [number, number, number, number];
    const done = sent.map(valueOf) as Dispatched[];
    const deliveries = Object.fromEntries(lanes.map(({ name }, index) => [name, done[index]!]));
    return { deadlines: passed, cancellations: repeated, strays: placed, pruned, deliveries };
  }

  function reported<T>(run: () => Promise<T>, where: string): () => Promise<T | undefined> {
    return () =>
      run().catch((error: unknown) => {
        onError(error, where);
        return undefined;
      });
  }

  function onDeadLetter({ message, subscriber }: { message: { id: string }; subscriber: string }, error: string): void {
    onError(new Error(`Message ${message.id} is a dead letter: ${error}`), `messages to ${subscriber}`);
  }
}

function valueOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
