import type { EstimateRequest } from '../contract/estimate.ts';
import type { CivilDate } from '../contract/primitives.ts';
import { isTimeZone } from '../contract/refinements.ts';
import type { Item, OriginTerms, ProductTerms, LenientTerms, ShopTerms } from '../contract/shop-terms.ts';
import { civilDateAt, resolveCurrentDay } from '../dates/current-day.ts';

/** An item of a cart, resolved against the shop's terms. */
export type CartItem = {
  sku: string;
  product: ProductTerms;
  /** Release, lead and handling of each lot: the pieces in stock, and those of a restock. */
  lots: readonly Item[];
  origin: OriginTerms;
  availability: Availability;
};

type Availability = 'in-stock' | 'pre-order' | 'made-to-order' | 'back-order';

/** Why a cart has no estimate. */
type ItemUnavailableCode = 'unknown' | 'out-of-stock' | 'not-shipped';

/**
 * The items of a request that are sent, or the reason why the cart has no estimate: an item out of stock before one of which
 * nothing is known.
 */
export function resolveCartItems(
  terms: LenientTerms,
  request: EstimateRequest,
  now: number,
): CartItem[] | ItemUnavailableCode {
  const resolved = request.items.map(({ sku }) => resolveCartItem(terms, request, sku, now));
  for (const code of ['out-of-stock', 'unknown'] as const) if (resolved.includes(code)) return code;
  const items = resolved.filter((item) => typeof item !== 'string');
  return items.length > 0 ? items : 'not-shipped';
}

function resolveCartItem(
  terms: LenientTerms,
  request: EstimateRequest,
  sku: string,
  now: number,
): CartItem | ItemUnavailableCode {
  const product = findProduct(terms, sku);
  if (!product || !isReadable(terms, product)) return 'unknown';
  if (!isShipped(product)) return 'not-shipped';
  const { stock, restock, origin: id = terms.origins[0]?.id } = product;
  const isBeyondStock = stock !== undefined && sumQuantity(request, sku) > stock;
  if (isBeyondStock && !restock) return 'out-of-stock';
  const origin = terms.origins.find((each) => each.id === id);
  // The terms contradict themselves: that says nothing about the address of the customer.
  if (!origin || !isReadable(terms, origin)) return 'unknown';
  if (!isBeyondStock) {
    return { sku, product, lots: [product], origin, availability: deriveAvailability(product, origin, now) };
  }
  const item: CartItem = { sku, product, lots: resolveLots(product), origin, availability: 'back-order' };
  return isRestockOverdue(item, now) ? 'unknown' : item;
}

/** Whether a product is sent. A product without methods is not. */
function isShipped({ requiresShipping, methods }: ProductTerms): boolean {
  return requiresShipping !== false && methods?.length !== 0;
}

/** The lots of a cart beyond the stock. It waits for both: more pieces are never ready earlier. */
function resolveLots(product: ProductTerms): Item[] {
  const { stock = 0, handling, restock } = product;
  const restocked: Item = { handling, lead: restock?.lead, availableFrom: resolveRestockDate(product) };
  return stock > 0 ? [product, restocked] : [restocked];
}

/** The day of a restock. It cannot precede the release of the product. */
function resolveRestockDate({ availableFrom = '', restock }: ProductTerms): CivilDate | undefined {
  return [availableFrom, restock?.availableFrom ?? ''].sort().at(-1) || undefined;
}

/** Whether the day of a restock has passed although the stock does not suffice: then nobody knows the day. */
export function isRestockOverdue({ product, origin, availability }: CartItem, now: number): boolean {
  if (availability !== 'back-order' || !product.restock?.availableFrom || product.restock.lead || product.floating)
    return false;
  return (resolveRestockDate(product) ?? '') < civilDateAt(origin.timeZone, now);
}

/** The next midnights, at origins and places, at which a product is released, or the day of its restock has passed. */
export function listReleaseMidnights(terms: LenientTerms, { items }: EstimateRequest, now: number): number[] {
  const midnights = items.flatMap(({ sku }) => {
    const product = findProduct(terms, sku) ?? {};
    const { availableFrom, restock, origin: id = terms.origins[0]?.id } = product;
    if (availableFrom === undefined && restock?.availableFrom === undefined) return [];
    const sites = [...terms.origins.filter((each) => each.id === id), ...(terms.places ?? [])];
    const timeZones = sites.filter((site) => isReadable(terms, site)).map(({ timeZone }) => timeZone);
    return timeZones.flatMap((timeZone) => {
      const { today, tomorrow, end } = resolveCurrentDay(timeZone, now);
      const isChange =
        [availableFrom, restock?.availableFrom].includes(tomorrow) || resolveRestockDate(product) === today;
      return isChange ? end : [];
    });
  });
  return [...new Set(midnights)].sort((a, b) => a - b);
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

function deriveAvailability(product: ProductTerms, origin: OriginTerms, now: number): Availability {
  if (isUnreleasedOn(product, civilDateAt(origin.timeZone, now))) return 'pre-order';
  return product.madeToOrder ? 'made-to-order' : 'in-stock';
}

/** The availability of a cart: the first of these that one of its items has. That of an item follows the same order. */
export function deriveCartAvailability(items: readonly CartItem[]): Availability {
  const order: Availability[] = ['back-order', 'pre-order', 'made-to-order'];
  return order.find((availability) => items.some((item) => item.availability === availability)) ?? 'in-stock';
}

/** Whether the release of a lot is after a date. */
export function isUnreleasedOn({ availableFrom }: Item, date: CivilDate): boolean {
  return availableFrom !== undefined && availableFrom > date;
}

/** Whether a part of the terms was read, and lies in a time zone that the engine knows. */
export function isReadable({ unreadable }: LenientTerms, part: object): boolean {
  const { timeZone } = part as { timeZone?: string };
  return !unreadable?.has(part) && (timeZone === undefined || isTimeZone(timeZone));
}
