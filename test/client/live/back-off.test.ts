import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { backOff, clampRetry, clampRetryAfter, pollWait } from '../../../src/client/live/back-off.ts';
import { readRetryAfter } from '../../../src/client/live/retry-after.ts';
import fc from '../../support/fast-check.ts';
import { seeded } from './drive.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

describe('back-off', () => {
  it('draws evenly from nothing to 1 s · 2ⁿ, and never above 60 s', () => {
    const windows = [1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000);
    windows.forEach((window, failures) => {
      assert.equal(backOff(failures, 0), 0);
      assert.equal(backOff(failures, 0.5), window / 2);
      assert.ok(backOff(failures, 0.999_999) < window);
    });
    assert.equal(backOff(5_000, 0.5), 30_000);
  });

  it('N14: 200 clients dropped together come back spread over the window (χ²)', () => {
    const random = seeded(14);
    const bins = new Array<number>(10).fill(0);
    for (let client = 0; client < 200; client += 1) {
      const bin = Math.floor(backOff(0, random()) / 100);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 20) ** 2 / 20, 0);
    // 9 degrees of freedom: above 27.9 once in a thousand draws.
    assert.ok(chiSquare < 27.9, `χ² ${chiSquare} of ${bins}`);
  });

  it('polls every 30 s ± 20 %', () => {
    assert.equal(pollWait(0), 24_000);
    assert.equal(pollWait(0.5), 30_000);
    assert.ok(pollWait(0.999_999) < 36_000);
  });

  it('N08: `retry:` is kept within 1 s and 5 min', () => {
    assert.deepEqual([0, 999, 3_000, 99_999_999].map(clampRetry), [1_000, 1_000, 3_000, 300_000]);
  });

  it('Retry-After is kept within 1 s and 1 h', () => {
    assert.deepEqual([-5_000, 0, 30_000, 1e12].map(clampRetryAfter), [1_000, 1_000, 30_000, 3_600_000]);
  });
});

describe('Retry-After', () => {
  const read = (header: string | null, date?: string): number | undefined =>
    readRetryAfter(new Headers({ ...(header !== null && { 'retry-after': header }), ...(date !== undefined && { date }) }), { now: () => NOON });

  for (const [header, ms] of [
    ['30', 30_000],
    [' 1.5 ', 1_500],
    ['-5', -5_000],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 11:59:00 GMT', -60_000],
    ['soon', undefined],
    ['5 apples', undefined],
    ['Mon, 99 Nov 2026 12:00:30 GMT', undefined],
    ['Mon, 23 Foo 2026 12:00:30 GMT', undefined],
    ['2026-11-23T12:00:30Z', undefined],
    ['', undefined],
    [null, undefined],
  ] as const) {
    it(`S04: ${header} is ${ms}`, () => assert.equal(read(header), ms));
  }

  it('S04: a date is taken by that of the answer itself, where it has one', () => {
    assert.equal(read('Thu, 26 Nov 2026 12:00:30 GMT', 'Thu, 26 Nov 2026 12:00:00 GMT'), 30_000);
    assert.equal(read('Mon, 23 Nov 2026 12:00:30 GMT', 'soon'), 30_000);
    assert.equal(read('30', 'Thu, 26 Nov 2026 12:00:00 GMT'), 30_000);
  });

  it('never throws and never gives what is no number', () => {
    fc.assert(
      fc.property(fc.string().map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '')), (header) => {
        const ms = read(header);
        return ms === undefined || !Number.isNaN(ms);
      }),
    );
  });
});
