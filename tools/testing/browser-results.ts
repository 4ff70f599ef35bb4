import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { zeroCounts, type TestCounts } from './test-counts.ts';

/** Results of a run of the browser tests; of an aborted run, the results until then. */
export type BrowserResults = TestCounts & { failures: Failure[] };

export type Failure = { file: string; browser: string; test: string; message: string };

/**
 * `running`: files that started and did not finish. `isComplete`: the runner finished. `fault`: the exception that stopped
 * it.
 */
export type BrowserProgress = BrowserResults & { running: Running[]; isComplete: boolean; fault?: string };

type Running = Pick<Failure, 'file' | 'browser'>;

/**
 * Writes the results as JSON to the file `WAYBILL_BROWSER_RESULTS` whenever a test file starts or finishes, so that the
 * results of an aborted run are known.
 */
export function createResultsReporter(): Reporter {
  const path = process.env['WAYBILL_BROWSER_RESULTS'];
  if (!path) return {};
  let fault: string | undefined;
  const write = (sessions: Iterable<TestSession>, isComplete = false): void =>
    writeFileSync(path, JSON.stringify({ ...deriveProgress([...sessions], isComplete), ...(fault && { fault }) }));
  return {
    start({ sessions }) {
      sessions.on('session-status-updated', () => write(sessions.all()));
      // An uncaught exception stops the runner before it prints what it has buffered.
      process.on('uncaughtExceptionMonitor', ({ stack, message }) => {
        fault ??= stack ?? message;
        write(sessions.all());
      });
    },
    onTestRunFinished({ sessions }) {
      write(sessions, true);
    },
  };
}

type Session = Pick<TestSession, 'testFile' | 'browser' | 'testResults' | 'errors' | 'status'>;

export function deriveProgress(sessions: readonly Session[], isComplete: boolean): BrowserProgress {
  const ended = sessions.filter(({ status }) => status === 'FINISHED');
  const begun = sessions.filter(({ status }) => status !== 'FINISHED' && status !== 'SCHEDULED');
  const running = begun.map(({ testFile, browser }) => ({ file: testFile, browser: browser.name }));
  return { ...collectResults(ended), running, isComplete };
}

/** In an aborted run, each running file has failed; if none was running, the run itself has failed. */
export function deriveResults(
  { running, isComplete, fault, ...results }: BrowserProgress,
  ending: string,
): BrowserResults {
  if (isComplete) return results;
  const failedFiles = running.length > 0 ? running : [{ file: '', browser: 'no browser' }];
  const message = `the test runner aborted (${fault ?? ending})`;
  const failures = failedFiles.map((file) => ({ ...file, test: 'the file as a whole', message }));
  return { ...results, failed: results.failed + failures.length, failures: [...results.failures, ...failures] };
}

function collectResults(sessions: readonly Session[]): BrowserResults {
  const results: BrowserResults = { ...zeroCounts, failures: [] };
  for (const { testFile, browser, testResults, errors } of sessions) {
    const fail = (test: string, message: string): void => {
      results.failed++;
      results.failures.push({ file: testFile, browser: browser.name, test, message });
    };
    const add = ({ tests, suites, name }: TestSuiteResult, path: readonly string[]): void => {
      const here = name ? [...path, name] : path;
      for (const { name: test, passed, skipped, error } of tests) {
        if (skipped) results.skipped++;
        else if (passed) results.passed++;
        else fail([...here, test].join(' > '), error?.message ?? 'failed');
      }
      for (const suite of suites) add(suite, here);
    };
    if (testResults) add(testResults, []);
    // The file could not be loaded, did not finish, or threw outside a test.
    if (errors.length > 0) fail('the file as a whole', errors.map(({ message }) => message).join('; '));
  }
  return results;
}
