import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sampleTerms } from '../support/sample-terms.ts';

const program = fileURLToPath(new URL('../../src/cli/waybill.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'waybill-'));
after(() => rmSync(folder, { recursive: true }));

type ProcessResult = { code: number | null; stdout: string; stderr: string };

/** Runs the program in a process of its own; without `isRead` its stdout is closed at once. */
function waybill(args: string[], isRead = true): Promise<ProcessResult> {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const result: ProcessResult = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (result.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (result.stderr += data.toString()));
  if (!isRead) child.stdout.destroy();
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...result, code })));
}

describe('the waybill program', () => {
  it('checks a file and exits with 0 if there are no errors', async () => {
    writeFileSync(join(folder, 'terms.json'), JSON.stringify(sampleTerms));
    const { code, stdout, stderr } = await waybill(['check', 'terms.json', '--now', '2026-11-23T09:00:00Z']);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^terms\.json\n\n4 warnings\n/);
    assert.match(stdout, /Mon 23 November {2}10:00/);
    assert.ok(stdout.endsWith('\n') && !stdout.endsWith('\n\n'));
  });

  it('exits with 1 if there are errors', async () => {
    writeFileSync(join(folder, 'broken.json'), '{"origins": [}');
    const { code, stdout, stderr } = await waybill(['check', 'broken.json']);
    assert.equal(code, 1);
    assert.equal(stderr, '');
    assert.match(stdout, /1:14 not JSON/);
  });

  it('exits with 2 and prints to stderr if the command is wrong', async () => {
    const { code, stdout, stderr } = await waybill(['check']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^A file is missing/);
  });

  it('prints no error if the reader closes the pipe', async () => {
    const { stderr } = await waybill(['check', 'terms.json', '--days', '366'], false);
    assert.equal(stderr, '');
  });
});
