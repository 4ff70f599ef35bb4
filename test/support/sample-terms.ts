import type { Estimate, EstimateRequest } from '../../src/contract/estimate.ts';
import type { ProductTerms, ShopTerms } from '../../src/contract/shop-terms.ts';
import { estimate } from '../../src/estimate/index.ts';

/** Monday 23 November 2026, 10:00 in Berlin. */
export const monday = '2026-11-23T09:00:00Z';

const workweek = { weekdays: [1, 2, 3, 4, 5] };

/** Terms with two origins, a city within its country, a pickup point that is open from Thursday to Saturday, and a store. */
export const sampleTerms: ShopTerms = {
  currency: 'EUR',
  origins: [
    {
      id: 'north',
      timeZone: 'Europe/Berlin',
      calendar: workweek,
      cutoff: '14:00',
      handling: { min: 0, max: 0 },
    },
    {
      id: 'south',
      timeZone: 'Europe/Rome',
      calendar: workweek,
      cutoff: { 1: '11:00', 2: '11:00', 3: '11:00', 4: '11:00' },
      handling: { min: 1, max: 2 },
    },
  ],
  zones: [
    { id: 'city', timeZone: 'Europe/Berlin', match: [{ country: 'DE', postal: ['10', '12000..12999'] }] },
    {
      id: 'country',
      timeZone: 'Europe/Berlin',
      match: [{ country: 'DE' }, { country: 'DE', postal: ['25845..25849'], exclude: true }],
    },
    { id: 'abroad', timeZone: 'Europe/Vienna', match: [{ country: 'AT' }, { country: 'FR' }] },
  ],
  methods: [
    {
      id: 'parcel',
      name: { en: 'Parcel', de: 'Paket', 'de-CH': 'Päckli' },
      kind: 'delivery',
      services: [
        { zones: ['city', 'country'], transit: { min: 1, max: 2, unit: 'business' }, price: 490, freeFrom: 5000 },
        { zones: ['abroad'], transit: { min: 3, max: 5, unit: 'business' }, price: 1290 },
      ],
    },
    {
      id: 'courier',
      name: 'Courier',
      kind: 'delivery',
      origins: ['north'],
      services: [{ zones: ['city'], transit: { min: 0, max: 0, unit: 'business' }, price: 990 }],
    },
    {
      id: 'point',
      name: 'Pickup point',
      kind: 'pickup-point',
      deliveryCalendar: { weekdays: [1, 2, 3, 4, 5, 6], closed: ['2026-11-28'] },
      services: [{ zones: ['city', 'country'], transit: { min: 1, max: 1, unit: 'business' }, price: 390 }],
    },
    {
      id: 'store',
      name: 'Collect in store',
      kind: 'store',
      services: [{ zones: ['city'], transit: { min: 2, max: 2, unit: 'business' }, price: 0 }],
    },
  ],
  places: [
    {
      id: 'kiosk',
      name: { en: 'Station kiosk', de: 'Kiosk am Bahnhof' },
      address: 'Platz 1, 10557 Berlin',
      methods: ['point'],
      zones: ['city', 'country'],
      timeZone: 'Europe/Berlin',
      hours: { 4: [['08:00', '20:00']], 5: [['08:00', '20:00']], 6: [['10:00', '16:00']] },
      dates: { '2026-12-03': [] },
    },
    {
      id: 'mitte',
      name: 'Mitte',
      methods: ['store'],
      zones: ['city'],
      timeZone: 'Europe/Berlin',
      hours: { 1: [['10:00', '19:00']], 2: [['10:00', '19:00']], 3: [['10:00', '19:00']], 6: [['10:00', '16:00']] },
      ready: { min: 60, max: 120, count: 'open' },
    },
  ],
};

export const inCity = { country: 'DE', postal: '10115' };
export const inCountry = { country: 'DE', postal: '80331' };

export function termsWith(changes: Partial<ShopTerms> = {}): ShopTerms {
  return { ...sampleTerms, ...changes };
}

/** The sample terms with some products; all others are plain. */
export function termsWithProducts(products: Record<string, ProductTerms>, changes: Partial<ShopTerms> = {}): ShopTerms {
  return termsWith({ products: { '*': {}, ...products }, ...changes });
}

/** Estimates for one piece of each SKU (separated by spaces), by default in the city. */
export function estimateSkus(
  terms: ShopTerms,
  skus: string,
  request: Partial<EstimateRequest> = {},
  now = monday,
): Estimate[] {
  return estimate(terms, { items: skus.split(' ').map((sku) => ({ sku })), destination: inCity, ...request }, now);
}

/** The estimate of a method, or of a method and a place: `point:kiosk`. */
export function findEstimate(id: string, estimates: Estimate[]): Estimate {
  const found = estimates.find((each) => each.id === id);
  if (!found) throw new Error(`No estimate ${id} among ${estimates.map((each) => each.id).join(', ')}`);
  return found;
}

export const listIds = (estimates: Estimate[]): string[] => estimates.map(({ id }) => id);

/** `2026-11-24…2026-11-25` */
export const formatWindow = ({ window }: Estimate): string => `${window?.from ?? ''}…${window?.to ?? ''}`;
