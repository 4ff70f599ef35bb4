import { createHash } from 'node:crypto';

/** The value of an `integrity` attribute, and the size in bytes. */
export function computeIntegrity(content: Uint8Array): { integrity: string; bytes: number } {
  return { integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`, bytes: content.length };
}
