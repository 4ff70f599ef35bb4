import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import { normalizeLanguage } from '../contract/normalize-code.ts';
import type { Money } from '../contract/primitives.ts';
import type { LocalizedText, PlaceTerms, ServiceTerms } from '../contract/shop-terms.ts';
import { deriveCartAvailability } from './cart-items.ts';
import { resolveTimeZone, type DeliveryOption } from './delivery-option.ts';

/** Everything of an estimate but its times: method, price and place, in the request's language. */
export function deriveOptionDetails(
  { terms, zone, method, service, place, items }: DeliveryOption,
  request: EstimateRequest,
): Pick<Estimate, 'id' | 'kind' | 'method' | 'place' | 'timeZone' | 'availability'> {
  const availability = deriveCartAvailability(items);
  const price = resolvePrice(service, request, terms.currency);
  return {
    id: place ? `${method.id}:${place.id}` : method.id,
    kind: method.kind === 'delivery' ? 'delivery' : 'collection',
    method: { id: method.id, name: localizeText(method.name, request.language), ...(price && { price }) },
    place: place && deriveEstimatePlace(place, request.language),
    timeZone: resolveTimeZone({ zone, place }),
    availability: availability === 'in-stock' ? undefined : availability,
  };
}

/** The service's price, 0 from its `freeFrom` on; `undefined` if the terms have no price or no currency. */
function resolvePrice(
  { price, freeFrom }: ServiceTerms,
  { subtotal }: EstimateRequest,
  currency: string | undefined,
): Money | undefined {
  const isFree = freeFrom !== undefined && subtotal !== undefined && subtotal >= freeFrom;
  const amount = isFree ? 0 : price;
  return amount !== undefined && currency !== undefined ? { amount, currency } : undefined;
}

function deriveEstimatePlace(
  { id, name, address, hours }: PlaceTerms,
  language: string | undefined,
): NonNullable<Estimate['place']> {
  return { id, name: localizeText(name, language), ...(address !== undefined && { address }), opening: hours };
}

/** The text for a BCP 47 tag or the longest prefix of it that has one, else in English, else the first. */
export function localizeText(text: LocalizedText, language = 'en'): string {
  if (typeof text === 'string') return text;
  const texts = new Map(Object.entries(text).map(([tag, value]) => [normalizeLanguage(tag), value]));
  const subtags = normalizeLanguage(language).split('-');
  const tags = subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
  const tag = [...tags, 'en', ...texts.keys()].find((name) => texts.has(name));
  return texts.get(tag ?? '') ?? '';
}
