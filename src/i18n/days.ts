import type { DateWindow } from '../contract/estimate.ts';
import { formatDay } from '../estimate/civil-date.ts';
import { dayAt, instantAt } from '../estimate/zoned-time.ts';
import { fill } from './fill.ts';
import type { Format, Piece } from './format.ts';
import type { EstimateMessages } from './messages.ts';

/** The day it is at a place, from one midnight to the next (milliseconds since the epoch). */
export type Today = { today: string; tomorrow: string; start: number; end: number };

const days = new Map<string, Today>();

/** What day it is in a zone. Worked out once a day and zone: a listing asks a thousand times. */
export function todayIn(timeZone: string, now: number): Today {
  const known = days.get(timeZone);
  if (known && known.start <= now && now < known.end) return known;
  const day = dayAt(timeZone, now);
  const today = {
    today: formatDay(day),
    tomorrow: formatDay(day + 1),
    start: instantAt(timeZone, day, '00:00'),
    end: instantAt(timeZone, day + 1, '00:00'),
  };
  days.set(timeZone, today);
  return today;
}

/** The dates of a window; days that have passed are no longer said. */
export function tellWindow({ from, to }: DateWindow, { today }: Today, format: Format): Piece[] {
  const start = from < today ? today : from;
  return format.dates(start, to === undefined || to < start ? start : to, today);
}

/** The sentence for a window that is still ahead. "Today" and "tomorrow" are said for 0 and 1 alone, always with the date. */
export function tellArrival(
  window: DateWindow,
  days: Today,
  sentences: EstimateMessages['delivery'],
  format: Format,
): Piece[] {
  return fill(sentences[sentenceFor(window, days)], { date: tellWindow(window, days, format) });
}

function sentenceFor({ from, to }: DateWindow, { today, tomorrow }: Today) {
  if (to === undefined) return 'from';
  const start = from < today ? today : from;
  if (start >= to) return start === today ? 'today' : start === tomorrow ? 'tomorrow' : 'on';
  return start === today && to === tomorrow ? 'todayOrTomorrow' : 'between';
}
