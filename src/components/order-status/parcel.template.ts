import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { renderButton, renderLabel, renderLink } from '../shared/controls.template.ts';
import { richText } from '../shared/rich-text.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { DeliveryIssueViewModel } from './delivery-issue.view-model.ts';
import type { LineItemViewModel } from './line-item.view-model.ts';
import {
  renderCancelElement,
  renderHistory,
  renderInlineText,
  renderPromise,
  type OrderTemplateContext,
} from './order-parts.template.ts';
import type { MissingParcelViewModel, ParcelViewModel, StepViewModel } from './parcel.view-model.ts';

export function renderParcel(parcel: ParcelViewModel, context: OrderTemplateContext): TemplateResult {
  const { title, isUnshipped, promise, issues, items, steps, place, facts, proofUrl, missing, history } = parcel;
  const { order } = context.messages;
  const hasHistory = history.entries.length > 1 || history.hasMore;
  return html`<section part=${isUnshipped ? 'parcel parcel-unshipped' : 'parcel'} class="parcel"
    >${title && html`<h3 part="parcel-title" class="title" .textContent=${title}></h3>`}${
      promise && renderPromise(promise)
    }${repeat(
      issues,
      ({ key }) => key,
      (issue) => renderIssue(issue, order.open, title),
    )}${items.length > 0 ? renderItems(items, context) : nothing}${
      steps.length > 0 ? renderSteps(steps) : nothing
    }${renderCarrier(parcel, context)}${place && renderPlace(place)}${facts.length > 0 ? renderFacts(facts) : nothing}${
      proofUrl && html`<p>${renderLink({ part: 'proof', label: order.proof, hiddenSuffix: title, url: proofUrl })}</p>`
    }${missing && renderMissing(missing, context, title)}${
      hasHistory ? renderHistory(history, context, title) : nothing
    }</section>`;
}

function renderIssue(
  { title, text, todo, terms, url }: DeliveryIssueViewModel,
  open: string,
  parcelTitle: string | undefined,
): TemplateResult {
  return html`<div part="issue" class="danger"
    >${title && html`<p class="title" .textContent=${title}></p>`}${
      text && html`<p><bdi .textContent=${text}></bdi></p>`
    }${todo && html`<p><bdi .textContent=${todo}></bdi></p>`}${terms.map((term) => html`<p ${richText(term)}></p>`)}${
      url && html`<p>${renderLink({ part: 'open', label: open, hiddenSuffix: parcelTitle, url })}</p>`
    }</div>`;
}

function renderItems(items: readonly LineItemViewModel[], context: OrderTemplateContext): TemplateResult {
  return html`<ul part="items" class="plain" role="list" tabindex="-1"
    >${repeat(
      items,
      ({ id }) => id,
      (item) => renderItem(item, context),
    )}</ul>`;
}

/** The cancel element is the content of the line's slot if the page puts nothing there. */
function renderItem(
  { id, text, details, hasSlot, canCancel }: LineItemViewModel,
  { cancelElementProperties }: OrderTemplateContext,
): TemplateResult {
  const slot = html`<slot name=${`item-${id}`}>${canCancel ? renderCancelElement({ lineItem: id }, cancelElementProperties) : nothing}</slot>`;
  return html`<li part="item" class="item"
    ><bdi .textContent=${text}></bdi
    >${details.map((detail) => html`<span class="muted" ${richText(detail)}></span>`)}${hasSlot ? slot : nothing}</li>`;
}

function renderSteps(steps: readonly StepViewModel[]): TemplateResult {
  return html`<ol part="steps" class="steps" role="list">${steps.map(renderStep)}</ol>`;
}

function renderStep({ label, state, isActive, details, latestScan }: StepViewModel): TemplateResult {
  const part = `step step-${state}${isActive ? ' step-active' : ''}`;
  return html`<li part=${part} class=${`step ${state}`} aria-current=${isActive ? 'step' : nothing}
    ><span part="step-label" class="label" .textContent=${label}></span
    ><span class="details muted"
      >${details.length > 0 ? html`<span part="step-details">${details.map(renderInlineText)}</span>` : nothing}${
        latestScan.length > 0 ? html`<span part="step-latest">${latestScan.map(renderInlineText)}</span>` : nothing
      }</span
  ></li>`;
}

function renderCarrier(
  { carrier, tracking }: ParcelViewModel,
  { messages, handlers, copiedTrackingNumber }: OrderTemplateContext,
): unknown {
  if (carrier === undefined && tracking.length === 0) return nothing;
  const { copy, copied, track } = messages.order;
  const renderTracking = ({ number, url }: ParcelViewModel['tracking'][number]): TemplateResult => {
    const label = copiedTrackingNumber === number ? copied : copy;
    const button = renderButton({
      part: 'copy',
      label,
      hiddenSuffix: number,
      onClick: () => handlers.onCopyTrackingNumber(number),
    });
    const link = url && renderLink({ part: 'track', label: track, hiddenSuffix: number, url });
    return html`<span part="tracking" class="tracking"
      ><span part="tracking-number" class="number"><bdi .textContent=${number}></bdi></span>${button}${link}</span>`;
  };
  return html`<div part="carrier" class="carrier muted"
    >${carrier && html`<span><bdi .textContent=${carrier}></bdi></span>`}${repeat(
      tracking,
      ({ number }) => number,
      renderTracking,
    )}</div>`;
}

function renderPlace({ name, address, hours }: NonNullable<ParcelViewModel['place']>): TemplateResult {
  const lines = [address, hours].filter(Boolean);
  return html`<p part="place" class="place muted"
    ><span class="title"><bdi .textContent=${name}></bdi></span
    >${lines.map((line) => html`<span><bdi .textContent=${line}></bdi></span>`)}</p>`;
}

function renderFacts(facts: readonly TextRun[][]): TemplateResult {
  return html`<ul part="facts" class="plain muted" role="list">${facts.map((fact) => html`<li ${richText(fact)}></li>`)}</ul>`;
}

function renderMissing(
  missing: MissingParcelViewModel,
  context: OrderTemplateContext,
  parcelTitle: string | undefined,
): TemplateResult {
  const { shipmentId, question, checks } = missing;
  const { reported } = context.messages.order.missing;
  return html`<details part="missing" class="more"
    ><summary>${renderLabel(question, parcelTitle)}</summary
    ><ol class="checks">${checks.map((check) => html`<li ${richText(check)}></li>`)}</ol
    >${
      context.getMissingReportState(shipmentId) === 'sent'
        ? html`<p part="reported" class="title" tabindex="-1" data-shipment=${shipmentId} .textContent=${reported}></p>`
        : renderReportControl(missing, context, parcelTitle)
    }</details>`;
}

/** The button keeps the focus while a report is sent, also if the order no longer offers the action. */
function renderReportControl(
  { shipmentId, report }: MissingParcelViewModel,
  context: OrderTemplateContext,
  parcelTitle: string | undefined,
): unknown {
  const { messages, handlers, getMissingReportState } = context;
  const { missing, actions } = messages.order;
  const state = getMissingReportState(shipmentId);
  const isBusy = state === 'sending';
  if (!report && !isBusy) return nothing;
  const onClick = (): void => handlers.onReportMissing(shipmentId);
  const control =
    report?.url === undefined
      ? renderButton({ part: 'report', label: missing.report, hiddenSuffix: parcelTitle, isBusy, onClick })
      : renderLink({ part: 'report', label: actions['report-missing'], hiddenSuffix: parcelTitle, url: report.url });
  return html`${state === 'failed' ? html`<p .textContent=${missing.failed}></p>` : nothing}<p>${control}</p>`;
}
