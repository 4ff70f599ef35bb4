import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isExpired,
  formatAlternativeTime,
  formatWhen,
  formatHeadline,
} from '../../../src/components/delivery-estimate/format-estimate.ts';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { toPlainText } from '../../../src/i18n/format-message.ts';
import { createEstimate } from './support/estimates.ts';
import { normalizeText, formatContextAt } from './support/format-context.ts';

const NOON = '2026-11-23T12:00:00Z';

describe('the headline of an estimate', () => {
  const rows: [what: string, fields: Partial<Estimate>, sentence: string][] = [
    ['today', { window: { from: '2026-11-23', to: '2026-11-23' } }, 'Arrives today, Mon 23 November'],
    ['tomorrow', { window: { from: '2026-11-24', to: '2026-11-24' } }, 'Arrives tomorrow, Tue 24 November'],
    [
      'today or tomorrow',
      { window: { from: '2026-11-23', to: '2026-11-24' } },
      'Arrives today or tomorrow, Mon 23 – Tue 24 November',
    ],
    ['one day [D16]', { window: { from: '2026-11-25', to: '2026-11-25' } }, 'Arrives Wed 25 November'],
    ['a range', { window: { from: '2026-11-25', to: '2026-11-27' } }, 'Arrives Wed 25 – Fri 27 November'],
    ['a day without an upper bound', { window: { from: '2026-12-01' } }, 'Arrives from Tue 1 December'],
    [
      'a range that has begun',
      { window: { from: '2026-11-20', to: '2026-11-25' } },
      'Arrives Mon 23 – Wed 25 November',
    ],
    ['a range that ends today', { window: { from: '2026-11-20', to: '2026-11-23' } }, 'Arrives today, Mon 23 November'],
    [
      'a range over the turn of the year [K08]',
      { window: { from: '2026-12-30', to: '2027-01-04' } },
      'Arrives Wed 30 December 2026 – Mon 4 January 2027',
    ],
    [
      'a day of the next year [K08]',
      { window: { from: '2027-01-04', to: '2027-01-04' } },
      'Arrives Mon 4 January 2027',
    ],
    ['a term', { window: undefined, term: { min: 1, max: 3, unit: 'day' } }, 'Delivery takes from 1 to 3 days'],
    [
      'a term with min above max',
      { window: undefined, term: { min: 3, max: 1, unit: 'day' } },
      'Delivery takes from 1 to 3 days',
    ],
    [
      'a term without an upper bound',
      { window: undefined, term: { min: 1, unit: 'business-day' } },
      'Delivery takes 1 working day or more',
    ],
    [
      'a term with equal min and max',
      { window: undefined, term: { min: 48, max: 48, unit: 'hour' } },
      'Delivery takes 48 hours',
    ],
    ['pickup', { kind: 'collection' }, 'Ready for pickup Wed 25 – Thu 26 November'],
    [
      'in a store, today',
      { kind: 'collection', readyAt: { from: '2026-11-23T12:30:00Z', to: '2026-11-23T13:00:00Z' } },
      'Ready to collect today from 2:00 PM',
    ],
    [
      'in a store, tomorrow',
      { kind: 'collection', readyAt: { from: '2026-11-24T08:00:00Z', to: '2026-11-24T09:00:00Z' } },
      'Ready to collect tomorrow, Tue 24 November, from 10:00 AM',
    ],
    [
      'in a store, another day',
      { kind: 'collection', readyAt: { from: '2026-11-26T08:00:00Z', to: '2026-11-26T09:00:00Z' } },
      'Ready to collect Thu 26 November, from 10:00 AM',
    ],
    [
      'several parcels',
      {
        parcels: [
          { items: ['a'], window: { from: '2026-11-24', to: '2026-11-24' } },
          { items: ['b'], window: { from: '2027-05-09', to: '2027-05-12' } },
        ],
      },
      '2 parcels, the first tomorrow, the last Sun 9 – Wed 12 May 2027',
    ],
    [
      'parcels in any order, of which the last has one day',
      {
        parcels: [
          { items: ['a'], window: { from: '2027-02-18', to: '2027-02-18' } },
          { items: ['b'], window: { from: '2026-11-23', to: '2026-11-23' } },
          { items: ['c'], window: { from: '2026-11-25', to: '2026-11-26' } },
        ],
      },
      '3 parcels, the first today, the last on Thu 18 February 2027',
    ],
    [
      'parcels that arrive at the same time',
      {
        parcels: [
          { items: ['a'], window: { from: '2026-11-25', to: '2026-11-26' } },
          { items: ['b'], window: { from: '2026-11-25', to: '2026-11-26' } },
        ],
      },
      '2 parcels: Wed 25 – Thu 26 November',
    ],
    [
      'a parcel without a last day is the last',
      {
        parcels: [
          { items: ['a'], window: { from: '2026-11-24' } },
          { items: ['b'], window: { from: '2026-11-25', to: '2026-11-25' } },
        ],
      },
      '2 parcels, the first on Wed 25 November, the last from Tue 24 November',
    ],
    ['no window and no term', { window: undefined }, ''],
  ];
  for (const [what, fields, sentence] of rows) {
    it(what, () => {
      const estimate = createEstimate(fields) as Estimate;
      assert.equal(normalizeText(formatHeadline(estimate, formatContextAt(NOON))), sentence);
    });
  }

  it('dates are strong and have their civil date', () => {
    const runs = formatHeadline(createEstimate(), formatContextAt(NOON));
    assert.deepEqual(
      runs.map(({ date, strong }) => [date, strong]),
      [
        [undefined, undefined],
        ['2026-11-25', true],
        [undefined, true],
        ['2026-11-26', true],
      ],
    );
  });

  const cart: Partial<Estimate> = {
    parcels: [
      { items: ['a'], window: { from: '2026-11-24', to: '2026-11-24' } },
      { items: ['b'], window: { from: '2026-11-25', to: '2026-11-26' } },
      { items: ['c'], window: { from: '2026-12-01', to: '2026-12-01' } },
    ],
  };
  const carts: Record<string, string> = {
    de: '3 Pakete, das erste morgen, das letzte am Di., 1. Dezember',
    fr: '3 colis, le premier demain, le dernier le mar. 1 décembre',
    it: '3 pacchi, il primo domani, l’ultimo mar 1 dicembre',
    es: '3 paquetes, el primero mañana, el último el mar, 1 de diciembre',
    nl: '3 pakketten, het eerste morgen, het laatste op di 1 december',
    pl: '3 paczki: pierwsza jutro, ostatnia wt., 1 grudnia',
    ru: '3 посылки: первая завтра, последняя вт, 1 декабря',
    uk: '3 посилки: перша завтра, остання вт, 1 грудня',
    ar: '3 شحنات، الأولى غدًا والأخيرة يوم الثلاثاء، 1 ديسمبر',
    he: '3 חבילות, הראשונה מחר, האחרונה ביום ג׳, 1 בדצמבר',
    ja: 'お荷物3個：最初は明日、最後は12月1日（火）',
  };
  for (const [language, sentence] of Object.entries(carts)) {
    it(`several parcels: ${language}`, () => {
      assert.equal(normalizeText(formatHeadline(createEstimate(cart), formatContextAt(NOON, language))), sentence);
    });
  }

  it('"today" is the current day at the destination [K02]', () => {
    // The civil date differs between these zones at each of the instants.
    const formatAt = (now: string, timeZone: string) =>
      normalizeText(
        formatHeadline(
          createEstimate({ timeZone, window: { from: '2026-11-24', to: '2026-11-24' } }),
          formatContextAt(now),
        ),
      );
    assert.equal(formatAt('2026-11-23T15:00:00Z', 'Asia/Vladivostok'), 'Arrives today, Tue 24 November');
    assert.equal(formatAt('2026-11-23T15:00:00Z', 'Europe/Moscow'), 'Arrives tomorrow, Tue 24 November');
    assert.equal(formatAt('2026-11-23T09:00:00Z', 'Pacific/Honolulu'), 'Arrives Tue 24 November');
    assert.equal(formatAt('2026-11-23T11:00:00Z', 'Pacific/Kiritimati'), 'Arrives today, Tue 24 November');
  });

  it('formatWhen returns the date without a sentence', () => {
    const formatBrief = (fields: Partial<Estimate>) =>
      normalizeText(formatWhen(createEstimate(fields) as Estimate, formatContextAt(NOON)));
    assert.equal(formatBrief({}), 'Wed 25 – Thu 26 November');
    assert.equal(formatBrief({ window: undefined, term: { min: 1, max: 2, unit: 'day' } }), 'from 1 to 2 days');
    assert.equal(formatBrief({ readyAt: { from: NOON, to: '2026-11-24T09:00:00Z' } }), 'Tue 24 November at 10:00 AM');
    assert.equal(formatBrief({ window: undefined }), '');
  });

  const alternativeTimes: [fields: Partial<Estimate>, text: string, dates: string[]][] = [
    [{ window: { from: '2026-11-23', to: '2026-11-23' } }, 'today', ['2026-11-23']],
    [{ window: { from: '2026-11-20', to: '2026-11-23' } }, 'today', ['2026-11-23']],
    [{ window: { from: '2026-11-24', to: '2026-11-24' } }, 'tomorrow', ['2026-11-24']],
    [{ window: { from: '2026-11-23', to: '2026-11-24' } }, 'Mon 23 – Tue 24 November', ['2026-11-23', '2026-11-24']],
    [{}, 'Wed 25 – Thu 26 November', ['2026-11-25', '2026-11-26']],
    [{ window: { from: '2026-12-01' } }, 'from Tue 1 December', ['2026-12-01']],
    [{ window: undefined, term: { min: 1, max: 2, unit: 'day' } }, 'from 1 to 2 days', []],
    [
      { window: { from: '2026-11-23', to: '2026-11-23' }, readyAt: { from: NOON, to: '2026-11-23T13:00:00Z' } },
      'today from 2:00 PM',
      [],
    ],
    [
      { readyAt: { from: NOON, to: '2026-11-24T09:00:00Z' } },
      'tomorrow, Tue 24 November, from 10:00 AM',
      ['2026-11-24'],
    ],
  ];
  for (const [fields, text, dates] of alternativeTimes) {
    it(`the time of an alternative: ${text}`, () => {
      const runs = formatAlternativeTime(createEstimate(fields), formatContextAt(NOON));
      assert.equal(normalizeText(runs), text);
      assert.deepEqual(
        runs.flatMap(({ date }) => date ?? []),
        dates,
      );
      assert.ok(runs.every(({ strong }) => strong));
    });
  }

  const expiries: [what: string, fields: Partial<Estimate>, expiry: string | undefined][] = [
    ['the cut-off', { orderBy: '2026-11-23T14:00:00Z' }, '2026-11-23T14:00:00Z'],
    ['validUntil', { validUntil: '2026-11-23T14:00:00+01:00' }, '2026-11-23T13:00:00Z'],
    [
      'the earlier of both',
      { orderBy: '2026-11-23T14:00:00Z', validUntil: '2026-11-23T13:00:00Z' },
      '2026-11-23T13:00:00Z',
    ],
    ['the end of readyAt', { readyAt: { from: NOON, to: '2026-11-23T15:00:00Z' } }, '2026-11-23T15:00:00Z'],
    ['the last day at the destination', {}, '2026-11-26T23:00:00Z'],
    ['no time, if it has a term', { window: undefined, term: { min: 1, unit: 'day' } }, undefined],
  ];
  for (const [what, fields, expiry] of expiries) {
    it(`an estimate expires at ${what}`, () => {
      const estimate = createEstimate(fields) as Estimate;
      if (expiry === undefined) {
        assert.equal(isExpired(estimate, Date.parse('2036-01-01T00:00:00Z')), false);
        return;
      }
      assert.equal(isExpired(estimate, Date.parse(expiry) - 1), false);
      assert.equal(isExpired(estimate, Date.parse(expiry)), true);
    });
  }

  it('the headline has no thin spaces, in which engines differ', () => {
    assert.doesNotMatch(toPlainText(formatHeadline(createEstimate(), formatContextAt(NOON))), /\u2009/);
  });
});
