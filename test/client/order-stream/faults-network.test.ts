import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { createAuth } from '../../../src/client/http/auth.ts';
import { startFakeOrderServer } from '../../fakes/fake-order-server.ts';
import { useFaultServer } from './support/fault-server.ts';
import { OrderStreamHarness } from './support/order-stream-harness.ts';

/* Tests of the fault catalogue against a fake server with real sockets. */

const { faultTest, faultTestEachTransport } = useFaultServer();

describe('N: network', () => {
  faultTestEachTransport('connection refused at the start [N01]', async (harness) => {
    await harness.control.configure({ always: { snapshot: { refuse: true } } });
    await harness.open();
    await harness.advance(60_000);
    const { length } = harness.browser.requests;
    assert.ok(length >= 5 && length <= 12, `${length} requests in a minute`);
    const { status, snapshot, lastFailure } = harness.result;
    assert.deepEqual([status, snapshot, lastFailure?.code], ['unreachable', undefined, 'network']);
    await harness.control.configure({ always: { snapshot: {} } });
    await harness.waitUntilSettled();
  });

  faultTest('half-open connection, socket open and server silent [N03]', async (harness) => {
    await harness.openAndSettle();
    await harness.control.configure({ next: { stream: [{ isSilent: true }] } });
    await harness.control.updateOrderSilently();
    await harness.advance(39_000);
    assert.equal(harness.result.status, 'live');
    await harness.advance(1_500, 500);
    assert.notEqual(harness.result.status, 'live');
    await harness.waitForVersion(2);
    await harness.waitFor(() => harness.browser.requests.length >= 4, 'a second stream');
    assert.match(harness.browser.requests.at(-1)?.url.href ?? '', /after=k1\.2/);
    assert.notEqual(harness.result.status, 'live');
    await harness.waitForStatus('live');
  });

  faultTest('connection cut within an event [N04]', async (harness) => {
    await harness.control.configure({ next: { stream: [{ cutAfter: 200 }] } });
    await harness.openAndSettle();
    await harness.control.updateOrder();
    await harness.waitForVersion(2);
    await harness.waitForStatus('live');
    assert.deepEqual(harness.versions, [1, 2]);
    const streams = (await harness.control.statistics()).requests.filter(({ kind }) => kind === 'stream');
    assert.deepEqual(
      streams.map(({ after: cursor }) => cursor),
      ['k1.1', 'k1.1'],
    );
  });

  for (const [name, fault] of [
    ['every stream ends right after its headers [N05]', { endAfter: 0 }],
    ['every stream has a JSON body [N06]', { body: '{"a":1}', type: 'text/event-stream' }],
    ['every connection breaks right after the headers [N05]', { cutAfter: 0 }],
    ['503 with an HTML page [S05]', { status: 503, body: '<p>event: order</p>', type: 'text/html' }],
    ['200 with an HTML page [S05]', { body: 'event: end\ndata: {}\n\n', type: 'text/html' }],
    ['a proxy buffers every stream [N20]', { isBuffered: true }],
    ['one byte at a time [N18]', { drip: { bytes: 1, everyMs: 100 } }],
  ] as const) {
    faultTest(name, async (harness) => {
      await harness.control.configure({ always: { stream: fault } });
      await harness.open();
      await harness.waitForStatus('polling');
      assert.ok((await harness.control.statistics()).streamRequests <= 3);
      await harness.advance(60_000, 2_000);
      assert.ok((await harness.control.statistics()).streamRequests <= 3);
      await harness.control.updateOrder();
      await harness.waitForVersion(2);
      assert.equal(
        harness.results.some(({ status }) => status === 'live' || status === 'ended'),
        false,
      );
      const hasTimedOut = harness.results.some(({ lastFailure }) => lastFailure?.code === 'idle-timeout');
      assert.equal(hasTimedOut, 'drip' in fault || 'isBuffered' in fault);
    });
  }

  faultTest('the server restarts [N20]', async (harness) => {
    await harness.openAndSettle();
    const refuse = { refuse: true };
    await harness.control.configure({ always: { stream: refuse, snapshot: refuse } });
    await harness.control.breakStreams();
    await harness.advance(20_000);
    await harness.control.updateOrderSilently();
    await harness.control.configure({ always: { stream: {}, snapshot: {} } });
    await harness.waitForStatus('live');
    assert.equal(harness.result.snapshot?.version, 2);
  });

  for (const [retry, minMs, maxMs] of [
    ['0', 1_000, 2_100],
    ['4000', 4_000, 5_100],
    ['abc', 0, 1_100],
  ] as const) {
    faultTest(`retry: ${retry} [N08]`, async (harness) => {
      await harness.control.configure({ next: { stream: [{ prefix: `retry: ${retry}\n\n` }] } });
      await harness.openAndSettle();
      await harness.advance(12_000);
      await harness.control.sendHeartbeat();
      const opened = harness.browser.requests.length;
      const droppedAt = harness.browser.time.monotonic;
      await harness.control.breakStreams();
      await harness.waitFor(() => harness.browser.requests.length > opened, 'a second stream');
      const wait = (harness.browser.requests[opened]?.at ?? NaN) - droppedAt;
      assert.ok(wait >= minMs && wait <= maxMs, `waited ${wait}`);
    });
  }

  faultTest('an offline event while the stream works [N09]', async (harness) => {
    await harness.openAndSettle();
    harness.browser.signal('offline');
    await harness.control.updateOrder();
    await harness.waitForVersion(2);
    harness.browser.signal('online');
    await harness.advance(2_000);
    assert.deepEqual([harness.result.status, harness.browser.requests.length], ['live', 2]);
  });

  faultTestEachTransport('offline for 10 min, then online [N10]', async (harness, transport) => {
    await harness.openAndSettle();
    await harness.control.updateOrderSilently();
    const { checkedAt } = harness.result;
    const realFetch = harness.browser.fetch;
    harness.browser.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    harness.browser.signal('offline');
    await harness.control.breakStreams();
    await harness.advance(600_000, 5_000);
    assert.deepEqual([harness.result.status, harness.result.checkedAt], ['offline', checkedAt]);
    harness.browser.fetch = realFetch;
    const before = await harness.control.statistics();
    harness.browser.signal('online');
    await harness.advance(2_000, 100);
    await harness.waitForVersion(2);
    const now = await harness.control.statistics();
    if (transport === 'polling') return;
    assert.equal(harness.result.status, 'live');
    assert.deepEqual(
      [now.snapshotRequests - before.snapshotRequests, now.streamRequests - before.streamRequests],
      [1, 1],
    );
  });

  faultTest(
    'a redirect to another origin receives no token [N15]',
    async (harness) => {
      const other = await startFakeOrderServer();
      try {
        const target = new OrderStreamHarness(other.origin);
        const location = `${target.control.endpoint.href}/orders/o1`;
        await harness.control.configure({ always: { snapshot: { status: 302, headers: { location } } } });
        await harness.open();
        await harness.advance(5_000);
        assert.equal(harness.result.lastFailure?.code, 'network');
        assert.equal((await harness.control.statistics()).requests[0]?.authorization, 'Bearer secret');
        assert.deepEqual((await target.control.statistics()).requests, []);
      } finally {
        await other.close();
      }
    },
    'stream',
    () => createAuth('secret'),
  );

  faultTestEachTransport('an old response from a cache [N21]', async (harness, transport) => {
    await harness.openAndSettle();
    await harness.control.updateOrder();
    await harness.waitForVersion(2);
    const { checkedAt = 0 } = harness.result;
    const cached = '{"id":"o1","version":1,"epoch":"k1","serverTime":"2026-01-01T00:00:00Z"}';
    await harness.control.configure({ always: { snapshot: { body: cached } } });
    harness.refresh();
    await harness.advance(6_000, 3_000);
    assert.equal(harness.result.checkedAt, checkedAt);
    await harness.advance(90_000, 3_000);
    assert.equal(harness.result.snapshot?.version, 2);
    // A stream may confirm the snapshot; a cached response does not.
    if (transport === 'polling')
      assert.deepEqual([harness.result.status, harness.result.checkedAt], ['stale', checkedAt]);
    for (const { init } of harness.browser.requests) assert.equal(init.cache, 'no-store');
  });

  faultTest(
    'an old response of the current version [N21]',
    async (harness) => {
      await harness.openAndSettle();
      const { checkedAt } = harness.result;
      const serverTime = new Date(harness.browser.time.serverTime - 600_000).toISOString();
      const body = JSON.stringify({ id: 'o1', version: 1, epoch: 'k1', serverTime });
      await harness.control.configure({ always: { snapshot: { body } } });
      await harness.advance(90_000, 3_000);
      assert.deepEqual([harness.result.status, harness.result.checkedAt], ['stale', checkedAt]);
      assert.ok(harness.browser.requests.length > 3);
    },
    'polling',
  );
});
