import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { keyOf, signatureHeaders, verifySignature } from '../../../src/server/webhooks/signature.ts';
import { newSecret, secret } from './receiver.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const body = '{"type":"order.placed"}';
const headersAt = (at: number, secrets: readonly string[] = [secret]): Headers =>
  new Headers(signatureHeaders('msg_1', at, body, secrets));
const verify = (headers: Headers, secrets: readonly string[] = [secret], text = body) =>
  verifySignature(headers, text, secrets, now);

describe("a webhook's signature", () => {
  it('is what the standard says', () => {
    // The example of the specification of Standard Webhooks.
    const known = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const headers = signatureHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}', [known]);
    assert.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    assert.equal(headers['webhook-timestamp'], '1614265330');
  });

  it('is verified by the library of the standard, with either secret while one replaces the other', () => {
    const headers = signatureHeaders('msg_1', Date.now(), body, [newSecret, secret]);
    for (const known of [secret, newSecret]) {
      assert.deepEqual(new Webhook(known).verify(body, headers), { type: 'order.placed' });
    }
  });

  it('is accepted from either secret while one replaces the other', () => {
    assert.deepEqual(verify(headersAt(now), [newSecret, secret]), { id: 'msg_1' });
    assert.deepEqual(verify(headersAt(now, [newSecret, secret])), { id: 'msg_1' });
  });

  it('is refused when forged, changed, or by another secret', () => {
    assert.ok('problem' in verify(headersAt(now, [newSecret])));
    assert.ok('problem' in verify(headersAt(now), [secret], `${body} `));
    for (const [name, value] of [
      ['webhook-id', 'msg_2'],
      ['webhook-timestamp', String(now / 1000 + 1)],
      ['webhook-signature', 'v1,AAAA'],
      ['webhook-signature', headersAt(now).get('webhook-signature')!.replace('v1,', 'v2,')],
    ] as const) {
      const headers = headersAt(now);
      headers.set(name, value);
      assert.ok('problem' in verify(headers), name);
    }
  });

  it('is refused where any of the headers is missing or cannot be read', () => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const headers = headersAt(now);
      headers.delete(name);
      assert.ok('problem' in verify(headers), name);
    }
    const headers = headersAt(now);
    headers.set('webhook-timestamp', 'yesterday');
    assert.ok('problem' in verify(headers));
  });

  it('is too old, or ahead, by more than five minutes', () => {
    assert.deepEqual(verify(headersAt(now - 300_000)), { id: 'msg_1' });
    assert.deepEqual(verify(headersAt(now + 300_000)), { id: 'msg_1' });
    assert.ok('problem' in verify(headersAt(now - 301_000)));
    assert.ok('problem' in verify(headersAt(now + 301_000)));
  });

  it('needs a secret that cannot be guessed', () => {
    for (const weak of ['', 'whsec_', 'whsec_c2hvcnQ=', 'not base64 at all, but quite a bit longer']) {
      assert.throws(() => keyOf(weak), TypeError);
    }
  });
});
