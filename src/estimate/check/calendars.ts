import type { Instant } from '../../contract/primitives.ts';
import type { Calendar, ShopTerms } from '../../contract/shop-terms.ts';
import { addOpenDays } from '../calendar.ts';
import { formatDay, parseDay } from '../civil-date.ts';
import { dayAt } from '../zoned-time.ts';
import { error, warning, type Finding } from './finding.ts';

/** Lists that end sooner than this are to be renewed: estimates reach some weeks ahead. */
const RENEWAL_DAYS = 60;

/** Calendars without any open day, and lists of closures that run out. */
export function findCalendars(terms: ShopTerms, now: Instant): Finding[] {
  const today = dayAt('UTC', Date.parse(now));
  const calendars = calendarsIn(terms);
  const places = (terms.places ?? []).map(({ dates = {} }, index) => {
    const closed = Object.keys(dates).filter((date) => dates[date]?.length === 0);
    return { path: `places.${index}.dates`, closed };
  });
  return [
    ...calendars.flatMap(({ path, calendar }) =>
      Number.isNaN(addOpenDays(calendar, today, 0)) ? [error(path, 'has no open day from now on')] : [],
    ),
    ...calendars.flatMap(({ path, calendar }) => findEnd(`${path}.closed`, calendar.closed ?? [], today)),
    ...places.flatMap(({ path, closed }) => findEnd(path, closed, today)),
    ...findUnlisted(calendars),
  ];
}

function findEnd(path: string, closed: readonly string[], today: number): Finding[] {
  const last = Math.max(...closed.map(parseDay));
  const days = last - today;
  if (closed.length === 0 || days >= RENEWAL_DAYS) return [];
  const distance = days === 1 ? '1 day' : `${days} days`;
  const when = days < 0 ? `was ${formatDay(last)}` : `is ${formatDay(last)}, ${distance} ahead`;
  return [warning(path, `the last closure listed ${when}: list those that follow, or they count as open days`)];
}

/** Said once: it holds for the whole file. `[]` says that there are none. */
function findUnlisted(calendars: readonly CalendarAt[]): Finding[] {
  const [first, ...others] = calendars.filter(({ calendar }) => !calendar.closed);
  if (!first) return [];
  const also = others.length > 0 ? ` (the same goes for ${others.length} more)` : '';
  return [
    warning(
      `${first.path}.closed`,
      `no closures are listed, so public holidays count as open days${also}; an empty list says that there are none`,
    ),
  ];
}

type CalendarAt = { path: string; calendar: Calendar };

/** Every calendar of the terms, with where it stands. */
function calendarsIn({ origins, methods }: ShopTerms): CalendarAt[] {
  const at = (path: string, calendar: Calendar | undefined): CalendarAt[] => (calendar ? [{ path, calendar }] : []);
  return [
    ...origins.flatMap(({ calendar, pickupCalendar }, index) => [
      ...at(`origins.${index}.calendar`, calendar),
      ...at(`origins.${index}.pickupCalendar`, pickupCalendar),
    ]),
    ...methods.flatMap(({ transitCalendar, deliveryCalendar, services }, index) => [
      ...at(`methods.${index}.transitCalendar`, transitCalendar),
      ...at(`methods.${index}.deliveryCalendar`, deliveryCalendar),
      ...services.flatMap((service, serviceIndex) => [
        ...at(`methods.${index}.services.${serviceIndex}.transitCalendar`, service.transitCalendar),
        ...at(`methods.${index}.services.${serviceIndex}.deliveryCalendar`, service.deliveryCalendar),
      ]),
    ]),
  ];
}
