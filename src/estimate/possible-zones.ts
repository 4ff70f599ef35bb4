import type { Destination } from '../contract/primitives.ts';
import type { ZoneRule, ZoneTerms } from '../contract/shop-terms.ts';
import { findBestZone, highestPossibleScore, isExcluded, type MatchScore } from './match-zone.ts';

/** The zones that a destination may lie in while its region or postcode is unknown. */
export type PossibleZones = {
  /** The zone of the destination as far as it is known. */
  bestMatch?: ZoneTerms | undefined;
  /** Every zone it may lie in, `bestMatch` among them, in the order of the terms. */
  zones: ZoneTerms[];
  /** The field that would narrow the zones; absent if the zone is certain. */
  needs?: 'region' | 'postal';
};

type ScoredZone = { zone: ZoneTerms; score: MatchScore };

/** The latest result for each list of zones: all estimates of a page ask for the same destination. */
const latestResults = new WeakMap<readonly ZoneTerms[], { key: string; result: PossibleZones }>();

export function findPossibleZones(zones: readonly ZoneTerms[], destination: Destination): PossibleZones {
  const key = JSON.stringify([destination.country, destination.region, destination.postal]);
  let latest = latestResults.get(zones);
  if (latest?.key !== key) {
    latest = { key, result: computePossibleZones(zones, destination) };
    latestResults.set(zones, latest);
  }
  return latest.result;
}

function computePossibleZones(terms: readonly ZoneTerms[], destination: Destination): PossibleZones {
  const candidates = terms.filter((zone) => !isExcluded(zone, destination));
  const { matches, certain } = rankMatches(candidates, destination);
  const canBeat = (rule: ZoneRule, zone: ZoneTerms): boolean => {
    const score = highestPossibleScore(rule, destination);
    if (!score || !certain) return score > 0;
    const isListedBefore = candidates.indexOf(zone) < candidates.indexOf(certain.zone);
    return score > certain.score || (score === certain.score && isListedBefore);
  };
  const isPossible = (zone: ZoneTerms): boolean =>
    matches.includes(zone) || zone.match.some((rule) => !rule.exclude && canBeat(rule, zone));

  const zones = candidates.filter(isPossible);
  const bestMatch = matches[0];
  if (zones.length === 0 || (zones.length === 1 && certain)) return { bestMatch, zones };
  return { bestMatch, zones, needs: selectNeeds(zones, destination) };
}

/**
 * The zones that match the destination as far as it is known, best first, down to the first one that no
 * undecided exclusion can remove. That zone is `certain`: only a closer match can replace it.
 */
function rankMatches(
  candidates: readonly ZoneTerms[],
  destination: Destination,
): { matches: ZoneTerms[]; certain: ScoredZone | undefined } {
  const matches: ZoneTerms[] = [];
  let remaining = candidates;
  for (;;) {
    const best = findBestZone(remaining, destination);
    if (!best) return { matches, certain: undefined };
    matches.push(best.zone);
    const mayBeExcluded = best.zone.match.some((rule) => rule.exclude && highestPossibleScore(rule, destination));
    if (!mayBeExcluded) return { matches, certain: best };
    remaining = remaining.filter((zone) => zone !== best.zone);
  }
}

/** The postcode if an undecided rule depends on it; else the region, which a postcode alone does not decide. */
function selectNeeds(zones: readonly ZoneTerms[], destination: Destination): 'region' | 'postal' {
  const undecided = zones.flatMap(({ match }) => match.filter((rule) => highestPossibleScore(rule, destination)));
  return !destination.postal && undecided.some(({ postal }) => postal) ? 'postal' : 'region';
}
