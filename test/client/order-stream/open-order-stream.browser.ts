import { expect } from '@open-wc/testing';
import type { LenientResult } from '../../../src/contract/lenient-parse.ts';
import type { Order } from '../../../src/contract/order.ts';
import { createAuth, takeLinkToken } from '../../../src/client/http/auth.ts';
import { openOrderStream, type OrderStream } from '../../../src/client/order-stream/open-order-stream.ts';
import type { OrderStreamResult } from '../../../src/client/order-stream/selectors.ts';
import { FakeOrderControl } from '../../fakes/fake-order-control.ts';
import { waitFor } from '../../support/wait-for.ts';

/* The order stream with the real fetch, streams and page events of a browser. */

const parse = (value: unknown): LenientResult<Order> => ({ ok: true, data: value as Order, warnings: [] });

let testCount = 0;

/** Current listeners of the window by type, and how many were ever added. */
const listeners = new Map<string, Set<unknown>>();
let addedListeners = 0;
const { addEventListener, removeEventListener } = window;
window.addEventListener = function add(this: Window, ...args: Parameters<typeof addEventListener>) {
  addedListeners += 1;
  listeners.set(args[0], (listeners.get(args[0]) ?? new Set()).add(args[1]));
  addEventListener.apply(this, args);
};
window.removeEventListener = function remove(this: Window, ...args: Parameters<typeof removeEventListener>) {
  listeners.get(args[0])?.delete(args[1]);
  removeEventListener.apply(this, args);
};
const hasNoListeners = (): boolean =>
  ['pagehide', 'pageshow', 'online', 'offline'].every((type) => !listeners.get(type)?.size);

/** The same server under the other name of this computer: another origin. */
const otherOrigin = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);

function harness(options: { token?: string; isShared?: boolean; origin?: string } = {}) {
  const name = `browser-${Math.random().toString(36).slice(2)}-${(testCount += 1)}`;
  const control = new FakeOrderControl(`${options.origin ?? location.origin}/fake-orders`, name);
  const results: OrderStreamResult[] = [];
  const open = (): OrderStream => {
    const stream = openOrderStream({
      endpoint: control.endpoint,
      orderId: 'o1',
      auth: createAuth(options.token),
      parse,
      isSharedAcrossTabs: options.isShared ?? false,
      onChange: (result) => results.push(result),
    });
    if (!stream) throw new Error('no stream');
    return stream;
  };
  return { control, results, open };
}

const waitForNoStreams = (control: FakeOrderControl) =>
  waitFor(async () => (await control.statistics()).openStreams === 0, 'no open stream');

describe('order stream in a browser', () => {
  it('receives updates by its stream, and ends the stream on close', async () => {
    const { control, open } = harness();
    const stream = open();
    await waitFor(() => stream.result.status === 'live', 'live');
    await control.updateOrder({ note: 'Mügge 📦' });
    await waitFor(() => stream.result.snapshot?.version === 2, 'version 2');
    expect(stream.result.snapshot).to.include({ id: 'o1', note: 'Mügge 📦' });
    stream.close();
    await waitForNoStreams(control);
    expect((await control.statistics()).streamRequests).to.equal(1);
  });

  it('resumes at the cursor after a connection that broke within an event [N04]', async () => {
    const { control, results, open } = harness();
    await control.configure({ next: { stream: [{ cutAfter: 200 }] } });
    const stream = open();
    await waitFor(() => stream.result.status === 'live', 'live');
    await control.updateOrder();
    await waitFor(() => stream.result.snapshot?.version === 2 && stream.result.status === 'live', 'version 2');
    expect(results.map(({ status }) => status)).to.include('connecting');
    const { requests, maxOpenStreams } = await control.statistics();
    expect(requests.filter(({ kind }) => kind === 'stream').map(({ after }) => after)).to.deep.equal(['k1.1', 'k1.1']);
    expect(maxOpenStreams).to.equal(1);
    stream.close();
    await waitForNoStreams(control);
  });

  it('aborts a stream with an endless line, and polls [D10]', async () => {
    const { control, open } = harness();
    await control.configure({ always: { stream: { flood: 5_000_000 } } });
    const stream = open();
    await waitFor(() => stream.result.status === 'polling', 'polling');
    await waitForNoStreams(control);
    stream.close();
  });

  it('closes the stream in the bfcache, and is stale after the page is restored [L06]', async () => {
    const { control, results, open } = harness();
    const stream = open();
    await waitFor(() => stream.result.status === 'live', 'live');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await waitForNoStreams(control);
    await control.updateOrderSilently();
    const shown = results.length;
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await waitFor(() => stream.result.status === 'live', 'live again');
    expect(results[shown]?.status).to.equal('stale');
    expect(results.slice(shown).find(({ status }) => status === 'live')?.snapshot?.version).to.equal(2);
    stream.close();
    await waitForNoStreams(control);
  });

  it('sends no token on a redirect to another origin [N15]', async () => {
    const { control, open } = harness({ token: 'secret' });
    const target = harness({ origin: otherOrigin });
    const redirect = { status: 302, headers: { location: `${target.control.endpoint.href}/orders/o1` } };
    await control.configure({ next: { snapshot: [redirect] } });
    const stream = open();
    await waitFor(() => stream.result.lastFailure?.code === 'network', 'refused');
    expect((await target.control.statistics()).requests).to.deep.equal([]);
    await waitFor(() => stream.result.status === 'live', 'live');
    const { requests } = await control.statistics();
    expect(new Set(requests.map(({ authorization }) => authorization))).to.deep.equal(new Set(['Bearer secret']));
    expect(requests.every(({ referer }) => referer === undefined)).to.equal(true);
    stream.close();
    await waitForNoStreams(control);
  });

  it('authenticates at another origin with a token, and reads with If-None-Match', async () => {
    const { control, open } = harness({ origin: otherOrigin, token: 'secret' });
    await control.configure({ tokens: ['secret'] });
    const stream = open();
    await waitFor(() => stream.result.status === 'live', 'live');
    await control.sendHeartbeat(1);
    await waitFor(async () => (await control.statistics()).snapshotRequests === 2, 'a second snapshot');
    const { requests } = await control.statistics();
    expect(requests.filter(({ kind }) => kind === 'snapshot')[1]?.ifNoneMatch).to.equal('"k1.1"');
    stream.close();
    await waitForNoStreams(control);
  });

  it('reports a network failure for an origin without CORS headers [N16]', async () => {
    const { control, open } = harness({ origin: otherOrigin });
    await control.configure({ hasCors: false });
    const stream = open();
    await waitFor(() => stream.result.lastFailure?.code === 'network', 'refused');
    expect(stream.result.snapshot).to.equal(undefined);
    stream.close();
  });

  it('releases the lock of shared tabs in the bfcache [L06]', async () => {
    const { control, open } = harness({ isShared: true });
    const name = `waybill:${control.endpoint.origin}${control.endpoint.pathname}`;
    const holds = async () => (await navigator.locks.query()).held?.some((lock) => lock.name === name) ?? false;
    const stream = open();
    await waitFor(() => stream.result.status === 'live', 'live');
    expect(await holds()).to.equal(true);
    const forger = new BroadcastChannel(`${name} o1`);
    await control.updateOrderSilently();
    forger.postMessage(2);
    await waitFor(() => stream.result.snapshot?.version === 2, 'version 2');
    forger.close();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await waitFor(async () => !(await holds()), 'the lock to be free');
    stream.close();
    await waitForNoStreams(control);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });

  it('leaves no listener after 20 opened and closed streams [L01]', async () => {
    const { control, open } = harness();
    // The runners of earlier tests are destroyed a second after their last subscriber.
    await waitFor(hasNoListeners, 'no listener of earlier tests');
    const before = addedListeners;
    for (let round = 0; round < 20; round += 1) open().close();
    expect(addedListeners).to.be.greaterThan(before);
    await waitFor(hasNoListeners, 'no listener left');
    await waitForNoStreams(control);
  });

  it('takeLinkToken moves a token from the URL to memory [X07]', () => {
    const { hash } = location;
    history.replaceState({ kept: true }, '', '#a=b&waybill-token=abc.def');
    expect(takeLinkToken()).to.equal('abc.def');
    expect(location.hash).to.equal('#a=b');
    expect(history.state).to.deep.equal({ kept: true });
    expect(takeLinkToken()).to.equal('abc.def');
    history.replaceState(null, '', hash || ' ');
  });
});
