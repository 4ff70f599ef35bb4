import { localParts, zonedInstant } from '../zoned.ts';
import type { Scene } from './story.ts';

/* When steps happen. None happens before the one ahead of it, and none on a Sunday unless it is promised for one. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type When = (scene: Scene) => number;

/** The next working day's, or this day's, time of day. */
export function next(time: string): When {
  return ({ now, timeZone }) => {
    for (let day = now; ; day += DAY) {
      const { date } = localParts(timeZone, day);
      const instant = zonedInstant(timeZone, date, time);
      if (instant > now && !isSunday(date)) return instant;
    }
  };
}

/** So many days before the first promised day, should that still lie ahead. */
export function ahead(days: number, time: string): When {
  return (scene) => {
    const { from } = promised(scene);
    const date = addDays(from, -days);
    return Math.max(next(time)(scene), onDay(scene, isSunday(date) ? addDays(date, -1) : date, time));
  };
}

/** On the last promised day, or so many days after. */
export function dueDay(time: string, days = 0): When {
  return (scene) => Math.max(later(scene), onDay(scene, addDays(promised(scene).to, days), time));
}

export function hours(count: number): When {
  return ({ now }) => now + count * HOUR;
}

/** Days of the promise that the customer was given first. */
export function promised({ order, now, timeZone }: Scene): { from: string; to: string } {
  const today = localParts(timeZone, now).date;
  const { from = today, to } = order.promises[0]?.window ?? {};
  return { from, to: to ?? from };
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

function later({ now }: Scene): number {
  return now + 20 * MINUTE;
}

function onDay({ timeZone }: Scene, date: string, time: string): number {
  return zonedInstant(timeZone, date, time);
}

function isSunday(date: string): boolean {
  return new Date(date).getUTCDay() === 0;
}
