import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createSigner, createSignatureHeaders, verifySignature } from '../../../src/server/webhooks/signature.ts';
import { newSecret, secret } from './receiver.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const body = '{"type":"order.placed"}';
const headersAt = (at: number, secrets: readonly string[] = [secret]): Headers =>
  new Headers(createSignatureHeaders('msg_1', at, body, secrets));
const verify = (headers: Headers, secrets: readonly string[] = [secret], text = body) =>
  verifySignature(headers, text, secrets, now);

describe("a webhook's signature", () => {
  it('matches the example of the standard', () => {
    // The example of the specification of Standard Webhooks.
    const exampleSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const headers = createSignatureHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}', [
      exampleSecret,
    ]);
    assert.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    assert.equal(headers['webhook-timestamp'], '1614265330');
  });

  it('is verified by the library of the standard, with either of two secrets', () => {
    const headers = createSignatureHeaders('msg_1', Date.now(), body, [newSecret, secret]);
    for (const accepted of [secret, newSecret]) {
      assert.deepEqual(new Webhook(accepted).verify(body, headers), { type: 'order.placed' });
    }
  });

  it('is accepted from either of two secrets', () => {
    assert.deepEqual(verify(headersAt(now), [newSecret, secret]), { id: 'msg_1' });
    assert.deepEqual(verify(headersAt(now, [newSecret, secret])), { id: 'msg_1' });
  });

  it('is refused if forged, changed, or from another secret', () => {
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

  it('is refused if a header is missing or invalid', () => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const headers = headersAt(now);
      headers.delete(name);
      assert.ok('problem' in verify(headers), name);
    }
    const headers = headersAt(now);
    headers.set('webhook-timestamp', 'yesterday');
    assert.ok('problem' in verify(headers));
  });

  it('is refused if the timestamp differs by more than five minutes', () => {
    assert.deepEqual(verify(headersAt(now - 300_000)), { id: 'msg_1' });
    assert.deepEqual(verify(headersAt(now + 300_000)), { id: 'msg_1' });
    assert.ok('problem' in verify(headersAt(now - 301_000)));
    assert.ok('problem' in verify(headersAt(now + 301_000)));
  });

  it('requires a secret of sufficient length', () => {
    for (const weak of ['', 'whsec_', 'whsec_c2hvcnQ=', 'not base64 at all, but quite a bit longer']) {
      assert.throws(() => createSigner(weak), TypeError);
    }
  });
});
