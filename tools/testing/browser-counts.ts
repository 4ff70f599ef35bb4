import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import type { Counts } from './counts.ts';

/** Says how many browser tests ran, also to the file that `WAYBILL_TEST_COUNTS` names. */
export function countReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const counts = sum(sessions);
      console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
      const file = process.env['WAYBILL_TEST_COUNTS'];
      if (file) writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function sum(sessions: readonly TestSession[]): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const add = ({ tests, suites }: Pick<TestSuiteResult, 'tests' | 'suites'>): void => {
    for (const { passed, skipped } of tests) counts[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
    suites.forEach(add);
  };
  for (const { testResults, errors } of sessions) {
    if (testResults) add(testResults);
    // A file that could not be loaded has no results.
    else if (errors.length > 0) counts.failed++;
  }
  return counts;
}
