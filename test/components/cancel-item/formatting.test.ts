import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDeadline } from '../../../src/components/cancel-item/formatting.ts';
import { getFormatter } from '../../../src/i18n/formatter.ts';
import messages from '../../../src/i18n/locales/en/cancel.ts';

process.env['TZ'] = 'Europe/Berlin';

const deadline = (at: string, timeZone: string, namesZone: boolean): string =>
  formatDeadline(at, {
    messages,
    format: getFormatter('en-GB'),
    now: Date.parse('2026-11-23T11:00:00Z'),
    timeZone,
    namesZone,
  });

describe('a deadline', () => {
  it('names its zone if the reader’s clock shows another time', () => {
    assert.match(deadline('2026-11-24T16:00:00Z', 'Europe/Lisbon', true), /^Tue 24 November at 16:00 (GMT|WET)$/);
    assert.equal(deadline('2026-11-24T16:00:00Z', 'Europe/Rome', true), 'Tue 24 November at 17:00');
  });

  it('leaves the zone to an order that names it once', () => {
    assert.equal(deadline('2026-11-24T16:00:00Z', 'Europe/Lisbon', false), 'Tue 24 November at 16:00');
    assert.equal(deadline('2026-11-23T16:00:00Z', 'Europe/Lisbon', false), '16:00');
  });
});
