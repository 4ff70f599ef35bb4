import { pageClock, settle, waitFor } from '../../support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import { allowOrigins } from '../../../src/client/http/allowed-origins.ts';
import type { OrderChangeDetail } from '../../../src/components/order-status/order-status.ts';
import {
  renderedText,
  hasPart,
  isFallbackShown,
  recordAnnouncements,
  mount,
  part,
  parts,
  removeMounted,
  statesOf,
  textOf,
} from './support/mount.ts';
import { withShipment, OrderServerHarness, transports } from './support/order-server-harness.ts';

/** Another origin: the same server with the other name of this machine. Its clock is measured separately. */
const otherOrigin = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);

for (const transport of transports) {
  describe(`order-status: endpoint, ${transport}`, () => {
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    it('shows the order and its freshness', async () => {
      const harness = await OrderServerHarness.open(transport);
      const element = await mount(harness.attributes);
      assert.deepEqual(statesOf(element), ['loading']);
      assert.equal(renderedText(element), 'Looking up your order');
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      assert.equal(textOf(element, 'freshness'), transport === 'stream' ? 'LiveUpdated just now' : 'Updated just now');
      await expect(element).to.be.accessible();
    });

    it('a change is shown, announced once in the same live region, and dispatched [A03]', async () => {
      const harness = await OrderServerHarness.open(transport);
      const { control } = harness;
      const element = await mount(harness.attributes);
      const announcements = recordAnnouncements(element);
      const region = part(element, 'status');
      const changes: OrderChangeDetail[] = [];
      element.addEventListener('waybill-order-change', ({ detail }) => changes.push(detail));
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      assert.deepEqual(announcements, [], 'the first order is not announced');
      await control.updateOrder(withShipment('in_transit'));
      await harness.waitFor(() => textOf(element) === 'On its way');
      await settle();
      assert.deepEqual(announcements, ['On its way']);
      assert.isTrue(region === part(element, 'status'));
      await control.updateOrder({ note: 'not rendered' });
      await harness.waitFor(() => changes.length === 3);
      await settle();
      assert.deepEqual(announcements, ['On its way'], 'an equal text is not announced again');
      assert.deepEqual(
        changes.map(({ order, status }) => [order.version, status]),
        [
          [1, 'placed'],
          [2, 'shipped'],
          [3, 'shipped'],
        ],
      );
    });

    for (const body of ['{}', 'null', '[]', '"x"', '42', '{"id":"o1","version":"42"}']) {
      it(`the body ${body} shows the fallback content and a retry button [D01]`, async () => {
        const harness = await OrderServerHarness.open(transport, { always: { snapshot: { body } } });
        const { control } = harness;
        const errors: string[] = [];
        const element = await mount(harness.attributes, { children: ['See your mail'] });
        element.addEventListener('waybill-order-error', ({ detail }) => errors.push(detail.code));
        await waitFor(() => hasPart(element, 'retry'));
        assert.isTrue(isFallbackShown(element));
        assert.equal(textOf(element), 'The status is not available');
        assert.deepEqual(statesOf(element), ['invalid']);
        assert.deepEqual(errors, ['bad-data']);
        await expect(element).to.be.accessible();
        await control.configure({ always: { snapshot: {} } });
        part(element, 'retry').click();
        await harness.pass(1_100);
        await waitFor(() => textOf(element) === 'Order received');
        assert.isFalse(isFallbackShown(element));
      });
    }

    it('the first of two items with the same id is kept, and the change event has a warning [D17]', async () => {
      const harness = await OrderServerHarness.open(transport);
      const { control } = harness;
      const quantity = { original: 1, total: 1, fulfilled: 0 };
      await control.updateOrder({
        lineItems: [
          { id: 'a', title: 'First', quantity },
          { id: 'a', title: 'Second', quantity },
        ],
      });
      const changes: OrderChangeDetail[] = [];
      document.addEventListener('waybill-order-change', ({ detail }) => changes.push(detail), { once: true });
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element, 'items') === 'First');
      assert.deepEqual(
        changes[0]?.warnings.map(({ path }) => path),
        ['lineItems.1.id'],
      );
    });

    it('a refused connection shows the fallback content, and is retried with gaps of at least a second [N01]', async () => {
      const harness = await OrderServerHarness.open(transport, { always: { snapshot: { refuse: true } } });
      // The test counts calls of fetch: some engines retry a refused connection themselves.
      const requestTimes: number[] = [];
      const { fetch } = window;
      window.fetch = (input, init) => {
        if (String(input).endsWith('/orders/o1')) requestTimes.push(pageClock.time);
        return fetch(input, init);
      };
      const element = await mount(harness.attributes, { children: ['See your mail'] });
      await harness.passInSteps(60_000, 1_000);
      window.fetch = fetch;
      assert.isTrue(isFallbackShown(element));
      const gaps = requestTimes.slice(1).map((at, index) => at - (requestTimes[index] ?? 0));
      assert.isAtLeast(requestTimes.length, 3);
      assert.isAtMost(requestTimes.length, 20);
      assert.isTrue(
        gaps.every((gap) => gap >= 1_000),
        gaps.join(),
      );
      await harness.control.configure({ always: { snapshot: {} } });
      await harness.passInSteps(61_000, 1_000);
      await waitFor(() => textOf(element) === 'Order received');
    });

    it('ten minutes offline show the age of the order; online again, one snapshot is requested [N10, A16]', async () => {
      const harness = await OrderServerHarness.open(transport);
      const { control } = harness;
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      await control.configure({ always: { snapshot: { refuse: true }, stream: { refuse: true } } });
      Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
      window.dispatchEvent(new Event('offline'));
      await control.breakStreams();
      await settle();
      await harness.passInSteps(600_000, 60_000);
      await waitFor(() => hasPart(element, 'retry'));
      assert.match(
        textOf(element, 'freshness') ?? '',
        /^You are offline.?This may be out of date.?Updated (9|10|11) minutes ago/,
      );
      assert.deepEqual(statesOf(element), ['ready', 'stale']);
      await expect(element).to.be.accessible();
      await control.configure({ always: { snapshot: {}, stream: {} } });
      await control.updateOrderSilently();
      Reflect.deleteProperty(navigator, 'onLine');
      const countBefore = (await control.statistics()).snapshotRequests;
      window.dispatchEvent(new Event('online'));
      await harness.passInSteps(2_000, 500);
      await waitFor(() => !hasPart(element, 'retry'));
      await harness.waitForConnection(element);
      // An element that polls sends one more request after its stream was refused again.
      assert.isAtMost((await control.statistics()).snapshotRequests, countBefore + (transport === 'stream' ? 1 : 2));
      assert.match(textOf(element, 'freshness') ?? '', /Updated just now/);
    });

    for (const [status, text, code] of [
      [403, 'Please sign in again to see the status', 'denied'],
      [404, 'We cannot find this order', 'not-found'],
      [410, 'We cannot find this order', 'not-found'],
    ] as const) {
      it(`the status ${status} shows a message and ends the requests [S03]`, async () => {
        const harness = await OrderServerHarness.open(transport, { always: { snapshot: { status } } });
        const { control } = harness;
        const codes: string[] = [];
        document.addEventListener('waybill-order-error', ({ detail }) => codes.push(detail.code), { once: true });
        const element = await mount(harness.attributes, { children: ['See your mail'] });
        await waitFor(() => textOf(element) === text);
        assert.deepEqual(codes, [code]);
        await harness.pass(600_000);
        assert.equal((await control.statistics()).requests.length, 1);
        await expect(element).to.be.accessible();
      });
    }

    it('the freshness follows the server’s clock if the device’s clock is wrong or changes [K01]', async () => {
      allowOrigins(otherOrigin);
      const harness = await OrderServerHarness.open(transport, { skewMs: 3 * 86_400_000 }, { origin: otherOrigin });
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element) === 'Order received');
      const getUpdatedTime = (): { text: string; at: number } => {
        const [updated] = part(element, 'freshness').querySelectorAll('time');
        return { text: updated?.textContent ?? '', at: Date.parse(updated?.dateTime ?? '') };
      };
      assert.equal(getUpdatedTime().text, 'Updated just now');
      assert.closeTo(getUpdatedTime().at, pageClock.now + 3 * 86_400_000, 60_000);
      const timers = pageClock.timers.length;
      const timeBefore = getUpdatedTime().at;
      pageClock.misset(-10 * 365 * 86_400_000);
      await pageClock.pass(61_000);
      await pageClock.pass(61_000);
      assert.closeTo(getUpdatedTime().at, timeBefore, 200_000);
      assert.isAtMost(pageClock.timers.length, timers + 1);
      pageClock.misset(10 * 365 * 86_400_000);
      await pageClock.pass(61_000);
    });

    it('two elements for the same order share a connection, which ends with their removal', async () => {
      const harness = await OrderServerHarness.open(transport);
      const { control } = harness;
      const [first, second] = [await mount(harness.attributes), await mount(harness.attributes)];
      await waitFor(() => textOf(first) === 'Order received' && textOf(second) === 'Order received');
      await harness.waitForConnection(second);
      const { streamRequests, snapshotRequests, maxOpenStreams } = await control.statistics();
      assert.deepEqual(
        [streamRequests, snapshotRequests, maxOpenStreams],
        transport === 'stream' ? [1, 1, 1] : [1, 1, 0],
      );
      removeMounted();
      await pageClock.pass(1_100);
      await harness.waitForServer(({ openStreams }) => openStreams === 0);
    });

    it('the freshness has the age in hours after a sleep of eight hours [L07]', async () => {
      const harness = await OrderServerHarness.open(transport);
      const { control } = harness;
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      await control.configure({ always: { snapshot: { refuse: true }, stream: { refuse: true } } });
      pageClock.sleep(8 * 3_600_000);
      await pageClock.pass(15_000);
      await waitFor(() => hasPart(element, 'retry'));
      assert.match(textOf(element, 'freshness') ?? '', /^This may be out of date.?Updated 8 hours ago/);
      assert.deepEqual(statesOf(element), ['ready', 'stale']);
      await control.configure({ always: { snapshot: {}, stream: {} } });
      await harness.passInSteps(70_000, 2_000);
      await waitFor(() => /Updated just now/.test(textOf(element, 'freshness') ?? ''));
    });

    it('a change during the back/forward cache is shown and not announced [A03]', async () => {
      const harness = await OrderServerHarness.open(transport);
      const element = await mount(harness.attributes);
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      const announcements = recordAnnouncements(element);
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await harness.control.updateOrder(withShipment('in_transit'));
      await harness.pass(2_000);
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await harness.passInSteps(2_000, 1_000);
      await waitFor(() => textOf(element) === 'On its way');
      await settle();
      assert.deepEqual(announcements, []);
    });

    it('a compact element shares the stream of a full one', async () => {
      const harness = await OrderServerHarness.open(transport);
      const compact = await mount({ ...harness.attributes, layout: 'compact' });
      const full = await mount(harness.attributes);
      await waitFor(() => textOf(compact) === 'Order received' && textOf(full) === 'Order received');
      await harness.waitForConnection(full);
      const { streamRequests, snapshotRequests } = await harness.control.statistics();
      assert.equal(streamRequests, 1);
      assert.isAtMost(snapshotRequests, 2);
    });

    it('a compact element opens no stream', async () => {
      const harness = await OrderServerHarness.open(transport);
      const { control } = harness;
      const element = await mount({ ...harness.attributes, layout: 'compact' });
      await waitFor(() => textOf(element) === 'Order received');
      await control.updateOrder(withShipment('in_transit'));
      await harness.passInSteps(36_000, 2_000);
      await waitFor(() => textOf(element) === 'On its way');
      assert.equal((await control.statistics()).streamRequests, 0);
      assert.lengthOf(parts(element, 'freshness'), 0);
    });
  });
}
