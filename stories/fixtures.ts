import type { DateWindow, Estimate, EstimateStep } from '../src/contract/estimate.ts';
import { formatDay, weekdayOf } from '../src/estimate/civil-date.ts';
import { dayAt, formatInstant, instantAt } from '../src/estimate/zoned-time.ts';

/*
 * Estimates that do not expire: every date is counted from the moment the story is opened.
 */

const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
const now = Date.now();
const today = dayAt(ZONE, now);

/** Today plus so many days. */
export function day(count: number): string {
  return formatDay(today + count);
}

/** The so-manieth working day, Monday to Friday, after today. */
export function workday(count: number): string {
  return formatDay(workdayNumber(count));
}

export function inMinutes(minutes: number): string {
  return formatInstant(now + minutes * MINUTE);
}

/** The so-manieth working day after today, at a time of day. */
export function workdayAt(count: number, time: string): string {
  return formatInstant(instantAt(ZONE, workdayNumber(count), time));
}

function workdayNumber(count: number): number {
  let number = today;
  for (let left = count; left > 0; ) {
    number += 1;
    if (weekdayOf(number) < 6) left -= 1;
  }
  return number;
}

const free = { amount: 0, currency: 'EUR' };
export const standardMethod = { id: 'standard', name: 'Standard', price: free };

/** One estimate by the standard method, as a shop's back end would send it. */
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
