import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { accessBy, type Access } from '../../../src/client/access.ts';
import { openLiveSource } from '../../../src/client/live/open.ts';
import { startOrderServer } from '../../server/order-server.ts';
import { useOrderServer } from './lines.ts';
import { Scene } from './scene.ts';
import { parseThing, until } from './stage.ts';

/* Lines of the fault catalogue, each against a real server that misbehaves as the line says. */

const { line, lineEachWay, origin } = useOrderServer();

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
    const event = (version: number) => `id: k1.${version}\nevent: order\ndata: {"order":{"id":"o1","version":${version}}}\n\n`;
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
    await scene.control.set({ next: { snapshot: [{ delayMs: 30, body: '{"id":"o1","version":1}' }] } });
    const { snapshots } = await scene.control.statistics();
    scene.refresh();
    await scene.pass(2_000);
    await until(async () => (await scene.control.statistics()).snapshots > snapshots, 'the slow snapshot');
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

describe('N: network', () => {
  lineEachWay('N01: refused at the start', async (scene) => {
    await scene.control.set({ always: { snapshot: { refuse: true } } });
    await scene.open();
    await scene.pass(60_000);
    const { length } = scene.stage.requests;
    assert.ok(length >= 5 && length <= 12, `${length} requests in a minute`);
    assert.deepEqual([scene.view.status, scene.view.snapshot, scene.view.problem?.code], ['connecting', undefined, 'network']);
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
      if ('drip' in fault || 'isBuffered' in fault) assert.ok(scene.views.some(({ problem }) => problem?.code === 'silent'));
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
      await scene.control.drop();
      await scene.reaches('connecting');
      const droppedAt = scene.stage.time.now;
      await scene.waitFor(() => scene.stage.requests.length > opened, 'a second stream');
      const wait = scene.stage.time.now - droppedAt;
      assert.ok(wait >= least - 500 && wait <= most, `waited ${wait}`);
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
});

describe('S: answers', () => {
  line('S02: a token that expires mid-stream', async (scene) => {
    await scene.control.set({ tokens: ['token-1'] });
    await scene.run();
    await scene.pass(3_000);
    await scene.control.set({ tokens: ['token-2'] });
    const before = scene.views.length;
    await scene.control.write('event: auth\ndata: {}\n\n');
    await scene.waitFor(() => scene.stage.requests.length === 3, 'a second stream');
    await scene.control.change();
    await scene.shows(2);
    assert.ok(scene.views.slice(before).every(({ status }) => status === 'live'));
    const { requests } = await scene.control.statistics();
    assert.deepEqual(
      requests.map(({ authorization, after: cursor }) => [authorization, cursor]),
      [['Bearer token-1', null], ['Bearer token-1', 'k1.1'], ['Bearer token-2', 'k1.1']],
    );
  }, 'stream', () => countingAccess());

  lineEachWay('401: one renewal, then the same again', async (scene) => {
    await scene.control.set({ tokens: ['token-2'] });
    await scene.run();
    const { requests } = await scene.control.statistics();
    assert.deepEqual(requests.slice(0, 2).map(({ authorization }) => authorization), ['Bearer token-1', 'Bearer token-2']);
  }, countingAccess);

  lineEachWay('401: after one renewal, sign in again', async (scene) => {
    await scene.control.set({ tokens: ['token-9'] });
    await scene.open();
    await scene.reaches('denied');
    await scene.pass(120_000, 10_000);
    assert.equal((await scene.control.statistics()).requests.length, 2);
    await scene.control.set({ tokens: [] });
    scene.refresh();
    await scene.settled();
  }, countingAccess);

  for (const status of [403, 404, 410]) {
    lineEachWay(`S03: ${status}`, async (scene) => {
      await scene.control.set({ always: { snapshot: { status }, stream: { status } } });
      await scene.open();
      await scene.reaches(status === 403 ? 'denied' : 'not-found');
      await scene.pass(600_000, 60_000);
      assert.equal((await scene.control.statistics()).requests.length, 1);
    });
  }

  for (const [value, least, most] of [
    ['30', 30_000, 31_500],
    ['-5', 1_000, 2_500],
    ['soon', 0, 1_500],
    ['a date', 29_000, 31_500],
  ] as const) {
    lineEachWay(`S04: 429 with Retry-After: ${value}`, async (scene) => {
      // By the server's clock, which is a day behind.
      const skewMs = -86_400_000;
      const retryAfter = value === 'a date' ? new Date(Date.now() + skewMs + 30_999).toUTCString() : value;
      const limited = { status: 429, headers: { 'retry-after': retryAfter }, body: '{}' };
      await scene.control.set({ skewMs, next: { snapshot: [limited] } });
      await scene.open();
      await until(() => scene.view.problem?.status === 429, '429');
      const failedAt = scene.stage.time.now;
      await scene.waitFor(() => scene.stage.requests.length > 1, 'another try');
      const wait = scene.stage.time.now - failedAt;
      assert.ok(wait >= least && wait <= most + 3_500, `waited ${wait}`);
    });
  }

  line('S04: 429 that says how long in its body alone, as across origins', async (scene) => {
    await scene.control.set({ next: { snapshot: [{ status: 429, body: '{"retryAfterMs":20000}', type: 'application/problem+json' }] } });
    await scene.open();
    await until(() => scene.view.problem?.status === 429, '429');
    await scene.pass(19_000);
    assert.equal(scene.stage.requests.length, 1);
    await scene.pass(2_000);
    await scene.reaches('live');
  });

  line('204 on the stream, or `end`, is the last word', async (scene) => {
    await scene.run();
    await scene.control.write('event: end\ndata: {}\n\n');
    await scene.reaches('ended');
    await scene.isQuiet();
    await scene.control.set({ always: { stream: { status: 204 } } });
    scene.refresh();
    await scene.reaches('connecting');
    await scene.reaches('ended');
  });

  line('polls with If-None-Match, and takes 304 for fresh', async (scene) => {
    await scene.run();
    await scene.pass(65_000, 5_000);
    const { requests } = await scene.control.statistics();
    const polls = requests.filter(({ kind }) => kind === 'snapshot');
    assert.ok(polls.length >= 3);
    assert.deepEqual(new Set(polls.slice(1).map(({ ifNoneMatch }) => ifNoneMatch)), new Set(['"k1.1"']));
    assert.equal(scene.view.status, 'polling');
    assert.ok(scene.stage.time.now - (scene.view.checkedAt ?? 0) < 36_000);
  }, 'polling');

  lineEachWay('works without ETag, epoch and Retry-After, as in the plainest shop', async (scene) => {
    await scene.control.set({ hasEtag: false, hasEpoch: false });
    await scene.run();
    await scene.control.change();
    await scene.shows(2);
  });
});

describe('K: clocks', () => {
  for (const skewMs of [3 * 86_400_000, -3_652 * 86_400_000]) {
    lineEachWay(`K01: the server's clock is apart by ${skewMs / 86_400_000} days`, async (scene) => {
      await scene.control.set({ skewMs });
      const serverStart = Date.now() + skewMs;
      await scene.run();
      assert.ok(scene.stage.clock.isKnown);
      assert.ok(Math.abs(scene.stage.clock.now() - serverStart) < 60_000);
      await scene.control.change();
      await scene.shows(2);
    });
  }
});

describe('X: security', () => {
  lineEachWay('X07: the token is in no address, no view, no referrer', async (scene) => {
    await scene.control.set({ next: { snapshot: [{ status: 500, body: 'secret-token' }] } });
    await scene.run();
    await scene.control.change();
    await scene.shows(2);
    for (const { url, init } of scene.stage.requests) {
      assert.ok(!url.href.includes('secret'));
      assert.equal(init.referrerPolicy, 'no-referrer');
      assert.equal(init.redirect, 'error');
    }
    assert.ok(!JSON.stringify(scene.views).includes('secret'));
    for (const { referer } of (await scene.control.statistics()).requests) assert.equal(referer, undefined);
  }, () => accessBy('secret-token'));

  it('X14: an id that is none is not asked for', () => {
    for (const orderId of ['', '../o1', 'o1?x', 'o1#x', 'o1\r\nX: y', 'o 1', 'a'.repeat(65), 'ö']) {
      const scene = new Scene(origin());
      const { endpoint } = scene.control;
      const options = { endpoint, orderId, access: accessBy(undefined), parse: parseThing, onChange: () => {} };
      assert.equal(openLiveSource(options, scene.stage.environment), undefined);
      assert.equal(scene.stage.requests.length, 0);
    }
  });
});

function countingAccess(): Access {
  let asked = 0;
  return accessBy(() => `token-${(asked += 1)}`);
}
