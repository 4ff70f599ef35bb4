import type { Instant } from '../../contract/primitives.ts';
import type { OriginTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { addOpenDays, isOpen } from '../calendar.ts';
import { parseDay, weekdayOf } from '../civil-date.ts';
import { accept } from '../shipment.ts';
import { dayAt } from '../zoned-time.ts';
import { error, warning, type Finding } from './finding.ts';

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** Cut-offs that do not fit the week, and origins that never take an order. */
export function findOrigins({ origins }: ShopTerms, now: Instant): Finding[] {
  return origins.flatMap((origin, index) => [
    ...findAcceptance(origin, `origins.${index}`, now),
    ...findWeekdays(origin, `origins.${index}.cutoff`),
    ...findDates(origin, `origins.${index}.cutoffDates`),
  ]);
}

function findAcceptance(origin: OriginTerms, path: string, now: Instant): Finding[] {
  const instant = Date.parse(now);
  // A calendar without any open day is named as such.
  const isEverOpen = !Number.isNaN(addOpenDays(origin.calendar, dayAt(origin.timeZone, instant), 0));
  const isNever = isEverOpen && Number.isNaN(accept(origin, instant).day);
  return isNever ? [error(path, 'takes no orders: none of its open days has a cut-off')] : [];
}

function findWeekdays({ calendar, cutoff }: OriginTerms, path: string): Finding[] {
  if (typeof cutoff === 'string') return findMidnight(path, cutoff);
  // A single open date may fall on a weekday that is closed otherwise.
  const isEverOpen = (weekday: number): boolean =>
    calendar.weekdays.includes(weekday) || (calendar.open ?? []).some((date) => weekdayOf(parseDay(date)) === weekday);
  return WEEKDAYS.flatMap((name, index) => {
    const weekday = index + 1;
    const time = cutoff[String(weekday) as '1'];
    if (time === undefined) {
      return calendar.weekdays.includes(weekday)
        ? [warning(path, `${name} (${weekday}) are open but have no cut-off: no orders are taken on them`)]
        : [];
    }
    if (!isEverOpen(weekday)) return [warning(`${path}.${weekday}`, `${name} are closed: this cut-off is never used`)];
    return findMidnight(`${path}.${weekday}`, time);
  });
}

function findDates({ calendar, cutoffDates = {} }: OriginTerms, path: string): Finding[] {
  return Object.entries(cutoffDates).flatMap(([date, time]) => {
    if (!isOpen(calendar, parseDay(date))) {
      return [warning(`${path}.${date}`, 'is closed that day: this cut-off is never used')];
    }
    return time === null ? [] : findMidnight(`${path}.${date}`, time);
  });
}

function findMidnight(path: string, time: string): Finding[] {
  if (time !== '00:00') return [];
  return [warning(path, '00:00 is when the day begins, so that no order of the day is in time; its end is 24:00')];
}
