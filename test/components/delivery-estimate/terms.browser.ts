import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { ShopTerms } from '../../../src/contract/shop-terms.ts';
import { hasPart, mount, parts, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';
import { jsonResponse, textResponse, StubFetch } from './support/stub-fetch.ts';

const inMunich = { country: 'DE', postal: '80331' };
let lastFile = 0;
/** A new URL for each test: fetched terms are cached for the page. */
const createTermsUrl = (): string => `/terms-${++lastFile}.json`;

describe("delivery-estimate: a shop's terms", () => {
  let network: StubFetch;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
    network.respond = () => berlinShop();
  });
  afterEach(async () => {
    removeMounted();
    network.restore();
    await settle();
  });

  it('as a property give an estimate at once, without a request', async () => {
    const element = await mount({ sku: 'cup', ...inMunich }, { terms: berlinShop() });
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    assert.equal(textOf(element, 'countdown'), 'Order within 59 min');
    assert.equal(textOf(element, 'method'), 'Parcel, €4.90');
    assert.lengthOf(network.sent, 0);
  });

  it('at a URL are fetched once for all elements', async () => {
    const terms = createTermsUrl();
    const first = await mount({ sku: 'cup', ...inMunich, terms });
    const second = await mount({ sku: 'slow', ...inMunich, terms });
    await settle();
    const third = await mount({ sku: 'cup', ...inMunich, terms });
    assert.equal(textOf(first), 'Arrives Wed 25 November');
    assert.equal(textOf(second), 'Arrives Wed 2 December');
    assert.equal(textOf(third), 'Arrives Wed 25 November', 'cached terms give an estimate at once');
    assert.lengthOf(network.sent, 1);
    assert.include(network.sent[0]?.init, {
      cache: 'no-cache',
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
    });
  });

  it('D7: work without a product if all products are alike', async () => {
    const { products: _, ...withoutProducts } = berlinShop();
    for (const terms of [withoutProducts, berlinShop({ products: { '*': {} } })]) {
      const element = await mount({ ...inMunich }, { terms });
      assert.equal(textOf(element), 'Arrives Wed 25 November');
    }
  });

  it('give another estimate for another product, quantity or destination', async () => {
    const shop = berlinShop({
      products: { '*': {}, cup: { stock: 1, restock: { lead: { min: 5, max: 5, unit: 'business' } } } },
    });
    const element = await mount({ sku: 'cup', ...inMunich }, { terms: shop });
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    element.quantity = 2;
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Wed 2 December');
    element.quantity = 1;
    element.postal = '10115';
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives tomorrow, Tue 24 November');
    element.country = 'AT';
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    element.country = 'FR';
    await element.updateComplete;
    assert.deepEqual(statesOf(element), ['unavailable']);
  });

  it('give a narrower window once the destination is known', async () => {
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    assert.match(textOf(element) ?? '', /^Arrives Tue 24 – Wed 25 November$/);
    assert.isTrue(hasPart(element, 'destination-form'));
    Object.assign(element, inMunich);
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Wed 25 November');
  });

  it('give an estimate for a cart in several parcels', async () => {
    const items = [
      { sku: 'cup', title: 'Cup' },
      { sku: 'slow', title: 'Table' },
    ];
    const element = await mount({ ...inMunich }, { items, terms: berlinShop({ ship: 'split' }) });
    assert.equal(textOf(element), '2 parcels, the first on Wed 25 November, the last on Wed 2 December');
    assert.deepEqual(
      parts(element, 'label')
        .slice(0, 2)
        .map(({ textContent }) => textContent),
      ['Cup', 'Table'],
    );
  });

  it('that are invalid leave the fallback content', async () => {
    const invalidTerms = { ...berlinShop(), origins: [] } as ShopTerms;
    const element = await mount({ sku: 'cup', ...inMunich }, { terms: invalidTerms, children: ['2–3 days'] });
    assert.deepEqual(statesOf(element), ['invalid']);
    assert.equal(visibleText(element), '2–3 days');
  });

  it('C2: an unknown time zone leaves out its zone, with a warning', async () => {
    const complaints: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => void complaints.push(text);
    const terms = berlinShop();
    const [city, country, austria] = terms.zones;
    assert.isOk(city && country && austria);
    terms.zones = [city!, country!, { ...austria!, timeZone: 'America/Nowhere' }];
    const element = await mount({ sku: 'cup', ...inMunich }, { terms });
    console.warn = warn;
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    assert.deepEqual(complaints, [
      'Waybill: delivery-estimate: terms: zones.2.timeZone: expected a time zone such as Europe/Berlin. The zone is left out.',
    ]);
  });

  for (const [what, respond] of [
    ['503', () => jsonResponse({}, { status: 503 })],
    ['a network failure', () => new TypeError('network')],
    ['an HTML page', () => textResponse('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
  ] as const) {
    it(`are fetched again after a minute: ${what}`, async () => {
      network.respond = respond;
      const element = await mount({ sku: 'cup', ...inMunich, terms: createTermsUrl() }, { children: ['2–3 days'] });
      await settle();
      assert.deepEqual(statesOf(element), ['failed']);
      assert.equal(visibleText(element), '2–3 days');
      network.respond = () => berlinShop();
      await pageClock.pass(60_000);
      assert.equal(visibleText(element).slice(0, 23), 'Arrives Wed 25 November');
      assert.lengthOf(network.sent, 2);
    });
  }

  it('are fetched again after an hour, and the estimate stays until then', async () => {
    const terms = createTermsUrl();
    const element = await mount({ sku: 'cup', ...inMunich, terms });
    await settle();
    network.respond = () => berlinShop({ products: { '*': { lead: { min: 5, max: 5, unit: 'business' } } } });
    const texts: string[] = [];
    const observer = new MutationObserver(() => texts.push(visibleText(element)));
    observer.observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true, characterData: true });
    await pageClock.pass(3_700_000);
    assert.lengthOf(network.sent, 2);
    assert.equal(textOf(element), 'Arrives Thu 3 December');
    assert.deepEqual(
      texts.filter((text) => !text.startsWith('Arrives')),
      [],
    );
    observer.disconnect();
  });

  it('are not fetched from an origin that the page does not allow [X12]', async () => {
    for (const terms of [
      'https://evil.example/terms.json',
      '//evil.example/t',
      ['javascript', 'alert(1)'].join(':'),
      'https://u:p@localhost/t',
    ]) {
      const element = await mount({ sku: 'cup', terms }, { children: ['2–3 days'] });
      await settle();
      assert.equal(visibleText(element), '2–3 days');
    }
    assert.lengthOf(network.sent, 0);
  });
});
