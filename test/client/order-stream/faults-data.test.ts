import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { useFaultServer } from './support/fault-server.ts';
import { waitFor } from '../../support/wait-for.ts';

/* Tests of the fault catalogue against a fake server with real sockets. */

const { faultTest, faultTestEachTransport } = useFaultServer();

describe('D: data', () => {
  for (const body of ['{}', 'null', '[]', '"x"', '42']) {
    faultTestEachTransport(`a snapshot that is ${body} [D01]`, async (harness) => {
      await harness.control.configure({ next: { snapshot: [{ body }, { body }] } });
      await harness.open();
      await harness.waitForStatus('bad-data');
      assert.equal(harness.versions.length, 0);
      await harness.waitUntilSettled();
      assert.equal(harness.result.snapshot?.version, 1);
    });
  }

  faultTest('an event of an unknown kind with unknown fields [D03]', async (harness) => {
    await harness.openAndSettle();
    await harness.control.writeRaw('id: k1.2\nevent: teleported\nfields: 1\ndata: {"x":1}\n\n');
    await harness.advance(3_000);
    await harness.control.endStreams();
    await harness.waitForStatus('connecting');
    await harness.waitForStatus('live');
    const streams = (await harness.control.statistics()).requests.filter(({ kind }) => kind === 'stream');
    assert.deepEqual(
      streams.map(({ after: cursor }) => cursor),
      ['k1.1', 'k1.2'],
    );
    assert.deepEqual(harness.versions, [1]);
  });

  faultTest('versions 2, 4, 3 [D05]', async (harness) => {
    await harness.openAndSettle();
    const order = (version: number) => JSON.stringify({ order: { id: 'o1', version } });
    const event = (version: number) => `id: k1.${version}\nevent: order\ndata: ${order(version)}\n\n`;
    for (const version of [2, 4, 3]) await harness.control.writeRaw(event(version));
    await harness.waitForVersion(4);
    await harness.advance(2_000);
    assert.equal(harness.result.snapshot?.version, 4);
    assert.ok(harness.versions.every((version, index) => index === 0 || version > (harness.versions[index - 1] ?? 0)));
  });

  faultTest('missed events, in reverse order and twice [D05]', async (harness) => {
    await harness.openAndSettle();
    await harness.control.configure({ next: { stream: [{ isReversed: true, isDoubled: true, replaysAll: true }] } });
    await harness.control.breakStreams();
    await harness.waitForStatus('connecting');
    for (let change = 0; change < 5; change += 1) await harness.control.updateOrderSilently();
    await harness.waitForVersion(6);
    await harness.waitForStatus('live');
    assert.deepEqual(harness.versions, [1, 6]);
  });

  faultTest('missed events, without the first three [D05]', async (harness) => {
    await harness.openAndSettle();
    await harness.control.configure({ next: { stream: [{ gap: 3 }] } });
    await harness.control.breakStreams();
    await harness.waitForStatus('connecting');
    for (let change = 0; change < 5; change += 1) await harness.control.updateOrderSilently();
    await harness.waitForVersion(6);
    assert.deepEqual(harness.versions, [1, 6]);
  });

  faultTestEachTransport('a slow snapshot of version 1 arrives after version 3 [D06]', async (harness) => {
    await harness.openAndSettle();
    await harness.control.updateOrder();
    await harness.control.updateOrder();
    await harness.waitForVersion(3);
    await harness.control.configure({ next: { snapshot: [{ isHeld: true, body: '{"id":"o1","version":1}' }] } });
    const { snapshotRequests } = await harness.control.statistics();
    harness.refresh();
    await harness.advance(2_000);
    await waitFor(
      async () => (await harness.control.statistics()).snapshotRequests > snapshotRequests,
      'the slow read',
    );
    await harness.control.releaseHeldResponses();
    await harness.advance(2_000);
    assert.equal(harness.result.snapshot?.version, 3);
    assert.equal(Math.max(...harness.versions), 3);
    await harness.waitUntilSettled();
  });

  faultTestEachTransport('a new epoch with version 1 [D07]', async (harness) => {
    await harness.openAndSettle();
    for (let change = 0; change < 4; change += 1) await harness.control.updateOrder();
    await harness.waitForVersion(5);
    await harness.control.startEpoch('k2');
    await harness.waitForVersion(1);
    assert.equal(harness.result.epoch, 'k2');
    await harness.control.updateOrder();
    await harness.waitForVersion(2);
  });

  faultTest('a heartbeat three versions ahead [D08]', async (harness) => {
    await harness.openAndSettle();
    for (let change = 0; change < 3; change += 1) await harness.control.updateOrderSilently();
    const { snapshotRequests } = await harness.control.statistics();
    await harness.control.sendHeartbeat();
    await harness.advance(2_000, 100);
    assert.equal((await harness.control.statistics()).snapshotRequests, snapshotRequests + 1);
    await harness.waitForVersion(4);
    assert.equal(harness.result.status, 'live');
  });

  faultTest('5 MB of data without an end of line [D10]', async (harness) => {
    await harness.control.configure({ always: { stream: { flood: 5_000_000 } } });
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    collectGarbage();
    const heap = process.memoryUsage().heapUsed;
    await harness.open();
    await harness.waitForStatus('polling');
    assert.ok(harness.results.some(({ lastFailure }) => lastFailure?.code === 'too-large'));
    assert.equal((await harness.control.statistics()).streamRequests, 3);
    await harness.waitForNoStreams();
    collectGarbage();
    const growth = process.memoryUsage().heapUsed - heap;
    assert.ok(growth < 2_000_000, `the heap grew by ${growth}`);
  });

  for (const version of ['"42"', String(2 ** 53 + 1), '-1', 'null']) {
    faultTestEachTransport(`version ${version} [D18]`, async (harness, transport) => {
      await harness.openAndSettle();
      const order = `{"id":"o1","version":${version}}`;
      await harness.control.configure({ next: { snapshot: [{ body: order }] } });
      if (transport === 'stream') await harness.control.writeRaw(`event: order\ndata: {"order":${order}}\n\n`);
      await harness.waitFor(
        () => harness.results.some(({ lastFailure }) => lastFailure?.code === 'bad-data'),
        'bad data',
      );
      assert.deepEqual(harness.versions, [1]);
      await harness.control.updateOrder();
      await harness.waitForVersion(2);
    });
  }
});
