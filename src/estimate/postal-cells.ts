import { normalizeRegion } from '../contract/place-codes.ts';
import type { ZoneTerms } from '../contract/shop-terms.ts';
import { compareValues } from './compare.ts';
import { parsePostalRules, scorePlace, scorePostal } from './match-zone.ts';
import { isStructuredCode, LAST_CODE, toPostalSpan, type PostalSpan } from './postal-structure.ts';

/*
 * All postcodes of a country, divided where a rule of a zone begins or ends. Within a cell the same rules match, so that all
 * of its postcodes lie in one zone.
 */

/** The rules of one country. */
export type CountryRules = {
  zones: readonly ZoneTerms[];
  country: string;
  /** The regions that rules name. */
  regions: string[];
  /** By region; those of `''` hold in every region. */
  byRegion: Map<string, RegionRules>;
};

type RegionRules = {
  /** Rules without postcodes. */
  places: PlaceRule[];
  /** Rules with postcodes, in the order of their start. */
  postcodes: PostalRule[];
  /** Where a rule with postcodes begins or ends, in ascending order. */
  edges: string[];
};

/** `zone` is an index. */
type PlaceRule = { zone: number; score: number; isExclusion: boolean };
type PostalRule = PlaceRule & PostalSpan;

const noRules: RegionRules = { places: [], postcodes: [], edges: [] };

export function collectRules(zones: readonly ZoneTerms[], country: string): CountryRules {
  const byRegion = new Map<string, RegionRules>();
  zones.forEach(({ match }, zone) => {
    for (const rule of match) {
      const region = rule.region === undefined ? '' : normalizeRegion(rule.region, country);
      const score = scorePlace(rule, country, region);
      if (!score) continue;
      const rules = byRegion.get(region) ?? { places: [], postcodes: [], edges: [] };
      byRegion.set(region, rules);
      const place: PlaceRule = { zone, score, isExclusion: rule.exclude ?? false };
      if (!rule.postal) rules.places.push(place);
      for (const [low, high] of parsePostalRules(rule, country)) {
        if (low > high) continue;
        const span = toPostalSpan(low, high, country);
        rules.postcodes.push({ ...place, ...span, score: score + scorePostal(low.length) });
        rules.edges.push(span.start, span.end);
      }
    }
  });
  for (const { postcodes, edges } of byRegion.values()) {
    postcodes.sort((a, b) => compareValues(a.start, b.start));
    edges.sort(compareValues);
  }
  return { zones, country, regions: [...byRegion.keys()].filter(Boolean), byRegion };
}

/** Postcodes that the same rules match: those from `start` on, up to the next cell. */
export type PostalCell = { start: string; zone: ZoneTerms | undefined };

/** The cells of all postcodes that begin with `prefix`, in one region. */
export function listPostalCells(
  { zones, country, byRegion }: CountryRules,
  region: string,
  prefix: string,
): PostalCell[] {
  const every = byRegion.get('') ?? noRules;
  const own = (region && byRegion.get(region)) || noRules;
  const scores = scorePlaces([...every.places, ...own.places], zones.length);
  const byScore = scores.map((_, zone) => zone).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  // Both lists are sorted: the engine merges them in linear time.
  const postcodes = [...every.postcodes, ...own.postcodes].sort((a, b) => compareValues(a.start, b.start));
  const edges = [...every.edges, ...own.edges].sort(compareValues);
  const domain = toPostalSpan(prefix, prefix, country);
  // Rules may also list codes of another structure, which sort after the last one of the country.
  const limit = prefix === '' ? LAST_CODE : domain.end;
  const starts = new Set([domain.start, ...edges.filter((edge) => edge > domain.start && edge < limit)]);
  const cells: PostalCell[] = [];
  let active: PostalRule[] = [];
  let next = 0;
  for (const start of starts) {
    active = active.filter(({ end }) => end > start);
    for (let rule = postcodes[next]; rule && rule.start <= start; rule = postcodes[++next]) {
      if (rule.end > start) active.push(rule);
    }
    const isPossible = start < domain.end || active.some(({ isStructured }) => !isStructured);
    const matching = isStructuredCode(start, country) ? active.filter(({ isLonger }) => !isLonger) : active;
    if (isPossible) cells.push({ start, zone: zones[selectBestZone(matching, scores, byScore)] });
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
