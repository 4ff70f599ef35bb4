import type { ShopTerms, ZoneRule } from '../../contract/shop-terms.ts';
import { exampleDestination } from '../example-destination.ts';
import { reachableZones } from '../reachable-zones.ts';
import { endsOf } from '../zone.ts';
import { error, warning, type Finding } from './finding.ts';

/** Rules that match nothing, everything or not what they seem to; zones that nobody lies in or serves. */
export function findZones(terms: ShopTerms): Finding[] {
  const { zones, methods } = terms;
  const served = new Set(methods.flatMap(({ services }) => services.flatMap((service) => service.zones)));
  return [
    ...zones.flatMap(({ id, match }, index) => {
      const path = `zones.${index}`;
      const ofRules = match.flatMap((rule, ruleIndex) => findRule(rule, `${path}.match.${ruleIndex}`));
      if (match.every(({ exclude }) => exclude)) {
        return [...ofRules, error(`${path}.match`, 'only excludes, so that no place lies in this zone')];
      }
      return [
        ...ofRules,
        ...(served.has(id) ? [] : [warning(path, 'no method serves this zone: nothing is delivered there')]),
        ...(ofRules.length === 0 && !exampleDestination(zones, index)
          ? [warning(`${path}.match`, 'other zones take all of its places: they match more closely or stand before it')]
          : []),
      ];
    }),
    ...findHomeless(terms),
    ...findDefault(terms),
  ];
}

function findRule({ country, region, postal = [] }: ZoneRule, path: string): Finding[] {
  return [
    ...(region?.toUpperCase().startsWith(`${country.toUpperCase()}-`)
      ? [warning(`${path}.region`, 'is the part after the dash alone: BY instead of DE-BY')]
      : []),
    ...postal.flatMap((rule, index) => findPostal(rule, `${path}.postal.${index}`)),
  ];
}

function findPostal(rule: string, path: string): Finding[] {
  const [low, high] = endsOf(rule);
  if (low === '' || high === '') return [error(path, 'has no letter or digit, so that it takes every postcode')];
  const dashed = /^(\w+)\s*[-–—]\s*(\w+)$/.exec(rule);
  if (dashed?.[1]?.length === dashed?.[2]?.length && dashed) {
    return [warning(path, 'reads as one postcode; a range is written with two dots: 25845..25849')];
  }
  if (low.length !== high.length) return [warning(path, 'both ends of a range should be of the same length')];
  return low > high ? [error(path, 'ends before it begins, so that it takes no postcode')] : [];
}

/** Countries of which only parts lie in zones: a customer who has said no more gets no answer. */
function findHomeless({ zones }: ShopTerms): Finding[] {
  const countries = new Set(zones.flatMap(({ match }) => match.map(({ country }) => country.toUpperCase())));
  return [...countries].flatMap((country) => {
    const { home, zones: possible, needs } = reachableZones(zones, { country });
    if (country === '*' || home || possible.length === 0 || !needs) return [];
    const what = needs === 'postal' ? 'postcode' : 'region';
    return [warning('zones', `until the ${what} is known nothing is said for ${country}: no zone takes all of it`)];
  });
}

function findDefault({ zones, defaultDestination }: ShopTerms): Finding[] {
  if (!defaultDestination || reachableZones(zones, defaultDestination).zones.length > 0) return [];
  return [error('defaultDestination', 'lies in no zone: the first answer is that nothing is delivered there')];
}
