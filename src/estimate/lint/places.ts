import type { MethodTerms, PlaceTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { addOpenDays } from '../../dates/open-days.ts';
import { epochDayAt } from '../../dates/zoned-time.ts';
import { resolveMethod, restrictToPlace } from '../delivery-option.ts';
import { error, lintName, warning, type LintIssue } from './lint-issue.ts';

/** Places that are never open or never reached, and their unused fields. */
export function lintPlaces(terms: ShopTerms, now: number): LintIssue[] {
  return (terms.places ?? []).flatMap((place, index) => {
    const path = `places.${index}`;
    return [
      ...lintName(place.name, `${path}.name`),
      ...lintHours(place, path),
      ...lintPlaceMethods(terms, place, path, now),
    ];
  });
}

function lintHours({ hours, dates = {} }: PlaceTerms, path: string): LintIssue[] {
  const days = [
    ...Object.entries(hours).map(([weekday, times]) => ({ dayPath: `${path}.hours.${weekday}`, times: times ?? [] })),
    ...Object.entries(dates).map(([date, times]) => ({ dayPath: `${path}.dates.${date}`, times })),
  ];
  const isNeverOpen = days.every(({ times }) => times.length === 0);
  return [
    ...(isNeverOpen ? [error(`${path}.hours`, 'is never open')] : []),
    ...days.flatMap(({ dayPath, times }) => lintIntervals(dayPath, times)),
  ];
}

/** An interval with an end before its start runs past midnight: here it ends at 99:99. */
function lintIntervals(path: string, times: readonly (readonly [string, string])[]): LintIssue[] {
  return times.flatMap(([from, to], index) => {
    if (from === to || from === '24:00') return [error(`${path}.${index}`, 'is empty: its end is its start')];
    const end = to < from ? '99:99' : to;
    const overlaps = times.slice(0, index).some(([otherFrom, otherTo]) => {
      const otherEnd = otherTo < otherFrom ? '99:99' : otherTo;
      return otherFrom !== otherTo && from < otherEnd && otherFrom < end;
    });
    return overlaps ? [warning(`${path}.${index}`, 'overlaps an earlier interval: both count as one')] : [];
  });
}

function lintPlaceMethods(terms: ShopTerms, place: PlaceTerms, path: string, now: number): LintIssue[] {
  const methods = terms.methods.filter(({ id }) => place.methods.includes(id));
  const doorMethods = place.methods.flatMap((id, index) =>
    methods.some((method) => method.id === id && method.kind === 'delivery')
      ? [error(`${path}.methods.${index}`, 'delivers to the door: only pickup-point and store methods reach a place')]
      : [],
  );
  const placeMethods = methods.filter(({ kind }) => kind !== 'delivery');
  const isServed = (zone: string): boolean =>
    placeMethods.some(({ services }) => services.some(({ zones }) => zones.includes(zone)));
  const unserved = place.zones.flatMap((zone, index) =>
    isServed(zone) ? [] : [warning(`${path}.zones.${index}`, 'none of its methods serves this zone')],
  );
  const hasStoreMethod = placeMethods.some(({ kind }) => kind === 'store');
  return [
    ...doorMethods,
    ...(unserved.length === place.zones.length
      ? [error(path, 'is never offered: none of its methods serves one of its zones')]
      : unserved),
    ...(place.ready && !hasStoreMethod
      ? [warning(`${path}.ready`, 'is never used: only a store method offers goods in stock at the place')]
      : []),
    ...lintArrivalDays(terms, place, placeMethods, path, now),
  ];
}

/** A method cannot deliver to a place that is closed on all of its delivery days. */
function lintArrivalDays(
  { origins }: ShopTerms,
  place: PlaceTerms,
  methods: readonly MethodTerms[],
  path: string,
  now: number,
): LintIssue[] {
  const today = epochDayAt(place.timeZone, now);
  return methods.flatMap((method) => {
    const carriages = method.services.flatMap((service) => resolveMethod(method, service) ?? []);
    const deliveries = carriages.flatMap((carriage) =>
      origins.map((origin) => restrictToPlace(place, origin, carriage).deliveryCalendar),
    );
    const isReachable = deliveries.some((calendar) => calendar && !Number.isNaN(addOpenDays(calendar, today, 0)));
    if (deliveries.length === 0 || isReachable) return [];
    return [error(`${path}.hours`, `is open on none of the days on which ${method.id} delivers`)];
  });
}
