import { parseLeniently, type LenientResult, type ParseWarning } from './lenient-parse.ts';
import { parseDocument, type ParseResult } from './validators.ts';
import {
  validateEstimateList,
  validateEstimatesRequest,
  validateEstimatesResponse,
  validateShopTerms,
} from './generated/estimate-validators.ts';
import type { Estimate, EstimateRequest, EstimatesResponse } from './estimate.ts';
import type { ShopTerms } from './shop-terms.ts';

export type { ValidationIssue, ParseResult } from './validators.ts';

/** Parses a shop's terms. */
export const parseTerms = (value: unknown): ParseResult<ShopTerms> => parseDocument(validateShopTerms, value);

/**
 * Parses one estimate or a list of estimates. An invalid estimate of a list is left out with a warning, and so is an
 * invalid field that only explains an estimate: `parcels`, `availability`, `needs`, `explanation`, the price, and all of
 * `place` but its id and name. A list of invalid estimates alone is invalid.
 */
export function parseEstimates(value: unknown): LenientResult<Estimate[]> {
  const parsed = parseLeniently(validateEstimateList, value);
  if (!parsed.ok) return parsed;
  const { warnings } = parsed;
  const data = [parsed.data].flat();
  return isEmptied(data, warnings) ? { ok: false, issues: warnings } : { ok: true, data, warnings };
}

/** Parses the body of `POST /estimates`. */
export function parseEstimatesRequest(value: unknown): ParseResult<EstimateRequest[]> {
  const parsed = parseDocument(validateEstimatesRequest, value);
  return parsed.ok ? { ok: true, data: parsed.data.requests } : parsed;
}

/**
 * Parses the response of `POST /estimates` as `parseEstimates` does; `serverTime` is the server's clock, `prefer` what leads
 * in the headline.
 */
export function parseEstimatesResponse(
  value: unknown,
): LenientResult<Extract<EstimatesResponse, { estimates: unknown }>> {
  const parsed = parseLeniently(validateEstimatesResponse, value);
  if (!parsed.ok) return parsed;
  const { data, warnings } = parsed;
  const response = Array.isArray(data) ? { estimates: data } : data;
  return isEmptied(response.estimates, warnings)
    ? { ok: false, issues: warnings }
    : { ok: true, data: response, warnings };
}

/** Whether each estimate of a list is invalid. An empty list is valid. */
const isEmptied = (estimates: readonly Estimate[], warnings: readonly ParseWarning[]): boolean =>
  estimates.length === 0 && warnings.length > 0;
