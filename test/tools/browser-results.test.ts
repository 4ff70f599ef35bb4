import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readResults } from '../../tools/testing/browser-results.ts';

type Sessions = Parameters<typeof readResults>[0];

const suite = (name: string, tests: object[], suites: object[] = []): object => ({ name, tests, suites });
const session = (testResults: object | undefined, errors: object[] = []): Sessions[number] =>
  ({ testFile: 'a.browser.ts', browser: { name: 'Firefox' }, testResults, errors }) as unknown as Sessions[number];

test('counts what ran in every session and names what failed', () => {
  const tests = [
    { name: 'one', passed: true, skipped: false },
    { name: 'two', passed: false, skipped: false, error: { message: 'expected 1' } },
    { name: 'three', passed: false, skipped: true },
  ];
  const results = readResults([session(suite('', [], [suite('outer', [], [suite('inner', tests)])])), session(suite('', tests))]);
  assert.deepEqual({ ...results, failures: results.failures.map(({ test: name }) => name) }, {
    passed: 2,
    failed: 2,
    skipped: 2,
    failures: ['outer > inner > two', 'two'],
  });
  assert.deepEqual(results.failures[0], { file: 'a.browser.ts', browser: 'Firefox', test: 'outer > inner > two', message: 'expected 1' });
});

test('a file that could not be loaded is a failure', () => {
  const { failed, failures } = readResults([session(undefined, [{ message: 'no such file' }])]);
  assert.equal(failed, 1);
  assert.equal(failures[0]?.message, 'no such file');
});
