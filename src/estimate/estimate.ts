import type { Estimate, EstimateRequest, UnavailableCode } from '../contract/estimate.ts';
import { parseCountry } from '../contract/place-codes.ts';
import type { Instant } from '../contract/primitives.ts';
import type { LenientTerms, ZoneTerms } from '../contract/shop-terms.ts';
import { formatInstant } from '../dates/zoned-time.ts';
import { isReadable, listReleaseMidnights, resolveCartItems, type CartItem } from './cart-items.ts';
import { compareArrival } from './compare-arrival.ts';
import { estimateDated } from './dated-estimate.ts';
import { findService, listEligibleMethods, type DeliveryOption } from './delivery-option.ts';
import { estimateFloating } from './floating-estimate.ts';
import { estimateInStorePickup, type InStorePickup } from './in-store-pickup.ts';
import { isSameJson } from './compare.ts';
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
export function estimate(terms: LenientTerms, request: EstimateRequest, now: Instant): Estimate[] {
  const instant = Date.parse(now);
  const estimates = endAtReleases(terms, request, estimateAll(terms, request, instant), instant);
  return estimates.map((each) => omitUndefined({ request: request.id, ...each }));
}

/** Ends the validity of each estimate at the midnight at which goods are released, if that changes it or adds another one. */
function endAtReleases(terms: LenientTerms, request: EstimateRequest, estimates: Estimate[], now: number): Estimate[] {
  return listReleaseMidnights(terms, request, now).reduce((ended, midnight) => {
    const isShort = ({ validUntil = '' }: Estimate): boolean => Date.parse(validUntil) <= midnight;
    if (ended.every(isShort)) return ended;
    const later = new Map(estimateAll(terms, request, midnight).map((each) => [each.id, each]));
    const isLonger = later.size > ended.length;
    const isSame = (each: Estimate): boolean =>
      isSameJson({ ...each, validUntil: '' }, { ...later.get(each.id), validUntil: '' });
    return ended.map((each) =>
      isShort(each) || (!isLonger && isSame(each)) ? each : { ...each, validUntil: formatInstant(midnight) },
    );
  }, estimates);
}

function estimateAll(terms: LenientTerms, request: EstimateRequest, now: number): Estimate[] {
  const items = resolveCartItems(terms, request, now);
  if (items === 'not-shipped') return [createUnavailableEstimate(items, now, {})];
  const destination = request.destination ?? terms.defaultDestination;
  if (!destination) return [createUnavailableEstimate('needs-destination', now, { needs: 'country' })];

  const possibleZones = findPossibleZones(terms.zones, destination);
  // Of an assumed destination the estimate shows the country only.
  const shown = request.destination ?? { country: destination.country };
  const { needs } = request.destination ? possibleZones : findPossibleZones(terms.zones, shown);
  const shared: Shared = { destination: shown, needs };
  if (possibleZones.zones.length === 0) {
    // A text that is no country says nothing about the address.
    const code = parseCountry(destination.country) === undefined ? 'unknown' : 'no-service';
    return [createUnavailableEstimate(code, now, shared)];
  }
  if (typeof items === 'string') return [createUnavailableEstimate(items, now, shared)];

  const { certain, isAnyPossible, isAnyUnreadable } = estimateMethods(terms, request, items, possibleZones, now);
  if (certain.length > 0) return certain.map((each) => ({ ...each, ...shared })).sort((a, b) => compareArrival(a, b));
  const isNarrowed = isAnyPossible || (isAnyUnreadable && possibleZones.zones.length > 1);
  const code = isNarrowed ? 'needs-destination' : isAnyUnreadable ? 'unknown' : 'no-service';
  return [createUnavailableEstimate(code, now, shared)];
}

type MethodEstimates = {
  /** One estimate for each method (and place) that is certain to be offered at the destination. */
  certain: Estimate[];
  /** Whether a method is offered in one of the zones that the destination may lie in. */
  isAnyPossible: boolean;
  /** Whether a method might be offered, if all parts of the terms could be read. */
  isAnyUnreadable: boolean;
};

function estimateMethods(
  terms: LenientTerms,
  request: EstimateRequest,
  items: readonly CartItem[],
  { zones, bestMatch }: PossibleZones,
  now: number,
): MethodEstimates {
  const isAnyUnreadable = [...terms.methods, terms.places ?? []].some((part) => !isReadable(terms, part));
  const result: MethodEstimates = { certain: [], isAnyPossible: false, isAnyUnreadable };
  for (const { method, place } of listEligibleMethods(terms, request, items)) {
    let isUnreadable = false;
    const estimateZone = (zone: ZoneTerms): Estimate | undefined => {
      const service = findService(method, zone, place);
      const parts = [method, zone, service, place];
      const option = service && { terms, zone, method, service, place, items };
      isUnreadable ||= !parts.every((part) => !part || isReadable(terms, part));
      return option && !isUnreadable ? estimateOption(option, request, now) : undefined;
    };
    const estimates = zones.map(estimateZone);
    const merged = mergeZoneEstimates(estimates);
    result.isAnyUnreadable ||= isUnreadable;
    if (!merged || isUnreadable) continue;
    result.isAnyPossible = true;
    // A place that is requested by its id is the customer's choice, in whichever zone.
    if (request.place !== undefined || (bestMatch && estimates[zones.indexOf(bestMatch)])) result.certain.push(merged);
  }
  return result;
}

/** The first form that applies: a time in a store, a term, or dates. */
function estimateOption(option: DeliveryOption, request: EstimateRequest, now: number): Estimate | undefined {
  const inStore = estimateInStorePickup(option, now);
  const sent = estimateFloating(option, now) ?? estimateDated(option, now);
  const times = inStore ? selectEarlier(inStore, sent) : sent;
  return times && { ...deriveOptionDetails(option, request), ...times };
}

type Times = Pick<Estimate, 'window' | 'validUntil'>;

/** The time in a store, unless goods that are sent there may arrive on an earlier day: then the earlier of each bound. */
function selectEarlier(inStore: InStorePickup, sent: Times | undefined): Times {
  const { window, validUntil } = inStore;
  if (!sent?.window?.to || (sent.window.from >= window.from && sent.window.to >= window.to)) return inStore;
  const from = sent.window.from < window.from ? sent.window.from : window.from;
  const to = sent.window.to < window.to ? sent.window.to : window.to;
  return { window: { from, to }, validUntil: [validUntil, sent.validUntil ?? validUntil].sort()[0] };
}

function createUnavailableEstimate(code: UnavailableCode, now: number, shared: Shared): Estimate {
  return { id: code, kind: 'delivery', unavailable: { code }, validUntil: deriveUndatedValidUntil(now), ...shared };
}

function omitUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
