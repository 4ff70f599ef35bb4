import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlaceTerms } from '../../src/contract/shop-terms.ts';
import { ask, by, days, ids, inCity, inCountry, monday, sample, selling, shop } from './sample-terms.ts';

const [kiosk, mitte] = sample.places as [PlaceTerms, PlaceTerms];
const at = (id: string, changes: Partial<PlaceTerms>) =>
  shop({ places: [kiosk, mitte].map((place) => (place.id === id ? { ...place, ...changes } : place)) });

describe('a pickup point', () => {
  const point = (terms = shop(), now = monday) => by('point:kiosk', ask(terms, 'mug', {}, now));

  it('is reached on days when the carrier delivers and it is open', () => {
    // Tuesday and Wednesday the kiosk is closed, on Saturday 28 November the carrier rests.
    assert.equal(days(point()), '2026-11-26…2026-11-26');
    assert.equal(days(point(shop(), '2026-11-26T15:00:00Z')), '2026-12-04…2026-12-04');
    assert.equal(days(point(shop(), '2026-11-26T09:00:00Z')), '2026-11-27…2026-11-27');
  });

  it('is not reached on a day on which it is closed for once', () => {
    // Thursday 3 December: closed by the kiosk, though the carrier delivers.
    assert.equal(days(point(shop(), '2026-12-02T09:00:00Z')), '2026-12-04…2026-12-04');
  });

  it('is reached on a day on which it is open for once, if the carrier delivers then', () => {
    const open = at('kiosk', { dates: { '2026-11-24': [['12:00', '14:00']], '2026-11-29': [['12:00', '14:00']] } });
    assert.equal(days(point(open)), '2026-11-24…2026-11-24');
    // On Sunday the carrier does not deliver, open or not.
    assert.equal(days(point(open, '2026-11-27T15:00:00Z')), '2026-12-03…2026-12-03');
  });

  it('says what it is called, where it is and when it is open', () => {
    const { kind, place, method } = point();
    assert.equal(kind, 'collection');
    assert.equal(method?.id, 'point');
    assert.deepEqual(place, {
      id: 'kiosk',
      name: 'Station kiosk',
      address: 'Platz 1, 10557 Berlin',
      opening: kiosk.hours,
    });
  });

  it('ends its explanation with "ready", not "delivered"', () => {
    assert.deepEqual(point().explanation?.at(-1), { kind: 'ready', window: { from: '2026-11-26', to: '2026-11-26' } });
  });

  it('is offered in its zones alone', () => {
    assert.ok(ids(ask(shop(), 'mug', { destination: inCountry })).includes('point:kiosk'));
    const cityOnly = at('kiosk', { zones: ['city'] });
    assert.ok(!ids(ask(cityOnly, 'mug', { destination: inCountry })).includes('point:kiosk'));
  });

  it('tells today by its own zone', () => {
    assert.equal(by('point:kiosk', ask(at('kiosk', { timeZone: 'Europe/Lisbon' }), 'mug')).timeZone, 'Europe/Lisbon');
  });
});

describe('a store', () => {
  const store = (terms = shop(), skus = 'mug', now = monday) => by('store:mitte', ask(terms, skus, {}, now));

  it('has what is on its shelf ready within minutes', () => {
    const answer = store();
    // 10:00, asked between 10:00 and 10:05: an hour or two from 10:05 on.
    assert.deepEqual(answer.readyAt, { from: '2026-11-23T10:05:00Z', to: '2026-11-23T11:05:00Z' });
    assert.deepEqual(answer.window, { from: '2026-11-23', to: '2026-11-23' });
    assert.equal(answer.kind, 'collection');
    assert.equal(answer.validUntil, '2026-11-23T09:05:00Z');
    assert.equal(answer.orderBy, undefined);
  });

  it('that is closed has it ready after the next opening', () => {
    assert.deepEqual(store(shop(), 'mug', '2026-11-25T20:00:00Z').readyAt, {
      from: '2026-11-28T10:00:00Z',
      to: '2026-11-28T11:00:00Z',
    });
  });

  it('that does not have all of it on the shelf gets it sent', () => {
    const terms = selling({ lamp: { stores: ['elsewhere'] } });
    assert.equal(store(terms, 'lamp').readyAt, undefined);
    assert.equal(days(store(terms, 'lamp')), '2026-11-25…2026-11-25');
    assert.equal(days(store(terms, 'mug lamp')), '2026-11-25…2026-11-25');
    assert.ok(store(selling({ lamp: { stores: ['mitte'] } }), 'mug lamp').readyAt);
  });

  it('gets sent what is made to order, beyond stock or not released yet', () => {
    const lead = { min: 1, max: 1, unit: 'business' as const };
    const terms = selling({
      desk: { madeToOrder: true, lead },
      mug: { stock: 0, restock: { lead } },
      game: { availableFrom: '2026-12-01' },
      rug: { lead },
    });
    for (const sku of ['desk', 'mug', 'game', 'rug']) assert.equal(store(terms, sku).readyAt, undefined, sku);
    assert.ok(store(terms, 'game', '2026-12-01T09:00:00Z').readyAt, 'released today');
  });

  it('waits for a release by its own calendar', () => {
    const { places } = at('mitte', { timeZone: 'America/New_York' });
    const terms = selling({ game: { availableFrom: '2026-12-01' } }, { places });
    // 00:30 on 1 December in Berlin, where it leaves from, is still November in New York.
    assert.equal(store(terms, 'game', '2026-11-30T23:30:00Z').readyAt, undefined);
    // The instant is the same, written with an offset: nothing is read off its text.
    assert.equal(store(terms, 'game', '2026-12-01T08:30:00+09:00').readyAt, undefined);
    assert.ok(store(terms, 'game', '2026-12-01T05:30:00Z').readyAt);
  });

  it('without a shelf gets everything sent', () => {
    const terms = shop({ places: [{ ...mitte, ready: undefined }] });
    assert.equal(store(terms).readyAt, undefined);
    assert.equal(days(store(terms)), '2026-11-25…2026-11-25');
  });

  it('that nothing is sent to has only what is on its shelf', () => {
    const methods = sample.methods.map((method) =>
      method.id === 'store' ? { ...method, services: [{ zones: ['city'] }] } : method,
    );
    const terms = selling({ lamp: { stores: [] } }, { methods });
    assert.ok(store(terms).readyAt);
    assert.ok(!ids(ask(terms, 'lamp')).includes('store:mitte'));
  });

  it('has what is on its shelf ready also where what is sent there has no date', () => {
    const floating = { min: 3, max: 5, unit: 'day' as const };
    const methods = sample.methods.map((method) =>
      method.id === 'store' ? { ...method, services: [{ zones: ['city'], floating }] } : method,
    );
    const months = { min: 20, max: 40, unit: 'day' as const };
    const terms = selling({ lamp: { stores: [] }, antique: { floating: months } }, { methods });
    assert.ok(store(terms).readyAt);
    assert.deepEqual(store(terms, 'lamp').term, floating);
    assert.deepEqual(store(terms, 'antique').term, months);
  });
});

describe('asking for one method or one place', () => {
  it('answers for that one alone', () => {
    assert.deepEqual(ids(ask(shop(), 'mug', { method: 'courier' })), ['courier']);
    assert.deepEqual(ids(ask(shop(), 'mug', { place: 'mitte' })), ['store:mitte']);
    assert.deepEqual(ids(ask(shop(), 'mug', { method: 'point', place: 'kiosk' })), ['point:kiosk']);
  });

  it('has no service where it does not go there, or is not known', () => {
    const none = [{ code: 'no-service' }];
    const codes = (request: Parameters<typeof ask>[2]) =>
      ask(shop(), 'mug', request).map(({ unavailable }) => unavailable);
    assert.deepEqual(codes({ method: 'courier', destination: inCountry }), none);
    assert.deepEqual(codes({ method: 'store', place: 'kiosk' }), none);
    assert.deepEqual(codes({ method: 'pigeon' }), none);
    assert.deepEqual(codes({ place: 'moon', destination: inCity }), none);
  });
});
