/*
 * Changes a file in one small way after another and runs tests on each: a change that no test notices is a
 * place where a fault would go unseen.
 *   node tools/mutate.ts src/a.ts src/b.ts -- test/a.test.ts test/b.test.ts
 * Works in copies, two at a time unless `--workers` says otherwise; a run ends at the first test that fails, so
 * name the quick files first. Prints what survived and the share that was killed.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mutantsOf, type Mutant } from './mutate/mutants.ts';

/** A mutant that runs for ever is as good as noticed: one that takes so much longer than no change at all. */
const TIMES_LONGER = 10;
const LEAST_TIMEOUT_MS = 5_000;

const separator = process.argv.indexOf('--');
const tests = separator < 0 ? [] : process.argv.slice(separator + 1);
const { positionals: files, values } = parseArgs({
  args: process.argv.slice(2, separator < 0 ? undefined : separator),
  options: { workers: { type: 'string', default: '2' } },
  allowPositionals: true,
});
if (files.length === 0 || tests.length === 0) {
  console.error('usage: node tools/mutate.ts [--workers 2] file… -- test…');
  process.exit(2);
}

const root = resolve(import.meta.dirname, '..');
const reporter = join(import.meta.dirname, 'mutate/stop-at-failure.ts');
const queue = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  return mutantsOf(file, text).map((mutant) => ({ file, text, mutant }));
});
const total = queue.length;
const survivors: { file: string; mutant: Mutant }[] = [];

await Promise.all(Array.from({ length: Number(values.workers) }, work));

for (const { file, mutant } of survivors.toSorted((a, b) => a.file.localeCompare(b.file) || a.mutant.start - b.mutant.start)) {
  console.log(`${file}:${mutant.line}  ${shown(mutant.was)}  →  ${shown(mutant.text) || '(nothing)'}`);
}
const killed = total - survivors.length;
console.log(`${killed} of ${total} killed: ${((100 * killed) / total).toFixed(1)} %`);

/** One copy of the tree, and one mutant in it after another. */
async function work(): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'mutate-'));
  try {
    for (const name of ['src', 'test', 'package.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const startedAt = performance.now();
    if (!(await passes(copy, 600_000))) throw new Error('the tests fail without any change');
    const timeout = Math.max(LEAST_TIMEOUT_MS, TIMES_LONGER * (performance.now() - startedAt));
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { file, text, mutant } = next;
      writeFileSync(join(copy, file), text.slice(0, mutant.start) + mutant.text + text.slice(mutant.end));
      // oxlint-disable-next-line no-await-in-loop -- one at a time in one copy
      if (await passes(copy, timeout)) survivors.push({ file, mutant });
      writeFileSync(join(copy, file), text);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
}

async function passes(cwd: string, timeout: number): Promise<boolean> {
  const child = spawn(process.execPath, ['--test', '--test-isolation=none', `--test-reporter=${reporter}`, ...tests], { cwd, stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return code === 0;
}

function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 67)}…` : line;
}
