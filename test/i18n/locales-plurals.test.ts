import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMessage, formatMessageText, toPlainText } from '../../src/i18n/format-message.ts';
import { getFormatter } from '../../src/i18n/formatter.ts';
import ar from '../../src/i18n/locales/ar/estimate.ts';
import he from '../../src/i18n/locales/he/estimate.ts';
import pl from '../../src/i18n/locales/pl/estimate.ts';
import ru from '../../src/i18n/locales/ru/estimate.ts';
import uk from '../../src/i18n/locales/uk/estimate.ts';
import type { EstimateMessages, PluralForms } from '../../src/i18n/messages.ts';

const counts = [1, 2, 3, 5, 11, 21, 22, 25, 101];

/**
 * The forms of a grammar book. `like`: for each count, the number that has the same form. `forms`: the
 * forms of those numbers, ascending. `#` is the number, `_` the form. A range begins at 0.
 */
type Grammar = { pack: EstimateMessages; like: number[]; rows: [message: string, sentence: string, forms: string][] };

const grammars: Grammar[] = [
  {
    pack: ru,
    like: [1, 2, 2, 5, 5, 1, 2, 5, 1],
    rows: [
      ['term.range.day', 'от 0 до # _', 'дня|дней|дней'],
      ['term.range.businessDay', 'от 0 до # _', 'рабочего дня|рабочих дней|рабочих дней'],
      ['term.range.hour', 'от 0 до # _', 'часа|часов|часов'],
      ['term.exact.day', '# _', 'день|дня|дней'],
      ['term.exact.businessDay', '# _', 'рабочий день|рабочих дня|рабочих дней'],
      ['term.exact.hour', '# _', 'час|часа|часов'],
      ['term.atLeast.day', 'от # _', 'дня|дней|дней'],
      ['term.atLeast.businessDay', 'от # _', 'рабочего дня|рабочих дней|рабочих дней'],
      ['term.atLeast.hour', 'от # _', 'часа|часов|часов'],
      ['parcels', '# _', 'посылка|посылки|посылок'],
      ['options', '# _ доставки', 'вариант|варианта|вариантов'],
    ],
  },
  {
    pack: uk,
    like: [1, 2, 2, 5, 5, 1, 2, 5, 1],
    rows: [
      ['term.range.day', 'від 0 до # _', 'дня|днів|днів'],
      ['term.range.businessDay', 'від 0 до # _', 'робочого дня|робочих днів|робочих днів'],
      ['term.range.hour', 'від 0 до # _', 'години|годин|годин'],
      ['term.exact.day', '# _', 'день|дні|днів'],
      ['term.exact.businessDay', '# _', 'робочий день|робочі дні|робочих днів'],
      ['term.exact.hour', '# _', 'година|години|годин'],
      ['term.atLeast.day', 'від # _', 'дня|днів|днів'],
      ['term.atLeast.businessDay', 'від # _', 'робочого дня|робочих днів|робочих днів'],
      ['term.atLeast.hour', 'від # _', 'години|годин|годин'],
      ['parcels', '# _', 'посилка|посилки|посилок'],
      ['options', '# _ доставки', 'варіант|варіанти|варіантів'],
    ],
  },
  {
    pack: pl,
    like: [1, 2, 2, 5, 5, 5, 2, 5, 5],
    rows: [
      ['term.range.day', 'od 0 do # _', 'dnia|dni|dni'],
      ['term.range.businessDay', 'od 0 do # _', 'dnia roboczego|dni roboczych|dni roboczych'],
      ['term.range.hour', 'od 0 do # _', 'godziny|godzin|godzin'],
      ['term.exact.day', '# _', 'dzień|dni|dni'],
      ['term.exact.businessDay', '# _', 'dzień roboczy|dni robocze|dni roboczych'],
      ['term.exact.hour', '# _', 'godzina|godziny|godzin'],
      ['term.atLeast.day', 'od # _', 'dnia|dni|dni'],
      ['term.atLeast.businessDay', 'od # _', 'dnia roboczego|dni roboczych|dni roboczych'],
      ['term.atLeast.hour', 'od # _', 'godziny|godzin|godzin'],
      ['parcels', '# _', 'paczka|paczki|paczek'],
      ['options', '# _ dostawy', 'opcja|opcje|opcji'],
    ],
  },
  {
    pack: ar,
    like: [1, 2, 3, 3, 11, 11, 11, 11, 100],
    rows: [
      ['term.range.day', '_', 'من 0 إلى # يوم|يومان كحد أقصى|من 0 إلى # أيام|من 0 إلى # يومًا|من 0 إلى # يوم'],
      [
        'term.range.businessDay',
        '_',
        'من 0 إلى # يوم عمل|يوما عمل كحد أقصى|من 0 إلى # أيام عمل|من 0 إلى # يوم عمل|من 0 إلى # يوم عمل',
      ],
      ['term.range.hour', '_', 'من 0 إلى # ساعة|ساعتان كحد أقصى|من 0 إلى # ساعات|من 0 إلى # ساعة|من 0 إلى # ساعة'],
      ['term.exact.day', '_', 'يوم واحد|يومان|# أيام|# يومًا|# يوم'],
      ['term.exact.businessDay', '_', 'يوم عمل واحد|يوما عمل|# أيام عمل|# يوم عمل|# يوم عمل'],
      ['term.exact.hour', '_', 'ساعة واحدة|ساعتان|# ساعات|# ساعة|# ساعة'],
      ['term.atLeast.day', '_ على الأقل', 'يوم واحد|يومان|# أيام|# يومًا|# يوم'],
      ['term.atLeast.businessDay', '_ على الأقل', 'يوم عمل واحد|يوما عمل|# أيام عمل|# يوم عمل|# يوم عمل'],
      ['term.atLeast.hour', '_ على الأقل', 'ساعة واحدة|ساعتان|# ساعات|# ساعة|# ساعة'],
      ['parcels', '_', 'شحنة واحدة|شحنتان|# شحنات|# شحنة|# شحنة'],
      ['options', '_', 'خيار توصيل واحد|خيارا توصيل|# خيارات توصيل|# خيار توصيل|# خيار توصيل'],
    ],
  },
  {
    pack: he,
    like: [1, 2, 3, 3, 3, 3, 3, 3, 3],
    rows: [
      ['term.range.day', '0 עד # _', 'יום|ימים|ימים'],
      ['term.range.businessDay', '0 עד # _ עסקים', 'יום|ימי|ימי'],
      ['term.range.hour', '0 עד # _', 'שעה|שעות|שעות'],
      ['term.exact.day', '_', 'יום אחד|יומיים|# ימים'],
      ['term.exact.businessDay', '_', 'יום עסקים אחד|# ימי עסקים|# ימי עסקים'],
      ['term.exact.hour', '_', 'שעה אחת|שעתיים|# שעות'],
      ['term.atLeast.day', 'לפחות _', 'יום אחד|יומיים|# ימים'],
      ['term.atLeast.businessDay', 'לפחות _', 'יום עסקים אחד|# ימי עסקים|# ימי עסקים'],
      ['term.atLeast.hour', 'לפחות _', 'שעה אחת|שעתיים|# שעות'],
      ['parcels', '_', 'חבילה אחת|# חבילות|# חבילות'],
      ['options', '_', 'אפשרות משלוח אחת|# אפשרויות משלוח|# אפשרויות משלוח'],
    ],
  },
];

for (const { pack, like, rows } of grammars) {
  describe(`plural forms: ${pack.language}`, () => {
    const models = [...new Set(like)].sort((a, b) => a - b);
    for (const [path, sentence, forms] of rows) {
      it(path, () => {
        const formAfter = new Map(forms.split('|').map((form, index) => [models[index], form]));
        assert.equal(formAfter.size, models.length);
        const expected = counts.map((count, index) =>
          sentence.replace('_', formAfter.get(like[index]) ?? '').replace('#', String(count)),
        );
        assert.deepEqual(
          counts.map((count) => formatCount(pack, path, count)),
          expected,
        );
      });
    }
  });
}

describe('a sentence with a date', () => {
  const expected: [EstimateMessages, string][] = [
    [ru, 'Доставка: вт, 1 декабря'],
    [uk, 'Доставка: вт, 1 грудня'],
    [pl, 'Dostawa: wt., 1 grudnia'],
    [ar, 'التوصيل يوم الثلاثاء، 1 ديسمبر'],
    [he, 'אספקה ביום ג׳, 1 בדצמבר'],
  ];
  for (const [pack, sentence] of expected) {
    it(`is grammatical in ${pack.language}`, () => {
      const date = getFormatter(pack.language).dates('2026-12-01', '2026-12-01', '2026-11-23');
      assert.equal(toPlainText(formatMessage(pack.delivery.on, { date })), sentence);
    });
  }
});

function formatCount(pack: EstimateMessages, path: string, count: number): string {
  const step = (group: unknown, name: string): unknown => (group as Record<string, unknown>)[name];
  const message = path.split('.').reduce(step, pack) as PluralForms;
  const number = String(count);
  const min = path.startsWith('term.range') ? '0' : number;
  return formatMessageText(getFormatter(pack.language).plural(message, count), {
    min,
    max: number,
    count: number,
    list: '…',
  });
}
