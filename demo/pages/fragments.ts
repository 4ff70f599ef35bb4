import { html, type Html } from '../html.ts';
import { formatShippingCost, formatMoney } from '../formatting.ts';
import { serializeSession } from '../session.ts';
import { formatPicturePath } from '../pictures.ts';
import type { Product } from '../shops/shop.ts';
import type { PageContext } from './layout.ts';

/** The session as hidden fields, without the fields that the form itself has. */
export function renderSessionFields({ shop, session }: PageContext, ...omittedFields: readonly string[]): Html[] {
  return Object.entries(serializeSession(shop, session))
    .filter(([name]) => !omittedFields.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
}

/** Renders the picture of a product. The product's name is beside it. */
export function renderPicture({ shop }: PageContext, { id }: Product): Html {
  const { width, height } = shop.pictureSize;
  return html`<img src="${formatPicturePath(shop, id)}" alt="" width="${width}" height="${height}" />`;
}

export function renderPrice(context: PageContext, amount: number): Html {
  return html`<span class="price">${formatPrice(context, amount)}</span>`;
}

/** A shipping price; a word in place of zero. */
export function renderShippingPrice({ shop, session }: PageContext, amount: number): Html {
  return html`<span class="price">${formatShippingCost(amount, shop.terms.currency ?? 'EUR', session.language)}</span>`;
}

export function formatPrice({ shop, session }: PageContext, amount: number): string {
  return formatMoney(amount, shop.terms.currency ?? 'EUR', session.language);
}

/** Marks a text as written in the shop's own language. */
export function renderShopText({ shop }: PageContext, text: string): Html {
  return html`<span lang="${shop.language}" dir="auto">${text}</span>`;
}
