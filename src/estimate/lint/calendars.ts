import type { Calendar, ShopTerms } from '../../contract/shop-terms.ts';
import { formatCivilDate, parseCivilDate } from '../../dates/civil-date.ts';
import { addOpenDays } from '../../dates/open-days.ts';
import { epochDayAt } from '../../dates/zoned-time.ts';
import { error, warning, type LintIssue } from './lint-issue.ts';

/** Warn this many days before the last closure: estimates reach some weeks ahead. */
const RENEWAL_DAYS = 60;

type LocatedCalendar = { path: string; calendar: Calendar };

/** Calendars without an open day, and lists of closures that are missing or end soon. */
export function lintCalendars(terms: ShopTerms, now: number): LintIssue[] {
  const today = epochDayAt('UTC', now);
  const calendars = listCalendars(terms);
  const places = (terms.places ?? []).map(({ dates = {} }, index) => {
    const closed = Object.keys(dates).filter((date) => dates[date]?.length === 0);
    return { path: `places.${index}.dates`, closed };
  });
  return [
    ...calendars.flatMap(({ path, calendar }) =>
      Number.isNaN(addOpenDays(calendar, today, 0)) ? [error(path, 'has no open day from now on')] : [],
    ),
    ...calendars.flatMap(({ path, calendar }) => lintLastClosure(`${path}.closed`, calendar.closed ?? [], today)),
    ...places.flatMap(({ path, closed }) => lintLastClosure(path, closed, today)),
    ...lintMissingClosures(calendars),
  ];
}

function lintLastClosure(path: string, closed: readonly string[], today: number): LintIssue[] {
  const last = Math.max(...closed.map(parseCivilDate));
  const days = last - today;
  if (closed.length === 0 || days >= RENEWAL_DAYS) return [];
  const distance = days === 1 ? '1 day' : `${days} days`;
  const when = days < 0 ? `was ${formatCivilDate(last)}` : `is ${formatCivilDate(last)}, ${distance} ahead`;
  return [warning(path, `the last listed closure ${when}: add the next ones, or they count as open days`)];
}

/** One issue for the whole file. An empty list declares that there are no closures. */
function lintMissingClosures(calendars: readonly LocatedCalendar[]): LintIssue[] {
  const [first, ...others] = calendars.filter(({ calendar }) => !calendar.closed);
  if (!first) return [];
  const more = others.length > 0 ? ` here and in ${others.length} more` : '';
  return [
    warning(
      `${first.path}.closed`,
      `no closures are listed${more}, so public holidays count as open days; if there are none, list []`,
    ),
  ];
}

/** Every calendar of the terms with its path. */
function listCalendars({ origins, methods }: ShopTerms): LocatedCalendar[] {
  const locate = (path: string, calendar: Calendar | undefined): LocatedCalendar[] =>
    calendar ? [{ path, calendar }] : [];
  return [
    ...origins.flatMap(({ calendar, pickupCalendar }, index) => [
      ...locate(`origins.${index}.calendar`, calendar),
      ...locate(`origins.${index}.pickupCalendar`, pickupCalendar),
    ]),
    ...methods.flatMap(({ transitCalendar, deliveryCalendar, services }, index) => [
      ...locate(`methods.${index}.transitCalendar`, transitCalendar),
      ...locate(`methods.${index}.deliveryCalendar`, deliveryCalendar),
      ...services.flatMap((service, serviceIndex) => [
        ...locate(`methods.${index}.services.${serviceIndex}.transitCalendar`, service.transitCalendar),
        ...locate(`methods.${index}.services.${serviceIndex}.deliveryCalendar`, service.deliveryCalendar),
      ]),
    ]),
  ];
}
