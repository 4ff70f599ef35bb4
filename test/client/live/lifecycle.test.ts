import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { accessBy } from '../../../src/client/access.ts';
import { openLiveSource } from '../../../src/client/live/open.ts';
import type { LiveView } from '../../../src/client/live/status.ts';
import { OrderControl } from '../../server/order-control.ts';
import type { Thing } from './drive.ts';
import { useOrderServer } from './lines.ts';
import { parseThing, settle, Stage, until } from './stage.ts';

const { line, lineEachWay, origin } = useOrderServer();

const HOUR = 3_600_000;
const session = accessBy(undefined);

describe('the page', () => {
  lineEachWay('L04: hidden for 30 s, then visible', async (scene, way) => {
    await scene.run();
    scene.stage.signal('hidden');
    await scene.pass(31_000);
    await scene.isQuiet();
    assert.equal(scene.stage.time.timers, 0);
    await scene.control.changeSilently();
    await scene.pass(600_000, 60_000);
    const before = await scene.control.statistics();
    scene.stage.signal('shown');
    await scene.settled();
    const now = await scene.control.statistics();
    assert.equal(scene.view.version, 2);
    assert.equal(scene.view.arrival, 'resync');
    if (way === 'stream') assert.deepEqual([now.snapshots - before.snapshots, now.streams - before.streams], [1, 1]);
  });

  lineEachWay('L06: put away and restored by the browser', async (scene) => {
    await scene.run();
    scene.stage.signal('hidden');
    scene.stage.signal('frozen');
    await scene.isQuiet();
    assert.equal(scene.stage.time.timers, 0);
    await scene.control.changeSilently();
    const shown = scene.views.length;
    scene.stage.signal('thawed');
    scene.stage.signal('shown');
    await scene.settled();
    const since = scene.views.slice(shown);
    assert.equal(since[0]?.status, 'stale');
    const live = since.findIndex(({ status }) => status === 'live' || status === 'polling');
    assert.equal(since[live]?.version, 2);
  });

  lineEachWay('L07: sleep for 8 h', async (scene) => {
    await scene.run();
    const { checkedAt = 0 } = scene.view;
    await scene.control.changeSilently();
    scene.stage.time.sleep(8 * HOUR);
    const shown = scene.views.length;
    await scene.stage.pass(15_000);
    const [stale] = scene.views.slice(shown);
    assert.equal(stale?.status, 'stale');
    assert.ok(scene.stage.time.now - (stale?.checkedAt ?? 0) >= 8 * HOUR, `checked ${checkedAt}`);
    await scene.settled();
    assert.equal(scene.view.version, 2);
  });

  line('L07: a timer that comes more than 10 s late', async (scene) => {
    await scene.run();
    const shown = scene.views.length;
    // Both clocks went on while nothing ran, as in a frozen tab.
    scene.stage.time.now += 30_000;
    scene.stage.time.wall += 30_000;
    await scene.stage.pass(0);
    assert.equal(scene.views[shown]?.status, 'stale');
    await scene.settled();
  });

  line('K01: the clock of the device is set while the page is open', async (scene) => {
    await scene.run();
    const before = scene.stage.clock.now();
    scene.stage.time.misset(-72 * HOUR);
    await scene.stage.pass(15_000);
    await scene.settled();
    assert.ok(Math.abs(scene.stage.clock.now() - before) < 60_000);
    assert.ok(scene.stage.requests.length < 6, `${scene.stage.requests.length} requests`);
  });

  line('K09: open for 40 days', async (scene) => {
    await scene.run();
    const day = 86_400_000;
    for (let passed = 0; passed < 40; passed += 1) {
      scene.stage.signal('hidden');
      await scene.stage.pass(day - 60_000);
      scene.stage.signal('shown');
      await scene.settled();
      await scene.stage.pass(20_000);
      await scene.control.beat();
      await settle();
    }
    assert.ok(scene.stage.requests.length < 200, `${scene.stage.requests.length} requests`);
  });
});

describe('users', () => {
  it('L01: opened and closed 100 times, nothing is left', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'L01');
    for (let round = 0; round < 100; round += 1) {
      const handle = open(stage, control);
      const isLive = async (): Promise<boolean> => {
        await stage.pass(100);
        return handle.view.status === 'live';
      };
      if (round % 10 === 0) await until(isLive, 'live');
      handle.close();
      if (round % 3 === 0) await settle();
      if (round % 2 === 0) await stage.pass(1_000);
    }
    await settle();
    await stage.pass(1_000);
    await until(async () => (await control.statistics()).open === 0, 'no open stream');
    assert.deepEqual([stage.time.timers, stage.listeners, stage.hasTwoStreams], [0, 0, false]);
  });

  it('L02: closed and opened in one go, as when an element is moved, the stream stays', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'L02');
    const first = open(stage, control);
    await until(() => first.view.status === 'live', 'live');
    for (let move = 0; move < 5; move += 1) {
      const old = move === 0 ? first : open(stage, control);
      old.close();
      const next = open(stage, control);
      assert.deepEqual([next.view.status, next.view.version], ['live', 1]);
      await settle();
      next.close();
    }
    const last = open(stage, control);
    await stage.pass(5_000);
    assert.equal(last.view.status, 'live');
    assert.equal((await control.statistics()).streams, 1);
    last.close();
    await stage.pass(1_000);
  });

  it('L03: ten orders in a row: only the last one is heard of, and the others are aborted', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'L03', 'o10');
    await control.set({ always: { snapshot: { isHeld: true } } });
    const views: LiveView<Thing>[] = [];
    let handle = open(stage, control, { orderId: 'o1', onChange: (view) => views.push(view) });
    for (let order = 2; order <= 10; order += 1) {
      handle.close();
      handle = open(stage, control, { orderId: `o${order}`, onChange: (view) => views.push(view) });
    }
    await settle();
    assert.equal(stage.requests.filter(({ init }) => !init.signal?.aborted).length, 1);
    await stage.pass(1_000);
    await until(async () => (await control.statistics()).requests.some(({ order }) => order === 'o10'), 'the last one to be asked for');
    await control.release();
    await until(() => handle.view.status === 'live', 'live');
    assert.deepEqual(new Set(views.flatMap(({ snapshot }) => (snapshot ? [snapshot.id] : []))), new Set(['o10']));
    const { requests, streams } = await control.statistics();
    assert.equal(streams, 1);
    assert.ok(requests.every(({ kind, order }) => kind === 'snapshot' || order === 'o10'));
    handle.close();
    await stage.pass(1_000);
  });

  it('L08: closed while the snapshot is on its way', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'L08');
    await control.set({ always: { snapshot: { isHeld: true } } });
    let calls = 0;
    const handle = open(stage, control, { onChange: () => (calls += 1) });
    handle.close();
    await settle();
    assert.equal(stage.requests[0]?.init.signal?.aborted, true);
    await control.release();
    // Asked for after that, and answered: what was to come has come.
    await control.statistics();
    await stage.pass(1_000);
    assert.equal(calls, 0);
  });

  it('L13: a listener that throws is reported, and the next ones hear the next events', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'L13');
    const heard: (number | undefined)[] = [];
    const throwing = open(stage, control, {
      onChange: () => {
        throw new Error('of the shop');
      },
    });
    const second = open(stage, control, { onChange: ({ version }) => heard.push(version) });
    await until(() => second.view.status === 'live', 'live');
    await control.change();
    await until(() => heard.at(-1) === 2, 'version 2');
    assert.equal(second.view.problem, undefined);
    assert.ok(stage.reported.length >= 2);
    throwing.close();
    second.close();
    await settle();
    await stage.pass(1_000);
  });

  it('everyone who asks for the same shares one source; another access has its own', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'shared');
    const guest = accessBy('token');
    const handles = [session, session, guest, accessBy('token')].map((access) => open(stage, control, { access }));
    await until(() => handles.every(({ view }) => view.version === 1), 'version 1');
    assert.equal((await control.statistics()).snapshots, 2);
    for (const handle of handles) handle.close();
    await settle();
    await stage.pass(1_000);
  });

  it('N13: of several orders on a page one streams, the others poll until it is their turn', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'N13');
    const handles = Array.from({ length: 8 }, (_, index) => open(stage, control, { orderId: `o${index}` }));
    await until(() => handles[0]?.view.status === 'live', 'the first to be live');
    await until(() => handles.slice(1).every(({ view }) => view.status === 'polling'), 'the others to poll');
    handles[0]?.close();
    await settle();
    await stage.pass(1_000);
    await until(() => handles[1]?.view.status === 'live', 'the second to be live');
    assert.equal((await control.statistics()).streams, 2);
    for (const handle of handles) handle.close();
    await settle();
    await stage.pass(1_000);
    assert.deepEqual([stage.time.timers, stage.hasTwoStreams], [0, false]);
  });

  it('who needs no stream leaves it to the others', async () => {
    const stage = new Stage();
    const control = new OrderControl(origin(), 'compact');
    const compact = open(stage, control, { orderId: 'o1', wantsStream: false });
    const whole = open(stage, control, { orderId: 'o2' });
    await until(() => whole.view.status === 'live' && compact.view.status === 'polling', 'live and polling');
    const detail = open(stage, control, { orderId: 'o1' });
    assert.equal(detail.view.version, 1);
    whole.close();
    await settle();
    await stage.pass(1_000);
    await until(() => detail.view.status === 'live', 'the turn to pass on');
    detail.close();
    compact.close();
    await settle();
    await stage.pass(1_000);
  });
});

type Options = Partial<Omit<Parameters<typeof openLiveSource<Thing>>[0], 'parse'>>;

function open(stage: Stage, control: OrderControl, options: Options = {}) {
  const handle = openLiveSource(
    { endpoint: control.endpoint, orderId: 'o1', access: session, parse: parseThing, onChange: () => {}, ...options },
    stage.environment,
  );
  assert.ok(handle);
  return handle;
}
