import { settle, until } from '../../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { OrderWorld } from '../../../server/order-world.ts';
import { drawnText, mount, statesOf, textOf } from '../support/mount.ts';
import { parcel } from '../support/scene.ts';
import { countOf, line, open } from './line.ts';

/** An order on the wire, as the server itself would say it. */
const wire = (version: unknown, status: string): string =>
  JSON.stringify({ ...new OrderWorld('o1').order, ...parcel(status), version, epoch: 'k1' });

const event = (version: number, status: string): string =>
  `id: k1.${version}\nevent: order\ndata: ${JSON.stringify({ epoch: 'k1', order: JSON.parse(wire(version, status)) as object })}\n\n`;

describe('order-status: data that misbehaves', () => {
  line('D03: events and fields of later days are passed over, and the cursor moves', async (scene, way) => {
    const { element } = await open(scene);
    if (way === 'stream') {
      await scene.control.write('id: k1.2\nevent: teleported\nfields: 1\ndata: {"x":1}\n\n');
      await scene.control.drop();
      await scene.sees(({ open: streams }) => streams === 0);
      await scene.passInSteps(3_000, 1_000);
      await scene.sees(({ streams }) => streams === 2);
      const { requests } = await scene.control.statistics();
      assert.deepEqual(requests.filter(({ kind }) => kind === 'stream').map(({ after }) => after), ['k1.1', 'k1.2']);
    }
    await scene.control.change({ ...parcel('in_transit', { teleporter: { id: 1 } }), mood: ['blue'] });
    await scene.control.change({ later: true });
    await scene.until(() => textOf(element) === 'On its way');
  });

  line('D05: of versions 42, 44 and 43 the newest stays', async (scene, way) => {
    const { element, versions } = await open(scene);
    const news = [[42, 'accepted'], [44, 'delivered'], [43, 'in_transit']] as const;
    if (way === 'stream') for (const [version, status] of news) await scene.control.write(event(version, status));
    else await scene.control.set({ next: { snapshot: news.map(([version, status]) => ({ body: wire(version, status) })) } });
    await scene.until(() => textOf(element) === 'Delivered');
    const before = await countOf(scene);
    if (way === 'stream') await settle();
    else await scene.passInSteps(40_000, 4_000);
    if (way === 'polling') assert.isAbove((await countOf(scene)).snapshots, before.snapshots, 'the older one was answered');
    assert.equal(textOf(element), 'Delivered');
    assert.deepEqual(versions, [...versions].sort((one, other) => one - other));
  });

  line('D06: an older snapshot that comes late changes nothing', async (scene, way) => {
    const { element, versions } = await open(scene);
    const { snapshots } = await countOf(scene);
    const late = { isHeld: true, body: wire(1, 'delivered') };
    if (way === 'stream') {
      await scene.control.set({ next: { snapshot: [late] } });
      await scene.passInSteps(1_000, 1_000);
      await scene.control.beat(1);
      await scene.passUntil(2_000, async () => (await countOf(scene)).snapshots > snapshots);
    }
    await scene.control.change(parcel('in_transit'));
    await scene.until(() => textOf(element) === 'On its way');
    if (way === 'polling') {
      await scene.control.set({ next: { snapshot: [late] } });
      const before = await countOf(scene);
      await scene.passUntil(40_000, async () => (await countOf(scene)).snapshots > before.snapshots, 500);
    }
    await scene.control.release();
    await scene.passInSteps(way === 'stream' ? 2_000 : 40_000, way === 'stream' ? 500 : 4_000);
    assert.isAbove((await countOf(scene)).snapshots, snapshots);
    assert.equal(textOf(element), 'On its way');
    assert.equal(Math.max(...versions), versions.at(-1));
  });

  line('D07: under a new epoch version 1 is news', async (scene) => {
    const { element, versions } = await open(scene);
    for (let change = 0; change < 4; change += 1) await scene.control.change(parcel('in_transit'));
    await scene.until(() => versions.at(-1) === 5);
    assert.equal(textOf(element), 'On its way');
    await scene.control.startEpoch('k2');
    await scene.until(() => versions.at(-1) === 1);
    await scene.control.change(parcel('delivered'));
    await scene.until(() => textOf(element) === 'Delivered');
    assert.equal(versions.at(-1), 2);
  });

  line('D08: a heartbeat that is ahead is asked about within two seconds', async (scene, way) => {
    const { element } = await open(scene);
    for (let change = 0; change < 3; change += 1) await scene.control.changeSilently(parcel('in_transit'));
    const { snapshots } = await countOf(scene);
    if (way === 'stream') {
      await scene.passInSteps(1_000, 1_000);
      await scene.control.beat();
      await scene.passUntil(2_000, async () => (await countOf(scene)).snapshots > snapshots);
    }
    await scene.until(() => textOf(element) === 'On its way');
  });

  line('D10: five megabytes without an end of line are let go of', async (scene, way) => {
    await scene.control.set({ always: { stream: { flood: 5_000_000 } } });
    const element = await mount(scene.attributes);
    await until(() => textOf(element) === 'Order received');
    await scene.passInSteps(20_000, 2_000);
    await scene.sees(({ open: streams }) => streams === 0);
    assert.equal((await countOf(scene)).streams, way === 'stream' ? 3 : 1);
    assert.deepEqual(statesOf(element), ['ready']);
    await scene.control.change(parcel('in_transit'));
    await scene.passInSteps(40_000, 4_000);
    assert.equal(textOf(element), 'On its way');
  });

  for (const size of [1, 3, 7]) {
    line(`D11: what comes ${size} bytes at a time is what was sent`, async (scene, way) => {
      const titled = { lineItems: [{ id: 'l1', title: 'Mügge 📦 Доставка', quantity: { original: 1, total: 1, fulfilled: 0 } }] };
      const { element } = await open(scene);
      // The stream's lines end as on some machines, after a mark that some editors leave.
      const drip = { drip: { bytes: size * 40 + 1, everyMs: 1 } };
      await scene.control.set({ always: { snapshot: drip, stream: { ...drip, prefix: '\uFEFF: hello\r\n\r\n' } } });
      if (way === 'stream') {
        await scene.control.drop();
        await scene.sees(({ open: streams }) => streams === 0);
      }
      await scene.control.changeSilently({ ...titled, ...parcel('in_transit', { lineItems: [{ id: 'l1', quantity: 1 }] }) });
      if (way === 'stream') await scene.passInSteps(3_000, 1_000);
      await scene.until(() => textOf(element) === 'On its way');
      assert.match(drawnText(element), /Mügge 📦 Доставка/);
    });
  }

  for (const version of ['"42"', String(2 ** 53 + 1), '-1', 'null']) {
    line(`D18: version ${version} is refused`, async (scene, way) => {
      const { element, versions } = await open(scene);
      const body = wire('VERSION', 'delivered').replace('"VERSION"', version);
      const { snapshots } = await countOf(scene);
      await scene.control.set({ next: { snapshot: [{ body }] } });
      if (way === 'stream') await scene.control.write(`event: order\ndata: {"order":${body}}\n\n`);
      await scene.passInSteps(36_000, 4_000);
      await scene.sees((seen) => seen.snapshots > snapshots);
      assert.equal(textOf(element), 'Order received');
      assert.deepEqual(versions, [1]);
      await scene.control.change(parcel('in_transit'));
      await scene.until(() => textOf(element) === 'On its way');
    });
  }
});
