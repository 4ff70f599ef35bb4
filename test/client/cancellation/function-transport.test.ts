import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFunctionTransport } from '../../../src/client/cancellation/transport.ts';
import { FakePage } from './fake-page.ts';
import { FakeShop } from './fake-shop.ts';

describe('a function of the page in place of the endpoint', () => {
  const cancellation = { id: 'c1', status: 'completed', type: 'cancel-items', lineItems: [] } as const;

  function createPage(cancel: Parameters<typeof createFunctionTransport>[0]): FakePage {
    return new FakePage(new FakeShop(), { transport: createFunctionTransport(cancel) });
  }

  it('receives the request and the key, and its result counts', async () => {
    const calls: unknown[] = [];
    const page = createPage(async (request, { idempotencyKey, signal }) => {
      calls.push(request, idempotencyKey.length > 0, signal.aborted);
      return cancellation;
    });
    page.confirm();
    await page.advance();
    assert.equal(page.state.kind, 'completed');
    assert.deepEqual(calls, [
      { type: 'cancel-items', lineItems: [{ id: 'l1', quantity: 1 }], version: 1 },
      true,
      false,
    ]);
  });

  it('throws an error with a code of the contract: the same as a problem', async () => {
    const page = createPage(() => Promise.reject(Object.assign(new Error('x'), { code: 'already-shipped' })));
    page.confirm();
    await page.advance();
    assert.ok(page.state.kind === 'refused' && page.state.refusalReason === 'shipped');
  });

  it('throws anything else, or returns nothing: unconfirmed, and called once', async () => {
    for (const cancel of [
      () => Promise.reject(new Error('x')),
      () => Promise.resolve(undefined),
      () => {
        throw new Error('x');
      },
    ]) {
      let calls = 0;
      const page = createPage(() => ((calls += 1), cancel()));
      page.confirm();
      await page.advance(120_000);
      assert.ok(page.state.kind === 'unconfirmed' && !page.state.canRetry);
      assert.equal(calls, 1);
    }
  });

  it('never resolves: unconfirmed after 20 s, and its signal is aborted', async () => {
    let isAborted = false;
    const page = createPage(
      (_, { signal }) => new Promise(() => signal.addEventListener('abort', () => (isAborted = true))),
    );
    page.confirm();
    await page.advance(20_100);
    assert.deepEqual([page.state.kind, isAborted], ['unconfirmed', true]);
  });

  it('throws a conflict: the page’s order makes the next question', async () => {
    const page = createPage(() => Promise.reject(Object.assign(new Error('x'), { code: 'version-conflict' })));
    page.confirm();
    await page.advance();
    assert.equal(page.state.kind, 'changed');
  });
});
