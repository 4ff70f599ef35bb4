import type { FloatingTerm, Range } from '../contract/shop-terms.ts';

/** Both bounds, the smaller first (rule R11). */
export function ordered({ min, max }: Range): Range {
  return { min: Math.min(min, max), max: Math.max(min, max) };
}

/** A floating term with both bounds; the upper one is `Infinity` where there is none. */
export type BoundedTerm = Range & Pick<FloatingTerm, 'unit'>;

export function bounded({ min, max = Infinity, unit }: FloatingTerm): BoundedTerm {
  return { ...ordered({ min, max }), unit };
}

/** As the contract says it. */
export function floatingTerm({ min, max, unit }: BoundedTerm): FloatingTerm {
  return { min, ...(max < Infinity && { max }), unit };
}
