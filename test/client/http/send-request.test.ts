import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createAuth } from '../../../src/client/http/auth.ts';
import { createRequestInit, sendRequest, sendWithAuth } from '../../../src/client/http/send-request.ts';
import { createServerClock } from '../../../src/client/http/server-clock.ts';

const url = new URL('https://shop.example/orders/o1');
const init = createRequestInit(undefined, {}, new AbortController().signal);

function send(respond: () => Promise<Response>, clock = createServerClock(() => 0)) {
  return sendRequest(url, init, { now: () => 0, fetch: respond, clock });
}

describe('createRequestInit', () => {
  it('forbids redirects only with a token [N15]', () => {
    const { signal } = new AbortController();
    assert.equal(createRequestInit(undefined, {}, signal).redirect, 'follow');
    const { redirect, headers } = createRequestInit('secret', { accept: 'text/plain' }, signal);
    assert.deepEqual([redirect, headers], ['error', { accept: 'text/plain', authorization: 'Bearer secret' }]);
  });
});

describe('sendRequest', () => {
  it('returns status and JSON body, and updates the server’s clock', async () => {
    const clock = createServerClock(() => 0);
    const date = 'Mon, 23 Nov 2026 12:00:00 GMT';
    const response = await send(() => Promise.resolve(Response.json({ a: 1 }, { headers: { date } })), clock);
    assert.deepEqual([response.status, response.isOk, response.body], [200, true, { a: 1 }]);
    assert.equal(clock.now(), Date.parse(date));
  });

  it('returns the wait of the header, otherwise of the body [S04]', async () => {
    for (const [headers, retryAfterMs] of [
      [{ 'retry-after': '30' }, 30_000],
      [{}, 20_000],
    ] as const) {
      const response = await send(() =>
        Promise.resolve(Response.json({ retryAfterMs: 20_000 }, { status: 429, headers })),
      );
      assert.deepEqual([response.status, response.isOk, response.retryAfterMs], [429, false, retryAfterMs]);
    }
  });

  it('returns status 0 without a response, and for a body over the limit', async () => {
    assert.deepEqual(await send(() => Promise.reject(new TypeError(url.href))), { status: 0, isOk: false });
    const large = JSON.stringify('x'.repeat(5_000_000));
    assert.deepEqual(await send(() => Promise.resolve(new Response(large))), { status: 0, isOk: false });
  });
});

describe('sendWithAuth', () => {
  /** A server that accepts one token, and the tokens that it received. */
  function createServer(accepted: string) {
    const tokens: (string | undefined)[] = [];
    const sendToken = (token: string | undefined) => {
      tokens.push(token);
      const isOk = token === accepted;
      return Promise.resolve({ status: isOk ? 200 : 401, isOk });
    };
    return { tokens, sendToken };
  }

  it('renews the token once after a 401', async () => {
    let calls = 0;
    const auth = createAuth(() => `token-${(calls += 1)}`);
    const { tokens, sendToken } = createServer('token-2');
    assert.equal((await sendWithAuth(auth, sendToken)).status, 200);
    const never = createServer('token-9');
    assert.equal((await sendWithAuth(auth, never.sendToken)).status, 401);
    assert.deepEqual(
      [tokens, never.tokens],
      [
        ['token-1', 'token-2'],
        ['token-2', 'token-3'],
      ],
    );
  });

  it('sends nothing if the token function fails', async () => {
    const { tokens, sendToken } = createServer('');
    const auth = createAuth(() => Promise.reject(new Error('signed out')));
    assert.deepEqual(await sendWithAuth(auth, sendToken), { status: 401, isOk: false });
    assert.deepEqual(tokens, []);
  });

  it('returns the refusal if there is no new token', async () => {
    const { tokens, sendToken } = createServer('');
    assert.equal((await sendWithAuth(createAuth('secret'), sendToken)).status, 401);
    assert.deepEqual(tokens, ['secret']);
  });

  it('does not renew the token if the response is not unauthorized for the caller', async () => {
    const { tokens, sendToken } = createServer('');
    const auth = createAuth(() => 'token');
    assert.equal((await sendWithAuth(auth, sendToken, () => false)).status, 401);
    assert.deepEqual(tokens, ['token']);
  });
});
