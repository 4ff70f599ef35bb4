import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCancelIntent, prepareRequest } from '../../../src/client/cancellation/intent.ts';
import { createAuth } from '../../../src/client/http/auth.ts';
import { confirmAtShop, isStored } from './confirmed-page.ts';
import { FakePage, parseOrderOrThrow } from './fake-page.ts';
import { FakeShop } from './fake-shop.ts';

describe('the request of a cancellation', () => {
  it('has one key, the version in body and If-Match, no referrer, and keepalive', async () => {
    const server = new FakeShop();
    const page = new FakePage(server);
    page.dispatch({
      type: 'order-received',
      order: parseOrderOrThrow({ ...server.order, epoch: 'k3' }),
    });
    page.confirm();
    await page.advance();
    const [post] = server.posts;
    const { method, keepalive, cache, referrerPolicy, redirect, credentials } = post?.init ?? {};
    assert.deepEqual(
      { method, keepalive, cache, referrerPolicy, redirect, credentials },
      {
        method: 'POST',
        keepalive: true,
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        redirect: 'follow',
        credentials: 'same-origin',
      },
    );
    assert.equal(post?.body, '{"type":"cancel-items","lineItems":[{"id":"l1","quantity":1}],"version":1}');
    assert.equal(post?.ifMatch, '"k3.1"');
    const headers = new Headers(post?.init.headers);
    assert.deepEqual([headers.get('content-type'), headers.get('accept')], ['application/json', 'application/json']);
  });

  it('has no If-Match if the order has no epoch', async () => {
    const page = await confirmAtShop();
    assert.equal(page.server.posts[0]?.ifMatch, null);
  });

  it('a token goes to the endpoint as Bearer, without redirects, and is renewed once with the same key [X07]', async () => {
    const server = new FakeShop();
    server.validToken = 'new';
    const tokens = ['old', 'new'];
    const page = new FakePage(server, { auth: createAuth(() => tokens.shift()) });
    page.confirm();
    await page.advance();
    assert.equal(page.state.kind, 'completed');
    assert.deepEqual(
      server.posts.map(({ authorization }) => authorization),
      ['Bearer old', 'Bearer new'],
    );
    assert.deepEqual([page.keys, server.posts[0]?.init.redirect], [1, 'error']);
    assert.ok(!JSON.stringify([page.history, [...page.storage.items]]).includes('Bearer'));
  });

  it('a token that stays refused or cannot be read: sign in again', async () => {
    for (const source of [() => 'old', () => Promise.reject(new Error('no'))]) {
      const server = new FakeShop();
      server.validToken = 'new';
      const page = new FakePage(server, { auth: createAuth(source) });
      page.confirm();
      await page.advance();
      assert.ok(page.state.kind === 'refused' && page.state.refusalReason === 'denied');
      assert.equal(page.server.takenCount, 0);
    }
  });

  it('403 action-not-allowed renews no token', async () => {
    const tokens = ['a', 'b'];
    const server = new FakeShop();
    server.postFaults = [{ status: 403, code: 'action-not-allowed' }];
    const page = new FakePage(server, { auth: createAuth(() => tokens.shift()) });
    page.confirm();
    await page.advance();
    assert.ok(page.state.kind === 'refused' && page.state.refusalReason === 'notAllowed');
    // The read shows what is allowed.
    assert.deepEqual([server.posts.length, server.reads.length], [1, 1]);
  });

  it('page libraries that patch toJSON change nothing [P07]', () => {
    const intent = createCancelIntent(
      parseOrderOrThrow(new FakeShop().order),
      { type: 'cancel-items', lineItems: [{ id: 'l1', quantity: 1 }] },
      'k',
    );
    const prototypes = [Array.prototype, String.prototype, Object.prototype] as { toJSON?: () => unknown }[];
    try {
      for (const prototype of prototypes) {
        Object.defineProperty(prototype, 'toJSON', {
          value: () => 'mangled',
          configurable: true,
          enumerable: true,
          writable: true,
        });
      }
      assert.equal(
        prepareRequest(intent)?.body,
        '{"type":"cancel-items","lineItems":[{"id":"l1","quantity":1}],"version":1}',
      );
    } finally {
      for (const prototype of prototypes) delete prototype.toJSON;
    }
  });

  it('a patched JSON.stringify that changes the request prevents it [P07]', (context) => {
    const intent = createCancelIntent(
      parseOrderOrThrow(new FakeShop().order),
      { type: 'cancel-items', lineItems: [{ id: 'l1', quantity: 1 }] },
      'k',
    );
    const stringify = JSON.stringify;
    context.mock.method(JSON, 'stringify', (value: unknown) => (value === 'l1' ? '"l2' : stringify(value)));
    assert.equal(prepareRequest(intent), undefined);
  });

  it('an invalid request is refused before it is sent [D20]', async () => {
    const order = parseOrderOrThrow(new FakeShop().order);
    for (const quantity of [0, -1, 1.5]) {
      const page = new FakePage(new FakeShop());
      const actions = order.actions.map((action) => ({ ...action, lineItems: [{ id: 'l1', maxQuantity: quantity }] }));
      page.dispatch({ type: 'order-received', order: { ...order, actions } });
      page.confirm();
      await page.advance();
      assert.ok(page.state.kind === 'refused' && page.state.code === 'validation');
      assert.deepEqual([page.server.posts.length, isStored(page)], [0, false]);
    }
  });
});
