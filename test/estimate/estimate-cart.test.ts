import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  estimateSkus,
  findEstimate,
  formatWindow,
  listIds,
  inCountry,
  monday,
  termsWithProducts,
  termsWith,
} from '../support/sample-terms.ts';

const estimateParcel = (terms: ReturnType<typeof termsWith>, skus: string, quantity?: number, now = monday) => {
  const items = skus.split(' ').map((sku) => ({ sku, ...(quantity !== undefined && { quantity }) }));
  return findEstimate('parcel', estimateSkus(terms, skus, { items, method: 'parcel' }, now));
};

describe('the estimate of a cart', () => {
  const products = { mug: {}, table: { lead: { min: 5, max: 5, unit: 'business' as const } } };

  it('is one parcel that waits for the slowest item', () => {
    const { window, parcels } = estimateParcel(termsWithProducts(products), 'mug table');
    assert.deepEqual(window, { from: '2026-12-01', to: '2026-12-02' });
    assert.equal(parcels, undefined);
  });

  it('has a parcel for each group of items if the shop ships them separately', () => {
    const { window, parcels } = estimateParcel(termsWithProducts(products, { ship: 'split' }), 'table mug');
    assert.deepEqual(window, { from: '2026-11-24', to: '2026-12-02' });
    assert.deepEqual(parcels, [
      { items: ['mug'], window: { from: '2026-11-24', to: '2026-11-25' } },
      { items: ['table'], window: { from: '2026-12-01', to: '2026-12-02' } },
    ]);
  });

  it('has its parcels by their first day, then by their last day', () => {
    const terms = termsWithProducts({ glass: { handling: { min: 0, max: 3 } } }, { ship: 'split' });
    for (const skus of ['mug glass', 'glass mug']) {
      assert.deepEqual(
        estimateParcel(terms, skus).parcels,
        [
          { items: ['mug'], window: { from: '2026-11-24', to: '2026-11-25' } },
          { items: ['glass'], window: { from: '2026-11-24', to: '2026-11-30' } },
        ],
        skus,
      );
    }
    const origins = [...termsWith().origins, { ...termsWith().origins[0]!, id: 'slow', handling: { min: 0, max: 3 } }];
    const products = { glass: { origin: 'north' }, mug: { origin: 'slow' } };
    assert.deepEqual(
      estimateParcel(termsWithProducts(products, { origins: origins.toReversed() }), 'mug glass').parcels,
      [
        { items: ['glass'], window: { from: '2026-11-24', to: '2026-11-25' } },
        { items: ['mug'], window: { from: '2026-11-24', to: '2026-11-30' } },
      ],
    );
  });

  it('has no parcels if all items of a split cart are ready on the same days', () => {
    assert.equal(estimateParcel(termsWithProducts(products, { ship: 'split' }), 'mug cup').parcels, undefined);
  });

  it('has a parcel for each origin, with its cut-off, calendar and handling', () => {
    const estimate = estimateParcel(termsWithProducts({ olives: { origin: 'south' } }), 'olives mug');
    // Rome: before 11:00 on Monday, packed Tuesday to Wednesday, one or two working days.
    assert.deepEqual(estimate.parcels, [
      { items: ['mug'], window: { from: '2026-11-24', to: '2026-11-25' } },
      { items: ['olives'], window: { from: '2026-11-25', to: '2026-11-27' } },
    ]);
    assert.deepEqual(estimate.window, { from: '2026-11-24', to: '2026-11-27' });
    assert.equal(estimate.orderBy, '2026-11-23T10:00:00Z', 'the first cut-off that changes the dates');
    assert.deepEqual(
      estimate.explanation?.filter(({ kind }) => kind === 'cutoff'),
      [
        { kind: 'cutoff', at: '2026-11-23T10:00:00Z', timeZone: 'Europe/Rome' },
        { kind: 'cutoff', at: '2026-11-23T13:00:00Z', timeZone: 'Europe/Berlin' },
      ],
    );
  });

  it('has only methods that leave from all of its origins', () => {
    const terms = termsWithProducts({ olives: { origin: 'south' } });
    assert.ok(listIds(estimateSkus(terms, 'mug')).includes('courier'));
    assert.ok(!listIds(estimateSkus(terms, 'mug olives')).includes('courier'));
  });

  it('has only methods that all items allow', () => {
    const terms = termsWithProducts({
      piano: { methods: ['parcel', 'courier'] },
      lamp: { methods: ['courier', 'point'] },
    });
    assert.deepEqual(listIds(estimateSkus(terms, 'piano')).sort(), ['courier', 'parcel']);
    assert.deepEqual(listIds(estimateSkus(terms, 'piano lamp')), ['courier']);
  });

  it('is unknown if an item names an unknown origin', () => {
    const terms = termsWithProducts({ ghost: { origin: 'moon' } });
    const [estimate, ...others] = estimateSkus(terms, 'mug ghost', { destination: inCountry });
    assert.deepEqual(estimate?.unavailable, { code: 'unknown' });
    assert.deepEqual(others, []);
  });
});

describe('the estimate of a product with stock', () => {
  it('has no availability without stock, and up to the stock', () => {
    assert.equal(estimateParcel(termsWithProducts({ mug: {} }), 'mug', 500).availability, undefined);
    assert.equal(estimateParcel(termsWithProducts({ mug: { stock: 2 } }), 'mug', 2).availability, undefined);
  });

  it('is out-of-stock, once for the whole request, if the cart exceeds the stock', () => {
    const terms = termsWithProducts({ mug: { stock: 2 } });
    const estimates = estimateSkus(terms, '', { items: [{ sku: 'cup' }, { sku: 'mug', quantity: 3 }] });
    assert.deepEqual(
      estimates.map(({ unavailable }) => unavailable),
      [{ code: 'out-of-stock' }],
    );
  });

  it('is out-of-stock also if nothing is known of another item', () => {
    const terms = termsWith({ products: { mug: { stock: 0 } } });
    for (const skus of ['mug cup', 'cup mug']) {
      assert.deepEqual(
        estimateSkus(terms, skus).map(({ unavailable }) => unavailable),
        [{ code: 'out-of-stock' }],
        skus,
      );
    }
  });

  it('adds up the quantities of a SKU in several lines', () => {
    const items = [{ sku: 'mug', quantity: 2 }, { sku: 'cup' }, { sku: 'mug' }];
    const terms = termsWithProducts({ mug: { stock: 2 } });
    assert.deepEqual(
      estimateSkus(terms, '', { items }).map(({ unavailable }) => unavailable),
      [{ code: 'out-of-stock' }],
    );
  });

  it('waits for the restock date if the cart exceeds the stock', () => {
    const terms = termsWithProducts({ mug: { stock: 2, restock: { availableFrom: '2026-12-14' } } });
    assert.equal(formatWindow(estimateParcel(terms, 'mug', 2)), '2026-11-24…2026-11-25');
    const estimate = estimateParcel(terms, 'mug', 3);
    assert.equal(formatWindow(estimate), '2026-12-15…2026-12-16');
    assert.equal(estimate.availability, 'back-order');
  });

  it('adds the lead of the restock if the cart exceeds the stock', () => {
    const terms = termsWithProducts({ mug: { stock: 0, restock: { lead: { min: 10, max: 15, unit: 'business' } } } });
    assert.equal(formatWindow(estimateParcel(terms, 'mug')), '2026-12-08…2026-12-16');
  });

  it('does not wait for pieces in stock if there are none', () => {
    const product = {
      lead: { min: 10, max: 10, unit: 'business' as const },
      restock: { lead: { min: 2, max: 2, unit: 'business' as const } },
    };
    for (const stock of [0, -1]) {
      const terms = termsWithProducts({ desk: { ...product, stock } });
      assert.equal(formatWindow(estimateParcel(terms, 'desk')), '2026-11-26…2026-11-27');
    }
    const terms = termsWithProducts({ desk: { ...product, stock: 1 } });
    assert.equal(formatWindow(estimateParcel(terms, 'desk', 2)), '2026-12-08…2026-12-09');
  });

  it('has the term of the product although the day of its restock has passed', () => {
    const floating = { min: 20, max: 40, unit: 'day' as const };
    const terms = termsWithProducts({ antique: { stock: 0, restock: { availableFrom: '2026-11-16' }, floating } });
    assert.deepEqual(estimateParcel(terms, 'antique').term, floating);
  });

  it('has the cut-off as orderBy if the day of the restock passes with it, and none if that day passes before', () => {
    const products = (availableFrom: string) => ({ mug: { stock: 0, restock: { availableFrom } } });
    const [north] = termsWith().origins;
    const [parcel] = termsWith().methods;
    const onFridays = termsWithProducts(products('2026-11-23'), {
      origins: [{ ...north!, cutoff: '24:00' }],
      methods: [{ ...parcel!, deliveryCalendar: { weekdays: [5] } }],
    });
    const monday24 = estimateParcel(onFridays, 'mug');
    assert.equal(formatWindow(monday24), '2026-11-27…2026-11-27');
    assert.equal(monday24.orderBy, '2026-11-23T23:00:00Z');
    // After the cut-off on Friday: Monday at 14:00 is the next one, and from Saturday on nobody knows the day.
    const friday = estimateParcel(termsWithProducts(products('2026-11-27')), 'mug', 1, '2026-11-27T15:00:00Z');
    assert.equal(formatWindow(friday), '2026-12-01…2026-12-02');
    assert.equal(friday.orderBy, undefined);
    assert.equal(friday.validUntil, '2026-11-27T23:00:00Z');
  });

  it('is never before the release, also beyond the stock', () => {
    const terms = termsWithProducts({
      game: { availableFrom: '2026-12-15', stock: 10, restock: { lead: { min: 2, max: 2, unit: 'business' } } },
    });
    assert.equal(formatWindow(estimateParcel(terms, 'game', 10)), '2026-12-16…2026-12-17');
    assert.equal(formatWindow(estimateParcel(terms, 'game', 11)), '2026-12-18…2026-12-21');
  });
});

describe('the estimate of a product', () => {
  it('is a pre-order that ships from its release on', () => {
    const estimate = estimateParcel(termsWithProducts({ game: { availableFrom: '2026-12-13' } }), 'game');
    assert.equal(estimate.availability, 'pre-order');
    assert.equal(formatWindow(estimate), '2026-12-15…2026-12-16');
    assert.equal(estimate.orderBy, undefined, 'passing the cut-off changes nothing');
    assert.deepEqual(
      estimate.explanation?.find(({ kind }) => kind === 'released'),
      { kind: 'released', window: { from: '2026-12-13', to: '2026-12-13' } },
    );
  });

  it('uses the date at the origin for the release', () => {
    const origins = [{ ...termsWith().origins[0]!, timeZone: 'Asia/Tokyo' }];
    const terms = termsWithProducts({ game: { availableFrom: '2026-11-24' } }, { origins });
    // 15:30 UTC on Monday is Tuesday in Tokyo.
    assert.equal(estimateParcel(terms, 'game', 1, '2026-11-23T14:59:00Z').availability, 'pre-order');
    assert.equal(estimateParcel(terms, 'game', 1, '2026-11-23T15:30:00Z').availability, undefined);
  });

  it('adds the lead of a product that is made to order', () => {
    const lead = { min: 15, max: 10, unit: 'business' as const };
    const estimate = estimateParcel(termsWithProducts({ desk: { madeToOrder: true, lead } }), 'desk');
    assert.equal(estimate.availability, 'made-to-order');
    assert.equal(formatWindow(estimate), '2026-12-08…2026-12-16');
    assert.deepEqual(
      estimate.explanation?.find(({ kind }) => kind === 'made'),
      { kind: 'made', term: { min: 10, max: 15, unit: 'business-day' } },
    );
  });

  it('uses the handling of the product instead of that of its origin', () => {
    assert.equal(
      formatWindow(estimateParcel(termsWithProducts({ glass: { handling: { min: 2, max: 3 } } }), 'glass')),
      '2026-11-26…2026-11-30',
    );
  });

  it('is unknown for an unlisted SKU, unless the terms have `*` or no products', () => {
    const listed = termsWith({ products: { mug: {} } });
    assert.deepEqual(
      estimateSkus(listed, 'cup').map(({ unavailable }) => unavailable),
      [{ code: 'unknown' }],
    );
    assert.deepEqual(
      estimateSkus(listed, 'constructor').map(({ unavailable }) => unavailable),
      [{ code: 'unknown' }],
    );
    assert.equal(formatWindow(estimateParcel(termsWithProducts({ mug: {} }), 'cup')), '2026-11-24…2026-11-25');
    assert.equal(formatWindow(estimateParcel(termsWith(), 'anything')), '2026-11-24…2026-11-25');
  });
});
