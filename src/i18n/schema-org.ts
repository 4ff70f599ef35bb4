import type { Estimate } from '../contract/estimate.ts';
import { majorUnits } from './format.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * An estimate as schema.org `OfferShippingDetails`, or `undefined` where it has no dates: the days of
 * handling and transit from its explanation, the price and the destination.
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
      handlingTime: days(daysBetween(received, handover.from), daysBetween(received, handoverTo)),
      transitTime: days(daysBetween(handover.from, window.from), daysBetween(handoverTo, window.to)),
    },
    ...(price && {
      shippingRate: { '@type': 'MonetaryAmount', value: majorUnits(price), currency: price.currency },
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

function days(minValue: number, maxValue: number) {
  return { '@type': 'QuantitativeValue', minValue, maxValue: Math.max(minValue, maxValue), unitCode: 'DAY' };
}

function daysBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
