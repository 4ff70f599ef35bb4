/**
 * The whole check, in this order, until the first failure: node tools/test.ts
 * Its last line is "N passed, N failed": the tests that really ran, and a step without tests that failed.
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres } from './machine/postgres.ts';
import { runCommand } from './testing/run-command.ts';
import { addCounts, noCounts, type Counts } from './testing/counts.ts';
import type { NodeCounts } from './testing/node-counts.ts';
import { isAboutDates, isAboutServer, isAfterBuild } from './testing/test-files.ts';

type Step = {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Runs these files alone. */
  again?: (files: readonly string[]) => string[];
};

/** More files than this do not fail by chance. */
const MOST_AGAIN = 4;

const temporary = mkdtempSync(join(tmpdir(), 'waybill-test-'));
const countsFile = join(temporary, 'counts.json');
const unitFiles = globSync('test/**/*.test.ts').filter((file) => !isAfterBuild(file));
const builtFiles = globSync('test/**/*.test.ts').filter(isAfterBuild);

/** West, far east, and with half hours. */
const timeZones = ['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kolkata'];

const nodeTest = (name: string, files: string[], env: Record<string, string> = {}): Step[] => {
  const reporters = [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./tools/testing/node-counts.ts', `--test-reporter-destination=${countsFile}`],
  ];
  const again = (these: readonly string[]): string[] => ['node', '--test', ...reporters.flat(), ...these];
  return files.length > 0 ? [{ name, command: again(files), env, again }] : [];
};

const steps: Step[] = [
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'import rules', command: ['npm', 'run', '--silent', 'imports'] },
  { name: 'unused exports', command: ['npm', 'run', '--silent', 'unused'] },
  { name: 'generated sources', command: ['node', 'tools/compile-schemas.ts', '--check'] },
  ...nodeTest('unit tests', unitFiles.filter((file) => !isAboutDates(file) && !isAboutServer(file))),
  ...nodeTest('server tests', unitFiles.filter(isAboutServer)),
  ...timeZones.flatMap((zone) => nodeTest(`dates in ${zone}`, unitFiles.filter(isAboutDates), { TZ: zone })),
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'browser tests', command: ['npm', 'run', '--silent', 'test:browser'] },
  ...nodeTest('built files', builtFiles),
  { name: 'size', command: ['npm', 'run', '--silent', 'size'] },
];

ensurePostgres();

let total: Counts = noCounts;
let failed: string | undefined;
const started = performance.now();

for (const { name, command, env, again } of steps) {
  const { output, ...first } = await runCommand(command, { ...env, WAYBILL_TEST_COUNTS: countsFile });
  let { code, seconds } = first;
  let counts = takeCounts();
  const { failedIn = [] } = counts ?? {};
  if (code !== 0 && again && counts && failedIn.length > 0 && failedIn.length <= MOST_AGAIN) {
    // What fails only in company is told, and does not fail the run.
    const second = await runCommand(again(failedIn), { ...env, WAYBILL_TEST_COUNTS: countsFile });
    const more = takeCounts();
    if (second.code === 0 && more) {
      console.log(`note: failed at first, and passed when run again: ${failedIn.join(', ')}`);
      console.log(output.slice(output.lastIndexOf('failing tests:')));
      counts = { ...counts, passed: counts.passed + counts.failed, failed: 0 };
      code = 0;
    }
    seconds += second.seconds;
  }
  const said = code === 0 ? notesOf(output) : output;
  if (said) console.log(said);
  if (counts) total = addCounts(total, counts);
  const tests = counts ? `  ${describe(counts)}` : '';
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s${tests}`);
  if (code === 0) continue;
  failed = name;
  if (!counts?.failed) total = addCounts(total, { ...noCounts, failed: 1 });
  break;
}

rmSync(temporary, { recursive: true });
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(failed === undefined ? `all ${steps.length} steps in ${seconds} s` : `${failed} failed after ${seconds} s`);
const summary = `${total.passed} passed, ${total.failed} failed`;
const summaryFile = process.env['WAYBILL_TEST_SUMMARY'];
if (summaryFile) writeFileSync(summaryFile, `${summary}\n`);
console.log(summary);
process.exitCode = failed === undefined ? 0 : 1;

/** Paragraphs that matter where all is well, too: what failed at first. */
function notesOf(output: string): string {
  return [...output.matchAll(/^note: .*(?:\n {2}.*)*/gm)].map(([note]) => note).join('\n');
}

function takeCounts(): (Counts & Partial<NodeCounts>) | undefined {
  if (!existsSync(countsFile)) return undefined;
  const counts = JSON.parse(readFileSync(countsFile, 'utf8')) as Counts & Partial<NodeCounts>;
  rmSync(countsFile);
  return counts;
}

function describe({ passed, failed: failures, skipped }: Counts): string {
  return [`${passed} passed`, failures > 0 && `${failures} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
}
