import type { MethodTerms, ServiceTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { error, lintName, warning, type LintIssue } from './lint-issue.ts';

/** Services without a time, prices without a currency, pickup methods without places. */
export function lintMethods(terms: ShopTerms): LintIssue[] {
  const { methods, currency } = terms;
  const isPriced = methods.some(({ services }) => services.some(({ price, freeFrom }) => price ?? freeFrom));
  return [
    ...(isPriced && currency === undefined ? [error('currency', 'is missing: no price can be shown')] : []),
    ...methods.flatMap((method, index) => [
      ...lintName(method.name, `methods.${index}.name`),
      ...lintServices(terms, method, `methods.${index}`),
    ]),
  ];
}

function lintServices({ places = [] }: ShopTerms, { id, kind, services }: MethodTerms, path: string): LintIssue[] {
  const ownPlaces = places.filter(({ methods }) => methods.includes(id));
  const hasInStorePickup = kind === 'store' && ownPlaces.some(({ ready }) => ready);
  const hasNoPlace = kind !== 'delivery' && ownPlaces.length === 0;
  return [
    ...(hasNoPlace ? [error(path, 'no place lists this method: it is never offered')] : []),
    ...services.flatMap((service, index) => [
      ...lintShadowedZones(services, index, `${path}.services.${index}`),
      ...lintService(service, hasInStorePickup, `${path}.services.${index}`),
    ]),
  ];
}

/** The first service that lists a zone is used for it. */
function lintShadowedZones(services: readonly ServiceTerms[], index: number, path: string): LintIssue[] {
  const shadowed = new Set(services.slice(0, index).flatMap(({ zones }) => zones));
  return (services[index]?.zones ?? []).flatMap((zone, zoneIndex) =>
    shadowed.has(zone)
      ? [warning(`${path}.zones.${zoneIndex}`, 'an earlier service lists this zone: this one is never used')]
      : [],
  );
}

function lintService(
  { transit, floating, price, freeFrom }: ServiceTerms,
  hasInStorePickup: boolean,
  path: string,
): LintIssue[] {
  const hasTime = transit || floating || hasInStorePickup;
  const lacksPrice = freeFrom !== undefined && price === undefined;
  return [
    ...(hasTime ? [] : [error(path, 'has neither transit (days) nor floating (a term): nothing can be sent')]),
    ...(lacksPrice ? [warning(`${path}.freeFrom`, 'is never used: the service has no price below it')] : []),
  ];
}
