import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import type { Destination, Instant } from '../contract/primitives.ts';
import type { FloatingTerm, MethodTerms, PlaceTerms, ShopTerms, ZoneTerms } from '../contract/shop-terms.ts';
import { formatDay } from './civil-date.ts';
import { localized } from './localized.ts';
import { describePlace } from './place.ts';
import { planShipments, type Route } from './plan.ts';
import { cartAvailability, resolveItems, type CartItem } from './product.ts';
import { reachableZones } from './reachable-zones.ts';
import { collectFromShelf } from './shelf.ts';
import { spanZones } from './span-zones.ts';
import { dayAt, formatInstant } from './zoned-time.ts';

/** How long an answer without a date is kept: nothing in it changes by time alone. */
const UNDATED_VALIDITY = 60 * 60 * 1000;

/**
 * What a shop's terms say about a request at `now`: one estimate for every method (and pickup point
 * or store), fastest first; or a single one that says why there is none. Pure.
 *
 * While the region or postcode is not known and makes a difference, an estimate spans what is
 * possible and `needs` says what would narrow it.
 */
export function estimate(terms: ShopTerms, request: EstimateRequest, now: Instant): Estimate[] {
  const destination = request.destination ?? terms.defaultDestination;
  if (!destination) return [unavailable(request, 'needs-destination', now, { needs: 'country' })];

  const zones = reachableZones(terms.zones, destination);
  if (zones.length === 0) return [unavailable(request, 'no-service', now, { destination })];

  const today = formatDay(dayAt(terms.origins[0]?.timeZone ?? 'UTC', Date.parse(now)));
  const items = resolveItems(terms, request, today);
  if (typeof items === 'string') return [unavailable(request, items, now, { destination })];

  const estimates = waysOf(terms, request, items).flatMap(
    ({ method, place }) =>
      spanZones(zones.map((zone) => answer({ terms, zone, method, place, items }, request, destination, now))) ?? [],
  );
  const needs = zones.length > 1 ? { needs: destination.postal ? ('region' as const) : ('postal' as const) } : {};
  if (estimates.length === 0) return [unavailable(request, 'no-service', now, { destination, ...needs })];
  return estimates.map((found) => ({ ...found, ...needs })).sort(byArrival);
}

/** The methods, and for pickup and collection their places, that every item may go by. */
function waysOf({ methods, places = [] }: ShopTerms, request: EstimateRequest, items: readonly CartItem[]) {
  return methods
    .filter(({ id }) => request.method === undefined || id === request.method)
    .filter(({ id }) => items.every(({ product }) => product.methods?.includes(id) ?? true))
    .flatMap((method): { method: MethodTerms; place?: PlaceTerms }[] =>
      method.kind === 'delivery'
        ? [{ method }]
        : places.filter((place) => place.methods.includes(method.id)).map((place) => ({ method, place })),
    )
    .filter(({ place }) => request.place === undefined || request.place === place?.id);
}

function answer(
  way: { terms: ShopTerms; zone: ZoneTerms; method: MethodTerms; place?: PlaceTerms | undefined; items: readonly CartItem[] },
  request: EstimateRequest,
  destination: Destination,
  now: Instant,
): Estimate | undefined {
  const { terms, zone, method, place, items } = way;
  const service = method.services.find(({ zones }) => zones.includes(zone.id));
  if (!service || (place && !place.zones.includes(zone.id))) return undefined;

  const route: Route = { ...way, service };
  const when = whenOf(route, now);
  if (!when) return undefined;
  const availability = cartAvailability(items);
  const { currency } = terms;
  const { price, freeFrom } = service;
  const isFree = freeFrom !== undefined && request.subtotal !== undefined && request.subtotal >= freeFrom;
  return {
    ...(request.id !== undefined && { request: request.id }),
    id: place ? `${method.id}:${place.id}` : method.id,
    kind: method.kind === 'delivery' ? 'delivery' : 'collection',
    method: {
      id: method.id,
      name: localized(method.name, request.language),
      ...(price !== undefined && currency && { price: { amount: isFree ? 0 : price, currency } }),
    },
    ...(place && { place: describePlace(place, request.language) }),
    destination,
    timeZone: place?.timeZone ?? zone.timeZone,
    ...(availability !== 'in-stock' && { availability }),
    ...when,
  };
}

function whenOf(route: Route, now: Instant): Partial<Estimate> | undefined {
  const term = longestTerm([route.service.floating, ...route.items.map(({ product }) => product.floating)]);
  if (term) return { term, validUntil: later(now) };
  return collectFromShelf(route, now) ?? planShipments(route, now);
}

/** A cart floats as long as its slowest part. */
function longestTerm(terms: readonly (FloatingTerm | undefined)[]): FloatingTerm | undefined {
  const hours = ({ max = Infinity, unit }: FloatingTerm): number => (unit === 'hour' ? max : max * 24);
  return terms.filter((term) => term !== undefined).sort((a, b) => hours(b) - hours(a))[0];
}

/** Fastest first, those without a date last, then the cheaper one. */
function byArrival(a: Estimate, b: Estimate): number {
  const [dateA, dateB] = [arrival(a), arrival(b)];
  if (dateA !== dateB) return dateA < dateB ? -1 : 1;
  return (a.method?.price?.amount ?? 0) - (b.method?.price?.amount ?? 0);
}

/** Sorts as text: last day, first day. */
function arrival({ window, readyAt, term }: Estimate): string {
  if (readyAt) return readyAt.to.slice(0, 10) + readyAt.from;
  if (window) return (window.to ?? '9') + window.from;
  return `~${String(term?.max ?? '').padStart(6, '0')}`;
}

function unavailable(
  request: EstimateRequest,
  code: NonNullable<Estimate['unavailable']>['code'],
  now: Instant,
  about: Pick<Estimate, 'needs' | 'destination'>,
): Estimate {
  return {
    ...(request.id !== undefined && { request: request.id }),
    id: code,
    kind: 'delivery',
    unavailable: { code },
    validUntil: later(now),
    ...about,
  };
}

function later(now: Instant): Instant {
  return formatInstant(Date.parse(now) + UNDATED_VALIDITY);
}
