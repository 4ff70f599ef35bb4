import { resolveAddress } from '../../client/endpoint.ts';
import { recallPostal } from '../../client/remembered-postal.ts';
import type { EstimateRequest } from '../../contract/estimate.ts';
import { warnOnce } from '../../element/warn.ts';
import type { EstimateSource, Question } from './answers.ts';

/** What an element's properties say about whom to ask, and what. `null` is absent, as in `ReadyAttributes`. */
export type Asking = {
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

/** The question to ask, or `undefined` where nobody can be asked or it is not said about what. */
export function questionOf(asking: Asking, language: string): Question | undefined {
  const { source, endpoint, terms, sku, quantity } = asking;
  const items = asking.items ?? (sku == null ? undefined : [{ sku, quantity: quantity ?? undefined }]);
  // Terms may hold for every product alike; a server is asked about one.
  const question = { request: requestOf(asking, items ?? [{ sku: '' }], language) };
  if (source && items) return { ...question, source };
  const address = endpoint && items ? addressOf(endpoint) : undefined;
  if (address) return { ...question, endpoint: address };
  const known = typeof terms === 'string' ? addressOf(terms) : terms;
  return known ? { ...question, terms: known } : undefined;
}

/** What is absent is `undefined`, and left out when the request is sent. */
function requestOf(asking: Asking, items: NonNullable<Asking['items']>, language: string): EstimateRequest {
  const { method, place, subtotal } = asking;
  const recalled = asking.rememberPostal && asking.postal == null ? recallPostal() : undefined;
  const { country, region, postal }: Partial<Pick<Asking, 'country' | 'region' | 'postal'>> = recalled ?? asking;
  return {
    items: items.map(({ sku, quantity }) => ({ sku, quantity })),
    destination: country ? { country, region: region || undefined, postal: postal || undefined } : undefined,
    method: method || undefined,
    place: place || undefined,
    subtotal: subtotal ?? undefined,
    language,
  };
}

function addressOf(address: string): URL | undefined {
  const url = resolveAddress(address);
  if (!url) warnOnce('delivery-estimate: an address leads to an origin that is not allowed.');
  return url;
}
