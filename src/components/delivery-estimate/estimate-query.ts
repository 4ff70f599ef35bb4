import { resolveAllowedUrl } from '../../client/http/allowed-origins.ts';
import { loadSavedDestination } from '../../client/estimates/saved-destination.ts';
import type { EstimateRequest } from '../../contract/estimate.ts';
import { warnOnce } from '../shared/warn-once.ts';
import type { EstimateSource, EstimateQuery } from './estimate-controller.ts';
import { parseDestination } from './parse-destination.ts';
import type { ParsedItems, WrittenItems } from './parse-items.ts';

/** Properties that make a query. `null` is absent, as in `InlineEstimateAttributes`. */
export type EstimateQueryOptions = WrittenItems & {
  source: EstimateSource | null | undefined;
  endpoint: string | null | undefined;
  terms: string | object | null | undefined;
  country: string | null | undefined;
  region: string | null | undefined;
  postal: string | null | undefined;
  method: string | null | undefined;
  place: string | null | undefined;
  subtotal: unknown;
  rememberPostal: boolean;
};

/**
 * The query of an element; `undefined` without a source, with items that cannot be read, or with a country that is none.
 * `items` are those of `parseItems`.
 */
export function deriveEstimateQuery(
  options: EstimateQueryOptions,
  items: ParsedItems | null | undefined,
  language: string,
): EstimateQuery | undefined {
  const { source, endpoint, terms } = options;
  const destination = resolveDestination(options);
  if (destination === null || items === null || items?.length === 0) return undefined;
  // Only terms may hold for every product, and need no items.
  const request = deriveEstimateRequest(options, items ?? [{ sku: '' }], destination, language);
  if (source && items) return { request, source };
  const endpointUrl = endpoint && items ? resolveUrl('endpoint', endpoint) : undefined;
  if (endpointUrl) return { request, endpoint: endpointUrl };
  const resolvedTerms = typeof terms === 'string' ? resolveUrl('terms', terms) : terms;
  if (resolvedTerms) return { request, terms: resolvedTerms, isProductMissing: !items };
  return (source || endpoint) && !items ? { request, isProductMissing: true } : undefined;
}

/** Absent fields are `undefined`: the request is sent without them. */
function deriveEstimateRequest(
  { method, place, subtotal }: EstimateQueryOptions,
  items: ParsedItems,
  destination: EstimateRequest['destination'],
  language: string,
): EstimateRequest {
  return {
    items: items.map(({ sku, quantity }) => ({ sku, quantity })),
    destination,
    method: method || undefined,
    place: place || undefined,
    subtotal: parseSubtotal(subtotal),
    language,
  };
}

/** Prices without `freeFrom` are shown for a value that cannot be read. */
function parseSubtotal(subtotal: unknown): number | undefined {
  if (subtotal == null || subtotal === '') return undefined;
  const value = Number(subtotal);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  warnOnce('delivery-estimate: subtotal: expected whole minor units such as 4990 for €49.90. It is ignored.');
  return undefined;
}

/** The destination that the customer entered on an earlier page, else that of the properties. */
function resolveDestination(options: EstimateQueryOptions): ReturnType<typeof parseDestination> {
  const saved = options.rememberPostal && options.postal == null ? loadSavedDestination() : undefined;
  return parseDestination(saved ?? options);
}

function resolveUrl(attribute: string, address: string): URL | undefined {
  const url = resolveAllowedUrl(address);
  if (!url) warnOnce(`delivery-estimate: ${attribute}: expected a URL on an allowed origin, see allowOrigins().`);
  return url;
}
