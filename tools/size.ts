/**
 * Prints sizes, and fails if a file exceeds its budget; reads dist/:
 *   node tools/size.ts              by file, by module, by room of src/
 *   node tools/size.ts --modules    by source file, too
 */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { getSizeBudget } from './size/size-budgets.ts';
import { bundleEntry } from './size/bundle-entry.ts';
import { measureSize, type CompressedSize } from './size/measure-size.ts';
import { getModuleGroup } from './size/module-group.ts';

const width = process.argv.includes('--modules') ? 64 : 36;
const kB = (bytes: number | undefined): string => (bytes === undefined ? '' : (bytes / 1000).toFixed(2)).padStart(8);
const row = (name: string, { bytes, gzip, brotli }: CompressedSize, ...rest: string[]): void =>
  console.log([name.padEnd(width), kB(bytes), kB(gzip), kB(brotli), ...rest].join(' ').trimEnd());
const heading = (name: string, ...rest: string[]): void =>
  console.log(
    `\n${name.padEnd(width)} ${['bytes', 'gzip', 'brotli', ...rest].map((text) => text.padStart(8)).join(' ')}`,
  );

console.log('Sizes in kB of 1000 bytes.');
let isOver = false;

heading('Script-tag file', 'budget');
for (const file of globSync('dist/cdn/**/*.js').sort()) {
  const name = file.replaceAll('\\', '/').replace('dist/cdn/', '');
  const weight = measureSize(readFileSync(file));
  const budget = getSizeBudget(name);
  const isTooHeavy = budget !== undefined && weight.brotli > budget;
  isOver ||= isTooHeavy;
  row(name, weight, kB(budget), isTooHeavy ? 'over budget' : '');
}

heading('Module with all it imports', 'later');
const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | { default: string }>;
};
/** Entries that never reach a browser are not measured. */
const isServerEntry = (name: string): boolean => /^\.\/server\b/.test(name);
const entries = Object.entries(exports).flatMap(([name, target]): [string, string][] =>
  typeof target === 'string' || name.includes('*') || isServerEntry(name)
    ? []
    : [[name.replace('.', 'waybill'), target.default]],
);
const bundled = await Promise.all(entries.map(async ([name, file]) => ({ name, ...(await bundleEntry(file)) })));
for (const { name, atOnce, later } of bundled) row(name, atOnce, kB(later.brotli || undefined));

const all = bundled.find(({ name }) => name === 'waybill/define');
const whole = (all?.atOnce.brotli ?? 0) + (all?.later.brotli ?? 0);
const sum = (all?.modules ?? []).reduce((total, { bytes }) => total + bytes, 0);

/** Compressed bytes cannot be attributed to a module: each share is estimated by raw bytes. */
function printShares(title: string, nameOf: (id: string) => string): void {
  const shares = new Map<string, number>();
  for (const { id, bytes } of all?.modules ?? []) shares.set(nameOf(id), (shares.get(nameOf(id)) ?? 0) + bytes);
  heading(title);
  for (const [name, bytes] of [...shares].sort((a, b) => b[1] - a[1])) {
    console.log(`${name.padEnd(width)} ${kB(bytes)} ${' '.repeat(8)} ${kB((whole * bytes) / sum)}`);
  }
}

printShares('Of waybill/define', getModuleGroup);
if (process.argv.includes('--modules'))
  printShares('By source file', (id) => relative('.', id).replace('node_modules/', ''));

if (isOver) {
  console.error('\nA file weighs more than its budget.');
  process.exitCode = 1;
}
