import type { Estimate } from '../contract/estimate.ts';
import type { CivilDate } from '../contract/primitives.ts';
import { formatCivilDate } from '../dates/civil-date.ts';
import { epochDayAt } from '../dates/zoned-time.ts';
import { compareValues } from './compare.ts';
import { calculateTermHours } from './floating-terms.ts';

/** Sorts after every date. */
const NEVER = '9';

/** What tells how fast an estimate, or a parcel of it, is. */
type Arrival = Pick<Estimate, 'window' | 'readyAt' | 'term' | 'method' | 'timeZone'>;

/**
 * Sorts the fastest estimate first: by the last day, the first day, the time of day, then the length of the term. For equal
 * speed the cheaper one comes first, and one without a price last. `defaultTimeZone` is that of estimates without one.
 */
export function compareArrival(a: Arrival, b: Arrival, defaultTimeZone = 'UTC'): number {
  return (
    compareValues(deriveSortKey(a, defaultTimeZone), deriveSortKey(b, defaultTimeZone)) ||
    compareTerms(a.term, b.term) ||
    compareValues(a.method?.price?.amount ?? Infinity, b.method?.price?.amount ?? Infinity)
  );
}

/** As the customer sees them. Civil dates and UTC instants sort as text. */
function deriveSortKey(estimate: Arrival, defaultTimeZone: string): string {
  const { window, readyAt } = estimate;
  if (!window && !readyAt) return `${NEVER}${NEVER}`;
  const last = resolveLastDay(estimate, defaultTimeZone);
  return `${last} ${window?.from ?? last} ${readyAt?.to ?? ''} ${readyAt?.from ?? ''}`;
}

/** The last day on which an estimate arrives; after every date without one. */
export function resolveLastDay({ window, readyAt, timeZone }: Arrival, defaultTimeZone: string): CivilDate {
  if (window) return window.to ?? NEVER;
  return readyAt ? formatCivilDate(epochDayAt(timeZone ?? defaultTimeZone, Date.parse(readyAt.to))) : NEVER;
}

/** By the upper bound, then by the lower one. */
function compareTerms(a: Estimate['term'], b: Estimate['term']): number {
  const [one, other] = [a, b].map((term) => (term ? calculateTermHours(term) : { min: Infinity, max: Infinity }));
  return compareValues(one?.max ?? 0, other?.max ?? 0) || compareValues(one?.min ?? 0, other?.min ?? 0);
}
