import { expect } from '@open-wc/testing';
import { accessBy, takeLinkToken } from '../../../src/client/access.ts';
import { openLiveSource, type LiveHandle } from '../../../src/client/live/open.ts';
import type { Reading } from '../../../src/client/live/messages.ts';
import type { LiveView } from '../../../src/client/live/status.ts';
import { OrderControl } from '../../server/order-control.ts';
import { until } from '../../support/until.ts';

/* The live source on what a browser really does: its fetch, its streams, its events. */

type Thing = { id: string; version: number };

const parse = (value: unknown): Reading<Thing> => ({ ok: true, data: value as Thing });

let scenes = 0;

/** By type, the listeners of the page that are there, and how many there ever were. */
const listeners = new Map<string, Set<unknown>>();
let listened = 0;
const { addEventListener, removeEventListener } = window;
window.addEventListener = function add(this: Window, ...args: Parameters<typeof addEventListener>) {
  listened += 1;
  listeners.set(args[0], (listeners.get(args[0]) ?? new Set()).add(args[1]));
  addEventListener.apply(this, args);
};
window.removeEventListener = function remove(this: Window, ...args: Parameters<typeof removeEventListener>) {
  listeners.get(args[0])?.delete(args[1]);
  removeEventListener.apply(this, args);
};
const isLeftAlone = (): boolean => ['pagehide', 'pageshow', 'online', 'offline'].every((type) => !listeners.get(type)?.size);

/** The same server under the other name of this machine, which makes it another origin. */
const elsewhere = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);

function scene(options: { token?: string; isShared?: boolean; origin?: string } = {}) {
  const name = `browser-${Math.random().toString(36).slice(2)}-${(scenes += 1)}`;
  const control = new OrderControl(`${options.origin ?? location.origin}/order-server`, name);
  const views: LiveView<Thing>[] = [];
  const open = (): LiveHandle<Thing> => {
    const handle = openLiveSource({
      endpoint: control.endpoint,
      orderId: 'o1',
      access: accessBy(options.token),
      parse,
      isShared: options.isShared ?? false,
      onChange: (view) => views.push(view),
    });
    if (!handle) throw new Error('no source');
    return handle;
  };
  return { control, views, open };
}

const isQuiet = (control: OrderControl) => until(async () => (await control.statistics()).open === 0, 'no open stream');

describe('live source in a browser', () => {
  it('follows an order by its stream and lets go of it when closed', async () => {
    const { control, open } = scene();
    const handle = open();
    await until(() => handle.view.status === 'live', 'live');
    await control.change({ note: 'Mügge 📦' });
    await until(() => handle.view.version === 2, 'version 2');
    expect(handle.view.snapshot).to.include({ id: 'o1', note: 'Mügge 📦' });
    handle.close();
    await isQuiet(control);
    expect((await control.statistics()).streams).to.equal(1);
  });

  it('N04: goes on by the cursor after a connection that broke in an event', async () => {
    const { control, views, open } = scene();
    await control.set({ next: { stream: [{ cutAfter: 200 }] } });
    const handle = open();
    await until(() => handle.view.status === 'live', 'live');
    await control.change();
    await until(() => handle.view.version === 2 && handle.view.status === 'live', 'version 2');
    expect(views.map(({ status }) => status)).to.include('connecting');
    const { requests, most } = await control.statistics();
    expect(requests.filter(({ kind }) => kind === 'stream').map(({ after }) => after)).to.deep.equal(['k1.1', 'k1.1']);
    expect(most).to.equal(1);
    handle.close();
    await isQuiet(control);
  });

  it('D10: lets go of a stream that never ends its line, and polls', async () => {
    const { control, open } = scene();
    await control.set({ always: { stream: { flood: 5_000_000 } } });
    const handle = open();
    await until(() => handle.view.status === 'polling', 'polling');
    await isQuiet(control);
    handle.close();
  });

  it('L04: closes nothing for a short look away, and has nothing open once it was put away', async () => {
    const { control, views, open } = scene();
    const handle = open();
    await until(() => handle.view.status === 'live', 'live');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await isQuiet(control);
    await control.changeSilently();
    const shown = views.length;
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await until(() => handle.view.status === 'live', 'live again');
    expect(views[shown]?.status).to.equal('stale');
    expect(views.slice(shown).find(({ status }) => status === 'live')?.version).to.equal(2);
    handle.close();
    await isQuiet(control);
  });

  it('N15: takes no token along on a redirect to another origin', async () => {
    const { control, open } = scene({ token: 'secret' });
    const target = scene({ origin: elsewhere });
    const redirect = { status: 302, headers: { location: `${target.control.endpoint.href}/orders/o1` } };
    await control.set({ next: { snapshot: [redirect] } });
    const handle = open();
    await until(() => handle.view.problem?.code === 'network', 'refused');
    expect((await target.control.statistics()).requests).to.deep.equal([]);
    await until(() => handle.view.status === 'live', 'live');
    const { requests } = await control.statistics();
    expect(new Set(requests.map(({ authorization }) => authorization))).to.deep.equal(new Set(['Bearer secret']));
    expect(requests.every(({ referer }) => referer === undefined)).to.equal(true);
    handle.close();
    await isQuiet(control);
  });

  it('follows an order of another origin with a token, and asks again only for what changed', async () => {
    const { control, open } = scene({ origin: elsewhere, token: 'secret' });
    await control.set({ tokens: ['secret'] });
    const handle = open();
    await until(() => handle.view.status === 'live', 'live');
    await control.beat(1);
    await until(async () => (await control.statistics()).snapshots === 2, 'a second snapshot');
    const { requests } = await control.statistics();
    expect(requests.filter(({ kind }) => kind === 'snapshot')[1]?.ifNoneMatch).to.equal('"k1.1"');
    handle.close();
    await isQuiet(control);
  });

  it('N16: an origin that does not let us read is as no network', async () => {
    const { control, open } = scene({ origin: elsewhere });
    await control.set({ hasCors: false });
    const handle = open();
    await until(() => handle.view.problem?.code === 'network', 'refused');
    expect(handle.view.snapshot).to.equal(undefined);
    handle.close();
  });

  it('L06: with shared tabs, holds lock and channel only while it may', async () => {
    const { control, open } = scene({ isShared: true });
    const name = `waybill:${control.endpoint.origin}${control.endpoint.pathname}`;
    const holds = async () => (await navigator.locks.query()).held?.some((lock) => lock.name === name) ?? false;
    const handle = open();
    await until(() => handle.view.status === 'live', 'live');
    expect(await holds()).to.equal(true);
    const forger = new BroadcastChannel(`${name} o1`);
    await control.changeSilently();
    forger.postMessage(2);
    await until(() => handle.view.version === 2, 'version 2');
    forger.close();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await until(async () => !(await holds()), 'the lock to be free');
    handle.close();
    await isQuiet(control);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });

  it('L01: opened and closed 20 times, no listener of the page is left', async () => {
    const { control, open } = scene();
    // A source stays for a second after its last user: those of earlier tests go first.
    await until(isLeftAlone, 'the last sources to be gone');
    const before = listened;
    for (let round = 0; round < 20; round += 1) open().close();
    expect(listened).to.be.greaterThan(before);
    await until(isLeftAlone, 'no listener left');
    await isQuiet(control);
  });

  it('X07: moves a token from the address to memory at once', () => {
    const { hash } = location;
    history.replaceState({ kept: true }, '', '#a=b&waybill-token=abc.def');
    expect(takeLinkToken()).to.equal('abc.def');
    expect(location.hash).to.equal('#a=b');
    expect(history.state).to.deep.equal({ kept: true });
    expect(takeLinkToken()).to.equal('abc.def');
    history.replaceState(null, '', hash || ' ');
  });
});
