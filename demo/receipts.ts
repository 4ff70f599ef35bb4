import { randomUUID } from 'node:crypto';
import type { Estimate } from '../src/contract/index.ts';
import type { Built } from './dist.ts';
import type { CartLine, Shop } from './shops/shop.ts';
import { shopNow, type Visit } from './visit.ts';
import { estimatesFor, readWay } from './ways.ts';

/** What the checkout confirmed. */
export type Receipt = {
  id: string;
  cart: readonly CartLine[];
  to: string;
  ship: Visit['ship'];
  /** The shop's time, milliseconds since the epoch. */
  placedAt: number;
  promise: Estimate;
  /** What the page had said no longer held when the order arrived. */
  isMoved: boolean;
};

/**
 * Takes an order with the promise its page showed. A page can be old and a form can be forged, so the
 * shop's own terms are asked again: what the page said is kept only where it is what holds now.
 *
 * @returns `undefined` where the cart cannot go that way
 */
export function receiptOf(built: Built, shop: Shop, visit: Visit, way: string, shown: unknown): Receipt | undefined {
  const now = estimatesFor(built, shop, visit, visit.cart, readWay(way)).find(({ id }) => id === way);
  if (!now || now.unavailable) return undefined;
  const said = built.contract.parseEstimates(shown);
  const promise = said.ok ? said.data[0] : undefined;
  const isSame = promise !== undefined && substance(promise) === substance(now);
  return {
    id: randomUUID().slice(0, 8),
    cart: visit.cart,
    to: visit.to,
    ship: visit.ship,
    placedAt: shopNow(shop, visit),
    promise: kept(isSame ? promise : now),
    isMoved: promise !== undefined && !isSame,
  };
}

/** What a promise binds the shop to: how, where, which days. A time of day in a store may move by minutes. */
function substance({ id, window, term, parcels, place }: Estimate): string {
  const days = [window?.from, window?.to, term?.min, term?.max, term?.unit];
  const apart = parcels?.map(({ items, window: own }) => [items, own.from, own.to]);
  return JSON.stringify([id, days, apart, place?.id]);
}

/** A promise has no countdown and does not run out. */
function kept(estimate: Estimate): Estimate {
  const { orderBy: _orderBy, validUntil: _validUntil, needs: _needs, explanation, ...promise } = estimate;
  const steps = explanation?.filter(({ kind }) => kind !== 'cutoff');
  return { ...promise, ...(steps && { explanation: steps }) };
}
