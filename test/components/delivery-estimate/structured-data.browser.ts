import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import '../../../src/components/delivery-estimate/json-ld.define.ts';
import { estimateOf } from './support/estimates.ts';
import { mount, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';

const inMunich = { sku: 'cup', country: 'DE', postal: '80331' };

describe('delivery-estimate: structured data', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  const scripts = (element: Element) => [...element.querySelectorAll<HTMLScriptElement>('script[type="application/ld+json"]')];
  const published = (element: Element): unknown => JSON.parse(scripts(element)[0]?.text ?? 'null');

  it('is not published unless the page says so', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    await settle();
    assert.lengthOf(scripts(element), 0);
  });

  it('says what the sentence says', async () => {
    const element = await mount({ ...inMunich, 'json-ld': '' }, { terms: berlinShop() });
    await settle();
    assert.equal(textOf(element), 'Arrives Wed, November 25');
    assert.deepEqual(published(element), {
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

  it('follows the answer in the same script, and goes with it', async () => {
    const element = await mount({ ...inMunich, 'json-ld': '' }, { terms: berlinShop() });
    await settle();
    const [script] = scripts(element);
    element.sku = 'slow';
    await settle();
    assert.isTrue(scripts(element)[0] === script);
    assert.include(script?.text, '"maxValue":7');
    element.country = 'FR';
    await settle();
    assert.lengthOf(scripts(element), 0);
  });

  it('a date without its steps is not published: its days are not known', async () => {
    const element = await mount({ 'json-ld': '' }, { estimates: estimateOf() });
    await settle();
    assert.lengthOf(scripts(element), 0);
  });

  it('X01 text cannot end the script', async () => {
    const nasty = '</script><script>window.canary()</script>';
    const element = await mount({ 'json-ld': '' }, {
      estimates: estimateOf({
        destination: { country: 'DE', postal: nasty, region: '<!--' },
        explanation: [
          { kind: 'received', window: { from: '2026-11-23', to: '2026-11-23' } },
          { kind: 'handed-over', window: { from: '2026-11-23', to: '2026-11-23' } },
        ],
      }),
    });
    await settle();
    assert.notInclude(scripts(element)[0]?.text, '<');
    assert.deepInclude(published(element), { shippingDestination: { '@type': 'DefinedRegion', addressCountry: 'DE', addressRegion: '<!--', postalCode: nasty } });
  });

  it('neither the data of the element nor its text is in the way', async () => {
    const element = await mount({ ...inMunich, 'json-ld': '' }, { terms: berlinShop(), children: ['2–3 days'] });
    await settle();
    const updates = new MutationObserver(() => assert.fail('drawn again'));
    updates.observe(element, { childList: true, subtree: true });
    element.requestUpdate();
    await settle();
    updates.disconnect();
    assert.equal(element.childNodes.length, 2);
  });
});
