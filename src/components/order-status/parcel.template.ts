import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { renderButton, renderLabel, renderLink } from '../shared/controls.template.ts';
import { renderPicture } from '../shared/picture.template.ts';
import { richText } from '../shared/rich-text.ts';
import { formatMessageText } from '../../i18n/format-message.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { DeliveryIssueViewModel } from './delivery-issue.view-model.ts';
import type { LineItemViewModel } from './line-item.view-model.ts';
import {
  headingAttributes,
  renderBar,
  renderCancelElement,
  renderInlineText,
  renderPromise,
  renderTexts,
  type OrderTemplateContext,
} from './order-parts.template.ts';
import type { MissingParcelViewModel, ParcelViewModel, StepViewModel } from './parcel.view-model.ts';

/** `help` is rendered into the first issue. */
export function renderParcel(
  parcel: ParcelViewModel,
  context: OrderTemplateContext,
  help: TemplateResult | typeof nothing,
): TemplateResult {
  const { title, headline, isUnshipped, isFolded } = parcel;
  const part = `parcel${isUnshipped ? ' parcel-unshipped' : ''}${isFolded ? ' parcel-folded' : ''}`;
  const { role, level } = headingAttributes(context, 1);
  const body = renderParcelBody(parcel, context, help);
  if (isFolded)
    return html`<section part=${part} class="parcel"
      ><details><summary><span class="texts"
        ><span class="run"><bdi part="parcel-title" class="title" .textContent=${title}></bdi></span
        >${headline?.length ? renderInlineText(headline) : nothing}</span></summary
      ><div class="parcel-body">${body}</div></details></section>`;
  return html`<section part=${part} class="parcel"
    >${
      headline &&
      html`<div><p part="parcel-title" class="title" role=${role} aria-level=${level} .textContent=${title}></p
        >${headline.length > 0 ? html`<p part="parcel-headline" ${richText(headline)}></p>` : nothing}</div>`
    }${body}</section>`;
}

function renderParcelBody(
  parcel: ParcelViewModel,
  context: OrderTemplateContext,
  help: TemplateResult | typeof nothing,
): TemplateResult {
  const { title, bar, latestScan, promise, issues, place, facts, photoUrl, proofUrl, missing, items, steps } = parcel;
  const { messages, layout } = context;
  const isBarShown = bar && (layout === 'bar' || (layout === 'auto' && !bar.isEnded));
  return html`${isBarShown ? renderBar(bar) : nothing}${
    latestScan.length > 0 ? html`<p part="latest" class="latest">${renderTexts(latestScan)}</p>` : nothing
  }${promise && renderPromise(promise)}${repeat(
    issues,
    ({ key }) => key,
    (issue, index) => renderIssue(issue, parcel, index === 0 ? help : nothing),
  )}${place && renderPlace(place)}${facts.length > 0 ? renderFacts(facts) : nothing}${
    photoUrl && html`<p>${renderPicture({ part: 'photo', url: photoUrl, alt: messages.photo })}</p>`
  }${proofUrl && html`<p>${renderLink({ part: 'proof', label: messages.proof, hiddenSuffix: title, url: proofUrl })}</p>`}${
    missing && renderMissing(missing, parcel, context)
  }${items.length > 0 ? renderItems(items, context) : nothing}${renderCarrier(parcel, context)}${
    steps.length > 0 ? renderSteps(steps, context, title) : nothing
  }`;
}

/** One sentence and one button. */
function renderIssue(
  { title, text, todo, nextStep, action, isBlocking }: DeliveryIssueViewModel,
  { key, title: hiddenSuffix }: ParcelViewModel,
  help: TemplateResult | typeof nothing,
): TemplateResult {
  const button = action && renderLink({ part: 'primary', ...action, hiddenSuffix });
  return html`<div part=${isBlocking ? 'issue issue-blocking' : 'issue'} class=${isBlocking ? 'issue blocking' : 'issue'}
    tabindex="-1" data-shipment=${key}
    >${title && html`<p class="title" .textContent=${title}></p>`}${todo.map(
      (line) => html`<p part="todo" class="title" ${richText(line)}></p>`,
    )}${text && html`<p class="small"><bdi .textContent=${text}></bdi></p>`}${
      nextStep && html`<p part="next-step" class="small" .textContent=${nextStep}></p>`
    }<div class="controls">${button}${help}</div></div>`;
}

function renderItems(items: readonly LineItemViewModel[], context: OrderTemplateContext): TemplateResult {
  return html`<ul part="items" class="items" role="list" tabindex="-1"
    >${repeat(
      items,
      ({ id }) => id,
      (item) => renderItem(item, context),
    )}</ul>`;
}

/** The cancel element is the content of the line's slot if the page puts nothing there. */
function renderItem(
  { id, text, url, imageUrl, details, hasSlot, canCancel }: LineItemViewModel,
  { cancelElementProperties }: OrderTemplateContext,
): TemplateResult {
  const slot = html`<slot name=${`item-${id}`}>${canCancel ? renderCancelElement({ lineItem: id }, cancelElementProperties) : nothing}</slot>`;
  const title = url
    ? renderLink({ part: 'item-title', label: text, url })
    : html`<bdi part="item-title" class="title" .textContent=${text}></bdi>`;
  return html`<li part="item" class="item"
    >${imageUrl && renderPicture({ part: 'media', url: imageUrl, alt: '' })}<div class="item-text"
      >${title}${
        details.length > 0 ? html`<p part="item-details" class="small muted">${renderTexts(details)}</p>` : nothing
      }</div>${hasSlot ? slot : nothing}</li>`;
}

function renderSteps(
  steps: readonly StepViewModel[],
  { layout, messages }: OrderTemplateContext,
  parcelTitle: string | undefined,
): TemplateResult {
  const list = html`<ol part="steps" class="steps" role="list">${steps.map((step) => renderStep(step, messages.stepState))}</ol>`;
  if (layout === 'rail') return list;
  return html`<details part="details"
    ><summary><span>${renderLabel(messages.details, parcelTitle)}</span></summary>${list}</details>`;
}

function renderStep(
  { label, state, isActive, details, latestScan }: StepViewModel,
  stateNames: Readonly<Record<string, string>>,
): TemplateResult {
  const part = `step step-${state}${isActive ? ' step-active' : ''}`;
  const stateName = isActive ? undefined : stateNames[state];
  return html`<li part=${part} class=${`step ${state}`} aria-current=${isActive ? 'step' : nothing}
    ><span part="step-label" class="label">${renderLabel(label, stateName && `(${stateName})`)}</span
    ><span part="step-details" class="details muted"
      >${[details, latestScan].map((texts) => (texts.length > 0 ? renderTexts(texts) : nothing))}</span
  ></li>`;
}

function renderCarrier(
  { title, carrier, tracking }: ParcelViewModel,
  { messages, handlers, copiedTrackingNumber }: OrderTemplateContext,
): unknown {
  if (carrier === undefined && tracking.length === 0) return nothing;
  const { copy, copied, track, trackWith } = messages;
  const label = carrier === undefined ? track : formatMessageText(trackWith, { carrier });
  // Another link may have the same label: of this parcel or, if it has a title, of another one.
  const isOnlyLink = tracking.length === 1 && title === undefined;
  const renderTracking = ({ number, url }: ParcelViewModel['tracking'][number]): TemplateResult => {
    const button = renderButton({
      part: 'copy',
      label: copiedTrackingNumber === number ? copied : copy,
      hiddenSuffix: number,
      icon: copiedTrackingNumber === number ? 'check' : 'copy',
      onClick: () => handlers.onCopyTrackingNumber(number),
    });
    return html`<span part="tracking" class="tracking"
      ><span class="number"><bdi part="tracking-number" class="muted" .textContent=${number}></bdi>${button}</span
      >${url && renderLink({ part: 'track', label, hiddenSuffix: isOnlyLink ? undefined : number, url })}</span>`;
  };
  return html`<div part="carrier" class="carrier"
    ><slot name=${`carrier-logo-${carrier ?? ''}`}>${carrier && html`<bdi class="title" .textContent=${carrier}></bdi>`}</slot
    >${repeat(tracking, ({ number }) => number, renderTracking)}</div>`;
}

function renderPlace({ name, address, hours }: NonNullable<ParcelViewModel['place']>): TemplateResult {
  const lines = [address, hours].filter(Boolean);
  return html`<p part="place" class="place"
    ><span class="title"><bdi .textContent=${name}></bdi></span
    >${lines.map((line) => html`<span class="muted"><bdi .textContent=${line}></bdi></span>`)}</p>`;
}

function renderFacts(facts: readonly TextRun[][]): TemplateResult {
  return html`<ul part="facts" role="list">${facts.map((fact) => html`<li ${richText(fact)}></li>`)}</ul>`;
}

/** The button keeps the focus while a report is sent, also if the order no longer offers the action. */
function renderMissing(
  { checks, report }: MissingParcelViewModel,
  { key, title }: ParcelViewModel,
  { messages, handlers, getMissingReportState }: OrderTemplateContext,
): TemplateResult {
  const { missing, actions } = messages;
  const state = getMissingReportState(key);
  const isBusy = state === 'sending';
  const onClick = (): void => handlers.onReportMissing(key);
  const control =
    report?.url === undefined
      ? renderButton({ part: 'report', label: missing.report, hiddenSuffix: title, isBusy, onClick })
      : renderLink({ part: 'report', label: actions['report-missing'], hiddenSuffix: title, url: report.url });
  return html`<details part="missing"
    ><summary><span>${renderLabel(missing.question, title)}</span></summary
    ><ol class="checks">${checks.map((check) => html`<li ${richText(check)}></li>`)}</ol
    >${state === 'failed' ? html`<p .textContent=${missing.failed}></p>` : nothing}${
      report || isBusy ? html`<p>${control}</p>` : nothing
    }</details>`;
}
