import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';

describe('count reporter', () => {
  it('counts passed, failed and skipped tests, and no suites', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-counts-'));
    const file = join(folder, 'some.test.mjs');
    writeFileSync(
      file,
      `
      import { describe, it } from 'node:test';
      it('a', () => {});
      describe('suite', () => {
        it('b', () => {});
        it('c', () => { throw new Error('wrong'); });
        it('d', { skip: true }, () => {});
      });`,
    );
    // With this variable, node --test would report to the runner of this test.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync(
      'node',
      ['--test', `--test-reporter=${resolve('tools/testing/count-reporter.ts')}`, file],
      { encoding: 'utf8', env },
    );
    rmSync(folder, { recursive: true });
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(stdout), { passed: 2, failed: 1, skipped: 1 });
  });
});
