import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCivilDate } from '../../src/dates/civil-date.ts';
import { formatDateRange, mapRange, normalizeRange, toDateWindow } from '../../src/dates/date-range.ts';

const day = parseCivilDate;

describe('ranges', () => {
  it('are swapped if min is greater than max (R11)', () => {
    assert.deepEqual(normalizeRange({ min: 3, max: 1 }), { min: 1, max: 3 });
    assert.deepEqual(normalizeRange({ min: 1, max: 3 }), { min: 1, max: 3 });
  });

  it('map both bounds by their name', () => {
    assert.deepEqual(
      mapRange({ min: 1, max: 2 }, (value, bound) => `${bound} ${value}`),
      { min: 'min 1', max: 'max 2' },
    );
  });

  it('are formatted as dates, and joined to a window', () => {
    const [later, earlier] = [
      { min: day('2026-11-24'), max: day('2026-11-25') },
      { min: day('2026-11-23'), max: day('2026-11-24') },
    ];
    assert.deepEqual(formatDateRange(later), { min: '2026-11-24', max: '2026-11-25' });
    assert.deepEqual(toDateWindow(later, earlier), { from: '2026-11-23', to: '2026-11-25' });
  });
});
