import { accessBy, takeLinkToken, type Access, type TokenSource } from './access.ts';
import { resolveAddress } from './endpoint.ts';
import { serverClockOf, type ServerClock } from './server-clock.ts';

/** How an element's properties name the shop's back end, and who asks there. A page may set `null` for absent. */
export type ShopNamed = { readonly endpoint: string | undefined; readonly token: TokenSource | undefined };

/** `undefined` where there is none, or none that the page allows. */
export function addressOf({ endpoint }: Pick<ShopNamed, 'endpoint'>): URL | undefined {
  return endpoint == null ? undefined : resolveAddress(endpoint);
}

/** By the token; else by the one that came with the page's address, else by the session. */
export function accessOf({ token }: Pick<ShopNamed, 'token'>): Access {
  return accessBy(token ?? takeLinkToken());
}

/** The clock of the shop's server; where the page answers itself, of the page's own. */
export function clockOf(shop: Pick<ShopNamed, 'endpoint'>): ServerClock {
  const address = addressOf(shop);
  // Kept, because a browser writes the page's origin anew for whoever asks, and a hundred elements ask.
  return address ? serverClockOf(address.origin) : (pageClock ??= serverClockOf(location.origin));
}

let pageClock: ServerClock | undefined;
