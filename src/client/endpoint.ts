/*
 * Addresses come from attributes, and attributes may come from injected HTML. So an address leads to
 * the page's own origin unless the page's script or the script tag itself has named the other one.
 */
const allowed = new Set<string>();

/** Allows further origins, e.g. `https://api.shop.example`, for endpoints and terms. */
export function allowOrigins(...origins: string[]): void {
  for (const origin of origins) {
    const url = parseUrl(origin);
    if (url) allowed.add(url.origin);
  }
}

/** The absolute address, or `undefined` where it is none or leads to an origin that is not allowed. */
export function resolveAddress(address: string): URL | undefined {
  const url = parseUrl(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return url.origin === location.origin || allowed.has(url.origin) ? url : undefined;
}

/** A route of the contract below an endpoint, whether or not that ends in a slash. */
export function routeOf(endpoint: URL, path: string): URL {
  const url = new URL(endpoint);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`;
  return url;
}

function parseUrl(address: string): URL | undefined {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return undefined;
  }
}
