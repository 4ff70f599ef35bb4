import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHandler } from '../../../src/server/index.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite/open-sqlite-store.ts';
import { formatProblem, snapshot, withHandler } from './handler-harness.ts';

describe('createHandler', () => {
  it('throws for invalid webhook sources', async () => {
    const store = await openSqliteStore(':memory:');
    const parse = () => [];
    for (const sources of [
      { carrier: { secrets: ['whsec_short'], parse } },
      { carrier: { secrets: [], parse } },
      { 'a/b': { verify: () => true, parse } },
    ]) {
      assert.throws(() => createHandler({ store, webhookSources: sources }), TypeError);
    }
    await store.close();
  });

  it('responds even if `onError` throws', async () => {
    const store = await openSqliteStore(':memory:');
    await store.close();
    const onError = () => {
      throw new Error('onError fails');
    };
    const handler = createHandler({ store, authorize: () => true, onError });
    assert.equal(await formatProblem(await handler(new Request('https://shop.example/orders/o1'))), '500 internal');
  });
});

describe('basePath', () => {
  it('is the prefix of all routes', async () => {
    await withHandler(
      async (harness) => {
        assert.equal((await harness.requestAsShop('PUT', '/api/waybill/orders/o1', snapshot)).status, 201);
        assert.equal((await harness.requestAsShop('GET', '/orders/o1')).status, 404);
        assert.equal((await harness.requestAsShop('GET', '/api/waybillorders/o1')).status, 404);
        const head = await harness.requestAsShop('HEAD', '/api/waybill/orders/o1');
        assert.deepEqual([head.status, await head.text()], [200, '']);
        assert.ok(head.headers.has('etag'));
      },
      { basePath: '/api/waybill/' },
    );
  });
});
