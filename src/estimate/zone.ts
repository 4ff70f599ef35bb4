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
  let best: { zone: Z; score: Score } | undefined;
  for (const zone of zones) {
    const score = scoreOf(zone, destination);
    if (score && (!best || compareScores(score, best.score) > 0)) best = { zone, score };
  }
  return best;
}

/** Length of the longest matching postal rule, then whether a region, then whether a country is named. */
export type Score = [postal: number, region: number, country: number];

function scoreOf(zone: Zone, destination: Destination): Score | undefined {
  let best: Score | undefined;
  for (const rule of zone.match) {
    const score = scoreRule(rule, destination);
    if (!score) continue;
    if (rule.exclude) return undefined;
    if (!best || compareScores(score, best) > 0) best = score;
  }
  return best;
}

/** Whether a zone is out, whatever more becomes known of the destination. */
export function isExcluded({ match }: Zone, destination: Destination): boolean {
  return match.some((rule) => rule.exclude && scoreRule(rule, destination));
}

/**
 * How closely a rule would match, at best, if what is not known of the destination were as it says;
 * `undefined` where it matches already or cannot.
 */
export function possibleScore(rule: ZoneRule, destination: Destination): Score | undefined {
  if (scoreRule(rule, destination)) return undefined;
  const { postal, ...place } = rule;
  const isWaiting = postal && !destination.postal;
  const score = scoreRule(isWaiting ? place : rule, { ...destination, region: destination.region || rule.region });
  return score && isWaiting ? [Math.max(...postal.map((each) => endsOf(each)[0].length)), score[1], score[2]] : score;
}

function scoreRule(rule: ZoneRule, destination: Destination): Score | undefined {
  if (rule.country !== '*' && normalizeCode(rule.country) !== normalizeCode(destination.country)) return undefined;
  if (rule.region !== undefined && normalizeCode(rule.region) !== normalizeCode(destination.region)) return undefined;
  const postal = rule.postal ? longestPostal(rule.postal, normalizeCode(destination.postal)) : 0;
  if (postal === undefined) return undefined;
  return [postal, rule.region === undefined ? 0 : 1, rule.country === '*' ? 0 : 1];
}

/** Length of the longest prefix or range (`25845..25849`, inclusive) that takes the code. */
function longestPostal(rules: readonly string[], code: string): number | undefined {
  const lengths = rules.map((rule) => {
    const [low, high] = endsOf(rule);
    const inRange = code.slice(0, low.length) >= low && code.slice(0, high.length) <= high;
    return code.length >= low.length && inRange ? low.length : -1;
  });
  const longest = Math.max(-1, ...lengths);
  return longest < 0 ? undefined : longest;
}

/** Both ends of a range; of a prefix, itself twice. */
export function endsOf(postalRule: string): [low: string, high: string] {
  const [low = '', high = low] = postalRule.split('..').map(normalizeCode);
  return [low, high];
}

export function compareScores(a: Score, b: Score): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Letters and digits in upper case: all that counts of a country, a region or a postcode. */
function normalizeCode(code: string | undefined): string {
  return (code ?? '').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}
