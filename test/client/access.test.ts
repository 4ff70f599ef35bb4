import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { accessBy, takeLinkToken } from '../../src/client/access.ts';

/** A window's address, with what was written to it. */
function addressBar(hash: string) {
  const written: unknown[][] = [];
  const location = { hash, pathname: '/orders/1', search: '?a=b' };
  const history = {
    state: { scroll: 7 },
    replaceState(...args: unknown[]) {
      written.push(args);
      const address = String(args[2]);
      location.hash = address.includes('#') ? address.slice(address.indexOf('#')) : '';
    },
  };
  return { location, history, written };
}

describe('access', () => {
  it('is the session where there is no token, and has nothing to renew', async () => {
    const access = accessBy(undefined);
    assert.equal(await access.token(), undefined);
    assert.equal(await access.renew(undefined), false);
    assert.equal(access.identity, accessBy('').identity);
  });

  it('sends a token as given and has nothing to renew', async () => {
    const access = accessBy('abc.def');
    assert.equal(await access.token(), 'abc.def');
    assert.equal(await access.renew('abc.def'), false);
    assert.equal(access.identity, accessBy('abc.def').identity);
    assert.notEqual(access.identity, accessBy('other').identity);
    assert.notEqual(access.identity, accessBy(undefined).identity);
  });

  it('X07: never lets through what a header could not carry, which fetch would quote in its error', async () => {
    for (const token of ['a b', 'a\r\nX: y', 'ключ', 'a'.repeat(5000), '"a"']) {
      assert.equal(await accessBy(token).token(), undefined);
      assert.equal(await accessBy(() => token).token(), undefined);
    }
  });

  it('asks a function once, and once more when what it gave was refused', async () => {
    let asked = 0;
    const access = accessBy(() => `token-${(asked += 1)}`);
    assert.deepEqual(await Promise.all([access.token(), access.token()]), ['token-1', 'token-1']);
    assert.deepEqual(await Promise.all([access.renew('token-1'), access.renew('token-1')]), [true, true]);
    assert.equal(await access.token(), 'token-2');
    assert.equal(asked, 2);
  });

  it('does not ask again for one who was refused an older token', async () => {
    let asked = 0;
    const access = accessBy(() => `token-${(asked += 1)}`);
    await access.token();
    await access.renew('token-1');
    assert.equal(await access.renew('token-1'), true);
    assert.equal(asked, 2);
  });

  it('has no new token where the function gives the same, none or no text', async () => {
    for (const answer of ['same', undefined, 42 as unknown as string]) {
      const access = accessBy(() => answer);
      await access.token();
      assert.equal(await access.renew('same'), false);
    }
  });

  it('asks anew after the function failed', async () => {
    let asked = 0;
    const access = accessBy(() => {
      asked += 1;
      if (asked === 1) throw new Error('not yet');
      return 'token';
    });
    await assert.rejects(access.token());
    assert.equal(await access.token(), 'token');
  });

  it('is one for one function', () => {
    const source = () => 'token';
    assert.equal(accessBy(source), accessBy(source));
    assert.notEqual(accessBy(source), accessBy(() => 'token'));
  });
});

describe('token of a link', () => {
  it('leaves the address at once, keeps the rest of it and the history state, and stays in memory', () => {
    const page = addressBar('#items&waybill-token=abc.def_1-2==&x=1');
    assert.equal(takeLinkToken(page), 'abc.def_1-2==');
    assert.deepEqual(page.written, [[{ scroll: 7 }, '', '/orders/1?a=b#items&x=1']]);
    assert.equal(takeLinkToken(page), 'abc.def_1-2==');
    assert.equal(page.written.length, 1);
  });

  it('leaves no bare # behind', () => {
    const page = addressBar('#waybill-token=second');
    assert.equal(takeLinkToken(page), 'second');
    assert.deepEqual(page.written[0]?.[2], '/orders/1?a=b');
  });

  it('takes a broken token out of the address too, and keeps the one it has', () => {
    const page = addressBar('#waybill-token=%0d%0a');
    assert.equal(takeLinkToken(page), 'second');
    assert.equal(page.location.hash, '');
  });

  it('does without changing the address where that is forbidden', () => {
    const page = addressBar('#waybill-token=third');
    page.history.replaceState = () => {
      throw new Error('SecurityError');
    };
    assert.equal(takeLinkToken(page), 'third');
  });
});
