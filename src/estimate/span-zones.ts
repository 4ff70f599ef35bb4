import type { DateWindow, Estimate } from '../contract/estimate.ts';

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
  const { id, kind, request, place, availability, destination } = a;
  const { price: priceA, ...method } = a.method ?? { id, name: '' };
  const isSamePrice = isEqual(priceA, b.method?.price);
  return {
    id,
    kind,
    ...(request !== undefined && { request }),
    ...(place && { place }),
    ...(availability && { availability }),
    ...(destination && { destination }),
    ...(a.timeZone !== undefined && a.timeZone === b.timeZone && { timeZone: a.timeZone }),
    method: { ...method, ...(isSamePrice && priceA && { price: priceA }) },
    validUntil: [a.validUntil, b.validUntil].sort()[0],
    ...spanTimes(a, b),
  };
}

function spanTimes(a: Estimate, b: Estimate): Partial<Estimate> {
  if (isEqual(timesOf(a), timesOf(b))) {
    const explanation = isEqual(a.explanation, b.explanation) ? a.explanation : undefined;
    return { ...timesOf(a), ...(explanation && { explanation }) };
  }
  if (a.window && b.window) {
    const parcels = spanParcels(a.parcels, b.parcels);
    return { window: spanWindows(a.window, b.window), ...(parcels && { parcels }) };
  }
  if (a.term && b.term && a.term.unit === b.term.unit) {
    const max = a.term.max !== undefined && b.term.max !== undefined ? { max: Math.max(a.term.max, b.term.max) } : {};
    return { term: { min: Math.min(a.term.min, b.term.min), ...max, unit: a.term.unit } };
  }
  // A date in one zone, a term in the other: nothing true of both can be said.
  return { unavailable: { code: 'needs-destination' } };
}

function timesOf({ window, term, readyAt, orderBy, parcels }: Estimate): Partial<Estimate> {
  return {
    ...(window && { window }),
    ...(term && { term }),
    ...(readyAt && { readyAt }),
    ...(orderBy !== undefined && { orderBy }),
    ...(parcels && { parcels }),
  };
}

type Parcels = NonNullable<Estimate['parcels']>;

/** Parcels stay apart where the cart is parted the same way in both zones. */
function spanParcels(a: Parcels | undefined, b: Parcels | undefined): Parcels | undefined {
  if (!a || !b || !isEqual(a.map(({ items }) => items), b.map(({ items }) => items))) return undefined;
  return a.map(({ items, window }, index) => ({ items, window: spanWindows(window, (b[index] as Parcels[0]).window) }));
}

function spanWindows(a: DateWindow, b: DateWindow): DateWindow {
  const from = a.from < b.from ? a.from : b.from;
  const to = a.to && b.to && (a.to > b.to ? a.to : b.to);
  return { from, ...(to && { to }) };
}

/** Both were made here, so their fields stand in the same order. */
function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
