import type { Estimate } from '../contract/estimate.ts';
import type { Calendar, OpeningHours, PlaceTerms } from '../contract/shop-terms.ts';
import { isOpen } from './calendar.ts';
import { parseDay } from './civil-date.ts';
import { localized } from './localized.ts';
import { said } from './said.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

const composed = new WeakMap<OpeningHours, WeakMap<Calendar, Calendar>>();

/** The days on which a place can be reached: the carrier delivers there and it is open. */
export function placeCalendar(place: OpeningHours, carrier: Calendar): Calendar {
  // Calendars are compiled once an object, so the same pair must give the same object.
  const byCarrier = composed.get(place) ?? new WeakMap<Calendar, Calendar>();
  composed.set(place, byCarrier);
  const calendar = byCarrier.get(carrier) ?? intersect(openDays(place), carrier);
  byCarrier.set(carrier, calendar);
  return calendar;
}

/** What a customer needs to know of a place. */
export function describePlace(place: PlaceTerms, language: string | undefined): NonNullable<Estimate['place']> {
  const { id, name, address, hours } = place;
  return said({ id, name: localized(name, language), address, opening: hours });
}

function openDays({ hours, dates = {} }: OpeningHours): Calendar {
  const exceptions = Object.entries(dates);
  return {
    weekdays: WEEKDAYS.filter((weekday) => hours[weekday]?.length),
    open: exceptions.filter(([, times]) => times.length > 0).map(([date]) => date),
    closed: exceptions.filter(([, times]) => times.length === 0).map(([date]) => date),
  };
}

function intersect(a: Calendar, b: Calendar): Calendar {
  const dates = [a, b].flatMap(({ open = [], closed = [] }) => [...open, ...closed]);
  const areBothOpen = (date: string): boolean => isOpen(a, parseDay(date)) && isOpen(b, parseDay(date));
  return {
    weekdays: a.weekdays.filter((weekday) => b.weekdays.includes(weekday)),
    open: dates.filter(areBothOpen),
    closed: dates.filter((date) => !areBothOpen(date)),
  };
}
