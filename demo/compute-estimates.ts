import type { Estimate, EstimateRequest, ShopTerms } from 'waybill/contract';
import { arrangeEstimates, estimate } from 'waybill/estimate';
import { calculateSubtotal } from './cart.ts';
import type { CartLine, Shop } from './shops/shop.ts';
import { parseDestination, type Session } from './session.ts';
import { getSessionTime } from './shop-time.ts';

/** The shop's terms with the session's choice between one shipment and several. */
export function applyShippingChoice({ terms }: Shop, { ship }: Pick<Session, 'ship'>): ShopTerms {
  return { ...terms, ship };
}

/**
 * Estimates for products and the session's destination, in the order of the element: that of the headline first. `option`
 * selects one method or place, and replaces the value of the cart.
 */
export function computeEstimates(
  shop: Shop,
  session: Session,
  items: readonly CartLine[],
  option: Pick<EstimateRequest, 'method' | 'place' | 'subtotal'> = {},
): Estimate[] {
  const request: EstimateRequest = {
    items: [...items],
    destination: parseDestination(session),
    subtotal: calculateSubtotal(shop, items),
    language: session.language,
    ...option,
  };
  const now = new Date(getSessionTime(shop, session)).toISOString();
  const terms = applyShippingChoice(shop, session);
  const { method, place } = option;
  return [...arrangeEstimates(estimate(terms, request, now), { prefer: terms.prefer, method, place }).estimates];
}

/** Reads a form's option, which is an estimate's id: `paket` (method), `abholung:kanal` (method and place). */
export function parseOptionId(optionId: string): Pick<EstimateRequest, 'method' | 'place'> {
  const [method = '', place] = optionId.split(':');
  return { method, ...(place !== undefined && { place }) };
}
