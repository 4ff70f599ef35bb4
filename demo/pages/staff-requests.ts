import type { Order } from '../../src/contract/index.ts';
import type { StoredCancellation } from '../../src/server/model.ts';
import { html, type Html } from '../html.ts';
import type { StaffDesk } from '../staff/desk.ts';
import { REFUSALS } from '../staff/reasons.ts';
import { REQUESTS } from '../staff/words.ts';
import { moment, staffAddress } from './staff.ts';

/** What the customer asked for, to be accepted or refused. */
export function requestsSection(desk: StaffDesk, order: Order, pending: readonly StoredCancellation[]): Html[] {
  return pending.map((stored) => request(desk, order, stored));
}

function request(desk: StaffDesk, order: Order, { cancellation, request: asked }: StoredCancellation): Html {
  const { id, type, answerBy } = cancellation;
  const { number = order.id } = order;
  const action = staffAddress(desk, `orders/${order.id}/requests/${id}`);
  return html`<section class="request" aria-labelledby="request-${id}">
    <h2 id="request-${id}">The customer asks to ${REQUESTS[type] ?? type}</h2>
    <ul class="lines" role="list" lang="${desk.place.shop.language}">
      ${cancellation.lineItems.map((entry) => {
        const line = order.lineItems.find((each) => each.id === entry.id);
        return html`<li><span class="count">${entry.quantity} ×</span> ${line?.title ?? entry.id}</li>`;
      })}
    </ul>
    ${asked.reason?.text !== undefined && html`<p>“${asked.reason.text}”</p>`}
    ${answerBy !== undefined && html`<p class="quiet">To be answered by ${moment(desk, answerBy)}</p>`}
    <form class="step next" method="post" action="${action}" data-say="Accepted: the request for ${number}">
      <input type="hidden" name="status" value="completed" />
      <button class="tap">Accept</button>
    </form>
    <details>
      <summary>Refuse</summary>
      <form class="step" method="post" action="${action}" data-say="Refused: the request for ${number}">
        <input type="hidden" name="status" value="rejected" />
        <label for="why-${id}">Why</label>
        <select id="why-${id}" name="reason">
          ${REFUSALS.map(({ code, label }) => html`<option value="${code}">${label}</option>`)}
        </select>
        <button class="tap">Refuse</button>
      </form>
    </details>
  </section>`;
}
