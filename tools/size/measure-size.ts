import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type CompressedSize = { bytes: number; gzip: number; brotli: number };

/** Size in bytes: raw, gzip level 9, brotli quality 11. */
export function measureSize(code: Uint8Array | string): CompressedSize {
  const bytes = Buffer.from(code);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    bytes: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}
