import { expect } from '@open-wc/testing';
import { allowOrigins } from '../../src/client/http/allowed-origins.ts';
import '../../src/components/cancel-item/cancel-item.define.ts';
import '../../src/components/delivery-estimate/delivery-estimate.define.ts';
import '../../src/components/order-status/order-status.define.ts';
import { pageClock, settle, waitFor } from '../support/page-clock.ts';
import { createOrder } from '../support/order-fixtures.ts';
import { createEstimate } from './delivery-estimate/support/estimates.ts';
import { jsonResponse, StubFetch } from './delivery-estimate/support/stub-fetch.ts';
import { berlinShop } from '../support/berlin-shop-terms.ts';

const respond = (sent: StubFetch['sent'][number]): unknown => {
  if (sent.url.endsWith('/estimates')) return [createEstimate()];
  if (sent.url.endsWith('terms.json')) return berlinShop();
  return sent.url.endsWith('/events') ? jsonResponse({}, { status: 404 }) : createOrder();
};

describe('an origin that is allowed after the element was connected', () => {
  let fetchStub: StubFetch;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    fetchStub = new StubFetch();
    fetchStub.respond = respond;
  });
  afterEach(() => {
    fetchStub.restore();
    document.body.replaceChildren();
  });

  for (const [tag, origin, attributes] of [
    ['waybill-order-status', 'https://status.example', { endpoint: '/waybill', 'order-id': 'o1' }],
    ['waybill-cancel-item', 'https://cancel.example', { endpoint: '/waybill', 'order-id': 'o1', 'line-item': 'mug' }],
    ['waybill-delivery-estimate', 'https://estimate.example', { endpoint: '/waybill', sku: 'cup', country: 'DE' }],
    ['waybill-delivery-estimate', 'https://terms.example', { terms: '/terms.json', sku: 'cup', country: 'DE' }],
  ] as const)
    it(`is requested at once by ${tag} with ${Object.keys(attributes)[0]} (E4)`, async () => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes))
        element.setAttribute(name, value.startsWith('/') ? `${origin}${value}` : value);
      document.body.append(element);
      await pageClock.pass(5_000);
      expect(fetchStub.sent).to.deep.equal([]);
      allowOrigins(origin);
      // Requests for estimates are collected for an instant.
      await pageClock.pass(100);
      expect(fetchStub.sent[0]?.url.startsWith(origin)).to.equal(true);
      if (tag !== 'waybill-cancel-item') await waitFor(() => element.matches(':state(ready)'));
    });

  it('is not requested by an element that has left the page (E4)', async () => {
    const element = document.createElement('waybill-order-status');
    element.setAttribute('endpoint', 'https://late.example');
    element.setAttribute('order-id', 'o1');
    document.body.append(element);
    await settle();
    element.remove();
    await settle();
    allowOrigins('https://late.example');
    await settle();
    expect(fetchStub.sent).to.deep.equal([]);
  });
});
