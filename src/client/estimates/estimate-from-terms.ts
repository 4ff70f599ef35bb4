import type { EstimateRequest } from '../../contract/estimate.ts';
import type { LenientResult } from '../../contract/lenient-parse.ts';
import type { ValidationIssue } from '../../contract/parse-estimates.ts';
import type { LenientTerms } from '../../contract/shop-terms.ts';
import { estimate } from '../../estimate/estimate.ts';
import type { ServerClock } from '../http/server-clock.ts';
import type { EstimatesResult } from './fetch-estimates.ts';

/**
 * The estimates of terms, at the time of the server that they came from. Issues and warnings name a path in the terms, or
 * the attribute with an id that the terms lack.
 */
export function estimateFromTerms(
  parsed: LenientResult<LenientTerms>,
  request: EstimateRequest,
  clock: ServerClock,
): EstimatesResult {
  if (!parsed.ok) return { ok: false, issues: parsed.issues.map(locateInTerms) };
  const { data: terms } = parsed;
  const unknownId = findUnknownId(terms, request);
  if (unknownId) return { ok: false, issues: [unknownId] };
  const data = estimate(terms, request, new Date(clock.latestNow()).toISOString());
  return { ok: true, data, prefer: terms.prefer, warnings: parsed.warnings.map(locateInTerms) };
}

/** Whether the terms differ by product: `*` alone holds for every product. */
export function differByProduct({ products = {} }: LenientTerms): boolean {
  return Object.keys(products).some((sku) => sku !== '*');
}

const locateInTerms = <T extends { path: string }>(issue: T): T => ({
  ...issue,
  path: ['terms', issue.path].filter(Boolean).join(': '),
});

/** A method or a place that the page asks for and the terms lack: a mistake of the page, not of the address. */
function findUnknownId(
  { methods, places = [], unreadable }: LenientTerms,
  { method, place }: EstimateRequest,
): ValidationIssue | undefined {
  const find = (path: string, id: string | undefined, list: readonly { id: string }[]): ValidationIssue | undefined =>
    // A part that cannot be read may have the id.
    id === undefined || unreadable?.size || list.some((each) => each.id === id)
      ? undefined
      : { path, message: `expected an id of the terms: ${list.map((each) => each.id).join(', ') || 'they have none'}` };
  return find('method', method, methods) ?? find('place', place, places);
}
