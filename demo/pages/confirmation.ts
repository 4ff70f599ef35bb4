import { html, renderJsonScript, type Html } from '../html.ts';
import type { OrderConfirmation } from '../order-confirmation.ts';
import { findVariant } from '../shops/shop.ts';
import { formatEstimate, formatMessage, formatDateTime } from '../formatting.ts';
import { formatPageUrl } from '../session.ts';
import { getMessages } from '../i18n/index.ts';
import { renderCartData } from './cart.ts';
import { renderLayout, type PageContext } from './layout.ts';
import { renderShopText } from './fragments.ts';
import { renderElement } from './waybill-elements.ts';

/** Renders a confirmed order with the promise that is stored with it. */
export function renderConfirmationPage(context: PageContext, order: OrderConfirmation): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const empty = { ...session, cart: [] };
  const placedOn = formatDateTime(order.placedAt, shop.timeZone, session.language);
  const fallback = formatEstimate(order.promise, session.language);
  return renderLayout(context, {
    title: messages.thanks,
    kind: 'confirmation',
    scripts: ['cart-items'],
    main: html`<h1>${messages.thanks}</h1>
      <p>${formatMessage(messages.orderNumber, { number: order.id })}, ${formatMessage(messages.placedOn, { date: placedOn })}</p>
      <section class="promise">
        <h2>${messages.promise}</h2>
        ${renderElement(
          'waybill-delivery-estimate',
          { 'data-items': true },
          html`${renderJsonScript(undefined, [order.promise])}${fallback}`,
        )}
        <p class="note">${order.hasPromiseChanged ? messages.promiseMoved : messages.promiseKept}</p>
      </section>
      <h2>${messages.items}</h2>
      <ul class="ordered">
        ${order.cart.map(
          ({ sku, quantity }) =>
            html`<li>${quantity} × ${renderShopText(context, findVariant(shop, sku)?.product.name ?? sku)}</li>`,
        )}
      </ul>
      ${renderCartData(context, order.cart)}
      <p><a class="primary" href="${formatPageUrl(shop, empty, `account/${order.id}`)}">${messages.followOrder}</a></p>
      <p><a href="${formatPageUrl(shop, empty, '')}">${messages.backToShop}</a></p>`,
  });
}
