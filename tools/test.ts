/**
 * The whole check, in this order, until the first failure: node tools/test.ts
 * Nothing is run twice: what fails, fails the run.
 * Its last line is "N passed, N failed": the tests that really ran, and a step without tests that failed.
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres } from './machine/postgres.ts';
import { runCommand } from './testing/run-command.ts';
import { addCounts, noCounts, type Counts } from './testing/counts.ts';
import { isAboutDates, isAboutServer, isAfterBuild } from './testing/test-files.ts';

type Step = { name: string; command: string[]; env?: Record<string, string> };

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
  return files.length > 0 ? [{ name, command: ['node', '--test', ...reporters.flat(), ...files], env }] : [];
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

for (const { name, command, env } of steps) {
  const { code, output, seconds } = await runCommand(command, { ...env, WAYBILL_TEST_COUNTS: countsFile });
  const counts = takeCounts();
  if (code !== 0) console.log(output);
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

function takeCounts(): Counts | undefined {
  if (!existsSync(countsFile)) return undefined;
  const counts = JSON.parse(readFileSync(countsFile, 'utf8')) as Counts;
  rmSync(countsFile);
  return counts;
}

function describe({ passed, failed: failures, skipped }: Counts): string {
  return [`${passed} passed`, failures > 0 && `${failures} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
}
