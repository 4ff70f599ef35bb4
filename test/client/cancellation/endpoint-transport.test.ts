import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAuth, type TokenSource } from '../../../src/client/http/auth.ts';
import { createEndpointTransport, type CancelTransport } from '../../../src/client/cancellation/transport.ts';
import { FakeBrowser } from '../support/fake-browser.ts';

const request = {
  idempotencyKey: 'k',
  epoch: 'e1',
  request: { type: 'cancel-items', lineItems: [{ id: 'l1', quantity: 1 }], version: 2 },
  body: '{}',
} as const;
const order = { id: 'o1', version: 2, lineItems: [{ id: 'l1', title: 'Mug' }], actions: [] };
const cancellation = { id: 'c1', status: 'completed', type: 'cancel-items', lineItems: [] };
const { signal } = new AbortController();
const NOON = 'Mon, 23 Nov 2026 12:00:00 GMT';

/** A transport to a server with one response; `requests` records what it received. */
function createTransport(
  respond: () => Response,
  source?: TokenSource,
): CancelTransport & { requests: string[]; browser: FakeBrowser } {
  const browser = new FakeBrowser();
  const requests: string[] = [];
  const transport = createEndpointTransport(new URL('https://shop.example/api'), 'o/1', createAuth(source), {
    now: () => browser.time.monotonic,
    clock: browser.clock,
    fetch: (url, init) => {
      browser.time.monotonic += 100;
      browser.time.wall += 100;
      requests.push(
        `${init.method ?? 'GET'} ${url.pathname} ${new Headers(init.headers).get('authorization') ?? ''}`.trim(),
      );
      return Promise.resolve(respond());
    },
  });
  return Object.assign(transport, { requests, browser });
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });

describe('the routes of the endpoint transport', () => {
  it('encode the ids: an id that looks like a path or URL changes no route [X14]', async () => {
    const transport = createTransport(json(order));
    await transport.send(request, signal);
    await transport.readOrder?.(signal);
    await transport.readCancellation?.('a/../b', signal);
    assert.deepEqual(transport.requests, [
      'POST /api/orders/o%2F1/cancellations',
      'GET /api/orders/o%2F1',
      'GET /api/orders/o%2F1/cancellations/a%2F..%2Fb',
    ]);
  });

  it('return an order, with the epoch of body or ETag', async () => {
    assert.equal((await createTransport(json(order)).readOrder?.(signal))?.version, 2);
    assert.equal((await createTransport(json({ epoch: 'e1', order })).readOrder?.(signal))?.epoch, 'e1');
    assert.equal((await createTransport(json(order, 200, { etag: 'W/"e2.2"' })).readOrder?.(signal))?.epoch, 'e2');
    assert.equal(
      (await createTransport(json({ epoch: 'e1', order }, 200, { etag: '"e2.2"' })).readOrder?.(signal))?.epoch,
      'e1',
    );
    const bare = await createTransport(json(order)).readOrder?.(signal);
    assert.ok(bare && !('epoch' in bare && bare.epoch !== undefined));
  });

  it('return nothing for any status but 200', async () => {
    for (const status of [201, 404, 500]) {
      assert.equal(await createTransport(json(order, status)).readOrder?.(signal), undefined);
      assert.equal(await createTransport(json(cancellation, status)).readCancellation?.('c1', signal), undefined);
    }
  });

  it('return the requested cancellation and no other', async () => {
    const transport = createTransport(json(cancellation));
    assert.equal((await transport.readCancellation?.('c1', signal))?.status, 'completed');
    assert.equal(await transport.readCancellation?.('c2', signal), undefined);
    assert.equal(await createTransport(json({ id: 'c1' })).readCancellation?.('c1', signal), undefined);
  });

  it('an oversized body counts as no response [D10]', async () => {
    const long = (length: number) => () =>
      new Response(JSON.stringify({ ...cancellation, more: 'x'.repeat(length) }), { status: 201 });
    assert.equal((await createTransport(long(1_000)).send(request, signal)).status, 201);
    assert.equal((await createTransport(long(5_000_000)).send(request, signal)).status, 0);
  });
});

describe('the headers of a response', () => {
  it('set the server clock [K01]', async () => {
    const transport = createTransport(json(cancellation, 201, { date: 'Thu, 26 Nov 2026 12:00:00 GMT' }));
    await transport.send(request, signal);
    // As of half way there, and of half a second.
    assert.ok(Math.abs(transport.browser.clock.now() - Date.UTC(2026, 10, 26, 12)) < 1_000);
  });

  for (const [what, headers, body, wait] of [
    ['seconds', { 'retry-after': '10' }, {}, 10_000],
    ['a date, by the server’s own', { 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT', date: NOON }, {}, 30_000],
    [
      'a date after another, by the server’s own',
      { 'retry-after': 'Thu, 26 Nov 2026 12:00:30 GMT', date: 'Thu, 26 Nov 2026 12:00:00 GMT' },
      {},
      30_000,
    ],
    ['the body', {}, { retryAfterMs: 7 }, 7],
    ['the header before the body', { 'retry-after': '1' }, { retryAfterMs: 7 }, 1_000],
    ['nothing', {}, {}, undefined],
  ] as [string, Record<string, string>, object, number | undefined][]) {
    it(`give the waiting time: ${what} [S19]`, async () => {
      const response = await createTransport(json({ code: 'rate-limited', ...body }, 429, headers)).send(
        request,
        signal,
      );
      assert.deepEqual(response, { status: 429, code: 'rate-limited', retryAfterMs: wait });
    });
  }

  it('give the waiting time: a date without a Date header, by the server clock [S19]', async () => {
    const transport = createTransport(json({}, 429, { 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT' }));
    assert.equal((await transport.send(request, signal)).retryAfterMs, 29_900);
  });
});

describe('the token of a cancellation', () => {
  for (const status of [401, 403]) {
    it(`is renewed once after ${status}`, async () => {
      const tokens = ['a', 'b', 'c'];
      const transport = createTransport(json({}, status), () => tokens.shift());
      assert.equal((await transport.send(request, signal)).status, status);
      assert.deepEqual(
        transport.requests.map((each) => each.split(' ').at(-1)),
        ['a', 'b'],
      );
    });
  }

  for (const [what, answer] of [
    ['404', json({}, 404)],
    ['403 with a reason of its own', json({ code: 'action-not-allowed' }, 403)],
  ] as const) {
    it(`is not renewed after ${what}`, async () => {
      const tokens = ['a', 'b'];
      const transport = createTransport(answer, () => tokens.shift());
      await transport.send(request, signal);
      assert.equal(transport.requests.length, 1);
    });
  }

  it('that cannot be read or renewed: nothing is sent without it', async () => {
    const none = createTransport(json(order), () => Promise.reject(new Error('no')));
    assert.deepEqual([await none.send(request, signal), none.requests], [{ status: 401 }, []]);
    const tokens = ['a'];
    const one = createTransport(json({}, 401), () => tokens.shift() ?? Promise.reject(new Error('no')));
    assert.equal((await one.send(request, signal)).status, 401);
    assert.equal(one.requests.length, 1);
  });

  it('is not renewed for an aborted request', async () => {
    const tokens = ['a', 'b'];
    const transport = createTransport(json({}, 401), () => tokens.shift());
    await transport.send(request, AbortSignal.abort());
    assert.equal(transport.requests.length, 1);
  });

  it('does not appear in an error', async () => {
    const transport = createTransport(() => {
      throw new Error('secret');
    }, 'secret');
    assert.deepEqual(await transport.send(request, signal), { status: 0 });
  });
});
