import type { ShopTerms } from '../../contract/shop-terms.ts';
import { error, listed, type Finding } from './finding.ts';

type Named = { id: string };

/** Ids that stand twice, and ids that nothing has. */
export function findIds(terms: ShopTerms): Finding[] {
  const { origins, zones, methods, places = [], products = {} } = terms;
  return [
    ...duplicates('origins', origins),
    ...duplicates('zones', zones),
    ...duplicates('methods', methods),
    ...duplicates('places', places),
    ...methods.flatMap((method, index) => [
      ...dangling(`methods.${index}.origins`, method.origins, 'origin', origins),
      ...method.services.flatMap((service, serviceIndex) =>
        dangling(`methods.${index}.services.${serviceIndex}.zones`, service.zones, 'zone', zones),
      ),
    ]),
    ...places.flatMap((place, index) => [
      ...dangling(`places.${index}.methods`, place.methods, 'method', methods),
      ...dangling(`places.${index}.zones`, place.zones, 'zone', zones),
    ]),
    ...Object.entries(products).flatMap(([sku, { origin, stores, methods: allowed }]) => [
      ...(origin === undefined ? [] : danglingAt([`products.${sku}.origin`], [origin], 'origin', origins)),
      ...dangling(`products.${sku}.stores`, stores, 'place', places),
      ...dangling(`products.${sku}.methods`, allowed, 'method', methods),
    ]),
  ];
}

function duplicates(path: string, list: readonly Named[]): Finding[] {
  return list.flatMap(({ id }, index) => {
    const first = list.findIndex((other) => other.id === id);
    return first < index ? [error(`${path}.${index}.id`, `has the same id as ${path}.${first}`)] : [];
  });
}

function dangling(path: string, ids: readonly string[] | undefined, kind: string, known: readonly Named[]): Finding[] {
  return danglingAt((ids ?? []).map((_, index) => `${path}.${index}`), ids ?? [], kind, known);
}

function danglingAt(paths: string[], ids: readonly string[], kind: string, known: readonly Named[]): Finding[] {
  const names = known.map(({ id }) => id);
  const there = names.length > 0 ? `there are ${listed(names)}` : 'there are none';
  return ids.flatMap((id, index) =>
    names.includes(id) ? [] : [error(paths[index] ?? '', `no ${kind} has this id; ${there}`)],
  );
}
