import type { StoryState } from '../account/account.ts';
import { html, type Html } from '../html.ts';
import { href } from '../visit.ts';
import type { Place } from './layout.ts';

/** The demo's own controls for what happens to an order; public/story.js keeps them up to date. */
export function storyPanel({ shop, visit }: Place, id: string, state: StoryState): Html {
  const { story, stories, position, total, last, next } = state;
  const action = href(shop, { ...visit, cart: [] }, `account/${id}/story`);
  const label = 'Demo: what happens to this order';
  return html`<form class="story" action="${action}" method="post" lang="en" dir="ltr" aria-label="${label}">
    <p class="story-now">
      <strong>Demo.</strong>
      Step <span data-story="position">${position}</span> of <span data-story="total">${total}</span>:
      <span data-story="last">${last ?? 'The order is placed'}</span>.
      <span class="story-next">Next: <span data-story="next">${next ?? 'nothing, the story is over'}</span>.</span>
    </p>
    <div class="story-buttons">
      <button name="do" value="next" ${next === undefined && html`aria-disabled="true"`}>Next step</button>
      <button type="button" data-story-play aria-pressed="false" hidden>Play</button>
      <label>Story
        <select name="story">
          ${stories.map(({ id: name, title }) => {
            return html`<option value="${name}" ${name === story && 'selected'}>${title}</option>`;
          })}
        </select>
      </label>
      <button name="do" value="over">Start over</button>
    </div>
  </form>`;
}
