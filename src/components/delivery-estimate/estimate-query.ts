import { resolveAllowedUrl } from '../../client/http/allowed-origins.ts';
import { loadSavedDestination } from '../../client/estimates/saved-destination.ts';
import type { EstimateRequest } from '../../contract/estimate.ts';
import { warnOnce } from '../shared/warn-once.ts';
import type { EstimateSource, EstimateQuery } from './estimate-controller.ts';

/** One item of a cart. `title` is shown and not requested. `quantity` is 1 by default. */
export type EstimateItem = { sku: string; quantity?: number; title?: string };

/** Properties that make a query. `null` is absent, as in `InlineEstimateAttributes`. */
export type EstimateQueryOptions = {
  source: EstimateSource | null | undefined;
  endpoint: string | null | undefined;
  terms: string | object | null | undefined;
  items: readonly { sku: string; quantity?: number | undefined }[] | null | undefined;
  sku: string | null | undefined;
  quantity: number | null | undefined;
  country: string | null | undefined;
  region: string | null | undefined;
  postal: string | null | undefined;
  method: string | null | undefined;
  place: string | null | undefined;
  subtotal: number | null | undefined;
  rememberPostal: boolean;
};

/** The query of an element; `undefined` without a source, or without items for a source that needs them. */
export function deriveEstimateQuery(options: EstimateQueryOptions, language: string): EstimateQuery | undefined {
  const { source, endpoint, terms, sku, quantity } = options;
  const items = options.items ?? (sku == null ? undefined : [{ sku, quantity: quantity ?? undefined }]);
  // Only terms may hold for every product, and need no items.
  const request = deriveEstimateRequest(options, items ?? [{ sku: '' }], language);
  if (source && items) return { request, source };
  const endpointUrl = endpoint && items ? resolveUrl(endpoint) : undefined;
  if (endpointUrl) return { request, endpoint: endpointUrl };
  const resolvedTerms = typeof terms === 'string' ? resolveUrl(terms) : terms;
  return resolvedTerms ? { request, terms: resolvedTerms } : undefined;
}

/** Absent fields are `undefined`: the request is sent without them. */
function deriveEstimateRequest(
  options: EstimateQueryOptions,
  items: NonNullable<EstimateQueryOptions['items']>,
  language: string,
): EstimateRequest {
  const { method, place, subtotal } = options;
  const saved = options.rememberPostal && options.postal == null ? loadSavedDestination() : undefined;
  const { country, region, postal }: Partial<Pick<EstimateQueryOptions, 'country' | 'region' | 'postal'>> =
    saved ?? options;
  return {
    items: items.map(({ sku, quantity }) => ({ sku, quantity })),
    destination: country ? { country, region: region || undefined, postal: postal || undefined } : undefined,
    method: method || undefined,
    place: place || undefined,
    subtotal: subtotal ?? undefined,
    language,
  };
}

function resolveUrl(address: string): URL | undefined {
  const url = resolveAllowedUrl(address);
  if (!url) warnOnce('delivery-estimate: an address leads to an origin that is not allowed.');
  return url;
}
