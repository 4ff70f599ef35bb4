import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createAuth } from '../../../src/client/http/auth.ts';
import {
  openTabChannel,
  type TabChannel,
  createStreamLock,
  shareStreamLock,
} from '../../../src/client/order-stream/tab-coordination.ts';
import { getMaxOpenStreams } from '../../fakes/request-tracker.ts';
import { useFaultServer } from './support/fault-server.ts';
import { OrderStreamHarness } from './support/order-stream-harness.ts';
import { flushTasks, FakeBrowser } from '../support/fake-browser.ts';
import { waitFor } from '../../support/wait-for.ts';

/* Several tabs: several fake browsers that share Web Locks and a broadcast channel. */

const { origin } = useFaultServer();

/** A tab of one browser; all tabs show the same order. */
class Tab extends OrderStreamHarness {
  constructor(base: string, name: string) {
    const browser = new FakeBrowser();
    browser.environment.streamLock = shareStreamLock(createStreamLock(), name, navigator.locks);
    browser.environment.openTabChannel = (onVersion) => openTabChannel(name, onVersion);
    super(
      base,
      'stream',
      createAuth(() => name),
      browser,
    );
  }
}

async function openTabs(name: string, count: number): Promise<Tab[]> {
  const tabs = Array.from({ length: count }, () => new Tab(origin(), name));
  const [first] = tabs;
  assert.ok(first);
  for (const tab of tabs) {
    Object.defineProperty(tab, 'control', { value: first.control });
    await tab.open();
    await tab.waitFor(() => tab.result.snapshot?.version === 1, 'version 1');
  }
  await first.waitForStatus('live');
  return tabs;
}

describe('the stream lock', () => {
  it('is granted to one request at a time, in order, and never to a released request', async () => {
    const lock = createStreamLock();
    const granted: string[] = [];
    const release = ['a', 'b', 'c', 'd'].map((name) => lock.request(() => granted.push(name)));
    assert.deepEqual(granted, []);
    await flushTasks();
    assert.deepEqual(granted, ['a']);
    release[1]?.();
    release[0]?.();
    release[0]?.();
    await flushTasks();
    assert.deepEqual(granted, ['a', 'c']);
    release[2]?.();
    release[3]?.();
    await flushTasks();
    assert.deepEqual(granted, ['a', 'c']);
  });

  it('is the page’s lock if Web Locks are missing or refused [P20]', async () => {
    const refusing = { request: () => Promise.reject(new Error('SecurityError')) };
    const throwing = {
      request: () => {
        throw new Error('SecurityError');
      },
    };
    for (const locks of [undefined, refusing, throwing]) {
      let isGranted = false;
      shareStreamLock(createStreamLock(), 'x', locks).request(() => (isGranted = true));
      await flushTasks();
      assert.equal(isGranted, true);
    }
  });

  it('passes to the next waiting tab on release', async () => {
    const granted: number[] = [];
    const tabs = [0, 1, 2].map((tab) =>
      shareStreamLock(createStreamLock(), 'handover', navigator.locks).request(() => granted.push(tab)),
    );
    await waitFor(() => granted.length === 1, 'the first');
    tabs[1]?.();
    tabs[0]?.();
    await waitFor(() => granted.length === 2, 'the third');
    assert.deepEqual(granted, [0, 2]);
    tabs[2]?.();
  });
});

describe('tabs of one browser', () => {
  it('8 tabs hold one stream, and all receive an update [N13]', async () => {
    const tabs = await openTabs('eight', 8);
    const [leader] = tabs;
    assert.ok(leader);
    await waitFor(() => tabs.slice(1).every(({ result }) => result.status === 'polling'), 'the others to poll');
    for (const tab of tabs) await tab.browser.advance(5_000);
    await leader.control.updateOrder();
    await Promise.all(tabs.map((tab) => tab.waitForVersion(2)));
    assert.equal(getMaxOpenStreams(leader.control), 1);

    leader.browser.signal('hidden');
    await leader.browser.advance(31_000);
    await waitFor(() => tabs[1]?.result.status === 'live', 'the next tab to take over');
    for (const tab of tabs) await tab.close();
    await leader.waitForNoStreams();
  });

  it('other tabs poll while a frozen tab holds the lock [L16]', async () => {
    const [leader, follower] = await openTabs('frozen', 2);
    assert.ok(leader && follower);
    // The leader is frozen: its time does not advance, and it receives no page events.
    await leader.control.updateOrderSilently();
    await follower.advance(60_000, 5_000);
    assert.equal(follower.result.snapshot?.version, 2);
    assert.equal(follower.result.status, 'polling');
    await leader.close();
    await waitFor(() => follower.result.status === 'live', 'the follower to take over');
    await follower.close();
  });

  it('a page in the bfcache releases the lock [L06]', async () => {
    const [leader, follower] = await openTabs('bfcache', 2);
    assert.ok(leader && follower);
    leader.browser.signal('frozen');
    await waitFor(() => follower.result.status === 'live', 'the follower to take over');
    leader.browser.signal('resumed');
    await leader.waitForStatus('polling');
    await leader.close();
    await follower.close();
  });
});

describe('the tab channel', () => {
  it('causes one request in 5 s for 10,000 forged versions a second, and no state [X11]', async () => {
    const browser = new FakeBrowser();
    let postForged: (version: number) => void = () => {};
    const posted: number[] = [];
    browser.environment.openTabChannel = (onVersion): TabChannel => {
      postForged = onVersion;
      return { postVersion: (version) => posted.push(version), close: () => {} };
    };
    const tab = new OrderStreamHarness(origin(), 'stream', createAuth(undefined), browser);
    await tab.openAndSettle();
    const before = browser.requests.length;
    for (let second = 0; second < 20; second += 1) {
      for (let each = 0; each < 10_000; each += 1) postForged(1_000_000 * second + each);
      await tab.advance(1_000);
    }
    const requests = browser.requests.length - before;
    assert.ok(requests >= 3 && requests <= 5, `${requests} requests in 20 s`);
    assert.deepEqual([tab.result.snapshot?.version, tab.result.status], [1, 'live']);
    assert.deepEqual(posted, [1]);
    await tab.close();
  });

  it('is closed in the bfcache, and reopened in a restored page [L06]', async () => {
    const browser = new FakeBrowser();
    const calls: string[] = [];
    browser.environment.openTabChannel = () => {
      calls.push('open');
      return { postVersion: () => {}, close: () => calls.push('close') };
    };
    const tab = new OrderStreamHarness(origin(), 'stream', createAuth(undefined), browser);
    await tab.openAndSettle();
    browser.signal('frozen');
    assert.deepEqual(calls, ['open', 'close']);
    browser.signal('resumed');
    assert.deepEqual(calls, ['open', 'close', 'open']);
    await tab.close();
    assert.deepEqual(calls, ['open', 'close', 'open', 'close']);
  });

  it('ignores messages that are not a version [X11]', async () => {
    const received: number[] = [];
    const channel = openTabChannel('rubbish', (version) => received.push(version));
    const forger = new BroadcastChannel('rubbish');
    for (const rubbish of [null, 'x', '43', { version: 43 }, 1.5, NaN, 2 ** 60, [43], 43]) forger.postMessage(rubbish);
    await waitFor(() => received.length > 0, 'the version');
    assert.deepEqual(received, [43]);
    forger.close();
    channel.close();
  });

  it('does nothing without BroadcastChannel [P20]', () => {
    const { BroadcastChannel: original } = globalThis;
    try {
      globalThis.BroadcastChannel = function refuse() {
        throw new Error('SecurityError');
      } as unknown as typeof BroadcastChannel;
      const channel = openTabChannel('none', () => {});
      channel.postVersion(1);
      channel.close();
    } finally {
      globalThis.BroadcastChannel = original;
    }
  });
});
