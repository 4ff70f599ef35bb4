import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textOf } from '../../src/i18n/fill.ts';
import { formatFor, isLanguageTag, majorUnits, readerTimeZone } from '../../src/i18n/format.ts';

const en = formatFor('en');
const TODAY = '2026-11-23';
const plainSpaces = (text: string): string => text.replaceAll(/[\s\u200e\u200f]+/g, ' ');

describe('dates', () => {
  it('D16 one day is one date', () => {
    assert.deepEqual(en.dates('2026-11-25', '2026-11-25', TODAY), [{ text: 'Wed, November 25', date: '2026-11-25' }]);
  });

  it('a range names both its ends', () => {
    const pieces = en.dates('2026-11-25', '2026-11-27', TODAY);
    assert.deepEqual(pieces.map(({ date }) => date), ['2026-11-25', undefined, '2026-11-27']);
    assert.equal(textOf(pieces), 'Wed, November 25 – Fri, November 27');
  });

  for (const [from, to, today, isSaid] of [
    ['2026-12-30', '2026-12-31', '2026-11-23', false],
    ['2026-12-30', '2027-01-02', '2026-11-23', true],
    ['2027-01-02', '2027-01-02', '2026-12-31', true],
    ['2027-01-02', '2027-01-02', '2027-01-01', false],
  ] as const) {
    it(`K08 the year is said where it is not this one: ${from}..${to} on ${today}`, () => {
      assert.equal(/20\d\d/.test(textOf(en.dates(from, to, today))), isSaid);
    });
  }

  it('K02 no zone of this machine shifts a day', () => {
    for (const date of ['2026-01-01', '2026-06-30', '2028-02-29', '2026-12-31', '1970-01-01', '2199-12-31']) {
      const [piece] = en.dates(date, date, date);
      assert.equal(piece?.date, date);
      assert.match(piece?.text ?? '', new RegExp(`\\D${Number(date.slice(8))}$`));
    }
  });

  it('a thousand different days are told apart, though not all are kept', () => {
    const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    const tell = (index: number): string => textOf(en.dates(day(index), day(index), TODAY));
    const first = Array.from({ length: 1000 }, (_, index) => tell(index));
    assert.equal(new Set(first).size, 1000);
    assert.deepEqual(Array.from({ length: 1000 }, (_, index) => tell(index)), first);
  });
});

describe('times', () => {
  it('are those of a place', () => {
    assert.equal(plainSpaces(en.time('2026-11-23T13:00:00Z', 'Europe/Berlin')), '2:00 PM');
    assert.equal(plainSpaces(en.dayAndTime('2026-11-23T23:30:00Z', 'Europe/Berlin')), 'Tue, November 24 at 12:30 AM');
    assert.match(plainSpaces(en.moment('2026-11-23T13:00:00Z', 'Asia/Vladivostok')), /^Mon, November 23 at 11:00 PM GMT\+10$/);
  });

  it('of a day alone have no zone, and midnight at its end is midnight', () => {
    assert.equal(plainSpaces(en.timeOfDay('09:05')), '9:05 AM');
    assert.equal(plainSpaces(en.timeOfDay('24:00')), plainSpaces(en.timeOfDay('00:00')));
    assert.equal(formatFor('de').timeOfDay('18:30'), '18:30');
  });

  it('weekdays begin on Monday', () => {
    assert.deepEqual([1, 2, 3, 4, 5, 6, 7].map(en.weekday), ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  });

  for (const [minutes, text] of [[1, '1 min'], [59, '59 min'], [60, '1 hr'], [61, '1 hr 1 min'], [1439, '23 hr 59 min'], [0, '0 min']] as const) {
    it(`durations: ${minutes}`, () => assert.equal(plainSpaces(en.duration(minutes)), text));
  }

  it('a reader\'s zone is a zone', () => assert.doesNotThrow(() => en.time('2026-11-23T13:00:00Z', readerTimeZone())));
});

describe('money', () => {
  // ISO 4217 says what the minor unit is; how many decimals are written is another matter.
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
    it(`${amount} ${currency}`, () => {
      assert.equal(majorUnits({ amount, currency }), major);
      assert.equal(plainSpaces(en.money({ amount, currency })), text);
    });
  }

  it('is written as the country writes it', () => {
    assert.equal(plainSpaces(formatFor('de').money({ amount: 123_490, currency: 'EUR' })), '1.234,90 €');
    assert.equal(plainSpaces(formatFor('de-AT').money({ amount: 490, currency: 'EUR' })), '€ 4,90');
  });
});

describe('words', () => {
  it('plural forms are chosen by the number, and fall back to the one that is always there', () => {
    const forms = { one: 'день', few: 'дня', other: 'дней' };
    assert.deepEqual([1, 2, 5, 11, 21, 22].map((count) => formatFor('ru').plural(forms, count)), ['день', 'дня', 'дней', 'дней', 'день', 'дня']);
  });

  it('lists keep the dates that they join', () => {
    const list = en.list([[{ text: 'Tue', date: '2026-11-24' }], [{ text: 'Wed', date: '2026-11-25' }, { text: ' or later' }], [{ text: 'Fri' }]]);
    assert.equal(textOf(list), 'Tue, Wed or later, and Fri');
    assert.deepEqual(list.filter(({ date }) => date).map(({ text }) => text), ['Tue', 'Wed']);
    assert.deepEqual(en.list([]), []);
  });

  it('the "and" of a list minds the word that follows', () => {
    assert.equal(textOf(formatFor('es').list([[{ text: 'Ana' }], [{ text: 'Inés' }]])), 'Ana e Inés');
  });

  it('countries have names, and unknown ones their code', () => {
    assert.equal(en.country('de'), 'Germany');
    assert.equal(en.country('QQ'), 'QQ');
  });

  it('direction comes with the script', () => {
    const rightToLeft = ['ar', 'ar-EG', 'he', 'fa', 'ur', 'ckb', 'dv', 'yi', 'az-Arab'];
    const leftToRight = ['en', 'ja', 'ru', 'az', 'ku', 'tlh'];
    assert.deepEqual(rightToLeft.map((tag) => formatFor(tag).direction), rightToLeft.map(() => 'rtl'));
    assert.deepEqual(leftToRight.map((tag) => formatFor(tag).direction), leftToRight.map(() => 'ltr'));
  });

  it('D22 anything may stand in lang, and only a tag is one', () => {
    for (const tag of ['de', 'de-AT', 'zh-Hant-TW', 'th-TH-u-ca-buddhist', 'xx-invalid', 'en-x-private']) {
      assert.equal(isLanguageTag(tag), true, tag);
      assert.doesNotThrow(() => formatFor(tag).dates('2026-11-25', '2026-11-27', TODAY));
    }
    for (const tag of ['', 'de_DE', '*', 'e', 'en-', '-', 'x', '🙂', 'de DE', 'constructor'.repeat(9)]) {
      assert.equal(isLanguageTag(tag), false, tag);
    }
  });

  it('formatters are made once a language', () => assert.equal(formatFor('pl'), formatFor('pl')));
});
