import type { Estimate } from '../contract/estimate.ts';
import type { EstimatePreference } from '../contract/shop-terms.ts';
import { compareArrival, resolveLastDay } from './compare-arrival.ts';
import { calculateTermHours } from './floating-terms.ts';

export type ArrangeOptions = {
  /** Default: `cheapest`. */
  prefer?: EstimatePreference | undefined;
  /** Id of the method that the customer has chosen. */
  method?: string | undefined;
  /** Id of the place that the customer has chosen. */
  place?: string | undefined;
  /** IANA zone of estimates without one. It decides the day of `readyAt`. Default: UTC. */
  timeZone?: string | undefined;
};

/** Estimates in the order in which a page shows them. */
export type ArrangedEstimates = {
  /** The estimate of the headline first, then all others in the order of the list. */
  estimates: readonly Estimate[];
  /** The fastest delivery, if it arrives earlier than the headline's estimate. */
  faster?: Estimate | undefined;
  /** The best collection, if it is ready earlier than the headline's estimate, or is free while that one has a price. */
  collection?: Estimate | undefined;
};

/**
 * Selects the estimate of the headline and its alternatives. The delivery estimate uses this function; a server that uses
 * it too renders the same headline. The order of the list has no effect, except between equal estimates.
 *
 * 1. Only available estimates count, and of these the ones of the chosen method and place. If none is left, all available
 *    ones count; if none is available, the list keeps its order.
 * 2. A delivery leads. A collection leads if it is chosen, preferred, or if there is no delivery.
 * 3. `cheapest`: the lowest price leads; of equal prices the fastest estimate. An estimate without a price may be the
 *    cheapest one: then the slowest of these and of the lowest price leads. Without prices the fastest estimate leads.
 *    `fastest`: the fastest delivery leads. `collection`: the fastest collection leads; without one, the cheapest delivery.
 * 4. The fastest estimate has the earliest last day, then the earliest first day, then the earliest time of day. A term
 *    comes after all dates; of two terms the shorter one is faster. Of equally fast estimates the cheaper one counts.
 * 5. An alternative is earlier if its last day is earlier than that of the headline. On one day, two times are compared. A
 *    term is compared with a term only, and working days are never earlier than days or hours. A collection with a term
 *    is no alternative.
 *
 * Pure: reads no clock. Expired estimates must be left out before.
 */
export function arrangeEstimates(
  estimates: readonly Estimate[],
  { prefer = 'cheapest', method, place, timeZone = 'UTC' }: ArrangeOptions = {},
): ArrangedEstimates {
  const available = estimates.filter(({ unavailable }) => !unavailable);
  const chosen = available.filter(
    (each) => (method ?? each.method?.id) === each.method?.id && (place ?? each.place?.id) === each.place?.id,
  );
  const candidates = (chosen.length > 0 ? chosen : available).toSorted((a, b) => compareArrival(a, b, timeZone));
  const deliveries = candidates.filter(({ kind }) => kind === 'delivery');
  const collections = candidates.filter(({ kind }) => kind === 'collection');
  const isPreferred = prefer === 'collection' && collections.length > 0;
  const leading = isPreferred || deliveries.length === 0 ? collections : deliveries;
  const headline = isPreferred || prefer === 'fastest' ? leading[0] : selectCheapest(leading);
  if (!headline) return { estimates };

  const others = collections.filter((each) => each !== headline && !each.term);
  const isFaster = (each: Estimate): boolean => isEarlier(each, headline, timeZone);
  const hasPrice = headline.method?.price && headline.method.price.amount > 0;
  return {
    estimates: [headline, ...estimates.filter((each) => each !== headline)],
    faster: deliveries.find(isFaster),
    collection: others.find(isFaster) ?? others.find((each) => hasPrice && each.method?.price?.amount === 0),
  };
}

/**
 * The lowest price, of equal prices the first estimate; the first one if no price is stated. If prices are missing or in
 * several currencies, any of these estimates may be the cheapest one: the slowest of them, which promises no more than the
 * others.
 */
function selectCheapest(estimates: readonly Estimate[]): Estimate | undefined {
  const prices = estimates.flatMap(({ method }) => method?.price ?? []);
  if (prices.length === 0) return estimates[0];
  const isComparable = prices.every(({ currency }) => currency === prices[0]?.currency);
  const lowest = Math.min(...prices.map(({ amount }) => amount));
  const cheapest = estimates.find(({ method }) => method?.price?.amount === lowest);
  return estimates.findLast((each) => each === cheapest || !each.method?.price || !isComparable);
}

/** Whether `a` arrives earlier than `b` for certain. */
function isEarlier(a: Estimate, b: Estimate, timeZone: string): boolean {
  if (a.term && b.term) {
    const isComparable = a.term.unit !== 'business-day' || b.term.unit === 'business-day';
    return isComparable && calculateTermHours(a.term).max < calculateTermHours(b.term).max;
  }
  if (a.term || b.term) return false;
  const [day, otherDay] = [resolveLastDay(a, timeZone), resolveLastDay(b, timeZone)];
  const isEarlierToday = a.readyAt && b.readyAt && Date.parse(a.readyAt.to) < Date.parse(b.readyAt.to);
  return day < otherDay || (day === otherDay && isEarlierToday === true);
}
