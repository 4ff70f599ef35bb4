import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createAuth, type Auth } from '../../../src/client/http/auth.ts';
import { openOrderStream } from '../../../src/client/order-stream/open-order-stream.ts';
import { useFaultServer } from './support/fault-server.ts';
import { OrderStreamHarness } from './support/order-stream-harness.ts';
import { flushTasks } from '../support/fake-browser.ts';
import { parseTestOrder } from '../support/test-order.ts';

/* Tests of the fault catalogue against a fake server with real sockets. */

const { faultTest, faultTestEachTransport, origin } = useFaultServer();

describe('S: responses', () => {
  faultTest(
    'a token that expires mid-stream [S02]',
    async (harness) => {
      await harness.control.configure({ tokens: ['token-1'] });
      await harness.openAndSettle();
      await harness.advance(3_000);
      await harness.control.configure({ tokens: ['token-2'] });
      const before = harness.results.length;
      await harness.control.writeRaw('event: auth\ndata: {}\n\n');
      await harness.waitFor(() => harness.browser.requests.length === 3, 'a second stream');
      await harness.control.updateOrder();
      await harness.waitForVersion(2);
      assert.ok(harness.results.slice(before).every(({ status }) => status === 'live'));
      const { requests } = await harness.control.statistics();
      assert.deepEqual(
        requests.map(({ authorization, after: cursor }) => [authorization, cursor]),
        [
          ['Bearer token-1', null],
          ['Bearer token-1', 'k1.1'],
          ['Bearer token-2', 'k1.1'],
        ],
      );
    },
    'stream',
    () => createCountingAuth(),
  );

  faultTestEachTransport(
    '401: renews the token once and repeats the request',
    async (harness) => {
      await harness.control.configure({ tokens: ['token-2'] });
      await harness.openAndSettle();
      const { requests } = await harness.control.statistics();
      const tokens = requests.slice(0, 2).map(({ authorization }) => authorization);
      assert.deepEqual(tokens, ['Bearer token-1', 'Bearer token-2']);
    },
    createCountingAuth,
  );

  faultTestEachTransport(
    '401: denied after one renewal, until a refresh',
    async (harness) => {
      await harness.control.configure({ tokens: ['token-9'] });
      await harness.open();
      await harness.waitForStatus('denied');
      await harness.advance(120_000, 10_000);
      assert.equal((await harness.control.statistics()).requests.length, 2);
      await harness.control.configure({ tokens: [] });
      harness.refresh();
      await harness.waitUntilSettled();
    },
    createCountingAuth,
  );

  for (const status of [403, 404, 410]) {
    faultTestEachTransport(`${status} [S03]`, async (harness) => {
      await harness.control.configure({ always: { snapshot: { status }, stream: { status } } });
      await harness.open();
      await harness.waitForStatus(status === 403 ? 'denied' : 'not-found');
      await harness.advance(600_000, 60_000);
      assert.equal((await harness.control.statistics()).requests.length, 1);
    });
  }

  for (const [value, minMs, maxMs] of [
    ['30', 30_000, 31_500],
    ['-5', 1_000, 2_500],
    ['soon', 0, 1_500],
    ['a date', 29_000, 31_500],
  ] as const) {
    faultTestEachTransport(`429 with Retry-After: ${value} [S04]`, async (harness) => {
      // The server's clock is a day behind.
      const skewMs = -86_400_000;
      const retryAfter =
        value === 'a date' ? new Date(harness.browser.time.serverTime + skewMs + 30_999).toUTCString() : value;
      const limited = { status: 429, headers: { 'retry-after': retryAfter }, body: '{}' };
      await harness.control.configure({ skewMs, next: { snapshot: [limited] } });
      await harness.open();
      await harness.waitFor(() => harness.browser.requests.length > 1, 'a retry');
      const [refused, next] = harness.browser.requests;
      const wait = (next?.at ?? NaN) - (refused?.at ?? NaN);
      assert.ok(wait >= minMs && wait <= maxMs, `waited ${wait}`);
    });
  }

  faultTest('429 with `retryAfterMs` in its body only, as across origins [S04]', async (harness) => {
    const limited = { status: 429, body: '{"retryAfterMs":20000}', type: 'application/problem+json' };
    await harness.control.configure({ next: { snapshot: [limited] } });
    await harness.open();
    await harness.waitFor(() => harness.result.lastFailure?.status === 429, '429');
    await harness.advance(19_000);
    assert.equal(harness.browser.requests.length, 1);
    await harness.advance(2_000);
    await harness.waitForStatus('live');
  });

  faultTest('`end`, or 204 of the stream, ends the order stream', async (harness) => {
    await harness.openAndSettle();
    await harness.control.writeRaw('event: end\ndata: {}\n\n');
    await harness.waitForStatus('ended');
    await harness.waitForNoStreams();
    await harness.control.configure({ always: { stream: { status: 204 } } });
    harness.refresh();
    await harness.waitForStatus('connecting');
    await harness.waitForStatus('ended');
  });

  faultTest(
    'polls with If-None-Match; 304 confirms the snapshot',
    async (harness) => {
      await harness.openAndSettle();
      await harness.advance(65_000, 5_000);
      const { requests } = await harness.control.statistics();
      const polls = requests.filter(({ kind }) => kind === 'snapshot');
      assert.ok(polls.length >= 3);
      assert.deepEqual(new Set(polls.slice(1).map(({ ifNoneMatch }) => ifNoneMatch)), new Set(['"k1.1"']));
      assert.equal(harness.result.status, 'polling');
      assert.ok(harness.browser.time.monotonic - (harness.result.checkedAt ?? 0) < 36_000);
    },
    'polling',
  );

  faultTestEachTransport('a server without ETag and epoch', async (harness) => {
    await harness.control.configure({ hasEtag: false, hasEpoch: false });
    await harness.openAndSettle();
    await harness.control.updateOrder();
    await harness.waitForVersion(2);
  });
});

describe('K: clocks', () => {
  for (const skewMs of [3 * 86_400_000, -3_652 * 86_400_000]) {
    faultTestEachTransport(`the server's clock differs by ${skewMs / 86_400_000} days [K01]`, async (harness) => {
      await harness.control.configure({ skewMs });
      const serverStart = harness.browser.time.serverTime + skewMs;
      await harness.openAndSettle();
      assert.ok(Math.abs(harness.browser.clock.now() - serverStart) < 60_000);
      await harness.control.updateOrder();
      await harness.waitForVersion(2);
    });
  }
});

describe('X: security', () => {
  faultTestEachTransport(
    'the token is in no URL, result or referrer [X07]',
    async (harness) => {
      await harness.control.configure({ next: { snapshot: [{ status: 500, body: 'secret-token' }] } });
      await harness.openAndSettle();
      await harness.control.updateOrder();
      await harness.waitForVersion(2);
      for (const { url, init } of harness.browser.requests) {
        assert.ok(!url.href.includes('secret'));
        assert.equal(init.referrerPolicy, 'no-referrer');
        assert.deepEqual([init.redirect, init.credentials], ['error', 'same-origin']);
      }
      assert.ok(!JSON.stringify(harness.results).includes('secret'));
      for (const { referer } of (await harness.control.statistics()).requests) assert.equal(referer, undefined);
    },
    () => createAuth('secret-token'),
  );

  it('B5: an order id of other systems is a segment of the path', async () => {
    for (const orderId of ['gid://shopify/Order/1', '#1001', '2026/17', 'A.B', 'ä', '../o1', 'o1?x', '%2e', 'o 1']) {
      const { browser } = new OrderStreamHarness(origin());
      browser.fetch = () => Promise.resolve(new Response('{}', { status: 404 }));
      const endpoint = new URL('/api/', origin());
      const options = { endpoint, orderId, auth: createAuth(undefined), parse: parseTestOrder, onChange: () => {} };
      const stream = openOrderStream(options, browser.environment);
      await flushTasks();
      assert.equal(browser.requests[0]?.url.pathname, `/api/orders/${encodeURIComponent(orderId)}`, orderId);
      stream?.close();
    }
  });

  it('a malformed order id causes no request [X14]', () => {
    for (const orderId of ['', '.', '..', 'o1\r\nX: y', 'o\u202e1', '\ud800', 'a'.repeat(129)]) {
      const harness = new OrderStreamHarness(origin());
      const { endpoint } = harness.control;
      const options = { endpoint, orderId, auth: createAuth(undefined), parse: parseTestOrder, onChange: () => {} };
      assert.equal(openOrderStream(options, harness.browser.environment), undefined);
      assert.equal(harness.browser.requests.length, 0);
    }
  });
});

function createCountingAuth(): Auth {
  let calls = 0;
  return createAuth(() => `token-${(calls += 1)}`);
}
