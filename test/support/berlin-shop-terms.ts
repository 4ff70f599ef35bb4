import type { ShopTerms } from '../../src/contract/shop-terms.ts';

const workdays = { weekdays: [1, 2, 3, 4, 5] };

/** A shop in Berlin: cut-off at 14:00, one day to Berlin, two to the rest of Germany, three to Austria. */
export function berlinShop(given: Partial<ShopTerms> = {}): ShopTerms {
  return {
    currency: 'EUR',
    defaultDestination: { country: 'DE' },
    origins: [
      { id: 'berlin', timeZone: 'Europe/Berlin', calendar: workdays, cutoff: '14:00', handling: { min: 0, max: 0 } },
    ],
    zones: [
      { id: 'city', timeZone: 'Europe/Berlin', match: [{ country: 'DE', postal: ['10..14'] }] },
      { id: 'de', timeZone: 'Europe/Berlin', match: [{ country: 'DE' }] },
      { id: 'at', timeZone: 'Europe/Vienna', match: [{ country: 'AT' }] },
    ],
    methods: [
      {
        id: 'parcel',
        name: { en: 'Parcel', de: 'Paket' },
        kind: 'delivery',
        services: [
          { zones: ['city'], transit: { min: 1, max: 1, unit: 'business' }, price: 290 },
          { zones: ['de'], transit: { min: 2, max: 2, unit: 'business' }, price: 490 },
          { zones: ['at'], transit: { min: 3, max: 3, unit: 'business' }, price: 990 },
        ],
      },
    ],
    products: {
      '*': {},
      slow: { lead: { min: 5, max: 5, unit: 'business' } },
    },
    ...given,
  };
}
