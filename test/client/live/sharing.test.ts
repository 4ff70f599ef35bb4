import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { accessBy } from '../../../src/client/access.ts';
import { openPokes, type Pokes } from '../../../src/client/live/pokes.ts';
import { createPermit, sharePermit } from '../../../src/client/live/permit.ts';
import { mostStreams } from '../../server/traffic.ts';
import { useOrderServer } from './lines.ts';
import { Scene } from './scene.ts';
import { settle, Stage, until } from './stage.ts';

/* Several tabs: several stages with the locks and the channel of one browser. */

const { origin } = useOrderServer();

/** Another tab of the same browser, at the same order. */
class Tab extends Scene {
  constructor(base: string, name: string) {
    const stage = new Stage();
    stage.environment.permit = sharePermit(createPermit(), name, navigator.locks);
    stage.environment.openPokes = (onPoke) => openPokes(name, onPoke);
    super(base, 'stream', accessBy(() => name), stage);
  }
}

async function openTabs(name: string, count: number): Promise<Tab[]> {
  const tabs = Array.from({ length: count }, () => new Tab(origin(), name));
  const [first] = tabs;
  assert.ok(first);
  for (const tab of tabs) {
    Object.defineProperty(tab, 'control', { value: first.control });
    await tab.open();
    await tab.waitFor(() => tab.view.version === 1, 'version 1');
  }
  await first.reaches('live');
  return tabs;
}

describe('a permit', () => {
  it('is one at a time, in the order of asking, and never given to who gave up', async () => {
    const permit = createPermit();
    const granted: string[] = [];
    const release = ['a', 'b', 'c', 'd'].map((name) => permit.request(() => granted.push(name)));
    assert.deepEqual(granted, []);
    await settle();
    assert.deepEqual(granted, ['a']);
    release[1]?.();
    release[0]?.();
    release[0]?.();
    await settle();
    assert.deepEqual(granted, ['a', 'c']);
    release[2]?.();
    release[3]?.();
    await settle();
    assert.deepEqual(granted, ['a', 'c']);
  });

  it('P20: where locks are missing or refused, the page decides alone', async () => {
    const refusing = { request: () => Promise.reject(new Error('SecurityError')) };
    const throwing = {
      request: () => {
        throw new Error('SecurityError');
      },
    };
    for (const locks of [undefined, refusing, throwing]) {
      let isGranted = false;
      sharePermit(createPermit(), 'x', locks).request(() => (isGranted = true));
      await settle();
      assert.equal(isGranted, true);
    }
  });

  it('goes to the next tab once it is given back, also by one who only waited', async () => {
    const granted: number[] = [];
    const tabs = [0, 1, 2].map((tab) =>
      sharePermit(createPermit(), 'handover', navigator.locks).request(() => granted.push(tab)),
    );
    await until(() => granted.length === 1, 'the first');
    tabs[1]?.();
    tabs[0]?.();
    await until(() => granted.length === 2, 'the third');
    assert.deepEqual(granted, [0, 2]);
    tabs[2]?.();
  });
});

describe('tabs of one browser', () => {
  it('N13: 8 tabs hold one stream, and all show what is new', async () => {
    const tabs = await openTabs('eight', 8);
    const [leader] = tabs;
    assert.ok(leader);
    await until(() => tabs.slice(1).every(({ view }) => view.status === 'polling'), 'the others to poll');
    for (const tab of tabs) await tab.stage.pass(5_000);
    await leader.control.change();
    await Promise.all(tabs.map((tab) => tab.shows(2)));
    assert.equal(mostStreams(leader.control), 1);

    leader.stage.signal('hidden');
    await leader.stage.pass(31_000);
    await until(() => tabs[1]?.view.status === 'live', 'the next tab to take over');
    for (const tab of tabs) await tab.close();
    await leader.isQuiet();
  });

  it('L16: a leader that is frozen with the lock in its hands leaves the others fresh within 60 s', async () => {
    const [leader, follower] = await openTabs('frozen', 2);
    assert.ok(leader && follower);
    // Nothing of the leader runs any more: its time stands still, and it is told nothing.
    await leader.control.changeSilently();
    await follower.pass(60_000, 5_000);
    assert.equal(follower.view.version, 2);
    assert.equal(follower.view.status, 'polling');
    await leader.close();
    await until(() => follower.view.status === 'live', 'the follower to take over');
    await follower.close();
  });

  it('L06: a page put away lets go of lock and channel', async () => {
    const [leader, follower] = await openTabs('bfcache', 2);
    assert.ok(leader && follower);
    leader.stage.signal('frozen');
    await until(() => follower.view.status === 'live', 'the follower to take over');
    leader.stage.signal('thawed');
    await leader.reaches('polling');
    await leader.close();
    await follower.close();
  });
});

describe('pokes', () => {
  it('X11: forged ones, rubbish and 10,000 a second are one request in 5 s, and never state', async () => {
    const stage = new Stage();
    let poke: (version: number) => void = () => {};
    const told: number[] = [];
    stage.environment.openPokes = (onPoke): Pokes => {
      poke = onPoke;
      return { tell: (version) => told.push(version), close: () => {} };
    };
    const tab = new Scene(origin(), 'stream', accessBy(undefined), stage);
    await tab.run();
    const before = stage.requests.length;
    for (let second = 0; second < 20; second += 1) {
      for (let each = 0; each < 10_000; each += 1) poke(1_000_000 * second + each);
      await tab.pass(1_000);
    }
    const requests = stage.requests.length - before;
    assert.ok(requests >= 3 && requests <= 5, `${requests} requests in 20 s`);
    assert.deepEqual([tab.view.version, tab.view.status], [1, 'live']);
    assert.deepEqual(told, [1]);
    await tab.close();
  });

  it('L06: a page put away closes the channel, a restored one opens another', async () => {
    const stage = new Stage();
    const calls: string[] = [];
    stage.environment.openPokes = () => {
      calls.push('open');
      return { tell: () => {}, close: () => calls.push('close') };
    };
    const tab = new Scene(origin(), 'stream', accessBy(undefined), stage);
    await tab.run();
    stage.signal('frozen');
    assert.deepEqual(calls, ['open', 'close']);
    stage.signal('thawed');
    assert.deepEqual(calls, ['open', 'close', 'open']);
    await tab.close();
    assert.deepEqual(calls, ['open', 'close', 'open', 'close']);
  });

  it('X11: what is no version is not even heard', async () => {
    const heard: number[] = [];
    const pokes = openPokes('rubbish', (version) => heard.push(version));
    const forger = new BroadcastChannel('rubbish');
    for (const rubbish of [null, 'x', '43', { version: 43 }, 1.5, NaN, 2 ** 60, [43], 43]) forger.postMessage(rubbish);
    await until(() => heard.length > 0, 'the one that is a version');
    assert.deepEqual(heard, [43]);
    forger.close();
    pokes.close();
  });

  it('P20: without a channel there is nobody to tell', () => {
    const { BroadcastChannel: channel } = globalThis;
    try {
      globalThis.BroadcastChannel = function refuse() {
        throw new Error('SecurityError');
      } as unknown as typeof BroadcastChannel;
      const pokes = openPokes('none', () => {});
      pokes.tell(1);
      pokes.close();
    } finally {
      globalThis.BroadcastChannel = channel;
    }
  });
});
