import type { Destination } from '../contract/primitives.ts';
import type { ZoneRule, ZoneTerms } from '../contract/shop-terms.ts';
import { reachableZones } from './reachable-zones.ts';
import { endsOf } from './zone.ts';

/** Countries to try for rules that take every country; of the last, no shop speaks. */
const COUNTRIES = ['US', 'JP', 'AU', 'BR', 'CH', 'GB', 'ZA', 'ZZ'];

/** Postcodes to try beside those that the rules name. */
const POSTCODES = ['99999', '50000', '10000', '00000', 'ZZ9 9ZZ', 'A1A 1A1'];

/** A destination that lies in the zone at `index` of the terms and in no other; `undefined` where none is found. */
export function exampleDestination(zones: readonly ZoneTerms[], index: number): Destination | undefined {
  const rules = (zones[index]?.match ?? []).filter(({ exclude }) => !exclude);
  for (const destination of rules.flatMap(candidatesFor)) {
    const { home, needs } = reachableZones(zones, destination);
    if (home && home === zones[index] && !needs) return destination;
  }
  return undefined;
}

function candidatesFor({ country, region, postal }: ZoneRule): Destination[] {
  const countries = country === '*' ? COUNTRIES : [country.toUpperCase()];
  const regions = region === undefined ? [undefined, 'XX'] : [region];
  const codes = postal ? postal.flatMap((rule) => endsOf(rule)) : [undefined, ...POSTCODES];
  return regions.flatMap((inRegion) =>
    codes.flatMap((code) =>
      countries.map((inCountry) => ({
        country: inCountry,
        ...(inRegion !== undefined && { region: inRegion }),
        ...(code !== undefined && { postal: code }),
      })),
    ),
  );
}
