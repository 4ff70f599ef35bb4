import type { FloatingTerm, Item, Range } from '../contract/shop-terms.ts';
import { mapRange, normalizeRange, selectLater } from '../dates/date-range.ts';

/** A floating term with both bounds; `max` is `Infinity` if the term has no upper bound. */
export type BoundedTerm = Range & Pick<FloatingTerm, 'unit'>;

export function toBoundedTerm({ min, max = Infinity, unit }: FloatingTerm): BoundedTerm {
  return { ...normalizeRange({ min, max }), unit };
}

/** The contract's form, without an infinite `max`. */
export function toFloatingTerm({ min, max, unit }: BoundedTerm): FloatingTerm {
  return { min, ...(max < Infinity && { max }), unit };
}

const HOURS_PER_DAY = 24;

/** The fewest hours of a number of units: working days may follow each other without a weekend. */
function fewestHours(count: number, unit: BoundedTerm['unit']): number {
  return unit === 'hour' ? count : count * HOURS_PER_DAY;
}

/** The most hours of a number of units: each five working days begun may include a weekend. */
function mostHours(count: number, unit: BoundedTerm['unit']): number {
  const weekends = unit === 'business-day' ? 2 * Math.ceil(count / 5) : 0;
  return fewestHours(count + weekends, unit);
}

/** Both bounds of a term in whole days: the fewest that they may take. */
export function toFewestDays({ min, max, unit }: BoundedTerm): Range {
  return mapRange({ min, max }, (count) => Math.floor(fewestHours(count, unit) / HOURS_PER_DAY));
}

/** The same duration in days: from the fewest to the most. */
export function toDays(term: BoundedTerm): BoundedTerm {
  return {
    min: toFewestDays(term).min,
    max: addCounts(Math.ceil(mostHours(term.max, term.unit) / HOURS_PER_DAY), 0),
    unit: 'day',
  };
}

const units = ['hour', 'day', 'business-day'] as const;

/**
 * The term after which all terms have passed: the later of each bound. Terms of different units are compared by the
 * calendar. If none of them is the slowest for certain, all are counted in days.
 */
export function combineTerms(terms: readonly BoundedTerm[]): BoundedTerm {
  // In a fixed order, because two terms without an upper bound may each be the slower one.
  const slowest = units.flatMap((unit) => {
    const alike = terms.filter((term) => term.unit === unit);
    return alike.length > 0 ? { ...selectLater(alike), unit } : [];
  });
  return (
    slowest.find((term) => slowest.every((other) => isSlower(term, other))) ?? {
      ...selectLater(slowest.map(toDays)),
      unit: 'day',
    }
  );
}

/** Whether a term is the slower one of two in every week. */
function isSlower(a: BoundedTerm, b: BoundedTerm): boolean {
  if (a === b) return true;
  return (
    fewestHours(a.min, a.unit) >= mostHours(b.min, b.unit) && fewestHours(a.max, a.unit) >= mostHours(b.max, b.unit)
  );
}

/** A lead as a floating term. */
export function toLeadTerm(lead: NonNullable<Item['lead']>): BoundedTerm {
  return { ...normalizeRange(lead), unit: lead.unit === 'business' ? 'business-day' : 'day' };
}

/** The term of goods that are ready, after the lead of an item. Working days and calendar days together count as days. */
export function addLead(term: BoundedTerm, { lead }: Item): BoundedTerm {
  const making = lead && toLeadTerm(lead);
  if (!making || making.max === 0) return term;
  if (term.unit === 'hour' && making.min === 0) {
    return { min: term.min, max: addCounts(term.max, mostHours(making.max, making.unit)), unit: 'hour' };
  }
  // Hours end within a day of either kind.
  const whole = term.unit === 'hour' ? { ...toDays(term), unit: making.unit } : term;
  const [a, b] = whole.unit === making.unit ? [making, whole] : [toDays(making), toDays(whole)];
  return { min: addCounts(a.min, b.min), max: addCounts(a.max, b.max), unit: a.unit };
}

/** A sum that the contract can write. */
const addCounts = (a: number, b: number): number =>
  a + b === Infinity ? Infinity : Math.min(a + b, Number.MAX_SAFE_INTEGER);

/**
 * Both bounds of a term in hours, for sorting; `Infinity` without an upper bound. A working day counts as an hour more than
 * a day: it is longer, but the calendar that says how much is not known here.
 */
export function calculateTermHours(term: FloatingTerm): Range {
  const { unit } = term;
  return mapRange(toBoundedTerm(term), (count) => fewestHours(count, unit) + (unit === 'business-day' ? 1 : 0));
}
