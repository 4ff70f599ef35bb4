/** A repeated job. Must not reject. */
export type Job = () => Promise<unknown>;

type SchedulerOptions = {
  readonly jobs: readonly Job[];
  /** Longest time between two runs in milliseconds. `Infinity`: only `wake` starts runs. */
  readonly intervalMs: number;
  /** Current time in epoch milliseconds. */
  readonly now: () => number;
  /** Epoch milliseconds at which the earliest entry is or was due; `undefined` for none. */
  readonly getNextDueAt: () => Promise<number | undefined>;
};

export type Scheduler = {
  /** Runs all jobs soon. Several calls start one run. */
  wake(): void;
  /** Starts no more jobs and resolves when the running ones have ended. */
  stop(): Promise<void>;
};

/** Changes within this time start one run. */
const WAKE_DELAY_MS = 20;

/** Runs jobs in parallel when they are due. Its timer keeps the process alive until `stop`. */
export function createScheduler({ jobs, intervalMs, now, getNextDueAt }: SchedulerOptions): Scheduler {
  const scheduleNext = coalesceRuns(async () => {
    const dueAt = await getNextDueAt();
    // The jobs of the last run read all entries that were due by its start. One that is left has failed: it waits for the
    // interval. A later one may have become due during the run, after its job had read.
    if (dueAt === undefined || dueAt <= lastRunAt) return;
    setTimer(Math.min(Math.max(dueAt - now(), 0), intervalMs));
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerDueAt = Infinity;
  /** Start of the last run in epoch milliseconds. */
  let lastRunAt = -Infinity;
  let isStopped = false;
  const running = new Set<Promise<unknown>>();
  if (intervalMs < Infinity) setTimer(0);

  return {
    wake: () => setTimer(WAKE_DELAY_MS),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await Promise.all(running);
    },
  };

  /** Keeps the earlier of two times. */
  function setTimer(delayMs: number): void {
    const dueAt = performance.now() + delayMs;
    if (isStopped || dueAt >= timerDueAt) return;
    clearTimeout(timer);
    timerDueAt = dueAt;
    timer = setTimeout(runJobs, delayMs);
  }

  function runJobs(): void {
    timerDueAt = Infinity;
    lastRunAt = now();
    if (intervalMs < Infinity) setTimer(intervalMs);
    for (const job of jobs) {
      const run = job()
        .then(scheduleNext)
        .finally(() => running.delete(run));
      running.add(run);
    }
  }
}

/** Prevents parallel runs. All calls during a run share one further run, which sees the changes since then. */
export function coalesceRuns<T>(run: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  return function start(): Promise<T> {
    if (current) {
      const again = (): Promise<T> => {
        next = undefined;
        return start();
      };
      return (next ??= current.then(again, again));
    }
    current = run().finally(() => {
      current = undefined;
    });
    return current;
  };
}
