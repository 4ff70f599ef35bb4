import type { Order } from '../../src/contract/index.ts';
import type { Delivery, Incident } from '../../src/server/index.ts';
import { html, type Html } from '../html.ts';
import type { StaffDesk } from '../staff/desk.ts';
import { awaitedWords, STATUSES } from '../staff/words.ts';
import { moment, staffAddress } from './staff.ts';

export type Overview = {
  incidents: readonly Incident[];
  deadLetters: readonly Delivery[];
  /** Most recently changed first. */
  recent: readonly Order[];
  /** By the id of every order that an incident is about. */
  numbers: ReadonlyMap<string, string>;
};

/** What is late, oldest first, what could not be told, and what was touched last. */
export function staffHome(desk: StaffDesk, { incidents, deadLetters, recent, numbers }: Overview): Html {
  const oldestFirst = incidents.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  const open = oldestFirst.filter(({ resolvedAt }) => resolvedAt === undefined);
  const resolved = oldestFirst.filter(({ resolvedAt }) => resolvedAt !== undefined);
  const entries = (listed: readonly Incident[]): Html => html`<ul class="incidents" role="list">
    ${listed.map((incident) => incidentEntry(desk, incident, numbers.get(incident.orderId) ?? incident.orderId))}
  </ul>`;
  return html`<h1 tabindex="-1">What is late</h1>
    ${open.length > 0 ? entries(open) : html`<p class="none">Nothing. All that was promised until now has happened.</p>`}
    ${resolved.length > 0 &&
    html`<details class="plain">
      <summary>Late, and done since (${resolved.length})</summary>
      ${entries(resolved)}
    </details>`}
    ${deadLetters.length > 0 && undelivered(desk, deadLetters)}
    <section>
      <h2>Touched last</h2>
      <ul class="recent" role="list">
        ${recent.map((order) => recentEntry(desk, order))}
      </ul>
    </section>`;
}

function incidentEntry(desk: StaffDesk, incident: Incident, number: string): Html {
  const { orderId, dueAt, resolvedAt } = incident;
  return html`<li>
    <a href="${staffAddress(desk, `orders/${orderId}`)}">${number}</a>
    <p>
      ${awaitedWords(incident)} <span class="quiet">since ${moment(desk, dueAt)}${resolvedAt !== undefined && `, done ${moment(desk, resolvedAt)}`}</span>
    </p>
  </li>`;
}

function undelivered(desk: StaffDesk, deadLetters: readonly Delivery[]): Html {
  return html`<section>
    <h2>Could not be told</h2>
    <ul class="incidents" role="list">
      ${deadLetters.map(
        ({ message, subscriber, attempts }) => html`<li>
          <a href="${staffAddress(desk, `orders/${message.orderId}`)}">${message.type}</a>
          <p>
            ${subscriber} did not take it in ${attempts} attempts
            <span class="quiet">since ${moment(desk, message.at)}</span>
          </p>
          <form method="post" action="${staffAddress(desk, 'messages')}" data-say="Send again to ${subscriber}">
            <input type="hidden" name="message" value="${message.id}" />
            <input type="hidden" name="subscriber" value="${subscriber}" />
            <button>Send again</button>
          </form>
        </li>`,
      )}
    </ul>
  </section>`;
}

function recentEntry(desk: StaffDesk, { id, number = id, shipments, lineItems }: Order): Html {
  const statuses: Readonly<Record<string, string>> = STATUSES;
  const known = shipments.map(({ status }) => statuses[status] ?? status);
  const said = known.length > 0 ? [...new Set(known)].join(', ') : 'Not packed yet';
  return html`<li>
    <a href="${staffAddress(desk, `orders/${id}`)}">${number}</a>
    <p>${said} <span class="quiet" lang="${desk.place.shop.language}">${lineItems.map(({ title }) => title).join(' · ')}</span></p>
  </li>`;
}
