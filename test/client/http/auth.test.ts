import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createAuth, takeLinkToken } from '../../../src/client/http/auth.ts';

/** A fake location and history, with the calls of `replaceState`. */
function createFakePage(hash: string) {
  const replaceCalls: unknown[][] = [];
  const location = { hash, pathname: '/orders/1', search: '?a=b' };
  const history = {
    state: { scroll: 7 },
    replaceState(...args: unknown[]) {
      replaceCalls.push(args);
      const url = String(args[2]);
      location.hash = url.includes('#') ? url.slice(url.indexOf('#')) : '';
    },
  };
  return { location, history, replaceCalls };
}

describe('createAuth', () => {
  it('uses the session without a token, and renews nothing', async () => {
    const auth = createAuth(undefined);
    assert.equal(await auth.getToken(), undefined);
    assert.equal(await auth.renewToken(undefined), false);
    assert.equal(auth.identity, createAuth('').identity);
  });

  it('returns a token unchanged, and renews nothing', async () => {
    const auth = createAuth('abc.def');
    assert.equal(await auth.getToken(), 'abc.def');
    assert.equal(await auth.renewToken('abc.def'), false);
    assert.equal(auth.identity, createAuth('abc.def').identity);
    assert.notEqual(auth.identity, createAuth('other').identity);
    assert.notEqual(auth.identity, createAuth(undefined).identity);
  });

  it('rejects a token that is invalid in a header, because fetch would quote it in its error [X07]', async () => {
    for (const token of ['a b', 'a\r\nX: y', 'ключ', 'a'.repeat(5000), '"a"']) {
      assert.equal(await createAuth(token).getToken(), undefined);
      assert.equal(await createAuth(() => token).getToken(), undefined);
    }
  });

  it('calls the function once, and again after its token was refused', async () => {
    let calls = 0;
    const auth = createAuth(() => `token-${(calls += 1)}`);
    assert.deepEqual(await Promise.all([auth.getToken(), auth.getToken()]), ['token-1', 'token-1']);
    assert.deepEqual(await Promise.all([auth.renewToken('token-1'), auth.renewToken('token-1')]), [true, true]);
    assert.equal(await auth.getToken(), 'token-2');
    assert.equal(calls, 2);
  });

  it('does not renew a token that was already replaced', async () => {
    let calls = 0;
    const auth = createAuth(() => `token-${(calls += 1)}`);
    await auth.getToken();
    await auth.renewToken('token-1');
    assert.equal(await auth.renewToken('token-1'), true);
    assert.equal(calls, 2);
  });

  it('returns false if the function returns the same token, none or a non-string', async () => {
    for (const token of ['same', undefined, 42 as unknown as string]) {
      const auth = createAuth(() => token);
      await auth.getToken();
      assert.equal(await auth.renewToken('same'), false);
    }
  });

  it('calls the function again after it failed', async () => {
    let calls = 0;
    const auth = createAuth(() => {
      calls += 1;
      if (calls === 1) throw new Error('not yet');
      return 'token';
    });
    await assert.rejects(auth.getToken());
    assert.equal(await auth.getToken(), 'token');
  });

  it('returns the same auth for the same function', () => {
    const source = () => 'token';
    assert.equal(createAuth(source), createAuth(source));
    assert.notEqual(
      createAuth(source),
      createAuth(() => 'token'),
    );
  });
});

describe('takeLinkToken', () => {
  it('removes the token from the URL, keeps the rest and the history state, and keeps the token in memory', () => {
    const page = createFakePage('#items&waybill-token=abc.def_1-2==&x=1');
    assert.equal(takeLinkToken(page), 'abc.def_1-2==');
    assert.deepEqual(page.replaceCalls, [[{ scroll: 7 }, '', '/orders/1?a=b#items&x=1']]);
    assert.equal(takeLinkToken(page), 'abc.def_1-2==');
    assert.equal(page.replaceCalls.length, 1);
  });

  it('removes an empty fragment', () => {
    const page = createFakePage('#waybill-token=second');
    assert.equal(takeLinkToken(page), 'second');
    assert.deepEqual(page.replaceCalls[0]?.[2], '/orders/1?a=b');
  });

  it('removes a malformed token from the URL, and keeps the previous token', () => {
    const page = createFakePage('#waybill-token=%0d%0a');
    assert.equal(takeLinkToken(page), 'second');
    assert.equal(page.location.hash, '');
  });

  it('returns the token if the URL must not be changed', () => {
    const page = createFakePage('#waybill-token=third');
    page.history.replaceState = () => {
      throw new Error('SecurityError');
    };
    assert.equal(takeLinkToken(page), 'third');
  });
});
