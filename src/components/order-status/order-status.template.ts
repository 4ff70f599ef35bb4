import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { renderButton, renderLink } from '../shared/controls.template.ts';
import { richText } from '../shared/rich-text.ts';
import { renderHistory } from './history.template.ts';
import {
  headingAttributes,
  renderBar,
  renderCancelElement,
  renderHelp,
  renderPromise,
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
  const { messages, layout, hasFallbackContent } = context;
  switch (viewModel.kind) {
    case 'fallback':
      return nothing;
    case 'loading':
      return html`${hasFallbackContent ? nothing : renderSkeleton(layout)}<span
        class="visually-hidden" .textContent=${messages.loading}></span>`;
    case 'notice':
      return html`<p part="headline" class="headline" .textContent=${viewModel.text}></p
        >${viewModel.canRetry ? renderRetry(context) : nothing}`;
    case 'ready':
      return layout === 'compact' ? renderCompact(viewModel) : renderOrder(viewModel, context);
  }
}

/** As high as the usual answer: headline, bar, scan, one item, carrier, two disclosures, help, and the last line. */
const skeletonLines = ['headline', 'track', 'line', 'media', 'line', 'line', 'line', 'line', 'line'] as const;

function renderSkeleton(layout: OrderTemplateContext['layout']): TemplateResult {
  const lines = layout === 'compact' ? skeletonLines.slice(0, 2) : skeletonLines;
  return html`<div part="skeleton" class="skeleton">${lines.map((line) => html`<span class=${`skeleton-${line}`}></span>`)}</div>`;
}

/** The headline, every parcel, then adjustments, actions and events of the whole order. */
function renderOrder(viewModel: ReadyViewModel, context: OrderTemplateContext): TemplateResult {
  const { headline, otherHeadlines, promise, parcels, adjustments, history, helpUrl } = viewModel;
  const { role, level } = headingAttributes(context, 0);
  const help = renderHelp(helpUrl, context);
  // The slot is in the first issue, because that is where help is needed.
  const first = parcels.find(({ issues, isFolded }) => issues.length > 0 && !isFolded);
  const hasHistory = history.entries.length > 1 || history.hasMore;
  return html`<div part="header" class="header"
    ><p part=${selectHeadlineParts(viewModel)} class="headline" role=${role} aria-level=${level} ${richText(headline)}></p
    >${otherHeadlines.map((line) => html`<p part="other-headline" ${richText(line)}></p>`)}</div
    >${promise && renderPromise(promise)}${repeat(
      parcels,
      ({ key }) => key,
      (parcel) => renderParcel(parcel, context, parcel === first ? help : nothing),
    )}${adjustments.length > 0 ? renderAdjustments(adjustments) : nothing}${renderActions(
      viewModel,
      context,
      first ? nothing : help,
    )}${hasHistory ? renderHistory(history, context) : nothing}${renderFreshness(viewModel, context)}`;
}

/** One line and a slim bar, for lists of orders. */
function renderCompact(viewModel: ReadyViewModel): TemplateResult {
  const { text, bar, isActionRequired } = viewModel.compact;
  return html`<p part=${selectHeadlineParts(viewModel)} class=${isActionRequired ? 'headline required' : 'headline'} ${richText(text)}></p
    >${bar && renderBar(bar)}`;
}

const selectHeadlineParts = ({ isLate }: ReadyViewModel): string => (isLate ? 'headline headline-late' : 'headline');

function renderAdjustments(adjustments: readonly string[]): TemplateResult {
  const items = adjustments.map((text) => html`<li .textContent=${text}></li>`);
  return html`<ul part="adjustments" role="list">${items}</ul>`;
}

function renderActions(
  { canWait, cancelTypes, actionLinks }: ReadyViewModel,
  { messages, cancelElementProperties }: OrderTemplateContext,
  help: TemplateResult | typeof nothing,
): TemplateResult {
  const canCancel = cancelTypes.includes('cancel-order') || actionLinks.some(({ key }) => key === 'cancel-order');
  return html`<div part="actions" class="actions"
    >${canWait && canCancel ? html`<span .textContent=${messages.keepWaiting}></span>` : nothing}${repeat(
      cancelTypes,
      (type) => type,
      (type) => renderCancelElement({ type }, cancelElementProperties),
    )}${repeat(
      actionLinks,
      ({ url }) => url,
      ({ key, label, url }) => renderLink({ part: key, label, url }),
    )}${help}</div>`;
}

function renderFreshness({ freshness, canRetry }: ReadyViewModel, context: OrderTemplateContext): unknown {
  if (freshness.length === 0 && !canRetry) return nothing;
  const renderLine = ({ text, state }: ReadyViewModel['freshness'][number]): TemplateResult =>
    html`<span part=${`freshness-${state}`} class=${`run steady ${state}`} ${richText(text)}></span>`;
  return html`<p part="freshness" class="freshness texts muted"
    >${freshness.map(renderLine)}${canRetry ? renderRetry(context) : nothing}</p>`;
}

function renderRetry({ messages, handlers }: OrderTemplateContext): TemplateResult {
  return renderButton({ part: 'retry', label: messages.retry, onClick: handlers.onRefresh });
}
