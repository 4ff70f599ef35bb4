import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  addClosures,
  parseIcsHolidays,
  parseJsonHolidays,
  listPackageHolidays,
} from '../../examples/holidays/holidays.mjs';
import { parseTerms } from '../../src/contract/parse-estimates.ts';
import { lintTerms } from '../../src/estimate/lint/lint-terms.ts';
import { sampleTerms } from '../support/sample-terms.ts';

const span = { from: '2026-11-01', to: '2028-03-01' };

const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const calendar = (...events: string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

const dates = (...lines: string[]): string[] =>
  parseIcsHolidays(calendar(event(...lines)), span).map(({ date }) => date);

describe('parseIcsHolidays', () => {
  it('lists whole days with their names', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226', 'SUMMARY:Christmas Day'),
      event('DTSTART;VALUE=DATE:20270101', 'SUMMARY;LANGUAGE=de:Neujahr\\, gesetz', ' licher Feiertag'),
    );
    assert.deepEqual(parseIcsHolidays(text, span), [
      { date: '2026-12-25', name: 'Christmas Day' },
      { date: '2027-01-01', name: 'Neujahr, gesetzlicher Feiertag' },
    ]);
  });

  it('accepts both line endings', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas')).replaceAll('\r\n', '\n');
    assert.deepEqual(parseIcsHolidays(text, span), [{ date: '2026-12-25', name: 'Christmas' }]);
  });

  it('lists every day of a longer event: its end is the day after', () => {
    const days = ['2026-12-24', '2026-12-25', '2026-12-26'];
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'), days);
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261224', 'DURATION:P3D'), days);
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261224', 'DURATION:P1W').length, 7);
    assert.deepEqual(dates('DTSTART;TZID=Europe/Berlin:20261224T000000', 'DTEND;TZID=Europe/Berlin:20261225T000000'), [
      '2026-12-24',
    ]);
  });

  it('expands yearly events with their interval, end, count and exceptions', () => {
    const yearly = (start: number, rule = '', ...lines: string[]): string[] =>
      dates(`DTSTART;VALUE=DATE:${start}`, `RRULE:FREQ=YEARLY${rule}`, ...lines);
    assert.deepEqual(yearly(19901225, ';WKST=MO'), ['2026-12-25', '2027-12-25']);
    assert.deepEqual(yearly(20251225, ';BYMONTH=12;BYMONTHDAY=25;COUNT=2'), ['2026-12-25']);
    assert.deepEqual(yearly(20251225, ';UNTIL=20270101T000000Z'), ['2026-12-25']);
    assert.deepEqual(yearly(20251225, ';INTERVAL=2'), ['2027-12-25']);
    assert.deepEqual(yearly(20240229), ['2028-02-29']);
    assert.deepEqual(yearly(20251225, '', 'EXDATE;VALUE=DATE:20261225'), ['2027-12-25']);
  });

  it('ignores canceled events, days outside the span, and alarms', () => {
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED'), []);
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261031'), []);
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20280302'), []);
    const alarm = ['BEGIN:VALARM', 'DURATION:P9D', 'SUMMARY:Ring', 'END:VALARM'];
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261225', ...alarm), ['2026-12-25']);
  });

  it('throws if a day is not certain', () => {
    assert.throws(() => dates('DTSTART:20261224T230000Z', 'SUMMARY:Christmas'), /Christmas is at an instant/);
    const start = 'DTSTART;VALUE=DATE:20261126';
    assert.throws(() => dates(start, 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'SUMMARY:Thanks'), /Thanks repeats/);
    assert.throws(() => dates(start, 'RRULE:FREQ=YEARLY;BYMONTH=10'), /repeats/);
    assert.throws(() => dates(start, 'RRULE:FREQ=WEEKLY'), /repeats/);
    assert.throws(() => dates('SUMMARY:Some day'), /Some day: undefined is no date/);
  });
});

describe('parseJsonHolidays', () => {
  it('accepts dates, and objects with dates', () => {
    const list = ['2026-12-25', { date: '2027-01-01', name: 'New Year', localName: 'Neujahr' }, '2030-01-01'];
    assert.deepEqual(parseJsonHolidays(list, span), [
      { date: '2026-12-25', name: '' },
      { date: '2027-01-01', name: 'Neujahr' },
    ]);
    const name = [{ language: 'DE', text: 'Weihnachten' }];
    const holidays = [{ startDate: '2026-12-25', endDate: '2026-12-26', name }];
    assert.deepEqual(
      parseJsonHolidays(holidays, span).map(({ date }) => date),
      ['2026-12-25', '2026-12-26'],
    );
    assert.equal(parseJsonHolidays(holidays, span)[0]?.name, 'Weihnachten');
  });

  it('lists public holidays of the country and of the region', () => {
    const list = [
      { date: '2027-01-01', counties: null, types: ['Public'] },
      { date: '2027-01-06', counties: ['DE-BY', 'DE-BW'], types: ['Public'] },
      { date: '2027-03-08', subdivisions: [{ code: 'DE-BE' }], type: 'Public' },
      { date: '2026-12-24', counties: null, types: ['Observance'] },
    ];
    const listDates = (region?: string) => parseJsonHolidays(list, span, region).map(({ date }) => date);
    assert.deepEqual(listDates(), ['2027-01-01']);
    assert.deepEqual(listDates('DE-BE'), ['2027-01-01', '2027-03-08']);
    assert.deepEqual(listDates('DE-BY'), ['2027-01-01', '2027-01-06']);
  });

  it('throws for other values', () => {
    assert.throws(() => parseJsonHolidays({ '2026-12-25': 'Christmas' }, span), /A list/);
    assert.throws(() => parseJsonHolidays(['Christmas'], span), /Christmas is no date/);
    assert.throws(() => parseJsonHolidays([{ name: 'Christmas' }], span), /no date/);
  });
});

describe('listPackageHolidays', () => {
  /** A fake of the package with two holidays a year. */
  class Holidays {
    readonly place: string[];

    constructor(...place: string[]) {
      this.place = place;
    }

    getHolidays(year: number) {
      const day = (date: string, days: number, type: string) => ({
        date: `${date} 00:00:00`,
        start: new Date(`${date}T00:00:00+01:00`),
        end: new Date(Date.parse(`${date}T00:00:00+01:00`) + days * 86_400_000),
        name: `${this.place.join('/')} ${year}`,
        type,
      });
      return [day(`${year}-12-25`, 2, 'public'), day(`${year}-12-24`, 1, 'bank')];
    }
  }

  it('lists the public holidays of a place in every year of the span', () => {
    assert.deepEqual(listPackageHolidays(Holidays, 'DE-BE', span), [
      { date: '2026-12-25', name: 'DE/BE 2026' },
      { date: '2026-12-26', name: 'DE/BE 2026' },
      { date: '2027-12-25', name: 'DE/BE 2027' },
      { date: '2027-12-26', name: 'DE/BE 2027' },
    ]);
  });
});

describe('addClosures', () => {
  const christmas = [
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2026-12-03', name: 'Some day' },
  ];

  it('adds sorted closures without duplicates to the named calendars', () => {
    const before = JSON.stringify(sampleTerms);
    const terms = addClosures(
      sampleTerms,
      [...christmas, ...christmas],
      ['origins.0.calendar', 'methods.*.deliveryCalendar'],
    );
    assert.deepEqual(terms.origins[0]?.calendar.closed, ['2026-12-03', '2026-12-25']);
    assert.equal(terms.origins[1]?.calendar.closed, undefined);
    assert.deepEqual(terms.methods[2]?.deliveryCalendar?.closed, ['2026-11-28', '2026-12-03', '2026-12-25']);
    assert.ok(parseTerms(terms).ok);
    assert.equal(JSON.stringify(sampleTerms), before);
  });

  it('closes places, except on dates with hours', () => {
    const [kiosk] = sampleTerms.places ?? [];
    const places = [{ ...kiosk!, dates: { '2026-12-25': [['10:00', '12:00'] as [string, string]] } }];
    const terms = addClosures({ ...sampleTerms, places }, christmas, ['places.*.dates']);
    assert.deepEqual(terms.places[0]?.dates, { '2026-12-03': [], '2026-12-25': [['10:00', '12:00']] });
  });

  it('throws for a path without a calendar', () => {
    assert.throws(() => addClosures(sampleTerms, christmas, ['origins.7.calendar']), /no origins\.7\.calendar/);
    assert.throws(() => addClosures(sampleTerms, christmas, ['origins.0']), /neither/);
  });
});

describe('holidays.mjs as a program', () => {
  const program = fileURLToPath(new URL('../../examples/holidays/holidays.mjs', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'waybill-'));
  after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'source.json'), JSON.stringify(sampleTerms));
  writeFileSync(
    join(folder, 'berlin.ics'),
    calendar(
      event('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Erster Weihnachtstag'),
      event('DTSTART;VALUE=DATE:20261224', 'SUMMARY:Heiligabend'),
    ),
  );
  writeFileSync(join(folder, 'more.json'), '["2027-01-01"]');
  const runScript = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
  const from = ['--from', '2026-11-23', '--months', '12'];

  it('writes terms with the holidays of its sources and prints them', () => {
    const sources = ['--ics', 'berlin.ics', '--json', 'more.json', '--exclude', 'heiligabend'];
    const into = ['--into', 'origins.*.calendar'];
    const { status, stdout, stderr } = runScript('source.json', 'terms.json', ...sources, ...into, ...from);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.equal(stdout, '2026-12-25 Erster Weihnachtstag\n2027-01-01 \n');
    const parsed = parseTerms(JSON.parse(readFileSync(join(folder, 'terms.json'), 'utf8')));
    assert.ok(parsed.ok);
    for (const { calendar: week } of parsed.data.origins) assert.deepEqual(week.closed, ['2026-12-25', '2027-01-01']);
  });

  it('makes the sample terms of its folder free of issues', () => {
    const sample = (name: string): string =>
      fileURLToPath(new URL(name, new URL('../../examples/holidays/', import.meta.url)));
    const sources = ['--ics', sample('public-holidays.ics'), '--into', 'origins.0.calendar'];
    const { status, stderr } = runScript(sample('terms.source.json'), 'sample.json', ...sources, ...from);
    assert.equal(status, 0, stderr);
    const parsed = parseTerms(JSON.parse(readFileSync(join(folder, 'sample.json'), 'utf8')));
    assert.ok(parsed.ok);
    assert.deepEqual(lintTerms(parsed.data, '2026-11-01T12:00:00Z'), { errors: [], warnings: [] });
  });

  it('fails and writes nothing if a source is empty or missing', () => {
    const into = ['--into', 'origins.0.calendar'];
    const failures: [args: string[], message: RegExp][] = [
      [['source.json', 'none.json', '--ics', 'berlin.ics', ...into, '--from', '2030-01-01'], /out of date/],
      [['source.json', 'none.json', '--ics', 'gone.ics', ...into, ...from], /gone\.ics/],
      [['source.json', 'none.json', '--package', 'DE-BE', ...into, ...from], /npm install --save-dev date-holidays/],
      [['source.json', 'none.json', '--ics', 'berlin.ics', ...from], /--into/],
      [['source.json', 'none.json', '--ics', 'berlin.ics', ...into, '--from', 'today'], /--from takes a date/],
    ];
    for (const [args, message] of failures) {
      const { status, stderr } = runScript(...args);
      assert.equal(status, 1);
      assert.match(stderr, message);
      assert.throws(() => readFileSync(join(folder, 'none.json')));
    }
  });
});
