import type { DateWindow, Estimate } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import { formatCivilDate, LAST_EPOCH_DAY, parseCivilDate } from '../dates/civil-date.ts';
import { civilDateAt, nextMidnight } from '../dates/current-day.ts';
import type { EpochDayRange } from '../dates/date-range.ts';
import { epochDayAt, HOUR_MS } from '../dates/zoned-time.ts';
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
import { isSameJson } from './compare.ts';
import { planInStorePickup } from './in-store-pickup.ts';
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

  const timeZone = resolveTimeZone(option);
  const today = epochDayAt(timeZone, now);
  const term = parts.terms.length > 0 ? combineTerms(parts.terms) : undefined;
  const first = Math.max(...parts.days.map(({ from }) => from));
  const last = Math.max(...parts.days.map(({ to }) => to));
  const changes = parts.days.map(({ until }) => until);
  const from = deriveFirstDay(term, { min: first, max: last }, today);
  // The term counts from today.
  if (from !== deriveFirstDay(term, { min: first, max: last }, today + 1)) changes.push(nextMidnight(timeZone, now));
  const validUntil = deriveUndatedValidUntil(now, changes);
  if (term && from === undefined) return { term: toFloatingTerm(term), validUntil };
  if (from === undefined || from > LAST_EPOCH_DAY) return undefined;
  return { window: { from: formatCivilDate(from) }, validUntil };
}

/** The first day of a window without an end; `undefined` if the term says as much as the days of the other parts. */
function deriveFirstDay(term: BoundedTerm | undefined, parts: EpochDayRange, today: number): number | undefined {
  const { min, max } = term ? toFewestDays(term) : { min: 0, max: -Infinity };
  if (parts.min <= today + min && parts.max <= today + max) return undefined;
  return Math.max(today + min, parts.min);
}

type CartParts = { terms: BoundedTerm[]; days: PartDays[] };

/** By a floating service: released lots have a term, unreleased ones have days, and so has the shelf of a store. */
function splitByRelease(option: DeliveryOption, floating: BoundedTerm, now: number): CartParts {
  const parts: CartParts = { terms: [], days: [] };
  const isSent = option.items.some(({ product }) => !product.floating);
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
  // What is sent to a store is not collected before what is on its shelf.
  const pickup = isSent ? planInStorePickup(option, now) : undefined;
  if (pickup) {
    const later = planInStorePickup(option, now + HOUR_MS);
    const isStable = isSameJson(later?.window, pickup.window);
    parts.days.push({ ...toPartDays(pickup), ...(isStable && { until: Infinity }) });
  }
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
