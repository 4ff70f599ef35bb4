import { MAX_REGION_LENGTH, parseCountry, normalizeRegion } from '../../contract/place-codes.ts';
import type { ShopTerms, ZoneRule } from '../../contract/shop-terms.ts';
import { findExampleDestination } from '../example-destination.ts';
import { parsePostalRule } from '../match-zone.ts';
import { findPossibleZones } from '../possible-zones.ts';
import { error, warning, type LintIssue } from './lint-issue.ts';

/** Rules that match nothing, everything or something unexpected; zones without places or methods. */
export function lintZones(terms: ShopTerms): LintIssue[] {
  const { zones, methods } = terms;
  const served = new Set(methods.flatMap(({ services }) => services.flatMap((service) => service.zones)));
  return [
    ...zones.flatMap(({ id, match }, index) => {
      const path = `zones.${index}`;
      const ruleIssues = match.flatMap((rule, ruleIndex) => lintZoneRule(rule, `${path}.match.${ruleIndex}`));
      if (match.every(({ exclude }) => exclude)) {
        return [...ruleIssues, error(`${path}.match`, 'only excludes: no destination lies in this zone')];
      }
      return [
        ...ruleIssues,
        ...(served.has(id) ? [] : [warning(path, 'no method serves this zone: nothing is delivered there')]),
        ...(ruleIssues.length === 0 && !findExampleDestination(zones, index)
          ? [
              warning(
                `${path}.match`,
                'other zones match all of its destinations: they match more closely or are listed first',
              ),
            ]
          : []),
      ];
    }),
    ...lintPartlyCoveredCountries(terms),
    ...lintDefaultDestination(terms),
  ];
}

function lintZoneRule({ country, region, postal = [] }: ZoneRule, path: string): LintIssue[] {
  return [
    ...lintRegion(country, region, path),
    ...postal.flatMap((rule, index) => lintPostalRule(rule, country, `${path}.postal.${index}`)),
  ];
}

function lintRegion(country: string, region: string | undefined, path: string): LintIssue[] {
  if (normalizeRegion(region, parseCountry(country)).length <= MAX_REGION_LENGTH) return [];
  return [
    warning(`${path}.region`, 'is a name: the code is the part after the dash of ISO 3166-2; write BY for DE-BY'),
  ];
}

function lintPostalRule(rule: string, country: string, path: string): LintIssue[] {
  const [low, high] = parsePostalRule(rule, parseCountry(country) ?? '');
  if (low === '' || high === '') return [error(path, 'has no letter or digit: it matches every postcode')];
  const dashed = /^(\w+)\s*[-–—]\s*(\w+)$/.exec(rule);
  if (dashed?.[1]?.length === dashed?.[2]?.length && dashed) {
    return [warning(path, 'reads as one postcode; a range is written with two dots: 25845..25849')];
  }
  if (low.length !== high.length) return [warning(path, 'the ends of a range should have the same length')];
  return low > high ? [error(path, 'ends before it begins: it matches no postcode')] : [];
}

/** Countries that no zone covers as a whole: a customer who has given only the country gets no estimate. */
function lintPartlyCoveredCountries({ zones }: ShopTerms): LintIssue[] {
  // `*` and what is no country have no code.
  const countries = new Set(zones.flatMap(({ match }) => match.flatMap(({ country }) => parseCountry(country) ?? [])));
  return [...countries].flatMap((country) => {
    const { bestMatch, zones: possible, needs } = findPossibleZones(zones, { country });
    if (bestMatch || possible.length === 0 || !needs) return [];
    const field = needs === 'postal' ? 'postcode' : 'region';
    return [
      warning('zones', `until the ${field} is known there is no estimate for ${country}: no zone covers all of it`),
    ];
  });
}

function lintDefaultDestination({ zones, defaultDestination }: ShopTerms): LintIssue[] {
  if (!defaultDestination) return [];
  const { country, region } = defaultDestination;
  const issues = lintRegion(country, region, 'defaultDestination');
  if (issues.length > 0 || findPossibleZones(zones, defaultDestination).zones.length > 0) return issues;
  return [error('defaultDestination', 'lies in no zone: the first estimate is that nothing is delivered there')];
}
