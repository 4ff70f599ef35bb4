import { createStore, type StoreOptions } from '../create-store.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import type { Store } from '../store.ts';

export type SqliteStoreOptions = StoreOptions & {
  /**
   * `full` (default): acknowledged writes survive a power failure. `normal`: they survive a crash of the process; a power
   * failure may lose the last ones; faster.
   */
  readonly synchronous?: 'full' | 'normal';
  /** Milliseconds that a write waits for a write of another process; default 10,000. */
  readonly busyTimeoutMs?: number;
  /** Milliseconds between polls for writes of other processes while there are listeners; default 250. */
  readonly pollIntervalMs?: number;
};

/**
 * Opens or creates a store in one file, for one or a few processes of one machine (never on a network drive). `:memory:`
 * lasts as long as the process. While the store is open, two more files exist (`-wal`, `-shm`): copy them only while it is
 * closed, or back up with `VACUUM INTO`.
 *
 * Rejects if the runtime has no `node:sqlite` (Node 22.13 and later have it), or the file cannot be opened.
 */
export async function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<Store> {
  return createStore(await SqliteDatabase.open(path, options), options);
}
