import type { Order } from 'waybill/contract';
import { html, type Html } from '../html.ts';
import { formatMessage, formatDateTime, formatDateWindow } from '../formatting.ts';
import { formatPageUrl } from '../session.ts';
import { formatOrdersEndpoint } from '../estimate-links.ts';
import { getMessages } from '../i18n/index.ts';
import { renderLayout, type PageContext } from './layout.ts';
import { renderShopText } from './fragments.ts';
import { renderElement, type Attributes } from './waybill-elements.ts';

/** Renders the list of orders. Each has a compact order status element, which polls. */
export function renderAccountPage(context: PageContext, orders: readonly Order[]): Html {
  const title = getMessages(context.session.language).orders;
  return renderLayout(context, {
    title,
    kind: 'account',
    main: html`<h1>${title}</h1>
      <ul class="account-orders" role="list">
        ${orders.map((order) => renderOrderEntry(context, order))}
      </ul>`,
  });
}

function renderOrderEntry(context: PageContext, order: Order): Html {
  const { shop, session } = context;
  return html`<li class="account-entry">
    <h2><a href="${formatPageUrl(shop, session, `account/${order.id}`)}">${formatOrderTitle(context, order)}</a></h2>
    <p class="note">${formatPlacedOn(context, order)}</p>
    <p class="account-items">
      ${order.lineItems.map(({ title }, index) => html`${index > 0 && ' · '}${renderShopText(context, title)}`)}
    </p>
    ${renderOrderStatusElement(context, order, { layout: 'compact' })}
  </li>`;
}

export function formatOrderTitle({ session }: PageContext, { id, number = id }: Order): string {
  return formatMessage(getMessages(session.language).orderNumber, { number });
}

export function formatPlacedOn({ shop, session }: PageContext, { placedAt = '' }: Order): string {
  const date = formatDateTime(Date.parse(placedAt), shop.timeZone, session.language);
  return formatMessage(getMessages(session.language).placedOn, { date });
}

/** Renders an order status element with the promise as its fallback text. */
export function renderOrderStatusElement(context: PageContext, order: Order, more: Attributes = {}): Html {
  const { shop, session } = context;
  const promise = order.promises.at(-1)?.window;
  const days = promise && formatDateWindow(promise.from, promise.to ?? promise.from, session.language);
  const fallback = days && `${getMessages(session.language).promise}: ${days}`;
  const attributes = { endpoint: formatOrdersEndpoint(shop), 'order-id': order.id, ...more };
  return renderElement(
    'waybill-order-status',
    attributes,
    fallback === undefined ? undefined : html`<p>${fallback}</p>`,
  );
}
