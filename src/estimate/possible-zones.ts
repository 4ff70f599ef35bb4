import { MAX_REGION_LENGTH, readRegion } from '../contract/place-codes.ts';
import type { Destination } from '../contract/primitives.ts';
import type { ZoneTerms } from '../contract/shop-terms.ts';
import { findBestZone, normalizeDestination, parsePostalRules, scorePlace, scorePostal } from './match-zone.ts';
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
  const rules = collectRules(terms, country);
  // A text that is longer than a code, and that no rule knows, is a name: it says nothing about the region.
  const isRegionKnown = region !== '' && (region.length <= MAX_REGION_LENGTH || rules.regions.includes(region));
  const regions = isRegionKnown ? [region] : ['', ...rules.regions];
  const starts = listPossibleStarts(postal, country);
  const possible = new Set<ZoneTerms | undefined>();
  let isPostalNeeded = false;
  for (const each of regions) {
    const zones = starts
      ? new Set(starts.flatMap((start) => listPostalCells(rules, each, start).map(({ zone }) => zone)))
      : new Set([findBestZone(terms, { ...compared, region: each })]);
    isPostalNeeded ||= zones.size > 1;
    for (const zone of zones) possible.add(zone);
  }
  const zones = terms.filter((zone) => possible.has(zone));
  if (possible.size === 1) return { bestMatch: zones[0], zones };
  const needs = isPostalNeeded ? 'postal' : 'region';
  return { bestMatch: possible.has(bestMatch) ? bestMatch : undefined, zones, needs };
}

/** The rules of one country. `zone` is an index; `region` is `''` for every region. */
export type CountryRules = {
  zones: readonly ZoneTerms[];
  country: string;
  /** The regions that rules name. */
  regions: string[];
  /** Rules without postcodes. */
  places: PlaceRule[];
  /** Rules with postcodes, in the order of their start. */
  postcodes: PostalRule[];
  /** Where a rule with postcodes begins or ends, in ascending order. */
  edges: string[];
};

type PlaceRule = { zone: number; region: string; score: number; isExclusion: boolean };
type PostalRule = PlaceRule & PostalSpan;

export function collectRules(zones: readonly ZoneTerms[], country: string): CountryRules {
  const places: PlaceRule[] = [];
  const postcodes: PostalRule[] = [];
  zones.forEach(({ match }, zone) => {
    for (const rule of match) {
      const region = rule.region === undefined ? '' : readRegion(rule.region, country);
      const score = scorePlace(rule, country, region);
      const place = { zone, region, score, isExclusion: rule.exclude ?? false };
      if (score && !rule.postal) places.push(place);
      for (const [low, high] of score ? parsePostalRules(rule, country) : []) {
        const span = toPostalSpan(low, high, country);
        if (low <= high) postcodes.push({ ...place, ...span, score: score + scorePostal(low.length) });
      }
    }
  });
  const regions = [...places, ...postcodes].map(({ region }) => region).filter(Boolean);
  const edges = postcodes.flatMap(({ start, end }) => [start, end]).sort(compareText);
  postcodes.sort((a, b) => compareText(a.start, b.start));
  return { zones, country, regions: [...new Set(regions)], places, postcodes, edges: [...new Set(edges)] };
}

/** Postcodes that the same rules match: those from `start` on, up to the next cell. */
export type PostalCell = { start: string; zone: ZoneTerms | undefined };

/** The cells of all postcodes that begin with `prefix`, in one region. Takes time in proportion to the rules. */
export function listPostalCells(rules: CountryRules, region: string, prefix: string): PostalCell[] {
  const isOfRegion = (rule: PlaceRule): boolean => rule.region === '' || rule.region === region;
  const scores = scorePlaces(rules.places.filter(isOfRegion), rules.zones.length);
  const byScore = scores.map((_, zone) => zone).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const domain = toPostalSpan(prefix, prefix, rules.country);
  // Rules may also list codes of another structure, which sort after the last one of the country.
  const limit = prefix === '' ? LAST_CODE : domain.end;
  const cells: PostalCell[] = [];
  let active: PostalRule[] = [];
  let next = 0;
  for (const start of [domain.start, ...rules.edges.filter((edge) => edge > domain.start && edge < limit)]) {
    active = active.filter(({ end }) => end > start);
    for (let rule = rules.postcodes[next]; rule && rule.start <= start; rule = rules.postcodes[++next]) {
      if (rule.end > start && isOfRegion(rule)) active.push(rule);
    }
    const isPossible = start < domain.end || active.some(({ isStructured }) => !isStructured);
    if (isPossible) cells.push({ start, zone: rules.zones[selectBestZone(active, scores, byScore)] });
  }
  return cells;
}

/** The score of each zone by its rules without postcodes; `-Infinity` for an excluded zone. */
function scorePlaces(places: readonly PlaceRule[], zones: number): number[] {
  const scores = new Array<number>(zones).fill(0);
  for (const { zone, score, isExclusion } of places) {
    const best = scores[zone] ?? 0;
    scores[zone] = isExclusion || best < 0 ? -Infinity : Math.max(best, score);
  }
  return scores;
}

/**
 * Index of the zone with the highest score, of equal ones the first; -1 if there is none. `byScore` lists the zones by their
 * score without postcodes, best first.
 */
function selectBestZone(active: readonly PostalRule[], scores: readonly number[], byScore: readonly number[]): number {
  const excluded = active.filter(({ isExclusion }) => isExclusion).map(({ zone }) => zone);
  let best = byScore.find((zone) => !excluded.includes(zone)) ?? -1;
  let bestScore = scores[best] ?? 0;
  if (bestScore <= 0) [best, bestScore] = [-1, 0];
  for (const { zone, score } of active) {
    if (excluded.includes(zone) || scores[zone] === -Infinity) continue;
    if (score > bestScore || (score === bestScore && zone < best)) [best, bestScore] = [zone, score];
  }
  return best;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
