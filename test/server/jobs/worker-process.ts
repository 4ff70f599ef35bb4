import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openPostgresStore } from '../../../src/server/store/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../../src/server/store/store.ts';

export type WorkerSettings = {
  /** File of an SQLite store, or connection string of Postgres. */
  readonly address: string;
  /** URL of the receiver. */
  readonly url: string;
  /** Milliseconds that the worker's clock is ahead, so that tests need not wait for leases and delays. */
  readonly ahead: number;
};

export function openStore(address: string): Promise<Store> {
  return address.startsWith('postgres:') ? openPostgresStore(address) : openSqliteStore(address);
}

/** Resolves when the jobs of the worker run. */
export async function startWorker(settings: WorkerSettings) {
  const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [JSON.stringify(settings)]);
  const ended = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('the worker ended before it started'))),
  ]);
  return {
    /** SIGKILL, without any cleanup. */
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
