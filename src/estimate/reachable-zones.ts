import type { Destination } from '../contract/primitives.ts';
import type { ZoneRule, ZoneTerms } from '../contract/shop-terms.ts';
import { bestZone, isExcluded, possibleScore, type Score } from './zone.ts';

/** Where a destination may turn out to lie while its region or postcode is not known. */
export type Reach = {
  /** The zone that answers while nothing more is known, if there is one. */
  home?: ZoneTerms | undefined;
  /** Every zone it may lie in, `home` among them, in the order of the terms. */
  zones: ZoneTerms[];
  /** What would narrow it; absent where that makes no difference. */
  needs?: 'region' | 'postal';
};

/** The last answer for a shop's zones: all badges of a page ask for the same place. */
const latest = new WeakMap<readonly ZoneTerms[], { key: string; reach: Reach }>();

export function reachableZones(zones: readonly ZoneTerms[], destination: Destination): Reach {
  const key = JSON.stringify([destination.country, destination.region, destination.postal]);
  let found = latest.get(zones);
  if (found?.key !== key) latest.set(zones, (found = { key, reach: findReach(zones, destination) }));
  return found.reach;
}

function findReach(terms: readonly ZoneTerms[], destination: Destination): Reach {
  const candidates = terms.filter((zone) => !isExcluded(zone, destination));
  const { winners, floor } = findWinners(candidates, destination);
  const isReachable = (zone: ZoneTerms): boolean =>
    winners.includes(zone) || zone.match.some((rule) => !rule.exclude && canBeat(rule, zone));
  const canBeat = (rule: ZoneRule, zone: ZoneTerms): boolean => {
    const score = possibleScore(rule, destination);
    if (!score || !floor) return score > 0;
    const isFirst = candidates.indexOf(zone) < candidates.indexOf(floor.zone);
    return score > floor.score || (score === floor.score && isFirst);
  };

  const zones = candidates.filter(isReachable);
  const home = winners[0];
  // One way out, and nothing could take it away.
  if (zones.length === 0 || (zones.length === 1 && floor)) return { home, zones };
  return { home, zones, needs: missingOf(zones, destination) };
}

/**
 * The zone that matches best, and, where an exclusion that is not decided yet may take the destination
 * from it, the next best, and so on down to one that nothing can be taken from: the floor.
 */
function findWinners(candidates: readonly ZoneTerms[], destination: Destination) {
  const winners: ZoneTerms[] = [];
  let floor: { zone: ZoneTerms; score: Score } | undefined;
  for (let remaining = candidates; !floor; ) {
    const best = bestZone(remaining, destination);
    if (!best) break;
    winners.push(best.zone);
    if (!best.zone.match.some((rule) => rule.exclude && possibleScore(rule, destination))) floor = best;
    remaining = remaining.filter((zone) => zone !== best.zone);
  }
  return { winners, floor };
}

/** A postcode where some rule waits for one, else a region: a postcode alone would not decide that. */
function missingOf(zones: readonly ZoneTerms[], destination: Destination): 'region' | 'postal' {
  const rules = zones.flatMap(({ match }) => match.filter((rule) => possibleScore(rule, destination)));
  return !destination.postal && rules.some(({ postal }) => postal) ? 'postal' : 'region';
}
