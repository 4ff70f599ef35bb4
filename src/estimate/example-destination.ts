import { parseCountry, normalizeRegion } from '../contract/place-codes.ts';
import type { Destination } from '../contract/primitives.ts';
import type { ZoneRule, ZoneTerms } from '../contract/shop-terms.ts';
import { findPossibleZones } from './possible-zones.ts';
import { collectRules, listPostalCells } from './postal-cells.ts';

/** Countries to try for the rule `*`. The last is Antarctica, which hardly a shop lists. */
const exampleCountries = ['US', 'JP', 'AU', 'BR', 'CH', 'GB', 'ZA', 'AQ'];

/** Postcodes to try first. */
const examplePostcodes = ['99999', '50000', '10000', 'ZZ9 9ZZ', 'A1A 1A1'];

/** Ends that make a whole postcode of the start of one, in countries whose codes vary in length. */
const postcodeEnds = ['', ' 0AA', '1 0AA', '0000'];

/** A destination that lies in the zone at `index` and certainly in no other; `undefined` if none of the candidates does. */
export function findExampleDestination(zones: readonly ZoneTerms[], index: number): Destination | undefined {
  const rules = (zones[index]?.match ?? []).filter(({ exclude }) => !exclude);
  for (const destination of rules.flatMap((rule) => listCandidates(zones, index, rule))) {
    const { bestMatch, needs } = findPossibleZones(zones, destination);
    if (bestMatch && bestMatch === zones[index] && !needs) return destination;
  }
  return undefined;
}

function listCandidates(zones: readonly ZoneTerms[], index: number, rule: ZoneRule): Destination[] {
  const countries = rule.country === '*' ? exampleCountries : [parseCountry(rule.country) ?? ''];
  const regions = rule.region === undefined ? [undefined, 'XX'] : [rule.region];
  return countries.flatMap((country) => {
    const countryRules = collectRules(zones, country);
    return regions.flatMap((region) => {
      const place = { country, ...(region !== undefined && { region }) };
      const cells = listPostalCells(countryRules, normalizeRegion(region, country), '');
      const start = cells.find(({ zone }) => zone === zones[index])?.start;
      const postcodes = start === undefined ? [] : postcodeEnds.map((end) => start + end);
      return [place, ...[...examplePostcodes, ...postcodes].map((postal) => ({ ...place, postal }))];
    });
  });
}
