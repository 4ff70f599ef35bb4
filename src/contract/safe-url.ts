/** In characters. Longer URLs are attacks or errors. */
const MAX_URL_LENGTH = 2048;

/**
 * Normalizes a URL that is safe as a link; `undefined` for any other value. The host is in punycode, so that
 * look-alike letters are visible. Allows `https`, and `http` with `allowHttp`; requires `//host`; refuses user names
 * and control characters, which URL parsers drop silently.
 */
export function safeUrl(text: unknown, { allowHttp = false }: { allowHttp?: boolean } = {}): string | undefined {
  if (typeof text !== 'string' || text.length > MAX_URL_LENGTH) return undefined;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  if (!/^\s*https?:\/\/[^/\\?#@]+([/?#]|$)/i.test(text)) return undefined;
  const url = toUrl(text);
  if (!url || url.username || url.password || url.href.length > MAX_URL_LENGTH) return undefined;
  return url.protocol === 'https:' || (allowHttp && url.protocol === 'http:') ? url.href : undefined;
}

function toUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
