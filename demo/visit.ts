import type { Destination } from '../src/contract/index.ts';
import { findVariant, type CartLine, type Shop } from './shops/shop.ts';
import { isLanguage, type Language } from './words/index.ts';

/** All that the demo knows of a visitor. It stands in the address; nothing is kept anywhere else. */
export type Visit = {
  language: Language;
  /** `DE-10115`, or a country alone. */
  to: string;
  /** Seconds by which the shop's clock is ahead of the real one; it runs on from there. */
  ahead: number;
  ship: 'together' | 'split';
  cart: readonly CartLine[];
};

const LARGEST_QUANTITY = 99;
const FURTHEST_AHEAD = 5 * 366 * 24 * 60 * 60;

/** What an address says; whatever it says wrongly is as if it said nothing. */
export function readVisit(shop: Shop, query: URLSearchParams): Visit {
  const language = query.get('lang');
  const to = query.get('to') ?? '';
  const ahead = Number(query.get('ahead') ?? 0);
  const ship = query.get('ship');
  return {
    language: isLanguage(language) ? language : shop.language,
    to: /^[A-Z]{2}(-[\p{L}\p{N}][\p{L}\p{N} -]{0,11})?$/u.test(to) ? to : shop.home,
    ahead: Number.isInteger(ahead) && Math.abs(ahead) <= FURTHEST_AHEAD ? ahead : 0,
    ship: ship === 'together' || ship === 'split' ? ship : (shop.terms.ship ?? 'together'),
    cart: readCart(shop, query.get('cart') ?? ''),
  };
}

/** The parameters of a visit; what is as the shop has it by itself is not said. */
export function visitQuery(shop: Shop, { language, to, ahead, ship, cart }: Visit): Record<string, string> {
  return {
    ...(language !== shop.language && { lang: language }),
    ...(to !== shop.home && { to }),
    ...(ahead !== 0 && { ahead: String(ahead) }),
    ...(ship !== (shop.terms.ship ?? 'together') && { ship }),
    ...(cart.length > 0 && { cart: writeCart(cart) }),
  };
}

/** Whether a page of a shop is about orders: those go by the shop's own time, whatever time a visitor chose to see. */
export function isOfOrders(path: string): boolean {
  return /^(?:account|outbox|staff)(?:\/|$)/.test(path);
}

/** An address in a shop, with the visit and further parameters. */
export function href(shop: Shop, visit: Visit, path: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...visitQuery(shop, visit), ...more }).toString();
  return `/${shop.id}/${path}${query && '?'}${query}`;
}

/** The shop's own time, by which its orders go; in milliseconds since the epoch. */
export function clockNow({ clock }: Pick<Shop, 'clock'>): number {
  return clock.machine() + clock.passed * 1000;
}

/** The time in the shop as a visitor chose to see it, in milliseconds since the epoch. */
export function shopNow(shop: Pick<Shop, 'clock'>, { ahead }: Pick<Visit, 'ahead'>): number {
  return clockNow(shop) + ahead * 1000;
}

export function destinationOf({ to }: Pick<Visit, 'to'>): Destination {
  const [country = '', ...rest] = to.split('-');
  const postal = rest.join('-');
  return { country, ...(postal && { postal }) };
}

/** A cart with one SKU's quantity set; 0 takes it out. */
export function withQuantity(cart: readonly CartLine[], sku: string, quantity: number): CartLine[] {
  const lines = cart.map((line) => (line.sku === sku ? { sku, quantity } : line));
  if (!lines.some((line) => line.sku === sku)) lines.push({ sku, quantity });
  return lines
    .filter((line) => line.quantity >= 1)
    .map((line) => ({ sku: line.sku, quantity: Math.min(Math.floor(line.quantity), LARGEST_QUANTITY) }));
}

/** Pieces times prices, in minor units. */
export function subtotalOf(shop: Shop, cart: readonly CartLine[]): number {
  return cart.reduce((sum, { sku, quantity }) => sum + (findVariant(shop, sku)?.variant.price ?? 0) * quantity, 0);
}

/** `sku:2,other:1`. */
export function writeCart(cart: readonly CartLine[]): string {
  return cart.map(({ sku, quantity }) => `${sku}:${quantity}`).join(',');
}

function readCart(shop: Shop, text: string): CartLine[] {
  let cart: CartLine[] = [];
  for (const part of text.split(',').slice(0, 50)) {
    const [sku = '', quantity = '1'] = part.split(':');
    if (findVariant(shop, sku) && Number(quantity) >= 1) cart = withQuantity(cart, sku, Number(quantity));
  }
  return cart;
}
