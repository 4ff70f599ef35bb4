import { pageClock, settle, until } from '../../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { allowOrigins } from '../../../../src/client/endpoint.ts';
import { OrderControl } from '../../../server/order-control.ts';
import { isFallbackShown, mount, statesOf, textOf } from '../support/mount.ts';
import { parcel, type Scene } from '../support/scene.ts';
import { countOf, line, open } from './line.ts';

/** The same server under the other name of this machine: another origin. */
const elsewhere = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);

const isDated = (element: Element): boolean => /may be out of date/.test(textOf(element, 'freshness') ?? '');

/** Ends the stream there is, so that the next one meets what was set up. */
async function dropStream(scene: Scene): Promise<void> {
  await scene.control.drop();
  await scene.sees(({ open: streams }) => streams === 0);
}

describe('order-status: a network that misbehaves', () => {
  /* A stream that is of no use gives way to reads; a read of no use leaves what was shown, with its age. */
  for (const [name, fault] of [
    ['N03: half-open, the server silent', { isSilent: true }],
    ['N05: ended cleanly right after 200, for ever', { endAfter: 0 }],
    ['N06: a JSON body that is something else, under the right type', { body: '{"a":1}' }],
    ['N18: one byte a second', { drip: { bytes: 1, everyMs: 1_000 } }],
    ['S05: 503 with an HTML page', { status: 503, body: '<p>event: order</p>', type: 'text/html' }],
    ['S05: 200 with an HTML page', { body: 'event: end\ndata: {}\n\n', type: 'text/html' }],
  ] as const) {
    line(name, async (scene, way) => {
      const { element, versions } = await open(scene);
      const before = await countOf(scene);
      const type = way === 'stream' ? 'text/event-stream' : 'application/json';
      await scene.control.set({ always: { [way === 'stream' ? 'stream' : 'snapshot']: { type, ...fault } } });
      if (way === 'stream') await dropStream(scene);
      await scene.control.changeSilently(parcel('in_transit'));
      await scene.passInSteps(120_000, 5_000);
      const { streams, snapshots } = await countOf(scene);
      assert.notInclude(statesOf(element), 'live');
      if (way === 'stream') {
        assert.equal(textOf(element), 'On its way');
        assert.isAtMost(streams - before.streams, 10);
      } else {
        assert.equal(textOf(element), 'Order received');
        assert.isTrue(isDated(element), textOf(element, 'freshness'));
        assert.deepEqual(versions, [1]);
      }
      assert.isAtMost(snapshots - before.snapshots, 24);
      await scene.control.set({ always: { stream: {}, snapshot: {} } });
      const isWell = (): boolean => textOf(element) === 'On its way' && !isDated(element);
      await scene.passUntil(420_000, async () => isWell() && (way === 'polling' || element.matches(':state(live)')), 8_000);
    });
  }

  line('N04: cut in the middle, nothing is lost or doubled', async (scene, way) => {
    const { element, versions } = await open(scene);
    const cut = [{ cutAfter: 200 }];
    await scene.control.set({ next: way === 'stream' ? { stream: cut } : { snapshot: cut } });
    if (way === 'stream') await dropStream(scene);
    await scene.control.changeSilently(parcel('in_transit'));
    await scene.passInSteps(way === 'stream' ? 10_000 : 80_000, way === 'stream' ? 1_000 : 5_000);
    await until(() => textOf(element) === 'On its way');
    assert.deepEqual(versions, [1, 2]);
  });

  for (const [retry, least, most] of [['0', 0, 3_000], ['abc', 0, 3_000], ['99999999', 290_000, 310_000]] as const) {
    line(`N08: retry: ${retry}`, async (scene) => {
      await scene.control.set({ next: { stream: [{ prefix: `retry: ${retry}\n\n` }] } });
      const { element } = await open(scene);
      await dropStream(scene);
      await until(() => !element.matches(':state(live)'));
      if (least > 0) await scene.passInSteps(least, 10_000);
      assert.equal((await countOf(scene)).streams, 1);
      await scene.passUntil(most - least, async () => (await countOf(scene)).streams === 2, 1_000);
    }, { of: ['stream'] });
  }

  line('N09: the browser says offline while all works', async (scene, way) => {
    const { element } = await open(scene);
    const { streams } = await countOf(scene);
    Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
    window.dispatchEvent(new Event('offline'));
    await scene.control.change(parcel('in_transit'));
    await scene.until(() => textOf(element) === 'On its way');
    if (way === 'stream') assert.include(statesOf(element), 'live');
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
    await scene.passInSteps(2_000, 1_000);
    if (way === 'stream') assert.equal((await countOf(scene)).streams, streams);
    assert.isFalse(isDated(element));
  });

  line('N15: a redirect to another origin takes no token along', async (scene) => {
    const target = new OrderControl(`${elsewhere}/order-server`, `target-${Math.random().toString(36).slice(2)}`);
    await scene.control.set({ always: { snapshot: { status: 302, headers: { location: `${target.endpoint.href}/orders/o1` } } } });
    const element = await mount(scene.attributes, { token: 'secret', children: ['See your mail'] });
    await scene.passInSteps(5_000, 1_000);
    assert.isTrue(isFallbackShown(element));
    const { requests } = await scene.control.statistics();
    assert.equal(requests[0]?.authorization, 'Bearer secret');
    assert.deepEqual((await target.statistics()).requests, []);
  });

  line('N16: an origin that does not let us read is as no network', async (scene, way) => {
    allowOrigins(elsewhere);
    const control = new OrderControl(`${elsewhere}/order-server`, `closed-${Math.random().toString(36).slice(2)}`);
    await control.set({ hasCors: false, hasStream: way === 'stream' });
    const element = await mount({ endpoint: control.endpoint.href, 'order-id': 'o1' }, { children: ['See your mail'] });
    await scene.passInSteps(10_000, 1_000);
    assert.isTrue(isFallbackShown(element));
    assert.notInclude(statesOf(element), 'invalid');
    assert.isAtMost((await control.statistics()).requests.length, 10);
    await control.set({ hasCors: true });
    await scene.passInSteps(60_000, 5_000);
    await until(() => textOf(element) === 'Order received');
  });

  line('N20: a stream that is held back by what is in between', async (scene, way) => {
    await scene.control.set({ always: { stream: { isBuffered: true }, snapshot: { isBuffered: true } } });
    const element = await mount(scene.attributes);
    await until(() => textOf(element) === 'Order received');
    // A refusal that comes late would be taken for one that never came.
    if (way === 'polling') await scene.follows(element);
    await scene.control.changeSilently(parcel('in_transit'));
    await scene.passInSteps(200_000, 10_000);
    await until(() => textOf(element) === 'On its way');
    assert.notInclude(statesOf(element), 'live');
    assert.equal((await countOf(scene)).streams, way === 'stream' ? 3 : 1);
  });

  line('N20: a server that restarts is taken up by the cursor', async (scene, way) => {
    const { element, versions } = await open(scene);
    await scene.control.set({ always: { stream: { refuse: true }, snapshot: { refuse: true } } });
    if (way === 'stream') await dropStream(scene);
    await scene.passInSteps(20_000, 2_000);
    await scene.control.changeSilently(parcel('in_transit'));
    await scene.control.set({ always: { stream: {}, snapshot: {} } });
    await scene.passInSteps(80_000, 5_000);
    await until(() => textOf(element) === 'On its way');
    if (way === 'stream') await until(() => element.matches(':state(live)'));
    assert.deepEqual(versions, [1, 2]);
  });

  line('N21: an old answer out of a cache changes nothing but the age that is told', async (scene, way) => {
    const { element } = await open(scene);
    await scene.control.change(parcel('in_transit'));
    await scene.until(() => textOf(element) === 'On its way');
    const body = JSON.stringify({ id: 'o1', version: 1, epoch: 'k1', serverTime: '2026-01-01T00:00:00Z', lineItems: [] });
    const modes = new Set<string | undefined>();
    const { fetch } = window;
    window.fetch = (input, init) => {
      if (String(input).includes('/orders/')) modes.add(init?.cache);
      return fetch(input, init);
    };
    await scene.control.set({ always: { snapshot: { body } } });
    if (way === 'stream') {
      await scene.control.set({ always: { stream: { refuse: true } } });
      await dropStream(scene);
    }
    await scene.passInSteps(150_000, 5_000);
    window.fetch = fetch;
    assert.equal(textOf(element), 'On its way');
    assert.match(textOf(element, 'freshness') ?? '', /may be out of date.?Updated [12] minutes? ago/);
    assert.deepEqual([...modes], ['no-store']);
  });
});

describe('order-status: a page that comes and goes', () => {
  line('L04: hidden for 30 s nothing is open; shown again one snapshot and one stream', async (scene, way) => {
    const { element } = await open(scene);
    await pageClock.show(false);
    try {
      await scene.passInSteps(31_000, 5_000);
      await scene.sees(({ open: streams }) => streams === 0);
      const before = await countOf(scene);
      await scene.control.changeSilently(parcel('in_transit'));
      await scene.passInSteps(600_000, 60_000);
      assert.deepEqual(await countOf(scene), before);
      await pageClock.show(true);
      await scene.passInSteps(2_000, 500);
      await until(() => textOf(element) === 'On its way');
      if (way === 'stream') await until(() => element.matches(':state(live)'));
      const after = await countOf(scene);
      assert.equal(after.snapshots, before.snapshots + 1);
      assert.isAtMost(after.streams, before.streams + 1);
    } finally {
      await pageClock.show(true);
    }
  });

  line('K09: open for 40 days, with a new token each time it is looked at', async (scene, way) => {
    let day = 0;
    await scene.control.set({ tokens: ['day-0'] });
    const element = await mount(scene.attributes, { token: async () => `day-${day}` });
    await until(() => textOf(element) === 'Order received');
    await scene.follows(element);
    // The second is longer than a timer can count.
    for (const days of [1, 26, 6, 7]) {
      await pageClock.show(false);
      await scene.pass(40_000);
      await scene.sees(({ open: streams }) => streams === 0);
      const before = await countOf(scene);
      await scene.pass(days * 86_400_000);
      assert.deepEqual(await countOf(scene), before);
      day += days;
      await scene.control.set({ tokens: [`day-${day}`] });
      await scene.control.changeSilently({ ...parcel(day < 40 ? 'in_transit' : 'delivered') });
      await pageClock.show(true);
      assert.isBelow(Math.max(...pageClock.timers), 2 ** 31 - 1);
      await scene.passInSteps(8_000, 1_000);
      await until(() => textOf(element) === (day < 40 ? 'On its way' : 'Delivered'));
      await until(() => /Updated just now/.test(textOf(element, 'freshness') ?? ''));
      if (way === 'stream') await until(() => element.matches(':state(live)'));
    }
    const { requests } = await scene.control.statistics();
    assert.isBelow(requests.length, 60);
  });

  line('X11: 10,000 forged words of other tabs are one request in five seconds', async (scene) => {
    const { element } = await open(scene, { shared: '' });
    const { endpoint } = scene.control;
    await scene.passInSteps(6_000, 2_000);
    const { snapshots } = await countOf(scene);
    const forger = new BroadcastChannel(`waybill:${endpoint.origin}${endpoint.pathname} o1`);
    const heard = new Promise((resolve) => {
      const last = new BroadcastChannel(forger.name);
      last.addEventListener('message', ({ data }) => data === 'last' && resolve(last.close()));
    });
    for (let turn = 0; turn < 10_000; turn += 1) forger.postMessage(turn % 2 ? 900 + turn : { order: { id: 'o1', version: 900, title: 'forged' } });
    forger.postMessage('last');
    await heard;
    await settle();
    await scene.passInSteps(4_000, 1_000);
    assert.isAtMost((await countOf(scene)).snapshots, snapshots + 1);
    assert.equal(textOf(element), 'Order received');
    forger.close();
  });
});
