import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createAuth } from '../../../src/client/http/auth.ts';
import { openOrderStream } from '../../../src/client/order-stream/open-order-stream.ts';
import type { OrderStreamResult } from '../../../src/client/order-stream/selectors.ts';
import { FakeOrderControl } from '../../fakes/fake-order-control.ts';

import { useFaultServer } from './support/fault-server.ts';
import { flushTasks, FakeBrowser } from '../support/fake-browser.ts';
import { parseTestOrder } from '../support/test-order.ts';
import { waitFor } from '../../support/wait-for.ts';

const { faultTest, faultTestEachTransport, origin } = useFaultServer();

const HOUR = 3_600_000;
const session = createAuth(undefined);

describe('page lifecycle', () => {
  faultTestEachTransport('hidden for 30 s, then visible [L04]', async (harness, transport) => {
    await harness.openAndSettle();
    harness.browser.signal('hidden');
    await harness.advance(31_000);
    await harness.waitForNoStreams();
    assert.equal(harness.browser.time.timerCount, 0);
    await harness.control.updateOrderSilently();
    await harness.advance(600_000, 60_000);
    const before = await harness.control.statistics();
    harness.browser.signal('visible');
    await harness.waitUntilSettled();
    const now = await harness.control.statistics();
    assert.equal(harness.result.snapshot?.version, 2);
    assert.equal(harness.result.updateType, 'resync');
    if (transport === 'stream')
      assert.deepEqual(
        [now.snapshotRequests - before.snapshotRequests, now.streamRequests - before.streamRequests],
        [1, 1],
      );
  });

  faultTestEachTransport('put into the bfcache and restored [L06]', async (harness) => {
    await harness.openAndSettle();
    harness.browser.signal('hidden');
    harness.browser.signal('frozen');
    await harness.waitForNoStreams();
    assert.equal(harness.browser.time.timerCount, 0);
    await harness.control.updateOrderSilently();
    const resultCount = harness.results.length;
    harness.browser.signal('resumed');
    harness.browser.signal('visible');
    await harness.waitUntilSettled();
    const results = harness.results.slice(resultCount);
    assert.equal(results[0]?.status, 'stale');
    const live = results.findIndex(({ status }) => status === 'live' || status === 'polling');
    assert.equal(results[live]?.snapshot?.version, 2);
  });

  faultTestEachTransport('sleep for 8 h [L07]', async (harness) => {
    await harness.openAndSettle();
    const { checkedAt = 0 } = harness.result;
    await harness.control.updateOrderSilently();
    harness.browser.time.sleep(8 * HOUR);
    const resultCount = harness.results.length;
    await harness.browser.advance(15_000);
    const [stale] = harness.results.slice(resultCount);
    assert.equal(stale?.status, 'stale');
    assert.ok(harness.browser.time.monotonic - (stale?.checkedAt ?? 0) >= 8 * HOUR, `checked ${checkedAt}`);
    await harness.waitUntilSettled();
    assert.equal(harness.result.snapshot?.version, 2);
  });

  faultTest('a timer that comes more than 10 s late [L07]', async (harness) => {
    await harness.openAndSettle();
    const resultCount = harness.results.length;
    // Both clocks run on while no timer runs, as in a frozen tab.
    harness.browser.time.monotonic += 30_000;
    harness.browser.time.wall += 30_000;
    await harness.browser.advance(0);
    assert.equal(harness.results[resultCount]?.status, 'stale');
    await harness.waitUntilSettled();
  });

  faultTest('the device’s clock is set while the page is open [K01]', async (harness) => {
    await harness.openAndSettle();
    const before = harness.browser.clock.now();
    harness.browser.time.setDeviceClockAhead(-72 * HOUR);
    await harness.browser.advance(15_000);
    await harness.waitUntilSettled();
    assert.ok(Math.abs(harness.browser.clock.now() - before) < 60_000);
    assert.ok(harness.browser.requests.length < 6, `${harness.browser.requests.length} requests`);
  });

  faultTest('open for 40 days [K09]', async (harness) => {
    await harness.openAndSettle();
    const day = 86_400_000;
    for (let passed = 0; passed < 40; passed += 1) {
      harness.browser.signal('hidden');
      await harness.browser.advance(day - 60_000);
      harness.browser.signal('visible');
      await harness.waitUntilSettled();
      await harness.browser.advance(20_000);
      await harness.control.sendHeartbeat();
      await flushTasks();
    }
    assert.ok(harness.browser.requests.length < 200, `${harness.browser.requests.length} requests`);
  });
});

describe('subscribers', () => {
  it('leave nothing behind after 100 opens and closes [L01]', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'L01');
    for (let round = 0; round < 100; round += 1) {
      const stream = open(browser, control);
      const isLive = async (): Promise<boolean> => {
        await browser.advance(100);
        return stream.result.status === 'live';
      };
      if (round % 10 === 0) await waitFor(isLive, 'live');
      stream.close();
      if (round % 3 === 0) await flushTasks();
      if (round % 2 === 0) await browser.advance(1_000);
    }
    await flushTasks();
    await browser.advance(1_000);
    await waitFor(async () => (await control.statistics()).openStreams === 0, 'no open stream');
    assert.deepEqual([browser.time.timerCount, browser.listenerCount, browser.hasParallelStreams], [0, 0, false]);
  });

  it('keep the stream if closed and opened in one task, as when an element is moved [L02]', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'L02');
    const first = open(browser, control);
    await waitFor(() => first.result.status === 'live', 'live');
    for (let move = 0; move < 5; move += 1) {
      const old = move === 0 ? first : open(browser, control);
      old.close();
      const next = open(browser, control);
      assert.deepEqual([next.result.status, next.result.snapshot?.version], ['live', 1]);
      await flushTasks();
      next.close();
    }
    const last = open(browser, control);
    await browser.advance(5_000);
    assert.equal(last.result.status, 'live');
    assert.equal((await control.statistics()).streamRequests, 1);
    last.close();
    await browser.advance(1_000);
  });

  it('of ten orders in a row, only the last one is received and the others are aborted [L03]', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'L03', 'o10');
    await control.configure({ always: { snapshot: { isHeld: true } } });
    const results: OrderStreamResult[] = [];
    let stream = open(browser, control, { orderId: 'o1', onChange: (result) => results.push(result) });
    for (let order = 2; order <= 10; order += 1) {
      stream.close();
      stream = open(browser, control, { orderId: `o${order}`, onChange: (result) => results.push(result) });
    }
    await flushTasks();
    assert.equal(browser.requests.filter(({ init }) => !init.signal?.aborted).length, 1);
    await browser.advance(1_000);
    await waitFor(
      async () => (await control.statistics()).requests.some(({ order }) => order === 'o10'),
      'a request for the last order',
    );
    await control.releaseHeldResponses();
    await waitFor(() => stream.result.status === 'live', 'live');
    assert.deepEqual(new Set(results.flatMap(({ snapshot }) => (snapshot ? [snapshot.id] : []))), new Set(['o10']));
    const { requests, streamRequests } = await control.statistics();
    assert.equal(streamRequests, 1);
    assert.ok(requests.every(({ kind, order }) => kind === 'snapshot' || order === 'o10'));
    stream.close();
    await browser.advance(1_000);
  });

  it('receive nothing if closed before the snapshot arrives [L08]', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'L08');
    await control.configure({ always: { snapshot: { isHeld: true } } });
    let calls = 0;
    const stream = open(browser, control, { onChange: () => (calls += 1) });
    stream.close();
    await flushTasks();
    assert.equal(browser.requests[0]?.init.signal?.aborted, true);
    await control.releaseHeldResponses();
    // A later request was answered: the snapshot's response has arrived too.
    await control.statistics();
    await browser.advance(1_000);
    assert.equal(calls, 0);
  });

  it('receive later results although another subscriber throws [L13]', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'L13');
    const versions: (number | undefined)[] = [];
    const throwing = open(browser, control, {
      onChange: () => {
        throw new Error('of the shop');
      },
    });
    const second = open(browser, control, { onChange: ({ snapshot }) => versions.push(snapshot?.version) });
    await waitFor(() => second.result.status === 'live', 'live');
    await control.updateOrder();
    await waitFor(() => versions.at(-1) === 2, 'version 2');
    assert.equal(second.result.lastFailure, undefined);
    assert.ok(browser.reportedErrors.length >= 2);
    throwing.close();
    second.close();
    await flushTasks();
    await browser.advance(1_000);
  });

  it('share one runner for the same order and auth', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'shared');
    const guest = createAuth('token');
    const streams = [session, session, guest, createAuth('token')].map((auth) => open(browser, control, { auth }));
    await waitFor(() => streams.every(({ result }) => result.snapshot?.version === 1), 'version 1');
    assert.equal((await control.statistics()).snapshotRequests, 2);
    for (const stream of streams) stream.close();
    await flushTasks();
    await browser.advance(1_000);
  });

  it('of several orders, one is streamed, the others are polled until they receive the lock [N13]', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'N13');
    const streams = Array.from({ length: 8 }, (_, index) => open(browser, control, { orderId: `o${index}` }));
    await waitFor(() => streams[0]?.result.status === 'live', 'the first to be live');
    await waitFor(() => streams.slice(1).every(({ result }) => result.status === 'polling'), 'the others to poll');
    streams[0]?.close();
    await flushTasks();
    await browser.advance(1_000);
    await waitFor(() => streams[1]?.result.status === 'live', 'the second to be live');
    assert.equal((await control.statistics()).streamRequests, 2);
    for (const stream of streams) stream.close();
    await flushTasks();
    await browser.advance(1_000);
    assert.deepEqual([browser.time.timerCount, browser.hasParallelStreams], [0, false]);
  });

  it('with `isStreamed: false` leave the lock to others', async () => {
    const browser = new FakeBrowser();
    const control = new FakeOrderControl(origin(), 'compact');
    const compact = open(browser, control, { orderId: 'o1', isStreamed: false });
    const detailed = open(browser, control, { orderId: 'o2' });
    await waitFor(() => detailed.result.status === 'live' && compact.result.status === 'polling', 'live and polling');
    const second = open(browser, control, { orderId: 'o1' });
    assert.equal(second.result.snapshot?.version, 1);
    detailed.close();
    await flushTasks();
    await browser.advance(1_000);
    await waitFor(() => second.result.status === 'live', 'the lock to pass on');
    second.close();
    compact.close();
    await flushTasks();
    await browser.advance(1_000);
  });
});

type Options = Partial<Omit<Parameters<typeof openOrderStream>[0], 'parse'>>;

function open(browser: FakeBrowser, control: FakeOrderControl, options: Options = {}) {
  const stream = openOrderStream(
    { endpoint: control.endpoint, orderId: 'o1', auth: session, parse: parseTestOrder, onChange: () => {}, ...options },
    browser.environment,
  );
  assert.ok(stream);
  return stream;
}
