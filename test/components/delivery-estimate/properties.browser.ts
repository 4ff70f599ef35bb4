import { pageClock } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate, createFullEstimates } from './support/estimates.ts';
import { create, hasPart, mount, mountRequested, parts, removeMounted, statesOf, textOf } from './support/mount.ts';

describe('delivery-estimate: properties', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  const properties = {
    from: '2026-11-25',
    to: '2026-11-25',
    timeZone: 'Europe/Berlin',
    methodName: 'Parcel',
    compact: false,
  };

  it('have the same effect before and after the connection', async () => {
    const before = await mount({}, properties);
    const after = await mount();
    Object.entries(properties).forEach(([name, value]) => Reflect.set(after, name, value));
    await after.updateComplete;
    assert.equal(textOf(before), 'Arrives Wed 25 November');
    assert.equal(after.shadowRoot?.textContent, before.shadowRoot?.textContent);
  });

  it('are kept if set before the upgrade', async () => {
    // The element is not upgraded in a document without a registry. Its adoption upgrades it.
    const plain = document.implementation.createHTMLDocument().createElement('waybill-delivery-estimate');
    Object.entries(properties).forEach(([name, value]) => Reflect.set(plain, name, value));
    assert.isNull(plain.shadowRoot);
    document.body.append(plain);
    await plain.updateComplete;
    assert.equal(textOf(plain), 'Arrives Wed 25 November');
    plain.to = '2026-11-26';
    await plain.updateComplete;
    assert.match(textOf(plain) ?? '', /26 November$/);
    plain.remove();
  });

  it('have the same effect as attributes', async () => {
    const withProperties = await mount({}, { min: 1, max: 3, unit: 'business-day' });
    const withAttributes = await mount({ min: '1', max: '3', unit: 'business-day' });
    assert.equal(textOf(withProperties), textOf(withAttributes));
  });

  it('are unset by null, which frameworks use to remove a property', async () => {
    const element = await mount({}, { ...properties, orderBy: '2026-11-23T14:00:00Z', price: 100, currency: 'EUR' });
    assert.isTrue(hasPart(element, 'countdown'));
    for (const name of ['orderBy', 'price', 'currency', 'methodName'] as const) Reflect.set(element, name, null);
    await element.updateComplete;
    assert.deepEqual(statesOf(element), ['ready']);
    assert.isFalse(hasPart(element, 'countdown'));
    assert.isFalse(hasPart(element, 'method'));
    for (const name of ['from', 'to', 'timeZone'] as const) Reflect.set(element, name, null);
    await element.updateComplete;
    assert.deepEqual(statesOf(element), []);
  });

  it('`estimates` is an estimate or a list', async () => {
    const single = await mount({}, { estimates: createEstimate() });
    assert.match(textOf(single) ?? '', /^Arrives Wed 25 – Thu 26 November$/);
    const list = await mount({}, { estimates: createFullEstimates() });
    assert.equal(textOf(list, 'options')?.slice(0, 18), '2 delivery options');
    assert.deepEqual(
      parts(list, 'price').map(({ textContent }) => textContent),
      [', €2.90', ', €4.90', '€2.90', '€4.90'],
    );
  });

  it('`estimates` may be empty', async () => {
    const element = await mount({}, { estimates: [] });
    assert.deepEqual(statesOf(element), []);
  });

  it('the options do not include unavailable estimates', async () => {
    const element = await mount(
      {},
      {
        estimates: [
          createEstimate(),
          createEstimate({ id: 'b' }),
          { id: 'c', kind: 'delivery', unavailable: { code: 'no-service' } },
        ],
      },
    );
    assert.lengthOf(parts(element, 'option'), 2);
    assert.match(textOf(element, 'options') ?? '', /^2 delivery options/);
  });

  it('an estimate is rendered with all its fields', async () => {
    const element = await mountRequested(
      createFullEstimates(),
      {},
      {
        items: [{ sku: 'cup', title: 'Blue cup' }, { sku: 'table' }],
      },
    );
    assert.equal(textOf(element), '2 parcels, the first on Wed 25 November, the last from Thu 26 November');
    assert.equal(textOf(element, 'countdown'), 'Order within 1 hr 59 min');
    assert.equal(textOf(element, 'availability'), 'Pre-order');
    assert.equal(textOf(element, 'method'), 'Pickup point, €2.90');
    assert.equal(textOf(element, 'place'), 'KioskLindenstr. 9Mon–Fri 9:00 AM–6:30 PM');
    assert.equal(textOf(element, 'alternatives'), 'or collect tomorrow, Express, €4.90');
    assert.deepEqual(
      parts(element, 'parcel').map(({ textContent }) => textContent),
      ['Blue cupWed 25 November', 'tableThu 26 November'],
    );
    assert.lengthOf(parts(element, 'step'), 5);
    assert.equal(textOf(element, 'destination-summary'), 'Enter your postcode for a more exact date');
  });

  it('nothing is rendered before the connection', async () => {
    const element = create({ from: '2026-11-25' });
    await Promise.resolve();
    assert.equal(element.shadowRoot?.textContent ?? '', '');
  });
});
