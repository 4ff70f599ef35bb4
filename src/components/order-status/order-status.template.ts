import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { renderButton, renderLink } from '../shared/controls.template.ts';
import { richText } from '../shared/rich-text.ts';
import type { OrderStatusMessages } from '../../i18n/messages.ts';
import {
  renderCancelElement,
  renderHistory,
  renderInlineText,
  renderPromise,
  type OrderHandlers,
  type OrderTemplateContext,
} from './order-parts.template.ts';
import type { OrderViewModel } from './order-status.view-model.ts';
import { renderParcel } from './parcel.template.ts';

type ReadyViewModel = Extract<OrderViewModel, { kind: 'ready' }>;

/*
 * White space between inline elements is visible, so the templates have none: lines break inside tags. Lists are keyed
 * if an item may have the focus, an open disclosure or a cancel element: the item keeps its nodes when others move.
 */

/** The content of the element's box. */
export function renderViewModel(viewModel: OrderViewModel, context: OrderTemplateContext): unknown {
  const { messages, compact, hasFallbackContent, handlers } = context;
  switch (viewModel.kind) {
    case 'fallback':
      return nothing;
    case 'loading':
      return html`${hasFallbackContent ? nothing : html`<span part="skeleton" class="skeleton"></span>`}<span
        class="visually-hidden" .textContent=${messages.order.loading}></span>`;
    case 'notice':
      return html`<p part="headline" class="headline" .textContent=${viewModel.text}></p
        >${viewModel.canRetry ? renderRetry(messages, handlers) : nothing}`;
    case 'ready':
      return compact ? renderCompact(viewModel) : renderOrder(viewModel, context);
  }
}

/** The headline, every parcel, then adjustments, actions and events of the whole order. */
function renderOrder(viewModel: ReadyViewModel, context: OrderTemplateContext): TemplateResult {
  const { promise, parcels, adjustments, actionLinks, cancelTypes, history } = viewModel;
  return html`<h2 part=${selectHeadlineParts(viewModel)} class="headline">${renderHeadline(viewModel)}</h2
    >${promise && renderPromise(promise)}${repeat(
      parcels,
      ({ key }) => key,
      (parcel) => renderParcel(parcel, context),
    )}${adjustments.length > 0 ? renderAdjustments(adjustments) : nothing}${
      actionLinks.length + cancelTypes.length > 0 ? renderActions(viewModel, context) : nothing
    }${history.entries.length > 0 ? renderHistory(history, context, undefined) : nothing}${renderFreshness(
      viewModel,
      context,
    )}`;
}

/** The headline and a slim row of steps, for lists of orders. */
function renderCompact(viewModel: ReadyViewModel): TemplateResult {
  const { actionRequired, compactSteps } = viewModel;
  return html`<p part=${selectHeadlineParts(viewModel)} class="headline">${renderHeadline(viewModel)}</p
    >${actionRequired.length > 0 ? html`<p part="issue" class="muted">${actionRequired.map(renderInlineText)}</p>` : nothing}${
      compactSteps.length > 1 ? renderCompactSteps(compactSteps) : nothing
    }`;
}

const selectHeadlineParts = ({ isLate }: ReadyViewModel): string => (isLate ? 'headline headline-late' : 'headline');

function renderHeadline({ headline, primaryParcelTitle }: ReadyViewModel): TemplateResult {
  return html`<bdi ${richText(headline)}></bdi
    >${primaryParcelTitle && html`<span part="primary-parcel" class="primary-parcel" .textContent=${primaryParcelTitle}></span>`}`;
}

function renderCompactSteps(steps: ReadyViewModel['compactSteps']): TemplateResult {
  const renderStep = ({ label, state, isActive }: ReadyViewModel['compactSteps'][number]): TemplateResult =>
    html`<li part=${`step step-${state}`} class=${`compact-step ${state}`} aria-current=${isActive ? 'step' : nothing}
      ><span class="visually-hidden" .textContent=${label}></span></li>`;
  return html`<ol part="steps steps-compact" class="compact-steps" role="list">${steps.map(renderStep)}</ol>`;
}

function renderAdjustments(adjustments: readonly string[]): TemplateResult {
  const items = adjustments.map((text) => html`<li .textContent=${text}></li>`);
  return html`<ul part="adjustments" class="plain" role="list">${items}</ul>`;
}

function renderActions(
  { isLate, cancelTypes, actionLinks }: ReadyViewModel,
  { messages, cancelElementProperties }: OrderTemplateContext,
): TemplateResult {
  return html`<div part="actions" class="actions"
    >${isLate ? html`<span .textContent=${messages.order.keepWaiting}></span>` : nothing}${repeat(
      cancelTypes,
      (type) => type,
      (type) => renderCancelElement({ type }, cancelElementProperties),
    )}${repeat(
      actionLinks,
      ({ key }) => key,
      ({ key, label, url }) => renderLink({ part: key, label, url }),
    )}</div>`;
}

function renderFreshness(
  { freshness, canRetry }: ReadyViewModel,
  { messages, handlers }: OrderTemplateContext,
): unknown {
  if (freshness.length === 0 && !canRetry) return nothing;
  const renderLine = ({ text, state }: ReadyViewModel['freshness'][number]): TemplateResult =>
    html`<span part=${`freshness-${state}`} class=${`run ${state}`} ${richText(text)}></span>`;
  return html`<p part="freshness" class="freshness muted"
    >${freshness.map(renderLine)}${canRetry ? renderRetry(messages, handlers) : nothing}</p>`;
}

function renderRetry({ order }: OrderStatusMessages, { onRefresh }: OrderHandlers): TemplateResult {
  return renderButton({ part: 'retry', label: order.retry, onClick: onRefresh });
}
