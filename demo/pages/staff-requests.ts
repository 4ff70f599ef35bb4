import type { Order } from 'waybill/contract';
import { html, type Html } from '../html.ts';
import type { PendingRequest, StaffContext } from '../staff/staff-context.ts';
import { rejectionReasons } from '../staff/reasons.ts';
import { requestLabels } from '../staff/staff-texts.ts';
import { formatShopTime, formatStaffUrl } from './staff-layout.ts';

/** Renders the customer's requests, with forms to accept and to refuse. */
export function renderRequests(context: StaffContext, order: Order, pending: readonly PendingRequest[]): Html[] {
  return pending.map((request) => renderRequest(context, order, request));
}

function renderRequest(context: StaffContext, order: Order, { cancellation, request }: PendingRequest): Html {
  const { id, type, answerBy } = cancellation;
  const { number = order.id } = order;
  const action = formatStaffUrl(context, `orders/${order.id}/requests/${id}`);
  return html`<section class="request" aria-labelledby="request-${id}">
    <h2 id="request-${id}">The customer asks to ${requestLabels[type] ?? type}</h2>
    <ul class="lines" role="list" lang="${context.page.shop.language}">
      ${cancellation.lineItems.map((entry) => {
        const line = order.lineItems.find((each) => each.id === entry.id);
        return html`<li><span class="count">${entry.quantity} ×</span> ${line?.title ?? entry.id}</li>`;
      })}
    </ul>
    ${request.reason?.text !== undefined && html`<p>“${request.reason.text}”</p>`}
    ${answerBy !== undefined && html`<p class="quiet">Decide by ${formatShopTime(context, answerBy)}</p>`}
    <form class="step next" method="post" action="${action}" data-label="Accepted: the request for ${number}">
      <input type="hidden" name="status" value="completed" />
      <button class="tap">Accept</button>
    </form>
    <details>
      <summary>Refuse</summary>
      <form class="step" method="post" action="${action}" data-label="Refused: the request for ${number}">
        <input type="hidden" name="status" value="rejected" />
        <label for="why-${id}">Why</label>
        <select id="why-${id}" name="reason">
          ${rejectionReasons.map(({ code, label }) => html`<option value="${code}">${label}</option>`)}
        </select>
        <button class="tap">Refuse</button>
      </form>
    </details>
  </section>`;
}
