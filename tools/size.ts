/** What weighs what, against the budgets; reads dist/: node tools/size.ts */
import { globSync, readFileSync } from 'node:fs';
import { budgetOf } from './size/budgets.ts';
import { bundleEntry } from './size/bundle-entry.ts';
import { weigh, type Weight } from './size/compressed.ts';
import { groupOf } from './size/module-group.ts';

const kB = (bytes: number | undefined): string => (bytes === undefined ? '' : (bytes / 1000).toFixed(2)).padStart(8);
const row = (name: string, { bytes, gzip, brotli }: Weight, ...rest: string[]): void =>
  console.log([name.padEnd(36), kB(bytes), kB(gzip), kB(brotli), ...rest].join(' ').trimEnd());
const heading = (name: string, ...rest: string[]): void =>
  console.log(['', name.padEnd(36), ...['bytes', 'gzip', 'brotli', ...rest].map((text) => text.padStart(8))].join('\n').replace('\n', '').replaceAll('\n', ' '));

console.log('Sizes in kB of 1000 bytes.');
let isOver = false;

heading('Script-tag file', 'budget');
for (const file of globSync('dist/cdn/**/*.js').sort()) {
  const name = file.replaceAll('\\', '/').replace('dist/cdn/', '');
  const weight = weigh(readFileSync(file));
  const budget = budgetOf(name);
  const isTooHeavy = budget !== undefined && weight.brotli > budget;
  isOver ||= isTooHeavy;
  row(name, weight, kB(budget), isTooHeavy ? 'over budget' : '');
}

heading('Module with all it imports', 'later');
const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | { default: string }>;
};
const entries = Object.entries(exports).flatMap(([name, target]): [string, string][] =>
  typeof target === 'string' || name.includes('*') ? [] : [[name.replace('.', 'waybill'), target.default]],
);
const bundled = await Promise.all(entries.map(async ([name, file]) => ({ name, ...(await bundleEntry(file)) })));
for (const { name, atOnce, later } of bundled) row(name, atOnce, kB(later.brotli || undefined));

const groups = new Map<string, number>();
const all = bundled.find(({ name }) => name === 'waybill/define');
for (const { id, bytes } of all?.modules ?? []) groups.set(groupOf(id), (groups.get(groupOf(id)) ?? 0) + bytes);
const sum = [...groups.values()].reduce((a, b) => a + b, 0);
const whole = (all?.atOnce.brotli ?? 0) + (all?.later.brotli ?? 0);
console.log(`\n${'Of waybill/define'.padEnd(36)}    bytes                ~brotli`);
for (const [group, bytes] of [...groups].sort((a, b) => b[1] - a[1])) {
  console.log(`${group.padEnd(36)} ${kB(bytes)} ${' '.repeat(8)} ${kB((whole * bytes) / sum)}`);
}

if (isOver) {
  console.error('\nA file weighs more than its budget.');
  process.exitCode = 1;
}
