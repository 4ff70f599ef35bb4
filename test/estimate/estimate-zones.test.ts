import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceTerms, ShopTerms, ZoneRule } from '../../src/contract/shop-terms.ts';
import { estimateSkus, findEstimate, formatWindow, listIds, inCountry, termsWith } from '../support/sample-terms.ts';

const transit = (min: number, max = min): ServiceTerms['transit'] => ({ min, max, unit: 'business' });

/** Terms with the given zones; a parcel takes one more day to each next zone. */
function termsWithZones(match: Record<string, ZoneRule[]>, changes: Partial<ShopTerms> = {}): ShopTerms {
  const names = Object.keys(match);
  return termsWith({
    zones: names.map((id) => ({ id, timeZone: 'Europe/Berlin', match: match[id] ?? [] })),
    methods: [
      {
        id: 'parcel',
        name: 'Parcel',
        kind: 'delivery',
        services: names.map((id, index) => ({ zones: [id], transit: transit(index + 1), price: 100 * (index + 1) })),
      },
    ],
    places: [],
    ...changes,
  });
}

const codes = (terms: ShopTerms, request: Parameters<typeof estimateSkus>[2]) =>
  estimateSkus(terms, 'mug', request).map(({ unavailable, needs }) => ({ code: unavailable?.code, needs }));

describe('estimates in zones', () => {
  it('have the methods, days, prices and time zone of the zone', () => {
    assert.deepEqual(listIds(estimateSkus(termsWith(), 'mug', { destination: inCountry })), ['parcel', 'point:kiosk']);
    const [abroad, ...others] = estimateSkus(termsWith(), 'mug', { destination: { country: 'at' } });
    assert.deepEqual(others, []);
    assert.equal(formatWindow(abroad!), '2026-11-26…2026-11-30');
    assert.deepEqual(abroad?.method?.price, { amount: 1290, currency: 'EUR' });
    assert.equal(abroad?.timeZone, 'Europe/Vienna');
    assert.equal(abroad?.needs, undefined);
  });

  it('use the next zone for an excluded place, or are no-service', () => {
    const island = { country: 'DE', postal: '25849' };
    assert.deepEqual(codes(termsWith(), { destination: island }), [{ code: 'no-service', needs: undefined }]);
    const terms = termsWithZones({
      main: [{ country: 'DE' }, { country: 'DE', postal: ['25845..25849'], exclude: true }],
      rest: [{ country: '*' }],
    });
    assert.equal(formatWindow(estimateSkus(terms, 'mug', { destination: island })[0]!), '2026-11-25…2026-11-25');
  });

  it('are no-service outside all zones', () => {
    assert.deepEqual(codes(termsWith(), { destination: { country: 'JP' } }), [
      { code: 'no-service', needs: undefined },
    ]);
  });

  it('are no-service in a zone without methods', () => {
    const terms = termsWith({ methods: termsWith().methods.filter(({ id }) => id === 'courier') });
    assert.deepEqual(codes(terms, { destination: inCountry }), [{ code: 'no-service', needs: undefined }]);
  });
});

describe('estimates for a partly known destination', () => {
  it('need the country without a destination', () => {
    const [estimate] = estimateSkus(termsWith(), 'mug', { destination: undefined });
    assert.deepEqual(estimate?.unavailable, { code: 'needs-destination' });
    assert.equal(estimate?.needs, 'country');
    assert.equal(estimate?.destination, undefined);
  });

  it('span all possible zones, without the fields that differ, and need the postcode', () => {
    const terms = termsWithZones({ near: [{ country: 'DE', postal: ['1'] }], far: [{ country: 'DE' }] });
    const coarse = estimateSkus(terms, 'mug', { destination: { country: 'DE' } });
    assert.equal(coarse.length, 1);
    assert.equal(formatWindow(coarse[0]!), '2026-11-24…2026-11-25');
    assert.equal(coarse[0]?.needs, 'postal');
    assert.deepEqual(coarse[0]?.method, { id: 'parcel', name: 'Parcel' });
    assert.equal(coarse[0]?.explanation, undefined);
    const fine = estimateSkus(terms, 'mug', { destination: { country: 'DE', postal: '10115' } });
    assert.equal(formatWindow(fine[0]!), '2026-11-24…2026-11-24');
    assert.equal(fine[0]?.needs, undefined);
    assert.deepEqual(fine[0]?.method?.price, { amount: 100, currency: 'EUR' });
  });

  it('keep price, orderBy and steps that are equal in all zones', () => {
    const estimate = findEstimate('parcel', estimateSkus(termsWith(), 'mug', { destination: { country: 'DE' } }));
    assert.deepEqual(estimate.method?.price, { amount: 490, currency: 'EUR' });
    assert.equal(estimate.orderBy, '2026-11-23T13:00:00Z');
    assert.equal(estimate.explanation?.at(-1)?.kind, 'delivered');
    assert.equal(estimate.needs, 'postal');
  });

  it('leave out steps that differ while the window is the same', () => {
    const terms = termsWithZones({ near: [{ country: 'DE', postal: ['1'] }], far: [{ country: 'DE' }] });
    const [method] = terms.methods;
    // Tuesday in both: one working day, or one day.
    const alike: ShopTerms = {
      ...terms,
      methods: [
        {
          ...method!,
          services: [
            { zones: ['near'], transit: { min: 1, max: 1, unit: 'business' } },
            { zones: ['far'], transit: { min: 1, max: 1, unit: 'calendar' } },
          ],
        },
      ],
    };
    const [estimate] = estimateSkus(alike, 'mug', { destination: { country: 'DE' } });
    assert.equal(formatWindow(estimate!), '2026-11-24…2026-11-24');
    assert.equal(estimate?.explanation, undefined);
  });

  it('span each parcel if all zones split the cart alike', () => {
    const base = termsWithZones({ near: [{ country: 'DE', postal: ['1'] }], far: [{ country: 'DE' }] });
    const terms: ShopTerms = {
      ...base,
      ship: 'split',
      products: { mug: {}, table: { lead: { min: 5, max: 5, unit: 'business' } } },
    };
    const [estimate] = estimateSkus(terms, 'mug table', { destination: { country: 'DE' } });
    assert.deepEqual(estimate?.parcels, [
      { items: ['mug'], window: { from: '2026-11-24', to: '2026-11-25' } },
      { items: ['table'], window: { from: '2026-12-01', to: '2026-12-02' } },
    ]);
  });

  it('leave out methods that only some of the zones have', () => {
    // A courier in the city must not be the first estimate for customers elsewhere.
    const coarse = estimateSkus(termsWith(), 'mug', { destination: { country: 'DE' } });
    assert.deepEqual(listIds(coarse), ['parcel', 'point:kiosk']);
    assert.ok(coarse.every(({ needs }) => needs === 'postal'));
    assert.deepEqual(codes(termsWith(), { destination: { country: 'DE' }, method: 'courier' }), [
      { code: 'needs-destination', needs: 'postal' },
    ]);
  });

  it('are needs-destination if it is open whether there is a service', () => {
    const terms = termsWithZones({ city: [{ country: 'DE', postal: ['10', '12'] }] });
    assert.deepEqual(codes(terms, { destination: { country: 'DE' } }), [
      { code: 'needs-destination', needs: 'postal' },
    ]);
    assert.deepEqual(codes(terms, { destination: inCountry }), [{ code: 'no-service', needs: undefined }]);
  });

  it('include a requested place in whichever zone', () => {
    const [estimate] = estimateSkus(termsWith(), 'mug', { destination: { country: 'DE' }, place: 'mitte' });
    assert.ok(estimate?.readyAt);
  });

  it('need the region if no postcode decides', () => {
    const terms = termsWithZones({ south: [{ country: 'DE', region: 'BY' }], rest: [{ country: 'DE' }] });
    assert.equal(estimateSkus(terms, 'mug', { destination: { country: 'DE' } })[0]?.needs, 'region');
    assert.equal(estimateSkus(terms, 'mug', { destination: { country: 'DE', postal: '80331' } })[0]?.needs, 'region');
    assert.equal(estimateSkus(terms, 'mug', { destination: { country: 'DE', region: 'BY' } })[0]?.needs, undefined);
  });

  it('need no field that cannot change the zone', () => {
    const terms = termsWithZones({
      munich: [{ country: 'DE', postal: ['80', '81'] }],
      south: [{ country: 'DE', region: 'BY' }],
      rest: [{ country: 'DE' }],
    });
    // Postal beats region: a postcode in Munich decides without the region.
    const [munich] = estimateSkus(terms, 'mug', { destination: { country: 'DE', postal: '80331' } });
    assert.equal(munich?.needs, undefined);
    assert.equal(formatWindow(munich!), '2026-11-24…2026-11-24');
    const [elsewhere] = estimateSkus(terms, 'mug', { destination: { country: 'DE', region: 'BY' } });
    assert.equal(elsewhere?.needs, 'postal');
    assert.equal(formatWindow(elsewhere!), '2026-11-24…2026-11-25');
    const excluding = termsWithZones({
      near: [
        { country: 'DE', postal: ['1'] },
        { country: 'DE', region: 'BY', exclude: true },
      ],
      rest: [{ country: 'DE' }],
    });
    const [excluded] = estimateSkus(excluding, 'mug', { destination: { country: 'DE', region: 'BY' } });
    assert.equal(excluded?.needs, undefined);
    assert.equal(formatWindow(excluded!), '2026-11-25…2026-11-25');
  });

  it('consider an undecided exclusion', () => {
    const exclude: ZoneRule = { country: 'DE', postal: ['25845..25849'], exclude: true };
    const terms = termsWithZones({ main: [{ country: 'DE' }, exclude], rest: [{ country: '*' }] });
    const [estimate] = estimateSkus(terms, 'mug', { destination: { country: 'DE' } });
    assert.equal(formatWindow(estimate!), '2026-11-24…2026-11-25');
    assert.equal(estimate?.needs, 'postal');
    // Without service for the excluded places, all others still get their date.
    const [only] = estimateSkus(termsWithZones({ main: [{ country: 'DE' }, exclude] }), 'mug', {
      destination: { country: 'DE' },
    });
    assert.equal(formatWindow(only!), '2026-11-24…2026-11-24');
    assert.equal(only?.needs, 'postal');
  });

  it('have no time zone if the zones differ in it', () => {
    const base = termsWithZones({ east: [{ country: 'RU', postal: ['69'] }], west: [{ country: 'RU' }] });
    const zones = base.zones.map((zone) => (zone.id === 'east' ? { ...zone, timeZone: 'Asia/Vladivostok' } : zone));
    const coarse = estimateSkus({ ...base, zones }, 'mug', { destination: { country: 'RU' } })[0];
    assert.equal(coarse?.timeZone, undefined);
    assert.equal(estimateSkus(base, 'mug', { destination: { country: 'RU' } })[0]?.timeZone, 'Europe/Berlin');
  });

  it('are needs-destination for a date in one zone and a term in another', () => {
    const base = termsWithZones({ near: [{ country: 'DE', postal: ['1'] }], far: [{ country: 'DE' }] });
    const terms: ShopTerms = {
      ...base,
      methods: [
        {
          ...base.methods[0]!,
          services: [
            { zones: ['near'], transit: { min: 1, max: 2, unit: 'business' } },
            { zones: ['far'], floating: { min: 3, max: 9, unit: 'day' } },
          ],
        },
      ],
    };
    assert.deepEqual(codes(terms, { destination: { country: 'DE' } }), [
      { code: 'needs-destination', needs: 'postal' },
    ]);
  });
});

describe('estimates for a default destination', () => {
  const termsWithDefault = (country: string, postal?: string): ShopTerms => ({
    ...termsWith(),
    defaultDestination: { country, ...(postal !== undefined && { postal }) },
  });
  const estimateDefault = (terms: ShopTerms) => estimateSkus(terms, 'mug', { destination: undefined });

  it('exist until the customer names a destination', () => {
    const estimate = findEstimate('parcel', estimateDefault(termsWithDefault('DE')));
    assert.equal(formatWindow(estimate), '2026-11-24…2026-11-25');
    assert.deepEqual(estimate.destination, { country: 'DE' });
    assert.equal(estimate.needs, 'postal');
    assert.deepEqual(listIds(estimateSkus(termsWithDefault('DE'), 'mug', { destination: { country: 'FR' } })), [
      'parcel',
    ]);
  });

  it('show only the country of the default', () => {
    const estimate = findEstimate('courier', estimateDefault(termsWithDefault('DE', '10115')));
    assert.equal(formatWindow(estimate), '2026-11-23…2026-11-23');
    assert.deepEqual(estimate.destination, { country: 'DE' });
    assert.equal(estimate.needs, 'postal');
  });
});
