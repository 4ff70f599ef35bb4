import type { Destination } from '../contract/primitives.ts';
import type { ZoneRule, ZoneTerms } from '../contract/shop-terms.ts';
import { parsePostalRule } from './match-zone.ts';
import { findPossibleZones } from './possible-zones.ts';

/** Countries to try for the rule `*`. The last is user-assigned in ISO 3166-1: no shop lists it. */
const exampleCountries = ['US', 'JP', 'AU', 'BR', 'CH', 'GB', 'ZA', 'ZZ'];

/** Postcodes to try for rules without postcodes. */
const examplePostcodes = ['99999', '50000', '10000', '00000', 'ZZ9 9ZZ', 'A1A 1A1'];

/** A destination that lies in the zone at `index` and certainly in no other; `undefined` if none of the candidates does. */
export function findExampleDestination(zones: readonly ZoneTerms[], index: number): Destination | undefined {
  const rules = (zones[index]?.match ?? []).filter(({ exclude }) => !exclude);
  for (const destination of rules.flatMap(listCandidates)) {
    const { bestMatch, needs } = findPossibleZones(zones, destination);
    if (bestMatch && bestMatch === zones[index] && !needs) return destination;
  }
  return undefined;
}

function listCandidates({ country, region, postal }: ZoneRule): Destination[] {
  const countries = country === '*' ? exampleCountries : [country.toUpperCase()];
  const regions = region === undefined ? [undefined, 'XX'] : [region];
  const postcodes = postal ? postal.flatMap((rule) => parsePostalRule(rule)) : [undefined, ...examplePostcodes];
  return regions.flatMap((candidateRegion) =>
    postcodes.flatMap((postcode) =>
      countries.map((candidateCountry) => ({
        country: candidateCountry,
        ...(candidateRegion !== undefined && { region: candidateRegion }),
        ...(postcode !== undefined && { postal: postcode }),
      })),
    ),
  );
}
