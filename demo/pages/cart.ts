import { html, renderJsonScript, type Html } from '../html.ts';
import { findVariant, selectText, type CartLine } from '../shops/shop.ts';
import { calculateSubtotal, serializeCart } from '../cart.ts';
import { formatPageUrl } from '../session.ts';
import { computeEstimates } from '../compute-estimates.ts';
import { formatTermsUrl } from '../estimate-links.ts';
import { getMessages } from '../i18n/index.ts';
import { renderLayout, type PageContext } from './layout.ts';
import { renderSessionFields, renderPicture, renderPrice, formatPrice } from './fragments.ts';
import { renderEstimateElement } from './waybill-elements.ts';

/** Renders the cart, with one estimate for all items, sent together or apart. */
export function renderCartPage(context: PageContext): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const content = session.cart.length > 0 ? renderFullCart(context) : renderEmptyCart(context);
  return renderLayout(context, {
    title: messages.cart,
    kind: 'cart',
    scripts: ['cart-items'],
    main: html`<h1>${messages.cart}</h1>
      ${content} ${renderCartData(context)}
      <p><a href="${formatPageUrl(shop, session, '')}">${messages.backToShop}</a></p>`,
  });
}

function renderEmptyCart({ shop, session }: PageContext): Html {
  const messages = getMessages(session.language);
  const filled = formatPageUrl(shop, session, 'cart', { cart: serializeCart(shop.exampleCart) });
  return html`<p>${messages.emptyCart}</p>
    <p><a class="primary" href="${filled}">${messages.fillCart}</a></p>`;
}

function renderFullCart(context: PageContext): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const subtotal = calculateSubtotal(shop, session.cart);
  const [fallback] = computeEstimates(shop, session, session.cart);
  return html`<div class="columns"><form class="cart-form" action="/${shop.id}/cart" method="get">
      ${renderSessionFields(context, 'ship')}
      <ul class="lines" role="list">
        ${session.cart.map((line) => renderCartLine(context, line))}
      </ul>
      <fieldset class="ship">
        <legend>${messages.howToSend}</legend>
        ${(['together', 'split'] as const).map(
          (ship) => html`<label>
            <input type="radio" name="ship" value="${ship}" ${ship === session.ship && 'checked'} /> ${messages[ship]}
          </label>`,
        )}
      </fieldset>
      <button>${messages.update}</button>
    </form>
    <section class="summary">
      <p class="sum"><span>${messages.subtotal}</span> ${renderPrice(context, subtotal)}</p>
      ${renderEstimateElement(
        context,
        { terms: formatTermsUrl(shop, session), subtotal, 'data-items': true, countries: shop.countries.join(' ') },
        fallback,
      )}
      <p><a class="primary" href="${formatPageUrl(shop, session, 'checkout')}">${messages.toCheckout}</a></p>
    </section></div>`;
}

function renderCartLine(context: PageContext, { sku, quantity }: CartLine): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const found = findVariant(shop, sku);
  if (!found) return html``;
  const { product, variant } = found;
  return html`<li class="line">
    <div class="picture">${renderPicture(context, product)}</div>
    <p class="line-name" lang="${shop.language}" dir="auto">
      <a href="${formatPageUrl(shop, session, `p/${product.id}`)}">${product.name}</a>
      ${variant.name !== undefined && html`<span class="by">${selectText(variant.name, session.language)}</span>`}
    </p>
    <label class="quantity">${messages.quantity}
      <input type="number" name="quantity.${sku}" value="${quantity}" min="0" max="99" required />
    </label>
    <p class="price">${formatPrice(context, variant.price * quantity)}</p>
    <p class="line-remove"><a href="${formatPageUrl(shop, session, 'cart', { [`quantity.${sku}`]: '0' })}">${messages.remove}</a></p>
  </li>`;
}

/** The cart as JSON, with titles. The page's script hands it to the elements' `items` property. */
export function renderCartData({ shop, session }: PageContext, cart: readonly CartLine[] = session.cart): Html {
  const title = (sku: string): string => findVariant(shop, sku)?.product.name ?? sku;
  return renderJsonScript(
    'cart-items',
    cart.map(({ sku, quantity }) => ({ sku, quantity, title: title(sku) })),
  );
}
