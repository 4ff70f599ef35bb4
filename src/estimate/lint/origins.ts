import type { OriginTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { parseCivilDate, weekdayOf } from '../../dates/civil-date.ts';
import { addOpenDays, isOpenDay } from '../../dates/open-days.ts';
import { epochDayAt } from '../../dates/zoned-time.ts';
import { findAcceptance } from '../plan-shipment.ts';
import { error, warning, type LintIssue } from './lint-issue.ts';

const weekdayNames = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** Cut-offs of closed days, open days without a cut-off, and origins that never take an order. */
export function lintOrigins({ origins }: ShopTerms, now: number): LintIssue[] {
  return origins.flatMap((origin, index) => [
    ...lintAcceptance(origin, `origins.${index}`, now),
    ...lintWeekdayCutoffs(origin, `origins.${index}.cutoff`),
    ...lintDateCutoffs(origin, `origins.${index}.cutoffDates`),
  ]);
}

function lintAcceptance(origin: OriginTerms, path: string, now: number): LintIssue[] {
  // A calendar without an open day has an issue of its own.
  const isEverOpen = !Number.isNaN(addOpenDays(origin.calendar, epochDayAt(origin.timeZone, now), 0));
  const takesNoOrders = isEverOpen && Number.isNaN(findAcceptance(origin, now).day);
  return takesNoOrders ? [error(path, 'takes no orders: none of its open days has a cut-off')] : [];
}

function lintWeekdayCutoffs({ calendar, cutoff }: OriginTerms, path: string): LintIssue[] {
  if (typeof cutoff === 'string') return lintMidnightCutoff(path, cutoff);
  // A single date in `open` may fall on a closed weekday.
  const isEverOpen = (weekday: number): boolean =>
    calendar.weekdays.includes(weekday) ||
    (calendar.open ?? []).some((date) => weekdayOf(parseCivilDate(date)) === weekday);
  return weekdayNames.flatMap((name, index) => {
    const weekday = index + 1;
    const time = cutoff[String(weekday) as '1'];
    if (time === undefined) {
      return calendar.weekdays.includes(weekday)
        ? [warning(path, `${name} (${weekday}) are open but have no cut-off: no orders are taken on them`)]
        : [];
    }
    if (!isEverOpen(weekday)) return [warning(`${path}.${weekday}`, `${name} are closed: this cut-off is never used`)];
    return lintMidnightCutoff(`${path}.${weekday}`, time);
  });
}

function lintDateCutoffs({ calendar, cutoffDates = {} }: OriginTerms, path: string): LintIssue[] {
  return Object.entries(cutoffDates).flatMap(([date, time]) => {
    if (!isOpenDay(calendar, parseCivilDate(date))) {
      return [warning(`${path}.${date}`, 'the origin is closed that day: this cut-off is never used')];
    }
    return time === null ? [] : lintMidnightCutoff(`${path}.${date}`, time);
  });
}

function lintMidnightCutoff(path: string, time: string): LintIssue[] {
  if (time !== '00:00') return [];
  return [
    warning(path, '00:00 is the start of the day: every order of the day is too late; the end of the day is 24:00'),
  ];
}
