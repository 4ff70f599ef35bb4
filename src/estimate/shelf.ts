import { millisecondsInMinute } from 'date-fns/constants';
import type { Estimate } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import { estimateCollection } from './collection.ts';
import { windowOf } from './date-range.ts';
import type { Route } from './plan.ts';
import { isReleasedAfter, todayAt } from './product.ts';
import { formatInstant } from './zoned-time.ts';

/** A time of day is said in steps of five minutes, never earlier than it is true. */
const STEP = 5 * millisecondsInMinute;

/** Collection of goods that a store has on its shelf; `undefined` where it has not. */
export function collectFromShelf({ method, place, items }: Route, now: Instant): Partial<Estimate> | undefined {
  if (method.kind !== 'store' || !place?.ready) return undefined;
  const today = todayAt(place, now);
  const isOnShelf = items.every(
    ({ availability, item, product }) =>
      availability === 'in-stock' &&
      !item.lead &&
      !product.floating &&
      !isReleasedAfter(item, today) &&
      (product.stores?.includes(place.id) ?? true),
  );
  if (!isOnShelf) return undefined;

  // Ready for whoever orders within the step: the answer then holds until the step is over.
  const nextStep = formatInstant((Math.floor(Date.parse(now) / STEP) + 1) * STEP);
  const result = estimateCollection({ now: nextStep, store: place, ready: place.ready });
  if (result.status === 'error') return undefined;
  return {
    readyAt: { from: result.ready.min, to: result.ready.max },
    window: windowOf(result.date),
    validUntil: nextStep,
  };
}
