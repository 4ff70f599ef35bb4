import type { EstimateRequest } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import type { Item, OriginTerms, ProductTerms, ShopTerms } from '../contract/shop-terms.ts';
import { formatDay } from './civil-date.ts';
import { dayAt } from './zoned-time.ts';

/** An item of a cart with what the shop's terms say about it. */
export type CartItem = {
  sku: string;
  product: ProductTerms;
  item: Item;
  /** Where it leaves from; `undefined` where the terms name an origin that there is not. */
  origin: OriginTerms | undefined;
  availability: Availability;
};

type Availability = 'in-stock' | 'pre-order' | 'made-to-order' | 'back-order';

/** Why a product cannot be estimated. */
type Missing = 'unknown' | 'out-of-stock';

/** What the terms say about every item of a request, or why one of them cannot be had. */
export function resolveItems(terms: ShopTerms, request: EstimateRequest, now: Instant): CartItem[] | Missing {
  const items: CartItem[] = [];
  for (const { sku } of request.items) {
    const product = productOf(terms, sku);
    if (!product) return 'unknown';
    const { stock, restock, origin: id = terms.origins[0]?.id } = product;
    const isBeyondStock = stock !== undefined && quantityOf(request, sku) > stock;
    if (isBeyondStock && !restock) return 'out-of-stock';
    const origin = terms.origins.find((each) => each.id === id);
    // More of it cannot be there before the first of it is released.
    const { availableFrom, handling } = product;
    const item: Item = isBeyondStock ? { availableFrom, handling, ...restock } : product;
    const availability = isBeyondStock ? 'back-order' : availabilityOf(product, origin, now);
    items.push({ sku, product, item, origin, availability });
  }
  return items;
}

/** A cart may hold the same article in several lines. */
function quantityOf({ items }: EstimateRequest, sku: string): number {
  return items.reduce((sum, item) => sum + (item.sku === sku ? (item.quantity ?? 1) : 0), 0);
}

/** An unlisted SKU is plain only where the shop says so: a mistyped one must not get a date. */
function productOf({ products }: ShopTerms, sku: string): ProductTerms | undefined {
  if (!products) return {};
  return Object.hasOwn(products, sku) ? products[sku] : products['*'];
}

function availabilityOf(product: ProductTerms, origin: OriginTerms | undefined, now: Instant): Availability {
  if (origin && isReleasedAfter(product, todayAt(origin, now))) return 'pre-order';
  return product.madeToOrder ? 'made-to-order' : 'in-stock';
}

/** What is said of a whole cart. */
export function cartAvailability(items: readonly CartItem[]): Availability {
  const order: Availability[] = ['made-to-order', 'pre-order', 'back-order'];
  return order.find((availability) => items.some((item) => item.availability === availability)) ?? 'in-stock';
}

/** Whether an item waits for its release on the given day. */
export function isReleasedAfter({ availableFrom }: Item, date: string): boolean {
  return availableFrom !== undefined && availableFrom > date;
}

/** The civil date it is in a place. */
export function todayAt({ timeZone }: { timeZone: string }, now: Instant): string {
  return formatDay(dayAt(timeZone, Date.parse(now)));
}
