import type { Estimate } from '../contract/estimate.ts';
import type { FloatingTerm } from '../contract/shop-terms.ts';
import { bounded } from './range.ts';

/** Fastest first, those without a date after them, then the cheaper one; a price that is not said comes last. */
export function byArrival(a: Estimate, b: Estimate): number {
  return (
    compare(daysOf(a), daysOf(b)) ||
    compare(hoursOf(a.term), hoursOf(b.term)) ||
    compare(a.method?.price?.amount ?? Infinity, b.method?.price?.amount ?? Infinity)
  );
}

/** Of two terms the longer one last; one without an upper bound is longer than any. */
export function byLength(a: FloatingTerm, b: FloatingTerm): number {
  return compare(hoursOf(a), hoursOf(b)) || compare(a.min, b.min);
}

/** Last day, first day, time of day: sorts as text. Days are those at the place, as they are shown. */
function daysOf({ window, readyAt }: Estimate): string {
  return window ? `${window.to ?? '9'} ${window.from} ${readyAt?.to ?? ''}` : '9';
}

/** A working day is longer than a day, by how much is not known here. */
function hoursOf(term: FloatingTerm | undefined): number {
  if (!term) return Infinity;
  const { max } = bounded(term);
  return term.unit === 'hour' ? max : max * 24 + (term.unit === 'business-day' ? 1 : 0);
}

/** Civil dates, and instants in UTC without fractions, sort as text. */
export function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}
