import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatCivilDate } from '../../src/dates/civil-date.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, epochDayAt, instantAt } from '../../src/dates/zoned-time.ts';
import { timeZones } from '../support/estimate-arbitraries.ts';

const first = Date.UTC(2025, 0, 1);
const last = Date.UTC(2028, 0, 1);

/** The wall clock of a zone as milliseconds, from Intl instead of the code under test. */
function createClock(timeZone: string): (instant: number) => number {
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
    const field = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? NaN;
    return Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'));
  };
}

/** Instants at which the clock of a zone changes, by bisection. */
function findChanges(clock: (instant: number) => number): number[] {
  const offset = (instant: number): number => clock(instant) - instant;
  const changes: number[] = [];
  for (let day = first; day < last; day += DAY_MS) {
    let [before, after] = [day, day + DAY_MS];
    if (offset(before) === offset(after)) continue;
    while (after - before > MINUTE_MS) {
      const middle = before + Math.floor((after - before) / MINUTE_MS / 2) * MINUTE_MS;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}

/** The result of `instantAt` for a wall clock in milliseconds. */
const findInstant = (timeZone: string, shown: number): number =>
  instantAt(timeZone, Math.floor(shown / DAY_MS), new Date(shown).toISOString().slice(11, 16));

describe('instantAt', () => {
  it('is tested with changes of half an hour, one and two hours, and without changes', () => {
    const sizes = timeZones.flatMap((timeZone) => {
      const clock = createClock(timeZone);
      const changes = findChanges(clock);
      return changes.length === 0 ? [0] : changes.map((at) => Math.abs(clock(at) - clock(at - MINUTE_MS) - MINUTE_MS));
    });
    assert.deepEqual(
      [...new Set(sizes)].sort((a, b) => a - b),
      [0, HOUR_MS / 2, HOUR_MS, 2 * HOUR_MS],
    );
  });

  for (const timeZone of timeZones) {
    const clock = createClock(timeZone);
    const changes = findChanges(clock);

    it(`inverts the wall clock of ${timeZone}`, () => {
      for (const around of [...changes, Date.UTC(2026, 5, 15)]) {
        for (let instant = around - 2 * DAY_MS; instant < around + 2 * DAY_MS; instant += 15 * MINUTE_MS) {
          const shown = clock(instant);
          // In a doubled hour the first instant counts.
          const isSecond = changes.some(
            (at) => at <= instant && instant < at + clock(at - MINUTE_MS) + MINUTE_MS - clock(at),
          );
          if (!isSecond) assert.equal(findInstant(timeZone, shown), instant);
        }
      }
    });

    if (changes.length === 0) continue;

    it(`takes the first instant of a doubled time and moves a skipped time by the gap in ${timeZone}`, () => {
      for (const at of changes) {
        const endBefore = clock(at - MINUTE_MS) + MINUTE_MS;
        const gap = clock(at) - endBefore;
        for (let minutes = 0; minutes < Math.abs(gap) / MINUTE_MS; minutes += 5) {
          const shown = Math.min(endBefore, clock(at)) + minutes * MINUTE_MS;
          const instant = findInstant(timeZone, shown);
          if (gap < 0) assert.equal(instant, at + gap + minutes * MINUTE_MS);
          else assert.equal(clock(instant), shown + gap);
        }
      }
    });
  }

  it('treats 24:00 as 00:00 of the next day', () => {
    for (const timeZone of timeZones) {
      for (let day = first / DAY_MS; day < last / DAY_MS; day++) {
        assert.equal(instantAt(timeZone, day, '24:00'), instantAt(timeZone, day + 1, '00:00'));
      }
    }
  });
});

describe('epochDayAt', () => {
  it('is the date of the wall clock', () => {
    for (const timeZone of timeZones) {
      const clock = createClock(timeZone);
      for (let instant = first; instant < last; instant += 7 * DAY_MS + 53 * MINUTE_MS) {
        assert.equal(
          formatCivilDate(epochDayAt(timeZone, instant)),
          new Date(clock(instant)).toISOString().slice(0, 10),
        );
      }
    }
  });

  it('changes at midnight, also if midnight is skipped', () => {
    for (const timeZone of timeZones) {
      for (let day = first / DAY_MS; day < last / DAY_MS; day += 1) {
        const midnight = instantAt(timeZone, day, '00:00');
        assert.equal(epochDayAt(timeZone, midnight), day);
        assert.equal(epochDayAt(timeZone, midnight - 1), day - 1);
      }
    }
  });
});
