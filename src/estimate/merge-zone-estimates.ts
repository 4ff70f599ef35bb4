import type { DateWindow, Estimate } from '../contract/estimate.ts';
import { toBoundedTerm, toFloatingTerm } from './floating-terms.ts';
import { isSameJson } from './compare.ts';

type Parcels = NonNullable<Estimate['parcels']>;

/**
 * One estimate that is true in every zone the destination may lie in: from the earliest day to the
 * latest. A field that differs between zones (price, order-by, parcels, steps) is left out. `undefined`
 * if no zone has an estimate.
 */
export function mergeZoneEstimates(estimates: readonly (Estimate | undefined)[]): Estimate | undefined {
  const [first, ...others] = estimates.filter((each) => each !== undefined);
  return first && others.reduce(mergeEstimates, first);
}

function mergeEstimates(a: Estimate, b: Estimate): Estimate {
  const { id, kind, place, availability, method } = a;
  const price = ifEqual(method?.price, b.method?.price);
  return {
    id,
    kind,
    place,
    availability,
    timeZone: ifEqual(a.timeZone, b.timeZone),
    method: method && { id: method.id, name: method.name, ...(price && { price }) },
    validUntil: [a.validUntil, b.validUntil].sort()[0],
    ...mergeTimes(a, b),
  };
}

function mergeTimes(a: Estimate, b: Estimate): Partial<Estimate> {
  const times = ifEqual(pickTimes(a), pickTimes(b));
  if (times) return { ...times, explanation: ifEqual(a.explanation, b.explanation) };
  if (a.window && b.window) {
    return { window: mergeWindows(a.window, b.window), parcels: mergeParcels(a.parcels, b.parcels) };
  }
  if (a.term && b.term && a.term.unit === b.term.unit) {
    const [one, other] = [toBoundedTerm(a.term), toBoundedTerm(b.term)];
    const [min, max] = [Math.min(one.min, other.min), Math.max(one.max, other.max)];
    return { term: toFloatingTerm({ ...one, min, max }) };
  }
  // No time is true of both a date and a term.
  return { unavailable: { code: 'needs-destination' } };
}

function pickTimes({ window, term, readyAt, orderBy, parcels }: Estimate): Partial<Estimate> {
  return { window, term, readyAt, orderBy, parcels };
}

/** Parcels are kept if both zones split the cart alike. */
function mergeParcels(a: Parcels | undefined, b: Parcels | undefined): Parcels | undefined {
  if (!a || !b || !ifEqual(listContents(a), listContents(b))) return undefined;
  return a.map(({ items, window }, index) => ({
    items,
    window: mergeWindows(window, (b[index] as Parcels[0]).window),
  }));
}

function listContents(parcels: Parcels): (readonly string[])[] {
  return parcels.map(({ items }) => items);
}

function mergeWindows(a: DateWindow, b: DateWindow): DateWindow {
  const from = a.from < b.from ? a.from : b.from;
  const to = a.to && b.to && (a.to > b.to ? a.to : b.to);
  return { from, ...(to && { to }) };
}

function ifEqual<T>(a: T, b: T): T | undefined {
  return isSameJson(a, b) ? a : undefined;
}
