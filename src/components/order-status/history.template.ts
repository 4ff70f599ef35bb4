import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { renderButton, renderLabel } from '../../element/controls.template.ts';
import { richText } from '../../element/rich-text.ts';
import type { HistoryRow, HistoryView } from './parcel.ts';
import type { TemplateContext } from './template-context.ts';

/** `about` is whose history it is. */
export function renderHistory(
  { entries, hasMore }: HistoryView,
  { messages, handlers, earlier }: TemplateContext,
  about: string | undefined,
): TemplateResult {
  const { history, earlier: label, earlierFailed } = messages.order;
  const button = renderButton({ part: 'earlier', label, about, isBusy: earlier === 'loading', onClick: handlers.onEarlier });
  return html`<details part="history" class="more"
    ><summary>${renderLabel(history, about)}</summary
    ><ol class="history" role="list">${repeat(entries, ({ key }) => key, renderEntry)}</ol
    >${earlier === 'failed' ? html`<p .textContent=${earlierFailed}></p>` : nothing}${hasMore ? button : nothing}</details>`;
}

function renderEntry({ when, text, place }: HistoryRow): TemplateResult {
  return html`<li part="event"
    ><span class="when quiet" ${richText(when ? [when] : [])}></span
    ><span><bdi .textContent=${text}></bdi
      >${place && html`<bdi class="quiet" .textContent=${` ${place}`}></bdi>`}</span
  ></li>`;
}
