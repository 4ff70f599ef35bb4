import type { MethodTerms, ProductTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { error, warning, type Finding } from './finding.ts';

/** Products that can never ship, and what is said of them but never used. */
export function findProducts(terms: ShopTerms): Finding[] {
  return Object.entries(terms.products ?? {}).flatMap(([sku, product]) => {
    const path = `products.${sku}`;
    const { madeToOrder, lead, floating, stock, restock, stores } = product;
    return [
      ...(canBeHad(terms, product)
        ? []
        : [error(path, 'can never be had: no method that it may go by leaves from its origin')]),
      ...(madeToOrder && !lead && !floating
        ? [warning(`${path}.madeToOrder`, 'no lead says how long making it takes: it is treated as ready')]
        : []),
      ...(restock && stock === undefined
        ? [warning(`${path}.restock`, 'is never used: without stock there is always enough')]
        : []),
      ...(floating && (lead || product.availableFrom !== undefined)
        ? [warning(`${path}.floating`, 'is all that is said of it: lead and availableFrom are never used')]
        : []),
      ...(stores ?? []).flatMap((id, index) =>
        terms.places?.some((place) => place.id === id && !place.ready)
          ? [warning(`${path}.stores.${index}`, 'has no shelf: the place does not say when goods are ready')]
          : [],
      ),
    ];
  });
}

function canBeHad(terms: ShopTerms, product: ProductTerms): boolean {
  const { origins, methods, places = [] } = terms;
  const origin = product.origin ?? origins[0]?.id ?? '';
  // What is named but is not there is said elsewhere.
  if (!origins.some(({ id }) => id === origin)) return true;
  const canGo = (method: MethodTerms): boolean => {
    const reached = places.filter((place) => place.methods.includes(method.id));
    if (method.kind !== 'delivery' && reached.length === 0) return false;
    const isSent = method.services.some(({ transit, floating }) => transit ?? floating ?? product.floating);
    if (isSent && (method.origins?.includes(origin) ?? true)) return true;
    const isShelved = method.kind === 'store' && !product.lead && !product.floating;
    return isShelved && reached.some(({ id, ready }) => ready && (product.stores?.includes(id) ?? true));
  };
  return methods.some((method) => (product.methods?.includes(method.id) ?? true) && canGo(method));
}
