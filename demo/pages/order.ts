import type { Order } from 'waybill/contract';
import type { StoryState } from '../account/order-stories.ts';
import { html, type Html } from '../html.ts';
import { formatPageUrl } from '../session.ts';
import { getMessages } from '../i18n/index.ts';
import { formatOrderTitle, renderOrderStatusElement, formatPlacedOn } from './account.ts';
import { renderLayout, type PageContext } from './layout.ts';
import { renderStoryPanel } from './story-panel.ts';

/** Renders one order, live. The order status element includes the cancel elements. */
export function renderOrderPage(context: PageContext, order: Order, story: StoryState | undefined): Html {
  const { shop, session } = context;
  const messages = getMessages(session.language);
  const title = formatOrderTitle(context, order);
  return renderLayout(context, {
    title,
    kind: 'account-order',
    scripts: ['story'],
    panel: story && renderStoryPanel(context, order.id, story),
    // Nothing follows the element: its height changes with the order.
    main: html`<p class="order-links">
        <a href="${formatPageUrl(shop, session, 'account')}">${messages.orders}</a>
        <a href="${formatPageUrl(shop, session, 'help', { order: order.number ?? order.id })}">${messages.help}</a>
      </p>
      <h1>${title}</h1>
      <p class="note">${formatPlacedOn(context, order)}</p>
      ${renderOrderStatusElement(context, order)}`,
  });
}
