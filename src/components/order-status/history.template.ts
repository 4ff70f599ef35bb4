import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { renderButton } from '../shared/controls.template.ts';
import { richText } from '../shared/rich-text.ts';
import type { HistoryEntryViewModel, HistoryViewModel } from './history.view-model.ts';
import type { OrderTemplateContext } from './order-parts.template.ts';

export function renderHistory(
  { entries, hasMore }: HistoryViewModel,
  { messages, handlers, earlierEventsState }: OrderTemplateContext,
): TemplateResult {
  const { history, earlier: label, earlierFailed } = messages;
  const isBusy = earlierEventsState === 'loading';
  const button = renderButton({ part: 'earlier', label, isBusy, onClick: handlers.onShowEarlier });
  return html`<details part="history"
    ><summary><span .textContent=${history}></span></summary
    ><ol class="history small" role="list">${repeat(entries, ({ key }) => key, renderEntry)}</ol
    >${earlierEventsState === 'failed' ? html`<p .textContent=${earlierFailed}></p>` : nothing}${hasMore ? button : nothing}</details>`;
}

function renderEntry({ time, text, place, parcel, mark }: HistoryEntryViewModel): TemplateResult {
  const notes = [place, parcel, mark && `(${mark})`].filter(Boolean);
  return html`<li part=${mark === undefined ? 'event' : 'event event-excluded'}
    ><span class="event-time muted" ${richText(time ? [time] : [])}></span
    ><span><bdi .textContent=${text}></bdi
      >${notes.map((note) => html`${' '}<bdi class="muted" .textContent=${note}></bdi>`)}</span
  ></li>`;
}
