import { parseDocument, type ParseResult } from './validators.ts';
import {
  validateEstimateList,
  validateEstimatesRequest,
  validateEstimatesResponse,
  validateShopTerms,
} from './generated/estimate-validators.ts';
import type { Estimate, EstimateRequest } from './estimate.ts';
import type { ShopTerms } from './shop-terms.ts';

export type { ValidationIssue, ParseResult } from './validators.ts';

/** Parses a shop's terms. */
export const parseTerms = (value: unknown): ParseResult<ShopTerms> => parseDocument(validateShopTerms, value);

/** Parses one estimate or a list of estimates. */
export function parseEstimates(value: unknown): ParseResult<Estimate[]> {
  const parsed = parseDocument(validateEstimateList, value);
  return parsed.ok ? { ok: true, data: [parsed.data].flat() } : parsed;
}

/** Parses the body of `POST /estimates`. */
export function parseEstimatesRequest(value: unknown): ParseResult<EstimateRequest[]> {
  const parsed = parseDocument(validateEstimatesRequest, value);
  return parsed.ok ? { ok: true, data: parsed.data.requests } : parsed;
}

/** Parses the response of `POST /estimates`; `serverTime` is the server's clock. */
export function parseEstimatesResponse(
  value: unknown,
): ParseResult<{ estimates: Estimate[]; serverTime?: string | undefined }> {
  const parsed = parseDocument(validateEstimatesResponse, value);
  if (!parsed.ok) return parsed;
  return { ok: true, data: Array.isArray(parsed.data) ? { estimates: parsed.data } : parsed.data };
}
