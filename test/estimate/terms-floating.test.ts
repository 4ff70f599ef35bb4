import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FloatingTerm, ProductTerms, ShopTerms } from '../../src/contract/shop-terms.ts';
import { ask, by, ids, monday, sample, selling, shop } from './sample-terms.ts';

/** The sample shop with a carrier for which no date can be given. */
function freight(floating: FloatingTerm, products: Record<string, ProductTerms> = {}): ShopTerms {
  const methods: ShopTerms['methods'] = [
    { id: 'freight', name: 'Freight', kind: 'delivery', services: [{ zones: ['city'], floating, price: 4900 }] },
  ];
  return selling(products, { methods: [...sample.methods, ...methods] });
}

const answerOf = (terms: ShopTerms, skus: string, now = monday) => by('freight', ask(terms, skus, {}, now));

describe('a method without a date', () => {
  const floating: FloatingTerm = { min: 1, max: 3, unit: 'day' };

  it('says how long it takes', () => {
    const answer = answerOf(freight(floating), 'mug');
    assert.deepEqual(answer.term, floating);
    assert.equal(answer.window, undefined);
    assert.equal(answer.orderBy, undefined);
    assert.equal(answer.validUntil, '2026-11-23T10:00:00Z');
    assert.deepEqual(answer.method, { id: 'freight', name: 'Freight', price: { amount: 4900, currency: 'EUR' } });
  });

  it('says it in order, with or without an upper bound', () => {
    assert.deepEqual(answerOf(freight({ min: 3, max: 1, unit: 'day' }), 'mug').term, floating);
    assert.deepEqual(answerOf(freight({ min: 3, unit: 'hour' }), 'mug').term, { min: 3, unit: 'hour' });
  });

  it('takes what has to be made first on top', () => {
    const desk = { madeToOrder: true, lead: { min: 10, max: 15, unit: 'business' as const } };
    const crate = { lead: { min: 10, max: 15, unit: 'calendar' as const } };
    const made = (term: FloatingTerm, sku: string) => answerOf(freight(term, { desk, crate }), sku).term;
    assert.deepEqual(made(floating, 'desk'), { min: 11, max: 18, unit: 'business-day' });
    assert.deepEqual(made(floating, 'crate'), { min: 11, max: 18, unit: 'day' });
    assert.deepEqual(made(floating, 'mug desk'), { min: 11, max: 18, unit: 'business-day' });
    assert.deepEqual(made({ min: 2, max: 30, unit: 'hour' }, 'crate'), { min: 10, max: 17, unit: 'day' });
    assert.deepEqual(made({ min: 1, unit: 'business-day' }, 'crate'), { min: 11, unit: 'business-day' });
  });

  it('takes what is not released yet from a day on', () => {
    const terms = freight(floating, {
      game: { availableFrom: '2026-12-15' },
      print: { availableFrom: '2026-12-15', lead: { min: 5, max: 7, unit: 'calendar' } },
    });
    const answer = answerOf(terms, 'game');
    assert.deepEqual(answer.window, { from: '2026-12-16' });
    assert.equal(answer.term, undefined);
    assert.equal(answer.availability, 'pre-order');
    assert.deepEqual(answerOf(terms, 'print').window, { from: '2026-12-21' });
    assert.deepEqual(answerOf(terms, 'mug game print').window, { from: '2026-12-21' });
  });

  it('is asked for anew when what was not released may have been', () => {
    const terms = freight(floating, { game: { availableFrom: '2026-12-15' } });
    const before = answerOf(terms, 'game', '2026-12-14T22:30:00Z');
    assert.deepEqual(before.window, { from: '2026-12-16' });
    assert.equal(before.validUntil, '2026-12-14T23:00:00Z');
    assert.deepEqual(answerOf(terms, 'game', '2026-12-14T23:00:00Z').term, floating);
  });

  it('has no answer beyond every calendar', () => {
    const terms = freight({ min: 1e9, unit: 'day' }, { game: { availableFrom: '2026-12-15' } });
    assert.ok(!ids(ask(terms, 'game')).includes('freight'));
  });
});

describe('a method without a date, or for a product without one', () => {
  it('has no answer where it does not leave from where the goods are', () => {
    const methods: ShopTerms['methods'] = [
      {
        id: 'freight',
        name: 'Freight',
        kind: 'delivery',
        origins: ['north'],
        services: [{ zones: ['city'], floating: { min: 1, max: 3, unit: 'day' } }],
      },
      { ...sample.methods[0]!, origins: ['north'] },
    ];
    const products = { olives: { origin: 'south' }, oil: { origin: 'south', floating: { min: 9, unit: 'day' as const } } };
    const terms = selling(products, { methods });
    assert.deepEqual(ids(ask(terms, 'mug')), ['parcel', 'freight']);
    for (const sku of ['olives', 'oil']) assert.deepEqual(ids(ask(terms, sku)), ['no-service'], sku);
  });
});

describe('a product without a date', () => {
  const antique = { floating: { min: 20, max: 40, unit: 'day' as const } };

  it('is said by its own term, whatever the method', () => {
    const answers = ask(freight({ min: 1, max: 3, unit: 'day' }, { antique }), 'antique');
    assert.ok(answers.length > 3);
    for (const { term, window } of answers) {
      assert.deepEqual(term, antique.floating);
      assert.equal(window, undefined);
    }
  });

  it('makes the whole cart float, as long as its slowest part', () => {
    const rug = { floating: { min: 30, max: 35, unit: 'day' as const } };
    const cloth = { floating: { min: 2, max: 90, unit: 'hour' as const } };
    const rare = { floating: { min: 5, unit: 'business-day' as const } };
    const terms = selling({ antique, rug, cloth, rare });
    const term = (skus: string) => by('parcel', ask(terms, skus)).term;
    assert.deepEqual(term('mug antique'), antique.floating);
    assert.deepEqual(term('rug antique'), { min: 30, max: 40, unit: 'day' });
    assert.deepEqual(term('cloth antique'), antique.floating);
    assert.deepEqual(term('antique rare cloth'), { min: 5, unit: 'business-day' });
  });
});

describe('the order of answers', () => {
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

  it('is by the last day, the first day, then terms by length, then the price', () => {
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
    assert.deepEqual(ids(ask(shop({ methods, places: [] }), 'mug')), [
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

  it('is by days at the place, as they are shown', () => {
    const far = 'Pacific/Auckland';
    const base = sample.methods.find(({ id }) => id === 'store')!;
    const terms = shop({
      zones: [{ id: 'city', timeZone: far, match: [{ country: 'DE' }] }],
      origins: [{ ...sample.origins[0]!, timeZone: far, cutoff: '24:00' }],
      methods: [base, method('courier', dated(0, 0))],
      places: [{ ...sample.places![1]!, timeZone: far }],
    });
    // 07:00 on Tuesday there: both come on Tuesday, though in UTC it is still Monday at noon in Auckland.
    const answers = ask(terms, 'mug', {}, '2026-11-23T18:00:00Z');
    assert.deepEqual(by('store:mitte', answers).readyAt, { from: '2026-11-23T22:00:00Z', to: '2026-11-23T23:00:00Z' });
    assert.deepEqual(ids(answers), ['courier', 'store:mitte']);
  });
});
