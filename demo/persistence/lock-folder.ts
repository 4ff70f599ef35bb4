import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/**
 * Locks a folder for this process. The lock ends with the returned function or with the process, also after a crash.
 *
 * @returns the function that unlocks the folder; `undefined` if another process holds the lock
 * @throws Error if the folder is not writable
 */
export function lockFolder(folder: string): (() => void) | undefined {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'in-use'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (((error as { errcode?: number }).errcode ?? 0) === SQLITE_BUSY) return undefined;
    throw error;
  }
}
