import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import type { Destination, Instant } from '../contract/primitives.ts';
import type { MethodTerms, PlaceTerms, ServiceTerms, ShopTerms, ZoneTerms } from '../contract/shop-terms.ts';
import { byArrival } from './by-arrival.ts';
import { floatingAnswer } from './floating.ts';
import { localized } from './localized.ts';
import { describePlace } from './place.ts';
import { planShipments, type Route } from './plan.ts';
import { cartAvailability, resolveItems, type CartItem } from './product.ts';
import { reachableZones } from './reachable-zones.ts';
import { said } from './said.ts';
import { collectFromShelf } from './shelf.ts';
import { spanZones } from './span-zones.ts';
import { undatedUntil } from './validity.ts';

/**
 * What a shop's terms say about a request at `now`: one estimate for every method (and pickup point
 * or store), fastest first; or a single one that says why there is none. Pure.
 *
 * While the region or postcode is not known and makes a difference, an estimate spans what is
 * possible and `needs` says what would narrow it. Methods that only some of the possible zones have
 * are not promised to all of them: they show once the place is known.
 */
export function estimate(terms: ShopTerms, request: EstimateRequest, now: Instant): Estimate[] {
  return answersTo(terms, request, now).map((each) => said({ request: request.id, ...each }));
}

function answersTo(terms: ShopTerms, request: EstimateRequest, now: Instant): Estimate[] {
  const destination = request.destination ?? terms.defaultDestination;
  if (!destination) return [unavailable('needs-destination', now, { needs: 'country' })];

  const reach = reachableZones(terms.zones, destination);
  // What the customer has not said is assumed for the answer, but not said back as if it were known.
  const stated = request.destination ?? { country: destination.country };
  const needs = request.destination ? reach.needs : reachableZones(terms.zones, stated).needs;
  const about = { destination: stated, needs };
  if (reach.zones.length === 0) return [unavailable('no-service', now, about)];

  const items = resolveItems(terms, request, now);
  if (typeof items === 'string') return [unavailable(items, now, about)];

  const found = waysOf(terms, request, items).map(({ method, place }) => {
    const answerIn = (zone: ZoneTerms): Estimate | undefined =>
      answer({ terms, zone, method, place, items }, request, stated, now);
    // A place that was asked for by its id is the customer's choice, whatever zone they are in.
    const isSure = request.place !== undefined || (reach.home && answerIn(reach.home));
    return { isSure, spanned: spanZones(reach.zones.map(answerIn)) };
  });
  const possible = found.flatMap(({ spanned }) => spanned ?? []);
  const sure = found.flatMap(({ isSure, spanned }) => (isSure && spanned) || []);
  if (sure.length > 0) return sure.map((each) => ({ ...each, needs })).sort(byArrival);
  return [unavailable(possible.length > 0 ? 'needs-destination' : 'no-service', now, about)];
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
  way: Omit<Route, 'service'>,
  request: EstimateRequest,
  destination: Destination,
  now: Instant,
): Estimate | undefined {
  const { terms, zone, method, place, items } = way;
  const service = method.services.find(({ zones }) => zones.includes(zone.id));
  if (!service || (place && !place.zones.includes(zone.id))) return undefined;

  const route: Route = { ...way, service };
  const when = collectFromShelf(route, now) ?? floatingAnswer(route, now) ?? planShipments(route, now);
  if (!when) return undefined;
  const availability = cartAvailability(items);
  const price = priceOf(service, request, terms.currency);
  return {
    id: place ? `${method.id}:${place.id}` : method.id,
    kind: method.kind === 'delivery' ? 'delivery' : 'collection',
    method: said({ id: method.id, name: localized(method.name, request.language), price }),
    place: place && describePlace(place, request.language),
    destination,
    timeZone: place?.timeZone ?? zone.timeZone,
    availability: availability === 'in-stock' ? undefined : availability,
    ...when,
  };
}

function priceOf({ price, freeFrom }: ServiceTerms, { subtotal }: EstimateRequest, currency: string | undefined) {
  const isFree = freeFrom !== undefined && subtotal !== undefined && subtotal >= freeFrom;
  const amount = isFree ? 0 : price;
  return amount !== undefined && currency !== undefined ? { amount, currency } : undefined;
}

function unavailable(
  code: NonNullable<Estimate['unavailable']>['code'],
  now: Instant,
  about: Pick<Estimate, 'needs' | 'destination'>,
): Estimate {
  return { id: code, kind: 'delivery', unavailable: { code }, validUntil: undatedUntil(now), ...about };
}
