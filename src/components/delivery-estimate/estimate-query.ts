import { parseJson } from '../../client/http/json.ts';
import { isObject } from '../../contract/validators.ts';
import { resolveAllowedUrl } from '../../client/http/allowed-origins.ts';
import { loadSavedDestination } from '../../client/estimates/saved-destination.ts';
import type { EstimateRequest } from '../../contract/estimate.ts';
import { warnOnce } from '../shared/warn-once.ts';
import type { EstimateSource, EstimateQuery } from './estimate-controller.ts';
import { readDestination } from './read-destination.ts';

/** One item of a cart. `title` is shown and not requested. `quantity` is 1 by default. */
export type EstimateItem = { sku: string; quantity?: number; title?: string };

/** Properties that make a query. `null` is absent, as in `InlineEstimateAttributes`. */
export type EstimateQueryOptions = {
  source: EstimateSource | null | undefined;
  endpoint: string | null | undefined;
  terms: string | object | null | undefined;
  items: readonly { sku: string; quantity?: number | undefined }[] | null | undefined;
  /** Scripts may set a number. */
  sku: string | number | null | undefined;
  quantity: number | null | undefined;
  country: string | null | undefined;
  region: string | null | undefined;
  postal: string | null | undefined;
  method: string | null | undefined;
  place: string | null | undefined;
  subtotal: number | null | undefined;
  rememberPostal: boolean;
};

/** Lit's converter of `items`. A text that is no list of items counts as absent. */
export const itemsConverter = (text: string | null): EstimateItem[] | undefined => {
  if (!text?.trim()) return undefined;
  const items = parseJson(text);
  if (Array.isArray(items) && items.every(isItem)) return items.map((item) => ({ ...item, sku: String(item.sku) }));
  warnOnce('delivery-estimate: items: expected JSON such as [{"sku":"mug","quantity":2}]. The attribute is ignored.');
  return undefined;
};

const isItem = (item: unknown): item is Omit<EstimateItem, 'sku'> & { sku: string | number } =>
  isObject(item) && (typeof item['sku'] === 'string' || typeof item['sku'] === 'number');

/**
 * The query of an element; `undefined` without a source, without items for a source that needs them, or with a country that
 * is none.
 */
export function deriveEstimateQuery(options: EstimateQueryOptions, language: string): EstimateQuery | undefined {
  const { source, endpoint, terms, quantity } = options;
  const sku = String(options.sku ?? '').trim();
  const items = options.items ?? (sku ? [{ sku, quantity: quantity ?? undefined }] : undefined);
  const destination = readRequestedDestination(options);
  if (destination === null || items?.length === 0) return undefined;
  // Only terms may hold for every product, and need no items.
  const request = deriveEstimateRequest(options, items ?? [{ sku: '' }], destination, language);
  if (source && items) return { request, source };
  const endpointUrl = endpoint && items ? resolveUrl(endpoint) : undefined;
  if (endpointUrl) return { request, endpoint: endpointUrl };
  const resolvedTerms = typeof terms === 'string' ? resolveUrl(terms) : terms;
  if (resolvedTerms) return { request, terms: resolvedTerms, isProductMissing: !items };
  return (source || endpoint) && !items ? { request, isProductMissing: true } : undefined;
}

/** Absent fields are `undefined`: the request is sent without them. */
function deriveEstimateRequest(
  options: EstimateQueryOptions,
  items: NonNullable<EstimateQueryOptions['items']>,
  destination: EstimateRequest['destination'],
  language: string,
): EstimateRequest {
  const { method, place, subtotal } = options;
  return {
    items: items.map(({ sku, quantity }) => ({ sku, quantity })),
    destination,
    method: method || undefined,
    place: place || undefined,
    subtotal: subtotal ?? undefined,
    language,
  };
}

/** The destination that the customer entered on an earlier page, else that of the properties. */
function readRequestedDestination(options: EstimateQueryOptions): ReturnType<typeof readDestination> {
  const saved = options.rememberPostal && options.postal == null ? loadSavedDestination() : undefined;
  return readDestination(saved ?? options);
}

function resolveUrl(address: string): URL | undefined {
  const url = resolveAllowedUrl(address);
  if (!url) warnOnce('delivery-estimate: an address leads to an origin that is not allowed.');
  return url;
}
