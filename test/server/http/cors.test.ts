import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJson, withHandler } from './handler-harness.ts';

describe('CORS', () => {
  const page = 'https://pages.example';

  it('lets pages of listed origins send requests and read responses, without credentials', async () => {
    await withHandler(
      async (harness) => {
        await harness.putOrder();
        const preflight = await harness.request('OPTIONS', '/orders/o1/cancellations', {
          headers: { origin: page, 'access-control-request-method': 'POST' },
        });
        assert.equal(preflight.status, 204);
        assert.equal(preflight.headers.get('access-control-allow-origin'), page);
        assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
        assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization.*idempotency-key/);
        const response = await harness.requestAsGuest('GET', '/orders/o1', { headers: { origin: page } });
        assert.equal(response.headers.get('access-control-allow-origin'), page);
        assert.equal(response.headers.get('access-control-allow-credentials'), null);
        assert.match(response.headers.get('access-control-expose-headers') ?? '', /etag/);
        const failed = await harness.request('GET', '/orders/o1', { headers: { origin: page } });
        assert.equal(failed.headers.get('access-control-allow-origin'), page, 'pages can read problems too');
      },
      { origins: { pages: [page] } },
    );
  });

  it('lets no other pages read responses', async () => {
    await withHandler(
      async (harness) => {
        for (const method of ['OPTIONS', 'GET']) {
          const response = await harness.request(method, '/orders/o1', { headers: { origin: `${page}.evil.example` } });
          assert.equal(response.headers.get('access-control-allow-origin'), null);
          assert.match(response.headers.get('vary') ?? '', /Origin/);
        }
      },
      { origins: { pages: [page] } },
    );
  });

  it('allows credentials only with `withCredentials`', async () => {
    const authorize = () => true;
    for (const withCredentials of [true, false]) {
      await withHandler(
        async (harness) => {
          await harness.putOrder();
          const headers = { origin: page, 'idempotency-key': 'k1' };
          const body = { type: 'cancel-order', lineItems: [], version: 1 };
          const response = await harness.request('POST', '/orders/o1/cancellations', { headers, body });
          const { code } = await readJson(response);
          assert.equal(response.headers.get('access-control-allow-credentials'), withCredentials ? 'true' : null);
          assert.equal(code, 'action-not-allowed');
          assert.equal(response.headers.has('access-control-allow-origin'), true);
        },
        { authorize, origins: { pages: [page], withCredentials } },
      );
    }
  });
});
