import { estimate } from 'waybill/estimate';
import type { Shop } from './shops/shop.ts';
import { findNextInstant, getWeekday, MINUTE_MS, toInstant } from './zoned-time.ts';

/** A moment that the demo bar offers for the shop's clock. */
export type TimePreset = {
  id: string;
  label: string;
  /** The next such moment after `now`, in milliseconds since the epoch; `cutoff` is the next cutoff. */
  resolveInstant: (now: number, timeZone: string, cutoff: number) => number;
};

/** Moments before and after the next cutoff. */
export const cutoffPresets: readonly TimePreset[] = [
  {
    id: 'two-hours-before',
    label: 'two hours before the cutoff',
    resolveInstant: (_now, _zone, cutoff) => cutoff - 125 * MINUTE_MS,
  },
  {
    id: 'before-cutoff',
    label: 'one minute before the cutoff',
    resolveInstant: (_now, _zone, cutoff) => cutoff - MINUTE_MS,
  },
  { id: 'after-cutoff', label: 'just after the cutoff', resolveInstant: (_now, _zone, cutoff) => cutoff + MINUTE_MS },
];

/** The next weekday (1 is Monday) at a time of day in the shop's zone. */
export function createWeekdayPreset(id: string, label: string, weekday: number, time: string): TimePreset {
  return {
    id,
    label,
    resolveInstant: (now, timeZone) => findNextInstant(timeZone, now, time, (date) => getWeekday(date) === weekday),
  };
}

/** The next day of the year (`12-23`) at a time of day in the shop's zone. */
export function createDatePreset(id: string, label: string, monthAndDay: string, time: string): TimePreset {
  return {
    id,
    label,
    resolveInstant: (now, timeZone) => findNextInstant(timeZone, now, time, (date) => date.endsWith(monthAndDay)),
  };
}

/**
 * Reads the time that a visitor chose in the demo bar: a preset (`now=23-december`) or a time in the shop's zone
 * (`at=2026-12-23T13:59`).
 *
 * @returns seconds by which that time is ahead of the shop's clock; `undefined` if the visitor chose none
 */
export function parseTimeOffset(shop: Shop, query: URLSearchParams): number | undefined {
  const [now, at] = [query.get('now'), query.get('at')];
  if (!now && !at) return undefined;
  const { elapsedSeconds, systemNow } = shop.clock;
  const systemTime = systemNow();
  const [, date = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(at ?? '') ?? [];
  if (date) return secondsUntil(toInstant(shop.timeZone, date, time), systemTime) - elapsedSeconds;
  const preset = shop.timePresets.find(({ id }) => id === now);
  const instant = preset?.resolveInstant(systemTime, shop.timeZone, findNextCutoff(shop, systemTime)) ?? systemTime;
  return secondsUntil(instant, systemTime) - elapsedSeconds;
}

function secondsUntil(instant: number, systemTime: number): number {
  return Number.isFinite(instant) ? Math.ceil((instant - systemTime) / 1000) : 0;
}

/** The next cutoff that changes the date of the shop's reference product. */
export function findNextCutoff(shop: Shop, now: number): number {
  const [country = '', postal] = shop.homeDestination.split('-');
  const request = {
    items: [{ sku: shop.referenceProduct.sku }],
    destination: { country, ...(postal && { postal }) },
    method: shop.referenceProduct.method,
  };
  let last = now;
  // Skip cutoffs that change nothing, for example before a weekend. Within two weeks one does.
  for (let tries = 0; tries < 14; tries++) {
    const [found] = estimate(shop.terms, request, new Date(last).toISOString());
    if (found?.orderBy !== undefined) return Date.parse(found.orderBy);
    const cutoff = found?.explanation?.find(({ kind }) => kind === 'cutoff')?.at;
    if (cutoff === undefined) break;
    last = Date.parse(cutoff);
  }
  return last;
}
