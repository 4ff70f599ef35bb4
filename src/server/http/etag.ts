import { formatCursor, parseCursor, type Cursor } from '../../contract/cursor.ts';

/** The ETag of an order is its cursor in quotes. */
export const formatEtag = (cursor: Cursor): string => `"${formatCursor(cursor)}"`;

/** The cursor of an If-Match header. `undefined` for no condition, `null` for an ETag that no order can have. */
export function parseIfMatch(header: string | undefined): Cursor | null | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  return parseCursor(/^\s*"(.*)"\s*$/.exec(header)?.[1]) ?? null;
}

/** Whether If-None-Match contains this ETag, compared weakly (RFC 9110, section 13.1.2). */
export function hasMatchingEtag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
