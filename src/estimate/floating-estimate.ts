import type { DateWindow, Estimate } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import { formatCivilDate, LAST_EPOCH_DAY, parseCivilDate } from '../dates/civil-date.ts';
import { civilDateAt, nextMidnight } from '../dates/current-day.ts';
import { epochDayAt } from '../dates/zoned-time.ts';
import { isUnreleasedOn, type CartItem } from './cart-items.ts';
import { estimateDated } from './dated-estimate.ts';
import { canLeaveOrigins, resolveTimeZone, type DeliveryOption } from './delivery-option.ts';
import {
  addLead,
  combineTerms,
  toBoundedTerm,
  toFewestDays,
  toFloatingTerm,
  type BoundedTerm,
} from './floating-terms.ts';
import { listStockedItems, planInStorePickup } from './in-store-pickup.ts';
import { deriveUndatedValidUntil } from './validity.ts';

type FloatingEstimate = Pick<Estimate, 'window' | 'term' | 'validUntil'>;

/** Epoch days of a part of the cart, `to` is `Infinity` without an end; the days hold until `until`. */
type PartDays = { from: number; to: number; until: number };

/**
 * The term of an option without a date: its service floats, or a product does. `undefined` if neither does. A product's
 * term is complete. A service's term holds for goods that are ready, so lead is added. A cart takes the later of each bound
 * of all terms. If a part of it has days that may be later than the term says, such as an unreleased item, a window begins
 * with what is later, and has no end.
 */
export function estimateFloating(option: DeliveryOption, now: number): FloatingEstimate | undefined {
  const { floating, transit } = option.service;
  // Without both, a store has only what is on its shelf.
  if (!canLeaveOrigins(option) || (!floating && !transit)) return undefined;
  if (!floating && !option.items.some(({ product }) => product.floating)) return undefined;
  const parts = floating ? splitByRelease(option, toBoundedTerm(floating), now) : splitByProduct(option, now);
  if (!parts) return undefined;

  const today = epochDayAt(resolveTimeZone(option), now);
  const term = parts.terms.length > 0 ? combineTerms(parts.terms) : undefined;
  const days = term ? toFewestDays(term) : { min: -Infinity, max: -Infinity };
  const first = Math.max(...parts.days.map(({ from }) => from));
  const last = Math.max(...parts.days.map(({ to }) => to));
  const changes = parts.days.map(({ until }) => until);
  if (term && first <= today + days.min && last <= today + days.max) {
    return { term: toFloatingTerm(term), validUntil: deriveUndatedValidUntil(now, changes) };
  }
  const isFromToday = today + days.min >= first;
  const from = isFromToday ? today + days.min : first;
  if (from > LAST_EPOCH_DAY) return undefined;
  if (isFromToday) changes.push(nextMidnight(resolveTimeZone(option), now));
  return { window: { from: formatCivilDate(from) }, validUntil: deriveUndatedValidUntil(now, changes) };
}

type CartParts = { terms: BoundedTerm[]; days: PartDays[] };

/** By a floating service: released lots have a term; unreleased ones, and those on the shelf of the store, have days. */
function splitByRelease(option: DeliveryOption, floating: BoundedTerm, now: number): CartParts {
  const parts: CartParts = { terms: [], days: [] };
  for (const { product, lots, origin } of option.items) {
    if (product.floating) parts.terms.push(toBoundedTerm(product.floating));
    for (const lot of product.floating ? [] : lots) {
      const term = addLead(floating, lot);
      if (isUnreleasedOn(lot, civilDateAt(origin.timeZone, now))) {
        const from = parseCivilDate(lot.availableFrom ?? '') + toFewestDays(term).min;
        parts.days.push({ from, to: Infinity, until: nextMidnight(origin.timeZone, now) });
      } else {
        parts.terms.push(term);
      }
    }
  }
  const pickup = listStockedItems(option, now).length > 0 ? planInStorePickup(option, now) : undefined;
  if (pickup) parts.days.push(toPartDays(pickup));
  return parts;
}

/** By a service with dates: products with a term of their own, and the others with their days. */
function splitByProduct(option: DeliveryOption, now: number): CartParts | undefined {
  const dated: CartItem[] = option.items.filter(({ product }) => !product.floating);
  const terms = option.items.flatMap(({ product }) => (product.floating ? toBoundedTerm(product.floating) : []));
  if (dated.length === 0) return { terms, days: [] };
  const estimate = estimateDated({ ...option, items: dated }, now);
  if (!estimate) return undefined;
  const { window, validUntil, parcels = [{ window }] } = estimate;
  // The cart is complete with its last parcel.
  return { terms, days: parcels.map((parcel) => toPartDays({ window: parcel.window, validUntil })) };
}

function toPartDays({ window, validUntil }: { window: DateWindow; validUntil: Instant }): PartDays {
  const to = window.to === undefined ? Infinity : parseCivilDate(window.to);
  return { from: parseCivilDate(window.from), to, until: Date.parse(validUntil) };
}
