import type { StoryState } from '../account/account.ts';
import { html, type Html } from '../html.ts';
import { href } from '../visit.ts';
import type { Place } from './layout.ts';

/** The demo's own controls for what happens to an order; public/story.js keeps them up to date. */
export function storyPanel({ shop, visit }: Place, id: string, state: StoryState): Html {
  const { story, stories, position, total, last, next } = state;
  const action = href(shop, { ...visit, cart: [] }, `account/${id}/story`);
  return html`<form class="story" action="${action}" method="post" lang="en" dir="ltr" aria-label="Demo: what happens to this order">
    <p class="story-now">
      <strong>Demo.</strong> Step <span data-story="position">${position}</span> of <span data-story="total">${total}</span>:
      <span data-story="last">${last ?? 'The order is placed'}</span>.
      <span class="story-next">Next: <span data-story="next">${next ?? 'nothing, the story is over'}</span>.</span>
    </p>
    <div class="story-buttons">
      <button name="do" value="next" ${next === undefined && html`aria-disabled="true"`}>Next step</button>
      <button type="button" data-story-play aria-pressed="false" hidden>Play</button>
      <label>Story
        <select name="story">
          ${stories.map((each) => html`<option value="${each.id}" ${each.id === story && 'selected'}>${each.title}</option>`)}
        </select>
      </label>
      <button name="do" value="over">Start over</button>
    </div>
  </form>`;
}
