/** What is to be done again and again. Never rejects. */
export type Job = () => Promise<unknown>;

type ScheduleOptions = {
  readonly jobs: readonly Job[];
  /** Milliseconds between two runs at most; `Infinity` for none but those that are asked for. */
  readonly every: number;
  /** Milliseconds until something is due; `undefined` for nothing. Zero and less is what the jobs could not do. */
  readonly untilDue: () => Promise<number | undefined>;
};

export type Schedule = {
  /** Runs all jobs soon: many calls at once are one. */
  wake(): void;
  /** Resolves once all jobs that run have ended; none starts any more. */
  stop(): Promise<void>;
};

/** After something happened, more of the same is waited for so long. */
const settling = 20;

/**
 * Runs jobs when they are due, each for itself so that a slow one keeps none of the others waiting, and none
 * twice at once. Its timer keeps the process alive until `stop`.
 */
export function createSchedule({ jobs, every, untilDue }: ScheduleOptions): Schedule {
  const plan = oneAtATime(async () => {
    const wait = await untilDue();
    if (wait !== undefined && wait > 0) arm(Math.min(wait, every));
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let armedFor = Infinity;
  let isStopped = false;
  const running = new Set<Promise<unknown>>();
  if (every < Infinity) arm(0);

  return {
    wake: () => arm(settling),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await Promise.all(running);
    },
  };

  /** The sooner of two times counts. */
  function arm(wait: number): void {
    const at = performance.now() + wait;
    if (isStopped || at >= armedFor) return;
    clearTimeout(timer);
    armedFor = at;
    timer = setTimeout(tick, wait);
  }

  function tick(): void {
    armedFor = Infinity;
    if (every < Infinity) arm(every);
    for (const job of jobs) {
      const run = job().then(plan).finally(() => running.delete(run));
      running.add(run);
    }
  }
}

/** Who asks while it runs waits for one more run, which sees what came meanwhile. */
export function oneAtATime<T>(run: () => Promise<T>): () => Promise<T> {
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
