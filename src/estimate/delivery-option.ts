import type { EstimateRequest } from '../contract/estimate.ts';
import type {
  Calendar,
  Method,
  MethodTerms,
  OpeningHours,
  OriginTerms,
  PlaceTerms,
  LenientTerms,
  ServiceTerms,
  ShopTerms,
  ZoneTerms,
} from '../contract/shop-terms.ts';
import { intersectCalendars } from '../dates/open-days.ts';
import type { CartItem } from './cart-items.ts';
import { resolveCalendars, type LotShipment, type ShipmentPlan } from './plan-shipment.ts';

/** One option for a cart: a method's service to a zone, and for pickup methods a place. */
export type DeliveryOption = {
  terms: LenientTerms;
  zone: ZoneTerms;
  method: MethodTerms;
  service: ServiceTerms;
  place?: PlaceTerms | undefined;
  items: readonly CartItem[];
};

/** The items of an option that leave from one origin, and their days. */
export type OriginShipment = {
  origin: OriginTerms;
  items: readonly CartItem[];
  shipment: LotShipment;
  plan: ShipmentPlan;
};

const allWeekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The methods that all items allow and the request asks for; a pickup method once for each of its places. */
export function listEligibleMethods(
  { methods, places = [] }: ShopTerms,
  request: EstimateRequest,
  items: readonly CartItem[],
): Pick<DeliveryOption, 'method' | 'place'>[] {
  return methods
    .filter(({ id }) => request.method === undefined || id === request.method)
    .filter(({ id }) => items.every(({ product }) => product.methods?.includes(id) ?? true))
    .flatMap((method): Pick<DeliveryOption, 'method' | 'place'>[] =>
      method.kind === 'delivery'
        ? [{ method }]
        : places.filter((place) => place.methods.includes(method.id)).map((place) => ({ method, place })),
    )
    .filter(({ place }) => request.place === undefined || request.place === place?.id);
}

/** The service of a method to a zone: the first that lists the zone. A place may exclude the zone. */
export function findService(method: MethodTerms, zone: ZoneTerms, place?: PlaceTerms): ServiceTerms | undefined {
  if (place && !place.zones.includes(zone.id)) return undefined;
  return method.services.find(({ zones }) => zones.includes(zone.id));
}

/** The time zone in which an option arrives. */
export function resolveTimeZone({ zone, place }: Pick<DeliveryOption, 'zone' | 'place'>): string {
  return place?.timeZone ?? zone.timeZone;
}

/** Whether the method leaves from the origin of every item. */
export function canLeaveOrigins({ method, items }: DeliveryOption): boolean {
  return items.every(({ origin }) => method.origins?.includes(origin.id) ?? true);
}

/** Transit and calendars of a service; a calendar that the service lacks is its method's. */
export function resolveMethod(method: MethodTerms, service: ServiceTerms): Method | undefined {
  const { transit } = service;
  return (
    transit && {
      transit,
      transitCalendar: service.transitCalendar ?? method.transitCalendar,
      deliveryCalendar: service.deliveryCalendar ?? method.deliveryCalendar,
    }
  );
}

/** The method to a place: delivers on days on which the carrier delivers and the place is open. */
export function restrictToPlace(place: PlaceTerms, origin: OriginTerms, method: Method): Method {
  return { ...method, deliveryCalendar: derivePlaceCalendar(place, resolveCalendars({ origin, method }).delivery) };
}

/** Calendars are compiled once for each object, so the same pair must give the same object. */
const placeCalendars = new WeakMap<OpeningHours, WeakMap<Calendar, Calendar>>();

function derivePlaceCalendar(place: OpeningHours, carrier: Calendar): Calendar {
  const byCarrier = placeCalendars.get(place) ?? new WeakMap<Calendar, Calendar>();
  placeCalendars.set(place, byCarrier);
  const calendar = byCarrier.get(carrier) ?? intersectCalendars(openingCalendar(place), carrier);
  byCarrier.set(carrier, calendar);
  return calendar;
}

function openingCalendar({ hours, dates = {} }: OpeningHours): Calendar {
  // An interval that ends when it begins is empty.
  const isOpen = (times: readonly (readonly [string, string])[] = []): boolean =>
    times.some(([from, to]) => from !== to);
  const exceptions = Object.entries(dates);
  return {
    weekdays: allWeekdays.filter((weekday) => isOpen(hours[weekday])),
    open: exceptions.filter(([, times]) => isOpen(times)).map(([date]) => date),
    closed: exceptions.filter(([, times]) => !isOpen(times)).map(([date]) => date),
  };
}
