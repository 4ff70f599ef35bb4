import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDay } from '../../src/estimate/civil-date.ts';
import { dayAt, instantAt } from '../../src/estimate/zoned-time.ts';
import { timeZones } from './arbitraries.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const first = Date.UTC(2025, 0, 1);
const last = Date.UTC(2028, 0, 1);

/** What clocks show, read from the platform's own calendar and not from the code under test. */
function clockOf(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? NaN;
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  };
}

/** Instants at which clocks change, by halving the days on which the offset does. */
function changesOf(clock: (instant: number) => number): number[] {
  const offset = (instant: number): number => clock(instant) - instant;
  const changes: number[] = [];
  for (let day = first; day < last; day += DAY) {
    let [before, after] = [day, day + DAY];
    if (offset(before) === offset(after)) continue;
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / MINUTE / 2) * MINUTE;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}

/** The instant at which `instantAt` finds what a clock shows. */
const found = (timeZone: string, shown: number): number =>
  instantAt(timeZone, Math.floor(shown / DAY), new Date(shown).toISOString().slice(11, 16));

describe('instantAt', () => {
  it('is tried at changes by an hour, half an hour and two hours, and in zones without any', () => {
    const sizes = timeZones.flatMap((timeZone) => {
      const clock = clockOf(timeZone);
      const changes = changesOf(clock);
      return changes.length === 0 ? [0] : changes.map((at) => Math.abs(clock(at) - clock(at - MINUTE) - MINUTE));
    });
    assert.deepEqual([...new Set(sizes)].sort((a, b) => a - b), [0, HOUR / 2, HOUR, 2 * HOUR]);
  });

  for (const timeZone of timeZones) {
    const clock = clockOf(timeZone);
    const changes = changesOf(clock);

    it(`undoes what clocks show in ${timeZone}`, () => {
      for (const around of [...changes, Date.UTC(2026, 5, 15)]) {
        for (let instant = around - 2 * DAY; instant < around + 2 * DAY; instant += 15 * MINUTE) {
          const shown = clock(instant);
          // In a doubled hour the clock showed the same before: that first time counts.
          const isSecond = changes.some((at) => at <= instant && instant < at + clock(at - MINUTE) + MINUTE - clock(at));
          if (!isSecond) assert.equal(found(timeZone, shown), instant);
        }
      }
    });

    if (changes.length === 0) continue;

    it(`takes the first of a doubled time, and moves a skipped one later by the gap, in ${timeZone}`, () => {
      for (const at of changes) {
        const endBefore = clock(at - MINUTE) + MINUTE;
        const gap = clock(at) - endBefore;
        for (let minutes = 0; minutes < Math.abs(gap) / MINUTE; minutes += 5) {
          const shown = Math.min(endBefore, clock(at)) + minutes * MINUTE;
          const instant = found(timeZone, shown);
          if (gap < 0) assert.equal(instant, at + gap + minutes * MINUTE);
          else assert.equal(clock(instant), shown + gap);
        }
      }
    });
  }

  it('reads 24:00 as the first moment of the next day', () => {
    for (const timeZone of timeZones) {
      for (let day = first / DAY; day < last / DAY; day++) {
        assert.equal(instantAt(timeZone, day, '24:00'), instantAt(timeZone, day + 1, '00:00'));
      }
    }
  });
});

describe('dayAt', () => {
  it('is the day that clocks show', () => {
    for (const timeZone of timeZones) {
      const clock = clockOf(timeZone);
      for (let instant = first; instant < last; instant += 7 * DAY + 53 * MINUTE) {
        assert.equal(formatDay(dayAt(timeZone, instant)), new Date(clock(instant)).toISOString().slice(0, 10));
      }
    }
  });

  it('is the new day at midnight and the old one just before, also where midnight is skipped', () => {
    for (const timeZone of timeZones) {
      for (let day = first / DAY; day < last / DAY; day += 1) {
        const midnight = instantAt(timeZone, day, '00:00');
        assert.equal(dayAt(timeZone, midnight), day);
        assert.equal(dayAt(timeZone, midnight - 1), day - 1);
      }
    }
  });
});
