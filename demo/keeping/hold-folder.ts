import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const BUSY = 5;

/**
 * Holds a folder for this process alone, until the returned function is called or the process ends, however it ends.
 *
 * @returns `undefined` where another process holds it
 * @throws Error where the folder cannot be written to
 */
export function holdFolder(folder: string): (() => void) | undefined {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'in-use'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (((error as { errcode?: number }).errcode ?? 0) === BUSY) return undefined;
    throw error;
  }
}
