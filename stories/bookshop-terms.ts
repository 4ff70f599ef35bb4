import type { ShopTerms } from '../src/contract/shop-terms.ts';

const week = { weekdays: [1, 2, 3, 4, 5] };
const shopHours = {
  '1': [['09:00', '19:00']],
  '2': [['09:00', '19:00']],
  '3': [['09:00', '19:00']],
  '4': [['09:00', '19:00']],
  '5': [['09:00', '19:00']],
  '6': [['10:00', '16:00']],
} satisfies NonNullable<ShopTerms['places']>[number]['hours'];

/** A bookshop in Berlin that sends within Germany, to Austria and to Switzerland. */
export const bookshop: ShopTerms = {
  currency: 'EUR',
  ship: 'split',
  origins: [
    {
      id: 'berlin',
      timeZone: 'Europe/Berlin',
      calendar: week,
      cutoff: { '1': '16:00', '2': '16:00', '3': '16:00', '4': '16:00', '5': '13:00' },
      handling: { min: 0, max: 1 },
    },
  ],
  zones: [
    { id: 'berlin', timeZone: 'Europe/Berlin', match: [{ country: 'DE', postal: ['10', '12', '13'] }] },
    { id: 'germany', timeZone: 'Europe/Berlin', match: [{ country: 'DE' }] },
    { id: 'alps', timeZone: 'Europe/Vienna', match: [{ country: 'AT' }, { country: 'CH' }] },
  ],
  methods: [
    {
      id: 'standard',
      name: { en: 'Standard', de: 'Standardversand', fr: 'Envoi standard', ru: 'Почта' },
      kind: 'delivery',
      transitCalendar: { weekdays: [1, 2, 3, 4, 5, 6] },
      services: [
        { zones: ['berlin'], transit: { min: 1, max: 1, unit: 'business' }, price: 390, freeFrom: 2000 },
        { zones: ['germany'], transit: { min: 1, max: 2, unit: 'business' }, price: 390, freeFrom: 2000 },
        { zones: ['alps'], transit: { min: 3, max: 5, unit: 'business' }, price: 990 },
      ],
    },
    {
      id: 'courier',
      name: { en: 'Bicycle courier', de: 'Fahrradkurier', fr: 'Coursier à vélo', ru: 'Курьер' },
      kind: 'delivery',
      services: [{ zones: ['berlin'], floating: { min: 2, max: 4, unit: 'hour' }, price: 790 }],
    },
    {
      id: 'store',
      name: { en: 'Collect in store', de: 'Abholung', fr: 'Retrait en boutique', ru: 'Самовывоз' },
      kind: 'store',
      services: [{ zones: ['berlin', 'germany'], price: 0 }],
    },
  ],
  places: [
    {
      id: 'mitte',
      name: 'Linienstraße 40',
      address: 'Linienstraße 40, 10119 Berlin',
      methods: ['store'],
      zones: ['berlin'],
      timeZone: 'Europe/Berlin',
      hours: shopHours,
      ready: { min: 60, max: 120, count: 'open' },
    },
  ],
  products: {
    dune: {},
    solaris: { stock: 1, restock: { lead: { min: 6, max: 9, unit: 'business' } } },
    lamp: { madeToOrder: true, lead: { min: 10, max: 14, unit: 'business' } },
    globe: { floating: { min: 3, max: 6, unit: 'business-day' } },
    atlas: { stock: 0 },
  },
};
