import { Webhook } from 'standardwebhooks';
import { MINUTE_MS } from '../../dates/zoned-time.ts';

/*
 * Signatures of Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA-256 of `id.timestamp.body`, with the timestamp in
 * whole seconds.
 */

/** Largest difference between `webhook-timestamp` and the own clock, in both directions. */
const MAX_CLOCK_SKEW_MS = 5 * MINUTE_MS;

/** Messages of this back end have ids that contain percent-encoded ids of orders. */
const MAX_ID_LENGTH = 4096;

/** The standard requires 24 to 64 bytes. */
const MIN_KEY_BYTES = 24;

/**
 * Creates a signer from a secret: `whsec_` and base64.
 *
 * @throws TypeError if the secret is invalid; the message does not contain it
 */
export function createSigner(secret: string): Webhook {
  const bytes = /^(?:whsec_)?([A-Za-z0-9+/]+)={0,2}$/.exec(secret)?.[1];
  if (bytes === undefined || (bytes.length * 3) / 4 < MIN_KEY_BYTES) {
    throw new TypeError(`A webhook's secret is "whsec_" and ${MIN_KEY_BYTES} or more bytes in base64`);
  }
  return new Webhook(secret);
}

/** The three headers of Standard Webhooks, with one signature for each secret. `at` is the time of the attempt in epoch milliseconds. */
export function createSignatureHeaders(
  id: string,
  at: number,
  body: string,
  secrets: readonly string[],
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': secrets.map((secret) => createSigner(secret).sign(id, new Date(at), body)).join(' '),
  };
}

type Verified = { readonly id: string } | { readonly problem: string };

/**
 * Verifies that one of the secrets signed the body, at most five minutes from `now` (epoch milliseconds). Signatures are
 * compared in constant time.
 */
export function verifySignature(headers: Headers, body: string, secrets: readonly string[], now: number): Verified {
  const id = headers.get('webhook-id');
  const seconds = headers.get('webhook-timestamp');
  const signatures = headers.get('webhook-signature');
  if (!id || !seconds || !signatures)
    return { problem: 'webhook-id, webhook-timestamp and webhook-signature are required' };
  if (id.length > MAX_ID_LENGTH || !/^\d{1,12}$/.test(seconds)) return { problem: 'the webhook headers are invalid' };
  const at = Number(seconds) * 1000;
  if (Math.abs(now - at) > MAX_CLOCK_SKEW_MS) return { problem: 'webhook-timestamp is more than five minutes away' };
  const candidates = signatures.split(' ', 16);
  const expected = secrets.map((secret) => createSigner(secret).sign(id, new Date(at), body));
  const isSigned = expected.some((signature) => candidates.some((other) => hasSameBytes(signature, other)));
  return isSigned ? { id } : { problem: 'no signature matches a known secret' };
}

/** Compares texts of equal length in constant time. The length of a signature is no secret. */
export function hasSameBytes(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}
