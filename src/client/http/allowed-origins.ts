/*
 * URLs come from attributes, and attributes may come from injected HTML. So requests go to the page's own origin
 * only, unless a script of the page or the script tag itself allows another origin.
 */
const allowedOrigins = new Set<string>();
const listeners = new Set<() => void>();

/**
 * Allows endpoints and terms on further origins, also for elements that are in the page already.
 *
 * @param origins e.g. `https://api.shop.example`; a path is ignored, and so is what is not a URL
 */
export function allowOrigins(...origins: string[]): void {
  for (const origin of origins) {
    const url = parseUrl(origin);
    if (url) allowedOrigins.add(url.origin);
  }
  for (const listener of [...listeners]) listener();
}

/** Calls back after each call of `allowOrigins`. Returns a function that unsubscribes. */
export function onOriginsAllowed(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Resolves a URL against the page. Returns `undefined` if it is malformed or its origin is not allowed. */
export function resolveAllowedUrl(address: string): URL | undefined {
  const url = parseUrl(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return url.origin === location.origin || allowedOrigins.has(url.origin) ? url : undefined;
}

function parseUrl(address: string): URL | undefined {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return undefined;
  }
}
