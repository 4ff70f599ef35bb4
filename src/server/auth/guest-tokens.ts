import type { Instant } from '../../contract/primitives.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import { fromBase64Url, toBase64Url } from '../shared/encoding.ts';

/*
 * A guest token belongs in the fragment of a link and gives access to one order: `wb1.<key id>.<claims>.<signature>`, an RFC
 * 6750 b64token signed with HMAC-SHA-256. The claims are readable and contain nothing personal.
 */

/** `cancel` includes `read`. */
export type Scope = 'read' | 'cancel';

export type GuestKey = {
  /** Part of every token: 1 to 32 letters, digits, `_` and `-`. */
  readonly id: string;
  /** At least 32 random characters. */
  readonly secret: string;
};

export type GuestTokenClaims = { readonly orderId: string; readonly scope: Scope; readonly expiresAt: Instant };

/** `token-expired`: the signature is valid. */
export type GuestTokenVerification =
  | { readonly ok: true; readonly claims: GuestTokenClaims }
  | { readonly ok: false; readonly code: 'token-invalid' | 'token-expired' };

export type GuestTokens = {
  /** Signs with the first key. Rejects without a key or with an invalid `expiresAt`. */
  sign(claims: GuestTokenClaims): Promise<string>;
  /** Accepts tokens of all keys. Never rejects because of the token. */
  verify(token: string): Promise<GuestTokenVerification>;
};

type GuestTokenOptions = {
  /** The first key signs. The others verify older tokens. */
  readonly keys: readonly GuestKey[];
  /** Current time in epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
};

const TOKEN_VERSION = 'wb1';
/** Distinguishes guest tokens from shop keys. */
export const TOKEN_PREFIX = `${TOKEN_VERSION}.`;
const MIN_SECRET_LENGTH = 32;
/** An order id of 128 characters may take 512 bytes. */
const MAX_TOKEN_LENGTH = 1024;
const algorithm = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/**
 * Creates and verifies guest tokens.
 *
 * @throws Error if a key id is invalid or duplicate, or a secret is too short
 */
export function createGuestTokens({ keys, now = Date.now }: GuestTokenOptions): GuestTokens {
  validateKeys(keys);
  const imported = new Map<string, Promise<CryptoKey>>();

  function getCryptoKey({ id, secret }: GuestKey): Promise<CryptoKey> {
    const cryptoKey =
      imported.get(id) ?? crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign', 'verify']);
    imported.set(id, cryptoKey);
    return cryptoKey;
  }

  return {
    async sign(tokenClaims) {
      const [key] = keys;
      if (!key) throw new Error('There is no key for guest tokens');
      const claims = toBase64Url(encoder.encode(JSON.stringify(encodeClaims(tokenClaims))));
      const signed = `${TOKEN_VERSION}.${key.id}.${claims}`;
      const signature = await crypto.subtle.sign(algorithm, await getCryptoKey(key), encoder.encode(signed));
      return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
    },
    async verify(token) {
      const parts = token.length <= MAX_TOKEN_LENGTH ? token.split('.') : [];
      const [prefix, keyId, claims = '', signature = ''] = parts;
      const key = keys.find(({ id }) => id === keyId);
      const bytes = fromBase64Url(signature);
      if (parts.length !== 4 || prefix !== TOKEN_VERSION || !key || !bytes) return invalidToken;
      const signed = encoder.encode(`${TOKEN_VERSION}.${key.id}.${claims}`);
      if (!(await crypto.subtle.verify(algorithm, await getCryptoKey(key), bytes, signed))) return invalidToken;
      const decoded = decodeClaims(claims);
      if (!decoded) return invalidToken;
      return Date.parse(decoded.expiresAt) > now()
        ? { ok: true, claims: decoded }
        : { ok: false, code: 'token-expired' };
    },
  };
}

const invalidToken = { ok: false, code: 'token-invalid' } as const;

function validateKeys(keys: readonly GuestKey[]): void {
  for (const { id, secret } of keys) {
    if (!/^[\w-]{1,32}$/.test(id)) throw new Error('The id of a guest key is 1 to 32 letters, digits, _ and -');
    if (secret.length < MIN_SECRET_LENGTH)
      throw new Error(`The secret of guest key ${id} has fewer than ${MIN_SECRET_LENGTH} characters`);
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('Two guest keys have the same id');
}

/** Order id, scope, and expiry in whole seconds. Short names keep links short. */
type EncodedClaims = { o: string; s: Scope; e: number };

function encodeClaims({ orderId, scope, expiresAt }: GuestTokenClaims): EncodedClaims {
  const seconds = Math.floor(Date.parse(expiresAt) / 1000);
  if (!Number.isSafeInteger(seconds)) throw new Error('A token needs an instant at which it expires');
  return { o: orderId, s: scope, e: seconds };
}

/** Checks the shape, because another program may sign other claims with the same key. */
function decodeClaims(text: string): GuestTokenClaims | undefined {
  const bytes = fromBase64Url(text);
  if (!bytes) return undefined;
  try {
    const { o, s, e } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Record<keyof EncodedClaims, unknown>>;
    if (typeof o !== 'string' || (s !== 'read' && s !== 'cancel') || !Number.isSafeInteger(e)) return undefined;
    return { orderId: o, scope: s, expiresAt: formatPreciseInstant((e as number) * 1000) };
  } catch {
    return undefined;
  }
}
