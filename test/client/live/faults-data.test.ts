import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { useOrderServer } from './lines.ts';
import { until } from './stage.ts';

/* Lines of the fault catalogue, each against a real server that misbehaves as the line says. */

const { line, lineEachWay } = useOrderServer();

describe('D: data', () => {
  for (const body of ['{}', 'null', '[]', '"x"', '42']) {
    lineEachWay(`D01: a snapshot that is ${body}`, async (scene) => {
      await scene.control.set({ next: { snapshot: [{ body }, { body }] } });
      await scene.open();
      await scene.reaches('bad-data');
      assert.equal(scene.view.snapshot, undefined);
      await scene.settled();
      assert.equal(scene.view.version, 1);
    });
  }

  line('D03: an event of an unknown kind with unknown fields', async (scene) => {
    await scene.run();
    await scene.control.write('id: k1.2\nevent: teleported\nfields: 1\ndata: {"x":1}\n\n');
    await scene.pass(3_000);
    await scene.control.drop();
    await scene.reaches('connecting');
    await scene.reaches('live');
    const streams = (await scene.control.statistics()).requests.filter(({ kind }) => kind === 'stream');
    assert.deepEqual(streams.map(({ after: cursor }) => cursor), ['k1.1', 'k1.2']);
    assert.deepEqual(scene.versions, [1]);
  });

  line('D05: versions 2, 4, 3', async (scene) => {
    await scene.run();
    const order = (version: number) => JSON.stringify({ order: { id: 'o1', version } });
    const event = (version: number) => `id: k1.${version}\nevent: order\ndata: ${order(version)}\n\n`;
    for (const version of [2, 4, 3]) await scene.control.write(event(version));
    await scene.shows(4);
    await scene.pass(2_000);
    assert.equal(scene.view.version, 4);
    assert.ok(scene.versions.every((version, index) => index === 0 || version > (scene.versions[index - 1] ?? 0)));
  });

  line('D05: all that was missed, in reverse and twice', async (scene) => {
    await scene.run();
    await scene.control.set({ next: { stream: [{ isReversed: true, isDoubled: true, isReplay: true }] } });
    await scene.control.drop();
    await scene.reaches('connecting');
    for (let change = 0; change < 5; change += 1) await scene.control.changeSilently();
    await scene.shows(6);
    await scene.reaches('live');
    assert.deepEqual(scene.versions, [1, 6]);
  });

  line('D05: with the first ones left out', async (scene) => {
    await scene.run();
    await scene.control.set({ next: { stream: [{ gap: 3 }] } });
    await scene.control.drop();
    await scene.reaches('connecting');
    for (let change = 0; change < 5; change += 1) await scene.control.changeSilently();
    await scene.shows(6);
    assert.deepEqual(scene.versions, [1, 6]);
  });

  lineEachWay('D06: a slow snapshot of version 1 arrives after version 3', async (scene) => {
    await scene.run();
    await scene.control.change();
    await scene.control.change();
    await scene.shows(3);
    await scene.control.set({ next: { snapshot: [{ isHeld: true, body: '{"id":"o1","version":1}' }] } });
    const { snapshots } = await scene.control.statistics();
    scene.refresh();
    await scene.pass(2_000);
    await until(async () => (await scene.control.statistics()).snapshots > snapshots, 'the slow snapshot');
    await scene.control.release();
    await scene.pass(2_000);
    assert.equal(scene.view.version, 3);
    assert.equal(Math.max(...scene.versions), 3);
    await scene.settled();
  });

  lineEachWay('D07: a new epoch with version 1', async (scene) => {
    await scene.run();
    for (let change = 0; change < 4; change += 1) await scene.control.change();
    await scene.shows(5);
    await scene.control.startEpoch('k2');
    await scene.shows(1);
    assert.equal(scene.view.epoch, 'k2');
    await scene.control.change();
    await scene.shows(2);
  });

  line('D08: a heartbeat three versions ahead', async (scene) => {
    await scene.run();
    for (let change = 0; change < 3; change += 1) await scene.control.changeSilently();
    const { snapshots } = await scene.control.statistics();
    await scene.control.beat();
    await scene.pass(2_000, 100);
    assert.equal((await scene.control.statistics()).snapshots, snapshots + 1);
    await scene.shows(4);
    assert.equal(scene.view.status, 'live');
  });

  line('D10: 5 MB of data without an end of line', async (scene) => {
    await scene.control.set({ always: { stream: { flood: 5_000_000 } } });
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    const heap = process.memoryUsage().heapUsed;
    await scene.open();
    await scene.reaches('polling');
    assert.ok(scene.views.some(({ problem }) => problem?.code === 'too-large'));
    assert.equal((await scene.control.statistics()).streams, 3);
    await scene.isQuiet();
    collect();
    const grown = process.memoryUsage().heapUsed - heap;
    assert.ok(grown < 2_000_000, `the heap grew by ${grown}`);
  });

  for (const version of ['"42"', String(2 ** 53 + 1), '-1', 'null']) {
    lineEachWay(`D18: version ${version}`, async (scene, way) => {
      await scene.run();
      const order = `{"id":"o1","version":${version}}`;
      await scene.control.set({ next: { snapshot: [{ body: order }] } });
      if (way === 'stream') await scene.control.write(`event: order\ndata: {"order":${order}}\n\n`);
      await scene.waitFor(() => scene.views.some(({ problem }) => problem?.code === 'bad-data'), 'bad data');
      assert.deepEqual(scene.versions, [1]);
      await scene.control.change();
      await scene.shows(2);
    });
  }
});
