import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';
import { createEstimate } from './support/estimates.ts';
import { mount, removeMounted, textOf } from './support/mount.ts';

describe('delivery-estimate: prefer', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  const priced = (id: string, day: string, amount: number, fields: Partial<Estimate> = {}) =>
    createEstimate({
      id,
      window: { from: day, to: day },
      method: { id, name: id, price: { amount, currency: 'EUR' } },
      ...fields,
    });
  const estimates = [
    priced('Express', '2026-11-24', 990),
    priced('Standard', '2026-11-26', 0),
    priced('Kiosk', '2026-11-25', 0, { kind: 'collection' }),
  ];

  for (const [attributes, headline, alternatives] of [
    [{}, 'Arrives Thu 26 November', 'or tomorrow with Express, €9.90or collect Wed 25 November, Kiosk, free'],
    [{ prefer: 'fastest' }, 'Arrives tomorrow, Tue 24 November', 'or collect Wed 25 November, Kiosk, free'],
    [{ prefer: 'collection' }, 'Ready for pickup Wed 25 November', 'or tomorrow with Express, €9.90'],
    [{ method: 'Kiosk' }, 'Ready for pickup Wed 25 November', undefined],
    [{ compact: '' }, 'Arrives Thu 26 November', undefined],
    [{ compact: '', prefer: 'fastest' }, 'Arrives tomorrow, Tue 24 November', undefined],
  ] as const) {
    it(`${JSON.stringify(attributes)}: the headline and its alternatives`, async () => {
      const element = await mount({ ...attributes }, { estimates });
      assert.equal(textOf(element), headline);
      assert.equal(textOf(element, 'alternatives'), alternatives);
      assert.notInclude(textOf(element, 'status') ?? '', 'or ');
    });
  }

  it('takes precedence over the preference of an answer', async () => {
    const source = async (): Promise<unknown> => ({ estimates, prefer: 'fastest' });
    const element = await mount({ sku: 'cup' }, { source });
    await settle();
    assert.equal(textOf(element), 'Arrives tomorrow, Tue 24 November');
    element.prefer = 'cheapest';
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    element.removeAttribute('prefer');
    Reflect.set(element, 'prefer', null);
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives tomorrow, Tue 24 November');
  });

  it('of terms selects the headline', async () => {
    const terms = berlinShop();
    const [parcel] = terms.methods;
    const quick = { transit: { min: 1, max: 1, unit: 'business' as const }, zones: ['de'], price: 990 };
    const methods = [parcel, { ...parcel, id: 'express', services: [quick] }] as typeof terms.methods;
    const attributes = { sku: 'cup', country: 'DE', postal: '80331' };
    const cheapest = await mount(attributes, { terms: { ...terms, methods } });
    const fastest = await mount(attributes, { terms: { ...terms, methods, prefer: 'fastest' } });
    assert.equal(textOf(cheapest), 'Arrives Wed 25 November');
    assert.equal(textOf(cheapest, 'alternatives'), 'or tomorrow with Parcel, €9.90');
    assert.equal(textOf(fastest), 'Arrives tomorrow, Tue 24 November');
  });

  it('that is unknown gives a warning and counts as absent', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => void warnings.push(text);
    const element = await mount({ prefer: 'quickest' }, { estimates });
    console.warn = warn;
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    assert.deepEqual(warnings, [
      'Waybill: delivery-estimate: prefer="quickest" is no preference: expected cheapest, fastest, collection. It is ignored.',
    ]);
  });
});
