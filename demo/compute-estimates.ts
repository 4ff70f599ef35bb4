import type { Estimate, EstimateRequest, ShopTerms } from 'waybill/contract';
import { estimate } from 'waybill/estimate';
import { calculateSubtotal } from './cart.ts';
import type { CartLine, Shop } from './shops/shop.ts';
import { parseDestination, type Session } from './session.ts';
import { getSessionTime } from './shop-time.ts';

/** The shop's terms with the session's choice between one shipment and several. */
export function applyShippingChoice({ terms }: Shop, { ship }: Pick<Session, 'ship'>): ShopTerms {
  return { ...terms, ship };
}

/** Estimates for products and the session's destination, fastest first; `option` selects one method or place. */
export function computeEstimates(
  shop: Shop,
  session: Session,
  items: readonly CartLine[],
  option: Pick<EstimateRequest, 'method' | 'place'> = {},
): Estimate[] {
  const request: EstimateRequest = {
    items: [...items],
    destination: parseDestination(session),
    subtotal: calculateSubtotal(shop, items),
    language: session.language,
    ...option,
  };
  const now = new Date(getSessionTime(shop, session)).toISOString();
  return estimate(applyShippingChoice(shop, session), request, now);
}

/** Reads a form's option, which is an estimate's id: `paket` (method), `abholung:kanal` (method and place). */
export function parseOptionId(optionId: string): Pick<EstimateRequest, 'method' | 'place'> {
  const [method = '', place] = optionId.split(':');
  return { method, ...(place !== undefined && { place }) };
}
