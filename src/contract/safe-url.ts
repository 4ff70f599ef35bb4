/** Longer addresses are not links but attempts at something. */
const longestUrl = 2048;

/**
 * An address that may become a link: its normalised form, with the host in punycode so that no
 * look-alike letters pass for another's name. Anything else is `undefined` and is shown as text.
 * Only `https`, or `http` where the shop says so; written out with `//host`; without a user name;
 * without control characters, which URL parsers drop silently.
 */
export function safeUrl(text: unknown, { allowHttp = false }: { allowHttp?: boolean } = {}): string | undefined {
  if (typeof text !== 'string' || text.length > longestUrl) return undefined;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  if (!/^\s*https?:\/\/[^/\\?#@]+([/?#]|$)/i.test(text)) return undefined;
  const url = toUrl(text);
  if (!url || url.username || url.password || url.href.length > longestUrl) return undefined;
  return url.protocol === 'https:' || (allowHttp && url.protocol === 'http:') ? url.href : undefined;
}

function toUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
