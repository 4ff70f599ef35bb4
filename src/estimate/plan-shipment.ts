import type { Calendar, Item, Method, Origin } from '../contract/shop-terms.ts';
import { formatCivilDate, parseCivilDate, weekdayOf } from '../dates/civil-date.ts';
import { mapRange, normalizeRange, selectLater, type EpochDayRange } from '../dates/date-range.ts';
import { addOpenDays, findFirstDay, isOpenDay } from '../dates/open-days.ts';
import { epochDayAt, instantAt } from '../dates/zoned-time.ts';

/** What is shipped, from which origin, by which method and to which time zone. */
export type ShipmentInput = {
  origin: Origin;
  method: Method;
  destination: { timeZone: string };
  items: readonly Item[];
  /** One parcel for all items, or one for each group of items that are ready over the same days. */
  ship: 'together' | 'split';
};

/** The same with the lots of each item, which is ready when all of its lots are. */
export type LotShipment = Omit<ShipmentInput, 'items'> & { items: readonly (readonly Item[])[] };

/** One parcel in epoch days. `items` are indexes into the shipment's items, ascending. */
export type PlannedParcel = {
  items: number[];
  dispatch: EpochDayRange;
  handover: EpochDayRange;
  delivery: EpochDayRange;
};

/** The days of a shipment as epoch days, instants as milliseconds since the epoch. */
export type ShipmentPlan = {
  acceptedOn: number;
  orderBy: number;
  /** In the order of their dispatch range. */
  parcels: PlannedParcel[];
  delivery: EpochDayRange;
};

type Acceptance = { day: number; orderBy: number };

/** Items that share a parcel, and the days over which all of them are ready. */
type ParcelItems = Pick<PlannedParcel, 'items' | 'dispatch'>;

/** Applies rules R4–R12 to a shipment ordered at `now`; `undefined` if there is no open day within ten years. */
export function planShipment(shipment: LotShipment, now: number): ShipmentPlan | undefined {
  const acceptance = findAcceptance(shipment.origin, now);
  const parcels = planParcels(shipment, acceptance.day, now);
  const delivery = {
    min: Math.min(...parcels.map((parcel) => parcel.delivery.min)),
    max: Math.max(...parcels.map((parcel) => parcel.delivery.max)),
  };
  if (!Number.isFinite(delivery.min + delivery.max) || delivery.min < 0) return undefined;
  return { acceptedOn: acceptance.day, orderBy: acceptance.orderBy, parcels, delivery };
}

/** The days on which each item arrives if it is ordered at `now`, and the items that share its parcel. */
export function planDeliveries(shipment: LotShipment, now: number): Pick<PlannedParcel, 'items' | 'delivery'>[] {
  return listDeliveries(planParcels(shipment, findAcceptance(shipment.origin, now).day, now));
}

/** R4: the first open day whose cut-off is after `now`. `day` is `NaN` if there is none within ten years. */
export function findAcceptance(origin: Origin, now: number): Acceptance {
  let orderBy = NaN;
  const day = findFirstDay(epochDayAt(origin.timeZone, now), (candidate) => {
    const cutoff = isOpenDay(origin.calendar, candidate) && resolveCutoff(origin, candidate);
    if (!cutoff) return false;
    orderBy = instantAt(origin.timeZone, candidate, cutoff);
    return now < orderBy;
  });
  return { day, orderBy };
}

/** The cut-off (`HH:MM`) of a day. `null` and `undefined`: the origin takes no orders on it. */
export function resolveCutoff(origin: Origin, day: number): string | null | undefined {
  const exception = origin.cutoffDates?.[formatCivilDate(day)];
  if (exception !== undefined) return exception;
  return typeof origin.cutoff === 'string' ? origin.cutoff : origin.cutoff[weekdayOf(day) as 1];
}

/** R6–R10 for every parcel. */
function planParcels(shipment: LotShipment, acceptedOn: number, now: number): PlannedParcel[] {
  const ready = shipment.items.map((lots) =>
    selectLater(lots.map((lot) => deriveReadyDays(lot, shipment.origin, acceptedOn))),
  );
  const groups = shipment.ship === 'together' && ready.length > 0 ? [groupTogether(ready)] : groupByReadyDays(ready);
  const { pickup } = resolveCalendars(shipment);
  const today = epochDayAt(shipment.destination.timeZone, now);
  return groups.map(({ items, dispatch }) => {
    const handover = mapRange(dispatch, (day) => addOpenDays(pickup, day, 0)); // R8
    return { items, dispatch, handover, delivery: deriveDeliveryDays(shipment, handover, today) };
  });
}

/** R6, for both bounds: acceptance or release, then lead, then handling, on the origin's calendar. */
function deriveReadyDays(item: Item, origin: Origin, acceptedOn: number): EpochDayRange {
  const { calendar } = origin;
  const release = item.availableFrom ? parseCivilDate(item.availableFrom) : acceptedOn;
  const start = release > acceptedOn ? addOpenDays(calendar, release, 0) : acceptedOn;
  const lead = normalizeRange(item.lead ?? { min: 0, max: 0 });
  const handling = normalizeRange(item.handling ?? origin.handling);
  return mapRange(lead, (leadDays, bound) => {
    const produced = addOpenDays(calendar, addDays(item.lead?.unit, calendar, start, leadDays), 0);
    return addOpenDays(calendar, produced, handling[bound]);
  });
}

/** R7: one parcel waits for the slowest item, bound by bound. */
function groupTogether(ready: readonly EpochDayRange[]): ParcelItems {
  return { items: ready.map((_, index) => index), dispatch: selectLater(ready) };
}

/** R7: items with equal ready ranges share a parcel. */
function groupByReadyDays(ready: readonly EpochDayRange[]): ParcelItems[] {
  const groups = new Map<string, ParcelItems>();
  ready.forEach((dispatch, index) => {
    const key = `${dispatch.min} ${dispatch.max}`;
    const group = groups.get(key) ?? { items: [], dispatch };
    group.items.push(index);
    groups.set(key, group);
  });
  return [...groups.values()].sort((a, b) => a.dispatch.min - b.dispatch.min || a.dispatch.max - b.dispatch.max);
}

/** R9 and R10: transit, then the first delivery day, never before today at the destination. */
function deriveDeliveryDays(shipment: LotShipment, handover: EpochDayRange, today: number): EpochDayRange {
  const { transit } = shipment.method;
  const calendars = resolveCalendars(shipment);
  const days = normalizeRange(transit);
  return mapRange(handover, (day, bound) => {
    const arrived = addDays(transit.unit, calendars.transit, day, days[bound]);
    return addOpenDays(calendars.delivery, Math.max(arrived, today), 0);
  });
}

/** Adds days: every day counts (`calendar`), or only the calendar's open days (`business`, also the default). */
function addDays(unit: Method['transit']['unit'] | undefined, calendar: Calendar, day: number, count: number): number {
  return unit === 'calendar' ? day + count : addOpenDays(calendar, day, count);
}

/** R12: delivery defaults to transit, transit to pickup, pickup to the origin. */
export function resolveCalendars({ origin, method }: Pick<LotShipment, 'origin' | 'method'>) {
  const pickup = origin.pickupCalendar ?? origin.calendar;
  const transit = method.transitCalendar ?? pickup;
  return { pickup, transit, delivery: method.deliveryCalendar ?? transit };
}

/** Ordered by item: customers do not see the order of dispatch. */
export function listDeliveries(parcels: readonly PlannedParcel[]): Pick<PlannedParcel, 'items' | 'delivery'>[] {
  return parcels
    .map(({ items, delivery }) => ({ items, delivery }))
    .sort((a, b) => (a.items[0] ?? 0) - (b.items[0] ?? 0));
}
