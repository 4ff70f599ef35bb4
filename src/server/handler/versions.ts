/* A version of an order, with the run of versions that it belongs to: `k3.42`, as ETag in quotes. */

export type Cursor = { readonly epoch: string; readonly version: number };

export const etagOf = (epoch: string, version: number): string => `"${epoch}.${version}"`;

export function readCursor(text: string | null): Cursor | undefined {
  const [, epoch, digits] = /^(\w{1,64})\.(\d{1,15})$/.exec(text ?? '') ?? [];
  return epoch === undefined ? undefined : { epoch, version: Number(digits) };
}

/** The version of an If-Match; `undefined` without one, `null` where it names none of this form. */
export function readIfMatch(header: string | null): Cursor | null | undefined {
  if (header === null || header.trim() === '*') return undefined;
  return readCursor(/^\s*"(.*)"\s*$/.exec(header)?.[1] ?? null) ?? null;
}

/** Whether an If-None-Match names this ETag. Weak ones do too (RFC 9110, 13.1.2). */
export function isKnown(header: string | null, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
