import type { Order } from '../../src/contract/index.ts';
import type { StoryState } from '../account/account.ts';
import { html, type Html } from '../html.ts';
import { href } from '../visit.ts';
import { wordsOf } from '../words/index.ts';
import { orderTitle, orderWidget, placedOn } from './account.ts';
import { layout, type Place } from './layout.ts';
import { storyPanel } from './story-panel.ts';

/** One order, live, with the shop's own way out beside each line that can be canceled. */
export function orderPage(place: Place, order: Order, story: StoryState): Html {
  const { shop, visit } = place;
  const words = wordsOf(visit.language);
  const title = orderTitle(place, order);
  const waysOut = order.lineItems.map((line) => wayOut(place, line));
  return layout(place, {
    title,
    kind: 'account-order',
    scripts: ['cancel', 'story'],
    panel: storyPanel(place, order.id, story),
    main: html`<h1>${title}</h1>
      <p class="note">${placedOn(place, order)}</p>
      ${orderWidget(place, order, { 'data-not-canceled': words.notCanceled }, waysOut)}
      <p><a href="${href(shop, visit, 'account')}">${words.orders}</a></p>`,
  });
}

function wayOut({ visit }: Place, { id, title }: Order['lineItems'][number]): Html {
  const label = wordsOf(visit.language).cancelItem;
  return html`<button slot="item-${id}" type="button" data-line="${id}" aria-label="${label}: ${title}" hidden>
    ${label}
  </button>`;
}
