import type { Estimate } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import type {
  Method,
  MethodTerms,
  OriginTerms,
  PlaceTerms,
  ServiceTerms,
  ShopTerms,
  ZoneTerms,
} from '../contract/shop-terms.ts';
import { compare } from './by-arrival.ts';
import { windowOf, type DateRange } from './date-range.ts';
import { explain } from './explanation.ts';
import { placeCalendar } from './place.ts';
import type { CartItem } from './product.ts';
import { calendarsOf, estimateShipment, type ShipmentEstimate, type ShipmentQuery } from './shipment.ts';
import { firstOf, midnightAfter } from './validity.ts';

/** One way of one cart to one zone, by one method and perhaps to one place. */
export type Route = {
  terms: ShopTerms;
  zone: ZoneTerms;
  method: MethodTerms;
  service: ServiceTerms;
  place?: PlaceTerms | undefined;
  items: readonly CartItem[];
};

/** What is sent from one origin, and what the date rules say of it. */
export type Leg = {
  origin: OriginTerms;
  items: readonly CartItem[];
  query: ShipmentQuery;
  result: Extract<ShipmentEstimate, { status: 'ok' }>;
};

type Dated = Pick<Estimate, 'window' | 'parcels' | 'orderBy' | 'validUntil' | 'explanation'>;

/** Whether the method leaves from where the goods are. */
export function canLeave({ method, items }: Route): boolean {
  return items.every(({ origin }) => origin && (method.origins?.includes(origin.id) ?? true));
}

/** The dates of a route, or `undefined` where it cannot be gone. Goods of two origins never share a parcel. */
export function planShipments(route: Route, now: Instant): Dated | undefined {
  if (!canLeave(route)) return undefined;
  const legs: Leg[] = [];
  for (const origin of route.terms.origins) {
    const items = route.items.filter((item) => item.origin === origin);
    if (items.length === 0) continue;
    const leg = planLeg(route, origin, items, now);
    if (!leg) return undefined;
    legs.push(leg);
  }
  if (legs.length === 0) return undefined;

  const parcels = legs
    .flatMap(({ items, result }) => result.shipments.map((shipment) => describeParcel(items, shipment)))
    .sort((a, b) => compare(a.window.from, b.window.from) || compare(a.window.to, b.window.to));
  const orderBys = legs.filter(({ result }) => result.orderByMatters).map(({ result }) => result.orderBy);
  return {
    window: windowOf(...legs.map(({ result }) => result.delivery)),
    parcels: parcels.length > 1 ? parcels : undefined,
    orderBy: orderBys.length > 0 ? firstOf(orderBys) : undefined,
    validUntil: validUntil(route, legs, now),
    explanation: explain(route, legs, now),
  };
}

function planLeg(route: Route, origin: OriginTerms, items: readonly CartItem[], now: Instant): Leg | undefined {
  const { method, service, zone, place, terms } = route;
  const way = wayOf(method, service);
  if (!way) return undefined;
  const query: ShipmentQuery = {
    now,
    origin,
    method: place ? wayTo(place, origin, way) : way,
    destination: { timeZone: place?.timeZone ?? zone.timeZone },
    items: items.map(({ item }) => item),
    ship: terms.ship ?? 'together',
  };
  const result = estimateShipment(query);
  return result.status === 'ok' ? { origin, items, query, result } : undefined;
}

/** How a parcel travels by a service; what the service does not say of calendars, its method does. */
export function wayOf(method: MethodTerms, service: ServiceTerms): Method | undefined {
  const { transit } = service;
  return (
    transit && {
      transit,
      transitCalendar: service.transitCalendar ?? method.transitCalendar,
      deliveryCalendar: service.deliveryCalendar ?? method.deliveryCalendar,
    }
  );
}

/** The same to a place: it arrives on days when the carrier delivers and the place is open. */
export function wayTo(place: PlaceTerms, origin: OriginTerms, method: Method): Method {
  return { ...method, deliveryCalendar: placeCalendar(place, calendarsOf({ origin, method }).delivery) };
}

function describeParcel(items: readonly CartItem[], shipment: { items: number[]; delivery: DateRange }) {
  return {
    items: shipment.items.map((index) => items[index]?.sku ?? ''),
    window: windowOf(shipment.delivery),
  };
}

/**
 * The answer may change when a cut-off passes, and when the day changes: at the destination, where no
 * day before today is said, and at an origin, where goods are released.
 */
function validUntil({ zone, place }: Route, legs: readonly Leg[], now: Instant): Instant {
  const zones = [place?.timeZone ?? zone.timeZone, ...legs.map(({ origin }) => origin.timeZone)];
  return firstOf([...zones.map((name) => midnightAfter(name, now)), ...legs.map(({ result }) => result.orderBy)]);
}
