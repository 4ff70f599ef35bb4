import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import type { ShopTerms, ZoneTerms } from '../contract/shop-terms.ts';
import { resolveCartItems, type CartItem } from './cart-items.ts';
import { estimateDated } from './dated-estimate.ts';
import { findService, listEligibleMethods, type DeliveryOption } from './delivery-option.ts';
import { estimateFloating, calculateTermHours } from './floating-estimate.ts';
import { estimateInStorePickup } from './in-store-pickup.ts';
import { mergeZoneEstimates } from './merge-zone-estimates.ts';
import { deriveOptionDetails } from './option-details.ts';
import { findPossibleZones, type PossibleZones } from './possible-zones.ts';
import { deriveUndatedValidUntil } from './validity.ts';

/** Fields that all estimates of an answer share. */
type Shared = Pick<Estimate, 'needs' | 'destination'>;

/**
 * The estimates for a request at `now`: one for every method (and pickup point or store), fastest
 * first; or a single one whose `unavailable` names the reason. Pure: reads no clock, never throws for
 * terms and requests that the contract accepts.
 *
 * If the region or postcode is unknown and makes a difference, an estimate spans all zones that the
 * destination may lie in, and `needs` names the missing field. A method that the country as a whole
 * lacks is left out until the zone is known.
 */
export function estimate(terms: ShopTerms, request: EstimateRequest, now: Instant): Estimate[] {
  return estimateAll(terms, request, Date.parse(now)).map((each) => omitUndefined({ request: request.id, ...each }));
}

function estimateAll(terms: ShopTerms, request: EstimateRequest, now: number): Estimate[] {
  const destination = request.destination ?? terms.defaultDestination;
  if (!destination) return [createUnavailableEstimate('needs-destination', now, { needs: 'country' })];

  const possibleZones = findPossibleZones(terms.zones, destination);
  // Of an assumed destination the estimate shows the country only.
  const shown = request.destination ?? { country: destination.country };
  const { needs } = request.destination ? possibleZones : findPossibleZones(terms.zones, shown);
  const shared: Shared = { destination: shown, needs };
  if (possibleZones.zones.length === 0) return [createUnavailableEstimate('no-service', now, shared)];

  const items = resolveCartItems(terms, request, now);
  if (typeof items === 'string') return [createUnavailableEstimate(items, now, shared)];

  const { certain, isAnyPossible } = estimateMethods(terms, request, items, possibleZones, now);
  if (certain.length > 0) return certain.map((each) => ({ ...each, ...shared })).sort(compareArrival);
  return [createUnavailableEstimate(isAnyPossible ? 'needs-destination' : 'no-service', now, shared)];
}

/** One estimate for each method (and place) that is certain to be offered at the destination. */
function estimateMethods(
  terms: ShopTerms,
  request: EstimateRequest,
  items: readonly CartItem[],
  { zones, bestMatch }: PossibleZones,
  now: number,
): { certain: Estimate[]; isAnyPossible: boolean } {
  const certain: Estimate[] = [];
  let isAnyPossible = false;
  for (const { method, place } of listEligibleMethods(terms, request, items)) {
    const estimateZone = (zone: ZoneTerms): Estimate | undefined => {
      const service = findService(method, zone, place);
      return service && estimateOption({ terms, zone, method, service, place, items }, request, now);
    };
    const merged = mergeZoneEstimates(zones.map(estimateZone));
    if (!merged) continue;
    isAnyPossible = true;
    // A place that is requested by its id is the customer's choice, in whichever zone.
    if (request.place !== undefined || (bestMatch && estimateZone(bestMatch))) certain.push(merged);
  }
  return { certain, isAnyPossible };
}

/** The first form that applies: a time in a store, a term, or dates. */
function estimateOption(option: DeliveryOption, request: EstimateRequest, now: number): Estimate | undefined {
  const times = estimateInStorePickup(option, now) ?? estimateFloating(option, now) ?? estimateDated(option, now);
  return times && { ...deriveOptionDetails(option, request), ...times };
}

function createUnavailableEstimate(
  code: NonNullable<Estimate['unavailable']>['code'],
  now: number,
  shared: Shared,
): Estimate {
  return { id: code, kind: 'delivery', unavailable: { code }, validUntil: deriveUndatedValidUntil(now), ...shared };
}

/**
 * Sorts the fastest estimate first: by date, then estimates without a date by the length of their term.
 * For equal speed the cheaper one comes first, and one without a price last.
 */
function compareArrival(a: Estimate, b: Estimate): number {
  return (
    compareValues(deriveArrivalSortKey(a), deriveArrivalSortKey(b)) ||
    compareValues(a.term ? calculateTermHours(a.term) : Infinity, b.term ? calculateTermHours(b.term) : Infinity) ||
    compareValues(a.method?.price?.amount ?? Infinity, b.method?.price?.amount ?? Infinity)
  );
}

/** Last day, first day, time of day, as the customer sees them. Civil dates and UTC instants sort as text. */
function deriveArrivalSortKey({ window, readyAt }: Estimate): string {
  return window ? `${window.to ?? '9'} ${window.from} ${readyAt?.to ?? ''}` : '9';
}

function compareValues<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

function omitUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
