import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, by, days, ids, inCountry, monday, selling, shop } from './sample-terms.ts';

const parcel = (terms: ReturnType<typeof shop>, skus: string, quantity?: number, now = monday) => {
  const items = skus.split(' ').map((sku) => ({ sku, ...(quantity !== undefined && { quantity }) }));
  return by('parcel', ask(terms, skus, { items, method: 'parcel' }, now));
};

describe('a cart', () => {
  const products = { mug: {}, table: { lead: { min: 5, max: 5, unit: 'business' as const } } };

  it('goes together when all of it is ready', () => {
    const { window, parcels } = parcel(selling(products), 'mug table');
    assert.deepEqual(window, { from: '2026-12-01', to: '2026-12-02' });
    assert.equal(parcels, undefined);
  });

  it('goes in parts where the shop splits it, each with its items and days', () => {
    const { window, parcels } = parcel(selling(products, { ship: 'split' }), 'table mug');
    assert.deepEqual(window, { from: '2026-11-24', to: '2026-12-02' });
    assert.deepEqual(parcels, [
      { items: ['mug'], window: { from: '2026-11-24', to: '2026-11-25' } },
      { items: ['table'], window: { from: '2026-12-01', to: '2026-12-02' } },
    ]);
  });

  it('that is split goes in one parcel where all of it is ready at once', () => {
    assert.equal(parcel(selling(products, { ship: 'split' }), 'mug cup').parcels, undefined);
  });

  it('from two origins never shares a parcel, and each has its own cut-off, week and handling', () => {
    const answer = parcel(selling({ olives: { origin: 'south' } }), 'olives mug');
    // Rome: before 11:00 on Monday, packed Tuesday to Wednesday, one or two working days.
    assert.deepEqual(answer.parcels, [
      { items: ['mug'], window: { from: '2026-11-24', to: '2026-11-25' } },
      { items: ['olives'], window: { from: '2026-11-25', to: '2026-11-27' } },
    ]);
    assert.deepEqual(answer.window, { from: '2026-11-24', to: '2026-11-27' });
    assert.equal(answer.orderBy, '2026-11-23T10:00:00Z', 'the first cut-off that changes anything');
    assert.deepEqual(
      answer.explanation?.filter(({ kind }) => kind === 'cutoff'),
      [
        { kind: 'cutoff', at: '2026-11-23T13:00:00Z', timeZone: 'Europe/Berlin' },
        { kind: 'cutoff', at: '2026-11-23T10:00:00Z', timeZone: 'Europe/Rome' },
      ],
    );
  });

  it('goes only by methods that leave from all of its origins', () => {
    const terms = selling({ olives: { origin: 'south' } });
    assert.ok(ids(ask(terms, 'mug')).includes('courier'));
    assert.ok(!ids(ask(terms, 'mug olives')).includes('courier'));
  });

  it('goes only by methods that take all of its items', () => {
    const terms = selling({ piano: { methods: ['parcel', 'courier'] }, lamp: { methods: ['courier', 'point'] } });
    assert.deepEqual(ids(ask(terms, 'piano')).sort(), ['courier', 'parcel']);
    assert.deepEqual(ids(ask(terms, 'piano lamp')), ['courier']);
  });

  it('has no date where one of its items leaves from an origin that there is not', () => {
    const terms = selling({ ghost: { origin: 'moon' } });
    const [answer, ...others] = ask(terms, 'mug ghost', { destination: inCountry });
    assert.deepEqual(answer?.unavailable, { code: 'no-service' });
    assert.deepEqual(others, []);
  });
});

describe('stock', () => {
  it('is enough where nothing is said, and up to what is there', () => {
    assert.equal(parcel(selling({ mug: {} }), 'mug', 500).availability, undefined);
    assert.equal(parcel(selling({ mug: { stock: 2 } }), 'mug', 2).availability, undefined);
  });

  it('that does not suffice is out of stock, once for the whole request', () => {
    const terms = selling({ mug: { stock: 2 } });
    const answers = ask(terms, '', { items: [{ sku: 'cup' }, { sku: 'mug', quantity: 3 }] });
    assert.deepEqual(answers.map(({ unavailable }) => unavailable), [{ code: 'out-of-stock' }]);
  });

  it('counts the same article in several lines of a cart', () => {
    const items = [{ sku: 'mug', quantity: 2 }, { sku: 'cup' }, { sku: 'mug' }];
    const terms = selling({ mug: { stock: 2 } });
    assert.deepEqual(ask(terms, '', { items }).map(({ unavailable }) => unavailable), [{ code: 'out-of-stock' }]);
  });

  it('beyond what is there waits for the next delivery', () => {
    const terms = selling({ mug: { stock: 2, restock: { availableFrom: '2026-12-14' } } });
    assert.equal(days(parcel(terms, 'mug', 2)), '2026-11-24…2026-11-25');
    const answer = parcel(terms, 'mug', 3);
    assert.equal(days(answer), '2026-12-15…2026-12-16');
    assert.equal(answer.availability, 'back-order');
  });

  it('beyond what is there takes the lead of restocking', () => {
    const terms = selling({ mug: { stock: 0, restock: { lead: { min: 10, max: 15, unit: 'business' } } } });
    assert.equal(days(parcel(terms, 'mug')), '2026-12-08…2026-12-16');
  });

  it('beyond what is there comes no earlier than the first of it is released', () => {
    const terms = selling({
      game: { availableFrom: '2026-12-15', stock: 10, restock: { lead: { min: 2, max: 2, unit: 'business' } } },
    });
    assert.equal(days(parcel(terms, 'game', 10)), '2026-12-16…2026-12-17');
    assert.equal(days(parcel(terms, 'game', 11)), '2026-12-18…2026-12-21');
  });
});

describe('a product', () => {
  it('that is not out yet is a pre-order, and ships from its release on', () => {
    const answer = parcel(selling({ game: { availableFrom: '2026-12-13' } }), 'game');
    assert.equal(answer.availability, 'pre-order');
    assert.equal(days(answer), '2026-12-15…2026-12-16');
    assert.equal(answer.orderBy, undefined, 'no hurry');
    assert.deepEqual(
      answer.explanation?.find(({ kind }) => kind === 'released'),
      { kind: 'released', window: { from: '2026-12-13', to: '2026-12-13' } },
    );
  });

  it('is released by the calendar of where it leaves from', () => {
    const origins = [{ ...shop().origins[0]!, timeZone: 'Asia/Tokyo' }];
    const terms = selling({ game: { availableFrom: '2026-11-24' } }, { origins });
    // 15:30 UTC on Monday is Tuesday in Tokyo.
    assert.equal(parcel(terms, 'game', 1, '2026-11-23T14:59:00Z').availability, 'pre-order');
    assert.equal(parcel(terms, 'game', 1, '2026-11-23T15:30:00Z').availability, undefined);
  });

  it('made to order takes its lead before handling, and says so', () => {
    const lead = { min: 15, max: 10, unit: 'business' as const };
    const answer = parcel(selling({ desk: { madeToOrder: true, lead } }), 'desk');
    assert.equal(answer.availability, 'made-to-order');
    assert.equal(days(answer), '2026-12-08…2026-12-16');
    assert.deepEqual(
      answer.explanation?.find(({ kind }) => kind === 'made'),
      { kind: 'made', term: { min: 10, max: 15, unit: 'business-day' } },
    );
  });

  it('has a handling of its own where it says one', () => {
    assert.equal(days(parcel(selling({ glass: { handling: { min: 2, max: 3 } } }), 'glass')), '2026-11-26…2026-11-30');
  });

  it('that the shop does not list is unknown, unless others are plain or none are listed', () => {
    const listed = shop({ products: { mug: {} } });
    assert.deepEqual(ask(listed, 'cup').map(({ unavailable }) => unavailable), [{ code: 'unknown' }]);
    assert.deepEqual(ask(listed, 'constructor').map(({ unavailable }) => unavailable), [{ code: 'unknown' }]);
    assert.equal(days(parcel(selling({ mug: {} }), 'cup')), '2026-11-24…2026-11-25');
    assert.equal(days(parcel(shop(), 'anything')), '2026-11-24…2026-11-25');
  });
});
