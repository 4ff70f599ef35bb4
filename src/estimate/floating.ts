import type { Estimate } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import type { Item } from '../contract/shop-terms.ts';
import { byLength } from './by-arrival.ts';
import { formatDay, LAST_DAY, parseDay } from './civil-date.ts';
import { canLeave, type Route } from './plan.ts';
import { isReleasedAfter, todayAt } from './product.ts';
import { bounded, floatingTerm, ordered, type BoundedTerm } from './range.ts';
import { firstOf, midnightAfter, undatedUntil } from './validity.ts';

/**
 * How long it takes where no date can be given: because the service floats, or a product does. A term
 * of a service holds for goods that are ready: what has to be made first takes its time on top, and
 * what is not released yet comes from a day on. A term of a product is all that is said of it. A cart
 * floats as long as its slowest part.
 */
export function floatingAnswer(route: Route, now: Instant): Partial<Estimate> | undefined {
  if (!canLeave(route)) return undefined;
  const { items } = route;
  const { floating } = route.service;
  const terms = items.flatMap(({ product, item }) => {
    if (product.floating) return bounded(product.floating);
    return floating ? withLead(bounded(floating), item) : [];
  });
  if (terms.length === 0) return undefined;

  const waiting = items.filter(({ item, origin }) => origin && isReleasedAfter(item, todayAt(origin, now)));
  const releases = waiting.flatMap(({ origin }) => (origin ? midnightAfter(origin.timeZone, now) : []));
  const validUntil = firstOf([undatedUntil(now), ...releases]);
  if (!floating || waiting.length === 0) return { term: floatingTerm(terms.reduce(longer)), validUntil };
  const from = Math.max(...waiting.map(({ item }) => earliest(bounded(floating), item)));
  return from <= LAST_DAY ? { window: { from: formatDay(from) }, validUntil } : undefined;
}

/** The first day on which an item that waits for its release may arrive. */
function earliest(floating: BoundedTerm, item: Item): number {
  const { min, unit } = withLead(floating, item);
  return parseDay(item.availableFrom ?? '') + Math.floor(min / unitsADay(unit));
}

/** Made first, then under way. Days of both kinds together are counted as working days: never too few. */
function withLead(floating: BoundedTerm, { lead }: Item): BoundedTerm {
  if (!lead) return floating;
  const making = ordered(lead);
  const perDay = unitsADay(floating.unit);
  return {
    min: making.min + Math.floor(floating.min / perDay),
    max: making.max + Math.ceil(floating.max / perDay),
    unit: lead.unit === 'business' || floating.unit === 'business-day' ? 'business-day' : 'day',
  };
}

function unitsADay(unit: BoundedTerm['unit']): number {
  return unit === 'hour' ? 24 : 1;
}

/** The longer term of two; where both are counted alike, the later of each bound. */
function longer(a: BoundedTerm, b: BoundedTerm): BoundedTerm {
  if (a.unit !== b.unit) return byLength(a, b) < 0 ? b : a;
  return { min: Math.max(a.min, b.min), max: Math.max(a.max, b.max), unit: a.unit };
}
