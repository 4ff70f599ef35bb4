import type { LocalizedText, MethodTerms, ServiceTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { error, warning, type Finding } from './finding.ts';

/** Services by which nothing can go, prices that cannot be said, methods without places. */
export function findMethods(terms: ShopTerms): Finding[] {
  const { methods, currency } = terms;
  const isPriced = methods.some(({ services }) => services.some(({ price, freeFrom }) => price ?? freeFrom));
  return [
    ...(isPriced && currency === undefined ? [error('currency', 'is missing, so that no price can be shown')] : []),
    ...methods.flatMap((method, index) => [
      ...findName(method.name, `methods.${index}.name`),
      ...findServices(terms, method, `methods.${index}`),
    ]),
  ];
}

/** A name that is empty, in one language or in all. */
export function findName(name: LocalizedText | undefined, path: string): Finding[] {
  if (name === undefined) return [];
  const texts = typeof name === 'string' ? [name] : Object.values(name);
  const isEmpty = texts.length === 0 || texts.some((text) => text.trim() === '');
  return isEmpty ? [warning(path, 'is empty: customers see no name')] : [];
}

function findServices({ places = [] }: ShopTerms, { id, kind, services }: MethodTerms, path: string): Finding[] {
  const reached = places.filter(({ methods }) => methods.includes(id));
  const hasShelf = kind === 'store' && reached.some(({ ready }) => ready);
  const isNowhere = kind !== 'delivery' && reached.length === 0;
  return [
    ...(isNowhere ? [error(path, 'no place names this method: it is never offered')] : []),
    ...services.flatMap((service, index) => [
      ...findTaken(services, index, `${path}.services.${index}`),
      ...findService(service, hasShelf, `${path}.services.${index}`),
    ]),
  ];
}

/** The first service that takes a zone answers for it. */
function findTaken(services: readonly ServiceTerms[], index: number, path: string): Finding[] {
  const taken = new Set(services.slice(0, index).flatMap(({ zones }) => zones));
  return (services[index]?.zones ?? []).flatMap((zone, zoneIndex) =>
    taken.has(zone)
      ? [warning(`${path}.zones.${zoneIndex}`, 'an earlier service takes this zone: this one is never used')]
      : [],
  );
}

function findService({ transit, floating, price, freeFrom }: ServiceTerms, hasShelf: boolean, path: string): Finding[] {
  const canGo = transit || floating || hasShelf;
  const isHalfPriced = freeFrom !== undefined && price === undefined;
  return [
    ...(canGo ? [] : [error(path, 'says neither transit (days) nor floating (a term): nothing can go by it')]),
    ...(isHalfPriced
      ? [warning(`${path}.freeFrom`, 'says from when it is free, but no price says what it costs below')]
      : []),
  ];
}
