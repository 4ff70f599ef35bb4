import type { Destination } from 'waybill/contract';
import { parseCart, serializeCart } from './cart.ts';
import type { CartLine, Shop } from './shops/shop.ts';
import { isLanguage, type Language } from './i18n/index.ts';

/** Everything the demo knows about a visitor. The page's address holds it; the server stores nothing. */
export type Session = {
  language: Language;
  /** `DE-10115`, or a country alone. */
  to: string;
  /** Seconds by which the visitor's clock is ahead of the shop's clock. */
  timeOffset: number;
  ship: 'together' | 'split';
  cart: readonly CartLine[];
};

const MAX_TIME_OFFSET = 5 * 366 * 24 * 60 * 60;

/** Reads a session from an address. A missing or bad parameter takes the shop's default. */
export function parseSession(shop: Shop, query: URLSearchParams): Session {
  const language = query.get('lang');
  const to = query.get('to') ?? '';
  const timeOffset = Number(query.get('time-offset') ?? 0);
  const ship = query.get('ship');
  return {
    language: isLanguage(language) ? language : shop.language,
    to: /^[A-Z]{2}(-[\p{L}\p{N}][\p{L}\p{N} -]{0,11})?$/u.test(to) ? to : shop.homeDestination,
    timeOffset: Number.isInteger(timeOffset) && Math.abs(timeOffset) <= MAX_TIME_OFFSET ? timeOffset : 0,
    ship: ship === 'together' || ship === 'split' ? ship : (shop.terms.ship ?? 'together'),
    cart: parseCart(shop, query.get('cart') ?? ''),
  };
}

/** The parameters of a session, without those that are the shop's defaults. */
export function serializeSession(
  shop: Shop,
  { language, to, timeOffset, ship, cart }: Session,
): Record<string, string> {
  return {
    ...(language !== shop.language && { lang: language }),
    ...(to !== shop.homeDestination && { to }),
    ...(timeOffset !== 0 && { 'time-offset': String(timeOffset) }),
    ...(ship !== (shop.terms.ship ?? 'together') && { ship }),
    ...(cart.length > 0 && { cart: serializeCart(cart) }),
  };
}

/** Pages about orders follow the shop's clock and ignore the session's `timeOffset`. */
export function isOrderPath(path: string): boolean {
  return /^(?:account|notifications|staff)(?:\/|$)/.test(path);
}

/** The address of a shop's page, with the session and further parameters. */
export function formatPageUrl(shop: Shop, session: Session, path: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...serializeSession(shop, session), ...more }).toString();
  return `/${shop.id}/${path}${query && '?'}${query}`;
}

export function parseDestination({ to }: Pick<Session, 'to'>): Destination {
  const [country = '', ...rest] = to.split('-');
  const postal = rest.join('-');
  return { country, ...(postal && { postal }) };
}
