import type { Destination } from '../contract/primitives.ts';
import type { Zone, ZoneRule } from '../contract/shop-terms.ts';

export type ZoneQuery = { zones: readonly Zone[]; destination: Destination };

/**
 * The zone a destination lies in, or `null`. Postal beats region beats country, then the longest
 * postal rule, ties to the first listed. `exclude` removes its zone. Prefixes are textual: `SW1`
 * takes `SW19` too. Only letters and digits of a code count.
 */
export function matchZone({ zones, destination }: ZoneQuery): { zone: string | null } {
  let best: { id: string; score: Score } | undefined;
  for (const zone of zones) {
    const score = scoreOf(zone, destination);
    if (score && (!best || compare(score, best.score) > 0)) best = { id: zone.id, score };
  }
  return { zone: best?.id ?? null };
}

/** Length of the longest matching postal rule, then whether a region, then whether a country is named. */
type Score = [postal: number, region: number, country: number];

function scoreOf(zone: Zone, destination: Destination): Score | undefined {
  let best: Score | undefined;
  for (const rule of zone.match) {
    const score = scoreRule(rule, destination);
    if (!score) continue;
    if (rule.exclude) return undefined;
    if (!best || compare(score, best) > 0) best = score;
  }
  return best;
}

/** Whether a rule would match if the region or postcode that is not known were the right one. */
export function isPossibleMatch(rule: ZoneRule, destination: Destination): boolean {
  if (scoreRule(rule, destination)) return false;
  const { country, region, postal } = rule;
  const known = {
    country: destination.country,
    region: destination.region || region,
    postal: destination.postal || postal?.[0]?.split('..')[0],
  };
  return scoreRule({ country, region, postal }, known) !== undefined;
}

function scoreRule(rule: ZoneRule, destination: Destination): Score | undefined {
  if (rule.country !== '*' && normalize(rule.country) !== normalize(destination.country)) return undefined;
  if (rule.region !== undefined && normalize(rule.region) !== normalize(destination.region)) return undefined;
  const postal = rule.postal ? longestPostal(rule.postal, normalize(destination.postal)) : 0;
  if (postal === undefined) return undefined;
  return [postal, rule.region === undefined ? 0 : 1, rule.country === '*' ? 0 : 1];
}

/** Length of the longest prefix or range (`25845..25849`, inclusive) that takes the code. */
function longestPostal(rules: readonly string[], code: string): number | undefined {
  const lengths = rules.map((rule) => {
    const [low = '', high = low] = rule.split('..').map(normalize);
    const inRange = code.slice(0, low.length) >= low && code.slice(0, high.length) <= high;
    return code.length >= low.length && inRange ? low.length : -1;
  });
  const longest = Math.max(-1, ...lengths);
  return longest < 0 ? undefined : longest;
}

function compare(a: Score, b: Score): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function normalize(code: string | undefined): string {
  return (code ?? '').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}
