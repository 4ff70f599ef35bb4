import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, formatCivilDate } from '../../src/dates/civil-date.ts';
import { resolveEventDay, resolveEventSpan, resolveToday, timeForm } from '../../src/dates/zoned-time.ts';

const berlin = 'Europe/Berlin';

/** `[from, to, isZoneUnknown]` of a time, with instants in RFC 3339. */
function spanOf(time: string, timeZone?: string, fallbackTimeZone?: string): unknown[] | undefined {
  const span = resolveEventSpan(time, timeZone, fallbackTimeZone);
  return span && [new Date(span.from).toISOString(), new Date(span.to).toISOString(), span.isZoneUnknown];
}

describe('timeForm', () => {
  const forms: [time: string, form: string][] = [
    ['2026-11-23', 'date'],
    ['2026-11-23T10:00', 'local'],
    ['2026-11-23T10:00:00.5', 'local'],
    ['2026-11-23T10:00:00Z', 'instant'],
    ['2026-11-23t10:00z', 'instant'],
    ['2026-11-23T10:00:00+01:00', 'instant'],
    ['2026-11-23T10:00-05:00', 'instant'],
  ];
  for (const [time, form] of forms) it(`of ${time} is ${form}`, () => assert.equal(timeForm(time), form));
});

describe('resolveEventSpan', () => {
  it('is a single instant for a time with an offset, whatever the zones', () => {
    const instant = '2026-11-23T09:00:00.000Z';
    assert.deepEqual(spanOf('2026-11-23T10:00:00+01:00', 'Asia/Tokyo', berlin), [instant, instant, false]);
  });

  it('resolves a local time in the zone of the place, else of the destination, else as UTC', () => {
    const time = '2026-11-23T10:00:30';
    assert.deepEqual(spanOf(time, 'Asia/Tokyo', berlin)?.slice(1), ['2026-11-23T01:00:30.000Z', false]);
    assert.deepEqual(spanOf(time, undefined, berlin)?.slice(1), ['2026-11-23T09:00:30.000Z', true]);
    assert.deepEqual(spanOf(time)?.slice(1), ['2026-11-23T10:00:30.000Z', true]);
  });

  it('is the whole day for a date and for midnight without an offset', () => {
    const day = ['2026-11-22T23:00:00.000Z', '2026-11-23T22:59:59.999Z', false];
    for (const time of ['2026-11-23', '2026-11-23T00:00', '2026-11-23T00:00:00.000'])
      assert.deepEqual(spanOf(time, berlin), day);
    assert.equal(spanOf('2026-11-23T00:00:00+01:00', berlin)?.[1], day[0]);
  });

  it('follows the clock on days on which clocks change', () => {
    // Clocks in Berlin show 02:30 twice on 25 October 2026: the first counts.
    assert.equal(spanOf('2026-10-25T02:30:00', berlin)?.[0], '2026-10-25T00:30:00.000Z');
    assert.equal(spanOf('2026-10-25T12:00:00', berlin)?.[0], '2026-10-25T11:00:00.000Z');
  });

  it('is undefined for a time that does not exist', () => assert.equal(spanOf('2026-13-45T10:00:00Z'), undefined));
});

describe('resolveEventDay', () => {
  it('is the date at the destination for an instant, and the written date for other times', () => {
    const dayOf = (time: string, timeZone?: string): string => formatCivilDate(resolveEventDay(time, timeZone));
    assert.equal(dayOf('2026-11-23T23:30:00Z', berlin), '2026-11-24');
    assert.equal(dayOf('2026-11-23T23:30:00Z'), '2026-11-23');
    assert.equal(dayOf('2026-11-23T23:30:00', berlin), '2026-11-23');
    assert.equal(dayOf('2026-11-23', 'Asia/Tokyo'), '2026-11-23');
  });
});

describe('resolveToday', () => {
  it('is the day at the destination', () => {
    const now = Date.parse('2026-11-23T23:30:00Z');
    assert.equal(formatCivilDate(resolveToday({ now, timeZone: berlin })), '2026-11-24');
  });

  it('is the earliest current day on earth without a zone', () => {
    const today = (time: string): string => formatCivilDate(resolveToday({ now: Date.parse(time) }));
    assert.equal(today('2026-11-23T11:59:59Z'), '2026-11-22');
    assert.equal(today('2026-11-23T12:00:00Z'), '2026-11-23');
  });
});

describe('addDays', () => {
  it('passes the ends of months and years', () => {
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addDays('2028-03-01', -1), '2028-02-29');
  });
});
