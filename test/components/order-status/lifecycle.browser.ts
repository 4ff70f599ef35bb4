import { calls } from '../delivery-estimate/support/count-calls.ts';
import { pageClock, settle, until } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { create, mount, removeMounted, statesOf, textOf } from './support/mount.ts';
import { now, states } from './support/orders.ts';
import { parcel, Scene, ways } from './support/scene.ts';

/** Nothing of ours is left: no timer, no listener, no observer. */
function assertClean(): void {
  assert.deepEqual(pageClock.timers, [], 'timers');
  for (const type of ['visibilitychange', 'freeze', 'resume', 'pagehide', 'pageshow', 'online', 'offline']) {
    assert.equal(calls.of(`listen ${type}`), calls.of(`forget ${type}`), type);
  }
  assert.equal(calls.of('MutationObserver'), calls.of('disconnect'), 'observers');
}

describe('order-status: lifecycle, by property', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  it('L01: 100 times in and out leaves nothing behind', async () => {
    calls.reset();
    const keep = create({}, { order: states['under way']?.() });
    for (let turn = 0; turn < 100; turn += 1) {
      const element = turn % 2 ? keep : create({}, { order: states['late']?.() });
      document.body.append(element);
      if (turn % 10 === 0) await settle();
      element.remove();
    }
    await settle();
    assertClean();
  });

  it('L14: moves to another document without an error', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const element = await mount({}, { order: states['under way']?.() });
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

for (const way of ways) {
  describe(`order-status: lifecycle, ${way}`, () => {
    afterEach(async () => {
      removeMounted();
      await pageClock.pass(1_100);
    });

    it('L01: 100 times in and out leaves no stream, timer, listener or observer', async () => {
      const scene = await Scene.open(way);
      await pageClock.pass(1_100);
      calls.reset();
      for (let turn = 0; turn < 100; turn += 1) {
        const element = create(scene.attributes);
        document.body.append(element);
        if (turn % 20 === 0) await settle();
        element.remove();
      }
      await settle();
      await pageClock.pass(1_100);
      await settle();
      assertClean();
      await scene.sees(({ open }) => open === 0);
      const { requests } = await scene.control.statistics();
      await pageClock.pass(120_000);
      assert.equal((await scene.control.statistics()).requests.length, requests.length);
    });

    it('L02: a move keeps the source, and what is shown', async () => {
      const scene = await Scene.open(way);
      const element = await mount(scene.attributes);
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      const headline = element.shadowRoot?.querySelector('.headline');
      const before = await scene.control.statistics();
      const aside = document.body.appendChild(document.createElement('aside'));
      aside.append(element);
      await settle();
      assert.isTrue(element.shadowRoot?.querySelector('.headline') === headline);
      await scene.control.change(parcel('in_transit'));
      await scene.until(() => textOf(element) === 'On its way');
      const after = await scene.control.statistics();
      assert.equal(after.streams, before.streams);
      if (way === 'stream') assert.equal(after.snapshots, before.snapshots);
      aside.remove();
    });

    it('L03: changed ten times fast, only the last order is shown', async () => {
      const scene = await Scene.open(way);
      const shown = new Set<string>();
      const element = await mount(scene.attributes);
      element.addEventListener('waybill-order-change', ({ detail }) => shown.add(detail.order.id));
      for (let turn = 2; turn <= 11; turn += 1) {
        element.orderId = `o${turn}`;
        await element.updateComplete;
      }
      await until(() => textOf(element) === 'Order received');
      await pageClock.pass(1_100);
      await settle();
      assert.deepEqual([...shown], ['o11']);
      await scene.sees(({ open }) => open <= 1);
    });

    it('L08: removed while the first answer is under way: aborted, and nothing is drawn', async () => {
      const scene = await Scene.open(way, { always: { snapshot: { isHeld: true } } });
      const element = await mount(scene.attributes);
      let told = 0;
      element.addEventListener('waybill-order-change', () => (told += 1));
      await scene.sees(({ snapshots }) => snapshots === 1);
      element.remove();
      await pageClock.pass(1_100);
      await scene.sees(({ requests }) => requests.length === 1);
      await scene.control.release();
      await scene.pass(0);
      assert.equal(told, 0);
      assert.isUndefined(textOf(element));
    });

    it('L13: a listener of the page that throws stops nothing', async () => {
      const scene = await Scene.open(way);
      const element = await mount(scene.attributes);
      const { onerror } = window;
      let thrown = 0;
      window.onerror = () => ((thrown += 1), true);
      element.addEventListener('waybill-order-change', () => {
        throw new Error('of the page');
      });
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      await scene.control.change(parcel('in_transit'));
      await scene.until(() => textOf(element) === 'On its way');
      await scene.control.change(parcel('delivered'));
      await scene.until(() => textOf(element) === 'Delivered');
      assert.equal(thrown, 3);
      window.onerror = onerror;
    });

    it('out of the page and back, it is up to date before it is called live', async () => {
      const scene = await Scene.open(way);
      const element = await mount(scene.attributes);
      await until(() => textOf(element) === 'Order received');
      await scene.follows(element);
      element.remove();
      await pageClock.pass(1_100);
      await scene.control.change(parcel('in_transit'));
      document.body.append(element);
      await element.updateComplete;
      await until(() => {
        const isNew = textOf(element) === 'On its way';
        assert.isTrue(isNew || !statesOf(element).includes('live'));
        return isNew;
      });
    });
  });
}
