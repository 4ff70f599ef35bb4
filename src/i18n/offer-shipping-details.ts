import type { Estimate } from '../contract/estimate.ts';
import { parseCivilDate } from '../dates/civil-date.ts';
import { toMajorUnits } from './formatter.ts';

/**
 * An estimate as schema.org `OfferShippingDetails`: days of handling and transit (from its explanation),
 * price and destination. `undefined` for an estimate without these days, or that is no delivery.
 *
 * @see https://schema.org/OfferShippingDetails
 */
export function toOfferShippingDetails(estimate: Estimate): Record<string, unknown> | undefined {
  const { window, method, destination, explanation = [] } = estimate;
  const received = explanation.find(({ kind }) => kind === 'received')?.window?.from;
  const handover = explanation.find(({ kind }) => kind === 'handed-over')?.window;
  if (estimate.kind !== 'delivery' || !window?.to || !received || !handover) return undefined;
  const handoverTo = handover.to ?? handover.from;
  const price = method?.price;
  return {
    '@context': 'https://schema.org',
    '@type': 'OfferShippingDetails',
    deliveryTime: {
      '@type': 'ShippingDeliveryTime',
      handlingTime: toQuantitativeValue(daysBetween(received, handover.from), daysBetween(received, handoverTo)),
      transitTime: toQuantitativeValue(daysBetween(handover.from, window.from), daysBetween(handoverTo, window.to)),
    },
    ...(price && {
      shippingRate: { '@type': 'MonetaryAmount', value: toMajorUnits(price), currency: price.currency },
    }),
    ...(destination && {
      shippingDestination: {
        '@type': 'DefinedRegion',
        addressCountry: destination.country.toUpperCase(),
        ...(destination.region && { addressRegion: destination.region }),
        ...(destination.postal && { postalCode: destination.postal }),
      },
    }),
  };
}

function toQuantitativeValue(minValue: number, maxValue: number) {
  return { '@type': 'QuantitativeValue', minValue, maxValue: Math.max(minValue, maxValue), unitCode: 'DAY' };
}

function daysBetween(from: string, to: string): number {
  return Math.max(0, parseCivilDate(to) - parseCivilDate(from));
}
