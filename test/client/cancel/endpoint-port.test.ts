import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessBy, type TokenSource } from '../../../src/client/access.ts';
import { endpointPort } from '../../../src/client/cancel/endpoint-port.ts';
import type { CancelPort } from '../../../src/client/cancel/port.ts';
import { Stage } from '../live/stage.ts';

const sending = { key: 'k', epoch: 'e1', request: { type: 'cancel-items', lineItems: [{ id: 'l1', quantity: 1 }], version: 2 }, body: '{}' } as const;
const order = { id: 'o1', version: 2, lineItems: [{ id: 'l1', title: 'Mug' }], actions: [] };
const cancellation = { id: 'c1', status: 'completed', type: 'cancel-items', lineItems: [] };
const { signal } = new AbortController();
const NOON = 'Mon, 23 Nov 2026 12:00:00 GMT';

/** A port to a server with one answer; `asked` is what it was asked for. */
function portTo(answer: () => Response, source?: TokenSource): CancelPort & { asked: string[]; stage: Stage } {
  const stage = new Stage();
  const asked: string[] = [];
  const port = endpointPort(new URL('https://shop.example/api'), 'o/1', accessBy(source), {
    now: () => stage.time.now,
    clock: stage.clock,
    fetch: (url, init) => {
      stage.time.now += 100;
      stage.time.wall += 100;
      asked.push(`${init.method ?? 'GET'} ${url.pathname} ${new Headers(init.headers).get('authorization') ?? ''}`.trim());
      return Promise.resolve(answer());
    },
  });
  return Object.assign(port, { asked, stage });
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => () => Response.json(body, { status, headers });

describe('the addresses of cancellations', () => {
  it('X14 are made of what the shop says, with nothing in it that is an address itself', async () => {
    const port = portTo(json(order));
    await port.post(sending, signal);
    await port.readOrder?.(signal);
    await port.readCancellation?.('a/../b', signal);
    assert.deepEqual(port.asked, ['POST /api/orders/o%2F1/cancellations', 'GET /api/orders/o%2F1', 'GET /api/orders/o%2F1/cancellations/a%2F..%2Fb']);
  });

  it('give an order, with its epoch where one is said', async () => {
    assert.equal((await portTo(json(order)).readOrder?.(signal))?.version, 2);
    assert.equal((await portTo(json({ epoch: 'e1', order })).readOrder?.(signal))?.epoch, 'e1');
    assert.equal((await portTo(json(order, 200, { etag: 'W/"e2.2"' })).readOrder?.(signal))?.epoch, 'e2');
    assert.equal((await portTo(json({ epoch: 'e1', order }, 200, { etag: '"e2.2"' })).readOrder?.(signal))?.epoch, 'e1');
    const bare = await portTo(json(order)).readOrder?.(signal);
    assert.ok(bare && !('epoch' in bare && bare.epoch !== undefined));
  });

  it('give nothing but with 200', async () => {
    for (const status of [201, 404, 500]) {
      assert.equal(await portTo(json(order, status)).readOrder?.(signal), undefined);
      assert.equal(await portTo(json(cancellation, status)).readCancellation?.('c1', signal), undefined);
    }
  });

  it('give the cancellation that was asked for, and no other', async () => {
    const port = portTo(json(cancellation));
    assert.equal((await port.readCancellation?.('c1', signal))?.status, 'completed');
    assert.equal(await port.readCancellation?.('c2', signal), undefined);
    assert.equal(await portTo(json({ id: 'c1' })).readCancellation?.('c1', signal), undefined);
  });

  it('D10 more than anyone needs is no answer', async () => {
    const long = (length: number) => () => new Response(JSON.stringify({ ...cancellation, more: 'x'.repeat(length) }), { status: 201 });
    assert.equal((await portTo(long(1_000)).post(sending, signal)).status, 201);
    assert.equal((await portTo(long(5_000_000)).post(sending, signal)).status, 0);
  });
});

describe('what is read beside an answer', () => {
  it('K01 the server’s time', async () => {
    const port = portTo(json(cancellation, 201, { date: 'Thu, 26 Nov 2026 12:00:00 GMT' }));
    await port.post(sending, signal);
    // As of half way there, and of half a second.
    assert.ok(Math.abs(port.stage.clock.now() - Date.UTC(2026, 10, 26, 12)) < 1_000);
  });

  for (const [what, headers, body, wait] of [
    ['seconds', { 'retry-after': '10' }, {}, 10_000],
    ['a date, by the server’s own', { 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT', date: NOON }, {}, 30_000],
    ['a date after another, by the server’s own', { 'retry-after': 'Thu, 26 Nov 2026 12:00:30 GMT', date: 'Thu, 26 Nov 2026 12:00:00 GMT' }, {}, 30_000],
    ['the body', {}, { retryAfterMs: 7 }, 7],
    ['the header before the body', { 'retry-after': '1' }, { retryAfterMs: 7 }, 1_000],
    ['nothing', {}, {}, undefined],
  ] as [string, Record<string, string>, object, number | undefined][]) {
    it(`S19 how long to wait: ${what}`, async () => {
      const answer = await portTo(json({ code: 'rate-limited', ...body }, 429, headers)).post(sending, signal);
      assert.deepEqual(answer, { status: 429, code: 'rate-limited', retryAfterMs: wait });
    });
  }

  it('S19 how long to wait: a date without the server’s own, by the clock that is known', async () => {
    const port = portTo(json({}, 429, { 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT' }));
    assert.equal((await port.post(sending, signal)).retryAfterMs, 29_900);
  });
});

describe('the token of a cancellation', () => {
  for (const status of [401, 403]) {
    it(`is renewed once after ${status}`, async () => {
      const tokens = ['a', 'b', 'c'];
      const port = portTo(json({}, status), () => tokens.shift());
      assert.equal((await port.post(sending, signal)).status, status);
      assert.deepEqual(port.asked.map((each) => each.split(' ').at(-1)), ['a', 'b']);
    });
  }

  for (const [what, answer] of [['404', json({}, 404)], ['403 with a reason of its own', json({ code: 'action-not-allowed' }, 403)]] as const) {
    it(`is not renewed after ${what}`, async () => {
      const tokens = ['a', 'b'];
      const port = portTo(answer, () => tokens.shift());
      await port.post(sending, signal);
      assert.equal(port.asked.length, 1);
    });
  }

  it('that cannot be had, or not anew: nothing is sent without it', async () => {
    const none = portTo(json(order), () => Promise.reject(new Error('no')));
    assert.deepEqual([await none.post(sending, signal), none.asked], [{ status: 401 }, []]);
    const tokens = ['a'];
    const one = portTo(json({}, 401), () => tokens.shift() ?? Promise.reject(new Error('no')));
    assert.equal((await one.post(sending, signal)).status, 401);
    assert.equal(one.asked.length, 1);
  });

  it('is not renewed for a request that was given up', async () => {
    const tokens = ['a', 'b'];
    const port = portTo(json({}, 401), () => tokens.shift());
    await port.post(sending, AbortSignal.abort());
    assert.equal(port.asked.length, 1);
  });

  it('what is thrown says nothing of it', async () => {
    const port = portTo(() => {
      throw new Error('secret');
    }, 'secret');
    assert.deepEqual(await port.post(sending, signal), { status: 0 });
  });
});
