import type { DateWindow, Estimate, EstimateStep } from '../contract/estimate.ts';
import { day, inMinutes, workday, workdayAt, ZONE } from './time.ts';

/* One answer a state, as a shop's back end would send it. */

const free = { amount: 0, currency: 'EUR' };
const standardMethod = { id: 'standard', name: 'Standard', price: free };

/** One estimate by the standard method. */
export function deliveryEstimate(parts: Partial<Estimate> & { window?: DateWindow }): Estimate {
  return { id: 'standard', kind: 'delivery', timeZone: ZONE, method: standardMethod, ...parts };
}

export const explanation: EstimateStep[] = [
  { kind: 'received', window: { from: day(0) } },
  { kind: 'cutoff', at: inMinutes(133), timeZone: ZONE },
  { kind: 'packed', window: { from: workday(1) } },
  { kind: 'handed-over', window: { from: workday(1) } },
  { kind: 'in-transit', window: { from: workday(1), to: workday(2) } },
  { kind: 'delivered', window: { from: workday(2), to: workday(4) } },
];

export const range: Estimate = deliveryEstimate({ window: { from: workday(2), to: workday(4) } });

const weekdayHours: [string, string][] = [['07:00', '21:00']];
export const opening = {
  1: weekdayHours,
  2: weekdayHours,
  3: weekdayHours,
  4: weekdayHours,
  5: weekdayHours,
  6: [['08:00', '13:00'], ['15:00', '18:00']] as [string, string][],
};

export const pickupPoint: Estimate = {
  id: 'point:kiosk',
  kind: 'collection',
  timeZone: ZONE,
  window: { from: workday(2), to: workday(3) },
  method: { id: 'point', name: 'Pickup point', price: { amount: 290, currency: 'EUR' } },
  place: { id: 'kiosk', name: 'Kiosk am Markt', address: 'Marktstraße 12, 10317 Berlin', opening },
};

export const store: Estimate = {
  id: 'store:mitte',
  kind: 'collection',
  timeZone: ZONE,
  readyAt: { from: workdayAt(1, '11:00'), to: workdayAt(1, '13:00') },
  method: { id: 'store', name: 'Collect in store', price: free },
  place: { id: 'mitte', name: 'Bookshop Mitte', address: 'Linienstraße 40, 10119 Berlin', opening },
};

export const express: Estimate = deliveryEstimate({
  id: 'express',
  window: { from: workday(1), to: workday(1) },
  method: { id: 'express', name: 'Express', price: { amount: 990, currency: 'EUR' } },
});

/** All that a product page can show at once. */
export const everything: Estimate[] = [
  deliveryEstimate({
    window: { from: workday(2), to: workday(4) },
    orderBy: inMinutes(134.5),
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

/** By the name that `preview` takes. */
export const estimatePreviews = {
  range,
  today: deliveryEstimate({ window: { from: day(0), to: day(0) } }),
  tomorrow: deliveryEstimate({ window: { from: day(1), to: day(1) } }),
  'from-date': deliveryEstimate({ window: { from: workday(8) } }),
  countdown: deliveryEstimate({ window: { from: workday(2), to: workday(4) }, orderBy: inMinutes(134.5) }),
  methods: everything,
  'pickup-point': pickupPoint,
  store,
  parcels: deliveryEstimate({
    window: { from: workday(1), to: workday(12) },
    parcels: [
      { items: ['dune'], window: { from: workday(1), to: workday(1) } },
      { items: ['solaris'], window: { from: workday(10), to: workday(12) } },
    ],
  }),
  'pre-order': deliveryEstimate({ window: { from: workday(14), to: workday(16) }, availability: 'pre-order' }),
  'made-to-order': deliveryEstimate({ window: { from: workday(10), to: workday(15) }, availability: 'made-to-order' }),
  'back-order': deliveryEstimate({ window: { from: workday(8), to: workday(9) }, availability: 'back-order' }),
  floating: deliveryEstimate({ term: { min: 1, max: 3, unit: 'day' } }),
  'needs-postcode': deliveryEstimate({
    window: { from: workday(2), to: workday(6) },
    destination: { country: 'DE' },
    needs: 'postal',
  }),
  'needs-destination': { ...unavailable('needs-destination'), needs: 'postal' as const },
  'no-service': unavailable('no-service'),
  'out-of-stock': unavailable('out-of-stock'),
  unknown: unavailable('unknown'),
} satisfies Record<string, Estimate | Estimate[]>;
