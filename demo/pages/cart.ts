import { html, jsonScript, type Html } from '../html.ts';
import { findVariant, textIn, type CartLine } from '../shops/shop.ts';
import { href, subtotalOf, writeCart } from '../visit.ts';
import { estimatesFor, termsAddress } from '../ways.ts';
import { wordsOf } from '../words/index.ts';
import { layout, type Place } from './layout.ts';
import { carriedFields, price, priceText } from './parts.ts';
import { widget } from './widget.ts';

/** Several items, sent together or apart: when which of them arrives. */
export function cartPage(place: Place): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const content = visit.cart.length > 0 ? fullCart(place) : emptyCart(place);
  return layout(place, {
    title: words.cart,
    kind: 'cart',
    scripts: ['items'],
    main: html`<h1>${words.cart}</h1>
      ${content} ${cartItems(place)}
      <p><a href="${href(shop, visit, '')}">${words.backToShop}</a></p>`,
  });
}

function emptyCart({ shop, visit }: Place): Html {
  const words = wordsOf(visit.language);
  const filled = href(shop, visit, 'cart', { cart: writeCart(shop.exampleCart) });
  return html`<p>${words.emptyCart}</p>
    <p><a class="primary" href="${filled}">${words.fillCart}</a></p>`;
}

function fullCart(place: Place): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const subtotal = subtotalOf(shop, visit.cart);
  const [known] = estimatesFor(place.built, shop, visit, visit.cart);
  return html`<div class="columns"><form class="cart-form" action="/${shop.id}/cart" method="get">
      ${carriedFields(place, 'ship')}
      <ul class="lines" role="list">
        ${visit.cart.map((line) => cartLine(place, line))}
      </ul>
      <fieldset class="ship">
        <legend>${words.howToSend}</legend>
        ${(['together', 'split'] as const).map(
          (way) => html`<label>
            <input type="radio" name="ship" value="${way}" ${way === visit.ship && 'checked'} /> ${words[way]}
          </label>`,
        )}
      </fieldset>
      <button>${words.update}</button>
    </form>
    <section class="summary">
      <p class="sum"><span>${words.subtotal}</span> ${price(place, subtotal)}</p>
      ${widget(
        place,
        { terms: termsAddress(shop, visit), subtotal, 'data-items': true, countries: shop.countries.join(' ') },
        known,
      )}
      <p><a class="primary" href="${href(shop, visit, 'checkout')}">${words.toCheckout}</a></p>
    </section></div>`;
}

function cartLine(place: Place, { sku, quantity }: CartLine): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const found = findVariant(shop, sku);
  if (!found) return html``;
  const { product, variant } = found;
  return html`<li class="line">
    <div class="picture">${product.drawing}</div>
    <p class="line-name" lang="${shop.language}" dir="auto">
      <a href="${href(shop, visit, `p/${product.id}`)}">${product.name}</a>
      ${variant.name !== undefined && html`<span class="by">${textIn(variant.name, visit.language)}</span>`}
    </p>
    <label class="quantity">${words.quantity}
      <input type="number" name="quantity.${sku}" value="${quantity}" min="0" max="99" required />
    </label>
    <p class="price">${priceText(place, variant.price * quantity)}</p>
    <p class="line-remove"><a href="${href(shop, visit, 'cart', { [`quantity.${sku}`]: '0' })}">${words.remove}</a></p>
  </li>`;
}

/** The cart as the widgets take it, with the names they show. It goes by a property: the page's script sets it. */
export function cartItems({ shop, visit }: Place, cart: readonly CartLine[] = visit.cart): Html {
  const title = (sku: string): string => findVariant(shop, sku)?.product.name ?? sku;
  return jsonScript('cart-items', cart.map(({ sku, quantity }) => ({ sku, quantity, title: title(sku) })));
}
