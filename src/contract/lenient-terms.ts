import { validateShopTerms } from './generated/estimate-validators.ts';
import { MAX_WARNINGS, type LenientResult, type ParseWarning } from './lenient-parse.ts';
import { findReplacement } from './replace-invalid.ts';
import type { LenientTerms } from './shop-terms.ts';
import { UNKNOWN_FIELD, type ValidationIssue } from './validators.ts';

/**
 * Parses a shop's terms for a customer. An invalid origin, zone, service, method, place, product or optional field is
 * replaced (see `LenientTerms`), with one warning for each; the other parts are as `parseTerms` returns them. An unknown field
 * of the file is left out, unless it may be a misspelled `products`: without them every product would be in stock. Any other
 * issue, such as a missing list, invalidates the terms. Never throws.
 */
export function parseTermsLeniently(value: unknown): LenientResult<LenientTerms> {
  const issues: ValidationIssue[] = [];
  const terms = validateShopTerms(value, issues) as LenientTerms;
  const isHarmless = ({ path, message }: ValidationIssue): boolean =>
    message === UNKNOWN_FIELD && !path.includes('.') && terms.products !== undefined;
  const fatal = issues.filter((issue) => !findReplacement(issue) && !isHarmless(issue));
  if (fatal.length > 0) return { ok: false, issues: fatal };
  if (issues.length === 0) return { ok: true, data: terms, warnings: [] };

  const warnings: ParseWarning[] = [];
  const unreadable = new Set<object>();
  for (const replacement of new Set(issues.map((issue) => findReplacement(issue) ?? { issue, noun: 'field' }))) {
    const { issue, noun } = replacement;
    warnings.push({ path: issue.path, message: `${issue.message}. The ${noun} is left out`, code: 'left-out' });
    if ('placeholder' in replacement && replacement.placeholder) unreadable.add(replacement.placeholder);
  }
  const data = { ...terms, unreadable };
  if (terms.places?.includes(undefined!)) unreadable.add((data.places = terms.places.filter(Boolean)));
  return { ok: true, data, warnings: warnings.slice(0, MAX_WARNINGS) };
}
