import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openPostgresStore } from '../../../src/server/store/postgres.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import type { Store } from '../../../src/server/store/store.ts';

export type WorkerSettings = {
  /** File of an SQLite store, or connection string of Postgres. */
  readonly address: string;
  /** Of the receiver. */
  readonly url: string;
  /** Milliseconds that its clock is ahead: nobody waits for a lease or a back-off. */
  readonly ahead: number;
};

export function openStore(address: string): Promise<Store> {
  return address.startsWith('postgres:') ? openPostgresStore(address) : openSqliteStore(address);
}

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
