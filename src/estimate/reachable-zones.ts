import type { Destination } from '../contract/primitives.ts';
import type { ZoneRule, ZoneTerms } from '../contract/shop-terms.ts';
import { isPossibleMatch, matchZone } from './zone.ts';

/**
 * The zones a destination may lie in while its region or postcode is not known: one where that makes
 * no difference, several where it does, none where the shop does not deliver.
 */
export function reachableZones(zones: readonly ZoneTerms[], destination: Destination): ZoneTerms[] {
  const undecided = (rule: ZoneRule): boolean => isPossibleMatch(rule, destination);
  const reachable = new Set(zones.filter(({ match }) => match.some((rule) => !rule.exclude && undecided(rule))));
  let remaining = zones;
  for (;;) {
    const winner = remaining.find(({ id }) => id === matchZone({ zones: remaining, destination }).zone);
    if (!winner) break;
    reachable.add(winner);
    // What an exclusion may take from the winner falls to the next one.
    if (!winner.match.some((rule) => rule.exclude && undecided(rule))) break;
    remaining = remaining.filter((zone) => zone !== winner);
  }
  return zones.filter((zone) => reachable.has(zone));
}
