import type { MethodTerms, ProductTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { error, warning, type LintIssue } from './lint-issue.ts';

/** Products that can never be ordered, and their unused fields. */
export function lintProducts(terms: ShopTerms): LintIssue[] {
  return Object.entries(terms.products ?? {}).flatMap(([sku, product]) => {
    const path = `products.${sku}`;
    const { madeToOrder, lead, floating, stock, restock, stores } = product;
    return [
      ...(canBeOrdered(terms, product)
        ? []
        : [error(path, 'can never be ordered: none of its methods leaves from its origin')]),
      ...(madeToOrder && !lead && !floating
        ? [warning(`${path}.madeToOrder`, 'has no lead (how long making it takes): the product is treated as ready')]
        : []),
      ...(restock && stock === undefined
        ? [warning(`${path}.restock`, 'is never used: without stock the product is always in stock')]
        : []),
      ...(floating && (lead || product.availableFrom !== undefined)
        ? [warning(`${path}.floating`, 'replaces lead and availableFrom: they are never used')]
        : []),
      ...(stores ?? []).flatMap((id, index) =>
        terms.places?.some((place) => place.id === id && !place.ready)
          ? [
              warning(
                `${path}.stores.${index}`,
                'the place keeps no stock: it has no ready (minutes until an order is ready)',
              ),
            ]
          : [],
      ),
    ];
  });
}

function canBeOrdered(terms: ShopTerms, product: ProductTerms): boolean {
  const { origins, methods, places = [] } = terms;
  const origin = product.origin ?? origins[0]?.id ?? '';
  // A missing origin has an issue of its own.
  if (!origins.some(({ id }) => id === origin)) return true;
  const canShip = (method: MethodTerms): boolean => {
    const ownPlaces = places.filter((place) => place.methods.includes(method.id));
    if (method.kind !== 'delivery' && ownPlaces.length === 0) return false;
    const isDispatched = method.services.some(({ transit, floating }) => transit ?? floating ?? product.floating);
    if (isDispatched && (method.origins?.includes(origin) ?? true)) return true;
    const isStocked = method.kind === 'store' && !product.lead && !product.floating;
    return isStocked && ownPlaces.some(({ id, ready }) => ready && (product.stores?.includes(id) ?? true));
  };
  return methods.some((method) => (product.methods?.includes(method.id) ?? true) && canShip(method));
}
