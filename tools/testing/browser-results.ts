import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { noCounts, type Counts } from './counts.ts';

/** What a run of the browser tests came to, as far as it came. */
export type BrowserResults = Counts & { failures: Failure[] };

export type Failure = { file: string; browser: string; test: string; message: string };

/**
 * `running`: the files that had begun and not ended. `isComplete`: the runner came to its end. `fault`: the exception
 * that stopped it.
 */
export type BrowserProgress = BrowserResults & { running: Running[]; isComplete: boolean; fault?: string };

type Running = Pick<Failure, 'file' | 'browser'>;

/**
 * Writes the results, as JSON, to the file that `WAYBILL_BROWSER_RESULTS` names, whenever a file begins or
 * ends: a runner that breaks off leaves behind what it knew.
 */
export function resultsReporter(): Reporter {
  const path = process.env['WAYBILL_BROWSER_RESULTS'];
  if (!path) return {};
  let fault: string | undefined;
  const write = (sessions: Iterable<TestSession>, isComplete = false): void =>
    writeFileSync(path, JSON.stringify({ ...readProgress([...sessions], isComplete), ...(fault && { fault }) }));
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

export function readProgress(sessions: readonly Session[], isComplete: boolean): BrowserProgress {
  const ended = sessions.filter(({ status }) => status === 'FINISHED');
  const begun = sessions.filter(({ status }) => status !== 'FINISHED' && status !== 'SCHEDULED');
  const running = begun.map(({ testFile, browser }) => ({ file: testFile, browser: browser.name }));
  return { ...readResults(ended), running, isComplete };
}

/** Of a run that broke off, every file that was running has failed; so has the run, if none was. */
export function resultsOf({ running, isComplete, fault, ...results }: BrowserProgress, ending: string): BrowserResults {
  if (isComplete) return results;
  const places = running.length > 0 ? running : [{ file: '', browser: 'no browser' }];
  const message = `the test runner broke off (${fault ?? ending})`;
  const failures = places.map((place) => ({ ...place, test: 'the file as a whole', message }));
  return { ...results, failed: results.failed + failures.length, failures: [...results.failures, ...failures] };
}

function readResults(sessions: readonly Session[]): BrowserResults {
  const results: BrowserResults = { ...noCounts, failures: [] };
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
    // It could not be loaded, did not end, or left a mess.
    if (errors.length > 0) fail('the file as a whole', errors.map(({ message }) => message).join('; '));
  }
  return results;
}
