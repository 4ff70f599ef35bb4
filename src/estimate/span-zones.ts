import type { DateWindow, Estimate } from '../contract/estimate.ts';
import { bounded, floatingTerm } from './range.ts';
import { said } from './said.ts';

/**
 * One answer that is true in every zone the destination may lie in: from the earliest day to the
 * latest. What differs between the zones (price, order-by, parcels, steps) is left out.
 */
export function spanZones(answers: readonly (Estimate | undefined)[]): Estimate | undefined {
  const [first, ...others] = answers.filter((answer) => answer !== undefined);
  if (!first || others.length === 0) return first;
  return others.reduce(span, first);
}

function span(a: Estimate, b: Estimate): Estimate {
  const { id, kind, place, availability, destination, method } = a;
  return {
    id,
    kind,
    place,
    availability,
    destination,
    timeZone: inBoth(a.timeZone, b.timeZone),
    method: method && said({ ...method, price: inBoth(method.price, b.method?.price) }),
    validUntil: [a.validUntil, b.validUntil].sort()[0],
    ...spanTimes(a, b),
  };
}

function spanTimes(a: Estimate, b: Estimate): Partial<Estimate> {
  const times = inBoth(timesOf(a), timesOf(b));
  if (times) return { ...times, explanation: inBoth(a.explanation, b.explanation) };
  if (a.window && b.window) {
    return { window: spanWindows(a.window, b.window), parcels: spanParcels(a.parcels, b.parcels) };
  }
  if (a.term && b.term && a.term.unit === b.term.unit) {
    const [one, other] = [bounded(a.term), bounded(b.term)];
    const [min, max] = [Math.min(one.min, other.min), Math.max(one.max, other.max)];
    return { term: floatingTerm({ ...one, min, max }) };
  }
  // A date in one zone, a term in the other: nothing true of both can be said.
  return { unavailable: { code: 'needs-destination' } };
}

function timesOf({ window, term, readyAt, orderBy, parcels }: Estimate): Partial<Estimate> {
  return { window, term, readyAt, orderBy, parcels };
}

type Parcels = NonNullable<Estimate['parcels']>;

/** Parcels stay apart where the cart is parted the same way in both zones. */
function spanParcels(a: Parcels | undefined, b: Parcels | undefined): Parcels | undefined {
  if (!a || !b || !inBoth(a.map(({ items }) => items), b.map(({ items }) => items))) return undefined;
  return a.map(({ items, window }, index) => ({ items, window: spanWindows(window, (b[index] as Parcels[0]).window) }));
}

function spanWindows(a: DateWindow, b: DateWindow): DateWindow {
  const from = a.from < b.from ? a.from : b.from;
  const to = a.to && b.to && (a.to > b.to ? a.to : b.to);
  return { from, ...(to && { to }) };
}

/** What both say alike. Both were made here, so their fields stand in the same order. */
function inBoth<T>(a: T, b: T): T | undefined {
  return JSON.stringify(a) === JSON.stringify(b) ? a : undefined;
}
