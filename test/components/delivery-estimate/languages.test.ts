import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tellWhen, type Telling } from '../../../src/components/delivery-estimate/when.ts';
import { estimateOf } from './support/estimates.ts';
import { packs } from './support/packs.ts';
import { plainText, tellingAt } from './support/telling.ts';

type Day = { date: string; day: number; month: number; weekday: number };
type Case = { what: string; now: string; days: Day[]; year?: number; sentence: keyof Telling['messages']['delivery'] };

const monday = 1;
const [tuesday, wednesday] = [2, 3];

/** What a calendar says; the destination is the first place on Earth that has each day. */
const cases: Case[] = [
  {
    what: 'over the year',
    now: '2026-11-23T12:00:00Z',
    days: [{ date: '2026-12-30', day: 30, month: 12, weekday: wednesday }, { date: '2027-01-04', day: 4, month: 1, weekday: monday }],
    year: 2027,
    sentence: 'between',
  },
  {
    what: 'first week of a year, whose number some calendars count to the year before',
    now: '2026-12-31T12:00:00Z',
    days: [{ date: '2027-01-05', day: 5, month: 1, weekday: tuesday }],
    sentence: 'on',
  },
  {
    what: 'leap day today',
    now: '2028-02-28T12:00:00Z',
    days: [{ date: '2028-02-29', day: 29, month: 2, weekday: tuesday }],
    sentence: 'today',
  },
  {
    what: 'over a leap day',
    now: '2028-02-20T12:00:00Z',
    days: [{ date: '2028-02-29', day: 29, month: 2, weekday: tuesday }, { date: '2028-03-01', day: 1, month: 3, weekday: wednesday }],
    sentence: 'between',
  },
];

for (const language of ['en', ...Object.keys(packs)]) {
  describe(`K08 dates in ${language}`, () => {
    for (const { what, now, days, year, sentence } of cases) {
      it(what, () => {
        const telling = tellingAt(now, language);
        const [first, last = first] = days as [Day, Day?];
        const pieces = tellWhen(estimateOf({ window: { from: first.date, to: last.date }, timeZone: 'Pacific/Kiritimati' }), telling);
        const dated = pieces.filter(({ date }) => date !== undefined);
        assert.deepEqual(dated.map(({ date }) => date), days.map(({ date }) => date));
        const [before, after] = telling.messages.delivery[sentence].replaceAll(/[[\]]/g, '').split('{date}') as [string, string];
        const text = plainText(pieces);
        assert.ok(text.startsWith(plainSpaces(before)) && text.endsWith(plainSpaces(after)), text);
        days.forEach((day, index) => assertDay(plainText([dated[index] as { text: string }]), day, language));
        assert.equal(/\d{4}/.test(text), year !== undefined, text);
        if (year !== undefined) assert.ok(text.includes(String(year)), text);
      });
    }
  });
}

/** Day, month and weekday, however a language writes them: by name or by number. */
function assertDay(text: string, { day, month, weekday }: Day, language: string): void {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  assert.ok(numbers.includes(day), text);
  const months = ['long', 'short', 'numeric'] as const;
  const names = months.flatMap((form) => [
    new Intl.DateTimeFormat(language, { month: form, timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 15)),
    new Intl.DateTimeFormat(language, { month: form, day: 'numeric', timeZone: 'UTC' })
      .formatToParts(Date.UTC(2026, month - 1, 15)).find(({ type }) => type === 'month')?.value ?? '',
  ]);
  assert.ok(names.some((name) => text.includes(name)), `${text}: ${names.join()}`);
  // 4 January 1970 was a Sunday.
  const weekdays = (['long', 'short', 'narrow'] as const).map((form) =>
    new Intl.DateTimeFormat(language, { weekday: form, timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + weekday)),
  );
  assert.ok(weekdays.some((name) => text.includes(name)), `${text}: ${weekdays.join()}`);
}

function plainSpaces(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
