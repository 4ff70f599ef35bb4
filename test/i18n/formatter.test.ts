import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toPlainText } from '../../src/i18n/format-message.ts';
import { formattedRanges } from './formatted-ranges.ts';
import { otherLanguages } from '../support/language-packs.ts';
import { getFormatter, parseLanguageTag, toMajorUnits, readerTimeZone } from '../../src/i18n/formatter.ts';

const en = getFormatter('en');
const TODAY = '2026-11-23';
const plainSpaces = (text: string): string => text.replaceAll(/[\s\u200e\u200f]+/g, ' ');

describe('dates of a formatter', () => {
  it('formats one day as one date [D16]', () => {
    assert.deepEqual(en.dates('2026-11-25', '2026-11-25', TODAY), [{ text: 'Wed 25 November', date: '2026-11-25' }]);
  });

  it('names both ends of a range', () => {
    const runs = en.dates('2026-11-25', '2026-11-27', TODAY);
    assert.deepEqual(
      runs.map(({ date }) => date),
      ['2026-11-25', undefined, '2026-11-27'],
    );
    assert.equal(toPlainText(runs), 'Wed 25 – Fri 27 November');
  });

  for (const [from, to, today, hasYear] of [
    ['2026-12-30', '2026-12-31', '2026-11-23', false],
    ['2026-12-30', '2027-01-02', '2026-11-23', true],
    ['2027-01-02', '2027-01-02', '2026-12-31', true],
    ['2027-01-02', '2027-01-02', '2027-01-01', false],
  ] as const) {
    it(`adds the year if it is not the current one: ${from}..${to} on ${today} [K08]`, () => {
      assert.equal(/20\d\d/.test(toPlainText(en.dates(from, to, today))), hasYear);
    });
  }

  it('are not shifted by the zone of the machine [K02]', () => {
    for (const date of ['2026-01-01', '2026-06-30', '2028-02-29', '2026-12-31', '1970-01-01', '2199-12-31']) {
      const [run] = en.dates(date, date, date);
      assert.equal(run?.date, date);
      assert.match(run?.text ?? '', new RegExp(`\\D${Number(date.slice(8))} `));
    }
  });

  it('stay different for more days than the cache holds', () => {
    const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    const format = (index: number): string => toPlainText(en.dates(day(index), day(index), TODAY));
    const first = Array.from({ length: 1000 }, (_, index) => format(index));
    assert.equal(new Set(first).size, 1000);
    assert.deepEqual(
      Array.from({ length: 1000 }, (_, index) => format(index)),
      first,
    );
  });
});

describe('ranges of a formatter', () => {
  for (const [language, from, to, text] of formattedRanges) {
    it(`have a shared month and year once: ${language} ${from}..${to}`, () => {
      assert.equal(plainSpaces(toPlainText(getFormatter(language).dates(from, to, TODAY))), text);
    });
  }

  it('have the style of one date, in every language', () => {
    for (const language of ['en', ...otherLanguages]) {
      const { dates } = getFormatter(language);
      const single = toPlainText(dates('2026-12-04', '2026-12-04', TODAY));
      assert.equal(toPlainText(dates('2026-11-30', '2026-12-04', TODAY)).endsWith(single), true, language);
      assert.doesNotMatch(single, /[()]/, language);
    }
  });

  it('have the dash with the first date, so that no line begins with it', () => {
    for (const language of ['en', ...otherLanguages]) {
      const [first, ...others] = getFormatter(language).dates('2026-12-02', '2026-12-04', TODAY);
      assert.match(first?.text ?? '', /[–～]$/, language);
      assert.doesNotMatch(toPlainText(others), /[–～]/, language);
    }
  });

  it('of numbers and texts have the dash of the language', () => {
    assert.deepEqual(
      ['en', 'de', 'ja'].map((language) => getFormatter(language).range(['3', '5'])),
      ['3–5', '3–5', '3～5'],
    );
    assert.equal(getFormatter('ja').range(['9:00', '18:00']), '9:00～18:00');
  });
});

describe('times of a formatter', () => {
  it('are local to the time zone', () => {
    assert.equal(plainSpaces(en.time('2026-11-23T13:00:00Z', 'Europe/Berlin')), '2:00 PM');
    assert.equal(plainSpaces(en.dayAndTime('2026-11-23T23:30:00Z', 'Europe/Berlin')), 'Tue 24 November at 12:30 AM');
    assert.match(
      plainSpaces(en.zonedDayAndTime('2026-11-23T13:00:00Z', 'Asia/Vladivostok')),
      /^Mon 23 November at 11:00 PM GMT\+10$/,
    );
  });

  it('of day have no zone, and 24:00 is midnight', () => {
    assert.equal(plainSpaces(en.timeOfDay('09:05')), '9:05 AM');
    assert.equal(plainSpaces(en.timeOfDay('24:00')), plainSpaces(en.timeOfDay('00:00')));
    assert.equal(getFormatter('de').timeOfDay('18:30'), '18:30');
  });

  it('count weekdays from Monday', () => {
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7].map(en.weekday), ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  });

  it('accept the zone of the reader', () =>
    assert.doesNotThrow(() => en.time('2026-11-23T13:00:00Z', readerTimeZone())));
});

describe('money of a formatter', () => {
  // The minor unit is that of ISO 4217; the shown decimals are those of Intl.
  const rows: [amount: number, currency: string, major: number, text: string][] = [
    [490, 'EUR', 4.9, '€4.90'],
    [0, 'EUR', 0, '€0.00'],
    [-250, 'EUR', -2.5, '-€2.50'],
    [490, 'JPY', 490, '¥490'],
    [4900, 'KWD', 4.9, 'KWD 4.900'],
    [990_000, 'HUF', 9900, 'HUF 9,900'],
    [1_500_000, 'IDR', 15_000, 'IDR 15,000'],
    [990_000, 'COP', 9900, 'COP 9,900'],
    [25_000, 'ISK', 25_000, 'ISK 25,000'],
    [990, 'XYZ', 9.9, 'XYZ 9.90'],
  ];
  for (const [amount, currency, major, text] of rows) {
    it(`formats ${amount} ${currency} as ${text}`, () => {
      assert.equal(toMajorUnits({ amount, currency }), major);
      assert.equal(plainSpaces(en.money({ amount, currency })), text);
    });
  }

  it('follows the country of the locale', () => {
    assert.equal(plainSpaces(getFormatter('de').money({ amount: 123_490, currency: 'EUR' })), '1.234,90 €');
    assert.equal(plainSpaces(getFormatter('de-AT').money({ amount: 490, currency: 'EUR' })), '€ 4,90');
  });
});

describe('a formatter', () => {
  it('selects the plural form of a number, or `other`', () => {
    const forms = { one: 'день', few: 'дня', other: 'дней' };
    assert.deepEqual(
      [1, 2, 5, 11, 21, 22].map((count) => getFormatter('ru').plural(forms, count)),
      ['день', 'дня', 'дней', 'дней', 'день', 'дня'],
    );
  });

  it('joins a list', () => {
    assert.equal(en.list(['Blue mug', 'Red mug', 'Plate']), 'Blue mug, Red mug, and Plate');
    assert.equal(en.list([]), '');
  });

  it('adapts the "and" of a list to the next word', () => {
    assert.equal(getFormatter('es').list(['Ana', 'Inés']), 'Ana e Inés');
  });

  it('names countries, and shows the code of unknown ones', () => {
    assert.equal(en.country('de'), 'Germany');
    assert.equal(en.country('QQ'), 'QQ');
  });

  it('derives the direction from the script', () => {
    const rightToLeft = ['ar', 'ar-EG', 'he', 'fa', 'ur', 'ckb', 'dv', 'yi', 'az-Arab'];
    const leftToRight = ['en', 'ja', 'ru', 'az', 'ku', 'tlh'];
    assert.deepEqual(
      rightToLeft.map((tag) => getFormatter(tag).direction),
      rightToLeft.map(() => 'rtl'),
    );
    assert.deepEqual(
      leftToRight.map((tag) => getFormatter(tag).direction),
      leftToRight.map(() => 'ltr'),
    );
  });

  it('accepts every language tag, and parseLanguageTag rejects other texts [D22]', () => {
    for (const tag of ['de', 'de-AT', 'zh-Hant-TW', 'th-TH-u-ca-buddhist', 'xx-invalid', 'en-x-private']) {
      assert.equal(parseLanguageTag(tag), tag);
      assert.doesNotThrow(() => getFormatter(tag).dates('2026-11-25', '2026-11-27', TODAY));
    }
    for (const tag of ['', '*', 'e', 'en-', '-', 'x', '🙂', 'de DE', 'constructor'.repeat(9)]) {
      assert.equal(parseLanguageTag(tag), undefined, tag);
    }
  });

  it('B4: a language is read from what other systems print, and a name is none', () => {
    const printed: [text: string, tag: string][] = [
      ['de_DE', 'de-DE'],
      ['EN-us', 'en-US'],
      ['iw', 'he'],
      ['in', 'id'],
      ['ji', 'yi'],
      ['iw_IL', 'he-IL'],
      ['zh_Hant_TW', 'zh-Hant-TW'],
      ['de-DE.UTF-8', 'de-DE'],
      ['de_DE@euro', 'de-DE'],
      [' fr ', 'fr'],
    ];
    for (const [text, tag] of printed) {
      assert.equal(parseLanguageTag(text), tag);
      assert.doesNotThrow(() => getFormatter(tag).number(1));
    }
    for (const text of ['english', 'Deutsch', 'POSIX', 'C', 'undefined', 'null', 'de-', '日本語'])
      assert.equal(parseLanguageTag(text), undefined, text);
  });

  it('exists once for each locale', () => assert.equal(getFormatter('pl'), getFormatter('pl')));
});
