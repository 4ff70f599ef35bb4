import { Webhook } from 'standardwebhooks';

/*
 * Signatures by Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA-256 of `id.timestamp.body`, the
 * timestamp in whole seconds.
 */

/** How far the sender's clock, and a message on its way, may be from ours. */
const tolerance = 5 * 60_000;

/** Shorter keys are guessed; the standard names 24 to 64 bytes. */
const shortestKey = 24;

/** Of `whsec_` and base64. Throws, without naming it, where a secret cannot be one. */
export function keyOf(secret: string): Webhook {
  const bytes = /^(?:whsec_)?([A-Za-z0-9+/]+)={0,2}$/.exec(secret)?.[1];
  if (bytes === undefined || (bytes.length * 3) / 4 < shortestKey) {
    throw new TypeError(`A webhook's secret is "whsec_" and ${shortestKey} or more bytes in base64`);
  }
  return new Webhook(secret);
}

/** The three headers; several secrets make several signatures, of which the receiver needs one. `at` is of this attempt. */
export function signatureHeaders(id: string, at: number, body: string, secrets: readonly string[]): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': secrets.map((secret) => keyOf(secret).sign(id, new Date(at), body)).join(' '),
  };
}

type Verified = { readonly id: string } | { readonly problem: string };

/**
 * Whether one of the secrets signed the body less than five minutes ago (or ahead), by `now` in milliseconds.
 * The comparison takes the same time wherever signatures differ.
 */
export function verifySignature(headers: Headers, body: string, secrets: readonly string[], now: number): Verified {
  const id = headers.get('webhook-id');
  const seconds = headers.get('webhook-timestamp');
  const signatures = headers.get('webhook-signature');
  if (!id || !seconds || !signatures) return { problem: 'webhook-id, webhook-timestamp and webhook-signature are needed' };
  if (id.length > 256 || !/^\d{1,12}$/.test(seconds)) return { problem: 'the webhook headers cannot be read' };
  const at = Number(seconds) * 1000;
  if (Math.abs(now - at) > tolerance) return { problem: 'webhook-timestamp is more than five minutes away' };
  const given = signatures.split(' ', 16);
  const expected = secrets.map((secret) => keyOf(secret).sign(id, new Date(at), body));
  const isSigned = expected.some((signature) => given.some((other) => isSame(signature, other)));
  return isSigned ? { id } : { problem: 'no signature is by a known secret' };
}

/** In constant time for texts of one length; what is signed decides the length, so that it tells nothing. */
export function isSame(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}
