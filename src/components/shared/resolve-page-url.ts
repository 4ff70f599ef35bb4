import { safeUrl } from '../../contract/safe-url.ts';

/** The URL of a link or picture: https, or http of the page's own origin, as during development. */
export function resolvePageUrl(url: unknown): string | undefined {
  const resolved = safeUrl(url, { allowHttp: true });
  const isAllowed = resolved?.startsWith('https:') || resolved?.startsWith(`${globalThis.location?.origin}/`);
  return isAllowed ? resolved : undefined;
}
