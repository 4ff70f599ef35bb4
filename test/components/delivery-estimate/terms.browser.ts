import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { ShopTerms } from '../../../src/contract/shop-terms.ts';
import { hasPart, mount, parts, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';
import { json, reply, StubFetch } from './support/stub-fetch.ts';

const inMunich = { country: 'DE', postal: '80331' };
let lastFile = 0;
/** An address that no test has read yet: what was read is kept. */
const freshAddress = (): string => `/terms-${++lastFile}.json`;

describe('delivery-estimate: a shop\'s terms', () => {
  let network: StubFetch;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
    network.answer = () => berlinShop();
  });
  afterEach(async () => {
    removeMounted();
    network.restore();
    await settle();
  });

  it('as a property answer at once, without a request', async () => {
    const element = await mount({ sku: 'cup', ...inMunich }, { terms: berlinShop() });
    assert.equal(textOf(element), 'Arrives Wed, November 25');
    assert.equal(textOf(element, 'countdown'), 'Order within 59 min');
    assert.equal(textOf(element, 'method'), 'Parcel, €4.90');
    assert.lengthOf(network.sent, 0);
  });

  it('at an address are read once for all elements', async () => {
    const terms = freshAddress();
    const first = await mount({ sku: 'cup', ...inMunich, terms });
    const second = await mount({ sku: 'slow', ...inMunich, terms });
    await settle();
    const third = await mount({ sku: 'cup', ...inMunich, terms });
    assert.equal(textOf(first), 'Arrives Wed, November 25');
    assert.equal(textOf(second), 'Arrives Wed, December 2');
    assert.equal(textOf(third), 'Arrives Wed, November 25', 'known terms answer at once');
    assert.lengthOf(network.sent, 1);
    assert.include(network.sent[0]?.init, { cache: 'no-cache', credentials: 'same-origin', referrerPolicy: 'no-referrer' });
  });

  it('work without a product', async () => {
    const element = await mount({ ...inMunich }, { terms: berlinShop() });
    assert.equal(textOf(element), 'Arrives Wed, November 25');
  });

  it('react to product, quantity and place', async () => {
    const shop = berlinShop({ products: { '*': {}, cup: { stock: 1, restock: { lead: { min: 5, max: 5, unit: 'business' } } } } });
    const element = await mount({ sku: 'cup', ...inMunich }, { terms: shop });
    assert.equal(textOf(element), 'Arrives Wed, November 25');
    element.quantity = 2;
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Wed, December 2');
    element.quantity = 1;
    element.postal = '10115';
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives tomorrow, Tue, November 24');
    element.country = 'AT';
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Thu, November 26');
    element.country = 'FR';
    await element.updateComplete;
    assert.deepEqual(statesOf(element), ['unavailable']);
  });

  it('are coarse first, and finer once the place is known', async () => {
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    assert.match(textOf(element) ?? '', /^Arrives Tue, November 24\s–\sWed, November 25$/);
    assert.isTrue(hasPart(element, 'destination-form'));
    Object.assign(element, inMunich);
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives Wed, November 25');
  });

  it('answer for a cart, in several parcels', async () => {
    const items = [{ sku: 'cup', title: 'Cup' }, { sku: 'slow', title: 'Table' }];
    const element = await mount({ ...inMunich }, { items, terms: berlinShop({ ship: 'split' }) });
    assert.equal(textOf(element), '2 parcels: Wed, November 25 and Wed, December 2');
    assert.deepEqual(parts(element, 'label').slice(0, 2).map(({ textContent }) => textContent), ['Cup', 'Table']);
  });

  it('that are wrong leave the fallback', async () => {
    const wrong = { ...berlinShop(), origins: [] } as ShopTerms;
    const element = await mount({ sku: 'cup', ...inMunich }, { terms: wrong, children: ['2–3 days'] });
    assert.deepEqual(statesOf(element), ['invalid']);
    assert.equal(visibleText(element), '2–3 days');
  });

  for (const [what, answer] of [
    ['a server in trouble', () => json({}, { status: 503 })],
    ['a network that fails', () => new TypeError('network')],
    ['an HTML page', () => reply('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
  ] as const) {
    it(`are asked for again a minute later: ${what}`, async () => {
      network.answer = answer;
      const element = await mount({ sku: 'cup', ...inMunich, terms: freshAddress() }, { children: ['2–3 days'] });
      await settle();
      assert.deepEqual(statesOf(element), ['failed']);
      assert.equal(visibleText(element), '2–3 days');
      network.answer = () => berlinShop();
      await pageClock.pass(60_000);
      assert.equal(visibleText(element).slice(0, 24), 'Arrives Wed, November 25');
      assert.lengthOf(network.sent, 2);
    });
  }

  it('are read anew after an hour, without a flicker', async () => {
    const terms = freshAddress();
    const element = await mount({ sku: 'cup', ...inMunich, terms });
    await settle();
    network.answer = () => berlinShop({ products: { '*': { lead: { min: 5, max: 5, unit: 'business' } } } });
    const seen: string[] = [];
    const watch = new MutationObserver(() => seen.push(visibleText(element)));
    watch.observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true, characterData: true });
    await pageClock.pass(3_700_000);
    assert.lengthOf(network.sent, 2);
    assert.equal(textOf(element), 'Arrives Thu, December 3');
    assert.deepEqual(seen.filter((text) => !text.startsWith('Arrives')), []);
    watch.disconnect();
  });

  it('X12 are not asked of an origin that the page has not named', async () => {
    for (const terms of ['https://evil.example/terms.json', '//evil.example/t', ['javascript', 'alert(1)'].join(':'), 'https://u:p@localhost/t']) {
      const element = await mount({ sku: 'cup', terms }, { children: ['2–3 days'] });
      await settle();
      assert.equal(visibleText(element), '2–3 days');
    }
    assert.lengthOf(network.sent, 0);
  });
});
