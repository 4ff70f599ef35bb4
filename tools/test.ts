/**
 * Runs all checks in the order of `steps`, until the first failure: node tools/test.ts
 * No step is repeated. The last line is "N passed, N failed"; a failed step without tests counts as one failure.
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres } from './machine/ensure-postgres.ts';
import { runCommand } from './testing/run-command.ts';
import { addCounts, zeroCounts, type TestCounts } from './testing/test-counts.ts';
import { isDateTest, isServerTest, isBuildTest } from './testing/test-files.ts';

type Step = { name: string; command: string[]; env?: Record<string, string> };

const temporary = mkdtempSync(join(tmpdir(), 'waybill-test-'));
const countsFile = join(temporary, 'counts.json');
const unitFiles = globSync('test/**/*.test.ts').filter((file) => !isBuildTest(file));
const builtFiles = globSync('test/**/*.test.ts').filter(isBuildTest);

/** Far west, far east, and an offset with half an hour. */
const timeZones = ['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kolkata'];

const nodeTest = (name: string, files: string[], env: Record<string, string> = {}): Step[] => {
  const reporters = [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./tools/testing/count-reporter.ts', `--test-reporter-destination=${countsFile}`],
  ];
  return files.length > 0 ? [{ name, command: ['node', '--test', ...reporters.flat(), ...files], env }] : [];
};

const steps: Step[] = [
  { name: 'format', command: ['npm', 'run', '--silent', 'format:check'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'import rules', command: ['npm', 'run', '--silent', 'imports'] },
  { name: 'unused exports', command: ['npm', 'run', '--silent', 'unused'] },
  { name: 'generated sources', command: ['node', 'tools/generate-validators.ts', '--check'] },
  ...nodeTest(
    'unit tests',
    unitFiles.filter((file) => !isDateTest(file) && !isServerTest(file)),
  ),
  ...nodeTest('server tests', unitFiles.filter(isServerTest)),
  ...timeZones.flatMap((zone) => nodeTest(`dates in ${zone}`, unitFiles.filter(isDateTest), { TZ: zone })),
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'browser tests', command: ['npm', 'run', '--silent', 'test:browser'] },
  ...nodeTest('built files', builtFiles),
  { name: 'size', command: ['npm', 'run', '--silent', 'size'] },
];

ensurePostgres();

let total: TestCounts = zeroCounts;
let failed: string | undefined;
const started = performance.now();

for (const { name, command, env } of steps) {
  const { code, output, seconds } = await runCommand(command, { ...env, WAYBILL_TEST_COUNTS: countsFile });
  const counts = readCounts();
  if (code !== 0) console.log(output);
  if (counts) total = addCounts(total, counts);
  const tests = counts ? `  ${formatCounts(counts)}` : '';
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s${tests}`);
  if (code === 0) continue;
  failed = name;
  if (!counts?.failed) total = addCounts(total, { ...zeroCounts, failed: 1 });
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

function readCounts(): TestCounts | undefined {
  if (!existsSync(countsFile)) return undefined;
  const counts = JSON.parse(readFileSync(countsFile, 'utf8')) as TestCounts;
  rmSync(countsFile);
  return counts;
}

function formatCounts({ passed, failed: failures, skipped }: TestCounts): string {
  return [`${passed} passed`, failures > 0 && `${failures} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
}
