import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import {
  calculateBackOffDelay,
  clampReconnectDelay,
  clampRetryAfter,
  calculatePollDelay,
  parseRetryAfterHeader,
} from '../../../src/client/http/back-off.ts';
import fc from '../../support/fast-check.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const NOON = Date.UTC(2026, 10, 23, 12);

describe('waits', () => {
  it('calculateBackOffDelay is even between 0 and 1 s · 2ⁿ, at most 60 s', () => {
    const windows = [1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000);
    windows.forEach((window, failures) => {
      assert.equal(calculateBackOffDelay(failures, 0), 0);
      assert.equal(calculateBackOffDelay(failures, 0.5), window / 2);
      assert.ok(calculateBackOffDelay(failures, 0.999_999) < window);
    });
    assert.equal(calculateBackOffDelay(5_000, 0.5), 30_000);
  });

  it('calculateBackOffDelay spreads 200 clients over the window (χ²) [N14]', () => {
    const random = createSeededRandom(14);
    const bins = new Array<number>(10).fill(0);
    for (let client = 0; client < 200; client += 1) {
      const bin = Math.floor(calculateBackOffDelay(0, random()) / 100);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 20) ** 2 / 20, 0);
    // 9 degrees of freedom: above 27.9 once in a thousand draws.
    assert.ok(chiSquare < 27.9, `χ² ${chiSquare} of ${bins}`);
  });

  it('calculatePollDelay is 30 s ± 20 %', () => {
    assert.equal(calculatePollDelay(0), 24_000);
    assert.equal(calculatePollDelay(0.5), 30_000);
    assert.ok(calculatePollDelay(0.999_999) < 36_000);
  });

  it('clampReconnectDelay limits to 1 s … 5 min [N08]', () => {
    assert.deepEqual([0, 999, 3_000, 99_999_999].map(clampReconnectDelay), [1_000, 1_000, 3_000, 300_000]);
  });

  it('clampRetryAfter limits to 1 s … 1 h', () => {
    assert.deepEqual([-5_000, 0, 30_000, 1e12].map(clampRetryAfter), [1_000, 1_000, 30_000, 3_600_000]);
  });
});

describe('parseRetryAfterHeader', () => {
  const parse = (header: string | null, date?: string): number | undefined =>
    parseRetryAfterHeader(
      new Headers({ ...(header !== null && { 'retry-after': header }), ...(date !== undefined && { date }) }),
      { now: () => NOON },
    );

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
    it(`${header} is ${ms} [S04]`, () => assert.equal(parse(header), ms));
  }

  it('a date is relative to the Date header of the response, otherwise to the clock [S04]', () => {
    assert.equal(parse('Thu, 26 Nov 2026 12:00:30 GMT', 'Thu, 26 Nov 2026 12:00:00 GMT'), 30_000);
    assert.equal(parse('Mon, 23 Nov 2026 12:00:30 GMT', 'soon'), 30_000);
    assert.equal(parse('30', 'Thu, 26 Nov 2026 12:00:00 GMT'), 30_000);
  });

  it('never throws and never returns NaN', () => {
    fc.assert(
      fc.property(
        fc.string().map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '')),
        (header) => {
          const ms = parse(header);
          return ms === undefined || !Number.isNaN(ms);
        },
      ),
    );
  });
});
