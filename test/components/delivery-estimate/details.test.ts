import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tellMethod, tellParcels, tellPlace, tellSteps } from '../../../src/components/delivery-estimate/details.ts';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { estimateOf } from './support/estimates.ts';
import { plainText, tellingAt } from './support/telling.ts';

const telling = tellingAt('2026-11-23T12:00:00Z');
const priced = (name: string, amount: number, currency = 'EUR') => estimateOf({ method: { id: 'a', name, price: { amount, currency } } });
const plainSpaces = (text: string | undefined) => text?.replaceAll(/\s/g, ' ');

describe('details of an estimate', () => {
  const methods: [what: string, estimate: Estimate, text: string | undefined][] = [
    ['name and price', priced('Parcel', 490), '\u2068Parcel\u2069, €4.90'],
    ['a name alone', estimateOf({ method: { id: 'a', name: 'Parcel' } }), 'Parcel'],
    ['a price alone', priced('', 490), '€4.90'],
    ['free', priced('', 0), 'free'],
    ['a currency without cents', priced('', 490, 'JPY'), '¥490'],
    ['a currency with thousandths', priced('', 4900, 'KWD'), 'KWD 4.900'],
    ['neither', estimateOf(), undefined],
  ];
  for (const [what, estimate, text] of methods) {
    it(`method: ${what}`, () => assert.equal(plainSpaces(tellMethod(estimate, telling)), text));
  }

  it('opening hours: days alike in one line, closed days left out', () => {
    const opening = {
      1: [['09:00', '18:00']], 2: [['09:00', '18:00']], 3: [['09:00', '18:00']],
      4: [['09:00', '12:00'], ['14:00', '20:00']],
      6: [['10:00', '24:00']],
    } as NonNullable<NonNullable<Estimate['place']>['opening']>;
    const place = tellPlace(estimateOf({ place: { name: 'Kiosk', opening } }), telling);
    assert.deepEqual(place?.hours.map(plainSpaces), [
      'Mon–Wed 9:00 AM–6:00 PM',
      'Thu 9:00 AM–12:00 PM, 2:00 PM–8:00 PM',
      'Sat 10:00 AM–12:00 AM',
    ]);
  });

  it('opening hours: the shop\'s own words come first', () => {
    const place = tellPlace(estimateOf({ place: { name: 'Kiosk', hours: 'Ring twice', opening: { 1: [['09:00', '18:00']] } } }), telling);
    assert.deepEqual(place?.hours, ['Ring twice']);
  });

  it('parcels: by what is in them, else by number', () => {
    const parcels = [
      { items: ['a', 'b'], window: { from: '2026-11-25', to: '2026-11-25' } },
      { items: ['c'], window: { from: '2026-11-26', to: '2026-11-26' } },
    ];
    const labels = tellParcels(estimateOf({ parcels }), new Map([['a', 'Cup'], ['b', 'Table']]), telling).map(({ label }) => label);
    assert.deepEqual(labels, ['Cup and Table', 'Parcel 2']);
  });

  it('K02 a step\'s time names its zone where a reader\'s clock shows another', () => {
    const step = (timeZone: string) =>
      plainText(tellSteps(estimateOf({ explanation: [{ kind: 'cutoff', at: '2026-11-23T11:00:00Z', timeZone }] }), telling)[0]?.when ?? []);
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    assert.match(step('Asia/Vladivostok'), /^Mon, November 23,? (at )?9:00 PM GMT\+10$/);
    assert.doesNotMatch(step(own), /GMT|UTC|[A-Z]{3,4}$/);
  });

  it('steps: a day, a range, a term', () => {
    const explanation: Estimate['explanation'] = [
      { kind: 'received', window: { from: '2026-11-23', to: '2026-11-23' } },
      { kind: 'packed', window: { from: '2026-11-23', to: '2026-11-24' } },
      { kind: 'in-transit', term: { min: 1, max: 2, unit: 'business-day' } },
      { kind: 'released', window: { from: '2027-01-04' } },
      { kind: 'ready' },
    ];
    assert.deepEqual(tellSteps(estimateOf({ explanation }), telling).map(({ when }) => plainText(when)), [
      'Mon, November 23',
      'Mon, November 23 – Tue, November 24',
      'from 1 to 2 working days',
      'Mon, January 4, 2027',
      '',
    ]);
  });
});
