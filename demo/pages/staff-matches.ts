import { html, type Html } from '../html.ts';
import type { OrderMatch } from '../staff/find-by-code.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { formatStaffUrl } from './staff-layout.ts';

/** Renders the choice between several orders with the same code. */
export function renderStaffMatches(context: StaffContext, matches: readonly OrderMatch[]): Html {
  const links = matches.map(
    ({ order }) =>
      html`<li><a href="${formatStaffUrl(context, `orders/${order.id}`)}">${order.number ?? order.id}</a></li>`,
  );
  return html`<h1 tabindex="-1">Choose an order</h1><ul class="recent" role="list">${links}</ul>`;
}
