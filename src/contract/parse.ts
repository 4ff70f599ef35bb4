import { parseDocument, type Parsed } from './checker.ts';
import { estimateListCheck, estimatesRequestCheck, estimatesResponseCheck, shopTermsCheck } from './checks.ts';
import type { Estimate, EstimateRequest } from './estimate.ts';
import type { ShopTerms } from './shop-terms.ts';

export type { Issue, Parsed } from './checker.ts';

/** Reads a shop's terms. */
export const parseTerms = (value: unknown): Parsed<ShopTerms> => parseDocument(shopTermsCheck, value);

/** Reads one estimate or a list of them. */
export function parseEstimates(value: unknown): Parsed<Estimate[]> {
  const parsed = parseDocument(estimateListCheck, value);
  return parsed.ok ? { ok: true, data: [parsed.data].flat() } : parsed;
}

/** Reads the body of `POST /estimates`. */
export function parseEstimatesRequest(value: unknown): Parsed<EstimateRequest[]> {
  const parsed = parseDocument(estimatesRequestCheck, value);
  return parsed.ok ? { ok: true, data: parsed.data.requests } : parsed;
}

/** Reads the answer of `POST /estimates`, with the server's clock where it is said. */
export function parseEstimatesResponse(value: unknown): Parsed<{ estimates: Estimate[]; serverTime?: string | undefined }> {
  const parsed = parseDocument(estimatesResponseCheck, value);
  if (!parsed.ok) return parsed;
  return { ok: true, data: Array.isArray(parsed.data) ? { estimates: parsed.data } : parsed.data };
}
