import { MAX_REGION_LENGTH, readRegion } from '../contract/place-codes.ts';
import type { Destination } from '../contract/primitives.ts';
import type { ZoneTerms } from '../contract/shop-terms.ts';
import { findBestZone, normalizeDestination, parsePostalRule, scorePlace, scorePostal } from './match-zone.ts';
import { LAST_CODE, listPossibleStarts, toPostalSpan, type PostalSpan } from './postal-structure.ts';

/** The zones that a destination may lie in while its region or postcode is unknown. */
export type PossibleZones = {
  /** The zone of the destination as far as it is known. */
  bestMatch?: ZoneTerms | undefined;
  /** Every zone it may lie in, in the order of the terms. */
  zones: ZoneTerms[];
  /** The field that would narrow the zones; absent if the zone is certain. */
  needs?: 'region' | 'postal';
};

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

/**
 * Every whole destination that the known part may be the start of lies in one of finitely many cells, in which the same
 * rules match. The zones of all cells are the possible ones.
 */
function computePossibleZones(terms: readonly ZoneTerms[], destination: Destination): PossibleZones {
  const compared = normalizeDestination(destination);
  const { country, region, postal } = compared;
  const bestMatch = findBestZone(terms, compared);
  const named = listRegions(terms, country);
  // A text that is longer than a code, and that no rule knows, is a name: it says nothing about the region.
  const isRegionKnown = region !== '' && (region.length <= MAX_REGION_LENGTH || named.includes(region));
  const regions = isRegionKnown ? [region] : ['', ...named];
  const starts = listPossibleStarts(postal, country);
  const possible = new Set<ZoneTerms | undefined>();
  let isPostalNeeded = false;
  for (const each of regions) {
    const zones = starts
      ? new Set(starts.flatMap((start) => listPostalCells(terms, country, each, start).map(({ zone }) => zone)))
      : new Set([findBestZone(terms, { ...compared, region: each })]);
    isPostalNeeded ||= zones.size > 1;
    for (const zone of zones) possible.add(zone);
  }
  const zones = terms.filter((zone) => possible.has(zone));
  if (possible.size === 1) return { bestMatch: zones[0], zones };
  return {
    bestMatch: possible.has(bestMatch) ? bestMatch : undefined,
    zones,
    needs: isPostalNeeded ? 'postal' : 'region',
  };
}

/** The regions of a country that rules name. */
function listRegions(zones: readonly ZoneTerms[], country: string): string[] {
  const rules = zones.flatMap(({ match }) => match);
  const named = rules.flatMap(({ region }) => (region === undefined ? [] : readRegion(region, country)));
  return [...new Set(named)];
}

/** Postcodes that the same rules match: those from `start` on, up to the next cell. */
export type PostalCell = { start: string; zone: ZoneTerms | undefined };

type PostalRule = PostalSpan & { zone: number; score: number; isExclusion: boolean };

/** The cells of all postcodes that begin with `prefix`, in one region. Takes time in proportion to the rules. */
export function listPostalCells(
  zones: readonly ZoneTerms[],
  country: string,
  region: string,
  prefix: string,
): PostalCell[] {
  const { scores, rules } = collectRules(zones, country, region);
  const byScore = scores.map((_, index) => index).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const domain = toPostalSpan(prefix, prefix, country);
  // Rules may also list codes of another structure, which sort after the last one of the country.
  const limit = prefix === '' ? LAST_CODE : domain.end;
  const own = rules.filter(({ start, end }) => start < limit && end > domain.start);
  const edges = own.flatMap(({ start, end }) => [start, end]).filter((edge) => edge > domain.start && edge < limit);
  const upcoming = own.sort((a, b) => compareText(b.start, a.start));

  let active: PostalRule[] = [];
  return [...new Set([domain.start, ...edges.sort(compareText)])].flatMap((start) => {
    active = active.filter(({ end }) => end > start);
    for (let rule = upcoming.at(-1); rule && rule.start <= start; rule = upcoming.at(-1)) {
      active.push(rule);
      upcoming.pop();
    }
    const isPossible = start < domain.end || active.some(({ isStructured }) => !isStructured);
    return isPossible ? [{ start, zone: zones[selectBestZone(active, scores, byScore)] }] : [];
  });
}

/** The rules of a country and region: the score of each zone by rules without postcodes, and the postal rules. */
function collectRules(zones: readonly ZoneTerms[], country: string, region: string) {
  const rules: PostalRule[] = [];
  const scores = zones.map(({ match }, zone) => {
    let score = 0;
    for (const rule of match) {
      const placeScore = scorePlace(rule, country, region);
      const isExclusion = rule.exclude ?? false;
      if (!placeScore) continue;
      if (!rule.postal) score = isExclusion || score < 0 ? -Infinity : Math.max(score, placeScore);
      for (const postalRule of rule.postal ?? []) {
        const [low, high] = parsePostalRule(postalRule, country);
        if (low > high) continue;
        const span = toPostalSpan(low, high, country);
        rules.push({ ...span, zone, score: placeScore + scorePostal(low.length), isExclusion });
      }
    }
    return score;
  });
  return { scores, rules };
}

/** Index of the zone with the highest score, of equal ones the first; -1 if there is none. `byScore` lists zones without postcodes, best first. */
function selectBestZone(active: readonly PostalRule[], scores: readonly number[], byScore: readonly number[]): number {
  const excluded = new Set(active.flatMap(({ zone, isExclusion }) => (isExclusion ? zone : [])));
  let best = byScore.find((zone) => !excluded.has(zone)) ?? -1;
  let bestScore = scores[best] ?? 0;
  if (bestScore <= 0) [best, bestScore] = [-1, 0];
  for (const { zone, score } of active) {
    if (excluded.has(zone) || scores[zone] === -Infinity) continue;
    if (score > bestScore || (score === bestScore && zone < best)) [best, bestScore] = [zone, score];
  }
  return best;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
