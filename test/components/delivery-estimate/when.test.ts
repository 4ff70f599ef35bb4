import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isExpired, tellBriefly, tellWhen } from '../../../src/components/delivery-estimate/when.ts';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { textOf } from '../../../src/i18n/fill.ts';
import { estimateOf } from './support/estimates.ts';
import { plainText, tellingAt } from './support/telling.ts';

const NOON = '2026-11-23T12:00:00Z';

describe('when it arrives', () => {
  const rows: [what: string, estimate: Partial<Estimate>, sentence: string][] = [
    ['today', { window: { from: '2026-11-23', to: '2026-11-23' } }, 'Arrives today, Mon, November 23'],
    ['tomorrow', { window: { from: '2026-11-24', to: '2026-11-24' } }, 'Arrives tomorrow, Tue, November 24'],
    ['today or tomorrow', { window: { from: '2026-11-23', to: '2026-11-24' } }, 'Arrives today or tomorrow, Mon, November 23 – Tue, November 24'],
    ['D16 one day', { window: { from: '2026-11-25', to: '2026-11-25' } }, 'Arrives Wed, November 25'],
    ['a range', { window: { from: '2026-11-25', to: '2026-11-27' } }, 'Arrives Wed, November 25 – Fri, November 27'],
    ['from a day on', { window: { from: '2026-12-01' } }, 'Arrives from Tue, December 1'],
    ['a range that has begun', { window: { from: '2026-11-20', to: '2026-11-25' } }, 'Arrives Mon, November 23 – Wed, November 25'],
    ['a range that ends today', { window: { from: '2026-11-20', to: '2026-11-23' } }, 'Arrives today, Mon, November 23'],
    ['K08 over the year', { window: { from: '2026-12-30', to: '2027-01-04' } }, 'Arrives Wed, December 30, 2026 – Mon, January 4, 2027'],
    ['K08 next year', { window: { from: '2027-01-04', to: '2027-01-04' } }, 'Arrives Mon, January 4, 2027'],
    ['a term', { window: undefined, term: { min: 1, max: 3, unit: 'day' } }, 'Delivery takes from 1 to 3 days'],
    ['a term the wrong way round', { window: undefined, term: { min: 3, max: 1, unit: 'day' } }, 'Delivery takes from 1 to 3 days'],
    ['a term without bound', { window: undefined, term: { min: 1, unit: 'business-day' } }, 'Delivery takes 1 working day or more'],
    ['a term of one number', { window: undefined, term: { min: 48, max: 48, unit: 'hour' } }, 'Delivery takes 48 hours'],
    ['pickup', { kind: 'collection' }, 'Ready for pickup Wed, November 25 – Thu, November 26'],
    [
      'in a store, today',
      { kind: 'collection', readyAt: { from: '2026-11-23T12:30:00Z', to: '2026-11-23T13:00:00Z' } },
      'Ready to collect today from 2:00 PM',
    ],
    [
      'in a store, tomorrow',
      { kind: 'collection', readyAt: { from: '2026-11-24T08:00:00Z', to: '2026-11-24T09:00:00Z' } },
      'Ready to collect tomorrow, Tue, November 24, from 10:00 AM',
    ],
    [
      'in a store, another day',
      { kind: 'collection', readyAt: { from: '2026-11-26T08:00:00Z', to: '2026-11-26T09:00:00Z' } },
      'Ready to collect Thu, November 26, from 10:00 AM',
    ],
    [
      'several parcels',
      {
        parcels: [
          { items: ['a'], window: { from: '2026-11-24', to: '2026-11-24' } },
          { items: ['b'], window: { from: '2027-05-09', to: '2027-05-12' } },
        ],
      },
      '2 parcels: Tue, November 24 and Sun, May 9 – Wed, May 12, 2027',
    ],
    ['nothing to say', { window: undefined }, ''],
  ];
  for (const [what, estimate, sentence] of rows) {
    it(what, () => {
      const given = estimateOf(estimate) as Estimate;
      assert.equal(plainText(tellWhen(given, tellingAt(NOON))), sentence);
    });
  }

  it('every date names its day, and is emphasised', () => {
    const pieces = tellWhen(estimateOf(), tellingAt(NOON));
    assert.deepEqual(pieces.map(({ date, strong }) => [date, strong]), [
      [undefined, undefined],
      ['2026-11-25', true],
      [undefined, true],
      ['2026-11-26', true],
    ]);
  });

  it('K02 what day it is counts at the destination', () => {
    // At noon in Moscow it is evening in Vladivostok; in Honolulu it is still the day before.
    const at = (now: string, timeZone: string) =>
      plainText(tellWhen(estimateOf({ timeZone, window: { from: '2026-11-24', to: '2026-11-24' } }), tellingAt(now)));
    assert.equal(at('2026-11-23T15:00:00Z', 'Asia/Vladivostok'), 'Arrives today, Tue, November 24');
    assert.equal(at('2026-11-23T15:00:00Z', 'Europe/Moscow'), 'Arrives tomorrow, Tue, November 24');
    assert.equal(at('2026-11-23T09:00:00Z', 'Pacific/Honolulu'), 'Arrives Tue, November 24');
    assert.equal(at('2026-11-23T11:00:00Z', 'Pacific/Kiritimati'), 'Arrives today, Tue, November 24');
  });

  it('in a list only the date is said', () => {
    const brief = (estimate: Partial<Estimate>) => plainText(tellBriefly(estimateOf(estimate) as Estimate, tellingAt(NOON)));
    assert.equal(brief({}), 'Wed, November 25 – Thu, November 26');
    assert.equal(brief({ window: undefined, term: { min: 1, max: 2, unit: 'day' } }), 'from 1 to 2 days');
    assert.equal(brief({ readyAt: { from: NOON, to: '2026-11-24T09:00:00Z' } }), 'Tue, November 24 at 10:00 AM');
    assert.equal(brief({ window: undefined }), '');
  });

  const ends: [what: string, estimate: Partial<Estimate>, end: string | undefined][] = [
    ['a cut-off', { orderBy: '2026-11-23T14:00:00Z' }, '2026-11-23T14:00:00Z'],
    ['a validity', { validUntil: '2026-11-23T14:00:00+01:00' }, '2026-11-23T13:00:00Z'],
    ['the sooner of both', { orderBy: '2026-11-23T14:00:00Z', validUntil: '2026-11-23T13:00:00Z' }, '2026-11-23T13:00:00Z'],
    ['a time of collection', { readyAt: { from: NOON, to: '2026-11-23T15:00:00Z' } }, '2026-11-23T15:00:00Z'],
    ['the last day at the destination', {}, '2026-11-26T23:00:00Z'],
    ['a term holds for ever', { window: undefined, term: { min: 1, unit: 'day' } }, undefined],
  ];
  for (const [what, estimate, end] of ends) {
    it(`an answer ends with ${what}`, () => {
      const given = estimateOf(estimate) as Estimate;
      if (end === undefined) {
        assert.equal(isExpired(given, Date.parse('2036-01-01T00:00:00Z')), false);
        return;
      }
      assert.equal(isExpired(given, Date.parse(end) - 1), false);
      assert.equal(isExpired(given, Date.parse(end)), true);
    });
  }

  it('leaves no thin space, in which engines differ', () => {
    assert.doesNotMatch(textOf(tellWhen(estimateOf(), tellingAt(NOON))), /\u2009/);
  });
});
