import { pageClock, settle, waitFor } from '../../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { allowOrigins } from '../../../../src/client/http/allowed-origins.ts';
import { FakeOrderControl } from '../../../fakes/fake-order-control.ts';
import { isFallbackShown, mount, statesOf, textOf } from '../support/mount.ts';
import { withShipment, type OrderServerHarness } from '../support/order-server-harness.ts';
import { countRequests, faultCase, mountConnected } from './fault-case.ts';

/** Another origin: the same server with the other name of this machine. */
const otherOrigin = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);

const isOutOfDate = (element: Element): boolean => /may be out of date/.test(textOf(element, 'freshness') ?? '');

/** Breaks the open stream, so that the next one has the configured fault. */
async function breakStream(harness: OrderServerHarness): Promise<void> {
  await harness.control.breakStreams();
  await harness.waitForServer(({ openStreams: streams }) => streams === 0);
}

describe('order-status: faulty network', () => {
  /* An element with a faulty stream polls. After a faulty poll the order stays, with its age. */
  for (const [name, fault] of [
    ['a connection without data falls back, and recovers [N03]', { isSilent: true }],
    ['a response that ends after its headers falls back, and recovers [N05]', { endAfter: 0 }],
    ['a JSON body of another type falls back, and recovers [N06]', { body: '{"a":1}' }],
    ['a body of one byte per second falls back, and recovers [N18]', { drip: { bytes: 1, everyMs: 1_000 } }],
    [
      '503 with an HTML page falls back, and recovers [S05]',
      { status: 503, body: '<p>event: order</p>', type: 'text/html' },
    ],
    ['200 with an HTML page falls back, and recovers [S05]', { body: 'event: end\ndata: {}\n\n', type: 'text/html' }],
  ] as const) {
    faultCase(name, async (harness, transport) => {
      const { element, versions } = await mountConnected(harness);
      const countsBefore = await countRequests(harness);
      const type = transport === 'stream' ? 'text/event-stream' : 'application/json';
      await harness.control.configure({
        always: { [transport === 'stream' ? 'stream' : 'snapshot']: { type, ...fault } },
      });
      if (transport === 'stream') await breakStream(harness);
      await harness.control.updateOrderSilently(withShipment('in_transit'));
      await harness.passInSteps(120_000, 5_000);
      const { streams, snapshots } = await countRequests(harness);
      assert.notInclude(statesOf(element), 'live');
      if (transport === 'stream') {
        assert.equal(textOf(element), 'On its way');
        assert.isAtMost(streams - countsBefore.streams, 10);
      } else {
        assert.equal(textOf(element), 'Order received');
        assert.isTrue(isOutOfDate(element), textOf(element, 'freshness'));
        assert.deepEqual(versions, [1]);
      }
      assert.isAtMost(snapshots - countsBefore.snapshots, 24);
      await harness.control.configure({ always: { stream: {}, snapshot: {} } });
      const isRecovered = (): boolean => textOf(element) === 'On its way' && !isOutOfDate(element);
      await harness.passUntil(
        420_000,
        async () => isRecovered() && (transport === 'polling' || element.matches(':state(live)')),
        8_000,
      );
    });
  }

  faultCase('a truncated response loses and repeats no change [N04]', async (harness, transport) => {
    const { element, versions } = await mountConnected(harness);
    const truncatedResponse = [{ cutAfter: 200 }];
    await harness.control.configure({
      next: transport === 'stream' ? { stream: truncatedResponse } : { snapshot: truncatedResponse },
    });
    if (transport === 'stream') await breakStream(harness);
    await harness.control.updateOrderSilently(withShipment('in_transit'));
    await harness.passInSteps(transport === 'stream' ? 10_000 : 80_000, transport === 'stream' ? 1_000 : 5_000);
    await waitFor(() => textOf(element) === 'On its way');
    assert.deepEqual(versions, [1, 2]);
  });

  for (const [retry, minimumMs, maximumMs] of [
    ['0', 0, 3_000],
    ['abc', 0, 3_000],
    ['99999999', 290_000, 310_000],
  ] as const) {
    faultCase(
      `the next stream follows the field retry: ${retry} within its limits [N08]`,
      async (harness) => {
        await harness.control.configure({ next: { stream: [{ prefix: `retry: ${retry}\n\n` }] } });
        const { element } = await mountConnected(harness);
        await breakStream(harness);
        await waitFor(() => !element.matches(':state(live)'));
        if (minimumMs > 0) await harness.passInSteps(minimumMs, 10_000);
        assert.equal((await countRequests(harness)).streams, 1);
        await harness.passUntil(maximumMs - minimumMs, async () => (await countRequests(harness)).streams === 2, 1_000);
      },
      { only: ['stream'] },
    );
  }

  faultCase('an element updates although the browser reports to be offline [N09]', async (harness, transport) => {
    const { element } = await mountConnected(harness);
    const { streams } = await countRequests(harness);
    Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
    window.dispatchEvent(new Event('offline'));
    await harness.control.updateOrder(withShipment('in_transit'));
    await harness.waitFor(() => textOf(element) === 'On its way');
    if (transport === 'stream') assert.include(statesOf(element), 'live');
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
    await harness.passInSteps(2_000, 1_000);
    if (transport === 'stream') assert.equal((await countRequests(harness)).streams, streams);
    assert.isFalse(isOutOfDate(element));
  });

  faultCase('a redirect to another origin does not get the token [N15]', async (harness) => {
    const target = new FakeOrderControl(`${otherOrigin}/fake-orders`, `target-${Math.random().toString(36).slice(2)}`);
    await harness.control.configure({
      always: { snapshot: { status: 302, headers: { location: `${target.endpoint.href}/orders/o1` } } },
    });
    const element = await mount(harness.attributes, { token: 'secret', children: ['See your mail'] });
    await harness.passInSteps(5_000, 1_000);
    assert.isTrue(isFallbackShown(element));
    const { requests } = await harness.control.statistics();
    assert.equal(requests[0]?.authorization, 'Bearer secret');
    assert.deepEqual((await target.statistics()).requests, []);
  });

  faultCase('a response without CORS headers is a network failure [N16]', async (harness, transport) => {
    allowOrigins(otherOrigin);
    const control = new FakeOrderControl(`${otherOrigin}/fake-orders`, `closed-${Math.random().toString(36).slice(2)}`);
    await control.configure({ hasCors: false, hasStream: transport === 'stream' });
    const element = await mount({ endpoint: control.endpoint.href, 'order-id': 'o1' }, { children: ['See your mail'] });
    await harness.passInSteps(10_000, 1_000);
    assert.isTrue(isFallbackShown(element));
    assert.notInclude(statesOf(element), 'invalid');
    assert.isAtMost((await control.statistics()).requests.length, 10);
    await control.configure({ hasCors: true });
    await harness.passInSteps(60_000, 5_000);
    await waitFor(() => textOf(element) === 'Order received');
  });

  faultCase('an element polls if a proxy buffers the stream [N20]', async (harness, transport) => {
    await harness.control.configure({ always: { stream: { isBuffered: true }, snapshot: { isBuffered: true } } });
    const element = await mount(harness.attributes);
    await waitFor(() => textOf(element) === 'Order received');
    // The buffered refusal must arrive before the stream times out.
    if (transport === 'polling') await harness.waitForConnection(element);
    await harness.control.updateOrderSilently(withShipment('in_transit'));
    await harness.passInSteps(200_000, 10_000);
    await waitFor(() => textOf(element) === 'On its way');
    assert.notInclude(statesOf(element), 'live');
    assert.equal((await countRequests(harness)).streams, transport === 'stream' ? 3 : 1);
  });

  faultCase('a stream continues at its cursor after a restart of the server [N20]', async (harness, transport) => {
    const { element, versions } = await mountConnected(harness);
    await harness.control.configure({ always: { stream: { refuse: true }, snapshot: { refuse: true } } });
    if (transport === 'stream') await breakStream(harness);
    await harness.passInSteps(20_000, 2_000);
    await harness.control.updateOrderSilently(withShipment('in_transit'));
    await harness.control.configure({ always: { stream: {}, snapshot: {} } });
    await harness.passInSteps(80_000, 5_000);
    await waitFor(() => textOf(element) === 'On its way');
    if (transport === 'stream') await waitFor(() => element.matches(':state(live)'));
    assert.deepEqual(versions, [1, 2]);
  });

  faultCase(
    'an old response from a cache leaves the order and marks it as out of date [N21]',
    async (harness, transport) => {
      const { element } = await mountConnected(harness);
      await harness.control.updateOrder(withShipment('in_transit'));
      await harness.waitFor(() => textOf(element) === 'On its way');
      const body = JSON.stringify({
        id: 'o1',
        version: 1,
        epoch: 'k1',
        serverTime: '2026-01-01T00:00:00Z',
        lineItems: [],
      });
      const cacheModes = new Set<string | undefined>();
      const { fetch } = window;
      window.fetch = (input, init) => {
        if (String(input).includes('/orders/')) cacheModes.add(init?.cache);
        return fetch(input, init);
      };
      await harness.control.configure({ always: { snapshot: { body } } });
      if (transport === 'stream') {
        await harness.control.configure({ always: { stream: { refuse: true } } });
        await breakStream(harness);
      }
      await harness.passInSteps(150_000, 5_000);
      window.fetch = fetch;
      assert.equal(textOf(element), 'On its way');
      assert.match(textOf(element, 'freshness') ?? '', /may be out of date.?Updated [12] minutes? ago/);
      assert.deepEqual([...cacheModes], ['no-store']);
    },
  );
});

describe('order-status: page visibility', () => {
  faultCase(
    'a page has no stream after 30 s hidden; shown again, it requests one snapshot and one stream [L04]',
    async (harness, transport) => {
      const { element } = await mountConnected(harness);
      await pageClock.show(false);
      try {
        await harness.passInSteps(31_000, 5_000);
        await harness.waitForServer(({ openStreams: streams }) => streams === 0);
        const countsBefore = await countRequests(harness);
        await harness.control.updateOrderSilently(withShipment('in_transit'));
        await harness.passInSteps(600_000, 60_000);
        assert.deepEqual(await countRequests(harness), countsBefore);
        await pageClock.show(true);
        await harness.passInSteps(2_000, 500);
        await waitFor(() => textOf(element) === 'On its way');
        if (transport === 'stream') await waitFor(() => element.matches(':state(live)'));
        const countsAfter = await countRequests(harness);
        assert.equal(countsAfter.snapshots, countsBefore.snapshots + 1);
        assert.isAtMost(countsAfter.streams, countsBefore.streams + 1);
      } finally {
        await pageClock.show(true);
      }
    },
  );

  faultCase(
    'a page that is open for 40 days updates with a new token whenever it is shown [K09]',
    async (harness, transport) => {
      let day = 0;
      await harness.control.configure({ tokens: ['day-0'] });
      const element = await mount(harness.attributes, { token: async () => `day-${day}` });
      await waitFor(() => textOf(element) === 'Order received');
      await harness.waitForConnection(element);
      // The second wait is longer than the longest timer, 2^31 ms.
      for (const days of [1, 26, 6, 7]) {
        await pageClock.show(false);
        await harness.pass(40_000);
        await harness.waitForServer(({ openStreams: streams }) => streams === 0);
        const countsBefore = await countRequests(harness);
        await harness.pass(days * 86_400_000);
        assert.deepEqual(await countRequests(harness), countsBefore);
        day += days;
        await harness.control.configure({ tokens: [`day-${day}`] });
        await harness.control.updateOrderSilently({ ...withShipment(day < 40 ? 'in_transit' : 'delivered') });
        await pageClock.show(true);
        assert.isBelow(Math.max(...pageClock.timers), 2 ** 31 - 1);
        await harness.passInSteps(8_000, 1_000);
        await waitFor(() => textOf(element) === (day < 40 ? 'On its way' : 'Delivered'));
        await waitFor(() => /Updated just now/.test(textOf(element, 'freshness') ?? ''));
        if (transport === 'stream') await waitFor(() => element.matches(':state(live)'));
      }
      const { requests } = await harness.control.statistics();
      assert.isBelow(requests.length, 60);
    },
  );

  faultCase('10,000 forged messages of other tabs cause one request in five seconds [X11]', async (harness) => {
    const { element } = await mountConnected(harness, { shared: '' });
    const { endpoint } = harness.control;
    await harness.passInSteps(6_000, 2_000);
    const { snapshots } = await countRequests(harness);
    const forger = new BroadcastChannel(`waybill:${endpoint.origin}${endpoint.pathname} o1`);
    const lastReceived = new Promise((resolve) => {
      const receiver = new BroadcastChannel(forger.name);
      receiver.addEventListener('message', ({ data }) => data === 'last' && resolve(receiver.close()));
    });
    for (let index = 0; index < 10_000; index += 1)
      forger.postMessage(index % 2 ? 900 + index : { order: { id: 'o1', version: 900, title: 'forged' } });
    forger.postMessage('last');
    await lastReceived;
    await settle();
    await harness.passInSteps(4_000, 1_000);
    assert.isAtMost((await countRequests(harness)).snapshots, snapshots + 1);
    assert.equal(textOf(element), 'Order received');
    forger.close();
  });
});
