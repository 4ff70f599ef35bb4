import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { deriveResults, type BrowserProgress, type BrowserResults } from './browser-results.ts';
import { zeroCounts } from './test-counts.ts';

/** Runs web-test-runner once in these browsers. If the runner aborts, the running files have failed. */
export async function runBrowsers(browsers: readonly string[], args: readonly string[]): Promise<BrowserResults> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-browsers-'));
  const file = join(folder, 'results.json');
  try {
    const runner = spawn('web-test-runner', args, {
      stdio: 'inherit',
      env: { ...process.env, WAYBILL_BROWSERS: browsers.join(','), WAYBILL_BROWSER_RESULTS: file },
    });
    const [code, signal] = (await once(runner, 'exit')) as [number | null, string | null];
    const ending = signal ?? `exit code ${code}`;
    const results = deriveResults(readProgressFile(file), ending);
    if (code !== 0 && results.failed === 0) throw new Error(`the test runner failed (${ending})`);
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One line per failure. */
export function formatFailures({ failures }: BrowserResults): string {
  return failures
    .map(
      ({ file, browser, test, message }) =>
        `  ${relative('.', file)} (${browser}): ${test}: ${message.split('\n', 3).join(' ')}`,
    )
    .join('\n');
}

/** A runner that is killed while writing leaves an incomplete file. */
function readProgressFile(file: string): BrowserProgress {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BrowserProgress;
  } catch {
    return { ...zeroCounts, failures: [], running: [], isComplete: false };
  }
}
