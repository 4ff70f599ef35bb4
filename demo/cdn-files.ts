import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const distFolder = new URL('dist/', import.meta.resolve('waybill/package.json'));

/** Folder of the script-tag files. */
export const cdnFolder = new URL('cdn/', distFolder);

const requiredFiles = [
  'estimate/index.js',
  'contract/index.js',
  'order/index.js',
  'server/index.js',
  'server/node/index.js',
  'cdn/waybill.js',
  'cdn/waybill.iife.js',
  'cdn/integrity.json',
];

/** @throws Error that lists the missing files of the built package and the command that builds them */
export function assertBuilt(dist: URL = distFolder): void {
  const missing = requiredFiles.filter((file) => !existsSync(new URL(file, dist)));
  if (missing.length === 0) return;
  const list = `Missing in ${fileURLToPath(dist)}: ${missing.join(', ')}.`;
  throw new Error(`The demo shops need the built package. ${list}\nRun: npm run build`);
}

/**
 * The `integrity` attribute of a script-tag file; empty for a file that the build did not write. The list is read for
 * each page, because a developer may rebuild the package while the demo runs.
 */
export function getIntegrity(file: string): string {
  const { files } = JSON.parse(readFileSync(new URL('integrity.json', cdnFolder), 'utf8')) as {
    files: Record<string, { integrity: string }>;
  };
  return files[file]?.integrity ?? '';
}
