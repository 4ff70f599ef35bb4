import type { ValidationIssue } from '../../contract/parse-estimates.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { ShopTerms } from '../../contract/shop-terms.ts';
import { lintCalendars } from './calendars.ts';
import { lintIds } from './ids.ts';
import type { LintIssue } from './lint-issue.ts';
import { lintMethods } from './methods.ts';
import { lintOrigins } from './origins.ts';
import { lintPlaces } from './places.ts';
import { lintProducts } from './products.ts';
import { lintZones } from './zones.ts';

/** Order of the fields in docs/terms.md. */
const fieldOrder = ['currency', 'defaultDestination', 'origins', 'zones', 'methods', 'places', 'products'];

/**
 * The issues of terms that the contract accepts. Errors contradict themselves or allow no estimate;
 * warnings are valid, but probably not intended, or will be wrong soon. In the order of the file's
 * fields, each with the path to its value (`origins.0.cutoff`). Pure; `now` decides which dates have
 * passed.
 */
export function lintTerms(terms: ShopTerms, now: Instant): { errors: ValidationIssue[]; warnings: ValidationIssue[] } {
  const instant = Date.parse(now);
  const issues = [
    ...lintIds(terms),
    ...lintMethods(terms),
    ...lintOrigins(terms, instant),
    ...lintZones(terms),
    ...lintPlaces(terms, instant),
    ...lintProducts(terms, instant),
    ...lintCalendars(terms, instant),
  ].toSorted((a, b) => fileOrder(a) - fileOrder(b));
  return { errors: selectSeverity(issues, 'error'), warnings: selectSeverity(issues, 'warning') };
}

/** Sort key: the field, then the index in its list. */
function fileOrder({ path }: LintIssue): number {
  const [field = '', index = ''] = path.split('.');
  return fieldOrder.indexOf(field) + (field === 'products' ? 0 : Number(index) / 1e6);
}

function selectSeverity(issues: readonly LintIssue[], severity: LintIssue['severity']): ValidationIssue[] {
  return issues.filter((issue) => issue.severity === severity).map(({ path, message }) => ({ path, message }));
}
