import type { Language } from '../i18n/index.ts';
import { formatPicturePath } from '../pictures.ts';
import { formatPageUrl, parseSession } from '../session.ts';
import type { Shop } from '../shops/shop.ts';

/** The addresses that an order contains. They are absolute: the order is also read outside of the shop's pages. */
export type OrderLinks = {
  formatProductUrl: (productId: string) => string;
  /** The part of the picture that fills a square; the whole picture if it is one. */
  formatSquarePictureUrl: (productId: string) => string;
  formatHelpUrl: (orderNumber: string) => string;
};

/** @param language the customer's language */
export function createOrderLinks(shop: Shop, origin: string, language: Language): OrderLinks {
  const session = { ...parseSession(shop, new URLSearchParams()), language };
  return {
    formatProductUrl: (id) => origin + formatPageUrl(shop, session, `p/${id}`),
    formatSquarePictureUrl: (id) => `${origin}${formatPicturePath(shop, id)}#square`,
    formatHelpUrl: (order) => origin + formatPageUrl(shop, session, 'help', { order }),
  };
}
