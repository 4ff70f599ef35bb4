import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FloatingTerm, ProductTerms, ShopTerms } from '../../src/contract/shop-terms.ts';
import {
  estimateSkus,
  findEstimate,
  listIds,
  monday,
  sampleTerms,
  termsWithProducts,
  termsWith,
} from '../support/sample-terms.ts';

/** The sample terms with a floating method. */
function termsWithFreight(floating: FloatingTerm, products: Record<string, ProductTerms> = {}): ShopTerms {
  const methods: ShopTerms['methods'] = [
    { id: 'freight', name: 'Freight', kind: 'delivery', services: [{ zones: ['city'], floating, price: 4900 }] },
  ];
  return termsWithProducts(products, { methods: [...sampleTerms.methods, ...methods] });
}

const estimateFreight = (terms: ShopTerms, skus: string, now = monday) =>
  findEstimate('freight', estimateSkus(terms, skus, {}, now));

describe('the estimate of a floating method', () => {
  const floating: FloatingTerm = { min: 1, max: 3, unit: 'day' };

  it('has a term instead of a window', () => {
    const estimate = estimateFreight(termsWithFreight(floating), 'mug');
    assert.deepEqual(estimate.term, floating);
    assert.equal(estimate.window, undefined);
    assert.equal(estimate.orderBy, undefined);
    assert.equal(estimate.validUntil, '2026-11-23T10:00:00Z');
    assert.deepEqual(estimate.method, { id: 'freight', name: 'Freight', price: { amount: 4900, currency: 'EUR' } });
  });

  it('has ascending bounds, or no upper bound', () => {
    assert.deepEqual(estimateFreight(termsWithFreight({ min: 3, max: 1, unit: 'day' }), 'mug').term, floating);
    assert.deepEqual(estimateFreight(termsWithFreight({ min: 3, unit: 'hour' }), 'mug').term, { min: 3, unit: 'hour' });
  });

  it('adds the lead of the items', () => {
    const desk = { madeToOrder: true, lead: { min: 10, max: 15, unit: 'business' as const } };
    const crate = { lead: { min: 10, max: 15, unit: 'calendar' as const } };
    const estimateTerm = (term: FloatingTerm, sku: string) =>
      estimateFreight(termsWithFreight(term, { desk, crate }), sku).term;
    // Working days and days count as days: 15 working days may include three weekends.
    assert.deepEqual(estimateTerm(floating, 'desk'), { min: 11, max: 24, unit: 'day' });
    assert.deepEqual(estimateTerm(floating, 'crate'), { min: 11, max: 18, unit: 'day' });
    assert.deepEqual(estimateTerm(floating, 'mug desk'), { min: 11, max: 24, unit: 'day' });
    assert.deepEqual(estimateTerm({ min: 2, max: 30, unit: 'hour' }, 'crate'), { min: 10, max: 17, unit: 'day' });
    assert.deepEqual(estimateTerm({ min: 1, unit: 'business-day' }, 'crate'), { min: 11, unit: 'day' });
    assert.deepEqual(estimateTerm({ min: 1, unit: 'business-day' }, 'desk'), { min: 11, unit: 'business-day' });
  });

  it('keeps its unit if the lead of an item is zero', () => {
    const crate = { lead: { min: 0, max: 0, unit: 'calendar' as const } };
    const hours: FloatingTerm = { min: 2, max: 30, unit: 'hour' };
    assert.deepEqual(estimateFreight(termsWithFreight(hours, { crate }), 'crate').term, hours);
  });

  it('has a window without an end for unreleased items', () => {
    const terms = termsWithFreight(floating, {
      game: { availableFrom: '2026-12-15' },
      print: { availableFrom: '2026-12-15', lead: { min: 5, max: 7, unit: 'calendar' } },
    });
    const estimate = estimateFreight(terms, 'game');
    assert.deepEqual(estimate.window, { from: '2026-12-16' });
    assert.equal(estimate.term, undefined);
    assert.equal(estimate.availability, 'pre-order');
    assert.deepEqual(estimateFreight(terms, 'print').window, { from: '2026-12-21' });
    assert.deepEqual(estimateFreight(terms, 'mug game print').window, { from: '2026-12-21' });
  });

  it('is valid until the release of an item', () => {
    const terms = termsWithFreight(floating, { game: { availableFrom: '2026-12-15' } });
    const before = estimateFreight(terms, 'game', '2026-12-14T22:30:00Z');
    assert.deepEqual(before.window, { from: '2026-12-16' });
    assert.equal(before.validUntil, '2026-12-14T23:00:00Z');
    assert.deepEqual(estimateFreight(terms, 'game', '2026-12-14T23:00:00Z').term, floating);
  });

  it('is valid until midnight at the destination if its first day is counted from the current day there', () => {
    const products = {
      game: { availableFrom: '2026-12-15' },
      crate: { lead: { min: 22, max: 22, unit: 'calendar' as const } },
    };
    const zones = [{ id: 'city', timeZone: 'America/New_York', match: [{ country: 'DE' }] }];
    const terms = { ...termsWithFreight(floating, products), zones };
    // Both may arrive on 16 December: a day after the release, and 23 days after 23 November in New York.
    const before = estimateFreight(terms, 'game crate', '2026-11-24T04:30:00Z');
    assert.deepEqual(before.window, { from: '2026-12-16' });
    assert.equal(before.validUntil, '2026-11-24T05:00:00Z');
    assert.deepEqual(estimateFreight(terms, 'game crate', '2026-11-24T05:00:00Z').window, { from: '2026-12-17' });
  });

  it('is absent beyond the last civil date', () => {
    const terms = termsWithFreight({ min: 1e9, unit: 'day' }, { game: { availableFrom: '2026-12-15' } });
    assert.ok(!listIds(estimateSkus(terms, 'game')).includes('freight'));
  });
});

describe('a floating estimate', () => {
  it('is absent if the method does not leave from the origin', () => {
    const methods: ShopTerms['methods'] = [
      {
        id: 'freight',
        name: 'Freight',
        kind: 'delivery',
        origins: ['north'],
        services: [{ zones: ['city'], floating: { min: 1, max: 3, unit: 'day' } }],
      },
      { ...sampleTerms.methods[0]!, origins: ['north'] },
    ];
    const products = {
      olives: { origin: 'south' },
      oil: { origin: 'south', floating: { min: 9, unit: 'day' as const } },
    };
    const terms = termsWithProducts(products, { methods });
    assert.deepEqual(listIds(estimateSkus(terms, 'mug')), ['parcel', 'freight']);
    for (const sku of ['olives', 'oil']) assert.deepEqual(listIds(estimateSkus(terms, sku)), ['no-service'], sku);
  });
});

describe('the estimate of a floating product', () => {
  const antique = { floating: { min: 20, max: 40, unit: 'day' as const } };

  it('has the term of the product for every method', () => {
    const estimates = estimateSkus(termsWithFreight({ min: 1, max: 3, unit: 'day' }, { antique }), 'antique');
    assert.ok(estimates.length > 3);
    for (const { term, window } of estimates) {
      assert.deepEqual(term, antique.floating);
      assert.equal(window, undefined);
    }
  });

  it('is the slowest term of the cart, bound by bound', () => {
    const rug = { floating: { min: 30, max: 35, unit: 'day' as const } };
    const cloth = { floating: { min: 2, max: 90, unit: 'hour' as const } };
    const rare = { floating: { min: 5, unit: 'business-day' as const } };
    const terms = termsWithProducts({ antique, rug, cloth, rare });
    const term = (skus: string) => findEstimate('parcel', estimateSkus(terms, skus)).term;
    assert.deepEqual(term('mug antique'), antique.floating);
    assert.deepEqual(term('rug antique'), { min: 30, max: 40, unit: 'day' });
    assert.deepEqual(term('cloth antique'), antique.floating);
    assert.deepEqual(term('antique rare cloth'), { min: 20, unit: 'day' });
  });

  it('counts in days if working days with their weekends may be slower than the other term', () => {
    const products: Record<string, ProductTerms> = {
      five: { floating: { min: 5, max: 5, unit: 'day' } },
      wide: { floating: { min: 3, max: 5, unit: 'day' } },
      hours: { floating: { min: 120, max: 480, unit: 'hour' } },
      fourWorkingDays: { floating: { min: 4, max: 4, unit: 'business-day' } },
      oneToFourWorkingDays: { floating: { min: 1, max: 4, unit: 'business-day' } },
    };
    const term = (skus: string) => findEstimate('parcel', estimateSkus(termsWithProducts(products), skus)).term;
    // Four working days may take six days.
    assert.deepEqual(term('five fourWorkingDays'), { min: 5, max: 6, unit: 'day' });
    assert.deepEqual(term('wide oneToFourWorkingDays'), { min: 3, max: 6, unit: 'day' });
    assert.deepEqual(term('hours fourWorkingDays'), { min: 5, max: 20, unit: 'day' });
  });

  it('is a window without an end if the dates of another item may be later than a bound of the term', () => {
    const products: Record<string, ProductTerms> = {
      today: { floating: { min: 0, max: 5, unit: 'day' } },
      hours: { floating: { min: 24, max: 30, unit: 'hour' } },
      days: { floating: { min: 1, max: 2, unit: 'day' } },
    };
    const parcel = (skus: string) => findEstimate('parcel', estimateSkus(termsWithProducts(products), skus));
    // The mug arrives on 24 or 25 November.
    for (const sku of ['today', 'hours']) {
      assert.equal(parcel(`mug ${sku}`).term, undefined, sku);
      assert.deepEqual(parcel(`mug ${sku}`).window, { from: '2026-11-24' }, sku);
    }
    assert.deepEqual(parcel('mug days').term, { min: 1, max: 2, unit: 'day' });
  });
});

describe('the order of estimates', () => {
  const method = (id: string, service: object, price?: number): ShopTerms['methods'][number] => ({
    id,
    name: id,
    kind: 'delivery',
    services: [{ zones: ['city'], ...(price !== undefined && { price }), ...service }],
  });
  const dated = (min: number, max: number) => ({ transit: { min, max, unit: 'business' } });
  const floating = (min: number, max: number | undefined, unit: FloatingTerm['unit']) => ({
    floating: { min, ...(max !== undefined && { max }), unit },
  });

  it('is by last day, first day, length of the term, price', () => {
    const methods = [
      method('open-ended', floating(1, undefined, 'hour')),
      method('three-working-days', floating(1, 3, 'business-day')),
      method('three-days', floating(1, 3, 'day')),
      method('four-hours', floating(2, 4, 'hour')),
      method('thirty-days', floating(2, 30, 'day')),
      method('wide', dated(1, 3)),
      method('narrow', dated(2, 3)),
      method('soon', dated(1, 1), 900),
      method('soon-unpriced', dated(1, 1)),
      method('soon-cheap', dated(1, 1), 100),
    ];
    assert.deepEqual(listIds(estimateSkus(termsWith({ methods, places: [] }), 'mug')), [
      'soon-cheap',
      'soon',
      'soon-unpriced',
      'wide',
      'narrow',
      'four-hours',
      'three-days',
      'three-working-days',
      'thirty-days',
      'open-ended',
    ]);
  });

  it('is by days at the destination', () => {
    const far = 'Pacific/Auckland';
    const base = sampleTerms.methods.find(({ id }) => id === 'store')!;
    const terms = termsWith({
      zones: [{ id: 'city', timeZone: far, match: [{ country: 'DE' }] }],
      origins: [{ ...sampleTerms.origins[0]!, timeZone: far, cutoff: '24:00' }],
      methods: [base, method('courier', dated(0, 0))],
      places: [{ ...sampleTerms.places![1]!, timeZone: far }],
    });
    // 07:00 on Tuesday in Auckland: both arrive on Tuesday, though in UTC it is still Monday.
    const estimates = estimateSkus(terms, 'mug', {}, '2026-11-23T18:00:00Z');
    assert.deepEqual(findEstimate('store:mitte', estimates).readyAt, {
      from: '2026-11-23T22:00:00Z',
      to: '2026-11-23T23:00:00Z',
    });
    assert.deepEqual(listIds(estimates), ['courier', 'store:mitte']);
  });
});
