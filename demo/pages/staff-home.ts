import type { Order } from 'waybill/contract';
import type { WebhookDelivery, Incident } from 'waybill/server';
import { html, type Html } from '../html.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { formatIncident } from '../staff/staff-formatting.ts';
import { statusLabels } from '../staff/staff-texts.ts';
import { formatShopTime, formatStaffUrl } from './staff-layout.ts';

export type StaffHomeContent = {
  incidents: readonly Incident[];
  deadLetters: readonly WebhookDelivery[];
  /** Most recently changed first. */
  recent: readonly Order[];
  /** Order numbers by the ids of the incidents' orders. */
  numbers: ReadonlyMap<string, string>;
};

/** Renders the incidents, oldest first, the dead letters, and the orders that changed last. */
export function renderStaffHome(
  context: StaffContext,
  { incidents, deadLetters, recent, numbers }: StaffHomeContent,
): Html {
  const oldestFirst = incidents.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  const open = oldestFirst.filter(({ resolvedAt }) => resolvedAt === undefined);
  const resolved = oldestFirst.filter(({ resolvedAt }) => resolvedAt !== undefined);
  const entries = (listed: readonly Incident[]): Html => html`<ul class="incidents" role="list">
    ${listed.map((incident) => renderIncident(context, incident, numbers.get(incident.orderId) ?? incident.orderId))}
  </ul>`;
  return html`<h1 tabindex="-1">Overdue</h1>
    ${open.length > 0 ? entries(open) : html`<p class="none">Nothing is overdue.</p>`}
    ${
      resolved.length > 0 &&
      html`<details class="plain">
      <summary>Resolved (${resolved.length})</summary>
      ${entries(resolved)}
    </details>`
    }
    ${deadLetters.length > 0 && renderDeadLetters(context, deadLetters)}
    <section>
      <h2>Recently changed</h2>
      <ul class="recent" role="list">
        ${recent.map((order) => renderRecentOrder(context, order))}
      </ul>
    </section>`;
}

function renderIncident(context: StaffContext, incident: Incident, number: string): Html {
  const { orderId, dueAt, resolvedAt } = incident;
  return html`<li>
    <a href="${formatStaffUrl(context, `orders/${orderId}`)}">${number}</a>
    <p>
      ${formatIncident(incident)} <span class="quiet">since ${formatShopTime(context, dueAt)}${resolvedAt !== undefined && `, resolved ${formatShopTime(context, resolvedAt)}`}</span>
    </p>
  </li>`;
}

function renderDeadLetters(context: StaffContext, deadLetters: readonly WebhookDelivery[]): Html {
  return html`<section>
    <h2>Undelivered messages</h2>
    <ul class="incidents" role="list">
      ${deadLetters.map(
        ({ message, subscriber, attempts }) => html`<li>
          <a href="${formatStaffUrl(context, `orders/${message.orderId}`)}">${message.type}</a>
          <p>
            ${subscriber} did not accept it in ${attempts} attempts
            <span class="quiet">since ${formatShopTime(context, message.at)}</span>
          </p>
          <form method="post" action="${formatStaffUrl(context, 'messages')}" data-label="Send again to ${subscriber}">
            <input type="hidden" name="message" value="${message.id}" />
            <input type="hidden" name="subscriber" value="${subscriber}" />
            <button>Send again</button>
          </form>
        </li>`,
      )}
    </ul>
  </section>`;
}

function renderRecentOrder(context: StaffContext, { id, number = id, shipments, lineItems }: Order): Html {
  const statuses: Readonly<Record<string, string>> = statusLabels;
  const labels = shipments.map(({ status }) => statuses[status] ?? status);
  const status = labels.length > 0 ? [...new Set(labels)].join(', ') : 'Not packed yet';
  return html`<li>
    <a href="${formatStaffUrl(context, `orders/${id}`)}">${number}</a>
    <p>${status} <span class="quiet" lang="${context.page.shop.language}">${lineItems.map(({ title }) => title).join(' · ')}</span></p>
  </li>`;
}
