import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

describe('test counts', () => {
  it('are of tests, not of suites, failed ones and skipped ones apart', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-counts-'));
    const file = join(folder, 'some.test.mjs');
    writeFileSync(file, `
      import { describe, it } from 'node:test';
      it('a', () => {});
      describe('suite', () => {
        it('b', () => {});
        it('c', () => { throw new Error('wrong'); });
        it('d', { skip: true }, () => {});
      });`);
    // Inside a test, node --test would report to this run's runner.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync('node', ['--test', '--test-reporter=./tools/testing/node-counts.ts', file], { encoding: 'utf8', env });
    rmSync(folder, { recursive: true });
    assert.equal(status, 1);
    assert.deepEqual(JSON.parse(stdout), { passed: 2, failed: 1, skipped: 1 });
  });
});
