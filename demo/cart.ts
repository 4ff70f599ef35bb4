import { findVariant, type CartLine, type Shop } from './shops/shop.ts';

/* A visitor's cart. The address holds it as `sku:2,other:1`. */

const MAX_QUANTITY = 99;
const MAX_LINES = 50;

/** Replaces the quantity of one SKU; 0 removes the line. */
export function setCartQuantity(cart: readonly CartLine[], sku: string, quantity: number): CartLine[] {
  const lines = cart.map((line) => (line.sku === sku ? { sku, quantity } : line));
  if (!lines.some((line) => line.sku === sku)) lines.push({ sku, quantity });
  return lines
    .filter((line) => line.quantity >= 1)
    .map((line) => ({ sku: line.sku, quantity: Math.min(Math.floor(line.quantity), MAX_QUANTITY) }));
}

/** The value of a cart without shipping, in minor units. */
export function calculateSubtotal(shop: Shop, cart: readonly CartLine[]): number {
  return cart.reduce((sum, { sku, quantity }) => sum + (findVariant(shop, sku)?.variant.price ?? 0) * quantity, 0);
}

export function serializeCart(cart: readonly CartLine[]): string {
  return cart.map(({ sku, quantity }) => `${sku}:${quantity}`).join(',');
}

/** Reads a cart from an address. Unknown SKUs and bad quantities are ignored. */
export function parseCart(shop: Shop, text: string): CartLine[] {
  let cart: CartLine[] = [];
  for (const part of text.split(',').slice(0, MAX_LINES)) {
    const [sku = '', quantity = '1'] = part.split(':');
    if (findVariant(shop, sku) && Number(quantity) >= 1) cart = setCartQuantity(cart, sku, Number(quantity));
  }
  return cart;
}
