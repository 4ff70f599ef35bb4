import { MAX_REGION_LENGTH } from '../contract/place-codes.ts';
import type { Destination } from '../contract/primitives.ts';
import type { ZoneTerms } from '../contract/shop-terms.ts';
import { findBestZone, normalizeDestination } from './match-zone.ts';
import { collectRules, listPostalCells } from './postal-cells.ts';
import { listPossibleStarts } from './postal-structure.ts';

/** The zones that a destination may lie in while its region or postcode is unknown. */
export type PossibleZones = {
  /** The zone of the destination as far as it is known. */
  bestMatch?: ZoneTerms | undefined;
  /** Every zone it may lie in, in the order of the terms. */
  zones: ZoneTerms[];
  /** The field that would narrow the zones; absent if the zone is certain. */
  needs?: 'region' | 'postal';
};

/** The latest results for each list of zones: the estimates of a page ask for few destinations. */
const latestResults = new WeakMap<readonly ZoneTerms[], Map<string, PossibleZones>>();

const MAX_RESULTS = 10;

export function findPossibleZones(zones: readonly ZoneTerms[], destination: Destination): PossibleZones {
  const results = latestResults.get(zones) ?? new Map<string, PossibleZones>();
  latestResults.set(zones, results);
  const key = JSON.stringify([destination.country, destination.region, destination.postal]);
  let result = results.get(key);
  if (!result) {
    if (results.size >= MAX_RESULTS) results.clear();
    results.set(key, (result = computePossibleZones(zones, destination)));
  }
  return result;
}

/**
 * Every whole destination that the known part may be the start of lies in one of finitely many cells, in which the same
 * rules match. The zones of all cells are the possible ones.
 */
function computePossibleZones(terms: readonly ZoneTerms[], destination: Destination): PossibleZones {
  const compared = normalizeDestination(destination);
  const { country, region, postal } = compared;
  const rules = collectRules(terms, country);
  // A text that is longer than a code, and that no rule knows, is a name: it says nothing about the region.
  const isRegionKnown = region !== '' && (region.length <= MAX_REGION_LENGTH || rules.regions.includes(region));
  const regions = isRegionKnown ? [region] : ['', ...rules.regions];
  const starts = listPossibleStarts(postal, country);
  const byRegion = regions.map((each) =>
    starts
      ? new Set(starts.flatMap((start) => listPostalCells(rules, each, start).map(({ zone }) => zone)))
      : new Set([findBestZone(terms, { ...compared, region: each })]),
  );
  const possible = new Set(byRegion.flatMap((zones) => [...zones]));
  const isPostalNeeded = byRegion.some(({ size }) => size > 1);
  // Half a postcode whose codes lie in several zones is no postcode.
  const [first] = byRegion[0]?.size === 1 ? byRegion[0] : [];
  const bestMatch = first ?? findBestZone(terms, starts ? { ...compared, postal: '' } : compared);
  const zones = terms.filter((zone) => possible.has(zone));
  if (possible.size === 1) return { bestMatch: zones[0], zones };
  const needs = isPostalNeeded ? 'postal' : 'region';
  return { bestMatch: possible.has(bestMatch) ? bestMatch : undefined, zones, needs };
}
