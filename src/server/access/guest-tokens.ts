import type { Instant } from '../../contract/primitives.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/*
 * A guest's token is what a link carries in its fragment: one order, what may be done with it, until
 * when, and who signed it. `wb1.<key id>.<claims>.<signature>`, all of it RFC 6750 b64token, signed by
 * HMAC-SHA-256. Nothing of it is secret but the signature, and nothing of it is personal.
 */

/** `cancel` may also read. */
export type Scope = 'read' | 'cancel';

export type GuestKey = {
  /** Stands in every token: 1 to 32 letters, digits, `_` and `-`. */
  readonly id: string;
  /** At least 32 characters, made by a random generator. */
  readonly secret: string;
};

export type Grant = { readonly orderId: string; readonly scope: Scope; readonly expiresAt: Instant };

/** What a token comes to. An expired one was genuine. */
export type VerifiedToken =
  | { readonly ok: true; readonly grant: Grant }
  | { readonly ok: false; readonly code: 'token-invalid' | 'token-expired' };

export type GuestTokens = {
  /** Signs with the first key. */
  mint(grant: Grant): Promise<string>;
  /** Takes every key. Never rejects for what stands in the token. */
  verify(token: string): Promise<VerifiedToken>;
};

type Options = {
  /** The first signs; the others are still good, for tokens that are on their way. */
  readonly keys: readonly GuestKey[];
  /** Epoch milliseconds. */
  readonly now?: () => number;
};

const version = 'wb1';
/** Tells a guest's token from a shop's key. */
export const tokenPrefix = `${version}.`;
const leastSecret = 32;
const longestToken = 512;
const algorithm = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/** @throws Error for keys that are none, too short, or have one id twice */
export function createGuestTokens({ keys, now = Date.now }: Options): GuestTokens {
  checkKeys(keys);
  const imported = new Map<string, Promise<CryptoKey>>();

  function keyOf({ id, secret }: GuestKey): Promise<CryptoKey> {
    const known = imported.get(id) ?? crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign', 'verify']);
    imported.set(id, known);
    return known;
  }

  return {
    async mint(grant) {
      const [key] = keys;
      if (!key) throw new Error('There is no key for guest tokens');
      const claims = toBase64Url(encoder.encode(JSON.stringify(claimsOf(grant))));
      const signed = `${version}.${key.id}.${claims}`;
      const signature = await crypto.subtle.sign(algorithm, await keyOf(key), encoder.encode(signed));
      return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
    },
    async verify(token) {
      const parts = token.length <= longestToken ? token.split('.') : [];
      const [prefix, keyId, claims = '', signature = ''] = parts;
      const key = keys.find(({ id }) => id === keyId);
      const bytes = fromBase64Url(signature);
      if (parts.length !== 4 || prefix !== version || !key || !bytes) return invalid;
      const signed = encoder.encode(`${version}.${key.id}.${claims}`);
      if (!(await crypto.subtle.verify(algorithm, await keyOf(key), bytes, signed))) return invalid;
      const grant = readClaims(claims);
      if (!grant) return invalid;
      return Date.parse(grant.expiresAt) > now() ? { ok: true, grant } : { ok: false, code: 'token-expired' };
    },
  };
}

const invalid = { ok: false, code: 'token-invalid' } as const;

function checkKeys(keys: readonly GuestKey[]): void {
  for (const { id, secret } of keys) {
    if (!/^[\w-]{1,32}$/.test(id)) throw new Error('The id of a guest key is 1 to 32 letters, digits, _ and -');
    if (secret.length < leastSecret) throw new Error(`The secret of guest key ${id} has fewer than ${leastSecret} characters`);
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('Two guest keys have the same id');
}

/** Short names: a token stands in links that people forward. `e` is in whole seconds. */
type Claims = { o: string; s: Scope; e: number };

function claimsOf({ orderId, scope, expiresAt }: Grant): Claims {
  const seconds = Math.floor(Date.parse(expiresAt) / 1000);
  if (!Number.isSafeInteger(seconds)) throw new Error('A token needs an instant at which it expires');
  return { o: orderId, s: scope, e: seconds };
}

/** What was signed here has this form; what another program signs with the same key may not. */
function readClaims(text: string): Grant | undefined {
  const bytes = fromBase64Url(text);
  if (!bytes) return undefined;
  try {
    const { o, s, e } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Record<keyof Claims, unknown>>;
    if (typeof o !== 'string' || (s !== 'read' && s !== 'cancel') || !Number.isSafeInteger(e)) return undefined;
    return { orderId: o, scope: s, expiresAt: new Date((e as number) * 1000).toISOString() };
  } catch {
    return undefined;
  }
}
