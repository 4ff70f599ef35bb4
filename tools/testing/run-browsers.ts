import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { BrowserResults } from './browser-results.ts';

/** Begins a paragraph that is told also where all is well. */
const NOTE = 'note: ';

/** More files than this do not fail by chance. */
const MOST_AGAIN = 8;

/**
 * Runs web-test-runner in these browsers. What failed is run once more, by itself: a test that fails
 * only in company is named, and a run that broke off is not taken for a finding of the tests.
 */
export async function runBrowsers(browsers: readonly string[], args: readonly string[]): Promise<BrowserResults> {
  const first = (await runOnce(browsers, args)) ?? (await runOnce(browsers, args));
  if (!first) throw new Error('the test runner broke off twice');
  const files = [...new Set(first.failures.map(({ file }) => relative('.', file)))];
  if (files.length === 0 || files.length > MOST_AGAIN) return first;
  console.log(tell('failed', first));
  const second = await runOnce(browsers, ['--concurrency', '1', '--files', ...files]);
  if (!second || second.failures.length > 0) return second ? { ...first, failures: second.failures } : first;
  console.log(tell(`${NOTE}failed at first, and passed when run again`, first));
  return { passed: first.passed + first.failed, failed: 0, skipped: first.skipped, failures: [] };
}

/** One line a failure. */
export function tell(title: string, { failures }: BrowserResults): string {
  const lines = failures.map(({ file, browser, test, message }) => `  ${relative('.', file)} (${browser}): ${test}: ${message.split('\n', 1)[0]}`);
  return [`${title}:`, ...lines].join('\n');
}

async function runOnce(browsers: readonly string[], args: readonly string[]): Promise<BrowserResults | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-browsers-'));
  const file = join(folder, 'results.json');
  try {
    const runner = spawn('web-test-runner', args, {
      stdio: 'inherit',
      env: { ...process.env, WAYBILL_BROWSERS: browsers.join(','), WAYBILL_BROWSER_RESULTS: file },
    });
    const [code, signal] = (await once(runner, 'exit')) as [number | null, string | null];
    const results = readJson(file);
    const how = signal ?? `exit code ${code}`;
    if (!results) console.log(`${NOTE}the test runner broke off (${how})`);
    if (results && code !== 0 && results.failed === 0) throw new Error(`the test runner failed (${how})`);
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readJson(file: string): BrowserResults | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BrowserResults;
  } catch {
    return undefined;
  }
}
