import type { ShopTerms } from '../../../src/contract/index.ts';

/** Terms of a shop in Berlin that ships within Germany until 14:00. */
export const terms: ShopTerms = {
  currency: 'EUR',
  origins: [
    {
      id: 'main',
      timeZone: 'Europe/Berlin',
      calendar: { weekdays: [1, 2, 3, 4, 5] },
      cutoff: '14:00',
      handling: { min: 0, max: 1 },
    },
  ],
  zones: [{ id: 'de', timeZone: 'Europe/Berlin', match: [{ country: 'DE' }] }],
  methods: [
    {
      id: 'standard',
      name: 'Standard',
      kind: 'delivery',
      services: [{ zones: ['de'], transit: { min: 1, max: 2, unit: 'business' }, price: 490 }],
    },
  ],
};
