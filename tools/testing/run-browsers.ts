import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { resultsOf, type BrowserProgress, type BrowserResults } from './browser-results.ts';
import { noCounts } from './counts.ts';

/** Runs web-test-runner in these browsers, once. A runner that breaks off fails the files that were running. */
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
    const results = resultsOf(readProgressFile(file), ending);
    if (code !== 0 && results.failed === 0) throw new Error(`the test runner failed (${ending})`);
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One line a failure. */
export function tell({ failures }: BrowserResults): string {
  return failures
    .map(({ file, browser, test, message }) => `  ${relative('.', file)} (${browser}): ${test}: ${message.split('\n', 3).join(' ')}`)
    .join('\n');
}

/** A runner that is killed while it writes leaves half a file. */
function readProgressFile(file: string): BrowserProgress {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BrowserProgress;
  } catch {
    return { ...noCounts, failures: [], running: [], isComplete: false };
  }
}
