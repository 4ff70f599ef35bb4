import type { Destination } from '../contract/primitives.ts';
import type { Zone, ZoneRule } from '../contract/shop-terms.ts';

export type ZoneQuery = { zones: readonly Zone[]; destination: Destination };

/**
 * The id of the zone that a destination lies in, or `null`. A rule with `postal` beats one with
 * `region`, and that beats one with `country`; then the longest postal rule wins, then the zone listed
 * first. A matching rule with `exclude` removes its zone. Postal rules are textual prefixes (`SW1`
 * matches `SW19` too) and inclusive ranges; of any code only letters and digits count.
 */
export function matchZone({ zones, destination }: ZoneQuery): { zone: string | null } {
  return { zone: findBestZone(zones, destination)?.zone.id ?? null };
}

/** The zone of {@link matchZone} with its score. */
export function findBestZone<Z extends Zone>(
  zones: readonly Z[],
  destination: Destination,
): { zone: Z; score: MatchScore } | undefined {
  const scored = zones.map((zone) => ({ zone, score: scoreZone(zone, destination) })).filter(({ score }) => score > 0);
  return scored.sort((a, b) => b.score - a.score)[0];
}

/** How closely a rule matches: by the length of its postal rule, then by region, then by country. 0 is no match. */
export type MatchScore = number;

/** Score of one character of a postal rule: more than country and region together. */
const POSTAL_WEIGHT = 4;

function scoreZone(zone: Zone, destination: Destination): MatchScore {
  return isExcluded(zone, destination) ? 0 : Math.max(...zone.match.map((rule) => scoreRule(rule, destination)));
}

/** Whether an exclusion removes the zone by what is known of the destination. */
export function isExcluded({ match }: Zone, destination: Destination): boolean {
  return match.some((rule) => rule.exclude && scoreRule(rule, destination) > 0);
}

/**
 * The score of an undecided rule if the unknown fields of the destination matched it; 0 if the rule
 * matches already, or never can.
 */
export function highestPossibleScore(rule: ZoneRule, destination: Destination): MatchScore {
  if (scoreRule(rule, destination)) return 0;
  const { postal, ...ruleWithoutPostal } = rule;
  const isUndecided = postal && !destination.postal;
  const score = scoreRule(isUndecided ? ruleWithoutPostal : rule, {
    ...destination,
    region: destination.region || rule.region,
  });
  return score && isUndecided
    ? score + POSTAL_WEIGHT * Math.max(...postal.map((each) => parsePostalRule(each)[0].length))
    : score;
}

function scoreRule({ country, region, postal }: ZoneRule, destination: Destination): MatchScore {
  const isAnywhere = country === '*';
  if (!isAnywhere && normalizeCode(country) !== normalizeCode(destination.country)) return 0;
  if (region !== undefined && normalizeCode(region) !== normalizeCode(destination.region)) return 0;
  const length = postal ? longestPostalMatch(postal, normalizeCode(destination.postal)) : 0;
  return length < 0 ? 0 : 1 + Number(!isAnywhere) + 2 * Number(region !== undefined) + POSTAL_WEIGHT * length;
}

/** Length of the longest prefix or range (`25845..25849`, inclusive) that matches the code; -1 if none does. */
function longestPostalMatch(rules: readonly string[], code: string): number {
  const lengths = rules.map((rule) => {
    const [low, high] = parsePostalRule(rule);
    const inRange = code.slice(0, low.length) >= low && code.slice(0, high.length) <= high;
    return code.length >= low.length && inRange ? low.length : -1;
  });
  return Math.max(-1, ...lengths);
}

/** Both ends of a range; a prefix gives itself twice. */
export function parsePostalRule(postalRule: string): [low: string, high: string] {
  const [low = '', high = low] = postalRule.split('..').map(normalizeCode);
  return [low, high];
}

/** Letters and digits of a country, region or postcode, in upper case. */
function normalizeCode(code: string | undefined): string {
  return (code ?? '').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}
