import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveCountdown } from '../../../src/components/delivery-estimate/countdown.ts';
import fc from '../../support/fast-check.ts';
import { createEstimate } from './support/estimates.ts';
import { otherLanguages } from '../../support/language-packs.ts';
import { formatContextAt } from './support/format-context.ts';

const ORDER_BY = '2026-11-23T14:00:00Z';
const MINUTE = 60_000;
const estimate = createEstimate({ orderBy: ORDER_BY });

/** The countdown `msBefore` milliseconds before the cut-off. */
function countdownAt(msBefore: number, language = 'en') {
  return deriveCountdown(estimate, formatContextAt(new Date(Date.parse(ORDER_BY) - msBefore).toISOString(), language));
}

describe('deriveCountdown', () => {
  // The countdown ends a minute before the cut-off: sending an order takes time.
  const rows: [what: string, msBefore: number, text: string | undefined][] = [
    ['a day and more', 24 * 60 * MINUTE + MINUTE, undefined],
    ['a day, less the margin', 24 * 60 * MINUTE, 'Order within 23 hr 59 min'],
    ['hours and minutes', 134 * MINUTE, 'Order within 2 hr 13 min'],
    ['rounded down', 134 * MINUTE - 1, 'Order within 2 hr 12 min'],
    ['whole hours', 121 * MINUTE, 'Order within 2 hr'],
    ['less than an hour', 60 * MINUTE, 'Order within 59 min'],
    ['the last counted minute', 2 * MINUTE, 'Order within 1 min'],
    ['less than two minutes', 2 * MINUTE - 1, undefined],
    ['the margin', MINUTE, undefined],
    ['the cut-off', 0, undefined],
    ['a minute after the cut-off', -MINUTE, undefined],
    ['a day after the cut-off', -86_400_000, undefined],
  ];
  for (const [what, msBefore, text] of rows) {
    it(what, () => assert.equal(countdownAt(msBefore).text?.replaceAll(/\s/g, ' '), text));
  }

  it('an estimate without a cut-off has no countdown', () => {
    assert.deepEqual(deriveCountdown(createEstimate(), formatContextAt(ORDER_BY)), { changesAt: Infinity });
  });

  it('the countdown is never 0 or negative, and has the time of its next change [K04]', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 }), (msBefore) => {
        const now = Date.parse(ORDER_BY) - msBefore;
        const { text, changesAt } = countdownAt(msBefore);
        assert.ok(changesAt > now);
        if (text !== undefined) assert.doesNotMatch(text, /(^|\D)0\D|-/);
        if (changesAt === Infinity) return;
        assert.equal(countdownAt(Date.parse(ORDER_BY) - (changesAt - 1)).text, text, 'unchanged before changesAt');
        assert.notEqual(countdownAt(Date.parse(ORDER_BY) - changesAt).text, text, 'changed at changesAt');
      }),
    );
  });

  const durations: Record<string, string> = {
    de: 'Bestellen Sie innerhalb von 2 Std. 13 Min.',
    fr: 'Commandez dans les 2 h 13 min',
    it: 'Ordina entro 2 h 13 min',
    es: 'Haz tu pedido en menos de 2 h 13 min',
    nl: 'Bestel binnen 2 uur en 13 min',
    pl: 'Zamów w ciągu 2 godz. 13 min',
    ru: 'Закажите в течение 2 ч 13 мин',
    uk: 'Замовте протягом 2 год 13 хв',
    ar: 'الوقت المتبقي للطلب: ساعتان و13 دقيقة',
    he: 'הזמינו תוך שעתיים ו־13 דק׳',
    ja: '2時間13分以内にご注文ください',
  };
  for (const [language, text] of Object.entries(durations)) {
    it(`the time left is written as the language writes it: ${language}`, () =>
      assert.equal(countdownAt(134 * MINUTE, language).text, text));
  }

  for (const language of otherLanguages) {
    it(`the countdown in ${language} has hours and minutes`, () => {
      const text = countdownAt(194 * MINUTE, language).text ?? '';
      assert.match(text, /3.*13/);
      assert.doesNotMatch(text, /[{}[\]]|Order within/);
    });
  }
});
