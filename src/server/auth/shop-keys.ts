import { TOKEN_PREFIX } from './guest-tokens.ts';

/** Secret keys of the shop's own systems. */
export type ShopKeys = {
  /** Index of the key in the list. Takes constant time. */
  findIndex(candidate: string): Promise<number | undefined>;
};

const MIN_KEY_LENGTH = 24;
const algorithm = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/**
 * Accepts any of the keys, so that a key can be replaced without downtime.
 *
 * @throws Error if a key has fewer than 24 characters or cannot be sent as Bearer token
 */
export function createShopKeys(keys: readonly string[]): ShopKeys {
  for (const key of keys) {
    if (key.length < MIN_KEY_LENGTH) throw new Error(`A shop key has fewer than ${MIN_KEY_LENGTH} characters`);
    if (!/^[\w.~+/-]+=*$/.test(key) || key.startsWith(TOKEN_PREFIX))
      throw new Error('A shop key cannot be sent as Bearer, or looks like a token');
  }
  let digests: Promise<{ key: CryptoKey; signatures: ArrayBuffer[] }> | undefined;

  return {
    async findIndex(candidate) {
      const { key, signatures } = await (digests ??= signKeys(keys));
      const bytes = encoder.encode(candidate);
      const matches = await Promise.all(signatures.map((each) => crypto.subtle.verify(algorithm, key, each, bytes)));
      const index = matches.indexOf(true);
      return index < 0 ? undefined : index;
    },
  };
}

/** HMACs under a random key of this process: `verify` compares hashes of equal length in constant time. */
async function signKeys(keys: readonly string[]): Promise<{ key: CryptoKey; signatures: ArrayBuffer[] }> {
  const key = await crypto.subtle.importKey('raw', crypto.getRandomValues(new Uint8Array(32)), algorithm, false, [
    'sign',
    'verify',
  ]);
  const signatures = await Promise.all(keys.map((each) => crypto.subtle.sign(algorithm, key, encoder.encode(each))));
  return { key, signatures };
}
