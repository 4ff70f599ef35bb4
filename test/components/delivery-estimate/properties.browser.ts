import { pageClock } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf, richEstimates } from './support/estimates.ts';
import { create, hasPart, mount, mountAnswered, parts, removeMounted, statesOf, textOf } from './support/mount.ts';

describe('delivery-estimate: properties', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  const given = { from: '2026-11-25', to: '2026-11-25', timeZone: 'Europe/Berlin', methodName: 'Parcel', compact: false };

  it('are the same before connection and after', async () => {
    const before = await mount({}, given);
    const after = await mount();
    Object.entries(given).forEach(([name, value]) => Reflect.set(after, name, value));
    await after.updateComplete;
    assert.equal(textOf(before), 'Arrives Wed, November 25');
    assert.equal(after.shadowRoot?.textContent, before.shadowRoot?.textContent);
  });

  it('set before the upgrade are kept', async () => {
    // In a document without definitions it stays a plain element until it is adopted.
    const plain = document.implementation.createHTMLDocument().createElement('waybill-delivery-estimate');
    Object.entries(given).forEach(([name, value]) => Reflect.set(plain, name, value));
    assert.isNull(plain.shadowRoot);
    document.body.append(plain);
    await plain.updateComplete;
    assert.equal(textOf(plain), 'Arrives Wed, November 25');
    plain.to = '2026-11-26';
    await plain.updateComplete;
    assert.match(textOf(plain) ?? '', /November 26$/);
    plain.remove();
  });

  it('say the same as attributes', async () => {
    const properties = await mount({}, { min: 1, max: 3, unit: 'business-day' });
    const attributes = await mount({ min: '1', max: '3', unit: 'business-day' });
    assert.equal(textOf(properties), textOf(attributes));
  });

  it('null is as good as absent, because frameworks take a property back that way', async () => {
    const element = await mount({}, { ...given, orderBy: '2026-11-23T14:00:00Z', price: 100, currency: 'EUR' });
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

  it('takes one estimate or a list, first choice first', async () => {
    const one = await mount({}, { estimates: estimateOf() });
    assert.match(textOf(one) ?? '', /^Arrives Wed, November 25/);
    const list = await mount({}, { estimates: richEstimates() });
    assert.equal(textOf(list, 'options')?.slice(0, 18), '2 delivery options');
    assert.deepEqual(parts(list, 'price').map(({ textContent }) => textContent), ['€2.90', 'free']);
  });

  it('an empty list is no answer', async () => {
    const element = await mount({}, { estimates: [] });
    assert.deepEqual(statesOf(element), []);
  });

  it('counts the options that can be chosen', async () => {
    const element = await mount({}, {
      estimates: [estimateOf(), estimateOf({ id: 'b' }), { id: 'c', kind: 'delivery', unavailable: { code: 'no-service' } }],
    });
    assert.lengthOf(parts(element, 'option'), 2);
    assert.match(textOf(element, 'options') ?? '', /^2 delivery options/);
  });

  it('draws everything that an estimate can say', async () => {
    const element = await mountAnswered(richEstimates(), {}, {
      items: [{ sku: 'cup', title: 'Blue cup' }, { sku: 'table' }],
    });
    assert.equal(textOf(element), '2 parcels: Wed, November 25 and Thu, November 26');
    assert.equal(textOf(element, 'countdown'), 'Order within 1 hr 59 min');
    assert.equal(textOf(element, 'availability'), 'Pre-order');
    assert.equal(textOf(element, 'method'), 'Pickup point, €2.90');
    assert.equal(textOf(element, 'place'), 'KioskLindenstr. 9Mon–Fri 9:00 AM–6:30 PM');
    assert.deepEqual(
      parts(element, 'parcel').map(({ textContent }) => textContent),
      ['Blue cupWed, November 25', 'tableThu, November 26'],
    );
    assert.lengthOf(parts(element, 'step'), 5);
    assert.equal(textOf(element, 'destination-summary'), 'Enter your postcode for a closer date');
  });

  it('nothing is drawn before it is in the page', async () => {
    const element = create({ from: '2026-11-25' });
    await Promise.resolve();
    assert.equal(element.shadowRoot?.textContent ?? '', '');
  });
});
