import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tellCountdown } from '../../../src/components/delivery-estimate/countdown.ts';
import fc from '../../support/fast-check.ts';
import { estimateOf } from './support/estimates.ts';
import { packs } from './support/packs.ts';
import { tellingAt } from './support/telling.ts';

const ORDER_BY = '2026-11-23T14:00:00Z';
const MINUTE = 60_000;
const estimate = estimateOf({ orderBy: ORDER_BY });

/** What is said so many milliseconds before the cut-off. */
function said(msBefore: number, language = 'en') {
  return tellCountdown(estimate, tellingAt(new Date(Date.parse(ORDER_BY) - msBefore).toISOString(), language));
}

describe('countdown', () => {
  // The last minute is not promised: an order takes a moment to arrive.
  const rows: [what: string, msBefore: number, text: string | undefined][] = [
    ['a day and more', 24 * 60 * MINUTE + MINUTE, undefined],
    ['just less than a day', 24 * 60 * MINUTE, 'Order within 23 hr 59 min'],
    ['hours and minutes', 134 * MINUTE, 'Order within 2 hr 13 min'],
    ['rounded down', 134 * MINUTE - 1, 'Order within 2 hr 12 min'],
    ['whole hours', 121 * MINUTE, 'Order within 2 hr'],
    ['less than an hour', 60 * MINUTE, 'Order within 59 min'],
    ['the last minute that is said', 2 * MINUTE, 'Order within 1 min'],
    ['after that', 2 * MINUTE - 1, undefined],
    ['the margin', MINUTE, undefined],
    ['the cut-off', 0, undefined],
    ['beyond it', -MINUTE, undefined],
    ['long beyond it', -86_400_000, undefined],
  ];
  for (const [what, msBefore, text] of rows) {
    it(what, () => assert.equal(said(msBefore).text?.replaceAll(/\s/g, ' '), text));
  }

  it('nothing is counted without a cut-off', () => {
    assert.deepEqual(tellCountdown(estimateOf(), tellingAt(ORDER_BY)), { changesAt: Infinity });
  });

  it('K04 it is never 0 or negative, and says when it changes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 }), (msBefore) => {
        const now = Date.parse(ORDER_BY) - msBefore;
        const { text, changesAt } = said(msBefore);
        assert.ok(changesAt > now);
        if (text !== undefined) assert.doesNotMatch(text, /(^|\D)0\D|-/);
        if (changesAt === Infinity) return;
        assert.equal(said(Date.parse(ORDER_BY) - (changesAt - 1)).text, text, 'the same until then');
        assert.notEqual(said(Date.parse(ORDER_BY) - changesAt).text, text, 'another one from then on');
      }),
    );
  });

  for (const language of Object.keys(packs)) {
    it(`says hours and minutes in ${language}`, () => {
      const text = said(194 * MINUTE, language).text ?? '';
      assert.match(text, /3.*13/);
      assert.doesNotMatch(text, /[{}[\]]|Order within/);
    });
  }
});
