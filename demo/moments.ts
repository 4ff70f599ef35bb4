import type { Built } from './dist.ts';
import type { Shop } from './shops/shop.ts';
import { localParts, zonedInstant } from './zoned.ts';

/** A moment worth a look: the shop's clock can be set to it. */
export type Moment = {
  id: string;
  label: string;
  /** The next such moment after `now`, in milliseconds since the epoch; `cutoff` is the next cut-off. */
  at: (now: number, timeZone: string, cutoff: number) => number;
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Around the cut-off, whenever that is. */
export const aroundCutoff: readonly Moment[] = [
  { id: 'two-hours-before', label: 'two hours before the cut-off', at: (_now, _zone, cutoff) => cutoff - 125 * MINUTE },
  { id: 'before-cutoff', label: 'one minute before the cut-off', at: (_now, _zone, cutoff) => cutoff - MINUTE },
  { id: 'after-cutoff', label: 'just after the cut-off', at: (_now, _zone, cutoff) => cutoff + MINUTE },
];

/** The next weekday (1 is Monday) at a time of day in the shop's zone. */
export function onWeekday(id: string, label: string, weekday: number, time: string): Moment {
  return {
    id,
    label,
    at: (now, timeZone) =>
      next(now, timeZone, time, (date) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7 === weekday - 1),
  };
}

/** The next such day of the year (`12-23`) at a time of day in the shop's zone. */
export function onDate(id: string, label: string, monthAndDay: string, time: string): Moment {
  return { id, label, at: (now, timeZone) => next(now, timeZone, time, (date) => date.endsWith(monthAndDay)) };
}

function next(now: number, timeZone: string, time: string, isWanted: (date: string) => boolean): number {
  for (let day = now; ; day += DAY) {
    const { date } = localParts(timeZone, day);
    const instant = zonedInstant(timeZone, date, time);
    if (isWanted(date) && instant > now) return instant;
  }
}

/** The next cut-off whose passing changes the date of the shop's plain product. */
export function nextCutoff({ engine }: Built, shop: Shop, now: number): number {
  const [country = '', postal] = shop.home.split('-');
  const request = {
    items: [{ sku: shop.plain.sku }],
    destination: { country, ...(postal && { postal }) },
    method: shop.plain.method,
  };
  let last = now;
  // A cut-off that changes nothing is not worth a look; two weeks hold one that does.
  for (let tries = 0; tries < 14; tries++) {
    const [found] = engine.estimate(shop.terms, request, new Date(last).toISOString());
    if (found?.orderBy !== undefined) return Date.parse(found.orderBy);
    const cutoff = found?.explanation?.find(({ kind }) => kind === 'cutoff')?.at;
    if (cutoff === undefined) break;
    last = Date.parse(cutoff);
  }
  return last;
}
