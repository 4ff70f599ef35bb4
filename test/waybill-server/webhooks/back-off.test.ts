import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRetryAfter, waitAfter } from '../../../src/server/webhooks/back-off.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-23T12:00:00Z');

describe('the wait before another attempt', () => {
  it('grows from seconds to a day, and ends after the tenth attempt', () => {
    const waits = Array.from({ length: 10 }, (_, index) => waitAfter(index + 1, undefined, 0.5));
    assert.deepEqual(waits, [5_000, 300_000, 1_800_000, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour), undefined]);
  });

  it('is spread by a fifth', () => {
    assert.equal(waitAfter(2, undefined, 0), 240_000);
    assert.equal(waitAfter(2, undefined, 1), 360_000);
  });

  it('is never shorter than the receiver asked for, nor than its own', () => {
    assert.equal(waitAfter(1, 60_000, 0.5), 60_000);
    assert.equal(waitAfter(2, 1_000, 0.5), 300_000);
    assert.equal(waitAfter(10, 60_000, 0.5), undefined);
  });
});

describe('Retry-After', () => {
  it('is seconds or a date, from now on', () => {
    assert.equal(readRetryAfter('120', now), 120_000);
    assert.equal(readRetryAfter('Mon, 23 Nov 2026 12:01:00 GMT', now), 60_000);
    assert.equal(readRetryAfter('Mon, 23 Nov 2026 11:00:00 GMT', now), 0);
  });

  it('is a day at most, and nothing where it cannot be read', () => {
    assert.equal(readRetryAfter('99999999999999999999', now), 24 * hour);
    assert.equal(readRetryAfter('Fri, 23 Nov 2029 12:00:00 GMT', now), 24 * hour);
    for (const header of [null, '', 'soon', '-5', '1e9']) {
      const read = readRetryAfter(header, now);
      assert.ok(read === undefined || (read >= 0 && read <= 24 * hour), String(header));
    }
    assert.equal(readRetryAfter('soon', now), undefined);
    assert.equal(readRetryAfter(null, now), undefined);
  });
});
