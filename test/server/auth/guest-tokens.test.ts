import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createGuestTokens } from '../../../src/server/index.ts';

const now = Date.UTC(2026, 10, 23, 9);
const old = { id: 'k1', secret: 'the older secret, of forty characters or so' };
const next = { id: 'k2', secret: 'the newer secret, of forty characters or so' };
const grant = { orderId: 'o1', scope: 'read', expiresAt: '2026-11-23T10:00:00.000Z' } as const;
const tokensOf = (keys = [next, old], at = now) => createGuestTokens({ keys, now: () => at });

describe('guest tokens', () => {
  it('contain their claims and fit into a Bearer header', async () => {
    const token = await tokensOf().sign(grant);
    assert.match(token, /^[\w.~+/-]+=*$/);
    assert.ok(token.length < 160, String(token.length));
    assert.deepEqual(await tokensOf().verify(token), { ok: true, claims: grant });
  });

  it('expire with `token-expired`', async () => {
    const token = await tokensOf().sign(grant);
    const end = Date.parse(grant.expiresAt);
    assert.equal((await tokensOf(undefined, end - 1).verify(token)).ok, true);
    assert.deepEqual(await tokensOf(undefined, end).verify(token), { ok: false, code: 'token-expired' });
  });

  it('of an older key are valid as long as the key is listed', async () => {
    const token = await tokensOf([old]).sign(grant);
    assert.equal((await tokensOf([next, old]).verify(token)).ok, true);
    assert.deepEqual(await tokensOf([next]).verify(token), { ok: false, code: 'token-invalid' });
  });

  it('of another secret under the same id are invalid', async () => {
    const token = await tokensOf([{ id: 'k1', secret: next.secret }]).sign(grant);
    assert.deepEqual(await tokensOf([old]).verify(token), { ok: false, code: 'token-invalid' });
  });

  it('are invalid with any changed character, like any other text', async () => {
    const token = await tokensOf().sign(grant);
    for (let index = 0; index < token.length; index += 1) {
      for (const other of ['A', 'B', '.', '_']) {
        if (token[index] === other) continue;
        const forged = `${token.slice(0, index)}${other}${token.slice(index + 1)}`;
        assert.deepEqual(await tokensOf().verify(forged), { ok: false, code: 'token-invalid' }, forged);
      }
    }
    for (const junk of [
      '',
      'wb1',
      'wb1...',
      `${token}.x`,
      `${token}=`,
      'x'.repeat(10_000),
      token.toUpperCase(),
      'wb1.k2.e30.e30',
    ]) {
      assert.deepEqual(await tokensOf().verify(junk), { ok: false, code: 'token-invalid' }, junk.slice(0, 20));
    }
  });

  it('require long secrets and unique key ids', () => {
    assert.throws(() => tokensOf([{ id: 'k1', secret: 'short' }]), /32 characters/);
    assert.throws(() => tokensOf([old, { ...next, id: old.id }]), /same id/);
    assert.throws(() => tokensOf([{ ...old, id: 'k.1' }]), /letters/);
  });
});
