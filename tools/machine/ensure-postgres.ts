import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { installPackages } from './install-packages.ts';
import { findCommand } from './find-browsers.ts';

/** Folder of the newest Postgres' programs. Debian keeps them off the PATH. */
export function findPostgres(): string | undefined {
  const found = globSync('/usr/lib/postgresql/*/bin/postgres')
    .toSorted((a, b) => versionOf(a) - versionOf(b))
    .at(-1);
  const path = found ?? findCommand('postgres');
  return path === undefined ? undefined : dirname(path);
}

/** Installs Postgres if it is missing. `WAYBILL_POSTGRES=required` fails the run if it cannot be installed. */
export function ensurePostgres(): void {
  if (findPostgres() === undefined) installPackages('postgresql', [[['postgresql']]]);
  if (findPostgres() !== undefined) return;
  if (process.env['WAYBILL_POSTGRES'] === 'required') throw new Error('required, but missing: postgresql');
  console.log('postgresql is missing, its tests are skipped; to install it: sudo apt-get install postgresql');
}

const versionOf = (path: string): number => Number(/postgresql\/(\d+)/.exec(path)?.[1] ?? 0);
