import { pageClock, settle, until } from '../delivery-estimate/support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import { allowOrigins } from '../../../src/client/endpoint.ts';
import type { OrderChangeDetail } from '../../../src/components/order-status/order-status.ts';
import { drawnText, hasPart, isFallbackShown, listen, mount, part, parts, removeMounted, statesOf, textOf } from './support/mount.ts';
import { parcel, Scene, ways } from './support/scene.ts';

/** The same server under the other name of this machine: another origin, with a clock of its own. */
const elsewhere = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);

for (const way of ways) {
  describe(`order-status: endpoint, ${way}`, () => {
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    it('shows the order and how fresh it is', async () => {
      const scene = await Scene.open(way);
      const element = await mount(scene.attributes);
      assert.deepEqual(statesOf(element), ['loading']);
      assert.equal(drawnText(element), 'Looking up your order');
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      assert.equal(textOf(element, 'freshness'), way === 'stream' ? 'LiveUpdated just now' : 'Updated just now');
      await expect(element).to.be.accessible();
    });

    it('A03: news are shown, told once in a region that was there, and dispatched', async () => {
      const scene = await Scene.open(way);
      const { control } = scene;
      const element = await mount(scene.attributes);
      const heard = listen(element);
      const region = part(element, 'status');
      const changes: OrderChangeDetail[] = [];
      element.addEventListener('waybill-order-change', ({ detail }) => changes.push(detail));
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      assert.deepEqual(heard, [], 'a first load is no news');
      await control.change(parcel('in_transit'));
      await scene.until(() => textOf(element) === 'On its way');
      await settle();
      assert.deepEqual(heard, ['On its way']);
      assert.isTrue(region === part(element, 'status'));
      await control.change({ note: 'nothing that shows' });
      await scene.until(() => changes.length === 3);
      await settle();
      assert.deepEqual(heard, ['On its way'], 'the same text is not told twice');
      assert.deepEqual(changes.map(({ order, status }) => [order.version, status]), [[1, 'placed'], [2, 'shipped'], [3, 'shipped']]);
    });

    for (const body of ['{}', 'null', '[]', '"x"', '42', '{"id":"o1","version":"42"}']) {
      it(`D01: ${body} is no order: what stands between the tags stays, with a way to try again`, async () => {
        const scene = await Scene.open(way, { always: { snapshot: { body } } });
        const { control } = scene;
        const errors: string[] = [];
        const element = await mount(scene.attributes, { children: ['See your mail'] });
        element.addEventListener('waybill-order-error', ({ detail }) => errors.push(detail.code));
        await until(() => hasPart(element, 'retry'));
        assert.isTrue(isFallbackShown(element));
        assert.equal(textOf(element), 'The status is not available');
        assert.deepEqual(statesOf(element), ['invalid']);
        assert.deepEqual(errors, ['bad-data']);
        await expect(element).to.be.accessible();
        await control.set({ always: { snapshot: {} } });
        part(element, 'retry').click();
        await scene.pass(1_100);
        await until(() => textOf(element) === 'Order received');
        assert.isFalse(isFallbackShown(element));
      });
    }

    it('D17: of a doubled item the first stays, and the page hears of it', async () => {
      const scene = await Scene.open(way);
      const { control } = scene;
      const quantity = { original: 1, total: 1, fulfilled: 0 };
      await control.change({ lineItems: [{ id: 'a', title: 'First', quantity }, { id: 'a', title: 'Second', quantity }] });
      const changes: OrderChangeDetail[] = [];
      document.addEventListener('waybill-order-change', ({ detail }) => changes.push(detail), { once: true });
      const element = await mount(scene.attributes);
      await until(() => textOf(element, 'items') === 'First');
      assert.deepEqual(changes[0]?.warnings.map(({ path }) => path), ['lineItems.1.id']);
    });

    it('N01: refused at the start: the page’s own text, asked ever more rarely, no burst', async () => {
      const scene = await Scene.open(way, { always: { snapshot: { refuse: true } } });
      // Counted here: some engines try a refused connection ten times by themselves.
      const asked: number[] = [];
      const { fetch } = window;
      window.fetch = (input, init) => {
        if (String(input).endsWith('/orders/o1')) asked.push(pageClock.time);
        return fetch(input, init);
      };
      const element = await mount(scene.attributes, { children: ['See your mail'] });
      await scene.passInSteps(60_000, 1_000);
      window.fetch = fetch;
      assert.isTrue(isFallbackShown(element));
      const gaps = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
      assert.isAtLeast(asked.length, 3);
      assert.isAtMost(asked.length, 20);
      assert.isTrue(gaps.every((gap) => gap >= 1_000), gaps.join());
      await scene.control.set({ always: { snapshot: {} } });
      await scene.passInSteps(61_000, 1_000);
      await until(() => textOf(element) === 'Order received');
    });

    it('N10, A16: offline for ten minutes, the age stands there in words; online again it is asked once', async () => {
      const scene = await Scene.open(way);
      const { control } = scene;
      const element = await mount(scene.attributes);
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      await control.set({ always: { snapshot: { refuse: true }, stream: { refuse: true } } });
      Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
      window.dispatchEvent(new Event('offline'));
      await control.drop();
      await settle();
      await scene.passInSteps(600_000, 60_000);
      await until(() => hasPart(element, 'retry'));
      assert.match(textOf(element, 'freshness') ?? '', /^You are offline.?This may be out of date.?Updated (9|10|11) minutes ago/);
      assert.deepEqual(statesOf(element), ['ready', 'stale']);
      await expect(element).to.be.accessible();
      await control.set({ always: { snapshot: {}, stream: {} } });
      await control.changeSilently();
      Reflect.deleteProperty(navigator, 'onLine');
      const before = (await control.statistics()).snapshots;
      window.dispatchEvent(new Event('online'));
      await scene.passInSteps(2_000, 500);
      await until(() => !hasPart(element, 'retry'));
      await scene.follows(element);
      // Without a stream one more, once that is known again.
      assert.isAtMost((await control.statistics()).snapshots, before + (way === 'stream' ? 1 : 2));
      assert.match(textOf(element, 'freshness') ?? '', /Updated just now/);
    });

    for (const [status, text, code] of [
      [403, 'Please sign in again to see the status', 'denied'],
      [404, 'We cannot find this order', 'not-found'],
      [410, 'We cannot find this order', 'not-found'],
    ] as const) {
      it(`S03: ${status} is said, and nothing is asked any more`, async () => {
        const scene = await Scene.open(way, { always: { snapshot: { status } } });
          const { control } = scene;
        const codes: string[] = [];
        document.addEventListener('waybill-order-error', ({ detail }) => codes.push(detail.code), { once: true });
        const element = await mount(scene.attributes, { children: ['See your mail'] });
        await until(() => textOf(element) === text);
        assert.deepEqual(codes, [code]);
        await scene.pass(600_000);
        assert.equal((await control.statistics()).requests.length, 1);
        await expect(element).to.be.accessible();
      });
    }

    it('K01: tells times by the server’s clock, whatever the device’s clock says or does', async () => {
      allowOrigins(elsewhere);
      const scene = await Scene.open(way, { skewMs: 3 * 86_400_000 }, { origin: elsewhere });
      const element = await mount(scene.attributes);
      await until(() => textOf(element) === 'Order received');
      const told = (): { text: string; at: number } => {
        const [updated] = part(element, 'freshness').querySelectorAll('time');
        return { text: updated?.textContent ?? '', at: Date.parse(updated?.dateTime ?? '') };
      };
      assert.equal(told().text, 'Updated just now');
      assert.closeTo(told().at, pageClock.now + 3 * 86_400_000, 60_000);
      const timers = pageClock.timers.length;
      const right = told().at;
      pageClock.misset(-10 * 365 * 86_400_000);
      await pageClock.pass(61_000);
      await pageClock.pass(61_000);
      assert.closeTo(told().at, right, 200_000);
      assert.isAtMost(pageClock.timers.length, timers + 1);
      pageClock.misset(10 * 365 * 86_400_000);
      await pageClock.pass(61_000);
    });

    it('two elements of one order share a source; removed, nothing is open', async () => {
      const scene = await Scene.open(way);
      const { control } = scene;
      const [one, two] = [await mount(scene.attributes), await mount(scene.attributes)];
      await until(() => textOf(one) === 'Order received' && textOf(two) === 'Order received');
      await scene.follows(two);
      const { streams, snapshots, most } = await control.statistics();
      assert.deepEqual([streams, snapshots, most], way === 'stream' ? [1, 1, 1] : [1, 1, 0]);
      removeMounted();
      await pageClock.pass(1_100);
      await scene.sees(({ open }) => open === 0);
    });

    it('L07: after a sleep of eight hours it says so at once, in hours', async () => {
      const scene = await Scene.open(way);
      const { control } = scene;
      const element = await mount(scene.attributes);
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      await control.set({ always: { snapshot: { refuse: true }, stream: { refuse: true } } });
      pageClock.sleep(8 * 3_600_000);
      await pageClock.pass(15_000);
      await until(() => hasPart(element, 'retry'));
      assert.match(textOf(element, 'freshness') ?? '', /^This may be out of date.?Updated 8 hours ago/);
      assert.deepEqual(statesOf(element), ['ready', 'stale']);
      await control.set({ always: { snapshot: {}, stream: {} } });
      await scene.passInSteps(70_000, 2_000);
      await until(() => /Updated just now/.test(textOf(element, 'freshness') ?? ''));
    });

    it('A03: what comes with a new start is shown, and not told', async () => {
      const scene = await Scene.open(way);
      const element = await mount(scene.attributes);
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      const heard = listen(element);
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await scene.control.change(parcel('in_transit'));
      await scene.pass(2_000);
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await scene.passInSteps(2_000, 1_000);
      await until(() => textOf(element) === 'On its way');
      await settle();
      assert.deepEqual(heard, []);
    });

    it('a whole one and a compact one share a source, and the whole one its stream', async () => {
      const scene = await Scene.open(way);
      const compact = await mount({ ...scene.attributes, compact: '' });
      const whole = await mount(scene.attributes);
      await until(() => textOf(compact) === 'Order received' && textOf(whole) === 'Order received');
      await scene.follows(whole);
      const { streams, snapshots } = await scene.control.statistics();
      assert.equal(streams, 1);
      assert.isAtMost(snapshots, 2);
    });

    it('a compact one opens no stream', async () => {
      const scene = await Scene.open(way);
      const { control } = scene;
      const element = await mount({ ...scene.attributes, compact: '' });
      await until(() => textOf(element) === 'Order received');
      await control.change(parcel('in_transit'));
      await scene.passInSteps(36_000, 2_000);
      await until(() => textOf(element) === 'On its way');
      assert.equal((await control.statistics()).streams, 0);
      assert.lengthOf(parts(element, 'freshness'), 0);
    });
  });
}
