import { tokenPrefix } from './guest-tokens.ts';

/** The secrets by which a shop's own systems are known. */
export type ShopKeys = {
  /** Which of the keys it is, by its place in the list. The time it takes says nothing of any key. */
  find(candidate: string): Promise<number | undefined>;
};

const leastKey = 24;
const algorithm = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/**
 * Several keys while one is being replaced.
 *
 * @throws Error for a key that is too short to be secret
 */
export function createShopKeys(keys: readonly string[]): ShopKeys {
  for (const key of keys) {
    if (key.length < leastKey) throw new Error(`A shop key has fewer than ${leastKey} characters`);
    if (!/^[\w.~+/-]+=*$/.test(key) || key.startsWith(tokenPrefix)) throw new Error('A shop key cannot be sent as Bearer, or looks like a token');
  }
  let digests: Promise<{ key: CryptoKey; signatures: ArrayBuffer[] }> | undefined;

  return {
    async find(candidate) {
      const { key, signatures } = await (digests ??= digest(keys));
      const given = encoder.encode(candidate);
      const matches = await Promise.all(signatures.map((each) => crypto.subtle.verify(algorithm, key, each, given)));
      const found = matches.indexOf(true);
      return found < 0 ? undefined : found;
    },
  };
}

/** Hashed under a key of this process alone: what is compared, in constant time, are hashes of equal length. */
async function digest(keys: readonly string[]): Promise<{ key: CryptoKey; signatures: ArrayBuffer[] }> {
  const key = await crypto.subtle.importKey('raw', crypto.getRandomValues(new Uint8Array(32)), algorithm, false, ['sign', 'verify']);
  const signatures = await Promise.all(keys.map((each) => crypto.subtle.sign(algorithm, key, encoder.encode(each))));
  return { key, signatures };
}
