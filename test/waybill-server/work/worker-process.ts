import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type WorkerSettings = {
  /** Of the SQLite store. */
  readonly file: string;
  /** Of the receiver. */
  readonly url: string;
  /** Milliseconds that its clock is ahead: nobody waits for a lease or a back-off. */
  readonly ahead: number;
};

/** Starts a worker; resolves once it works. */
export async function startWorker(settings: WorkerSettings) {
  const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [JSON.stringify(settings)]);
  const ended = once(child, 'exit');
  await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('the worker ended before it worked')))]);
  return {
    /** As the machine would: nothing is put in order. */
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
    async stop(): Promise<void> {
      child.send('stop');
      await ended;
    },
  };
}
