import { settle, waitFor } from '../../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { FakeOrderHistory } from '../../../fakes/fake-order-history.ts';
import { renderedText, mount, statesOf, textOf } from '../support/mount.ts';
import { withShipment } from '../support/order-server-harness.ts';
import { countRequests, faultCase, mountConnected } from './fault-case.ts';

/** The JSON of an order, as the server sends it. */
const orderJson = (version: unknown, status: string): string =>
  JSON.stringify({ ...new FakeOrderHistory('o1').order, ...withShipment(status), version, epoch: 'k1' });

const orderEvent = (version: number, status: string): string =>
  `id: k1.${version}\nevent: order\ndata: ${JSON.stringify({ epoch: 'k1', order: JSON.parse(orderJson(version, status)) as object })}\n\n`;

describe('order-status: faulty data', () => {
  faultCase(
    'unknown events and fields are ignored, and unknown events move the cursor [D03]',
    async (harness, transport) => {
      const { element } = await mountConnected(harness);
      if (transport === 'stream') {
        await harness.control.writeRaw('id: k1.2\nevent: teleported\nfields: 1\ndata: {"x":1}\n\n');
        // A connection that breaks may lose what was written before; one that ends delivers it.
        await harness.control.endStreams();
        await harness.waitForServer(({ openStreams: streams }) => streams === 0);
        await harness.passInSteps(3_000, 1_000);
        await harness.waitForServer(({ streamRequests }) => streamRequests === 2);
        const { requests } = await harness.control.statistics();
        assert.deepEqual(
          requests.filter(({ kind }) => kind === 'stream').map(({ after }) => after),
          ['k1.1', 'k1.2'],
        );
      }
      await harness.control.updateOrder({ ...withShipment('in_transit', { teleporter: { id: 1 } }), mood: ['blue'] });
      await harness.control.updateOrder({ later: true });
      await harness.waitFor(() => textOf(element) === 'On its way');
    },
  );

  faultCase('the newest of the versions 42, 44 and 43 stays [D05]', async (harness, transport) => {
    const { element, versions } = await mountConnected(harness);
    const changes = [
      [42, 'accepted'],
      [44, 'delivered'],
      [43, 'in_transit'],
    ] as const;
    if (transport === 'stream')
      for (const [version, status] of changes) await harness.control.writeRaw(orderEvent(version, status));
    else
      await harness.control.configure({
        next: { snapshot: changes.map(([version, status]) => ({ body: orderJson(version, status) })) },
      });
    await harness.waitFor(() => textOf(element) === 'Delivered');
    const countsBefore = await countRequests(harness);
    if (transport === 'stream') await settle();
    else await harness.passInSteps(40_000, 4_000);
    if (transport === 'polling')
      assert.isAbove(
        (await countRequests(harness)).snapshots,
        countsBefore.snapshots,
        'the older version was received',
      );
    assert.equal(textOf(element), 'Delivered');
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
    );
  });

  faultCase('a late response with an older snapshot is ignored [D06]', async (harness, transport) => {
    const { element, versions } = await mountConnected(harness);
    const { snapshots } = await countRequests(harness);
    const lateResponse = { isHeld: true, body: orderJson(1, 'delivered') };
    if (transport === 'stream') {
      await harness.control.configure({ next: { snapshot: [lateResponse] } });
      await harness.passInSteps(1_000, 1_000);
      await harness.control.sendHeartbeat(1);
      await harness.passUntil(2_000, async () => (await countRequests(harness)).snapshots > snapshots);
    }
    await harness.control.updateOrder(withShipment('in_transit'));
    await harness.waitFor(() => textOf(element) === 'On its way');
    if (transport === 'polling') {
      await harness.control.configure({ next: { snapshot: [lateResponse] } });
      const countsBefore = await countRequests(harness);
      await harness.passUntil(
        40_000,
        async () => (await countRequests(harness)).snapshots > countsBefore.snapshots,
        500,
      );
    }
    await harness.control.releaseHeldResponses();
    await harness.passInSteps(transport === 'stream' ? 2_000 : 40_000, transport === 'stream' ? 500 : 4_000);
    assert.isAbove((await countRequests(harness)).snapshots, snapshots);
    assert.equal(textOf(element), 'On its way');
    assert.equal(Math.max(...versions), versions.at(-1));
  });

  faultCase('version 1 of a new epoch replaces version 5 of the earlier one [D07]', async (harness) => {
    const { element, versions } = await mountConnected(harness);
    for (let change = 0; change < 4; change += 1) await harness.control.updateOrder(withShipment('in_transit'));
    await harness.waitFor(() => versions.at(-1) === 5);
    assert.equal(textOf(element), 'On its way');
    await harness.control.startEpoch('k2');
    await harness.waitFor(() => versions.at(-1) === 1);
    await harness.control.updateOrder(withShipment('delivered'));
    await harness.waitFor(() => textOf(element) === 'Delivered');
    assert.equal(versions.at(-1), 2);
  });

  faultCase(
    'a heartbeat with a newer version causes a snapshot request within two seconds [D08]',
    async (harness, transport) => {
      const { element } = await mountConnected(harness);
      for (let change = 0; change < 3; change += 1)
        await harness.control.updateOrderSilently(withShipment('in_transit'));
      const { snapshots } = await countRequests(harness);
      if (transport === 'stream') {
        await harness.passInSteps(1_000, 1_000);
        await harness.control.sendHeartbeat();
        await harness.passUntil(2_000, async () => (await countRequests(harness)).snapshots > snapshots);
      }
      await harness.waitFor(() => textOf(element) === 'On its way');
    },
  );

  faultCase('a stream of five megabytes without a line end is closed [D10]', async (harness, transport) => {
    await harness.control.configure({ always: { stream: { flood: 5_000_000 } } });
    const element = await mount(harness.attributes);
    await waitFor(() => textOf(element) === 'Order received');
    await harness.passInSteps(20_000, 2_000);
    await harness.waitForServer(({ openStreams: streams }) => streams === 0);
    assert.equal((await countRequests(harness)).streams, transport === 'stream' ? 3 : 1);
    assert.deepEqual(statesOf(element), ['ready']);
    await harness.control.updateOrder(withShipment('in_transit'));
    await harness.passInSteps(40_000, 4_000);
    assert.equal(textOf(element), 'On its way');
  });

  for (const size of [1, 3, 7]) {
    faultCase(`a body in chunks of ${size} bytes is decoded correctly [D11]`, async (harness, transport) => {
      const changedTitle = {
        lineItems: [{ id: 'l1', title: 'Mügge 📦 Доставка', quantity: { original: 1, total: 1, fulfilled: 0 } }],
      };
      const { element } = await mountConnected(harness);
      // The stream begins with a byte order mark and a line that ends with CRLF.
      const drip = { drip: { bytes: size * 40 + 1, everyMs: 1 } };
      await harness.control.configure({
        always: { snapshot: drip, stream: { ...drip, prefix: '\uFEFF: hello\r\n\r\n' } },
      });
      if (transport === 'stream') {
        await harness.control.breakStreams();
        await harness.waitForServer(({ openStreams: streams }) => streams === 0);
      }
      await harness.control.updateOrderSilently({
        ...changedTitle,
        ...withShipment('in_transit', { lineItems: [{ id: 'l1', quantity: 1 }] }),
      });
      if (transport === 'stream') await harness.passInSteps(3_000, 1_000);
      await harness.waitFor(() => textOf(element) === 'On its way');
      assert.match(renderedText(element), /Mügge 📦 Доставка/);
    });
  }

  for (const version of ['"42"', String(2 ** 53 + 1), '-1', 'null']) {
    faultCase(`version ${version} is rejected [D18]`, async (harness, transport) => {
      const { element, versions } = await mountConnected(harness);
      const body = orderJson('VERSION', 'delivered').replace('"VERSION"', version);
      const { snapshots } = await countRequests(harness);
      await harness.control.configure({ next: { snapshot: [{ body }] } });
      if (transport === 'stream') await harness.control.writeRaw(`event: order\ndata: {"order":${body}}\n\n`);
      await harness.passInSteps(36_000, 4_000);
      await harness.waitForServer((statistics) => statistics.snapshotRequests > snapshots);
      assert.equal(textOf(element), 'Order received');
      assert.deepEqual(versions, [1]);
      await harness.control.updateOrder(withShipment('in_transit'));
      await harness.waitFor(() => textOf(element) === 'On its way');
    });
  }
});
