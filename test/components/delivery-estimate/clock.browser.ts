import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { allowOrigins } from '../../../src/client/http/allowed-origins.ts';
import { createEstimate } from './support/estimates.ts';
import { create, hasPart, mount, removeMounted, textOf } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';
import { textResponse, requestsOf, StubFetch, type SentRequest } from './support/stub-fetch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TRUE_TIME = Date.parse('2026-11-23T12:00:00Z');
const inMunich = { sku: 'cup', country: 'DE', postal: '80331' };

let lastShop = 0;
let shop = '';

describe('delivery-estimate: device clock and server clock', () => {
  let network: StubFetch;
  /** How many milliseconds the device's clock is ahead of the true time. */
  let deviceClockError = 0;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    // Each test has its own server: the offset of a server's clock is kept for the page.
    shop = `https://shop-${++lastShop}.example`;
    allowOrigins(shop);
    network = new StubFetch();
    deviceClockError = 0;
  });
  afterEach(async () => {
    removeMounted();
    network.restore();
    await settle();
  });

  /** Responds with the true time as the server's time. */
  function respondWithTrueTime(sent: SentRequest): unknown {
    const now = pageClock.now - deviceClockError;
    const isBeforeCutoff = now < TRUE_TIME + 2 * HOUR;
    const orderBy = new Date(TRUE_TIME + (isBeforeCutoff ? 2 : 26) * HOUR).toISOString();
    const day = isBeforeCutoff ? '2026-11-25' : '2026-11-26';
    const estimate = createEstimate({ window: { from: day, to: day }, orderBy, validUntil: orderBy });
    return {
      serverTime: new Date(now).toISOString(),
      estimates: requestsOf(sent).map(({ id }) => ({ ...estimate, request: id })),
    };
  }

  for (const [what, errorMs] of [
    ['3 days ahead', 3 * DAY],
    ['10 years behind', -3652 * DAY],
  ] as const) {
    it(`the server's clock decides on a device ${what} [K01]`, async () => {
      deviceClockError = errorMs;
      pageClock.set(new Date(TRUE_TIME + deviceClockError).toISOString());
      network.respond = respondWithTrueTime;
      const element = await mount({ ...inMunich, endpoint: shop });
      await pageClock.pass(20);
      assert.equal(textOf(element), 'Arrives Wed 25 November');
      assert.equal(textOf(element, 'countdown'), 'Order within 1 hr 58 min');
      await pageClock.pass(HOUR);
      assert.equal(textOf(element, 'countdown'), 'Order within 58 min');
      await pageClock.pass(HOUR);
      assert.equal(textOf(element), 'Arrives Thu 26 November');
      assert.lengthOf(network.sent, 2);
    });
  }

  it('terms from a URL follow the clock of their server [K01]', async () => {
    deviceClockError = 3 * DAY;
    pageClock.set(new Date(TRUE_TIME + deviceClockError).toISOString());
    network.respond = () =>
      textResponse(JSON.stringify(berlinShop()), {
        headers: { date: new Date(pageClock.now - deviceClockError).toUTCString() },
      });
    const element = await mount({ ...inMunich, terms: `${shop}/terms.json` });
    await settle();
    assert.equal(textOf(element), 'Arrives Wed 25 November');
  });

  it('a clock jump during the session causes at most one request and no early update [K01]', async () => {
    network.respond = respondWithTrueTime;
    const badges = Array.from({ length: 20 }, (_, index) => create({ sku: `p${index}`, endpoint: shop, compact: '' }));
    document.body.append(...badges);
    await pageClock.pass(20);
    network.sent.length = 0;
    deviceClockError = 3 * DAY;
    pageClock.misset(deviceClockError);
    await pageClock.pass(10 * MINUTE);
    assert.isAtMost(network.sent.length, 1, 'one request for all badges, to measure the clock');
    assert.equal(textOf(badges[7] as Element), 'Arrives Wed 25 November');
    assert.isAtMost(pageClock.timers.length, 1);
  });

  it('a visible page requests the estimate again after a sleep of the device', async () => {
    network.respond = respondWithTrueTime;
    const element = await mount({ ...inMunich, endpoint: shop });
    await pageClock.pass(20);
    // The performance clock stops during sleep, so it shows no elapsed time.
    pageClock.sleep(8 * HOUR);
    await pageClock.pass(2 * MINUTE);
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    assert.lengthOf(network.sent, 2);
  });

  it('a hidden page has no timer, and updates when the page is shown', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    assert.lengthOf(pageClock.timers, 1);
    await pageClock.show(false);
    assert.deepEqual(pageClock.timers, []);
    await pageClock.pass(2 * HOUR);
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    await pageClock.show(true);
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    assert.lengthOf(pageClock.timers, 1);
  });

  it('an element that is added to a hidden page has no timer until the page is shown', async () => {
    await pageClock.show(false);
    const element = await mount({}, { estimates: createEstimate({ orderBy: '2026-11-23T13:00:00Z' }) });
    assert.deepEqual(pageClock.timers, []);
    await pageClock.pass(30 * MINUTE);
    await pageClock.show(true);
    assert.equal(textOf(element, 'countdown'), 'Order within 29 min');
  });

  it('a page that returns from the back/forward cache is updated', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    pageClock.sleep(2 * HOUR);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await settle();
    assert.equal(textOf(element), 'Arrives Thu 26 November');
  });

  it('the countdown appears on a page that is open for weeks', async () => {
    const element = await mount(
      {},
      {
        estimates: createEstimate({
          window: { from: '2027-01-05', to: '2027-01-05' },
          orderBy: '2027-01-02T12:00:00Z',
        }),
      },
    );
    assert.isTrue(
      pageClock.timers.every((delay) => delay <= MINUTE),
      'no timer is longer than a minute',
    );
    pageClock.sleep(39 * DAY + 22 * HOUR);
    await pageClock.pass(MINUTE);
    assert.isTrue(hasPart(element, 'countdown'));
  });
});
