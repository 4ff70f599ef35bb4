import type { Order } from '../../src/contract/index.ts';
import { html, type Html } from '../html.ts';
import { fill, moment, windowText } from '../text.ts';
import { href } from '../visit.ts';
import { ordersAddress } from '../ways.ts';
import { wordsOf } from '../words/index.ts';
import { layout, type Place } from './layout.ts';
import { ownName } from './parts.ts';
import { tag, type Attributes } from './widget.ts';

/** All orders, each with its widget's one line: they ask again by themselves every half a minute. */
export function accountPage(place: Place, orders: readonly Order[]): Html {
  const title = wordsOf(place.visit.language).orders;
  return layout(place, {
    title,
    kind: 'account',
    main: html`<h1>${title}</h1>
      <ul class="account-orders" role="list">
        ${orders.map((order) => entry(place, order))}
      </ul>`,
  });
}

function entry(place: Place, order: Order): Html {
  const { shop, visit } = place;
  return html`<li class="account-entry">
    <h2><a href="${href(shop, visit, `account/${order.id}`)}">${orderTitle(place, order)}</a></h2>
    <p class="note">${placedOn(place, order)}</p>
    <p class="account-items">
      ${order.lineItems.map(({ title }, index) => html`${index > 0 && ' · '}${ownName(place, title)}`)}
    </p>
    ${orderWidget(place, order, { compact: true })}
  </li>`;
}

export function orderTitle({ visit }: Place, { id, number = id }: Order): string {
  return fill(wordsOf(visit.language).orderNumber, { number });
}

export function placedOn({ shop, visit }: Place, { placedAt = '' }: Order): string {
  const date = moment(Date.parse(placedAt), shop.timeZone, visit.language);
  return fill(wordsOf(visit.language).placedOn, { date });
}

/** The order's widget. Between its tags stands what the shop's server can say: the promise. */
export function orderWidget(place: Place, order: Order, more: Attributes = {}): Html {
  const { shop, visit } = place;
  const promise = order.promises.at(-1)?.window;
  const days = promise && windowText(promise.from, promise.to ?? promise.from, visit.language);
  const said = days && `${wordsOf(visit.language).promise}: ${days}`;
  const attributes = { endpoint: ordersAddress(shop), 'order-id': order.id, ...more };
  return tag('waybill-order-status', attributes, said === undefined ? undefined : html`<p>${said}</p>`);
}
