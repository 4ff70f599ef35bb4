import type { WebhookMessage } from 'waybill/server';
import { html, type Html } from '../html.ts';
import type { NotificationLog, SentMail } from '../notification-log.ts';
import { formatDateTime } from '../formatting.ts';
import { formatPageUrl } from '../session.ts';
import { renderLayout, type PageContext } from './layout.ts';

/** Renders the messages to the shop's other systems and the mail to customers; in English, as the demo bar. */
export function renderNotificationsPage(context: PageContext, { messages, mails }: NotificationLog): Html {
  return renderLayout(context, {
    title: 'Messages to other systems',
    kind: 'notifications',
    main: html`<div lang="en" dir="ltr">
      <h1>Messages to other systems</h1>
      <p class="note">Since the demo started, newest first.</p>
      <h2>Mail to the customer</h2>
      ${mails.length > 0 ? html`<ul role="list">${mails.map((mail) => renderMail(context, mail))}</ul>` : html`<p>None yet.</p>`}
      <h2>Messages</h2>
      ${messages.length > 0 ? html`<ul role="list">${messages.map((message) => renderMessage(context, message))}</ul>` : html`<p>None yet.</p>`}
    </div>`,
  });
}

function renderMail(context: PageContext, { at, orderId, to, subject, text }: SentMail): Html {
  return html`<li class="entry">
    <details>
      <summary><span dir="auto">${subject}</span></summary>
      <p class="note">${formatShopTime(context, at)} · to ${to} · ${renderOrderLink(context, orderId)}</p>
      <pre dir="auto">${text}</pre>
    </details>
  </li>`;
}

function renderMessage(context: PageContext, { type, at, orderId, data }: WebhookMessage): Html {
  return html`<li class="entry">
    <details>
      <summary><code>${type}</code> ${String(data['number'] ?? orderId)}</summary>
      <p class="note">${formatShopTime(context, Date.parse(at))} · ${renderOrderLink(context, orderId)}</p>
      <pre>${JSON.stringify(data, undefined, 2)}</pre>
    </details>
  </li>`;
}

const formatShopTime = ({ shop }: PageContext, at: number): string => formatDateTime(at, shop.timeZone, 'en-GB');

function renderOrderLink({ shop, session }: PageContext, id: string): Html {
  return html`<a href="${formatPageUrl(shop, session, `account/${id}`)}">${id}</a>`;
}
