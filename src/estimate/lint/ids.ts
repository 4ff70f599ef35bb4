import type { ShopTerms } from '../../contract/shop-terms.ts';
import { error, formatList, type LintIssue } from './lint-issue.ts';

type Identified = { id: string };

/** Duplicate ids, and references to ids that do not exist. */
export function lintIds(terms: ShopTerms): LintIssue[] {
  const { origins, zones, methods, places = [], products = {} } = terms;
  return [
    ...lintDuplicateIds('origins', origins),
    ...lintDuplicateIds('zones', zones),
    ...lintDuplicateIds('methods', methods),
    ...lintDuplicateIds('places', places),
    ...methods.flatMap((method, index) => [
      ...lintReferences(`methods.${index}.origins`, method.origins, 'origin', origins),
      ...method.services.flatMap((service, serviceIndex) =>
        lintReferences(`methods.${index}.services.${serviceIndex}.zones`, service.zones, 'zone', zones),
      ),
    ]),
    ...places.flatMap((place, index) => [
      ...lintReferences(`places.${index}.methods`, place.methods, 'method', methods),
      ...lintReferences(`places.${index}.zones`, place.zones, 'zone', zones),
    ]),
    ...Object.entries(products).flatMap(([sku, { origin, stores, methods: allowed }]) => [
      ...(origin === undefined ? [] : lintReferencesAt([`products.${sku}.origin`], [origin], 'origin', origins)),
      ...lintReferences(`products.${sku}.stores`, stores, 'place', places),
      ...lintReferences(`products.${sku}.methods`, allowed, 'method', methods),
    ]),
  ];
}

function lintDuplicateIds(path: string, list: readonly Identified[]): LintIssue[] {
  return list.flatMap(({ id }, index) => {
    const first = list.findIndex((other) => other.id === id);
    return first < index ? [error(`${path}.${index}.id`, `has the same id as ${path}.${first}`)] : [];
  });
}

function lintReferences(
  path: string,
  ids: readonly string[] | undefined,
  kind: string,
  targets: readonly Identified[],
): LintIssue[] {
  return lintReferencesAt(
    (ids ?? []).map((_, index) => `${path}.${index}`),
    ids ?? [],
    kind,
    targets,
  );
}

function lintReferencesAt(
  paths: string[],
  ids: readonly string[],
  kind: string,
  targets: readonly Identified[],
): LintIssue[] {
  const names = targets.map(({ id }) => id);
  const hint = names.length > 0 ? `use one of ${formatList(names)}` : `the file has no ${kind}s`;
  return ids.flatMap((id, index) =>
    names.includes(id) ? [] : [error(paths[index] ?? '', `no ${kind} has this id: ${hint}`)],
  );
}
