import { expect } from '@open-wc/testing';
import { pageClock, settle } from '../support/page-clock.ts';
import { allowOrigins } from '../../src/client/http/allowed-origins.ts';
import { getServerClock } from '../../src/client/http/server-clock.ts';
import '../../src/components/delivery-estimate/delivery-estimate.define.ts';
import '../../src/components/order-status/order-status.define.ts';
import { createOrder } from '../support/order-fixtures.ts';
import { hasPart, isOpen, mount, open, part, removeMounted, statesOf, textOf } from './cancel-item/support/mount.ts';
import { actionOf, orderOf } from './cancel-item/support/orders.ts';
import { createEstimate } from './delivery-estimate/support/estimates.ts';

const HOUR = 3_600_000;
const shop = 'https://shop.example';
const until = '2026-11-23T16:00:00Z';

/* The device sleeps, and no event tells the page so. */

describe('a clock jump without an event of the page', () => {
  before(() => allowOrigins(shop));
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    getServerClock(shop).detectClockJump();
    getServerClock(shop).observe(pageClock.time, 0);
  });
  afterEach(() => {
    removeMounted();
    document.body.replaceChildren();
  });

  for (const [clock, attributes] of [
    ['the clock of the device', {}],
    ['the clock of a server', { endpoint: shop }],
  ] as const) {
    it(`past the deadline lets nothing be confirmed, by ${clock} (E8) [K06]`, async () => {
      let calls = 0;
      const element = await mount(attributes, {
        order: orderOf({ actions: [actionOf({ until })] }),
        cancel: () => ((calls += 1), new Promise(() => {})),
      });
      await open(element);
      pageClock.sleep(8 * HOUR);
      part(element, 'confirm').click();
      await settle();
      expect(calls).to.equal(0);
      expect(hasPart(element, 'confirm')).to.equal(false);
      expect(textOf(element, 'notice')).to.equal('The cancellation deadline has passed');
    });

    it(`past the deadline lets no dialog open, by ${clock} (E8) [K06]`, async () => {
      const element = await mount(attributes, { order: orderOf({ actions: [actionOf({ until })] }) });
      expect(statesOf(element)).to.deep.equal(['offered']);
      pageClock.sleep(8 * HOUR);
      part(element, 'trigger').click();
      await settle();
      expect(isOpen(element)).to.equal(false);
      expect(statesOf(element)).to.deep.equal([]);
    });

    it(`past the deadline removes the offer with the next update of an order status, by ${clock} (E8)`, async () => {
      const element = document.createElement('waybill-order-status');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      const action = { type: 'return-items', mode: 'request', url: 'https://shop.example/return', until };
      element.order = createOrder({ actions: [action] }) as never;
      document.body.append(element);
      await settle();
      expect(hasPart(element, 'return-items')).to.equal(true);
      pageClock.sleep(8 * HOUR);
      element.requestUpdate();
      await settle();
      expect(hasPart(element, 'return-items')).to.equal(false);
    });
  }

  it('ends the countdown with the next update of a delivery estimate (E8)', async () => {
    const element = document.createElement('waybill-delivery-estimate');
    element.estimates = createEstimate({ orderBy: until });
    document.body.append(element);
    await settle();
    expect(textOf(element, 'countdown')).to.match(/^Order within/);
    pageClock.sleep(8 * HOUR);
    element.requestUpdate();
    await settle();
    expect(hasPart(element, 'countdown')).to.equal(false);
    expect(element.matches(':state(ready)')).to.equal(false);
  });
});
