import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Weight = { bytes: number; gzip: number; brotli: number };

/** Bytes as they are, by gzip 9 and by brotli 11. */
export function weigh(code: Uint8Array | string): Weight {
  const bytes = Buffer.from(code);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    bytes: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}
