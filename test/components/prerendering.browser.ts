import { expect } from '@open-wc/testing';
import { pageClock } from '../support/page-clock.ts';
import '../../src/components/cancel-item/cancel-item.define.ts';
import '../../src/components/delivery-estimate/delivery-estimate.define.ts';
import '../../src/components/order-status/order-status.define.ts';
import { createOrder } from '../support/order-fixtures.ts';
import { createEstimate } from './delivery-estimate/support/estimates.ts';
import { jsonResponse, StubFetch } from './delivery-estimate/support/stub-fetch.ts';

describe('a prerendered page', () => {
  let fetchStub: StubFetch;
  let isPrerendered = true;
  before(() => Object.defineProperty(document, 'prerendering', { configurable: true, get: () => isPrerendered }));
  after(() => Reflect.deleteProperty(document, 'prerendering'));
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    isPrerendered = true;
    fetchStub = new StubFetch();
    fetchStub.respond = ({ url }) => {
      if (url.endsWith('/estimates')) return [createEstimate()];
      return url.endsWith('/events') ? jsonResponse({}, { status: 404 }) : createOrder();
    };
  });
  afterEach(async () => {
    document.body.replaceChildren();
    // A stream outlives its element by a second.
    await pageClock.pass(2_000);
    fetchStub.restore();
  });

  for (const [tag, attributes] of [
    ['waybill-order-status', { endpoint: '/shop', 'order-id': 'o1' }],
    ['waybill-cancel-item', { endpoint: '/shop', 'order-id': 'o2', 'line-item': 'dune' }],
    ['waybill-delivery-estimate', { endpoint: '/shop', sku: 'cup', country: 'DE' }],
    ['waybill-delivery-estimate', { terms: '/terms.json', sku: 'cup', country: 'DE' }],
    ['waybill-delivery-estimate', { sku: 'cup', country: 'DE' }],
  ] as const)
    it(`requests nothing for ${tag} with ${Object.keys(attributes)[0]}, and starts when it is shown (E12)`, async () => {
      let calls = 0;
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      Reflect.set(element, 'token', () => ((calls += 1), 'guest-token'));
      if (!('endpoint' in attributes) && !('terms' in attributes))
        Reflect.set(element, 'source', async () => ((calls += 1), createEstimate()));
      document.body.append(element);
      window.dispatchEvent(new PageTransitionEvent('pageshow'));
      await pageClock.pass(60_000);
      expect([calls, fetchStub.sent]).to.deep.equal([0, []]);
      isPrerendered = false;
      document.dispatchEvent(new Event('prerenderingchange'));
      await pageClock.pass(5_000);
      expect(calls + fetchStub.sent.length).to.be.greaterThan(0);
      if (tag === 'waybill-order-status') expect(element.matches(':state(ready)')).to.equal(true);
    });
});
