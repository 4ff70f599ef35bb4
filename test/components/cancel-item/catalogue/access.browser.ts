import { expect } from '@open-wc/testing';
import { allowOrigins } from '../../../../src/client/endpoint.ts';
import { OrderControl } from '../../../server/order-control.ts';
import { pageClock, until } from '../../delivery-estimate/support/page-clock.ts';
import { cancel, create, hasPart, mount, open, press, removeMounted, statesOf } from '../support/mount.ts';
import { orderOf } from '../support/orders.ts';

/* Where a request and a token may go. */

const token = 'guest-token';

/** The same server under the other name of this machine: another origin. */
const elsewhere = location.origin.replace(/localhost|127\.0\.0\.1/, (name) => (name === 'localhost' ? '127.0.0.1' : 'localhost'));

async function openShop(origin = location.origin): Promise<OrderControl> {
  const control = new OrderControl(`${origin}/order-server`, `cancel-${Math.random().toString(36).slice(2)}`);
  const { id: _, version: __, ...rest } = orderOf();
  await control.changeSilently(rest);
  return control;
}

describe('where the cancel element sends to', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('X12: not to an origin that the page has not named, by whatever attribute that came in', async () => {
    const other = await openShop(elsewhere);
    const asked: string[] = [];
    const { fetch } = window;
    window.fetch = (input, init) => {
      asked.push(String(input instanceof Request ? input.url : input));
      return fetch(input, init);
    };
    // oxlint-disable-next-line no-script-url -- what must not be asked
    for (const endpoint of [other.endpoint.href, 'javascript:alert(1)', 'data:application/json,{}', `https://shop:secret@${location.host}`]) {
      const following = create({ endpoint, 'order-id': 'o1' }, { token, children: ['Write to us'] });
      document.body.append(following);
      await following.updateComplete;
      expect(hasPart(following, 'open')).to.equal(false);
      const given = await mount({ endpoint }, { token, order: orderOf() });
      await cancel(given);
      await until(() => statesOf(given).includes('refused'));
      removeMounted();
    }
    window.fetch = fetch;
    expect(asked).to.deep.equal([]);
    expect((await other.statistics()).requests).to.deep.equal([]);
  });

  it('X12: not to where an attribute leads that is changed while it asks', async () => {
    const [shop, other] = [await openShop(), await openShop(elsewhere)];
    const element = await mount({ endpoint: shop.endpoint.href }, { token, order: orderOf({ version: 2 }) });
    await open(element);
    element.setAttribute('endpoint', other.endpoint.href);
    await element.updateComplete;
    await press(element, 'confirm');
    await until(() => statesOf(element).includes('refused'));
    expect((await other.statistics()).requests).to.deep.equal([]);
  });

  it('X12: to one that the page allowed, with the token', async () => {
    allowOrigins(elsewhere);
    const other = await openShop(elsewhere);
    await other.set({ tokens: [token] });
    const element = await mount({ endpoint: other.endpoint.href }, { token, order: orderOf({ version: 2 }) });
    await cancel(element);
    await until(() => statesOf(element).includes('done'));
    const { requests } = await other.statistics();
    expect(new Set(requests.map(({ authorization }) => authorization))).to.deep.equal(new Set([`Bearer ${token}`]));
  });

  for (const id of ['../o2', 'o1?x', 'o1#x', 'o1\r\nx: y', 'ö', 'x'.repeat(65)]) {
    it(`X14: an order's id that is none is asked for nowhere: ${JSON.stringify(id.slice(0, 12))}`, async () => {
      const shop = await openShop();
      const element = await mount({ endpoint: shop.endpoint.href, 'order-id': id }, { children: ['Write to us'] });
      await pageClock.pass(5_000);
      expect(hasPart(element, 'open')).to.equal(false);
      expect((await shop.statistics()).requests).to.deep.equal([]);
    });
  }
});
