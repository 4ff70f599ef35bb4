import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { installPackages } from './apt.ts';
import { findCommand } from './browsers.ts';

/** Folder of Postgres' own programs; Debian keeps them off the PATH. The newest of several. */
export function findPostgres(): string | undefined {
  const found = globSync('/usr/lib/postgresql/*/bin/postgres').toSorted((a, b) => versionOf(a) - versionOf(b)).at(-1);
  const path = found ?? findCommand('postgres');
  return path === undefined ? undefined : dirname(path);
}

/** Sees to it that Postgres is there. `WAYBILL_POSTGRES=required` makes the run fail where it cannot be had. */
export function ensurePostgres(): void {
  if (findPostgres() === undefined) installPackages('postgresql', [[['postgresql']]]);
  if (findPostgres() !== undefined) return;
  if (process.env['WAYBILL_POSTGRES'] === 'required') throw new Error('required, but missing: postgresql');
  console.log('postgresql is missing, its tests are skipped; to get it: sudo apt-get install postgresql');
}

const versionOf = (path: string): number => Number(/postgresql\/(\d+)/.exec(path)?.[1] ?? 0);
