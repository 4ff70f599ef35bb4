import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  estimateSkus,
  findEstimate,
  listIds,
  inCountry,
  termsWithProducts,
  termsWith,
} from '../support/sample-terms.ts';

describe('an estimate', () => {
  it('has the id of its request, its method and its destination', () => {
    const estimates = estimateSkus(termsWith(), 'mug', { id: 'badge-7' });
    assert.ok(estimates.every(({ request }) => request === 'badge-7'));
    assert.deepEqual(listIds(estimates).sort(), ['courier', 'parcel', 'point:kiosk', 'store:mitte']);
    assert.deepEqual(findEstimate('parcel', estimates).destination, { country: 'DE', postal: '10115' });
    assert.deepEqual(
      estimateSkus(termsWithProducts({ mug: { stock: 0 } }), 'mug', { id: 'badge-8' }).map(({ request, id }) => ({
        request,
        id,
      })),
      [{ request: 'badge-8', id: 'out-of-stock' }],
    );
  });

  it('comes fastest first', () => {
    assert.deepEqual(listIds(estimateSkus(termsWith(), 'mug')), ['courier', 'store:mitte', 'parcel', 'point:kiosk']);
  });

  it('explains its date in steps', () => {
    assert.deepEqual(findEstimate('parcel', estimateSkus(termsWith(), 'mug')).explanation, [
      { kind: 'received', window: { from: '2026-11-23', to: '2026-11-23' } },
      { kind: 'cutoff', at: '2026-11-23T13:00:00Z', timeZone: 'Europe/Berlin' },
      { kind: 'packed', window: { from: '2026-11-23', to: '2026-11-23' } },
      { kind: 'handed-over', window: { from: '2026-11-23', to: '2026-11-23' } },
      { kind: 'in-transit', term: { min: 1, max: 2, unit: 'business-day' } },
      { kind: 'delivered', window: { from: '2026-11-24', to: '2026-11-25' } },
    ]);
  });

  it('has orderBy only if passing it changes the days', () => {
    assert.equal(findEstimate('parcel', estimateSkus(termsWith(), 'mug')).orderBy, '2026-11-23T13:00:00Z');
    // The kiosk gets an order from before and after the cut-off on the same day.
    const point = findEstimate('point:kiosk', estimateSkus(termsWith(), 'mug', {}, '2026-11-23T09:00:00Z'));
    assert.equal(point.orderBy, undefined);
    assert.equal(point.validUntil, '2026-11-23T13:00:00Z', 'the steps change at the cut-off');
  });
});

describe('names of an estimate', () => {
  const estimateName = (language?: string) =>
    findEstimate('parcel', estimateSkus(termsWith(), 'mug', language === undefined ? {} : { language })).method?.name;

  it('are in the language of the request, a shorter tag of it, or English', () => {
    assert.equal(estimateName('de'), 'Paket');
    assert.equal(estimateName('de-AT'), 'Paket');
    assert.equal(estimateName('de-CH'), 'Päckli');
    assert.equal(estimateName('DE-ch-1996'), 'Päckli');
    assert.equal(estimateName('fr'), 'Parcel');
    assert.equal(estimateName(), 'Parcel');
  });

  it('B4: have their languages as other systems print them', () => {
    const methods = structuredClone(termsWith().methods);
    for (const method of methods) method.name = { en: 'Parcel', de_AT: 'Paket', IW: 'חבילה' };
    const nameIn = (language: string) =>
      findEstimate('parcel', estimateSkus(termsWith({ methods }), 'mug', { language })).method?.name;
    for (const language of ['de-AT', 'de_AT', 'DE-at', 'de_AT.UTF-8'])
      assert.equal(nameIn(language), 'Paket', language);
    for (const language of ['he', 'iw', 'he-IL']) assert.equal(nameIn(language), 'חבילה', language);
    assert.equal(nameIn('english'), 'Parcel');
  });

  it('are in the first language without English', () => {
    const methods = termsWith().methods.map((method) => ({ ...method, name: { it: 'Pacco', es: 'Paquete' } }));
    assert.equal(
      findEstimate('parcel', estimateSkus(termsWith({ methods }), 'mug', { language: 'ja' })).method?.name,
      'Pacco',
    );
  });

  it('of places are localized too; a single name is used as it is', () => {
    assert.equal(
      findEstimate('point:kiosk', estimateSkus(termsWith(), 'mug', { language: 'de' })).place?.name,
      'Kiosk am Bahnhof',
    );
    assert.equal(
      findEstimate('store:mitte', estimateSkus(termsWith(), 'mug', { language: 'de' })).place?.name,
      'Mitte',
    );
  });
});

describe('prices of an estimate', () => {
  const estimatePrice = (subtotal?: number, terms = termsWith()) =>
    findEstimate('parcel', estimateSkus(terms, 'mug', { destination: inCountry, subtotal })).method?.price;

  it('are 0 from freeFrom on', () => {
    assert.deepEqual(estimatePrice(), { amount: 490, currency: 'EUR' });
    assert.deepEqual(estimatePrice(4999), { amount: 490, currency: 'EUR' });
    assert.deepEqual(estimatePrice(5000), { amount: 0, currency: 'EUR' });
  });

  it('are 0 from freeFrom on, also without a price below it', () => {
    const methods = termsWith().methods.map((method) => ({
      ...method,
      services: method.services.map((service) => ({ ...service, price: undefined })),
    }));
    assert.equal(estimatePrice(4999, termsWith({ methods })), undefined);
    assert.deepEqual(estimatePrice(5000, termsWith({ methods })), { amount: 0, currency: 'EUR' });
  });

  it('are absent without a currency', () => {
    assert.equal(estimatePrice(5000, { ...termsWith(), currency: undefined }), undefined);
  });

  it('of 0 are present', () => {
    assert.deepEqual(findEstimate('store:mitte', estimateSkus(termsWith(), 'mug')).method?.price, {
      amount: 0,
      currency: 'EUR',
    });
  });
});
