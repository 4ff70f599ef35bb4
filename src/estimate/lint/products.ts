import type { MethodTerms, ProductTerms, ShopTerms } from '../../contract/shop-terms.ts';
import { civilDateAt } from '../../dates/current-day.ts';
import { error, formatList, warning, type LintIssue } from './lint-issue.ts';

/** Fields of a product that decide its date. A listed product does not take them from `*`. */
const dateFields = ['availableFrom', 'lead', 'handling', 'origin', 'floating', 'methods'] as const;

/** Fields that need a delivery. */
const shippingFields = [...dateFields, 'madeToOrder', 'stores'] as const;

/** Products that can never be ordered, dates that have passed, contradictory stock, and fields without an effect. */
export function lintProducts(terms: ShopTerms, now: number): LintIssue[] {
  const { products = {} } = terms;
  return [
    ...Object.entries(products).flatMap(([sku, product]) =>
      product.requiresShipping === false
        ? lintUnshipped(product, `products.${sku}`)
        : lintProduct(terms, product, `products.${sku}`, now),
    ),
    ...lintDroppedFields(products),
  ];
}

function lintUnshipped(product: ProductTerms, path: string): LintIssue[] {
  const unused = shippingFields.filter((field) => product[field] !== undefined);
  if (unused.length === 0) return [];
  const verb = unused.length === 1 ? 'is' : 'are';
  return [
    warning(
      `${path}.requiresShipping`,
      `is false: ${unused.join(' and ')} ${verb} never used; remove what does not apply`,
    ),
  ];
}

function lintProduct(terms: ShopTerms, product: ProductTerms, path: string, now: number): LintIssue[] {
  const { madeToOrder, lead, floating, stores, methods } = product;
  return [
    ...(methods?.length === 0
      ? [warning(`${path}.methods`, 'no method delivers it: write "requiresShipping": false for what is not sent')]
      : []),
    ...(methods?.length === 0 || canBeOrdered(terms, product)
      ? []
      : [error(path, 'can never be ordered: none of its methods leaves from its origin')]),
    ...(madeToOrder && !lead && !floating
      ? [warning(`${path}.madeToOrder`, 'has no lead (how long making it takes): the product is treated as ready')]
      : []),
    ...(floating && (lead || product.availableFrom !== undefined)
      ? [warning(`${path}.floating`, 'replaces lead and availableFrom: they are never used')]
      : []),
    ...lintStock(terms, product, path, now),
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
}

function lintStock(terms: ShopTerms, product: ProductTerms, path: string, now: number): LintIssue[] {
  const { stock, restock, lead, floating } = product;
  if (stock === undefined) {
    return restock ? [warning(`${path}.restock`, 'is never used: without stock the product is always in stock')] : [];
  }
  const issues: LintIssue[] = [];
  if (stock < 0) {
    issues.push(
      warning(`${path}.stock`, 'is negative: it counts as 0; list the pieces that can be ordered, 0 for none'),
    );
  }
  // A floating term replaces the lead and the day.
  if (!restock || restock.lead || floating) return issues;
  if (lead) {
    issues.push(
      warning(
        `${path}.restock`,
        'has no lead, but the product has one: pieces beyond the stock need no lead; if they do, repeat it here',
      ),
    );
  }
  const { availableFrom } = restock;
  if (availableFrom !== undefined && availableFrom < currentDate(terms, product, now)) {
    const effect = stock > 0 ? 'a cart beyond the stock has no date' : 'stock is still 0: the product has no date';
    issues.push(
      warning(`${path}.restock.availableFrom`, `the day has passed, and ${effect}; set a new day, or the new stock`),
    );
  }
  return issues;
}

/** Today at the origin of a product. */
function currentDate({ origins }: ShopTerms, product: ProductTerms, now: number): string {
  const origin = origins.find(({ id }) => id === product.origin) ?? origins[0];
  return civilDateAt(origin?.timeZone ?? 'UTC', now);
}

/** One issue for all products that lack the same fields: a file may list thousands. */
function lintDroppedFields({ '*': others, ...listed }: Record<string, ProductTerms>): LintIssue[] {
  if (!others) return [];
  const skusByFields = new Map<string, string[]>();
  for (const [sku, product] of Object.entries(listed)) {
    const fields = listDroppedFields(others, product).join(' and no ');
    if (fields) skusByFields.set(fields, [...(skusByFields.get(fields) ?? []), sku]);
  }
  return [...skusByFields].map(([fields, [first, ...more]]) => {
    const rest = more.length > 0 ? ` (also in ${formatList(more)})` : '';
    return warning(
      `products.${first}`,
      `has no ${fields}, but * has: a listed product takes nothing from *; repeat here what applies${rest}`,
    );
  });
}

/** The fields of `*` that a product lacks. `floating` replaces `lead` and `availableFrom`, and they replace it. */
function listDroppedFields(others: ProductTerms, product: ProductTerms): string[] {
  const { requiresShipping, floating, lead, availableFrom } = product;
  if (requiresShipping === false) return [];
  const isReplaced = (field: string): boolean =>
    field === 'floating' ? Boolean(lead ?? availableFrom) : /^(lead|availableFrom)$/.test(field) && Boolean(floating);
  return dateFields.filter(
    (field) => others[field] !== undefined && product[field] === undefined && !isReplaced(field),
  );
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
