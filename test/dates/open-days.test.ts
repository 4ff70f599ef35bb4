import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Calendar } from '../../src/contract/shop-terms.ts';
import { LAST_EPOCH_DAY, parseCivilDate } from '../../src/dates/civil-date.ts';
import { addOpenDays, findFirstDay, intersectCalendars, isOpenDay } from '../../src/dates/open-days.ts';

const workweek: Calendar = {
  weekdays: [1, 2, 3, 4, 5],
  closed: ['2026-11-25', '2026-11-28'],
  open: ['2026-11-28', '2026-11-29'],
};
const never: Calendar = { weekdays: [] };
const day = parseCivilDate;

describe('isOpenDay', () => {
  it('prefers open to closed to weekdays (R2)', () => {
    assert.equal(isOpenDay(workweek, day('2026-11-23')), true, 'Monday');
    assert.equal(isOpenDay(workweek, day('2026-11-25')), false, 'a closed Wednesday');
    assert.equal(isOpenDay(workweek, day('2026-11-28')), true, 'a Saturday in both lists');
    assert.equal(isOpenDay(workweek, day('2026-11-29')), true, 'an open Sunday');
    assert.equal(isOpenDay(workweek, day('2026-12-05')), false, 'Saturday');
  });
});

describe('addOpenDays', () => {
  it('gives the first open day on or after the day for 0 (R3)', () => {
    assert.equal(addOpenDays(workweek, day('2026-11-23'), 0), day('2026-11-23'));
    assert.equal(addOpenDays(workweek, day('2026-11-25'), 0), day('2026-11-26'));
  });

  it('gives the n-th open day strictly after the day for n (R3)', () => {
    assert.equal(addOpenDays(workweek, day('2026-11-23'), 1), day('2026-11-24'));
    assert.equal(addOpenDays(workweek, day('2026-11-24'), 1), day('2026-11-26'));
    assert.equal(addOpenDays(workweek, day('2026-11-25'), 4), day('2026-11-29'));
  });

  it('is NaN without an open day, after 2199, and for NaN', () => {
    assert.equal(addOpenDays(never, day('2026-11-23'), 0), NaN);
    assert.equal(addOpenDays(workweek, LAST_EPOCH_DAY, 1), NaN);
    assert.equal(addOpenDays(workweek, NaN, 0), NaN);
  });
});

describe('findFirstDay', () => {
  it('gives the first day that the predicate accepts, or NaN within ten years', () => {
    assert.equal(
      findFirstDay(10, (each) => each % 7 === 0),
      14,
    );
    assert.equal(
      findFirstDay(10, () => false),
      NaN,
    );
  });
});

describe('intersectCalendars', () => {
  it('is open if both calendars are, on every day of a year', () => {
    const weekend: Calendar = { weekdays: [1, 6, 7], closed: ['2026-11-29'], open: ['2026-11-26'] };
    const both = intersectCalendars(workweek, weekend);
    for (let each = day('2026-06-01'); each < day('2027-06-01'); each++) {
      assert.equal(isOpenDay(both, each), isOpenDay(workweek, each) && isOpenDay(weekend, each), String(each));
    }
  });
});
