import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceTerms, ShopTerms, ZoneRule } from '../../src/contract/shop-terms.ts';
import { ask, by, days, ids, inCountry, shop } from './sample-terms.ts';

const transit = (min: number, max = min): ServiceTerms['transit'] => ({ min, max, unit: 'business' });

/** A shop with zones by name and one method that takes a different number of days to each. */
function zoned(match: Record<string, ZoneRule[]>, changes: Partial<ShopTerms> = {}): ShopTerms {
  const names = Object.keys(match);
  return shop({
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

const codes = (terms: ShopTerms, request: Parameters<typeof ask>[2]) =>
  ask(terms, 'mug', request).map(({ unavailable, needs }) => ({ code: unavailable?.code, needs }));

describe('zones', () => {
  it('decide methods, days, prices and what today is', () => {
    assert.deepEqual(ids(ask(shop(), 'mug', { destination: inCountry })), ['parcel', 'point:kiosk']);
    const [abroad, ...others] = ask(shop(), 'mug', { destination: { country: 'at' } });
    assert.deepEqual(others, []);
    assert.equal(days(abroad!), '2026-11-26…2026-11-30');
    assert.deepEqual(abroad?.method?.price, { amount: 1290, currency: 'EUR' });
    assert.equal(abroad?.timeZone, 'Europe/Vienna');
    assert.equal(abroad?.needs, undefined);
  });

  it('that exclude a place leave it to the rest, or to nobody', () => {
    const island = { country: 'DE', postal: '25849' };
    assert.deepEqual(codes(shop(), { destination: island }), [{ code: 'no-service', needs: undefined }]);
    const terms = zoned({
      main: [{ country: 'DE' }, { country: 'DE', postal: ['25845..25849'], exclude: true }],
      rest: [{ country: '*' }],
    });
    assert.equal(days(ask(terms, 'mug', { destination: island })[0]!), '2026-11-25…2026-11-25');
  });

  it('that take nobody have no service, once and for all', () => {
    assert.deepEqual(codes(shop(), { destination: { country: 'JP' } }), [{ code: 'no-service', needs: undefined }]);
  });

  it('without any method have no service', () => {
    const terms = shop({ methods: shop().methods.filter(({ id }) => id === 'courier') });
    assert.deepEqual(codes(terms, { destination: inCountry }), [{ code: 'no-service', needs: undefined }]);
  });
});

describe('while the place is not known', () => {
  it('asks for the country', () => {
    const [answer] = ask(shop(), 'mug', { destination: undefined });
    assert.deepEqual(answer?.unavailable, { code: 'needs-destination' });
    assert.equal(answer?.needs, 'country');
    assert.equal(answer?.destination, undefined);
  });

  it('spans what is possible, leaves out what differs, and asks for the postcode', () => {
    const terms = zoned({ near: [{ country: 'DE', postal: ['1'] }], far: [{ country: 'DE' }] });
    const coarse = ask(terms, 'mug', { destination: { country: 'DE' } });
    assert.equal(coarse.length, 1);
    assert.equal(days(coarse[0]!), '2026-11-24…2026-11-25');
    assert.equal(coarse[0]?.needs, 'postal');
    assert.deepEqual(coarse[0]?.method, { id: 'parcel', name: 'Parcel' });
    assert.equal(coarse[0]?.explanation, undefined);
    const fine = ask(terms, 'mug', { destination: { country: 'DE', postal: '10115' } });
    assert.equal(days(fine[0]!), '2026-11-24…2026-11-24');
    assert.equal(fine[0]?.needs, undefined);
    assert.deepEqual(fine[0]?.method?.price, { amount: 100, currency: 'EUR' });
  });

  it('keeps what is the same wherever it goes: price, cut-off, parcels and steps', () => {
    const answer = by('parcel', ask(shop(), 'mug', { destination: { country: 'DE' } }));
    assert.deepEqual(answer.method?.price, { amount: 490, currency: 'EUR' });
    assert.equal(answer.orderBy, '2026-11-23T13:00:00Z');
    assert.equal(answer.explanation?.at(-1)?.kind, 'delivered');
    assert.equal(answer.needs, 'postal');
  });

  it('leaves out steps and parcels that differ, though the window is the same', () => {
    const terms = zoned({ near: [{ country: 'DE', postal: ['1'] }], far: [{ country: 'DE' }] });
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
    const [answer] = ask(alike, 'mug', { destination: { country: 'DE' } });
    assert.equal(days(answer!), '2026-11-24…2026-11-24');
    assert.equal(answer?.explanation, undefined);
  });

  it('spans parcels one by one where the cart is parted alike', () => {
    const base = zoned({ near: [{ country: 'DE', postal: ['1'] }], far: [{ country: 'DE' }] });
    const terms: ShopTerms = {
      ...base,
      ship: 'split',
      products: { mug: {}, table: { lead: { min: 5, max: 5, unit: 'business' } } },
    };
    const [answer] = ask(terms, 'mug table', { destination: { country: 'DE' } });
    assert.deepEqual(answer?.parcels, [
      { items: ['mug'], window: { from: '2026-11-24', to: '2026-11-25' } },
      { items: ['table'], window: { from: '2026-12-01', to: '2026-12-02' } },
    ]);
  });

  it('does not promise to all what only some can have', () => {
    // A courier in the city alone must not head the page of somebody elsewhere.
    const coarse = ask(shop(), 'mug', { destination: { country: 'DE' } });
    assert.deepEqual(ids(coarse), ['parcel', 'point:kiosk']);
    assert.ok(coarse.every(({ needs }) => needs === 'postal'));
    assert.deepEqual(codes(shop(), { destination: { country: 'DE' }, method: 'courier' }), [
      { code: 'needs-destination', needs: 'postal' },
    ]);
  });

  it('says nothing while nobody knows whether there is a service at all', () => {
    const terms = zoned({ city: [{ country: 'DE', postal: ['10', '12'] }] });
    assert.deepEqual(codes(terms, { destination: { country: 'DE' } }), [
      { code: 'needs-destination', needs: 'postal' },
    ]);
    assert.deepEqual(codes(terms, { destination: inCountry }), [{ code: 'no-service', needs: undefined }]);
  });

  it('answers for a place that was chosen, whatever zone the customer is in', () => {
    const [answer] = ask(shop(), 'mug', { destination: { country: 'DE' }, place: 'mitte' });
    assert.ok(answer?.readyAt);
  });

  it('asks for the region where only that decides', () => {
    const terms = zoned({ south: [{ country: 'DE', region: 'BY' }], rest: [{ country: 'DE' }] });
    assert.equal(ask(terms, 'mug', { destination: { country: 'DE' } })[0]?.needs, 'region');
    assert.equal(ask(terms, 'mug', { destination: { country: 'DE', postal: '80331' } })[0]?.needs, 'region');
    assert.equal(ask(terms, 'mug', { destination: { country: 'DE', region: 'BY' } })[0]?.needs, undefined);
  });

  it('asks for nothing that could not change the answer', () => {
    const terms = zoned({
      munich: [{ country: 'DE', postal: ['80', '81'] }],
      south: [{ country: 'DE', region: 'BY' }],
      rest: [{ country: 'DE' }],
    });
    // Postal beats region: once the postcode is in Munich, the region is of no account.
    const [munich] = ask(terms, 'mug', { destination: { country: 'DE', postal: '80331' } });
    assert.equal(munich?.needs, undefined);
    assert.equal(days(munich!), '2026-11-24…2026-11-24');
    const [elsewhere] = ask(terms, 'mug', { destination: { country: 'DE', region: 'BY' } });
    assert.equal(elsewhere?.needs, 'postal');
    assert.equal(days(elsewhere!), '2026-11-24…2026-11-25');
    const excluding = zoned({
      near: [{ country: 'DE', postal: ['1'] }, { country: 'DE', region: 'BY', exclude: true }],
      rest: [{ country: 'DE' }],
    });
    const [excluded] = ask(excluding, 'mug', { destination: { country: 'DE', region: 'BY' } });
    assert.equal(excluded?.needs, undefined);
    assert.equal(days(excluded!), '2026-11-25…2026-11-25');
  });

  it('counts with an exclusion that is not decided yet', () => {
    const exclude: ZoneRule = { country: 'DE', postal: ['25845..25849'], exclude: true };
    const terms = zoned({ main: [{ country: 'DE' }, exclude], rest: [{ country: '*' }] });
    const [answer] = ask(terms, 'mug', { destination: { country: 'DE' } });
    assert.equal(days(answer!), '2026-11-24…2026-11-25');
    assert.equal(answer?.needs, 'postal');
    // Where the excluded have no service at all, the rest still get their date.
    const [only] = ask(zoned({ main: [{ country: 'DE' }, exclude] }), 'mug', { destination: { country: 'DE' } });
    assert.equal(days(only!), '2026-11-24…2026-11-24');
    assert.equal(only?.needs, 'postal');
  });

  it('leaves the zone of today to the reader where the zones differ in it', () => {
    const base = zoned({ east: [{ country: 'RU', postal: ['69'] }], west: [{ country: 'RU' }] });
    const zones = base.zones.map((zone) => (zone.id === 'east' ? { ...zone, timeZone: 'Asia/Vladivostok' } : zone));
    const coarse = ask({ ...base, zones }, 'mug', { destination: { country: 'RU' } })[0];
    assert.equal(coarse?.timeZone, undefined);
    assert.equal(ask(base, 'mug', { destination: { country: 'RU' } })[0]?.timeZone, 'Europe/Berlin');
  });

  it('cannot span a date and a term', () => {
    const base = zoned({ near: [{ country: 'DE', postal: ['1'] }], far: [{ country: 'DE' }] });
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

describe('a default destination', () => {
  const assuming = (country: string, postal?: string): ShopTerms => ({
    ...shop(),
    defaultDestination: { country, ...(postal !== undefined && { postal }) },
  });
  const undecided = (terms: ShopTerms) => ask(terms, 'mug', { destination: undefined });

  it('gives a first answer until the customer says where to', () => {
    const answer = by('parcel', undecided(assuming('DE')));
    assert.equal(days(answer), '2026-11-24…2026-11-25');
    assert.deepEqual(answer.destination, { country: 'DE' });
    assert.equal(answer.needs, 'postal');
    assert.deepEqual(ids(ask(assuming('DE'), 'mug', { destination: { country: 'FR' } })), ['parcel']);
  });

  it('may be a postcode, which is not said back as if the customer had given it', () => {
    const answer = by('courier', undecided(assuming('DE', '10115')));
    assert.equal(days(answer), '2026-11-23…2026-11-23');
    assert.deepEqual(answer.destination, { country: 'DE' });
    assert.equal(answer.needs, 'postal');
  });
});
