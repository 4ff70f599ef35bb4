import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFinal } from '../../../src/server/handler/is-final.ts';
import { createRateLimiter } from '../../../src/server/handler/rate-limiter.ts';
import { parseOrder } from '../../../src/contract/index.ts';
import { createHandler } from '../../../src/server/index.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import { json, refusal, snapshot, withBench } from './bench.ts';
import { terms } from './terms.ts';

describe('an order', () => {
  it('carries epoch and clock in its body, and is kept by no cache', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const response = await bench.guest('GET', '/orders/o1');
      const body = await json(response);
      assert.equal(response.headers.get('etag'), `"${bench.store.epoch}.1"`);
      assert.equal(response.headers.get('cache-control'), 'private, no-store');
      assert.match(response.headers.get('vary') ?? '', /Authorization, Cookie/);
      assert.deepEqual([body['epoch'], body['version'], body['serverTime']], [bench.store.epoch, 1, '2026-11-23T09:00:00.000Z']);
      assert.ok(parseOrder(body).ok);
    });
  });

  it('that was read may be sent back, and is the same', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const read = await json(await bench.shop('GET', '/orders/o1'));
      assert.equal((await bench.shop('PUT', '/orders/o1', read)).status, 200);
      const changed = await bench.shop('PUT', '/orders/o1', { ...read, statusText: 'picking' });
      assert.equal((await json(changed))['version'], 2);
    });
  });

  it('that changed meanwhile is not overwritten, by its version, its epoch or its ETag', async () => {
    await withBench(async (bench) => {
      const etag = (await bench.put()).headers.get('etag') ?? '';
      await bench.put('o1', { statusText: 'picking' });
      const put = (more: object, headers = {}) => bench.shop('PUT', '/orders/o1', { ...snapshot, ...more }, headers);
      const refused = await put({ version: 1, statusText: 'x' });
      assert.equal((await json(refused.clone()))['version'], 2);
      assert.equal(await refusal(refused), '412 version-conflict');
      assert.equal(await refusal(await put({ version: 2, epoch: 'before', statusText: 'x' })), '412 version-conflict');
      assert.equal(await refusal(await put({ statusText: 'x' }, { 'if-match': etag })), '412 version-conflict');
      assert.equal(await refusal(await put({ statusText: 'x' }, { 'if-match': 'junk' })), '412 version-conflict');
      assert.equal((await put({ version: 2, epoch: bench.store.epoch, statusText: 'x' })).status, 200);
    });
  });

  it('is final when nothing is left to come', () => {
    const line = { id: 'a', title: 'A', quantity: { original: 1, total: 1, fulfilled: 1 } };
    const done = { ...snapshot, id: 'o1', version: 1, lineItems: [line], shipments: [{ id: 's', status: 'delivered' }] };
    const final = (more: object): boolean => {
      const parsed = parseOrder({ ...done, ...more });
      return parsed.ok && isFinal(parsed.data);
    };
    assert.ok(final({}));
    assert.ok(!final({ shipments: [{ id: 's', status: 'in_transit' }] }));
    assert.ok(!final({ shipments: [{ id: 's', status: 'delivered', exceptions: [{ kind: 'damaged' }] }] }));
    assert.ok(!final({ actions: [{ type: 'return-items', mode: 'request' }] }));
    assert.ok(!final({ adjustments: [{ id: 'x', kind: 'refund', status: 'pending' }] }));
    assert.ok(!final({ lineItems: [{ ...line, quantity: { original: 1, total: 1, fulfilled: 0 } }] }));
    assert.ok(!final({ lineItems: [] }));
  });
});

describe('an estimate', () => {
  it('may be kept until it could be another one', async () => {
    await withBench(async (bench) => {
      const ask = () => bench.ask('GET', '/estimates?sku=mug&country=DE');
      assert.equal((await ask()).headers.get('cache-control'), 'public, max-age=3600');
      bench.now = Date.UTC(2026, 10, 23, 12, 59, 30);
      assert.equal((await ask()).headers.get('cache-control'), 'public, max-age=30');
    }, { terms });
  });
});

describe('a cancellation', () => {
  const offer = { actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }] };
  const body = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1 };

  it('S10: whose answer was lost is answered again the same, and done once', async () => {
    const keys: string[] = [];
    const cancel = ({ idempotencyKey }: { idempotencyKey: string }) => {
      keys.push(idempotencyKey);
      return Promise.resolve({ status: 'completed' } as const);
    };
    await withBench(async (bench) => {
      const etag = (await bench.put('o1', offer)).headers.get('etag') ?? '';
      const ask = (key: string) =>
        bench.guest('POST', '/orders/o1/cancellations', { body, headers: { 'idempotency-key': key, 'if-match': etag } }, 'cancel');
      const [first, again] = [await ask('k-1'), await ask('"k-1"')];
      assert.equal(first.status, 201);
      assert.equal(await again.text(), await first.text());
      assert.equal(again.headers.get('location'), first.headers.get('location'));
      assert.deepEqual(keys, ['k-1']);
      const found = await bench.guest('GET', first.headers.get('location') ?? '');
      assert.equal((await json(found))['status'], 'completed');
    }, { cancel });
  });

  it('of an order of before a backup was restored is not taken', async () => {
    await withBench(async (bench) => {
      await bench.put('o1', offer);
      const headers = { 'idempotency-key': 'k-1', 'if-match': '"before.1"' };
      assert.equal(await refusal(await bench.guest('POST', '/orders/o1/cancellations', { body, headers }, 'cancel')), '412 version-conflict');
    });
  });
});

describe('who asks too often', () => {
  it('waits, each for themselves', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const [one, other] = [await bench.token('o1'), await bench.token('o1', 'cancel')];
      const ask = (token: string) => bench.ask('GET', '/orders/o1', { headers: { authorization: `Bearer ${token}` }, address: '192.0.2.1' });
      assert.equal((await ask(one)).status, 200);
      assert.equal((await ask(one)).status, 200);
      const refused = await ask(one);
      assert.equal(refused.headers.get('retry-after'), '2');
      assert.equal((await json(refused.clone()))['retryAfterMs'], 2000);
      assert.equal(await refusal(refused), '429 rate-limited');
      assert.equal((await ask(other)).status, 200);
      bench.now += 2000;
      assert.equal((await ask(one)).status, 200);
    }, { limits: { rate: { burst: 2, perSecond: 0.5 } } });
  });

  it('is known by the address while guessing tokens', async () => {
    await withBench(async (bench) => {
      const guess = (address: string, token: string) =>
        bench.ask('GET', '/orders/o1', { headers: { authorization: `Bearer ${token}` }, address });
      assert.equal((await guess('192.0.2.1', 'a')).status, 401);
      assert.equal((await guess('192.0.2.1', 'b')).status, 429);
      assert.equal((await guess('192.0.2.2', 'c')).status, 401);
    }, { limits: { rate: { burst: 1, perSecond: 0.1 } } });
  });

  it('costs no more memory than there are places', () => {
    let now = 0;
    const limiter = createRateLimiter(2, () => now);
    const rate = { burst: 1, perSecond: 1 };
    assert.deepEqual(['a', 'b', 'a', 'b'].map((caller) => limiter.take(caller, rate)), [0, 0, 1000, 1000]);
    assert.equal(limiter.take('c', rate), 0);
    assert.equal(limiter.take('a', rate), 0, 'the one who had not come for longest was forgotten');
    now = -5000;
    assert.equal(limiter.take('a', rate), 1000, 'a clock that was put back earns nothing');
  });
});

describe('pages of other origins', () => {
  const page = 'https://pages.example';

  it('that are listed may ask and read, without credentials', async () => {
    await withBench(async (bench) => {
      await bench.put();
      const asked = await bench.ask('OPTIONS', '/orders/o1/cancellations', { headers: { origin: page, 'access-control-request-method': 'POST' } });
      assert.equal(asked.status, 204);
      assert.equal(asked.headers.get('access-control-allow-origin'), page);
      assert.equal(asked.headers.get('access-control-allow-methods'), 'POST');
      assert.match(asked.headers.get('access-control-allow-headers') ?? '', /authorization.*idempotency-key/);
      const read = await bench.guest('GET', '/orders/o1', { headers: { origin: page } });
      assert.equal(read.headers.get('access-control-allow-origin'), page);
      assert.equal(read.headers.get('access-control-allow-credentials'), null);
      assert.match(read.headers.get('access-control-expose-headers') ?? '', /etag/);
      const failed = await bench.ask('GET', '/orders/o1', { headers: { origin: page } });
      assert.equal(failed.headers.get('access-control-allow-origin'), page, 'problems can be read too');
    }, { origins: { pages: [page] } });
  });

  it('that are not listed may not read', async () => {
    await withBench(async (bench) => {
      for (const method of ['OPTIONS', 'GET']) {
        const response = await bench.ask(method, '/orders/o1', { headers: { origin: `${page}.evil.example` } });
        assert.equal(response.headers.get('access-control-allow-origin'), null);
        assert.match(response.headers.get('vary') ?? '', /Origin/);
      }
    }, { origins: { pages: [page] } });
  });

  it('send their session only where the shop says so', async () => {
    const authorize = () => true;
    for (const withCredentials of [true, false]) {
      await withBench(async (bench) => {
        await bench.put();
        const headers = { origin: page, 'idempotency-key': 'k1' };
        const body = { type: 'cancel-order', lineItems: [], version: 1 };
        const response = await bench.ask('POST', '/orders/o1/cancellations', { headers, body });
        const { code } = await json(response);
        assert.equal(response.headers.get('access-control-allow-credentials'), withCredentials ? 'true' : null);
        assert.equal(code, 'action-not-allowed');
        assert.equal(response.headers.has('access-control-allow-origin'), true);
      }, { authorize, origins: { pages: [page], withCredentials } });
    }
  });
});

describe('what a shop says of itself', () => {
  it('is refused at the start where it cannot work', async () => {
    const store = await openSqliteStore(':memory:');
    const read = () => [];
    for (const sources of [{ carrier: { secrets: ['whsec_short'], read } }, { carrier: { secrets: [], read } }, { 'a/b': { verify: () => true, read } }]) {
      assert.throws(() => createHandler({ store, sources }), TypeError);
    }
    await store.close();
  });

  it('may fail to be told what failed: the answer comes all the same', async () => {
    const store = await openSqliteStore(':memory:');
    await store.close();
    const onError = () => {
      throw new Error('the report fails too');
    };
    const handler = createHandler({ store, authorize: () => true, onError });
    assert.equal(await refusal(await handler(new Request('https://shop.example/orders/o1'))), '500 internal');
  });
});

describe('a base path', () => {
  it('comes before the routes', async () => {
    await withBench(async (bench) => {
      assert.equal((await bench.shop('PUT', '/api/waybill/orders/o1', snapshot)).status, 201);
      assert.equal((await bench.shop('GET', '/orders/o1')).status, 404);
      assert.equal((await bench.shop('GET', '/api/waybillorders/o1')).status, 404);
      const head = await bench.shop('HEAD', '/api/waybill/orders/o1');
      assert.deepEqual([head.status, await head.text()], [200, '']);
      assert.ok(head.headers.has('etag'));
    }, { basePath: '/api/waybill/' });
  });

  it('bodies that are no JSON, or of broken text, are refused in words', async () => {
    await withBench(async (bench) => {
      assert.equal(await refusal(await bench.shop('PUT', '/orders/o1', '{"id":')), '400 validation');
      assert.equal(await refusal(await bench.shop('PUT', '/orders/o1', new Uint8Array([0x22, 0xff, 0x22]))), '400 validation');
      const origins = await bench.shop('PUT', '/orders/o1', '[]');
      assert.match(String((await json(origins))['detail']), /expected an object/);
    });
  });
});
