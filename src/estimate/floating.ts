import type { Estimate } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import type { FloatingTerm, Item } from '../contract/shop-terms.ts';
import { byLength } from './by-arrival.ts';
import { formatDay, LAST_DAY, parseDay } from './civil-date.ts';
import { canLeave, type Route } from './plan.ts';
import { isReleasedAfter, todayAt } from './product.ts';
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
    if (product.floating) return ordered(product.floating);
    return floating ? withLead(ordered(floating), item) : [];
  });
  if (terms.length === 0) return undefined;

  const waiting = items.filter(({ item, origin }) => origin && isReleasedAfter(item, todayAt(origin, now)));
  const releases = waiting.flatMap(({ origin }) => (origin ? midnightAfter(origin.timeZone, now) : []));
  const validUntil = firstOf([undatedUntil(now), ...releases]);
  if (!floating || waiting.length === 0) return { term: terms.reduce(longer), validUntil };
  const from = Math.max(...waiting.map(({ item }) => earliest(ordered(floating), item)));
  return from <= LAST_DAY ? { window: { from: formatDay(from) }, validUntil } : undefined;
}

/** The first day on which an item that waits for its release may arrive. */
function earliest(floating: FloatingTerm, item: Item): number {
  return parseDay(item.availableFrom ?? '') + daysOf(withLead(floating, item));
}

/** Made first, then under way. Days of both kinds together are counted as working days: never too few. */
function withLead(floating: FloatingTerm, { lead }: Item): FloatingTerm {
  if (!lead) return floating;
  const isBusiness = lead.unit === 'business' || floating.unit === 'business-day';
  const days = (count: number): number => (floating.unit === 'hour' ? Math.ceil(count / 24) : count);
  return {
    min: Math.min(lead.min, lead.max) + daysOf(floating),
    ...(floating.max !== undefined && { max: Math.max(lead.min, lead.max) + days(floating.max) }),
    unit: isBusiness ? 'business-day' : 'day',
  };
}

/** Whole days that pass at least. */
function daysOf({ min, unit }: FloatingTerm): number {
  return unit === 'hour' ? Math.floor(min / 24) : min;
}

/** The longer term of two; where both are counted alike, the later of each bound. */
function longer(a: FloatingTerm, b: FloatingTerm): FloatingTerm {
  if (a.unit !== b.unit) return byLength(a, b) < 0 ? b : a;
  const max = a.max !== undefined && b.max !== undefined ? { max: Math.max(a.max, b.max) } : {};
  return { min: Math.max(a.min, b.min), ...max, unit: a.unit };
}

function ordered({ min, max = Infinity, unit }: FloatingTerm): FloatingTerm {
  const upper = Math.max(min, max);
  return { min: Math.min(min, max), ...(Number.isFinite(upper) && { max: upper }), unit };
}
