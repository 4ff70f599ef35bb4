import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, by, ids, inCountry, selling, shop } from './sample-terms.ts';

describe('an answer', () => {
  it('carries the id of its request, its method and where to', () => {
    const answers = ask(shop(), 'mug', { id: 'badge-7' });
    assert.ok(answers.every(({ request }) => request === 'badge-7'));
    assert.deepEqual(ids(answers).sort(), ['courier', 'parcel', 'point:kiosk', 'store:mitte']);
    assert.deepEqual(by('parcel', answers).destination, { country: 'DE', postal: '10115' });
    assert.deepEqual(
      ask(selling({ mug: { stock: 0 } }), 'mug', { id: 'badge-8' }).map(({ request, id }) => ({ request, id })),
      [{ request: 'badge-8', id: 'out-of-stock' }],
    );
  });

  it('is fastest first', () => {
    assert.deepEqual(ids(ask(shop(), 'mug')), ['courier', 'store:mitte', 'parcel', 'point:kiosk']);
  });

  it('says why this date, step by step', () => {
    assert.deepEqual(by('parcel', ask(shop(), 'mug')).explanation, [
      { kind: 'received', window: { from: '2026-11-23', to: '2026-11-23' } },
      { kind: 'cutoff', at: '2026-11-23T13:00:00Z', timeZone: 'Europe/Berlin' },
      { kind: 'packed', window: { from: '2026-11-23', to: '2026-11-23' } },
      { kind: 'handed-over', window: { from: '2026-11-23', to: '2026-11-23' } },
      { kind: 'in-transit', term: { min: 1, max: 2, unit: 'business-day' } },
      { kind: 'delivered', window: { from: '2026-11-24', to: '2026-11-25' } },
    ]);
  });

  it('says a cut-off only where passing it changes the days', () => {
    assert.equal(by('parcel', ask(shop(), 'mug')).orderBy, '2026-11-23T13:00:00Z');
    // On Friday the kiosk gets what is ordered on Monday, too.
    const point = by('point:kiosk', ask(shop(), 'mug', {}, '2026-11-23T09:00:00Z'));
    assert.equal(point.orderBy, undefined);
    assert.equal(point.validUntil, '2026-11-23T13:00:00Z', 'its steps change all the same');
  });
});

describe('names', () => {
  const name = (language?: string) =>
    by('parcel', ask(shop(), 'mug', language === undefined ? {} : { language })).method?.name;

  it('come in the language of the request, else a shorter tag of it, else English', () => {
    assert.equal(name('de'), 'Paket');
    assert.equal(name('de-AT'), 'Paket');
    assert.equal(name('de-CH'), 'Päckli');
    assert.equal(name('DE-ch-1996'), 'Päckli');
    assert.equal(name('fr'), 'Parcel');
    assert.equal(name(), 'Parcel');
  });

  it('come in the first language there is where there is no English', () => {
    const methods = shop().methods.map((method) => ({ ...method, name: { it: 'Pacco', es: 'Paquete' } }));
    assert.equal(by('parcel', ask(shop({ methods }), 'mug', { language: 'ja' })).method?.name, 'Pacco');
  });

  it('of places come in the language too, and single names as they are', () => {
    assert.equal(by('point:kiosk', ask(shop(), 'mug', { language: 'de' })).place?.name, 'Kiosk am Bahnhof');
    assert.equal(by('store:mitte', ask(shop(), 'mug', { language: 'de' })).place?.name, 'Mitte');
  });
});

describe('prices', () => {
  const price = (subtotal?: number, terms = shop()) =>
    by('parcel', ask(terms, 'mug', { destination: inCountry, subtotal })).method?.price;

  it('are free from a subtotal on', () => {
    assert.deepEqual(price(), { amount: 490, currency: 'EUR' });
    assert.deepEqual(price(4999), { amount: 490, currency: 'EUR' });
    assert.deepEqual(price(5000), { amount: 0, currency: 'EUR' });
  });

  it('are free from a subtotal on also where the price below it is not said', () => {
    const methods = shop().methods.map((method) => ({
      ...method,
      services: method.services.map((service) => ({ ...service, price: undefined })),
    }));
    assert.equal(price(4999, shop({ methods })), undefined);
    assert.deepEqual(price(5000, shop({ methods })), { amount: 0, currency: 'EUR' });
  });

  it('are not said without a currency', () => {
    assert.equal(price(5000, { ...shop(), currency: undefined }), undefined);
  });

  it('of zero are free, which is not the same as not said', () => {
    assert.deepEqual(by('store:mitte', ask(shop(), 'mug')).method?.price, { amount: 0, currency: 'EUR' });
  });
});
