import type { Shop } from './shops/shop.ts';
import type { Session } from './session.ts';

/* The addresses that the pages hand to the elements. */

/** The shop's terms, for elements that compute estimates in the page. */
export function formatTermsUrl(shop: Shop, session: Session): string {
  return `/${shop.id}/terms.json${serializeEndpointQuery(session)}`;
}

/** The shop's back end, for elements that request estimates. */
export function formatEndpointUrl(shop: Shop, session: Session): string {
  return `/${shop.id}/waybill${serializeEndpointQuery(session)}`;
}

/** The shop's back end, for elements that show or cancel orders. */
export function formatOrdersEndpoint({ id }: Shop): string {
  return `/${id}/waybill`;
}

/** Only the parameters that change an estimate: fewer addresses, fewer requests. */
function serializeEndpointQuery({ timeOffset, ship }: Session): string {
  return `?${new URLSearchParams({ 'time-offset': String(timeOffset), ship }).toString()}`;
}
