import { validateShopTerms } from './generated/estimate-validators.ts';
import { MAX_WARNINGS, type LenientResult, type ParseWarning } from './lenient-parse.ts';
import { findReplacement } from './replace-invalid.ts';
import type { ReadTerms } from './shop-terms.ts';
import type { ValidationIssue } from './validators.ts';

/**
 * Parses a shop's terms for a customer. An invalid origin, zone, service, method, place, product or optional field is
 * replaced (see `ReadTerms`), with one warning for each; the other parts are as `parseTerms` returns them. Any other
 * issue, such as an unknown field of the file or a missing list, invalidates the terms. Never throws.
 */
export function parseTermsLeniently(value: unknown): LenientResult<ReadTerms> {
  const issues: ValidationIssue[] = [];
  const terms = validateShopTerms(value, issues) as ReadTerms;
  const fatal = issues.filter((issue) => !findReplacement(issue));
  if (fatal.length > 0) return { ok: false, issues: fatal };
  if (issues.length === 0) return { ok: true, data: terms, warnings: [] };

  const warnings: ParseWarning[] = [];
  const unreadable = new Set<object>();
  for (const replacement of new Set(issues.map(findReplacement))) {
    const { issue, noun, placeholder } = replacement!;
    warnings.push({ path: issue.path, message: `${issue.message}. The ${noun} is left out`, code: 'left-out' });
    if (placeholder) unreadable.add(placeholder);
  }
  const data = { ...terms, unreadable };
  if (terms.places?.includes(undefined!)) unreadable.add((data.places = terms.places.filter(Boolean)));
  return { ok: true, data, warnings: warnings.slice(0, MAX_WARNINGS) };
}
