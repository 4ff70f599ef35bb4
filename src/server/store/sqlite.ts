import { createStore, type StoreOptions } from './create-store.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import type { Store } from './store.ts';

export type SqliteStoreOptions = StoreOptions & {
  /**
   * `full` (the default): what was acknowledged survives a power cut. `normal`: it survives the death of
   * the process, and a power cut may take the last writes; faster.
   */
  readonly synchronous?: 'full' | 'normal';
  /** How long a write waits for another process that is writing; 10,000 ms. */
  readonly busyTimeout?: number;
  /** How often it is looked whether another process has written, while somebody listens; 250 ms. */
  readonly pollInterval?: number;
};

/**
 * Opens, or makes, a store in one file: for one machine, with one process or a few (never on a network drive).
 * `:memory:` lasts as long as the process. Beside the file are two more while it is open (`-wal`, `-shm`):
 * copy all of them only while it is closed, or back up with `VACUUM INTO`.
 *
 * Rejects where the runtime has no `node:sqlite` (Node 22.13 and later have it), and where the file cannot be used.
 */
export async function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<Store> {
  return createStore(await SqliteDatabase.open(path, options), options);
}
