import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import '../../../src/components/delivery-estimate/json-ld.define.ts';
import { createEstimate } from './support/estimates.ts';
import { mount, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const inMunich = { sku: 'cup', country: 'DE', postal: '80331' };

describe('delivery-estimate: structured data (JSON-LD)', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  const getScripts = (element: Element) => [
    ...element.querySelectorAll<HTMLScriptElement>('script[type="application/ld+json"]'),
  ];
  const getPublished = (element: Element): unknown => JSON.parse(getScripts(element)[0]?.text ?? 'null');

  it('is not published without the attribute json-ld', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    await settle();
    assert.lengthOf(getScripts(element), 0);
  });

  it('has the dates of a single delivery', async () => {
    const element = await mount({ ...inMunich, 'json-ld': '' }, { terms: berlinShop() });
    await settle();
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    assert.deepEqual(getPublished(element), {
      '@context': 'https://schema.org',
      '@type': 'OfferShippingDetails',
      deliveryTime: {
        '@type': 'ShippingDeliveryTime',
        handlingTime: { '@type': 'QuantitativeValue', minValue: 0, maxValue: 0, unitCode: 'DAY' },
        transitTime: { '@type': 'QuantitativeValue', minValue: 2, maxValue: 2, unitCode: 'DAY' },
      },
      shippingRate: { '@type': 'MonetaryAmount', value: 4.9, currency: 'EUR' },
      shippingDestination: { '@type': 'DefinedRegion', addressCountry: 'DE', postalCode: '80331' },
    });
  });

  it('is a list of all deliveries, whichever estimate leads, and of no collection', async () => {
    const terms = berlinShop();
    const [parcel] = terms.methods;
    const service = parcel?.services[1];
    const methods = [
      { ...parcel, services: [{ ...service, price: 0 }] },
      { ...parcel, id: 'express', services: [{ ...service, transit: { min: 1, max: 1, unit: 'business' } }] },
      { ...parcel, id: 'point', kind: 'pickup-point', services: [{ ...service, price: 0 }] },
    ] as typeof terms.methods;
    const kiosk = {
      id: 'kiosk',
      name: 'Kiosk',
      methods: ['point'],
      zones: ['de'],
      timeZone: 'Europe/Berlin',
      hours: { 1: [['09:00', '18:00']], 3: [['09:00', '18:00']] } as const,
    };
    const shop = { ...terms, methods, places: [kiosk] };
    for (const prefer of ['cheapest', 'fastest', 'collection'] as const) {
      const element = await mount({ ...inMunich, 'json-ld': '' }, { prefer, terms: shop });
      await settle();
      const published = getPublished(element) as { deliveryTime: { transitTime: { maxValue: number } } }[];
      assert.sameMembers(
        published.map(({ deliveryTime }) => deliveryTime.transitTime.maxValue),
        [1, 2],
      );
      assert.equal(textOf(element)?.startsWith('Ready'), prefer === 'collection');
    }
  });

  it('is updated in the same script, and removed with the estimate', async () => {
    const element = await mount({ ...inMunich, 'json-ld': '' }, { terms: berlinShop() });
    await settle();
    const [script] = getScripts(element);
    element.sku = 'slow';
    await settle();
    assert.isTrue(getScripts(element)[0] === script);
    assert.include(script?.text, '"maxValue":7');
    element.country = 'FR';
    await settle();
    assert.lengthOf(getScripts(element), 0);
  });

  it('is not published for an estimate without steps, whose handling and transit times are unknown', async () => {
    const element = await mount({ 'json-ld': '' }, { estimates: createEstimate() });
    await settle();
    assert.lengthOf(getScripts(element), 0);
  });

  it('text cannot close the script [X01]', async () => {
    const hostileText = '</script><script>window.canary()</script>';
    const element = await mount(
      { 'json-ld': '' },
      {
        estimates: createEstimate({
          destination: { country: 'DE', postal: hostileText, region: '<!--' },
          explanation: [
            { kind: 'received', window: { from: '2026-11-23', to: '2026-11-23' } },
            { kind: 'handed-over', window: { from: '2026-11-23', to: '2026-11-23' } },
          ],
        }),
      },
    );
    await settle();
    assert.notInclude(getScripts(element)[0]?.text, '<');
    assert.deepInclude(getPublished(element), {
      shippingDestination: {
        '@type': 'DefinedRegion',
        addressCountry: 'DE',
        addressRegion: '<!--',
        postalCode: hostileText,
      },
    });
  });

  it('the published script is neither inline data nor fallback content', async () => {
    const element = await mount({ ...inMunich, 'json-ld': '' }, { terms: berlinShop(), children: ['2–3 days'] });
    await settle();
    const updates = new MutationObserver(() => assert.fail('the script was replaced'));
    updates.observe(element, { childList: true, subtree: true });
    element.requestUpdate();
    await settle();
    updates.disconnect();
    assert.equal(element.childNodes.length, 2);
  });
});
