import type { CancelEnvironment } from './environment.ts';

type Timers = Pick<CancelEnvironment, 'later'>;

export const sleep = ({ later }: Timers, ms: number): Promise<void> => new Promise((resolve) => void later(resolve, ms));

/** What comes of something that never rejects, if it comes in time; else `undefined`, and it is aborted. */
export function within<T>({ later }: Timers, ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const controller = new AbortController();
  return new Promise((resolve) => {
    const stop = later(() => {
      controller.abort();
      resolve(undefined);
    }, ms);
    void run(controller.signal).then(resolve).finally(stop);
  });
}
