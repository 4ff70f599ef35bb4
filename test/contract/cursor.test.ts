import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatCursor, parseCursor } from '../../src/contract/cursor.ts';

describe('parseCursor', () => {
  it('parses epoch and version', () => {
    for (const cursor of [
      { epoch: 'k3', version: 42 },
      { epoch: 'a.b', version: 0 },
      { epoch: 'k'.repeat(64), version: Number.MAX_SAFE_INTEGER },
    ]) {
      assert.deepEqual(parseCursor(formatCursor(cursor)), cursor);
    }
    assert.deepEqual(parseCursor('k3.42'), { epoch: 'k3', version: 42 });
  });

  it('rejects everything else', () => {
    const tooLong = [`k3.${'9'.repeat(16)}`, `${'k'.repeat(65)}.1`];
    for (const text of [undefined, '', '42', 'k3.', '.42', 'k3.-1', 'k3.4.x', 'k3.4\n', ...tooLong]) {
      assert.equal(parseCursor(text), undefined, text);
    }
  });
});
