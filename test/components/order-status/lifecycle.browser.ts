import { calls } from '../../support/count-calls.ts';
import { pageClock, settle, waitFor } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { create, mount, removeMounted, statesOf, textOf } from './support/mount.ts';
import { now, orderStates } from '../../support/order-fixtures.ts';
import { withShipment, OrderServerHarness, transports } from './support/order-server-harness.ts';

/** Expects that no timer, listener or observer is left. */
function assertNoLeftovers(): void {
  assert.deepEqual(pageClock.timers, [], 'timers');
  for (const type of ['visibilitychange', 'freeze', 'resume', 'pagehide', 'pageshow', 'online', 'offline']) {
    assert.equal(calls.of(`listen ${type}`), calls.of(`forget ${type}`), type);
  }
  assert.equal(calls.of('MutationObserver'), calls.of('disconnect'), 'observers');
}

describe('order-status: lifecycle, order property', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  it('100 insertions and removals leave no timer, listener or observer [L01]', async () => {
    calls.reset();
    const reused = create({}, { order: orderStates['under way']?.() });
    for (let round = 0; round < 100; round += 1) {
      const element = round % 2 ? reused : create({}, { order: orderStates['late']?.() });
      document.body.append(element);
      if (round % 10 === 0) await settle();
      element.remove();
    }
    await settle();
    assertNoLeftovers();
  });

  it('moves to another document without an error [L14]', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const element = await mount({}, { order: orderStates['under way']?.() });
    frame.contentDocument?.body.append(element);
    await settle();
    element.lang = 'en';
    await settle();
    assert.match(textOf(element) ?? '', /^Arrives/);
    document.body.append(element);
    await settle();
    assert.match(textOf(element) ?? '', /^Arrives/);
    frame.remove();
  });
});

for (const transport of transports) {
  describe(`order-status: lifecycle, ${transport}`, () => {
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    it('100 insertions and removals leave no stream, timer, listener or observer [L01]', async () => {
      const harness = await OrderServerHarness.open(transport);
      await pageClock.pass(1_100);
      calls.reset();
      for (let round = 0; round < 100; round += 1) {
        const element = create(harness.attributes);
        document.body.append(element);
        if (round % 20 === 0) await settle();
        element.remove();
      }
      await settle();
      await pageClock.pass(1_100);
      await settle();
      assertNoLeftovers();
      await harness.waitForServer(({ openStreams }) => openStreams === 0);
      const { requests } = await harness.control.statistics();
      await pageClock.pass(120_000);
      assert.equal((await harness.control.statistics()).requests.length, requests.length);
    });

    it('a moved element keeps its connection and its nodes [L02]', async () => {
      const harness = await OrderServerHarness.open(transport);
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      const headline = element.shadowRoot?.querySelector('.headline');
      const statisticsBefore = await harness.control.statistics();
      const aside = document.body.appendChild(document.createElement('aside'));
      aside.append(element);
      await settle();
      assert.isTrue(element.shadowRoot?.querySelector('.headline') === headline);
      await harness.control.updateOrder(withShipment('in_transit'));
      await harness.waitFor(() => textOf(element) === 'On its way');
      const statisticsAfter = await harness.control.statistics();
      assert.equal(statisticsAfter.streamRequests, statisticsBefore.streamRequests);
      if (transport === 'stream') assert.equal(statisticsAfter.snapshotRequests, statisticsBefore.snapshotRequests);
      aside.remove();
    });

    it('ten quick changes of the order id show only the last order [L03]', async () => {
      const harness = await OrderServerHarness.open(transport);
      const shownIds = new Set<string>();
      const element = await mount(harness.attributes);
      element.addEventListener('waybill-order-change', ({ detail }) => shownIds.add(detail.order.id));
      for (let round = 2; round <= 11; round += 1) {
        element.orderId = `o${round}`;
        await element.updateComplete;
      }
      await waitFor(() => textOf(element) === 'Order received');
      await pageClock.pass(1_100);
      await settle();
      assert.deepEqual([...shownIds], ['o11']);
      await harness.waitForServer(({ openStreams }) => openStreams <= 1);
    });

    it('a removal during the first request aborts it, and nothing is rendered [L08]', async () => {
      const harness = await OrderServerHarness.open(transport, { always: { snapshot: { isHeld: true } } });
      const element = await mount(harness.attributes);
      let eventCount = 0;
      element.addEventListener('waybill-order-change', () => (eventCount += 1));
      await harness.waitForServer(({ snapshotRequests }) => snapshotRequests === 1);
      element.remove();
      await pageClock.pass(1_100);
      await harness.waitForServer(({ requests }) => requests.length === 1);
      await harness.control.releaseHeldResponses();
      await harness.pass(0);
      assert.equal(eventCount, 0);
      assert.isUndefined(textOf(element));
    });

    it('a listener that throws does not stop the element [L13]', async () => {
      const harness = await OrderServerHarness.open(transport);
      const element = await mount(harness.attributes);
      const { onerror } = window;
      let errorCount = 0;
      window.onerror = () => ((errorCount += 1), true);
      element.addEventListener('waybill-order-change', () => {
        throw new Error('listener');
      });
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      await harness.control.updateOrder(withShipment('in_transit'));
      await harness.waitFor(() => textOf(element) === 'On its way');
      await harness.control.updateOrder(withShipment('delivered'));
      await harness.waitFor(() => textOf(element) === 'Delivered');
      assert.equal(errorCount, 3);
      window.onerror = onerror;
    });

    it('an element that returns to the page is updated before it has the state live', async () => {
      const harness = await OrderServerHarness.open(transport);
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      element.remove();
      await pageClock.pass(1_100);
      await harness.control.updateOrder(withShipment('in_transit'));
      document.body.append(element);
      await element.updateComplete;
      await waitFor(() => {
        const isNew = textOf(element) === 'On its way';
        assert.isTrue(isNew || !statesOf(element).includes('live'));
        return isNew;
      });
    });
  });
}
