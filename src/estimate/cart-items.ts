import type { EstimateRequest } from '../contract/estimate.ts';
import type { CivilDate } from '../contract/primitives.ts';
import type { Item, OriginTerms, ProductTerms, ShopTerms } from '../contract/shop-terms.ts';
import { civilDateAt } from '../dates/current-day.ts';

/** An item of a cart, resolved against the shop's terms. */
export type CartItem = {
  sku: string;
  product: ProductTerms;
  /** Release, lead and handling: those of the product, or of its restock if the cart exceeds the stock. */
  item: Item;
  /** `undefined` if the product names an origin that the terms lack. */
  origin: OriginTerms | undefined;
  availability: Availability;
};

type Availability = 'in-stock' | 'pre-order' | 'made-to-order' | 'back-order';

/** Why a product has no estimate. */
type ItemUnavailableCode = 'unknown' | 'out-of-stock';

/** All items of a request, or the reason why one of them cannot be ordered. */
export function resolveCartItems(
  terms: ShopTerms,
  request: EstimateRequest,
  now: number,
): CartItem[] | ItemUnavailableCode {
  const items: CartItem[] = [];
  for (const { sku } of request.items) {
    const product = findProduct(terms, sku);
    if (!product) return 'unknown';
    const { stock, restock, origin: id = terms.origins[0]?.id } = product;
    const isBeyondStock = stock !== undefined && sumQuantity(request, sku) > stock;
    if (isBeyondStock && !restock) return 'out-of-stock';
    const origin = terms.origins.find((each) => each.id === id);
    // A restock cannot precede the product's own release.
    const { availableFrom, handling } = product;
    const item: Item = isBeyondStock ? { availableFrom, handling, ...restock } : product;
    const availability = isBeyondStock ? 'back-order' : deriveAvailability(product, origin, now);
    items.push({ sku, product, item, origin, availability });
  }
  return items;
}

/** A cart may hold the same SKU in several lines. */
function sumQuantity({ items }: EstimateRequest, sku: string): number {
  return items.reduce((sum, item) => sum + (item.sku === sku ? (item.quantity ?? 1) : 0), 0);
}

/** An unlisted SKU needs the entry `*`: a mistyped SKU must not get a date. */
function findProduct({ products }: ShopTerms, sku: string): ProductTerms | undefined {
  if (!products) return {};
  return Object.hasOwn(products, sku) ? products[sku] : products['*'];
}

function deriveAvailability(product: ProductTerms, origin: OriginTerms | undefined, now: number): Availability {
  if (origin && isUnreleasedOn(product, civilDateAt(origin.timeZone, now))) return 'pre-order';
  return product.madeToOrder ? 'made-to-order' : 'in-stock';
}

/** The availability of a cart: the first of these that one of its items has. */
export function deriveCartAvailability(items: readonly CartItem[]): Availability {
  const order: Availability[] = ['made-to-order', 'pre-order', 'back-order'];
  return order.find((availability) => items.some((item) => item.availability === availability)) ?? 'in-stock';
}

/** Whether the release of an item is after a date. */
export function isUnreleasedOn({ availableFrom }: Item, date: CivilDate): boolean {
  return availableFrom !== undefined && availableFrom > date;
}
