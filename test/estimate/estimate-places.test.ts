import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlaceTerms } from '../../src/contract/shop-terms.ts';
import {
  estimateSkus,
  findEstimate,
  formatWindow,
  listIds,
  inCity,
  inCountry,
  monday,
  sampleTerms,
  termsWithProducts,
  termsWith,
} from '../support/sample-terms.ts';

const [kiosk, mitte] = sampleTerms.places as [PlaceTerms, PlaceTerms];
const termsWithPlace = (id: string, changes: Partial<PlaceTerms>) =>
  termsWith({ places: [kiosk, mitte].map((place) => (place.id === id ? { ...place, ...changes } : place)) });

describe('the estimate to a pickup point', () => {
  const estimatePoint = (terms = termsWith(), now = monday) =>
    findEstimate('point:kiosk', estimateSkus(terms, 'mug', {}, now));

  it('is on days on which the carrier delivers and the point is open', () => {
    // Tuesday and Wednesday the kiosk is closed, on Saturday 28 November the carrier rests.
    assert.equal(formatWindow(estimatePoint()), '2026-11-26…2026-11-26');
    assert.equal(formatWindow(estimatePoint(termsWith(), '2026-11-26T15:00:00Z')), '2026-12-04…2026-12-04');
    assert.equal(formatWindow(estimatePoint(termsWith(), '2026-11-26T09:00:00Z')), '2026-11-27…2026-11-27');
  });

  it('skips a date on which the point is closed', () => {
    // Thursday 3 December: closed by the kiosk, though the carrier delivers.
    assert.equal(formatWindow(estimatePoint(termsWith(), '2026-12-02T09:00:00Z')), '2026-12-04…2026-12-04');
  });

  it('uses a date on which the point is open, if the carrier delivers', () => {
    const open = termsWithPlace('kiosk', {
      dates: { '2026-11-24': [['12:00', '14:00']], '2026-11-29': [['12:00', '14:00']] },
    });
    assert.equal(formatWindow(estimatePoint(open)), '2026-11-24…2026-11-24');
    // On Sunday the carrier does not deliver, open or not.
    assert.equal(formatWindow(estimatePoint(open, '2026-11-27T15:00:00Z')), '2026-12-03…2026-12-03');
  });

  it('has name, address and opening hours of the place', () => {
    const { kind, place, method } = estimatePoint();
    assert.equal(kind, 'collection');
    assert.equal(method?.id, 'point');
    assert.deepEqual(place, {
      id: 'kiosk',
      name: 'Station kiosk',
      address: 'Platz 1, 10557 Berlin',
      opening: kiosk.hours,
    });
  });

  it('ends its explanation with the step "ready"', () => {
    assert.deepEqual(estimatePoint().explanation?.at(-1), {
      kind: 'ready',
      window: { from: '2026-11-26', to: '2026-11-26' },
    });
  });

  it('exists only in the zones of the place', () => {
    assert.ok(listIds(estimateSkus(termsWith(), 'mug', { destination: inCountry })).includes('point:kiosk'));
    const cityOnly = termsWithPlace('kiosk', { zones: ['city'] });
    assert.ok(!listIds(estimateSkus(cityOnly, 'mug', { destination: inCountry })).includes('point:kiosk'));
  });

  it('has the time zone of the place', () => {
    assert.equal(
      findEstimate('point:kiosk', estimateSkus(termsWithPlace('kiosk', { timeZone: 'Europe/Lisbon' }), 'mug')).timeZone,
      'Europe/Lisbon',
    );
  });
});

describe('the estimate to a store', () => {
  const estimateStore = (terms = termsWith(), skus = 'mug', now = monday) =>
    findEstimate('store:mitte', estimateSkus(terms, skus, {}, now));

  it('has readyAt for goods in stock', () => {
    const estimate = estimateStore();
    // Ordered between 10:00 and 10:05: one to two hours from 10:05.
    assert.deepEqual(estimate.readyAt, { from: '2026-11-23T10:05:00Z', to: '2026-11-23T11:05:00Z' });
    assert.deepEqual(estimate.window, { from: '2026-11-23', to: '2026-11-23' });
    assert.equal(estimate.kind, 'collection');
    assert.equal(estimate.validUntil, '2026-11-23T09:05:00Z');
    assert.equal(estimate.orderBy, undefined);
  });

  it('has the earlier of each bound if goods that are sent there may arrive before those in stock are ready', () => {
    const estimateSent = (min: number, max: number, cutoff = '14:00') => {
      const methods = sampleTerms.methods.map((method) =>
        method.id === 'store'
          ? { ...method, services: [{ zones: ['city'], transit: { min, max, unit: 'business' as const } }] }
          : method,
      );
      const { places } = termsWithPlace('mitte', { ready: { min: 600, max: 1200, count: 'open' } });
      const origins = [{ ...sampleTerms.origins[0]!, cutoff }];
      return estimateStore(termsWith({ methods, places, origins }));
    };
    // 10 opening hours after 10:05 on Monday are on Tuesday, 20 on Wednesday. On Thursday and Friday the store is closed.
    for (const [min, max, expected] of [
      [1, 1, '2026-11-24…2026-11-24'],
      [0, 1, '2026-11-23…2026-11-24'],
      [0, 2, '2026-11-23…2026-11-25'],
      [0, 3, '2026-11-23…2026-11-25'],
    ] as const) {
      const estimate = estimateSent(min, max);
      assert.equal(formatWindow(estimate), expected);
      assert.equal(estimate.readyAt, undefined);
      assert.equal(estimate.validUntil, '2026-11-23T09:05:00Z');
    }
    assert.equal(estimateSent(1, 1, '10:03').validUntil, '2026-11-23T09:03:00Z');
    assert.deepEqual(estimateSent(1, 2).readyAt, { from: '2026-11-24T10:05:00Z', to: '2026-11-25T11:05:00Z' });
  });

  it('has readyAt after the next opening of a closed store', () => {
    assert.deepEqual(estimateStore(termsWith(), 'mug', '2026-11-25T20:00:00Z').readyAt, {
      from: '2026-11-28T10:00:00Z',
      to: '2026-11-28T11:00:00Z',
    });
  });

  it('has the dates of a shipment if an item is not in stock there', () => {
    const terms = termsWithProducts({ lamp: { stores: ['elsewhere'] } });
    assert.equal(estimateStore(terms, 'lamp').readyAt, undefined);
    assert.equal(formatWindow(estimateStore(terms, 'lamp')), '2026-11-25…2026-11-25');
    assert.equal(formatWindow(estimateStore(terms, 'mug lamp')), '2026-11-25…2026-11-25');
    assert.ok(estimateStore(termsWithProducts({ lamp: { stores: ['mitte'] } }), 'mug lamp').readyAt);
  });

  it('has the dates of a shipment for goods with lead, beyond stock or unreleased', () => {
    const lead = { min: 1, max: 1, unit: 'business' as const };
    const terms = termsWithProducts({
      desk: { madeToOrder: true, lead },
      mug: { stock: 0, restock: { lead } },
      game: { availableFrom: '2026-12-01' },
      rug: { lead },
    });
    for (const sku of ['desk', 'mug', 'game', 'rug']) assert.equal(estimateStore(terms, sku).readyAt, undefined, sku);
    assert.ok(estimateStore(terms, 'game', '2026-12-01T09:00:00Z').readyAt, 'released today');
  });

  it('has the dates of a shipment if the store has only some of the pieces', () => {
    const terms = termsWithProducts({ mug: { stock: 1, restock: { lead: { min: 5, max: 5, unit: 'business' } } } });
    const estimates = estimateSkus(terms, 'mug', { items: [{ sku: 'mug', quantity: 2 }] });
    const estimate = findEstimate('store:mitte', estimates);
    assert.equal(estimate.readyAt, undefined);
    assert.equal(formatWindow(estimate), '2026-12-02…2026-12-02');
  });

  it('uses the date at the store for the release', () => {
    const { places } = termsWithPlace('mitte', { timeZone: 'America/New_York' });
    const terms = termsWithProducts({ game: { availableFrom: '2026-12-01' } }, { places });
    // 00:30 on 1 December in Berlin, where it leaves from, is still November in New York.
    assert.equal(estimateStore(terms, 'game', '2026-11-30T23:30:00Z').readyAt, undefined);
    // The same instant with an offset.
    assert.equal(estimateStore(terms, 'game', '2026-12-01T08:30:00+09:00').readyAt, undefined);
    assert.ok(estimateStore(terms, 'game', '2026-12-01T05:30:00Z').readyAt);
  });

  it('has the dates of a shipment for a store without stock', () => {
    const terms = termsWith({ places: [{ ...mitte, ready: undefined }] });
    assert.equal(estimateStore(terms).readyAt, undefined);
    assert.equal(formatWindow(estimateStore(terms)), '2026-11-25…2026-11-25');
  });

  it('exists only for goods in stock if the method has no transit', () => {
    const methods = sampleTerms.methods.map((method) =>
      method.id === 'store' ? { ...method, services: [{ zones: ['city'] }] } : method,
    );
    const terms = termsWithProducts({ lamp: { stores: [] } }, { methods });
    assert.ok(estimateStore(terms).readyAt);
    assert.ok(!listIds(estimateSkus(terms, 'lamp')).includes('store:mitte'));
  });

  it('has readyAt for goods in stock, also if shipments there have no date', () => {
    const floating = { min: 3, max: 5, unit: 'day' as const };
    const methods = sampleTerms.methods.map((method) =>
      method.id === 'store' ? { ...method, services: [{ zones: ['city'], floating }] } : method,
    );
    const months = { min: 20, max: 40, unit: 'day' as const };
    const terms = termsWithProducts({ lamp: { stores: [] }, antique: { floating: months } }, { methods });
    assert.ok(estimateStore(terms).readyAt);
    assert.deepEqual(estimateStore(terms, 'lamp').term, floating);
    assert.deepEqual(estimateStore(terms, 'antique').term, months);
  });

  it('is not before the opening of the store, whatever is sent there', () => {
    const floating = { min: 1, max: 2, unit: 'hour' as const };
    const methods = sampleTerms.methods.map((method) =>
      method.id === 'store' ? { ...method, services: [{ zones: ['city'], floating }] } : method,
    );
    const terms = termsWithProducts(
      { reordered: { stock: 0, restock: {} }, made: { madeToOrder: true }, half: { stock: 1, restock: {} } },
      { methods },
    );
    // On Wednesday at 21:00: the store opens again on Saturday.
    const closed = '2026-11-25T20:00:00Z';
    for (const sku of ['reordered', 'made']) {
      assert.deepEqual(estimateStore(terms, sku, closed).window, { from: '2026-11-28' }, sku);
      assert.deepEqual(estimateStore(terms, sku, monday).term, floating, sku);
    }
    const items = [{ sku: 'half', quantity: 2 }];
    const half = findEstimate('store:mitte', estimateSkus(terms, 'half', { items }, closed));
    assert.deepEqual(half.window, { from: '2026-11-28' });
  });
});

describe('a request for one method or place', () => {
  it('has the estimates of this method or place only', () => {
    assert.deepEqual(listIds(estimateSkus(termsWith(), 'mug', { method: 'courier' })), ['courier']);
    assert.deepEqual(listIds(estimateSkus(termsWith(), 'mug', { place: 'mitte' })), ['store:mitte']);
    assert.deepEqual(listIds(estimateSkus(termsWith(), 'mug', { method: 'point', place: 'kiosk' })), ['point:kiosk']);
  });

  it('is no-service if the method or place is unknown or does not serve the zone', () => {
    const noService = [{ code: 'no-service' }];
    const codes = (request: Parameters<typeof estimateSkus>[2]) =>
      estimateSkus(termsWith(), 'mug', request).map(({ unavailable }) => unavailable);
    assert.deepEqual(codes({ method: 'courier', destination: inCountry }), noService);
    assert.deepEqual(codes({ method: 'store', place: 'kiosk' }), noService);
    assert.deepEqual(codes({ method: 'pigeon' }), noService);
    assert.deepEqual(codes({ place: 'moon', destination: inCity }), noService);
  });
});
