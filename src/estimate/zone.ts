import type { Destination } from '../contract/primitives.ts';
import type { Zone, ZoneRule } from '../contract/shop-terms.ts';

export type ZoneQuery = { zones: readonly Zone[]; destination: Destination };

/**
 * The zone a destination lies in, or `null`. Postal beats region beats country, then the longest
 * postal rule, ties to the first listed. `exclude` removes its zone. Prefixes are textual: `SW1`
 * takes `SW19` too. Only letters and digits of a code count.
 */
export function matchZone({ zones, destination }: ZoneQuery): { zone: string | null } {
  return { zone: bestZone(zones, destination)?.zone.id ?? null };
}

/** The zone of {@link matchZone} itself, with how closely it matches. */
export function bestZone<Z extends Zone>(
  zones: readonly Z[],
  destination: Destination,
): { zone: Z; score: Score } | undefined {
  const scored = zones.map((zone) => ({ zone, score: scoreOf(zone, destination) })).filter(({ score }) => score > 0);
  return scored.sort((a, b) => b.score - a.score)[0];
}

/**
 * How closely a rule matches, as one number: by the length of its postal rule, then by whether a
 * region, then by whether a country is named. 0 is no match.
 */
export type Score = number;

/** What one character of a postal rule counts, above all that the place can. */
const POSTAL = 4;

function scoreOf(zone: Zone, destination: Destination): Score {
  return isExcluded(zone, destination) ? 0 : Math.max(...zone.match.map((rule) => scoreRule(rule, destination)));
}

/** Whether a zone is out, whatever more becomes known of the destination. */
export function isExcluded({ match }: Zone, destination: Destination): boolean {
  return match.some((rule) => rule.exclude && scoreRule(rule, destination) > 0);
}

/**
 * How closely a rule would match, at best, if what is not known of the destination were as it says;
 * 0 where it matches already or cannot.
 */
export function possibleScore(rule: ZoneRule, destination: Destination): Score {
  if (scoreRule(rule, destination)) return 0;
  const { postal, ...place } = rule;
  const isWaiting = postal && !destination.postal;
  const score = scoreRule(isWaiting ? place : rule, { ...destination, region: destination.region || rule.region });
  return score && isWaiting ? score + POSTAL * Math.max(...postal.map((each) => endsOf(each)[0].length)) : score;
}

function scoreRule({ country, region, postal }: ZoneRule, destination: Destination): Score {
  const isAnywhere = country === '*';
  if (!isAnywhere && normalizeCode(country) !== normalizeCode(destination.country)) return 0;
  if (region !== undefined && normalizeCode(region) !== normalizeCode(destination.region)) return 0;
  const length = postal ? longestPostal(postal, normalizeCode(destination.postal)) : 0;
  return length < 0 ? 0 : 1 + Number(!isAnywhere) + 2 * Number(region !== undefined) + POSTAL * length;
}

/** Length of the longest prefix or range (`25845..25849`, inclusive) that takes the code; -1 where none does. */
function longestPostal(rules: readonly string[], code: string): number {
  const lengths = rules.map((rule) => {
    const [low, high] = endsOf(rule);
    const inRange = code.slice(0, low.length) >= low && code.slice(0, high.length) <= high;
    return code.length >= low.length && inRange ? low.length : -1;
  });
  return Math.max(-1, ...lengths);
}

/** Both ends of a range; of a prefix, itself twice. */
export function endsOf(postalRule: string): [low: string, high: string] {
  const [low = '', high = low] = postalRule.split('..').map(normalizeCode);
  return [low, high];
}

/** Letters and digits in upper case: all that counts of a country, a region or a postcode. */
function normalizeCode(code: string | undefined): string {
  return (code ?? '').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}
