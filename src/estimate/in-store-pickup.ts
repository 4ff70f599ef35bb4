import type { CivilDate, Instant } from '../contract/primitives.ts';
import { LAST_EPOCH_DAY } from '../dates/civil-date.ts';
import { civilDateAt } from '../dates/current-day.ts';
import { mapRange, toDateWindow } from '../dates/date-range.ts';
import { MINUTE_MS, formatInstant } from '../dates/zoned-time.ts';
import { isUnreleasedOn, type CartItem } from './cart-items.ts';
import type { DeliveryOption } from './delivery-option.ts';
import { planCollection } from './estimate-collection.ts';

/** Times of day are rounded up to five minutes: never earlier than the goods are ready. */
const STEP_MS = 5 * MINUTE_MS;

export type InStorePickup = {
  readyAt: { from: Instant; to: Instant };
  window: { from: CivilDate; to: CivilDate };
  validUntil: Instant;
};

/** Pickup of goods that a store has in stock; `undefined` if one of them is not, or the option is no such store. */
export function estimateInStorePickup(option: DeliveryOption, now: number): InStorePickup | undefined {
  const { items } = option;
  const isInStock = items.every(({ availability }) => availability !== 'back-order');
  return isInStock && listStockedItems(option, now).length === items.length
    ? planInStorePickup(option, now)
    : undefined;
}

/** The items of which the store has pieces in stock. */
export function listStockedItems({ method, place, items }: DeliveryOption, now: number): CartItem[] {
  if (method.kind !== 'store' || !place?.ready) return [];
  const today = civilDateAt(place.timeZone, now);
  return items.filter(
    ({ product }) =>
      !product.madeToOrder &&
      !product.lead &&
      !product.floating &&
      !isUnreleasedOn(product, today) &&
      (product.stock ?? 1) > 0 &&
      (product.stores?.includes(place.id) ?? true),
  );
}

/** When goods on the shelf of a store are ready. */
export function planInStorePickup({ method, place }: DeliveryOption, now: number): InStorePickup | undefined {
  if (method.kind !== 'store' || !place?.ready) return undefined;
  // Counted from the end of the step, so that the answer holds for every order within it.
  const stepEnd = (Math.floor(now / STEP_MS) + 1) * STEP_MS;
  const plan = planCollection({ store: place, ready: place.ready }, stepEnd);
  if (!plan || plan.days.min < 0 || plan.days.max > LAST_EPOCH_DAY) return undefined;
  const { min: from, max: to } = mapRange(plan.ready, formatInstant);
  return { readyAt: { from, to }, window: toDateWindow(plan.days), validUntil: formatInstant(stepEnd) };
}
