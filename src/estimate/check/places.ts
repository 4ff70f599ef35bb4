import type { Instant } from '../../contract/primitives.ts';
import type { MethodTerms, PlaceTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { addOpenDays } from '../calendar.ts';
import { wayOf, wayTo } from '../plan.ts';
import { dayAt } from '../zoned-time.ts';
import { error, warning, type Finding } from './finding.ts';
import { findName } from './methods.ts';

/** Places that are never open, never reached, or say what is never used. */
export function findPlaces(terms: ShopTerms, now: Instant): Finding[] {
  return (terms.places ?? []).flatMap((place, index) => {
    const path = `places.${index}`;
    return [
      ...findName(place.name, `${path}.name`),
      ...findHours(place, path),
      ...findReach(terms, place, path, now),
    ];
  });
}

function findHours({ hours, dates = {} }: PlaceTerms, path: string): Finding[] {
  const days = [
    ...Object.entries(hours).map(([weekday, times]) => ({ at: `${path}.hours.${weekday}`, times: times ?? [] })),
    ...Object.entries(dates).map(([date, times]) => ({ at: `${path}.dates.${date}`, times })),
  ];
  const isNeverOpen = days.every(({ times }) => times.length === 0);
  return [
    ...(isNeverOpen ? [error(`${path}.hours`, 'is never open')] : []),
    ...days.flatMap(({ at, times }) => findIntervals(at, times)),
  ];
}

/** An interval that ends before it begins runs past midnight. */
function findIntervals(path: string, times: readonly (readonly [string, string])[]): Finding[] {
  return times.flatMap(([from, to], index) => {
    if (from === to || from === '24:00') return [error(`${path}.${index}`, 'is empty: it ends when it begins')];
    const end = to < from ? '99:99' : to;
    const overlaps = times.slice(0, index).some(([otherFrom, otherTo]) => {
      const otherEnd = otherTo < otherFrom ? '99:99' : otherTo;
      return otherFrom !== otherTo && from < otherEnd && otherFrom < end;
    });
    return overlaps ? [warning(`${path}.${index}`, 'overlaps with an interval before it: they count as one')] : [];
  });
}

function findReach(terms: ShopTerms, place: PlaceTerms, path: string, now: Instant): Finding[] {
  const methods = terms.methods.filter(({ id }) => place.methods.includes(id));
  const toTheDoor = place.methods.flatMap((id, index) =>
    methods.some((method) => method.id === id && method.kind === 'delivery')
      ? [error(`${path}.methods.${index}`, 'goes to the door: only pickup-point and store methods reach a place')]
      : [],
  );
  const reaching = methods.filter(({ kind }) => kind !== 'delivery');
  const isServed = (zone: string): boolean =>
    reaching.some(({ services }) => services.some(({ zones }) => zones.includes(zone)));
  const unserved = place.zones.flatMap((zone, index) =>
    isServed(zone) ? [] : [warning(`${path}.zones.${index}`, 'none of its methods serves this zone')],
  );
  const isShelfUsed = reaching.some(({ kind }) => kind === 'store');
  return [
    ...toTheDoor,
    ...(unserved.length === place.zones.length
      ? [error(path, 'is never offered: none of its methods serves one of its zones')]
      : unserved),
    ...(place.ready && !isShelfUsed
      ? [warning(`${path}.ready`, 'is never used: only a store method collects from the shelf')]
      : []),
    ...findDays(terms, place, reaching, path, now),
  ];
}

/** Where the days of the carrier and those of the place never meet, nothing arrives. */
function findDays(
  { origins }: ShopTerms,
  place: PlaceTerms,
  methods: readonly MethodTerms[],
  path: string,
  now: Instant,
): Finding[] {
  const today = dayAt(place.timeZone, Date.parse(now));
  return methods.flatMap((method) => {
    const ways = method.services.flatMap((service) => wayOf(method, service) ?? []);
    const deliveries = ways.flatMap((way) => origins.map((origin) => wayTo(place, origin, way).deliveryCalendar));
    const meets = deliveries.some((calendar) => calendar && !Number.isNaN(addOpenDays(calendar, today, 0)));
    if (deliveries.length === 0 || meets) return [];
    return [error(`${path}.hours`, `is open on none of the days on which ${method.id} delivers`)];
  });
}
