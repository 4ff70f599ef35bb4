import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { closeOn, holidaysFromIcs, holidaysFromJson, holidaysFromPackage } from '../../recipes/holidays.mjs';
import { parseTerms } from '../../src/contract/parse.ts';
import { sample } from '../estimate/sample-terms.ts';

const span = { from: '2026-11-01', to: '2028-03-01' };

const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const calendar = (...events: string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

const dates = (...lines: string[]): string[] =>
  holidaysFromIcs(calendar(event(...lines)), span).map(({ date }) => date);

describe('holidays from an iCalendar file', () => {
  it('are its whole days, with what they are called', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226', 'SUMMARY:Christmas Day'),
      event('DTSTART;VALUE=DATE:20270101', 'SUMMARY;LANGUAGE=de:Neujahr\\, gesetz', ' licher Feiertag'),
    );
    assert.deepEqual(holidaysFromIcs(text, span), [
      { date: '2026-12-25', name: 'Christmas Day' },
      { date: '2027-01-01', name: 'Neujahr, gesetzlicher Feiertag' },
    ]);
  });

  it('are read with either end of line', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas')).replaceAll('\r\n', '\n');
    assert.deepEqual(holidaysFromIcs(text, span), [{ date: '2026-12-25', name: 'Christmas' }]);
  });

  it('may last several days: the end is the day after', () => {
    const days = ['2026-12-24', '2026-12-25', '2026-12-26'];
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'), days);
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261224', 'DURATION:P3D'), days);
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261224', 'DURATION:P1W').length, 7);
    assert.deepEqual(dates('DTSTART;TZID=Europe/Berlin:20261224T000000', 'DTEND;TZID=Europe/Berlin:20261225T000000'), [
      '2026-12-24',
    ]);
  });

  it('may come every year, also from before the span, until an end or so many times', () => {
    const yearly = (start: number, rule = '', ...lines: string[]): string[] =>
      dates(`DTSTART;VALUE=DATE:${start}`, `RRULE:FREQ=YEARLY${rule}`, ...lines);
    assert.deepEqual(yearly(19901225, ';WKST=MO'), ['2026-12-25', '2027-12-25']);
    assert.deepEqual(yearly(20251225, ';BYMONTH=12;BYMONTHDAY=25;COUNT=2'), ['2026-12-25']);
    assert.deepEqual(yearly(20251225, ';UNTIL=20270101T000000Z'), ['2026-12-25']);
    assert.deepEqual(yearly(20251225, ';INTERVAL=2'), ['2027-12-25']);
    assert.deepEqual(yearly(20240229), ['2028-02-29']);
    assert.deepEqual(yearly(20251225, '', 'EXDATE;VALUE=DATE:20261225'), ['2027-12-25']);
  });

  it('are not what was cancelled, lies outside the span, or rings within an event', () => {
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED'), []);
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261031'), []);
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20280302'), []);
    const alarm = ['BEGIN:VALARM', 'DURATION:P9D', 'SUMMARY:Ring', 'END:VALARM'];
    assert.deepEqual(dates('DTSTART;VALUE=DATE:20261225', ...alarm), ['2026-12-25']);
  });

  it('are refused where the day cannot be told', () => {
    assert.throws(() => dates('DTSTART:20261224T230000Z', 'SUMMARY:Christmas'), /Christmas is at an instant/);
    const start = 'DTSTART;VALUE=DATE:20261126';
    assert.throws(() => dates(start, 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'SUMMARY:Thanks'), /Thanks repeats/);
    assert.throws(() => dates(start, 'RRULE:FREQ=YEARLY;BYMONTH=10'), /repeats/);
    assert.throws(() => dates(start, 'RRULE:FREQ=WEEKLY'), /repeats/);
    assert.throws(() => dates('SUMMARY:Some day'), /Some day: undefined is no date/);
  });
});

describe('holidays from a JSON list', () => {
  it('are dates, or what has a date', () => {
    const list = ['2026-12-25', { date: '2027-01-01', name: 'New Year', localName: 'Neujahr' }, '2030-01-01'];
    assert.deepEqual(holidaysFromJson(list, span), [
      { date: '2026-12-25', name: '' },
      { date: '2027-01-01', name: 'Neujahr' },
    ]);
    const name = [{ language: 'DE', text: 'Weihnachten' }];
    const holidays = [{ startDate: '2026-12-25', endDate: '2026-12-26', name }];
    assert.deepEqual(holidaysFromJson(holidays, span).map(({ date }) => date), ['2026-12-25', '2026-12-26']);
    assert.equal(holidaysFromJson(holidays, span)[0]?.name, 'Weihnachten');
  });

  it('are public ones, of the whole country or of a region', () => {
    const list = [
      { date: '2027-01-01', counties: null, types: ['Public'] },
      { date: '2027-01-06', counties: ['DE-BY', 'DE-BW'], types: ['Public'] },
      { date: '2027-03-08', subdivisions: [{ code: 'DE-BE' }], type: 'Public' },
      { date: '2026-12-24', counties: null, types: ['Observance'] },
    ];
    const of = (region?: string) => holidaysFromJson(list, span, region).map(({ date }) => date);
    assert.deepEqual(of(), ['2027-01-01']);
    assert.deepEqual(of('DE-BE'), ['2027-01-01', '2027-03-08']);
    assert.deepEqual(of('DE-BY'), ['2027-01-01', '2027-01-06']);
  });

  it('are refused where they are none', () => {
    assert.throws(() => holidaysFromJson({ '2026-12-25': 'Christmas' }, span), /A list/);
    assert.throws(() => holidaysFromJson(['Christmas'], span), /Christmas is no date/);
    assert.throws(() => holidaysFromJson([{ name: 'Christmas' }], span), /no date/);
  });
});

describe('holidays from the package date-holidays', () => {
  /** Answers as the package does, with days of our own. */
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

  it('are the public ones of a place, in every year of the span', () => {
    assert.deepEqual(holidaysFromPackage(Holidays, 'DE-BE', span), [
      { date: '2026-12-25', name: 'DE/BE 2026' },
      { date: '2026-12-26', name: 'DE/BE 2026' },
      { date: '2027-12-25', name: 'DE/BE 2027' },
      { date: '2027-12-26', name: 'DE/BE 2027' },
    ]);
  });
});

describe('terms with holidays', () => {
  const christmas = [{ date: '2026-12-25', name: 'Christmas Day' }, { date: '2026-12-03', name: 'Some day' }];

  it('have them in the calendars that are named, sorted and once', () => {
    const before = JSON.stringify(sample);
    const terms = closeOn(sample, [...christmas, ...christmas], ['origins.0.calendar', 'methods.*.deliveryCalendar']);
    assert.deepEqual(terms.origins[0]?.calendar.closed, ['2026-12-03', '2026-12-25']);
    assert.equal(terms.origins[1]?.calendar.closed, undefined);
    assert.deepEqual(terms.methods[2]?.deliveryCalendar?.closed, ['2026-11-28', '2026-12-03', '2026-12-25']);
    assert.ok(parseTerms(terms).ok);
    assert.equal(JSON.stringify(sample), before);
  });

  it('have places closed, unless they have hours that day', () => {
    const [kiosk] = sample.places ?? [];
    const places = [{ ...kiosk!, dates: { '2026-12-25': [['10:00', '12:00'] as [string, string]] } }];
    const terms = closeOn({ ...sample, places }, christmas, ['places.*.dates']);
    assert.deepEqual(terms.places[0]?.dates, { '2026-12-03': [], '2026-12-25': [['10:00', '12:00']] });
  });

  it('are refused where they have no such calendar', () => {
    assert.throws(() => closeOn(sample, christmas, ['origins.7.calendar']), /no origins\.7\.calendar/);
    assert.throws(() => closeOn(sample, christmas, ['origins.0']), /neither/);
  });
});

describe('the recipe as a program', () => {
  const program = fileURLToPath(new URL('../../recipes/holidays.mjs', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'waybill-'));
  after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'source.json'), JSON.stringify(sample));
  writeFileSync(
    join(folder, 'berlin.ics'),
    calendar(
      event('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Erster Weihnachtstag'),
      event('DTSTART;VALUE=DATE:20261224', 'SUMMARY:Heiligabend'),
    ),
  );
  writeFileSync(join(folder, 'more.json'), '["2027-01-01"]');
  const recipe = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
  const from = ['--from', '2026-11-23', '--months', '12'];

  it('writes terms with the holidays of its sources, and says which', () => {
    const sources = ['--ics', 'berlin.ics', '--json', 'more.json', '--without', 'heiligabend'];
    const into = ['--into', 'origins.*.calendar'];
    const { status, stdout, stderr } = recipe('source.json', 'terms.json', ...sources, ...into, ...from);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.equal(stdout, '2026-12-25 Erster Weihnachtstag\n2027-01-01 \n');
    const parsed = parseTerms(JSON.parse(readFileSync(join(folder, 'terms.json'), 'utf8')));
    assert.ok(parsed.ok);
    for (const { calendar: week } of parsed.data.origins) assert.deepEqual(week.closed, ['2026-12-25', '2027-01-01']);
  });

  it('fails, and writes nothing, where a source gives nothing or is missing', () => {
    const into = ['--into', 'origins.0.calendar'];
    const failing: [args: string[], message: RegExp][] = [
      [['source.json', 'none.json', '--ics', 'berlin.ics', ...into, '--from', '2030-01-01'], /out of date/],
      [['source.json', 'none.json', '--ics', 'gone.ics', ...into, ...from], /gone\.ics/],
      [['source.json', 'none.json', '--package', 'DE-BE', ...into, ...from], /npm install --save-dev date-holidays/],
      [['source.json', 'none.json', '--ics', 'berlin.ics', ...from], /--into/],
      [['source.json', 'none.json', '--ics', 'berlin.ics', ...into, '--from', 'today'], /--from takes a date/],
    ];
    for (const [args, message] of failing) {
      const { status, stderr } = recipe(...args);
      assert.equal(status, 1);
      assert.match(stderr, message);
      assert.throws(() => readFileSync(join(folder, 'none.json')));
    }
  });
});
