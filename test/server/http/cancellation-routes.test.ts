import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJson, formatProblem, withHandler } from './handler-harness.ts';

describe('the cancellation routes', () => {
  const offer = { actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }] };
  const body = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1 };

  it('repeat the response to a repeated request, and cancel once [S10]', async () => {
    const keys: string[] = [];
    const cancel = ({ idempotencyKey }: { idempotencyKey: string }) => {
      keys.push(idempotencyKey);
      return Promise.resolve({ status: 'completed' } as const);
    };
    await withHandler(
      async (harness) => {
        const etag = (await harness.putOrder('o1', offer)).headers.get('etag') ?? '';
        const send = (key: string) =>
          harness.requestAsGuest(
            'POST',
            '/orders/o1/cancellations',
            { body, headers: { 'idempotency-key': key, 'if-match': etag } },
            'cancel',
          );
        const [first, repeated] = [await send('k-1'), await send('"k-1"')];
        assert.equal(first.status, 201);
        assert.equal(await repeated.text(), await first.text());
        assert.equal(repeated.headers.get('location'), first.headers.get('location'));
        assert.deepEqual(keys, ['k-1']);
        const found = await harness.requestAsGuest('GET', first.headers.get('location') ?? '');
        assert.equal((await readJson(found))['status'], 'completed');
      },
      { decideCancellation: cancel },
    );
  });

  it('refuse an If-Match of another epoch', async () => {
    await withHandler(async (harness) => {
      await harness.putOrder('o1', offer);
      const headers = { 'idempotency-key': 'k-1', 'if-match': '"before.1"' };
      assert.equal(
        await formatProblem(
          await harness.requestAsGuest('POST', '/orders/o1/cancellations', { body, headers }, 'cancel'),
        ),
        '412 version-conflict',
      );
    });
  });
});
