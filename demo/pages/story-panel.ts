import type { StoryState } from '../account/order-stories.ts';
import { html, type Html } from '../html.ts';
import { formatPageUrl } from '../session.ts';
import type { PageContext } from './layout.ts';

/** The demo's controls of an order's story; public/story.js updates them in place. */
export function renderStoryPanel({ shop, session }: PageContext, id: string, state: StoryState): Html {
  const { story, stories, position, total, last, next } = state;
  const action = formatPageUrl(shop, { ...session, cart: [] }, `account/${id}/story`);
  const label = 'Demo: what happens to this order';
  return html`<form class="story" action="${action}" method="post" lang="en" dir="ltr" aria-label="${label}">
    <p class="story-now">
      <strong>Demo.</strong>
      Step <span data-story="position">${position}</span> of <span data-story="total">${total}</span>:
      <span data-story="last">${last ?? 'The order is placed'}</span>.
      <span class="story-next">Next: <span data-story="next">${next ?? 'none, the story has ended'}</span>.</span>
    </p>
    <div class="story-buttons">
      <button name="command" value="next" ${next === undefined && html`aria-disabled="true"`}>Next step</button>
      <button type="button" data-story-play aria-pressed="false" hidden>Play</button>
      <label>Story
        <select name="story">
          ${stories.map(({ id: name, title }) => {
            return html`<option value="${name}" ${name === story && 'selected'}>${title}</option>`;
          })}
        </select>
      </label>
      <button name="command" value="restart">Start over</button>
    </div>
  </form>`;
}
