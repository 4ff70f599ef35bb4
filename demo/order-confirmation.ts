import { randomUUID } from 'node:crypto';
import { parseEstimates, type Estimate } from 'waybill/contract';
import { computeEstimates, parseOptionId } from './compute-estimates.ts';
import type { CartLine, Shop } from './shops/shop.ts';
import type { Session } from './session.ts';
import { getSessionTime } from './shop-time.ts';

/** An order as the checkout confirmed it. */
export type OrderConfirmation = {
  id: string;
  cart: readonly CartLine[];
  to: string;
  ship: Session['ship'];
  /** By the shop's clock, in milliseconds since the epoch. */
  placedAt: number;
  promise: Estimate;
  /** Whether the estimate on the page differs from the promise. */
  hasPromiseChanged: boolean;
};

/**
 * Confirms an order. A page can be old and a form can be forged, so the server computes the estimate again. The shown
 * estimate becomes the promise only if both agree.
 *
 * @returns `undefined` if the option is not available for the cart
 */
export function confirmOrder(
  shop: Shop,
  session: Session,
  optionId: string,
  shownEstimates: unknown,
): OrderConfirmation | undefined {
  const currentEstimate = computeEstimates(shop, session, session.cart, parseOptionId(optionId)).find(
    ({ id }) => id === optionId,
  );
  if (!currentEstimate || currentEstimate.unavailable) return undefined;
  const parsed = parseEstimates(shownEstimates);
  const promise = parsed.ok ? parsed.data[0] : undefined;
  const isSame = promise !== undefined && serializePromise(promise) === serializePromise(currentEstimate);
  return {
    id: randomUUID().slice(0, 8),
    cart: session.cart,
    to: session.to,
    ship: session.ship,
    placedAt: getSessionTime(shop, session),
    promise: omitExpiringFields(isSame ? promise : currentEstimate),
    hasPromiseChanged: promise !== undefined && !isSame,
  };
}

/** The binding fields of a promise: method, place and days. Times of day are left out: they can move by minutes. */
function serializePromise({ id, window, term, parcels, place }: Estimate): string {
  const days = [window?.from, window?.to, term?.min, term?.max, term?.unit];
  const parcelDays = parcels?.map((parcel) => [parcel.items, parcel.window.from, parcel.window.to]);
  return JSON.stringify([id, days, parcelDays, place?.id]);
}

/** Removes the countdown and the expiry: a promise has neither. */
function omitExpiringFields(estimate: Estimate): Estimate {
  const { orderBy: _orderBy, validUntil: _validUntil, needs: _needs, explanation, ...promise } = estimate;
  const steps = explanation?.filter(({ kind }) => kind !== 'cutoff');
  return { ...promise, ...(steps && { explanation: steps }) };
}
