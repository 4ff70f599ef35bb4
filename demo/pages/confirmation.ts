import { html, jsonScript, type Html } from '../html.ts';
import type { Receipt } from '../receipts.ts';
import { findVariant } from '../shops/shop.ts';
import { brief, fill, moment } from '../text.ts';
import { href } from '../visit.ts';
import { wordsOf } from '../words/index.ts';
import { cartItems } from './cart.ts';
import { layout, type Place } from './layout.ts';
import { ownName } from './parts.ts';
import { tag } from './widget.ts';

/** The order, with the promise that was stored with it: nothing is computed again. */
export function confirmationPage(place: Place, order: Receipt): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const empty = { ...visit, cart: [] };
  const placedOn = moment(order.placedAt, shop.timeZone, visit.language);
  const said = brief(order.promise, visit.language);
  return layout(place, {
    title: words.thanks,
    kind: 'confirmation',
    scripts: ['items'],
    main: html`<h1>${words.thanks}</h1>
      <p>${fill(words.orderNumber, { number: order.id })}, ${fill(words.placedOn, { date: placedOn })}</p>
      <section class="promise">
        <h2>${words.promise}</h2>
        ${tag(
          'waybill-delivery-estimate',
          { 'data-items': true },
          html`${jsonScript(undefined, [order.promise])}${said}`,
        )}
        <p class="note">${order.isMoved ? words.promiseMoved : words.promiseKept}</p>
      </section>
      <h2>${words.items}</h2>
      <ul class="ordered">
        ${order.cart.map(
          ({ sku, quantity }) =>
            html`<li>${quantity} × ${ownName(place, findVariant(shop, sku)?.product.name ?? sku)}</li>`,
        )}
      </ul>
      ${cartItems(place, order.cart)}
      <p><a class="primary" href="${href(shop, empty, `account/${order.id}`)}">${words.followOrder}</a></p>
      <p><a href="${href(shop, empty, '')}">${words.backToShop}</a></p>`,
  });
}
