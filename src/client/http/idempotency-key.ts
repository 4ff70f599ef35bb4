/** A page without https has no `randomUUID`. */
export type RandomSource = Partial<Pick<Crypto, 'randomUUID'>> & Pick<Crypto, 'getRandomValues'>;

/** A random UUID (RFC 9562, version 4). */
export function createIdempotencyKey(random: RandomSource = crypto): string {
  if (random.randomUUID) return random.randomUUID();
  const bytes = random.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let key = '';
  for (const [index, byte] of bytes.entries())
    key += (/^(4|6|8|10)$/.test(`${index}`) ? '-' : '') + (byte + 256).toString(16).slice(1);
  return key;
}
