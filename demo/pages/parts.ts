import { html, type Html } from '../html.ts';
import { cost, money } from '../text.ts';
import { visitQuery } from '../visit.ts';
import type { Place } from './layout.ts';

/** The visit as hidden fields of a form; without those that the form asks for itself. */
export function carriedFields({ shop, visit }: Place, ...asked: readonly string[]): Html[] {
  return Object.entries(visitQuery(shop, visit))
    .filter(([name]) => !asked.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
}

export function price(place: Place, amount: number): Html {
  return html`<span class="price">${priceText(place, amount)}</span>`;
}

/** A price that is said in words where it is nothing. */
export function shippingPrice({ shop, visit }: Place, amount: number): Html {
  return html`<span class="price">${cost(amount, shop.terms.currency ?? 'EUR', visit.language)}</span>`;
}

export function priceText({ shop, visit }: Place, amount: number): string {
  return money(amount, shop.terms.currency ?? 'EUR', visit.language);
}

/** A name in the shop's own language, whatever the page's. */
export function ownName({ shop }: Place, text: string): Html {
  return html`<span lang="${shop.language}" dir="auto">${text}</span>`;
}
