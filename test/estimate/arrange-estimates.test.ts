import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Estimate } from '../../src/contract/estimate.ts';
import { arrangeEstimates, estimate, type ArrangeOptions } from '../../src/estimate/index.ts';
import { estimateSkus, listIds, termsWith } from '../support/sample-terms.ts';
import fc, { runs } from '../support/fast-check.ts';
import { instants, requests, shops } from '../support/estimate-arbitraries.ts';

type Fields = Partial<Estimate> & { price?: number; currency?: string };

/** A delivery from and to a day of November 2026. */
function delivery(id: string, days: string, { price, currency = 'EUR', ...fields }: Fields = {}): Estimate {
  const [from = '', to = from] = days.split('-').map((day) => `2026-11-${day}`);
  return {
    id,
    kind: 'delivery',
    ...(days && { window: { from, to } }),
    method: { id, name: id, ...(price !== undefined && { price: { amount: price, currency } }) },
    timeZone: 'Europe/Berlin',
    ...fields,
  };
}

const collection = (id: string, days: string, fields: Fields = {}): Estimate =>
  delivery(id, days, { kind: 'collection', place: { id: `${id}-place`, name: id }, ...fields });

const inTerm = (min: number, max: number, unit: 'day' | 'business-day' | 'hour', fields: Fields = {}): Fields => ({
  term: { min, max, unit },
  ...fields,
});

const readyBetween = (from: string, to: string, fields: Fields = {}): Fields => ({
  readyAt: { from: `2026-11-${from}:00Z`, to: `2026-11-${to}:00Z` },
  ...fields,
});

const readyAt = (time: string, fields: Fields = {}): Fields => readyBetween(time, time, fields);

/** `headline`, or `headline | faster | collection`. */
function summarize(estimates: Estimate[], options?: ArrangeOptions): string {
  const { estimates: arranged, faster, collection: best } = arrangeEstimates(estimates, options);
  return [arranged[0]?.id, faster?.id ?? '-', best?.id ?? '-'].join(' | ');
}

const standard = delivery('standard', '25-27', { price: 490 });
const express = delivery('express', '24', { price: 990 });
const store = collection('store', '', readyAt('23T10:00', { price: 0 }));

describe('the estimate of the headline', () => {
  const rows: [what: string, estimates: Estimate[], options: ArrangeOptions | undefined, expected: string][] = [
    ['the cheapest delivery', [store, express, standard], undefined, 'standard | express | store'],
    ['by preference the fastest delivery', [store, express, standard], { prefer: 'fastest' }, 'express | - | store'],
    ['by preference a collection', [store, express, standard], { prefer: 'collection' }, 'store | - | -'],
    [
      'of equal prices the fastest',
      [delivery('slow', '26', { price: 0 }), delivery('quick', '25', { price: 0 })],
      undefined,
      'quick | - | -',
    ],
    [
      'of equal prices and days the first',
      [delivery('b', '26', { price: 0 }), delivery('a', '26', { price: 0 })],
      undefined,
      'b | - | -',
    ],
    [
      'not one without a price, which may be dear',
      [delivery('unknown', '24'), standard],
      undefined,
      'standard | unknown | -',
    ],
    ['the fastest if there is no price', [delivery('a', '26'), delivery('b', '24-25')], undefined, 'b | - | -'],
    [
      'the slowest if prices are in several currencies',
      [standard, delivery('zloty', '24', { price: 390, currency: 'PLN' })],
      undefined,
      'standard | zloty | -',
    ],
    [
      'one without a price if it is slower than the cheapest: its price may depend on the postcode',
      [delivery('economy', '25-30'), standard, express],
      undefined,
      'economy | express | -',
    ],
    [
      'of equally fast ones the cheaper',
      [express, delivery('courier', '24', { price: 890 })],
      { prefer: 'fastest' },
      'courier | - | -',
    ],
    [
      'a collection if there is no delivery',
      [collection('kiosk', '26', { price: 290 }), store],
      undefined,
      'store | - | -',
    ],
    [
      'the fastest preferred collection',
      [standard, collection('kiosk', '26', { price: 0 }), collection('locker', '24', { price: 290 })],
      { prefer: 'collection' },
      'locker | - | kiosk',
    ],
    [
      'the cheapest delivery if there is no preferred collection',
      [express, standard],
      { prefer: 'collection' },
      'standard | express | -',
    ],
    ['a chosen collection', [express, standard, store], { method: 'store' }, 'store | - | -'],
    ['a chosen place', [express, standard, store], { place: 'store-place' }, 'store | - | -'],
    ['a chosen delivery', [express, standard, store], { method: 'express', prefer: 'collection' }, 'express | - | -'],
    [
      'any if the chosen one is not there',
      [express, standard, store],
      { method: 'drone' },
      'standard | express | store',
    ],
    [
      'an available one',
      [{ id: 'none', kind: 'delivery', unavailable: { code: 'unknown' } }, express],
      undefined,
      'express | - | -',
    ],
    [
      'the first if none is available',
      [
        { id: 'a', kind: 'delivery', unavailable: { code: 'unknown' } },
        { id: 'b', kind: 'delivery', unavailable: { code: 'no-service' } },
      ],
      undefined,
      'a | - | -',
    ],
    [
      'of times of one day the one that ends first',
      [
        collection('wide', '', readyBetween('23T10:00', '23T14:00')),
        collection('late', '', readyBetween('23T11:00', '23T12:00')),
      ],
      undefined,
      'late | - | -',
    ],
    [
      'of times with one end the one that begins first',
      [
        collection('late', '', readyBetween('23T10:00', '23T12:00')),
        collection('early', '', readyBetween('23T09:00', '23T12:00')),
      ],
      undefined,
      'early | - | -',
    ],
    ['none of an empty list', [], undefined, ' | - | -'],
  ];
  for (const [what, estimates, options, expected] of rows)
    it(what, () => assert.equal(summarize(estimates, options), expected));

  it('comes first, and the others keep their order', () => {
    assert.deepEqual(listIds([...arrangeEstimates([store, express, standard]).estimates]), [
      'standard',
      'store',
      'express',
    ]);
  });

  it('depends on freeFrom and the subtotal of the request', () => {
    const terms = termsWith();
    const headlineOf = (subtotal: number) => arrangeEstimates(estimateSkus(terms, 'mug', { subtotal })).estimates[0];
    assert.deepEqual(headlineOf(4900)?.method?.price?.amount, 490);
    assert.deepEqual(headlineOf(5000)?.method?.price?.amount, 0);
  });
});

describe('an alternative to the headline', () => {
  const rows: [what: string, estimates: Estimate[], expected: string][] = [
    ['a delivery with an earlier last day', [standard, express], 'standard | express | -'],
    [
      'no delivery with an earlier first day alone',
      [standard, delivery('maybe', '24-27', { price: 990 })],
      'standard | - | -',
    ],
    [
      'a delivery with a last day, if the headline has none',
      [delivery('open', '24', { window: { from: '2026-11-24' }, price: 0 }), delivery('dated', '30', { price: 990 })],
      'open | dated | -',
    ],
    [
      'a shorter term',
      [
        delivery('standard', '', inTerm(3, 5, 'day', { price: 0 })),
        delivery('express', '', inTerm(24, 48, 'hour', { price: 990 })),
      ],
      'standard | express | -',
    ],
    [
      'no working days for days',
      [
        delivery('standard', '', inTerm(2, 3, 'day', { price: 0 })),
        delivery('express', '', inTerm(1, 2, 'business-day', { price: 990 })),
      ],
      'standard | - | -',
    ],
    [
      'no term for a date',
      [standard, delivery('courier', '', inTerm(1, 2, 'hour', { price: 990 }))],
      'standard | - | -',
    ],
    [
      'no date for a term',
      [delivery('standard', '', inTerm(30, 60, 'day', { price: 0 })), express],
      'standard | - | -',
    ],
    ['the fastest of several', [standard, delivery('b', '26', { price: 600 }), express], 'standard | express | -'],
    ['the earliest collection', [standard, collection('kiosk', '24'), store], 'standard | - | store'],
    [
      'an earlier collection with a price',
      [standard, collection('kiosk', '26', { price: 990 })],
      'standard | - | kiosk',
    ],
    [
      'a later collection if it is free and the headline is not',
      [standard, collection('kiosk', '28', { price: 0 })],
      'standard | - | kiosk',
    ],
    [
      'no later collection if the headline is free',
      [delivery('standard', '25-27', { price: 0 }), collection('kiosk', '28', { price: 0 })],
      'standard | - | -',
    ],
    [
      'no later collection if the price of the headline is unknown',
      [delivery('standard', '25-27'), collection('kiosk', '28', { price: 0 })],
      'standard | - | -',
    ],
    [
      'no collection on the day of the delivery, whose time is unknown',
      [delivery('standard', '23', { price: 0 }), store],
      'standard | - | -',
    ],
    [
      'no collection at the same time',
      [collection('a', '', readyAt('23T10:00', { price: 0 })), collection('b', '', readyAt('23T10:00', { price: 0 }))],
      'a | - | -',
    ],
    [
      'no collection that may be ready on the day of the delivery only',
      [
        delivery('standard', '24', { price: 0 }),
        collection('store', '', readyBetween('23T10:00', '24T10:00', { price: 0 })),
      ],
      'standard | - | -',
    ],
    [
      'no collection on the day of the delivery in its own time zone',
      [
        delivery('standard', '24', { price: 0 }),
        collection('store', '', readyAt('23T16:00', { price: 0, timeZone: 'Asia/Tokyo' })),
      ],
      'standard | - | -',
    ],
    [
      'no collection with a term',
      [standard, collection('kiosk', '', inTerm(1, 2, 'hour', { price: 0 }))],
      'standard | - | -',
    ],
  ];
  for (const [what, estimates, expected] of rows) it(what, () => assert.equal(summarize(estimates), expected));

  it('the day of a time is that of its zone, else of the given zone', () => {
    const late = readyAt('24T23:30', { price: 0, timeZone: undefined });
    const list = [delivery('standard', '25', { price: 0 }), collection('store', '', late)];
    assert.equal(summarize(list), 'standard | - | store');
    assert.equal(summarize(list, { timeZone: 'Europe/Berlin' }), 'standard | - | -');
  });
});

describe('arranged estimates of arbitrary terms', () => {
  const options = fc.record(
    {
      prefer: fc.constantFrom('cheapest', 'fastest', 'collection'),
      method: fc.constantFrom('m0', 'm1'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<ArrangeOptions>;

  it('are the same estimates, and the headline does not depend on the order of the list', () => {
    fc.assert(
      fc.property(shops, requests, instants, options, (terms, request, now, given) => {
        const list = estimate(terms, request, now);
        const arranged = arrangeEstimates(list, given);
        assert.deepEqual(new Set(arranged.estimates), new Set(list));
        assert.equal(arranged.estimates.length, list.length);
        const times = ({ window, term, readyAt: ready, method }: Estimate) => [window, term, ready, method?.price];
        const [headline] = arranged.estimates;
        const [again] = arrangeEstimates(list.toReversed(), given).estimates;
        if (headline && !headline.unavailable) assert.deepEqual(again && times(again), times(headline));
      }),
      { numRuns: runs(300) },
    );
  });

  it('never lead with a dearer delivery than another one', () => {
    fc.assert(
      fc.property(shops, requests, instants, (terms, request, now) => {
        const { estimates, faster } = arrangeEstimates(estimate(terms, request, now));
        const [headline] = estimates;
        const priceOf = ({ method }: Estimate): number | undefined => method?.price?.amount;
        const others = estimates.filter(({ kind, unavailable }) => kind === headline?.kind && !unavailable);
        const stated = others.flatMap((each) => priceOf(each) ?? []);
        const price = headline && priceOf(headline);
        if (price !== undefined) assert.equal(price, Math.min(...stated));
        if (faster?.window && headline?.window)
          assert.ok((faster.window.to ?? '9') < (headline.window.to ?? '9'), 'an alternative is faster');
      }),
      { numRuns: runs(300) },
    );
  });
});
