import type { DateWindow, Estimate, EstimateStep } from '../contract/estimate.ts';
import {
  daysFromToday,
  minutesFromNow,
  workdaysFromToday,
  workdaysFromTodayAt,
  PREVIEW_TIME_ZONE,
} from './relative-dates.ts';

/* Estimates as a shop's back end sends them, one result for each state. */

const free = { amount: 0, currency: 'EUR' };
const standardMethod = { id: 'standard', name: 'Standard', price: free };

/** One estimate by the standard method. */
export function createDeliveryEstimate(parts: Partial<Estimate> & { window?: DateWindow }): Estimate {
  return { id: 'standard', kind: 'delivery', timeZone: PREVIEW_TIME_ZONE, method: standardMethod, ...parts };
}

export const explanation: EstimateStep[] = [
  { kind: 'received', window: { from: daysFromToday(0) } },
  { kind: 'cutoff', at: minutesFromNow(133), timeZone: PREVIEW_TIME_ZONE },
  { kind: 'packed', window: { from: workdaysFromToday(1) } },
  { kind: 'handed-over', window: { from: workdaysFromToday(1) } },
  { kind: 'in-transit', window: { from: workdaysFromToday(1), to: workdaysFromToday(2) } },
  { kind: 'delivered', window: { from: workdaysFromToday(2), to: workdaysFromToday(4) } },
];

export const rangeEstimate: Estimate = createDeliveryEstimate({
  window: { from: workdaysFromToday(2), to: workdaysFromToday(4) },
});

const weekdayHours: [string, string][] = [['07:00', '21:00']];
export const openingHours = {
  1: weekdayHours,
  2: weekdayHours,
  3: weekdayHours,
  4: weekdayHours,
  5: weekdayHours,
  6: [
    ['08:00', '13:00'],
    ['15:00', '18:00'],
  ] as [string, string][],
};

export const pickupPoint: Estimate = {
  id: 'point:kiosk',
  kind: 'collection',
  timeZone: PREVIEW_TIME_ZONE,
  window: { from: workdaysFromToday(2), to: workdaysFromToday(3) },
  method: { id: 'point', name: 'Pickup point', price: { amount: 290, currency: 'EUR' } },
  place: { id: 'kiosk', name: 'Kiosk am Markt', address: 'Marktstraße 12, 10317 Berlin', opening: openingHours },
};

export const store: Estimate = {
  id: 'store:mitte',
  kind: 'collection',
  timeZone: PREVIEW_TIME_ZONE,
  readyAt: { from: workdaysFromTodayAt(1, '11:00'), to: workdaysFromTodayAt(1, '13:00') },
  method: { id: 'store', name: 'Collect in store', price: free },
  place: { id: 'mitte', name: 'Bookshop Mitte', address: 'Linienstraße 40, 10119 Berlin', opening: openingHours },
};

export const express: Estimate = createDeliveryEstimate({
  id: 'express',
  window: { from: workdaysFromToday(1), to: workdaysFromToday(1) },
  method: { id: 'express', name: 'Express', price: { amount: 990, currency: 'EUR' } },
});

/** Every method, with all details of a product page. */
export const allMethods: Estimate[] = [
  createDeliveryEstimate({
    window: { from: workdaysFromToday(2), to: workdaysFromToday(4) },
    orderBy: minutesFromNow(134.5),
    destination: { country: 'DE', postal: '10115' },
    explanation,
  }),
  express,
  pickupPoint,
  store,
];

function unavailable(code: NonNullable<Estimate['unavailable']>['code']): Estimate {
  return { id: code, kind: 'delivery', unavailable: { code }, destination: { country: 'DE' } };
}

/** By value of the attribute `preview`. */
export const estimatePreviews = {
  range: rangeEstimate,
  today: createDeliveryEstimate({ window: { from: daysFromToday(0), to: daysFromToday(0) } }),
  tomorrow: createDeliveryEstimate({ window: { from: daysFromToday(1), to: daysFromToday(1) } }),
  'from-date': createDeliveryEstimate({ window: { from: workdaysFromToday(8) } }),
  countdown: createDeliveryEstimate({
    window: { from: workdaysFromToday(2), to: workdaysFromToday(4) },
    orderBy: minutesFromNow(134.5),
  }),
  methods: allMethods,
  'pickup-point': pickupPoint,
  store,
  parcels: createDeliveryEstimate({
    window: { from: workdaysFromToday(1), to: workdaysFromToday(12) },
    parcels: [
      { items: ['dune'], window: { from: workdaysFromToday(1), to: workdaysFromToday(1) } },
      { items: ['solaris'], window: { from: workdaysFromToday(10), to: workdaysFromToday(12) } },
    ],
  }),
  'pre-order': createDeliveryEstimate({
    window: { from: workdaysFromToday(14), to: workdaysFromToday(16) },
    availability: 'pre-order',
  }),
  'made-to-order': createDeliveryEstimate({
    window: { from: workdaysFromToday(10), to: workdaysFromToday(15) },
    availability: 'made-to-order',
  }),
  'back-order': createDeliveryEstimate({
    window: { from: workdaysFromToday(8), to: workdaysFromToday(9) },
    availability: 'back-order',
  }),
  floating: createDeliveryEstimate({ term: { min: 1, max: 3, unit: 'day' } }),
  'needs-postcode': createDeliveryEstimate({
    window: { from: workdaysFromToday(2), to: workdaysFromToday(6) },
    destination: { country: 'DE' },
    needs: 'postal',
  }),
  'needs-destination': { ...unavailable('needs-destination'), needs: 'postal' as const },
  'no-service': unavailable('no-service'),
  'out-of-stock': unavailable('out-of-stock'),
  unknown: unavailable('unknown'),
} satisfies Record<string, Estimate | Estimate[]>;
