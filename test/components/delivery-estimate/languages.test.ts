import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  formatHeadline,
  type EstimateFormatContext,
} from '../../../src/components/delivery-estimate/format-estimate.ts';
import { createEstimate } from './support/estimates.ts';
import { otherLanguages } from '../../support/language-packs.ts';
import { normalizeText, formatContextAt } from './support/format-context.ts';

type Day = { date: string; day: number; month: number; weekday: number };
type Case = {
  what: string;
  now: string;
  days: Day[];
  year?: number;
  sentence: keyof EstimateFormatContext['messages']['delivery'];
};

const monday = 1;
const [tuesday, wednesday] = [2, 3];

/** Dates and weekdays of a calendar. The destination has the first time zone to begin each day. */
const cases: Case[] = [
  {
    what: 'a range over the turn of the year',
    now: '2026-11-23T12:00:00Z',
    days: [
      { date: '2026-12-30', day: 30, month: 12, weekday: wednesday },
      { date: '2027-01-04', day: 4, month: 1, weekday: monday },
    ],
    year: 2027,
    sentence: 'between',
  },
  {
    what: 'a day in the first week of a year, which some calendars count to the year before',
    now: '2026-12-31T12:00:00Z',
    days: [{ date: '2027-01-05', day: 5, month: 1, weekday: tuesday }],
    sentence: 'on',
  },
  {
    what: 'a leap day',
    now: '2028-02-28T12:00:00Z',
    days: [{ date: '2028-02-29', day: 29, month: 2, weekday: tuesday }],
    sentence: 'today',
  },
  {
    what: 'a range over a leap day',
    now: '2028-02-20T12:00:00Z',
    days: [
      { date: '2028-02-29', day: 29, month: 2, weekday: tuesday },
      { date: '2028-03-01', day: 1, month: 3, weekday: wednesday },
    ],
    sentence: 'between',
  },
];

for (const language of ['en', ...otherLanguages]) {
  describe(`dates in ${language} [K08]`, () => {
    for (const { what, now, days, year, sentence } of cases) {
      it(what, () => {
        const context = formatContextAt(now, language);
        const [first, last = first] = days as [Day, Day?];
        const runs = formatHeadline(
          createEstimate({ window: { from: first.date, to: last.date }, timeZone: 'Pacific/Kiritimati' }),
          context,
        );
        const dateRuns = runs.filter(({ date }) => date !== undefined);
        assert.deepEqual(
          dateRuns.map(({ date }) => date),
          days.map(({ date }) => date),
        );
        const [prefix, suffix] = context.messages.delivery[sentence].replaceAll(/[[\]]/g, '').split('{date}') as [
          string,
          string,
        ];
        const text = normalizeText(runs);
        assert.ok(text.startsWith(plainSpaces(prefix)) && text.endsWith(plainSpaces(suffix)), text);
        days.forEach((day, index) => assertDay(normalizeText([dateRuns[index] as { text: string }]), day, language));
        assert.equal(/\d{4}/.test(text), year !== undefined, text);
        if (year !== undefined) assert.ok(text.includes(String(year)), text);
      });
    }
  });
}

/** Expects day, month and weekday in a text, by name or by number. */
function assertDay(text: string, { day, month, weekday }: Day, language: string): void {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  assert.ok(numbers.includes(day), text);
  const forms = ['long', 'short', 'numeric'] as const;
  const names = forms.flatMap((form) => [
    new Intl.DateTimeFormat(language, { month: form, timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 15)),
    new Intl.DateTimeFormat(language, { month: form, day: 'numeric', timeZone: 'UTC' })
      .formatToParts(Date.UTC(2026, month - 1, 15))
      .find(({ type }) => type === 'month')?.value ?? '',
  ]);
  assert.ok(
    names.some((name) => text.includes(name)),
    `${text}: ${names.join()}`,
  );
  // 4 January 1970 was a Sunday.
  const weekdays = (['long', 'short', 'narrow'] as const).map((form) =>
    new Intl.DateTimeFormat(language, { weekday: form, timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + weekday)),
  );
  assert.ok(
    weekdays.some((name) => text.includes(name)),
    `${text}: ${weekdays.join()}`,
  );
}

function plainSpaces(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
