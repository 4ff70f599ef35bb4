import type { Estimate } from '../contract/estimate.ts';
import { civilDateAt } from '../dates/current-day.ts';
import { mapRange, toDateWindow } from '../dates/date-range.ts';
import { MINUTE_MS, formatInstant } from '../dates/zoned-time.ts';
import { isUnreleasedOn } from './cart-items.ts';
import type { DeliveryOption } from './delivery-option.ts';
import { planCollection } from './estimate-collection.ts';

/** Times of day are rounded up to five minutes: never earlier than the goods are ready. */
const STEP_MS = 5 * MINUTE_MS;

/** Pickup of goods that a store has in stock; `undefined` if one of them is not, or the option is no such store. */
export function estimateInStorePickup(
  { method, place, items }: DeliveryOption,
  now: number,
): Pick<Estimate, 'readyAt' | 'window' | 'validUntil'> | undefined {
  if (method.kind !== 'store' || !place?.ready) return undefined;
  const today = civilDateAt(place.timeZone, now);
  const isInStore = items.every(
    ({ availability, item, product }) =>
      availability === 'in-stock' &&
      !item.lead &&
      !product.floating &&
      !isUnreleasedOn(item, today) &&
      (product.stores?.includes(place.id) ?? true),
  );
  if (!isInStore) return undefined;

  // Counted from the end of the step, so that the answer holds for every order within it.
  const stepEnd = (Math.floor(now / STEP_MS) + 1) * STEP_MS;
  const plan = planCollection({ store: place, ready: place.ready }, stepEnd);
  if (!plan) return undefined;
  const { min: from, max: to } = mapRange(plan.ready, formatInstant);
  return { readyAt: { from, to }, window: toDateWindow(plan.days), validUntil: formatInstant(stepEnd) };
}
