import type { CancellationDecider, CancellationContext } from '../cancellations/cancellation-context.ts';
import type { ShopRules } from '../orders/shop-rules.ts';
import type { RawDataPolicy } from '../validation/raw-data.ts';
import { createScanRecorder } from '../webhooks/scan-recorder.ts';
import { safeCallback, warnOnConsole } from '../shared/safe-callback.ts';
import type { Store } from '../store/store.ts';
import { dispatchMessages, type DispatchResult } from '../webhooks/dispatch-messages.ts';
import { validateSubscribers, type Subscriber } from '../webhooks/subscriber.ts';
import { createScheduler, coalesceRuns } from './scheduler.ts';
import {
  createPruneJob,
  retryUnmatchedScans,
  retryDueCancellations,
  raiseDueIncidents,
  type JobContext,
} from './due-jobs.ts';

export type JobsOptions = {
  readonly store: Store;
  /** Receivers of messages. Must be the same list in every process that shares the store. Default: none. */
  readonly subscribers?: readonly Subscriber[];
  /** Must be the rules of the handler. */
  readonly rules?: ShopRules;
  /** Must be the policy of the handler; default `reject`. */
  readonly rawData?: RawDataPolicy;
  /** Must be the decider of the handler. Called again for cancellations that it has not decided. */
  readonly decideCancellation?: CancellationDecider;
  /** Time limit of `decideCancellation` in milliseconds; default 10,000. */
  readonly decisionTimeoutMs?: number;
  /** Current time in epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /**
   * Longest time between two runs in milliseconds; default 5,000. Due entries and changes start a run at once.
   * `Infinity`: jobs only run by `runOnce`, for cron jobs.
   */
  readonly intervalMs?: number;
  /** Time limit of one delivery attempt in milliseconds; default 15,000. */
  readonly deliveryTimeoutMs?: number;
  /**
   * Gets errors and dead letters, with the job they belong to. Default: a console warning. Jobs continue after errors.
   */
  readonly onError?: (error: unknown, source: string) => void;
  /** Called if a carrier's scan is recorded although it is inconsistent; default: a console warning. */
  readonly onWarning?: (warning: string, orderId: string) => void;
};

/** Number of processed entries, and of deliveries by subscriber. */
export type JobsResult = {
  readonly deadlines: number;
  readonly cancellations: number;
  readonly unmatchedScans: number;
  readonly pruned: number;
  readonly deliveries: Readonly<Record<string, DispatchResult>>;
};

export type Jobs = {
  /** Processes all due entries. Rejects with the first error of the store, after all jobs have run. */
  runOnce(): Promise<JobsResult>;
  /** Starts nothing more and resolves when running jobs have ended, at the latest after their time limits. */
  stop(): Promise<void>;
};

/**
 * Starts the background jobs: raise incidents of missed deadlines, call `decideCancellation` again, record unmatched scans
 * whose order exists now, send messages to subscribers, delete old data. All state is in the store: the process may be
 * killed at any time, and several processes may run the jobs at once. A timer keeps the process alive until `stop`. Rejects
 * if a subscriber is invalid or the store fails.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const {
    store,
    subscribers = [],
    rules = {},
    now = Date.now,
    intervalMs = 5_000,
    deliveryTimeoutMs = 15_000,
  } = options;
  validateSubscribers(subscribers);
  await store.setSubscribers(subscribers.map(({ name }) => name));

  let isStopped = false;
  const onError = safeCallback(options.onError ?? warnOnConsole);
  const jobContext: JobContext = {
    store,
    rules,
    now,
    leaseHolder: crypto.randomUUID(),
    onError,
    isStopping: () => isStopped,
  };
  const cancellationContext: CancellationContext = {
    rules,
    now,
    decideCancellation: options.decideCancellation,
    decisionTimeoutMs: options.decisionTimeoutMs,
    onError: (error) => onError(error, 'cancellations'),
  };
  const deadlines = coalesceRuns(() => raiseDueIncidents(jobContext));
  const cancellations = coalesceRuns(() => retryDueCancellations(jobContext, cancellationContext));
  const recordScan = createScanRecorder({
    rules,
    now,
    rawData: options.rawData ?? 'reject',
    onWarning: safeCallback(options.onWarning ?? warnOnConsole),
  });
  const unmatchedScans = coalesceRuns(() => retryUnmatchedScans(jobContext, recordScan));
  const prune = coalesceRuns(createPruneJob(jobContext));
  const deliveryJobs = subscribers.map((subscriber) => ({
    name: subscriber.name,
    run: coalesceRuns(() =>
      dispatchMessages(subscriber, { store, now, deliveryTimeoutMs, isStopping: jobContext.isStopping, onDeadLetter }),
    ),
  }));
  const scheduler = createScheduler({
    jobs: [
      withErrorReport(deadlines, 'deadlines'),
      withErrorReport(cancellations, 'cancellations'),
      withErrorReport(unmatchedScans, 'unmatched-scans'),
      withErrorReport(prune, 'pruning'),
      ...deliveryJobs.map(({ name, run }) => withErrorReport(run, `messages to ${name}`)),
    ],
    intervalMs,
    now,
    getNextDueAt: withErrorReport(async () => {
      const dueAt = await store.getNextDueAt();
      return dueAt === undefined ? undefined : Date.parse(dueAt);
    }, 'schedule'),
  });
  const stopListening = intervalMs < Infinity ? await store.listen(scheduler.wake, scheduler.wake) : undefined;

  /** Unfinished calls of `runOnce`. */
  const requestedRuns = new Set<Promise<JobsResult>>();
  return {
    runOnce() {
      const run = runAll().finally(() => requestedRuns.delete(run));
      requestedRuns.add(run);
      return run;
    },
    async stop() {
      isStopped = true;
      await stopListening?.();
      await Promise.allSettled([scheduler.stop(), ...requestedRuns]);
    },
  };

  /** Jobs that create messages run before the deliveries. */
  async function runAll(): Promise<JobsResult> {
    const jobResults = await Promise.allSettled([deadlines(), cancellations(), unmatchedScans(), prune()]);
    const dispatchResults = await Promise.allSettled(deliveryJobs.map(({ run }) => run()));
    const [raised, retried, recorded, deleted] = jobResults.map(unwrapSettled) as [number, number, number, number];
    const results = dispatchResults.map(unwrapSettled) as DispatchResult[];
    const deliveries = Object.fromEntries(deliveryJobs.map(({ name }, index) => [name, results[index]!]));
    return { deadlines: raised, cancellations: retried, unmatchedScans: recorded, pruned: deleted, deliveries };
  }

  function withErrorReport<T>(run: () => Promise<T>, source: string): () => Promise<T | undefined> {
    return () =>
      run().catch((error: unknown) => {
        onError(error, source);
        return undefined;
      });
  }

  function onDeadLetter({ message, subscriber }: { message: { id: string }; subscriber: string }, error: string): void {
    onError(new Error(`Message ${message.id} is a dead letter: ${error}`), `messages to ${subscriber}`);
  }
}

function unwrapSettled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
