import { createAuth, takeLinkToken, type Auth, type TokenSource } from './auth.ts';
import { resolveAllowedUrl } from './allowed-origins.ts';
import { getServerClock, type ServerClock } from './server-clock.ts';

/** The properties of an element that select the shop's back end and the customer. A page may set `null` for absent. */
export type EndpointProperties = { readonly endpoint: string | undefined; readonly token: TokenSource | undefined };

/** Returns `undefined` if the element has no endpoint, or one on an origin that is not allowed. */
export function resolveEndpoint({ endpoint }: Pick<EndpointProperties, 'endpoint'>): URL | undefined {
  return endpoint == null ? undefined : resolveAllowedUrl(endpoint);
}

/**
 * Returns the URL of a route below an endpoint, whether or not the endpoint ends in a slash. Segments are percent-encoded;
 * ids match `pathIdPattern`.
 */
export function buildRouteUrl(endpoint: URL, ...segments: readonly string[]): URL {
  const url = new URL(endpoint);
  url.pathname = [url.pathname.replace(/\/$/, ''), ...segments.map(encodeURIComponent)].join('/');
  return url;
}

/** Whether two lists of values that select a resource are equal. */
export function isSameKey(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** Uses the element's token, otherwise the token of the page's URL, otherwise the session cookie. */
export function resolveAuth({ token }: Pick<EndpointProperties, 'token'>): Auth {
  return createAuth(token ?? takeLinkToken());
}

/** Returns the clock of the endpoint's server, or of the page's own server for an element without an endpoint. */
export function resolveServerClock(properties: Pick<EndpointProperties, 'endpoint'>): ServerClock {
  const endpoint = resolveEndpoint(properties);
  // Cached, because `location.origin` builds a new string on every access, and a hundred elements may call this.
  return endpoint ? getServerClock(endpoint.origin) : (pageClock ??= getServerClock(location.origin));
}

let pageClock: ServerClock | undefined;
