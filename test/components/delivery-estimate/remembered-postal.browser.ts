import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { fieldOf, submitPlace, summaryOf } from './support/destination-form.ts';
import { mount, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const KEY = 'waybill-destination';

describe('delivery-estimate: remember-postal', () => {
  before(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(async () => {
    removeMounted();
    sessionStorage.clear();
    await settle();
  });

  // The order of the tests matters: an entered postcode stays for the whole page.
  it('nothing is stored without the attribute', async () => {
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    submitPlace(element, { postal: '10115' });
    await settle();
    assert.lengthOf(sessionStorage, 0);
    const other = await mount({ sku: 'cup', 'remember-postal': '' }, { terms: berlinShop() });
    assert.include(textOf(other), '–');
  });

  it('a postcode that another page has stored is used, with the country in any case', async () => {
    for (const country of ['DE', 'de']) {
      sessionStorage.setItem(KEY, `${country} 10115`);
      const element = await mount({ sku: 'cup', 'remember-postal': '' }, { terms: berlinShop() });
      assert.equal(textOf(element), 'Arrives tomorrow, Tue 24 November', country);
      assert.match(summaryOf(element).textContent, /^Delivery to 10115/);
      assert.equal(fieldOf(element, 'postal').value, '10115');
    }
  });

  for (const stored of ['', 'DE', '10115', 'Germany 10115', `DE ${'1'.repeat(40)}`, '{"country":"DE"}']) {
    it(`an invalid stored value is ignored: "${stored.slice(0, 12)}"`, async () => {
      sessionStorage.setItem(KEY, stored);
      const element = await mount({ sku: 'cup', 'remember-postal': '' }, { terms: berlinShop() });
      assert.include(textOf(element), '–');
    });
  }

  it('a destination in attributes has precedence', async () => {
    sessionStorage.setItem(KEY, 'DE 10115');
    const element = await mount(
      { sku: 'cup', 'remember-postal': '', country: 'DE', postal: '80331' },
      { terms: berlinShop() },
    );
    assert.equal(textOf(element), 'Arrives Wed 25 November');
  });

  it('other elements of the page use the postcode if the storage throws', async () => {
    const storage = Object.getOwnPropertyDescriptor(window, 'sessionStorage') as PropertyDescriptor;
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    try {
      const element = await mount({ sku: 'cup', 'remember-postal': '' }, { terms: berlinShop() });
      assert.include(textOf(element), '–');
      submitPlace(element, { postal: '10115' });
      await settle();
      const other = await mount({ sku: 'cup', 'remember-postal': '' }, { terms: berlinShop() });
      assert.equal(textOf(other), 'Arrives tomorrow, Tue 24 November');
    } finally {
      Object.defineProperty(window, 'sessionStorage', storage);
    }
  });

  it('only country and postcode are stored', async () => {
    const element = await mount({ sku: 'cup', 'remember-postal': '' }, { terms: berlinShop() });
    submitPlace(element, { postal: '10117' });
    await settle();
    assert.deepEqual(Object.entries(sessionStorage), [[KEY, 'DE 10117']]);
  });
});
