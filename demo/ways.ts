import type { Estimate, EstimateRequest, ShopTerms } from '../src/contract/index.ts';
import type { Built } from './dist.ts';
import type { CartLine, Shop } from './shops/shop.ts';
import { destinationOf, shopNow, subtotalOf, type Visit } from './visit.ts';

/* What the shop's server asks its own terms, to write it into the page and to check what comes back. */

/** The terms as a visitor chose them: sent together or apart. */
export function termsFor({ terms }: Shop, { ship }: Pick<Visit, 'ship'>): ShopTerms {
  return { ...terms, ship };
}

/** Where the pages' widgets find the terms: with the shop's time and the way of sending, and nothing else. */
export function termsAddress(shop: Shop, visit: Visit): string {
  return `/${shop.id}/terms.json${answerQuery(visit)}`;
}

/** Where the pages' widgets ask the shop's server. */
export function endpointAddress(shop: Shop, visit: Visit): string {
  return `/${shop.id}/waybill${answerQuery(visit)}`;
}

/** Where the account's widgets find a shop's orders. */
export function ordersAddress({ id }: Shop): string {
  return `/${id}/waybill`;
}

/** Answers for products and destination of a visit, fastest first; `only` narrows it to a method or a place. */
export function estimatesFor(
  { engine }: Built,
  shop: Shop,
  visit: Visit,
  items: readonly CartLine[],
  only: Pick<EstimateRequest, 'method' | 'place'> = {},
): Estimate[] {
  const request: EstimateRequest = {
    items: [...items],
    destination: destinationOf(visit),
    subtotal: subtotalOf(shop, items),
    language: visit.language,
    ...only,
  };
  return engine.estimate(termsFor(shop, visit), request, new Date(shopNow(shop, visit)).toISOString());
}

/** A method, or a method and a place, as a form says it: `paket`, `abholung:kanal`. An estimate's id is the same. */
export function readWay(way: string): Pick<EstimateRequest, 'method' | 'place'> {
  const [method = '', place] = way.split(':');
  return { method, ...(place !== undefined && { place }) };
}

function answerQuery({ ahead, ship }: Visit): string {
  return `?${new URLSearchParams({ ahead: String(ahead), ship }).toString()}`;
}
