import { expect } from '@open-wc/testing';
import { allowOrigins } from '../../../src/client/http/allowed-origins.ts';
import { FakeOrderControl } from '../../fakes/fake-order-control.ts';
import { pageClock, waitFor } from '../../support/page-clock.ts';
import { cancel, create, hasPart, mount, open, press, removeMounted, statesOf } from './support/mount.ts';
import { orderOf } from './support/orders.ts';

/* The origins that may receive a request and a token. */

const token = 'guest-token';

/** Another origin: the same server with the other name of this machine. */
const otherOrigin = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);

async function openShop(origin = location.origin): Promise<FakeOrderControl> {
  const control = new FakeOrderControl(`${origin}/fake-orders`, `cancel-${Math.random().toString(36).slice(2)}`);
  const { id: _, version: __, ...fields } = orderOf();
  await control.updateOrderSilently(fields);
  return control;
}

describe('allowed origins of the cancel element', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('an origin that the page does not allow gets no request, with an order id and with an order [X12]', async () => {
    const otherServer = await openShop(otherOrigin);
    const requestedUrls: string[] = [];
    const { fetch } = window;
    window.fetch = (input, init) => {
      requestedUrls.push(String(input instanceof Request ? input.url : input));
      return fetch(input, init);
    };
    for (const endpoint of [
      otherServer.endpoint.href,
      // oxlint-disable-next-line no-script-url -- must not be requested
      'javascript:alert(1)',
      'data:application/json,{}',
      `https://shop:secret@${location.host}`,
    ]) {
      const withOrderId = create({ endpoint, 'order-id': 'o1' }, { token, children: ['Write to us'] });
      document.body.append(withOrderId);
      await withOrderId.updateComplete;
      expect(hasPart(withOrderId, 'trigger')).to.equal(false);
      const withOrder = await mount({ endpoint }, { token, order: orderOf() });
      await cancel(withOrder);
      await waitFor(() => statesOf(withOrder).includes('refused'));
      removeMounted();
    }
    window.fetch = fetch;
    expect(requestedUrls).to.deep.equal([]);
    expect((await otherServer.statistics()).requests).to.deep.equal([]);
  });

  it('an endpoint attribute that changes during a request gets no request [X12]', async () => {
    const [shop, otherServer] = [await openShop(), await openShop(otherOrigin)];
    const element = await mount({ endpoint: shop.endpoint.href }, { token, order: orderOf({ version: 2 }) });
    await open(element);
    element.setAttribute('endpoint', otherServer.endpoint.href);
    await element.updateComplete;
    await press(element, 'confirm');
    await waitFor(() => statesOf(element).includes('refused'));
    expect((await otherServer.statistics()).requests).to.deep.equal([]);
  });

  it('an origin that the page allows gets the request with the token [X12]', async () => {
    allowOrigins(otherOrigin);
    const otherServer = await openShop(otherOrigin);
    await otherServer.configure({ tokens: [token] });
    const element = await mount({ endpoint: otherServer.endpoint.href }, { token, order: orderOf({ version: 2 }) });
    await cancel(element);
    await waitFor(() => statesOf(element).includes('completed'));
    const { requests } = await otherServer.statistics();
    expect(new Set(requests.map(({ authorization }) => authorization))).to.deep.equal(new Set([`Bearer ${token}`]));
  });

  for (const id of ['', '.', '..', 'o1\r\nx: y', 'x'.repeat(129)]) {
    it(`an invalid order id is never requested: ${JSON.stringify(id.slice(0, 12))} [X14]`, async () => {
      const shop = await openShop();
      const element = await mount({ endpoint: shop.endpoint.href, 'order-id': id }, { children: ['Write to us'] });
      await pageClock.pass(5_000);
      expect(hasPart(element, 'trigger')).to.equal(false);
      expect((await shop.statistics()).requests).to.deep.equal([]);
    });
  }
});
