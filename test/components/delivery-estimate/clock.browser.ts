import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { allowOrigins } from '../../../src/client/endpoint.ts';
import { estimateOf } from './support/estimates.ts';
import { create, hasPart, mount, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';
import { reply, requestsOf, StubFetch, type Sent } from './support/stub-fetch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TRUE_TIME = Date.parse('2026-11-23T12:00:00Z');
const inMunich = { sku: 'cup', country: 'DE', postal: '80331' };

let lastShop = 0;
let shop = '';

describe('delivery-estimate: clocks', () => {
  let network: StubFetch;
  /** How far the device's clock is from the true time. */
  let error = 0;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    // A server of its own for each test: what is known of a server's clock is kept.
    shop = `https://shop-${++lastShop}.example`;
    allowOrigins(shop);
    network = new StubFetch();
    error = 0;
  });
  afterEach(async () => {
    removeMounted();
    network.restore();
    await settle();
  });

  /** Answers by the server's clock, which is true. */
  function answerTruly(sent: Sent): unknown {
    const now = pageClock.now - error;
    const isBefore = now < TRUE_TIME + 2 * HOUR;
    const orderBy = new Date(TRUE_TIME + (isBefore ? 2 : 26) * HOUR).toISOString();
    const day = isBefore ? '2026-11-25' : '2026-11-26';
    const estimate = estimateOf({ window: { from: day, to: day }, orderBy, validUntil: orderBy });
    return {
      serverTime: new Date(now).toISOString(),
      estimates: requestsOf(sent).map(({ id }) => ({ ...estimate, request: id })),
    };
  }

  for (const [what, wrongBy] of [['3 days ahead', 3 * DAY], ['10 years behind', -3652 * DAY]] as const) {
    it(`K01 on a device ${what} the server's clock counts`, async () => {
      error = wrongBy;
      pageClock.set(new Date(TRUE_TIME + error).toISOString());
      network.answer = answerTruly;
      const element = await mount({ ...inMunich, endpoint: shop });
      await pageClock.pass(20);
      assert.equal(textOf(element), 'Arrives Wed, November 25');
      assert.equal(textOf(element, 'countdown'), 'Order within 1 hr 58 min');
      await pageClock.pass(HOUR);
      assert.equal(textOf(element, 'countdown'), 'Order within 58 min');
      await pageClock.pass(HOUR);
      assert.equal(textOf(element), 'Arrives Thu, November 26');
      assert.lengthOf(network.sent, 2);
    });
  }

  it('K01 terms from an address follow the clock of their server', async () => {
    error = 3 * DAY;
    pageClock.set(new Date(TRUE_TIME + error).toISOString());
    network.answer = () =>
      reply(JSON.stringify(berlinShop()), { headers: { date: new Date(pageClock.now - error).toUTCString() } });
    const element = await mount({ ...inMunich, terms: `${shop}/terms.json` });
    await settle();
    assert.equal(textOf(element), 'Arrives Wed, November 25');
  });

  it('K01 when the clock jumps during the session, nothing fires early or in a burst', async () => {
    network.answer = answerTruly;
    const badges = Array.from({ length: 20 }, (_, index) => create({ sku: `p${index}`, endpoint: shop, compact: '' }));
    document.body.append(...badges);
    await pageClock.pass(20);
    network.sent.length = 0;
    error = 3 * DAY;
    pageClock.misset(error);
    await pageClock.pass(10 * MINUTE);
    assert.isAtMost(network.sent.length, 1, 'one request for them all, to learn the time');
    assert.equal(textOf(badges[7] as Element), 'Arrives Wed, November 25');
    assert.isAtMost(pageClock.timers.length, 1);
  });

  it('after sleep with the page in front the answer is asked for again', async () => {
    network.answer = answerTruly;
    const element = await mount({ ...inMunich, endpoint: shop });
    await pageClock.pass(20);
    // The performance clock stood still: by it nothing has happened.
    pageClock.sleep(8 * HOUR);
    await pageClock.pass(2 * MINUTE);
    assert.equal(textOf(element), 'Arrives Thu, November 26');
    assert.lengthOf(network.sent, 2);
  });

  it('a page in the background runs no timer, and catches up when it is seen', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    assert.lengthOf(pageClock.timers, 1);
    await pageClock.show(false);
    assert.deepEqual(pageClock.timers, []);
    await pageClock.pass(2 * HOUR);
    assert.equal(textOf(element), 'Arrives Wed, November 25');
    await pageClock.show(true);
    assert.equal(textOf(element), 'Arrives Thu, November 26');
    assert.lengthOf(pageClock.timers, 1);
  });

  it('what is added in the background waits for nothing until it is seen', async () => {
    await pageClock.show(false);
    const element = await mount({}, { estimates: estimateOf({ orderBy: '2026-11-23T13:00:00Z' }) });
    assert.deepEqual(pageClock.timers, []);
    await pageClock.pass(30 * MINUTE);
    await pageClock.show(true);
    assert.equal(textOf(element, 'countdown'), 'Order within 29 min');
  });

  it('a page that comes back from the browser\'s cache is up to date', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    pageClock.sleep(2 * HOUR);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await settle();
    assert.equal(textOf(element), 'Arrives Thu, November 26');
  });

  it('a page open for weeks goes on', async () => {
    const element = await mount({}, { estimates: estimateOf({ window: { from: '2027-01-05', to: '2027-01-05' }, orderBy: '2027-01-02T12:00:00Z' }) });
    assert.isTrue(pageClock.timers.every((delay) => delay <= MINUTE), 'no timer beyond what timers can hold');
    pageClock.sleep(39 * DAY + 22 * HOUR);
    await pageClock.pass(MINUTE);
    assert.isTrue(hasPart(element, 'countdown'));
  });
});
