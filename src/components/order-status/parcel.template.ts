import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { renderButton, renderLabel, renderLink } from '../../element/controls.template.ts';
import { richText } from '../../element/rich-text.ts';
import type { Piece } from '../../i18n/format.ts';
import { renderCancel } from './cancel.template.ts';
import { renderHistory } from './history.template.ts';
import type { ItemView, MissingView, ParcelView, PromiseView, StepView } from './parcel.ts';
import type { TemplateContext } from './template-context.ts';
import type { TroubleView } from './trouble.ts';

export function renderParcel(parcel: ParcelView, context: TemplateContext): TemplateResult {
  const { title, isRest, promise, troubles, items, steps, place, facts, proofUrl, missing, history } = parcel;
  const { order } = context.messages;
  const hasHistory = history.entries.length > 1 || history.hasMore;
  return html`<section part=${isRest ? 'parcel parcel-unsent' : 'parcel'} class="parcel"
    >${title && html`<h3 part="parcel-title" class="title" .textContent=${title}></h3>`}${
      promise && renderPromise(promise)}${
      repeat(troubles, ({ key }) => key, (trouble) => renderTrouble(trouble, order.open, title))}${
      items.length > 0 ? renderItems(items, context) : nothing}${
      steps.length > 0 ? renderSteps(steps) : nothing}${
      renderCarrier(parcel, context)}${
      place && renderPlace(place)}${
      facts.length > 0 ? renderFacts(facts) : nothing}${
      proofUrl && html`<p>${renderLink({ part: 'proof', label: order.proof, about: title, url: proofUrl })}</p>`}${
      missing && renderMissing(missing, context, title)}${
      hasHistory ? renderHistory(history, context, title) : nothing}</section>`;
}

/** Both promises side by side; the old one is never struck out of sight. */
export function renderPromise({ first, current, reason, told }: PromiseView): TemplateResult {
  return html`<div part="promise" class="promise"
    ><p><span part="promise-first" ${richText(first)}></span> · <span part="promise-current" ${richText(current)}></span></p
    >${reason === undefined && !told ? nothing : renderReason(reason, told)}</div>`;
}

function renderReason(reason: string | undefined, told: Piece[] | undefined): TemplateResult {
  return html`<p part="promise-reason" class="quiet"
    >${reason && html`<bdi .textContent=${reason}></bdi>`}${reason && told && ' '}${
      told && html`<span ${richText(told)}></span>`}</p>`;
}

function renderTrouble({ title, text, todo, terms, url }: TroubleView, open: string, about: string | undefined): TemplateResult {
  return html`<div part="trouble" class="trouble"
    >${title && html`<p class="title" .textContent=${title}></p>`}${
      text && html`<p><bdi .textContent=${text}></bdi></p>`}${
      todo && html`<p><bdi .textContent=${todo}></bdi></p>`}${
      terms.map((term) => html`<p ${richText(term)}></p>`)}${
      url && html`<p>${renderLink({ part: 'open', label: open, about, url })}</p>`}</div>`;
}

function renderItems(items: readonly ItemView[], context: TemplateContext): TemplateResult {
  return html`<ul part="items" class="plain" role="list" tabindex="-1"
    >${repeat(items, ({ id }) => id, (item) => renderItem(item, context))}</ul>`;
}

/** A slot an item, so that a page can put its own way out there; without, the cancel element's. */
function renderItem({ id, text, details, hasSlot, canCancel }: ItemView, { cancel }: TemplateContext): TemplateResult {
  const slot = html`<slot name=${`item-${id}`}>${canCancel ? renderCancel({ lineItem: id }, cancel) : nothing}</slot>`;
  return html`<li part="item" class="item"
    ><bdi .textContent=${text}></bdi
    >${details.map((detail) => html`<span class="quiet" ${richText(detail)}></span>`)}${hasSlot ? slot : nothing}</li>`;
}

function renderSteps(steps: readonly StepView[]): TemplateResult {
  return html`<ol part="steps" class="steps" role="list">${steps.map(renderStep)}</ol>`;
}

function renderStep({ label, state, isHere, details, latest }: StepView): TemplateResult {
  const part = `step step-${state}${isHere ? ' step-here' : ''}`;
  return html`<li part=${part} class=${`step ${state}`} aria-current=${isHere ? 'step' : nothing}
    ><span part="step-label" class="label" .textContent=${label}></span
    ><span class="details quiet"
      >${details.length > 0 ? html`<span part="step-details">${details.map(renderRun)}</span>` : nothing}${
      latest.length > 0 ? html`<span part="step-latest">${latest.map(renderRun)}</span>` : nothing}</span
  ></li>`;
}

/** One of several facts that stand in a line. */
export function renderRun(run: readonly Piece[]): TemplateResult {
  return html`<span class="run"><bdi ${richText(run)}></bdi></span>`;
}

function renderCarrier({ carrier, tracking }: ParcelView, { messages, handlers, copied }: TemplateContext): unknown {
  if (carrier === undefined && tracking.length === 0) return nothing;
  const { copy, copied: done, track } = messages.order;
  const renderTracking = ({ number, url }: ParcelView['tracking'][number]): TemplateResult => {
    const label = copied === number ? done : copy;
    const button = renderButton({ part: 'copy', label, about: number, onClick: () => handlers.onCopy(number) });
    const link = url && renderLink({ part: 'track', label: track, about: number, url });
    return html`<span part="tracking" class="tracking"
      ><span part="tracking-number" class="number"><bdi .textContent=${number}></bdi></span>${button}${link}</span>`;
  };
  return html`<div part="carrier" class="carrier quiet"
    >${carrier && html`<span><bdi .textContent=${carrier}></bdi></span>`}${
      repeat(tracking, ({ number }) => number, renderTracking)}</div>`;
}

function renderPlace({ name, address, hours }: NonNullable<ParcelView['place']>): TemplateResult {
  const lines = [address, hours].filter(Boolean);
  return html`<p part="place" class="place quiet"
    ><span class="title"><bdi .textContent=${name}></bdi></span
    >${lines.map((line) => html`<span><bdi .textContent=${line}></bdi></span>`)}</p>`;
}

function renderFacts(facts: readonly Piece[][]): TemplateResult {
  return html`<ul part="facts" class="plain quiet" role="list">${facts.map((fact) => html`<li ${richText(fact)}></li>`)}</ul>`;
}

function renderMissing(missing: MissingView, context: TemplateContext, about: string | undefined): TemplateResult {
  const { shipmentId, question, checks } = missing;
  const { reported } = context.messages.order.missing;
  return html`<details part="missing" class="more"
    ><summary>${renderLabel(question, about)}</summary
    ><ol class="checks">${checks.map((check) => html`<li ${richText(check)}></li>`)}</ol
    >${context.reportOf(shipmentId) === 'sent'
      ? html`<p part="reported" class="title" tabindex="-1" data-shipment=${shipmentId} .textContent=${reported}></p>`
      : renderReport(missing, context, about)}</details>`;
}

/** While a report is on its way the button stays, with the focus, though the shop offers it no more. */
function renderReport({ shipmentId, report }: MissingView, context: TemplateContext, about: string | undefined): unknown {
  const { messages, handlers, reportOf } = context;
  const { missing, actions } = messages.order;
  const state = reportOf(shipmentId);
  const isBusy = state === 'sending';
  if (!report && !isBusy) return nothing;
  const onClick = (): void => handlers.onReport(shipmentId);
  const control =
    report?.url === undefined
      ? renderButton({ part: 'report', label: missing.report, about, isBusy, onClick })
      : renderLink({ part: 'report', label: actions['report-missing'], about, url: report.url });
  return html`${state === 'failed' ? html`<p .textContent=${missing.failed}></p>` : nothing}<p>${control}</p>`;
}
