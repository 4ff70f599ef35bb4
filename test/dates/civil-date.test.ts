import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LAST_EPOCH_DAY, formatCivilDate, parseCivilDate, weekdayOf } from '../../src/dates/civil-date.ts';

describe('civil dates', () => {
  it('are days since 1970-01-01', () => {
    assert.equal(parseCivilDate('1970-01-01'), 0);
    assert.equal(parseCivilDate('2026-11-23'), 20_780);
    assert.equal(formatCivilDate(20_780), '2026-11-23');
    assert.equal(formatCivilDate(LAST_EPOCH_DAY), '2199-12-31');
  });

  it('are NaN for texts that are no date', () => {
    for (const text of ['2026-02-30', '2026-13-01', '', 'tomorrow']) assert.equal(parseCivilDate(text), NaN, text);
  });

  it('have ISO weekdays, also before 1970', () => {
    assert.equal(weekdayOf(parseCivilDate('2026-11-23')), 1);
    assert.equal(weekdayOf(parseCivilDate('2026-11-29')), 7);
    assert.equal(weekdayOf(-1), 3);
  });
});
