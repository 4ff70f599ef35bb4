import type { CivilDate, Instant } from '../contract/primitives.ts';
import type { Calendar, Item, Method, Origin, Range } from '../contract/shop-terms.ts';
import { addOpenDays, firstDay, isOpen } from './calendar.ts';
import { formatDay, parseDay, weekdayOf } from './civil-date.ts';
import type { DateRange } from './date-range.ts';
import { ordered } from './range.ts';
import { dayAt, formatInstant, instantAt } from './zoned-time.ts';

/** What is shipped, from where, how and to where. */
export type ShipmentQuery = {
  now: Instant;
  origin: Origin;
  method: Method;
  destination: { timeZone: string };
  items: readonly Item[];
  ship: 'together' | 'split';
};

/** One parcel. `items` are indexes into the query's items, ascending. */
export type ShipmentParcel = { items: number[]; dispatch: DateRange; handover: DateRange; delivery: DateRange };

export type NoOpenDay = { status: 'error'; reason: 'no-open-day' };

export type ShipmentEstimate =
  | {
      status: 'ok';
      /** Day 0, at the origin (R4). */
      acceptedOn: CivilDate;
      /** Until when an order is accepted on that day. Exactly then is too late. */
      orderBy: Instant;
      /** Parcels in the order of their dispatch range. */
      shipments: ShipmentParcel[];
      /** From the first parcel's earliest day to the last one's latest. */
      delivery: DateRange;
      todayAtDestination: CivilDate;
      daysFromToday: Range;
      /** Whether an item's delivery range, or what it shares a parcel with, changes when `orderBy` passes (R13). */
      orderByMatters: boolean;
    }
  | NoOpenDay;

/** Bounds as day numbers. */
type Days = { min: number; max: number };
type Parcel = { items: number[]; dispatch: Days; handover: Days; delivery: Days };
type Acceptance = { day: number; orderBy: number };

/**
 * When a shipment arrives: rules R1–R13. Pure; `now` comes in, nothing is read from the clock.
 * Dates are civil dates at the place they happen, instants are in UTC without fractions.
 */
export function estimateShipment(query: ShipmentQuery): ShipmentEstimate {
  const now = Date.parse(query.now);
  const acceptance = accept(query.origin, now);
  const parcels = planParcels(query, acceptance.day, now);
  const first = Math.min(...parcels.map((parcel) => parcel.delivery.min));
  const last = Math.max(...parcels.map((parcel) => parcel.delivery.max));
  if (!Number.isFinite(first + last)) return { status: 'error', reason: 'no-open-day' };

  const today = dayAt(query.destination.timeZone, now);
  return {
    status: 'ok',
    acceptedOn: formatDay(acceptance.day),
    orderBy: formatInstant(acceptance.orderBy),
    shipments: parcels.map(({ items, dispatch, handover, delivery }) => ({
      items,
      dispatch: formatDays(dispatch),
      handover: formatDays(handover),
      delivery: formatDays(delivery),
    })),
    delivery: formatDays({ min: first, max: last }),
    todayAtDestination: formatDay(today),
    daysFromToday: { min: first - today, max: last - today },
    orderByMatters: changesAt(query, acceptance.orderBy, parcels),
  };
}

/** R4: the first day that is open, takes orders and whose cut-off is still ahead. */
export function accept(origin: Origin, now: number): Acceptance {
  let orderBy = NaN;
  const day = firstDay(dayAt(origin.timeZone, now), (candidate) => {
    if (!isOpen(origin.calendar, candidate)) return false;
    const cutoff = cutoffOn(origin, candidate);
    if (!cutoff) return false;
    orderBy = instantAt(origin.timeZone, candidate, cutoff);
    return now < orderBy;
  });
  return { day, orderBy };
}

export function cutoffOn(origin: Origin, day: number): string | null | undefined {
  const exception = origin.cutoffDates?.[formatDay(day)];
  if (exception !== undefined) return exception;
  return typeof origin.cutoff === 'string' ? origin.cutoff : origin.cutoff[weekdayOf(day) as 1];
}

/** R6 and R7: when each item is ready, and which go in one parcel. */
function planParcels(query: ShipmentQuery, acceptedDay: number, now: number): Parcel[] {
  const ready = query.items.map((item) => readyDays(item, query.origin, acceptedDay));
  const groups = query.ship === 'together' && ready.length > 0 ? [together(ready)] : groupEqual(ready);
  const today = dayAt(query.destination.timeZone, now);
  return groups.map(({ items, dispatch }) => {
    const handover = mapDays(dispatch, (day) => addOpenDays(calendarsOf(query).pickup, day, 0));
    return { items, dispatch, handover, delivery: deliveryDays(query, handover, today) };
  });
}

/** R6, for both bounds: acceptance or release → lead → handling, on the origin's calendar. */
function readyDays(item: Item, origin: Origin, acceptedDay: number): Days {
  const { calendar } = origin;
  const released = item.availableFrom ? addOpenDays(calendar, parseDay(item.availableFrom), 0) : acceptedDay;
  const start = Math.max(acceptedDay, released);
  const lead = ordered(item.lead ?? { min: 0, max: 0 });
  const handling = ordered(item.handling ?? origin.handling);
  return mapDays(lead, (leadDays, bound) => {
    const produced = addOpenDays(calendar, addDays(item.lead?.unit, calendar, start, leadDays), 0);
    return addOpenDays(calendar, produced, handling[bound]);
  });
}

/** R7: one parcel waits for the slowest item, bound by bound. */
function together(ready: Days[]): { items: number[]; dispatch: Days } {
  return {
    items: ready.map((_, index) => index),
    dispatch: { min: Math.max(...ready.map((days) => days.min)), max: Math.max(...ready.map((days) => days.max)) },
  };
}

/** R7: items that are ready over the same range share a parcel; parcels in order of that range. */
function groupEqual(ready: Days[]): { items: number[]; dispatch: Days }[] {
  const groups = new Map<string, { items: number[]; dispatch: Days }>();
  ready.forEach((dispatch, index) => {
    const key = `${dispatch.min} ${dispatch.max}`;
    const group = groups.get(key) ?? { items: [], dispatch };
    group.items.push(index);
    groups.set(key, group);
  });
  return [...groups.values()].sort((a, b) => a.dispatch.min - b.dispatch.min || a.dispatch.max - b.dispatch.max);
}

/** R9 and R10: transit, then the first day deliveries are made, never before today there. */
function deliveryDays(query: ShipmentQuery, handover: Days, today: number): Days {
  const { transit } = query.method;
  const calendars = calendarsOf(query);
  const range = ordered(transit);
  return mapDays(handover, (day, bound) => {
    const arrived = addDays(transit.unit, calendars.transit, day, range[bound]);
    return addOpenDays(calendars.delivery, Math.max(arrived, today), 0);
  });
}

/** So many days later: every day counts (`calendar`), or those that the calendar has open. */
function addDays(unit: Method['transit']['unit'] | undefined, calendar: Calendar, day: number, count: number): number {
  return unit === 'calendar' ? day + count : addOpenDays(calendar, day, count);
}

/** R12: delivery defaults to transit, transit to pickup, pickup to the origin. */
export function calendarsOf({ origin, method }: Pick<ShipmentQuery, 'origin' | 'method'>) {
  const pickup = origin.pickupCalendar ?? origin.calendar;
  const transit = method.transitCalendar ?? pickup;
  return { pickup, transit, delivery: method.deliveryCalendar ?? transit };
}

/** R13: whether an order placed at `orderBy` gets any item at another time, or in another parcel, than one placed now. */
function changesAt(query: ShipmentQuery, orderBy: number, parcels: readonly Parcel[]): boolean {
  const later = planParcels(query, accept(query.origin, orderBy).day, orderBy);
  return JSON.stringify(deliveriesOf(parcels)) !== JSON.stringify(deliveriesOf(later));
}

/** By item: in which order parcels leave, nobody is told. */
function deliveriesOf(parcels: readonly Parcel[]): unknown {
  return parcels.map(({ items, delivery }) => ({ items, delivery })).sort((a, b) => (a.items[0] ?? 0) - (b.items[0] ?? 0));
}

function mapDays<T>(days: Days, map: (day: number, bound: 'min' | 'max') => T): { min: T; max: T } {
  return { min: map(days.min, 'min'), max: map(days.max, 'max') };
}

function formatDays(days: Days): DateRange {
  return mapDays(days, formatDay);
}
