import type { EstimateRequest } from '../contract/estimate.ts';
import type { Item, ProductTerms, ShopTerms } from '../contract/shop-terms.ts';

/** An item of a cart with what the shop's terms say about it. */
export type CartItem = { sku: string; product: ProductTerms; item: Item; availability: Availability };

type Availability = 'in-stock' | 'pre-order' | 'made-to-order' | 'back-order';

/** Why a product cannot be estimated. */
type Missing = 'unknown' | 'out-of-stock';

/** What the terms say about every item of a request, or why one of them cannot be had. */
export function resolveItems(terms: ShopTerms, request: EstimateRequest, today: string): CartItem[] | Missing {
  const items: CartItem[] = [];
  for (const { sku, quantity = 1 } of request.items) {
    const product = productOf(terms, sku);
    if (!product) return 'unknown';
    const exceeds = product.stock !== undefined && quantity > product.stock;
    if (exceeds && !product.restock) return 'out-of-stock';
    const item: Item = exceeds ? { handling: product.handling, ...product.restock } : product;
    items.push({ sku, product, item, availability: exceeds ? 'back-order' : availabilityOf(product, today) });
  }
  return items;
}

/** An unlisted SKU is plain only where the shop says so: a mistyped one must not get a date. */
function productOf({ products }: ShopTerms, sku: string): ProductTerms | undefined {
  if (!products) return {};
  return Object.hasOwn(products, sku) ? products[sku] : products['*'];
}

function availabilityOf({ availableFrom, madeToOrder }: ProductTerms, today: string): Availability {
  if (availableFrom !== undefined && availableFrom > today) return 'pre-order';
  return madeToOrder ? 'made-to-order' : 'in-stock';
}

/** What is said of a whole cart: that of the item which keeps it longest. */
export function cartAvailability(items: readonly CartItem[]): Availability {
  const order: Availability[] = ['made-to-order', 'pre-order', 'back-order'];
  return order.find((availability) => items.some((item) => item.availability === availability)) ?? 'in-stock';
}

/** Whether an item waits for its release on the given day. */
export function isReleasedAfter({ item }: CartItem, date: string): boolean {
  return item.availableFrom !== undefined && item.availableFrom > date;
}
