import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../../src/contract/index.ts';
import { readJson, formatProblem, snapshot, withHandler } from './handler-harness.ts';

describe('the order routes', () => {
  it('send epoch and server time in the body, and allow no cache', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const response = await harness.requestAsGuest('GET', '/orders/o1');
      const body = await readJson(response);
      assert.equal(response.headers.get('etag'), `"${harness.store.epoch}.1"`);
      assert.equal(response.headers.get('cache-control'), 'private, no-store');
      assert.match(response.headers.get('vary') ?? '', /Authorization, Cookie/);
      assert.deepEqual(
        [body['epoch'], body['version'], body['serverTime']],
        [harness.store.epoch, 1, '2026-11-23T09:00:00.000Z'],
      );
      assert.ok(parseOrder(body).ok);
    });
  });

  const printableIds = [
    'gid://shopify/Order/1',
    '#1001',
    '2026/17',
    'A.B',
    'ä',
    '订单 7',
    '😀'.repeat(128),
    '../o1',
    'o1?x=1&y',
    '100%',
    '%2F',
    '...',
  ];
  for (const id of printableIds) {
    it(`B5: take any printable id: ${id.slice(0, 24)}`, async () => {
      await withHandler(async (harness) => {
        const path = `/orders/${encodeURIComponent(id)}`;
        const actions = [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }];
        assert.equal((await harness.requestAsShop('PUT', path, { ...snapshot, id, actions })).status, 201);
        const stored = await readJson(await harness.requestAsShop('GET', path));
        assert.equal(stored['id'], id);
        const scan = { id: 'e1', kind: 'note', at: '2026-11-23T08:00:00Z' };
        assert.equal((await harness.requestAsShop('POST', `${path}/events`, scan)).status, 201);
        const { token } = await readJson(await harness.requestAsShop('POST', `${path}/tokens`, { scope: 'cancel' }));
        const headers = { authorization: `Bearer ${String(token)}`, accept: 'application/json' };
        assert.equal((await harness.request('GET', `${path}/events`, { headers })).status, 200);
        const body = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 2 };
        const canceled = await harness.request('POST', `${path}/cancellations`, {
          headers: { ...headers, 'idempotency-key': 'k1' },
          body,
        });
        assert.equal(canceled.status, 201, await canceled.clone().text());
        const location = canceled.headers.get('location') ?? '';
        assert.ok(location.startsWith(`${path}/cancellations/`));
        assert.equal((await harness.request('GET', location, { headers })).status, 200);
      });
    });
  }

  it('B5: refuse other ids by name', async () => {
    await withHandler(async (harness) => {
      const refused: [segment: string, reason: RegExp][] = [
        ['a%0Ab', /^orderId: expected 1 to 128 printable characters/],
        ['%E2%80%AEx', /^orderId: expected 1 to 128 printable characters/],
        ['x'.repeat(129), /^orderId: expected 1 to 128 printable characters/],
        ['%E0%A4', /^orderId: expected percent-encoded UTF-8/],
        ['%', /^orderId: expected percent-encoded UTF-8/],
      ];
      for (const [segment, reason] of refused) {
        for (const [method, path] of [
          ['PUT', `/orders/${segment}`],
          ['GET', `/orders/${segment}/events`],
          ['POST', `/orders/${segment}/tokens`],
        ] as const) {
          const response = await harness.requestAsShop(method, path, method === 'GET' ? undefined : snapshot);
          assert.equal(response.status, 400, path);
          assert.equal(response.headers.get('content-type'), 'application/problem+json');
          assert.match(String((await readJson(response))['detail']), reason);
        }
      }
    });
  });

  it('accept an order from GET unchanged', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder();
      const sent = await readJson(await harness.requestAsShop('GET', '/orders/o1'));
      assert.equal((await harness.requestAsShop('PUT', '/orders/o1', sent)).status, 200);
      const changed = await harness.requestAsShop('PUT', '/orders/o1', { ...sent, statusText: 'picking' });
      assert.equal((await readJson(changed))['version'], 2);
    });
  });

  it('record words of other systems and unknown words, and report them to `onWarning`', async () => {
    const warnings: string[] = [];
    const onWarning = (warning: string, orderId: string): void => void warnings.push(`${orderId}: ${warning}`);
    await withHandler(
      async (harness) => {
        const shipments = [{ id: 's1', status: 'Preparing', method: 'drone' }];
        assert.equal((await harness.putOrder('o1', { shipments })).status, 201);
        assert.deepEqual(warnings, [
          'o1: unknown-code: shipments.0.method: "drone" is not listed',
          'o1: synonym: shipments.0.status: "Preparing" is read as preparing',
        ]);
        warnings.length = 0;
        const scan = { id: 'e1', kind: 'shipped', at: '2026-11-23T08:00:00Z', shipmentId: 's1' };
        const response = await harness.requestAsShop('POST', '/orders/o1/events', scan);
        assert.equal(response.status, 201);
        const { shipments: stored } = (await readJson(response)) as { shipments: { status: string }[] };
        assert.equal(stored[0]?.status, 'accepted');
        const old = { ...scan, id: 'e0', kind: 'delivered', at: '2025-11-23T08:00:00Z' };
        assert.equal((await harness.requestAsShop('POST', '/orders/o1/events', old)).status, 201);
        assert.deepEqual(warnings, [
          'o1: synonym: kind: "shipped" is read as accepted',
          'o1: event-before-order: event e0 has no effect: it is from more than a day before the order',
        ]);
      },
      { onWarning },
    );
  });

  it('refuse to replace another version, by `version`, `epoch` or If-Match', async () => {
    await withHandler(async (harness) => {
      const etag = (await harness.putOrder()).headers.get('etag') ?? '';
      await harness.putOrder('o1', { statusText: 'picking' });
      const put = (more: object, headers = {}) =>
        harness.requestAsShop('PUT', '/orders/o1', { ...snapshot, ...more }, headers);
      const refused = await put({ version: 1, statusText: 'x' });
      assert.equal((await readJson(refused.clone()))['version'], 2);
      assert.equal(await formatProblem(refused), '412 version-conflict');
      assert.equal(
        await formatProblem(await put({ version: 2, epoch: 'before', statusText: 'x' })),
        '412 version-conflict',
      );
      assert.equal(await formatProblem(await put({ statusText: 'x' }, { 'if-match': etag })), '412 version-conflict');
      assert.equal(await formatProblem(await put({ statusText: 'x' }, { 'if-match': 'junk' })), '412 version-conflict');
      assert.equal((await put({ version: 2, epoch: harness.store.epoch, statusText: 'x' })).status, 200);
    });
  });

  it('refuse bodies that are not JSON or not UTF-8, with a detail', async () => {
    await withHandler(async (harness) => {
      assert.equal(await formatProblem(await harness.requestAsShop('PUT', '/orders/o1', '{"id":')), '400 validation');
      assert.equal(
        await formatProblem(await harness.requestAsShop('PUT', '/orders/o1', new Uint8Array([0x22, 0xff, 0x22]))),
        '400 validation',
      );
      const response = await harness.requestAsShop('PUT', '/orders/o1', '[]');
      assert.match(String((await readJson(response))['detail']), /expected an object/);
    });
  });
});
