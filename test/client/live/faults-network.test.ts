import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { accessBy } from '../../../src/client/access.ts';
import { startOrderServer } from '../../server/order-server.ts';
import { useOrderServer } from './lines.ts';
import { Scene } from './scene.ts';

/* Lines of the fault catalogue, each against a real server that misbehaves as the line says. */

const { line, lineEachWay } = useOrderServer();

describe('N: network', () => {
  lineEachWay('N01: refused at the start', async (scene) => {
    await scene.control.set({ always: { snapshot: { refuse: true } } });
    await scene.open();
    await scene.pass(60_000);
    const { length } = scene.stage.requests;
    assert.ok(length >= 5 && length <= 12, `${length} requests in a minute`);
    const { status, snapshot, problem } = scene.view;
    assert.deepEqual([status, snapshot, problem?.code], ['connecting', undefined, 'network']);
    await scene.control.set({ always: { snapshot: {} } });
    await scene.settled();
  });

  line('N03: half-open, the socket open and the server silent', async (scene) => {
    await scene.run();
    await scene.control.set({ next: { stream: [{ isSilent: true }] } });
    await scene.control.changeSilently();
    await scene.pass(39_000);
    assert.equal(scene.view.status, 'live');
    await scene.pass(1_500, 500);
    assert.notEqual(scene.view.status, 'live');
    await scene.shows(2);
    await scene.waitFor(() => scene.stage.requests.length >= 4, 'a second stream');
    assert.match(scene.stage.requests.at(-1)?.url.href ?? '', /after=k1\.2/);
    assert.notEqual(scene.view.status, 'live');
    await scene.reaches('live');
  });

  line('N04: cut in the middle of an event', async (scene) => {
    await scene.control.set({ next: { stream: [{ cutAfter: 200 }] } });
    await scene.run();
    await scene.control.change();
    await scene.shows(2);
    await scene.reaches('live');
    assert.deepEqual(scene.versions, [1, 2]);
    const streams = (await scene.control.statistics()).requests.filter(({ kind }) => kind === 'stream');
    assert.deepEqual(streams.map(({ after: cursor }) => cursor), ['k1.1', 'k1.1']);
  });

  for (const [name, fault] of [
    ['N05: ended cleanly right after 200, for ever', { endAfter: 0 }],
    ['N06: an event stream with a JSON body, for ever', { body: '{"a":1}', type: 'text/event-stream' }],
    ['N05: connections that break right after 200, for ever', { cutAfter: 0 }],
    ['S05: 503 with an HTML page', { status: 503, body: '<p>event: order</p>', type: 'text/html' }],
    ['S05: 200 with an HTML page', { body: 'event: end\ndata: {}\n\n', type: 'text/html' }],
    ['N20: held back by a proxy for ever', { isBuffered: true }],
    ['N18: one byte at a time', { drip: { bytes: 1, everyMs: 100 } }],
  ] as const) {
    line(name, async (scene) => {
      await scene.control.set({ always: { stream: fault } });
      await scene.open();
      await scene.reaches('polling');
      assert.ok((await scene.control.statistics()).streams <= 3);
      await scene.pass(60_000, 2_000);
      assert.ok((await scene.control.statistics()).streams <= 3);
      await scene.control.change();
      await scene.shows(2);
      assert.equal(scene.views.some(({ status }) => status === 'live' || status === 'ended'), false);
      const wasSilent = scene.views.some(({ problem }) => problem?.code === 'silent');
      assert.equal(wasSilent, 'drip' in fault || 'isBuffered' in fault);
    });
  }

  line('N20: the server restarts', async (scene) => {
    await scene.run();
    const refuse = { refuse: true };
    await scene.control.set({ always: { stream: refuse, snapshot: refuse } });
    await scene.control.drop();
    await scene.pass(20_000);
    await scene.control.changeSilently();
    await scene.control.set({ always: { stream: {}, snapshot: {} } });
    await scene.reaches('live');
    assert.equal(scene.view.version, 2);
  });

  for (const [retry, least, most] of [['0', 1_000, 2_100], ['4000', 4_000, 5_100], ['abc', 0, 1_100]] as const) {
    line(`N08: retry: ${retry}`, async (scene) => {
      await scene.control.set({ next: { stream: [{ prefix: `retry: ${retry}\n\n` }] } });
      await scene.run();
      await scene.pass(12_000);
      await scene.control.beat();
      const opened = scene.stage.requests.length;
      const droppedAt = scene.stage.time.now;
      await scene.control.drop();
      await scene.waitFor(() => scene.stage.requests.length > opened, 'a second stream');
      const wait = (scene.stage.requests[opened]?.at ?? NaN) - droppedAt;
      assert.ok(wait >= least && wait <= most, `waited ${wait}`);
    });
  }

  line('N09: the browser says offline while the stream works', async (scene) => {
    await scene.run();
    scene.stage.signal('offline');
    await scene.control.change();
    await scene.shows(2);
    scene.stage.signal('online');
    await scene.pass(2_000);
    assert.deepEqual([scene.view.status, scene.stage.requests.length], ['live', 2]);
  });

  lineEachWay('N10: offline for 10 min, then online', async (scene, way) => {
    await scene.run();
    await scene.control.changeSilently();
    const { checkedAt } = scene.view;
    const connect = scene.stage.fetch;
    scene.stage.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    scene.stage.signal('offline');
    await scene.control.drop();
    await scene.pass(600_000, 5_000);
    assert.deepEqual([scene.view.status, scene.view.checkedAt], ['offline', checkedAt]);
    scene.stage.fetch = connect;
    const before = await scene.control.statistics();
    scene.stage.signal('online');
    await scene.pass(2_000, 100);
    await scene.shows(2);
    const now = await scene.control.statistics();
    if (way === 'polling') return;
    assert.equal(scene.view.status, 'live');
    assert.deepEqual([now.snapshots - before.snapshots, now.streams - before.streams], [1, 1]);
  });

  line('N15: a redirect to another origin takes no token along', async (scene) => {
    const other = await startOrderServer();
    try {
      const target = new Scene(other.origin);
      const location = `${target.control.endpoint.href}/orders/o1`;
      await scene.control.set({ always: { snapshot: { status: 302, headers: { location } } } });
      await scene.open();
      await scene.pass(5_000);
      assert.equal(scene.view.problem?.code, 'network');
      assert.equal((await scene.control.statistics()).requests[0]?.authorization, 'Bearer secret');
      assert.deepEqual((await target.control.statistics()).requests, []);
    } finally {
      await other.close();
    }
  }, 'stream', () => accessBy('secret'));

  lineEachWay('N21: an old answer out of a cache', async (scene, way) => {
    await scene.run();
    await scene.control.change();
    await scene.shows(2);
    const { checkedAt = 0 } = scene.view;
    const cached = '{"id":"o1","version":1,"epoch":"k1","serverTime":"2026-01-01T00:00:00Z"}';
    await scene.control.set({ always: { snapshot: { body: cached } } });
    scene.refresh();
    await scene.pass(6_000, 3_000);
    assert.equal(scene.view.checkedAt, checkedAt);
    await scene.pass(90_000, 3_000);
    assert.equal(scene.view.version, 2);
    // A stream may vouch for what is shown; where there is only the cache, nothing does.
    if (way === 'polling') assert.deepEqual([scene.view.status, scene.view.checkedAt], ['stale', checkedAt]);
    for (const { init } of scene.stage.requests) assert.equal(init.cache, 'no-store');
  });

  line('N21: an old answer of the version that is shown', async (scene) => {
    await scene.run();
    const { checkedAt } = scene.view;
    const serverTime = new Date(scene.stage.time.time - 600_000).toISOString();
    const body = JSON.stringify({ id: 'o1', version: 1, epoch: 'k1', serverTime });
    await scene.control.set({ always: { snapshot: { body } } });
    await scene.pass(90_000, 3_000);
    assert.deepEqual([scene.view.status, scene.view.checkedAt], ['stale', checkedAt]);
    assert.ok(scene.stage.requests.length > 3);
  }, 'polling');
});
