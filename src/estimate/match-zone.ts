import { parseCountry, normalizeRegion } from '../contract/place-codes.ts';
import type { Destination } from '../contract/primitives.ts';
import type { Zone, ZoneRule } from '../contract/shop-terms.ts';
import { normalizePostal } from './postal-structure.ts';

export type ZoneQuery = { zones: readonly Zone[]; destination: Destination };

/** A destination in the form in which zones compare it; `''` for what is not known. */
export type ComparedDestination = { country: string; region: string; postal: string };

/**
 * The id of the zone that a destination lies in, or `null`. A rule with `postal` beats one with
 * `region`, and that beats one with `country`; then the longest postal rule wins, then the zone listed
 * first. A matching rule with `exclude` removes its zone. Postal rules are textual prefixes (`SW1`
 * matches `SW19` too) and inclusive ranges; of any code only letters and digits count. A British
 * postcode has a space before its inward part: `E1 0AA` lies in `E1` and not in `E10`.
 */
export function matchZone({ zones, destination }: ZoneQuery): { zone: string | null } {
  return { zone: findBestZone(zones, normalizeDestination(destination))?.id ?? null };
}

export function normalizeDestination({ country: text, region, postal }: Destination): ComparedDestination {
  const country = parseCountry(text) ?? '';
  return { country, region: normalizeRegion(region, country), postal: normalizePostal(postal, country) };
}

/** The zone of {@link matchZone}. */
export function findBestZone<Z extends Zone>(zones: readonly Z[], destination: ComparedDestination): Z | undefined {
  let best: Z | undefined;
  let bestScore = 0;
  for (const zone of zones) {
    const score = scoreZone(zone, destination);
    if (score > bestScore) [best, bestScore] = [zone, score];
  }
  return best;
}

/** How closely a rule matches: by the length of its postal rule, then by region, then by country. 0 is no match. */
type MatchScore = number;

/** Score of one character of a postal rule: more than country and region together. */
const POSTAL_WEIGHT = 4;

function scoreZone({ match }: Zone, destination: ComparedDestination): MatchScore {
  let score = 0;
  for (const rule of match) {
    const ruleScore = scoreRule(rule, destination);
    if (ruleScore > 0 && rule.exclude) return 0;
    score = Math.max(score, ruleScore);
  }
  return score;
}

function scoreRule(rule: ZoneRule, { country, region, postal }: ComparedDestination): MatchScore {
  const score = scorePlace(rule, country, region);
  if (!score || !rule.postal) return score;
  const length = longestPostalMatch(parsePostalRules(rule, country), postal);
  return length < 0 ? 0 : score + scorePostal(length);
}

/** The score of country and region; 0 if the rule is of others. `country` is `''` for a text that is no country. */
export function scorePlace(rule: ZoneRule, country: string, region: string): MatchScore {
  const isAnywhere = rule.country === '*';
  if (!country || (!isAnywhere && parseCountry(rule.country) !== country)) return 0;
  if (rule.region !== undefined && normalizeRegion(rule.region, country) !== region) return 0;
  return 1 + Number(!isAnywhere) + 2 * Number(rule.region !== undefined);
}

export const scorePostal = (length: number): MatchScore => POSTAL_WEIGHT * length;

/** Length of the longest prefix or range (`25845..25849`, inclusive) that matches the code; -1 if none does. */
function longestPostalMatch(ranges: readonly PostalRange[], code: string): number {
  let longest = -1;
  for (const [low, high] of ranges) {
    const isInRange = code.slice(0, low.length) >= low && code.slice(0, high.length) <= high;
    if (code.length >= low.length && isInRange) longest = Math.max(longest, low.length);
  }
  return longest;
}

/** Both ends of a range, as codes of the country are compared; a prefix is twice the same. */
type PostalRange = readonly [low: string, high: string];

/** Parsed once for each rule and country: terms may list thousands of postcodes. */
const parsedRules = new WeakMap<ZoneRule, { country: string; ranges: PostalRange[] }>();

export function parsePostalRules(rule: ZoneRule, country: string): readonly PostalRange[] {
  let parsed = parsedRules.get(rule);
  if (parsed?.country !== country) {
    parsed = { country, ranges: (rule.postal ?? []).map((each) => parsePostalRule(each, country)) };
    parsedRules.set(rule, parsed);
  }
  return parsed.ranges;
}

export function parsePostalRule(postalRule: string, country: string): PostalRange {
  const [low = '', high = low] = postalRule.split('..').map((end) => normalizePostal(end, country));
  return [low, high];
}
