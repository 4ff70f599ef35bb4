import type { Estimate } from '../contract/estimate.ts';
import type { FloatingTerm, Item, Range } from '../contract/shop-terms.ts';
import { formatCivilDate, LAST_EPOCH_DAY, parseCivilDate } from '../dates/civil-date.ts';
import { civilDateAt, nextMidnight } from '../dates/current-day.ts';
import { normalizeRange } from '../dates/date-range.ts';
import { isUnreleasedOn } from './cart-items.ts';
import { canLeaveOrigins, type DeliveryOption } from './delivery-option.ts';
import { deriveUndatedValidUntil } from './validity.ts';

/** A floating term with both bounds; `max` is `Infinity` if the term has no upper bound. */
type BoundedTerm = Range & Pick<FloatingTerm, 'unit'>;

export function toBoundedTerm({ min, max = Infinity, unit }: FloatingTerm): BoundedTerm {
  return { ...normalizeRange({ min, max }), unit };
}

/** The contract's form, without an infinite `max`. */
export function toFloatingTerm({ min, max, unit }: BoundedTerm): FloatingTerm {
  return { min, ...(max < Infinity && { max }), unit };
}

/**
 * The term of an option without a date: its service floats, or a product does. `undefined` if neither
 * does. A service's term holds for goods that are ready, so lead is added, and an unreleased item gives
 * a window from its first possible day. A product's term is complete. A cart takes its longest term.
 */
export function estimateFloating(
  option: DeliveryOption,
  now: number,
): Pick<Estimate, 'window' | 'term' | 'validUntil'> | undefined {
  if (!canLeaveOrigins(option)) return undefined;
  const { items } = option;
  const { floating } = option.service;
  const terms = items.flatMap(({ product, item }) => {
    if (product.floating) return toBoundedTerm(product.floating);
    return floating ? addLead(toBoundedTerm(floating), item) : [];
  });
  if (terms.length === 0) return undefined;

  const unreleased = items.filter(
    ({ item, origin }) => origin && isUnreleasedOn(item, civilDateAt(origin.timeZone, now)),
  );
  const releases = unreleased.flatMap(({ origin }) => (origin ? nextMidnight(origin.timeZone, now) : []));
  const validUntil = deriveUndatedValidUntil(now, releases);
  if (!floating || unreleased.length === 0) return { term: toFloatingTerm(terms.reduce(selectLongerTerm)), validUntil };
  const from = Math.max(...unreleased.map(({ item }) => calculateEarliestArrival(toBoundedTerm(floating), item)));
  return from <= LAST_EPOCH_DAY ? { window: { from: formatCivilDate(from) }, validUntil } : undefined;
}

/** The first epoch day on which an unreleased item may arrive. */
function calculateEarliestArrival(floating: BoundedTerm, item: Item): number {
  const { min, unit } = addLead(floating, item);
  return parseCivilDate(item.availableFrom ?? '') + Math.floor(min / getUnitsPerDay(unit));
}

/**
 * Length of a term for sorting, in hours; `Infinity` without an upper bound. A business day counts as
 * an hour more than a day: it is longer, but the calendar that says how much is not known here.
 */
export function calculateTermHours({ max = Infinity, min, unit }: FloatingTerm): number {
  const upper = Math.max(min, max);
  return unit === 'hour' ? upper : upper * 24 + (unit === 'business-day' ? 1 : 0);
}

/** The longer of two terms; for equal units, the later of each bound. */
function selectLongerTerm(a: BoundedTerm, b: BoundedTerm): BoundedTerm {
  if (a.unit === b.unit) return { min: Math.max(a.min, b.min), max: Math.max(a.max, b.max), unit: a.unit };
  const [hoursOfA, hoursOfB] = [calculateTermHours(a), calculateTermHours(b)];
  // Two terms without an upper bound are compared by the lower one.
  return hoursOfA < hoursOfB || (hoursOfA === hoursOfB && a.min < b.min) ? b : a;
}

/** Adds the lead of an item. Business days and calendar days together count as business days: never too few. */
function addLead(floating: BoundedTerm, { lead }: Item): BoundedTerm {
  if (!lead) return floating;
  const making = normalizeRange(lead);
  const perDay = getUnitsPerDay(floating.unit);
  return {
    min: making.min + Math.floor(floating.min / perDay),
    max: making.max + Math.ceil(floating.max / perDay),
    unit: lead.unit === 'business' || floating.unit === 'business-day' ? 'business-day' : 'day',
  };
}

/** Units of a term in a day. */
function getUnitsPerDay(unit: BoundedTerm['unit']): number {
  return unit === 'hour' ? 24 : 1;
}
