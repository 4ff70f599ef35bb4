import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { json, origin, refusal, shopKey, snapshot, withBench } from '../handler/bench.ts';

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe('a guest', () => {
  it('sees the order of the link and no other, and cannot tell whether there is one', async () => {
    await withBench(async (bench) => {
      await bench.put('o1');
      await bench.put('o2');
      const headers = bearer(await bench.token('o1'));
      assert.equal((await bench.ask('GET', '/orders/o1', { headers })).status, 200);
      const foreign = await bench.ask('GET', '/orders/o2', { headers });
      const unknown = await bench.ask('GET', '/orders/o3', { headers });
      assert.equal(await foreign.text(), await unknown.text());
      assert.deepEqual([...foreign.headers], [...unknown.headers]);
      assert.equal(foreign.status, 404);
    });
  });

  it('is told what is wrong with the token by its code', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const expired = await bench.token('o1', 'read', new Date(bench.now - 1000).toISOString());
      const none = await bench.ask('GET', '/orders/o1');
      assert.equal(none.headers.get('www-authenticate'), 'Bearer');
      assert.equal(await refusal(none), '401 token-invalid');
      assert.equal(await refusal(await bench.ask('GET', '/orders/o1', { headers: bearer(expired) })), '401 token-expired');
      assert.equal(await refusal(await bench.ask('GET', '/orders/o1', { headers: bearer('wb1.g1.x.y') })), '401 token-invalid');
      assert.equal(await refusal(await bench.ask('GET', '/orders/o1', { headers: bearer('a b') })), '401 token-invalid');
    });
  });

  it('with a link for reading cancels nothing', async () => {
    await withBench(async (bench) => {
      await bench.put('o1', { actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }] });
      const body = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1 };
      const headers = { 'idempotency-key': 'k1' };
      assert.equal(await refusal(await bench.guest('POST', '/orders/o1/cancellations', { body, headers })), '403 action-not-allowed');
      assert.equal((await bench.guest('POST', '/orders/o1/cancellations', { body, headers }, 'cancel')).status, 201);
    });
  });

  it('is never known by a token in the address', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const token = await bench.token('o1');
      for (const name of ['token', 'access_token']) {
        assert.equal((await bench.ask('GET', `/orders/o1?${name}=${token}`)).status, 401);
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

  it('is what the shop says: its own order, not found, or to be signed in', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const as = (cookie: string, id = 'o1') => bench.ask('GET', `/orders/${id}`, { headers: { cookie } });
      assert.equal((await as('user=ada')).status, 200);
      assert.equal(await refusal(await as('user=bob')), '404 order-not-found');
      assert.equal(await refusal(await as('user=ada', 'o2')), '404 order-not-found');
      assert.equal(await refusal(await as('')), '401 token-invalid');
      assert.ok(asked.includes('o2 read'));
    }, options);
  });

  it('X10: writes from its own pages alone, and not by a form', async () => {
    await withBench(async (bench) => {
      await bench.put('o1', { actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }] });
      const post = (headers: Record<string, string>, body: unknown) =>
        bench.ask('POST', '/orders/o1/cancellations', { body, headers: { cookie: 'user=ada', 'idempotency-key': 'k1', ...headers } });
      const body = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1 };
      assert.equal(await refusal(await post({ origin: 'https://evil.example' }, body)), '403 action-not-allowed');
      assert.equal(await refusal(await post({ origin: 'null' }, body)), '403 action-not-allowed');
      assert.equal(await refusal(await post({}, body)), '403 action-not-allowed');
      const form = { 'content-type': 'text/plain' };
      assert.equal(await refusal(await post({ origin, ...form }, JSON.stringify(body))), '415 unsupported-type');
      const withoutKey = await bench.ask('POST', '/orders/o1/cancellations', { body, headers: { cookie: 'user=ada', origin } });
      assert.equal(await refusal(withoutKey), '400 validation');
      assert.equal((await json(await bench.shop('GET', '/orders/o1')))['version'], 1);
      assert.equal((await post({ origin }, body)).status, 201);
    }, options);
  });

  it('whose shop fails is answered with 502, and nothing of why', async () => {
    await withBench(async (bench) => {
      const response = await bench.ask('GET', '/orders/o1');
      const text = await response.clone().text();
      assert.equal(await refusal(response), '502 upstream-unavailable');
      assert.doesNotMatch(text, /secret/);
      assert.match(String(bench.errors.splice(0)[0]), /secret database/);
    }, { authorize: () => Promise.reject(new Error('secret database')) });
  });
});

describe('a shop key', () => {
  it('opens what is the shop’s, and nothing else does', async () => {
    await withBench(async (bench) => {
      assert.equal((await bench.shop('PUT', '/orders/o1', snapshot)).status, 201);
      const wrong = [undefined, `${shopKey}x`, shopKey.slice(0, -1), await bench.token('o1', 'cancel')];
      for (const key of wrong) {
        const headers = key === undefined ? {} : bearer(key);
        assert.equal(await refusal(await bench.ask('PUT', '/orders/o1', { body: snapshot, headers })), '401 token-invalid');
        assert.equal(await refusal(await bench.ask('GET', '/incidents', { headers })), '401 token-invalid');
      }
    });
  });

  it('never comes from a page, unless it is one of the staff', async () => {
    const staff = 'https://staff.shop.example';
    await withBench(async (bench) => {
      const from = (headers: Record<string, string>) => bench.shop('GET', '/incidents', undefined, headers);
      assert.equal(await refusal(await from({ origin })), '403 action-not-allowed');
      assert.equal(await refusal(await from({ 'sec-fetch-site': 'same-origin' })), '403 action-not-allowed');
      assert.equal((await from({ origin: staff })).status, 200);
      assert.equal((await from({})).status, 200);
    }, { origins: { staff: [staff] } });
    await withBench(async (bench) => {
      const from = (headers: Record<string, string>) => bench.shop('GET', '/incidents', undefined, headers);
      assert.equal((await from({ 'sec-fetch-site': 'same-origin' })).status, 200);
      assert.equal((await from({ 'sec-fetch-site': 'cross-site' })).status, 403);
    }, { origins: { staff: [origin] } });
  });

  it('may be replaced: two are good at once', async () => {
    const keys = { shop: ['new-key-new-key-new-key-1', shopKey] };
    await withBench(async (bench) => {
      assert.equal((await bench.shop('GET', '/incidents')).status, 200);
      assert.equal((await bench.ask('GET', '/incidents', { headers: bearer(keys.shop[0] ?? '') })).status, 200);
    }, { keys });
  });

  it('that is short, or an origin that is none, does not start', async () => {
    await assert.rejects(withBench(async () => {}, { keys: { shop: ['short'] } }), /24 characters/);
    await assert.rejects(withBench(async () => {}, { origins: { pages: ['https://shop.example/'] } }), /not an origin/);
  });
});
