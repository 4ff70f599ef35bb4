import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { civilDateAt, nextMidnight, resolveCurrentDay } from '../../src/dates/current-day.ts';

const berlin = 'Europe/Berlin';
const at = (instant: string): number => Date.parse(instant);

describe('resolveCurrentDay', () => {
  it('has the dates and midnights at the place', () => {
    assert.deepEqual(resolveCurrentDay(berlin, at('2026-11-23T23:30:00Z')), {
      today: '2026-11-24',
      tomorrow: '2026-11-25',
      start: at('2026-11-23T23:00:00Z'),
      end: at('2026-11-24T23:00:00Z'),
    });
  });

  it('changes at midnight, in either direction of time', () => {
    const midnight = at('2026-11-23T23:00:00Z');
    for (const [now, today] of [
      [midnight - 1, '2026-11-23'],
      [midnight, '2026-11-24'],
      [midnight - 1, '2026-11-23'],
    ] as const) {
      assert.equal(resolveCurrentDay(berlin, now).today, today);
    }
  });

  it('lasts 23 and 25 hours when clocks change', () => {
    const hours = (now: string): number => {
      const { start, end } = resolveCurrentDay(berlin, at(now));
      return (end - start) / 3_600_000;
    };
    assert.equal(hours('2027-03-28T12:00:00Z'), 23);
    assert.equal(hours('2026-10-25T12:00:00Z'), 25);
  });
});

describe('civilDateAt and nextMidnight', () => {
  it('are today and the end of the current day', () => {
    const now = at('2026-11-23T09:00:00Z');
    assert.equal(civilDateAt('Pacific/Auckland', now), '2026-11-23');
    assert.equal(nextMidnight('Pacific/Auckland', now), at('2026-11-23T11:00:00Z'));
  });
});
