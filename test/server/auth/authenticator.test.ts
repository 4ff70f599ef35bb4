import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJson, origin, formatProblem, shopKey, snapshot, withHandler } from '../http/handler-harness.ts';

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe('a guest', () => {
  it('sees only the order of the token, and cannot tell whether others exist', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder('o1');
      await harness.putOrder('o2');
      const headers = bearer(await harness.createToken('o1'));
      assert.equal((await harness.request('GET', '/orders/o1', { headers })).status, 200);
      const foreign = await harness.request('GET', '/orders/o2', { headers });
      const unknown = await harness.request('GET', '/orders/o3', { headers });
      assert.equal(await foreign.text(), await unknown.text());
      assert.deepEqual([...foreign.headers], [...unknown.headers]);
      assert.equal(foreign.status, 404);
    });
  });

  it('gets a code for each token error', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const expired = await harness.createToken('o1', 'read', new Date(harness.now - 1000).toISOString());
      const none = await harness.request('GET', '/orders/o1');
      assert.equal(none.headers.get('www-authenticate'), 'Bearer');
      assert.equal(await formatProblem(none), '401 token-invalid');
      assert.equal(
        await formatProblem(await harness.request('GET', '/orders/o1', { headers: bearer(expired) })),
        '401 token-expired',
      );
      assert.equal(
        await formatProblem(await harness.request('GET', '/orders/o1', { headers: bearer('wb1.g1.x.y') })),
        '401 token-invalid',
      );
      assert.equal(
        await formatProblem(await harness.request('GET', '/orders/o1', { headers: bearer('a b') })),
        '401 token-invalid',
      );
    });
  });

  it('cannot cancel with the scope read', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder('o1', {
        actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }],
      });
      const body = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1 };
      const headers = { 'idempotency-key': 'k1' };
      assert.equal(
        await formatProblem(await harness.requestAsGuest('POST', '/orders/o1/cancellations', { body, headers })),
        '403 action-not-allowed',
      );
      assert.equal(
        (await harness.requestAsGuest('POST', '/orders/o1/cancellations', { body, headers }, 'cancel')).status,
        201,
      );
    });
  });

  it('is not authenticated by a token in the URL', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const token = await harness.createToken('o1');
      for (const name of ['token', 'access_token']) {
        assert.equal((await harness.request('GET', `/orders/o1?${name}=${token}`)).status, 401);
      }
    });
  });
});

describe('a session', () => {
  const asked: string[] = [];
  const options = {
    authorize: (request: Request, orderId: string, scope: string) => {
      asked.push(`${orderId} ${scope}`);
      const user = /user=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
      return user === undefined ? ('signed-out' as const) : user === 'ada' && orderId === 'o1' && { caller: user };
    },
  };

  it('follows `authorize`: allowed, not found or signed out', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const as = (cookie: string, id = 'o1') => harness.request('GET', `/orders/${id}`, { headers: { cookie } });
      assert.equal((await as('user=ada')).status, 200);
      assert.equal(await formatProblem(await as('user=bob')), '404 order-not-found');
      assert.equal(await formatProblem(await as('user=ada', 'o2')), '404 order-not-found');
      assert.equal(await formatProblem(await as('')), '401 token-invalid');
      assert.ok(asked.includes('o2 read'));
    }, options);
  });

  it('only writes from own pages, and never by a form [X10]', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder('o1', {
        actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }],
      });
      const post = (headers: Record<string, string>, body: unknown) =>
        harness.request('POST', '/orders/o1/cancellations', {
          body,
          headers: { cookie: 'user=ada', 'idempotency-key': 'k1', ...headers },
        });
      const body = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1 };
      assert.equal(await formatProblem(await post({ origin: 'https://evil.example' }, body)), '403 action-not-allowed');
      assert.equal(await formatProblem(await post({ origin: 'null' }, body)), '403 action-not-allowed');
      assert.equal(await formatProblem(await post({}, body)), '403 action-not-allowed');
      const form = { 'content-type': 'text/plain' };
      assert.equal(await formatProblem(await post({ origin, ...form }, JSON.stringify(body))), '415 unsupported-type');
      const withoutKey = await harness.request('POST', '/orders/o1/cancellations', {
        body,
        headers: { cookie: 'user=ada', origin },
      });
      assert.equal(await formatProblem(withoutKey), '400 validation');
      assert.equal((await readJson(await harness.requestAsShop('GET', '/orders/o1')))['version'], 1);
      assert.equal((await post({ origin }, body)).status, 201);
    }, options);
  });

  it('responds with 502 without details if `authorize` fails', async () => {
    await withHandler(
      async (harness) => {
        const response = await harness.request('GET', '/orders/o1');
        const text = await response.clone().text();
        assert.equal(await formatProblem(response), '502 upstream-unavailable');
        assert.doesNotMatch(text, /secret/);
        assert.match(String(harness.errors.splice(0)[0]), /secret database/);
      },
      { authorize: () => Promise.reject(new Error('secret database')) },
    );
  });
});

describe('a shop key', () => {
  it('is required for the routes of the shop', async () => {
    await withHandler(async (harness) => {
      assert.equal((await harness.requestAsShop('PUT', '/orders/o1', snapshot)).status, 201);
      const wrong = [undefined, `${shopKey}x`, shopKey.slice(0, -1), await harness.createToken('o1', 'cancel')];
      for (const key of wrong) {
        const headers = key === undefined ? {} : bearer(key);
        assert.equal(
          await formatProblem(await harness.request('PUT', '/orders/o1', { body: snapshot, headers })),
          '401 token-invalid',
        );
        assert.equal(await formatProblem(await harness.request('GET', '/incidents', { headers })), '401 token-invalid');
      }
    });
  });

  it('is refused from pages, except staff origins', async () => {
    const staff = 'https://staff.shop.example';
    await withHandler(
      async (harness) => {
        const from = (headers: Record<string, string>) =>
          harness.requestAsShop('GET', '/incidents', undefined, headers);
        assert.equal(await formatProblem(await from({ origin })), '403 action-not-allowed');
        assert.equal(await formatProblem(await from({ 'sec-fetch-site': 'same-origin' })), '403 action-not-allowed');
        assert.equal((await from({ origin: staff })).status, 200);
        assert.equal((await from({})).status, 200);
      },
      { origins: { staff: [staff] } },
    );
    await withHandler(
      async (harness) => {
        const from = (headers: Record<string, string>) =>
          harness.requestAsShop('GET', '/incidents', undefined, headers);
        assert.equal((await from({ 'sec-fetch-site': 'same-origin' })).status, 200);
        assert.equal((await from({ 'sec-fetch-site': 'cross-site' })).status, 403);
      },
      { origins: { staff: [origin] } },
    );
  });

  it('can be replaced: two keys are valid at once', async () => {
    const keys = { shop: ['new-key-new-key-new-key-1', shopKey] };
    await withHandler(
      async (harness) => {
        assert.equal((await harness.requestAsShop('GET', '/incidents')).status, 200);
        assert.equal((await harness.request('GET', '/incidents', { headers: bearer(keys.shop[0] ?? '') })).status, 200);
      },
      { keys },
    );
  });

  it('throws if too short, like an invalid origin', async () => {
    await assert.rejects(
      withHandler(async () => {}, { keys: { shop: ['short'] } }),
      /24 characters/,
    );
    await assert.rejects(
      withHandler(async () => {}, { origins: { pages: ['https://shop.example/'] } }),
      /not an origin/,
    );
  });
});
