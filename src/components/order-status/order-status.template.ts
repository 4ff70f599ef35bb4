import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { renderButton, renderLink } from '../../element/controls.template.ts';
import { richText } from '../../element/rich-text.ts';
import type { OrderMessages } from '../../i18n/messages.ts';
import { renderCancel } from './cancel.template.ts';
import { renderHistory } from './history.template.ts';
import type { OrderView } from './order-status.view.ts';
import { renderParcel, renderPromise, renderRun } from './parcel.template.ts';
import type { Handlers, TemplateContext } from './template-context.ts';

type Ready = Extract<OrderView, { kind: 'ready' }>;

/*
 * White space between inline elements is drawn, so the templates have none: lines break inside tags. Whatever may hold
 * the focus, an open disclosure or a cancel element is keyed, and stays when its neighbours come, go or change places.
 */

/** What stands in the element's box. */
export function renderView(view: OrderView, context: TemplateContext): unknown {
  const { messages, compact, hasFallback, handlers } = context;
  switch (view.kind) {
    case 'fallback':
      return nothing;
    case 'loading':
      return html`${hasFallback ? nothing : html`<span part="skeleton" class="skeleton"></span>`}<span
        class="visually-hidden" .textContent=${messages.order.loading}></span>`;
    case 'notice':
      return html`<p part="headline" class="headline" .textContent=${view.text}></p
        >${view.canRetry ? renderRetry(messages, handlers) : nothing}`;
    case 'ready':
      return compact ? renderCompact(view) : renderOrder(view, context);
  }
}

/** A whole order: the sentence, then every parcel, then what belongs to none. */
function renderOrder(view: Ready, context: TemplateContext): TemplateResult {
  const { promise, parcels, adjustments, links, cancels, history } = view;
  return html`<h2 part=${headlinePart(view)} class="headline">${renderHeadline(view)}</h2
    >${promise && renderPromise(promise)}${
      repeat(parcels, ({ key }) => key, (parcel) => renderParcel(parcel, context))}${
      adjustments.length > 0 ? renderAdjustments(adjustments) : nothing}${
      links.length + cancels.length > 0 ? renderActions(view, context) : nothing}${
      history.entries.length > 0 ? renderHistory(history, context, undefined) : nothing}${
      renderFreshness(view, context)}`;
}

/** One line and a slim row of steps, for lists of orders. */
function renderCompact(view: Ready): TemplateResult {
  const { due, progress } = view;
  return html`<p part=${headlinePart(view)} class="headline">${renderHeadline(view)}</p
    >${due.length > 0 ? html`<p part="trouble" class="quiet">${due.map(renderRun)}</p>` : nothing}${
      progress.length > 1 ? renderProgress(progress) : nothing}`;
}

const headlinePart = ({ isLate }: Ready): string => (isLate ? 'headline headline-late' : 'headline');

function renderHeadline({ headline, about }: Ready): TemplateResult {
  return html`<bdi ${richText(headline)}></bdi
    >${about && html`<span part="about" class="about" .textContent=${about}></span>`}`;
}

function renderProgress(progress: Ready['progress']): TemplateResult {
  const step = ({ label, state, isHere }: Ready['progress'][number]): TemplateResult =>
    html`<li part=${`step step-${state}`} class=${`slim-step ${state}`} aria-current=${isHere ? 'step' : nothing}
      ><span class="visually-hidden" .textContent=${label}></span></li>`;
  return html`<ol part="steps steps-compact" class="slim" role="list">${progress.map(step)}</ol>`;
}

function renderAdjustments(adjustments: readonly string[]): TemplateResult {
  const items = adjustments.map((text) => html`<li .textContent=${text}></li>`);
  return html`<ul part="adjustments" class="plain" role="list">${items}</ul>`;
}

function renderActions({ isLate, cancels, links }: Ready, { messages, cancel }: TemplateContext): TemplateResult {
  return html`<div part="actions" class="actions"
    >${isLate ? html`<span .textContent=${messages.order.keepWaiting}></span>` : nothing}${
      repeat(cancels, (type) => type, (type) => renderCancel({ type }, cancel))}${
      repeat(links, ({ key }) => key, ({ key, label, url }) => renderLink({ part: key, label, url }))}</div>`;
}

function renderFreshness({ freshness, canRetry }: Ready, { messages, handlers }: TemplateContext): unknown {
  if (freshness.length === 0 && !canRetry) return nothing;
  const run = ({ text, state }: Ready['freshness'][number]): TemplateResult =>
    html`<span part=${`freshness-${state}`} class=${`run ${state}`} ${richText(text)}></span>`;
  return html`<p part="freshness" class="freshness quiet"
    >${freshness.map(run)}${canRetry ? renderRetry(messages, handlers) : nothing}</p>`;
}

function renderRetry({ order }: OrderMessages, { onRetry }: Handlers): TemplateResult {
  return renderButton({ part: 'retry', label: order.retry, onClick: onRetry });
}
