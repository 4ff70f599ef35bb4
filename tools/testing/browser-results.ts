import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { noCounts, type Counts } from './counts.ts';

/** What a run of the browser tests came to. */
export type BrowserResults = Counts & { failures: Failure[] };

export type Failure = { file: string; browser: string; test: string; message: string };

/** Writes what came of the run, as JSON, to the file that `WAYBILL_BROWSER_RESULTS` names. */
export function resultsReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const file = process.env['WAYBILL_BROWSER_RESULTS'];
      if (file) writeFileSync(file, JSON.stringify(readResults([...sessions])));
    },
  };
}

type Session = Pick<TestSession, 'testFile' | 'browser' | 'testResults' | 'errors'>;

export function readResults(sessions: readonly Session[]): BrowserResults {
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
