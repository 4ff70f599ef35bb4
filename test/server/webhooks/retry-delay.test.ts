import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRetryAfter, getRetryDelayMs } from '../../../src/server/webhooks/retry-delay.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-23T12:00:00Z');

describe('the retry delay', () => {
  it('grows from seconds to a day, and ends after the tenth attempt', () => {
    const waits = Array.from({ length: 10 }, (_, index) => getRetryDelayMs(index + 1, undefined, 0.5));
    assert.deepEqual(waits, [
      5_000,
      300_000,
      1_800_000,
      ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour),
      undefined,
    ]);
  });

  it('varies by a fifth', () => {
    assert.equal(getRetryDelayMs(2, undefined, 0), 240_000);
    assert.equal(getRetryDelayMs(2, undefined, 1), 360_000);
  });

  it('is never shorter than Retry-After or its own delay', () => {
    assert.equal(getRetryDelayMs(1, 60_000, 0.5), 60_000);
    assert.equal(getRetryDelayMs(2, 1_000, 0.5), 300_000);
    assert.equal(getRetryDelayMs(10, 60_000, 0.5), undefined);
  });
});

describe('Retry-After', () => {
  it('is seconds or a date', () => {
    assert.equal(parseRetryAfter('120', now), 120_000);
    assert.equal(parseRetryAfter('Mon, 23 Nov 2026 12:01:00 GMT', now), 60_000);
    assert.equal(parseRetryAfter('Mon, 23 Nov 2026 11:00:00 GMT', now), 0);
  });

  it('is limited to a day, and undefined if invalid', () => {
    assert.equal(parseRetryAfter('99999999999999999999', now), 24 * hour);
    assert.equal(parseRetryAfter('Fri, 23 Nov 2029 12:00:00 GMT', now), 24 * hour);
    for (const header of [null, '', 'soon', '-5', '1e9']) {
      const read = parseRetryAfter(header, now);
      assert.ok(read === undefined || (read >= 0 && read <= 24 * hour), String(header));
    }
    assert.equal(parseRetryAfter('soon', now), undefined);
    assert.equal(parseRetryAfter(null, now), undefined);
  });
});
