import type { Message } from '../../src/server/index.ts';
import { html, type Html } from '../html.ts';
import type { Outbox, SentMail } from '../outbox.ts';
import { moment } from '../text.ts';
import { href } from '../visit.ts';
import { layout, type Place } from './layout.ts';

/** What the shop's other systems were told of its orders, and what the customer was written. In English, as the bar. */
export function outboxPage(place: Place, { messages, mails }: Outbox): Html {
  return layout(place, {
    title: 'What the shop’s other systems were told',
    kind: 'outbox',
    main: html`<div lang="en" dir="ltr">
      <h1>What the shop’s other systems were told</h1>
      <p class="note">Since the demo was started, the newest first.</p>
      <h2>Mail to the customer</h2>
      ${mails.length > 0 ? html`<ul role="list">${mails.map((mail) => mailEntry(place, mail))}</ul>` : html`<p>None yet.</p>`}
      <h2>Messages</h2>
      ${messages.length > 0 ? html`<ul role="list">${messages.map((message) => messageEntry(place, message))}</ul>` : html`<p>None yet.</p>`}
    </div>`,
  });
}

function mailEntry(place: Place, { at, orderId, to, subject, text }: SentMail): Html {
  return html`<li class="told">
    <details>
      <summary><span dir="auto">${subject}</span></summary>
      <p class="note">${when(place, at)} · to ${to} · ${orderLink(place, orderId)}</p>
      <pre dir="auto">${text}</pre>
    </details>
  </li>`;
}

function messageEntry(place: Place, { type, at, orderId, data }: Message): Html {
  return html`<li class="told">
    <details>
      <summary><code>${type}</code> ${String(data['number'] ?? orderId)}</summary>
      <p class="note">${when(place, Date.parse(at))} · ${orderLink(place, orderId)}</p>
      <pre>${JSON.stringify(data, undefined, 2)}</pre>
    </details>
  </li>`;
}

function when({ shop }: Place, at: number): string {
  return moment(at, shop.timeZone, 'en-GB');
}

function orderLink({ shop, visit }: Place, id: string): Html {
  return html`<a href="${href(shop, visit, `account/${id}`)}">${id}</a>`;
}
