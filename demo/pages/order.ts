import type { Order } from '../../src/contract/index.ts';
import type { StoryState } from '../account/account.ts';
import { html, type Html } from '../html.ts';
import { href } from '../visit.ts';
import { wordsOf } from '../words/index.ts';
import { orderTitle, orderWidget, placedOn } from './account.ts';
import { layout, type Place } from './layout.ts';
import { storyPanel } from './story-panel.ts';

/** One order, live; what may be canceled of it the widget offers by itself. */
export function orderPage(place: Place, order: Order, story: StoryState | undefined): Html {
  const { shop, visit } = place;
  const title = orderTitle(place, order);
  return layout(place, {
    title,
    kind: 'account-order',
    scripts: ['story'],
    panel: story && storyPanel(place, order.id, story),
    main: html`<h1>${title}</h1>
      <p class="note">${placedOn(place, order)}</p>
      ${orderWidget(place, order)}
      <p><a href="${href(shop, visit, 'account')}">${wordsOf(visit.language).orders}</a></p>`,
  });
}
