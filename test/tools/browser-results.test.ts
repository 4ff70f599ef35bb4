import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deriveProgress, deriveResults } from '../../tools/testing/browser-results.ts';

type Sessions = Parameters<typeof deriveProgress>[0];

const suite = (name: string, tests: object[], suites: object[] = []): object => ({ name, tests, suites });
const session = (testResults: object | undefined, errors: object[] = [], status = 'FINISHED'): Sessions[number] =>
  ({
    testFile: 'a.browser.ts',
    browser: { name: 'Firefox' },
    testResults,
    errors,
    status,
  }) as unknown as Sessions[number];
const readResults = (sessions: Sessions) => deriveResults(deriveProgress(sessions, true), 'exit code 1');

test('results count the tests of all sessions and name failed tests', () => {
  const tests = [
    { name: 'one', passed: true, skipped: false },
    { name: 'two', passed: false, skipped: false, error: { message: 'expected 1' } },
    { name: 'three', passed: false, skipped: true },
  ];
  const results = readResults([
    session(suite('', [], [suite('outer', [], [suite('inner', tests)])])),
    session(suite('', tests)),
  ]);
  assert.deepEqual(
    { ...results, failures: results.failures.map(({ test: name }) => name) },
    {
      passed: 2,
      failed: 2,
      skipped: 2,
      failures: ['outer > inner > two', 'two'],
    },
  );
  assert.deepEqual(results.failures[0], {
    file: 'a.browser.ts',
    browser: 'Firefox',
    test: 'outer > inner > two',
    message: 'expected 1',
  });
});

test('a file that cannot be loaded is a failure', () => {
  const { failed, failures } = readResults([session(undefined, [{ message: 'no such file' }])]);
  assert.equal(failed, 1);
  assert.equal(failures[0]?.message, 'no such file');
});

test('an aborted run fails the running files and keeps the results of finished files', () => {
  const passed = suite('', [{ name: 'one', passed: true, skipped: false }]);
  const sessions = [session(passed), session(undefined, [], 'STARTED'), session(undefined, [], 'SCHEDULED')];
  const results = deriveResults(deriveProgress(sessions, false), 'SIGKILL');
  const message = 'the test runner aborted (SIGKILL)';
  const failures = [{ file: 'a.browser.ts', browser: 'Firefox', test: 'the file as a whole', message }];
  assert.deepEqual(results, { passed: 1, failed: 1, skipped: 0, failures });
});

test('a run that aborts before its first file is a failure', () => {
  const { failed, failures } = deriveResults(deriveProgress([], false), 'exit code 1');
  assert.deepEqual([failed, failures[0]?.message], [1, 'the test runner aborted (exit code 1)']);
});

test('an aborted run names the exception', () => {
  const progress = { ...deriveProgress([], false), fault: 'Error: of a middleware\n at …' };
  const { failures } = deriveResults(progress, 'exit code 1');
  assert.equal(failures[0]?.message, 'the test runner aborted (Error: of a middleware\n at …)');
});
