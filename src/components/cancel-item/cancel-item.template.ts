import { html, nothing, type TemplateResult } from 'lit';
import { renderButton, renderLink } from '../shared/controls.template.ts';
import type { Locale } from '../shared/locale-controller.ts';
import { renderPicture } from '../shared/picture.template.ts';
import { richText } from '../shared/rich-text.ts';
import type { CancelMessages } from '../../i18n/messages.ts';
import type { CancelViewModel, DialogViewModel, QuantityViewModel } from './cancel-item.view-model.ts';
import type { OutcomeViewModel, ReceiptViewModel } from './outcome.view-model.ts';

export type CancelHandlers = {
  onOpen: () => void;
  onDismiss: () => void;
  onConfirm: () => void;
  /** A quantity that a button of the stepper sets. */
  onStep: (quantity: number) => void;
  onQuantity: (event: Event) => void;
  onReason: (event: Event) => void;
  onText: (event: Event) => void;
  onCheck: () => void;
  onPrint: () => void;
  onSave: () => void;
};

/* White space between inline elements is rendered, so lines break inside tags. */

/** The content on the page: the trigger with its deadline, an explanation, or an outcome. */
export function renderBox(
  view: CancelViewModel,
  locale: Locale<CancelMessages>,
  handlers: CancelHandlers,
): TemplateResult {
  const { trigger, externalLink, until, explanation, outcome } = view;
  return html`<div class="base" lang=${locale.tag} dir=${locale.direction}
    >${outcome && renderOutcome(outcome, locale.messages, handlers)}${trigger && renderTrigger(trigger, handlers)}${
      externalLink && renderLink({ part: 'trigger', ...externalLink })
    }${until && html`<span id="until" part="until" class="muted" .textContent=${until}></span>`}${
      explanation && renderExplanation(explanation)
    }</div>`;
}

function renderTrigger(
  { label, name }: NonNullable<CancelViewModel['trigger']>,
  { onOpen }: CancelHandlers,
): TemplateResult {
  return html`<button part="button trigger" type="button" aria-label=${name} aria-haspopup="dialog" aria-describedby="until"
    @click=${onOpen} .textContent=${label}></button>`;
}

function renderExplanation({ text, alternative, link }: NonNullable<CancelViewModel['explanation']>): TemplateResult {
  return html`<span part="explanation" class="muted" tabindex="-1" .textContent=${text}></span
    >${alternative && html`<span part="alternative" class="muted" .textContent=${alternative}></span>`}${
      link && renderLink({ part: 'return', ...link })
    }`;
}

function renderOutcome(outcome: OutcomeViewModel, messages: CancelMessages, handlers: CancelHandlers): TemplateResult {
  const { variant, title, lines, link, receipt, check } = outcome;
  return html`<div part=${`outcome outcome-${variant}`} class=${`outcome ${variant}`}
    ><p part="outcome-title" class="title" tabindex="-1"><bdi .textContent=${title}></bdi></p
    >${lines.map((line, index) => html`<p class=${index > 0 ? 'line muted' : 'line'} ${richText(line)}></p>`)}${link && html`<p>${renderLink({ part: 'return', ...link })}</p>`}${
      receipt && renderReceipt(receipt, messages, handlers)
    }${check && html`<p>${renderButton({ part: 'check', ...check, onClick: handlers.onCheck })}</p>`}</div>`;
}

function renderReceipt(
  { number, at, atText, url }: ReceiptViewModel,
  { cancel }: CancelMessages,
  handlers: CancelHandlers,
): TemplateResult {
  const print = renderButton({ part: 'print', label: cancel.print, onClick: handlers.onPrint });
  const save = { part: 'save', label: cancel.save };
  return html`<div part="receipt" class="receipt"
    ><p class="muted"
      ><span><bdi .textContent=${number}></bdi></span> · <time datetime=${at} .textContent=${atText}></time></p
    ><p class="row">${print}${
      url === undefined ? renderButton({ ...save, onClick: handlers.onSave }) : renderLink({ ...save, url })
    }</p
  ></div>`;
}

/** The content of the dialog. Its live region is rendered before it has a text, so that screen readers announce it. */
export function renderDialog(
  dialog: DialogViewModel,
  messages: CancelMessages,
  handlers: CancelHandlers,
): TemplateResult {
  const { imageUrl, heading, statement, notice, items, quantity } = dialog;
  const { reasons, text, refundLines, until, keep, confirm, isSending } = dialog;
  const isAlert = notice.length > 0 && !isSending;
  return html`<div class="head">${imageUrl && renderPicture({ part: 'image', url: imageUrl, alt: '' })}<h2
      id="heading" part="heading" class="heading"><bdi .textContent=${heading}></bdi></h2></div
    >${statement.length > 0 ? renderStatement(statement) : nothing}${items && renderItems(items)}<div
      part="notice" class=${isAlert ? 'danger' : nothing} role="status">${notice.map((line, index) => html`<p part=${index > 0 ? 'change' : nothing} ${richText(line)}></p>`)}</div
    >${quantity && renderQuantity(quantity, messages, handlers)}${refundLines.length > 0 ? renderRefund(refundLines) : nothing}${
      until && html`<p part="until" class="muted" .textContent=${until}></p>`
    }${reasons && renderReasons(reasons, handlers)}${text && renderText(text, handlers)}<div
      part="buttons" class="buttons">${renderButton({ part: 'keep', label: keep, onClick: handlers.onDismiss })}${
        confirm && renderButton({ part: 'confirm', label: confirm, isBusy: isSending, onClick: handlers.onConfirm })
      }</div>`;
}

function renderStatement(statement: readonly string[]): TemplateResult {
  return html`<div part="statement">${statement.map((line) => html`<p><bdi .textContent=${line}></bdi></p>`)}</div>`;
}

function renderItems({ title, lines }: NonNullable<DialogViewModel['items']>): TemplateResult {
  return html`${title && html`<p part="together" .textContent=${title}></p>`}<ul
    part="items" role="list">${lines.map((line) => html`<li><bdi .textContent=${line}></bdi></li>`)}</ul>`;
}

/** At its ends, a button of the stepper keeps the focus and has no effect. */
function renderQuantity(
  { maxLabel, max, value, text, error }: QuantityViewModel,
  { cancel }: CancelMessages,
  { onQuantity, onStep }: CancelHandlers,
): TemplateResult {
  const renderStep = (part: string, name: string, sign: string, next: number): TemplateResult =>
    html`<button part=${`button ${part}`} type="button" aria-label=${name}
      aria-disabled=${next < 1 || next > max ? 'true' : nothing} @click=${() => onStep(next)}>${sign}</button>`;
  return html`<div part="quantity" class="field"
    ><label for="quantity" .textContent=${cancel.quantity}></label
    ><span part="stepper" class="stepper"
      >${renderStep('fewer', cancel.fewer, '−', value - 1)}<input id="quantity" part="field" type="number" inputmode="numeric"
        min="1" max=${max} step="1" aria-describedby="quantity-error quantity-max" aria-invalid=${error === undefined ? nothing : 'true'}
        .value=${text} @input=${onQuantity}>${renderStep('more', cancel.more, '+', value + 1)}</span
    ><span id="quantity-max" role="status" class="muted"
      ><span class="visually-hidden" .textContent=${`${value} `}></span><span .textContent=${maxLabel}></span></span
    >${error && html`<p id="quantity-error" part="error" role="alert" .textContent=${error}></p>`}</div>`;
}

function renderReasons(
  { label, options, value }: NonNullable<DialogViewModel['reasons']>,
  { onReason }: CancelHandlers,
): TemplateResult {
  const choices = options.map(
    ({ code, label: text }) => html`<option value=${code} .selected=${code === value} .textContent=${text}></option>`,
  );
  return html`<label part="reason" class="field"
    ><span .textContent=${label}></span><select part="field" @change=${onReason}>${choices}</select></label>`;
}

function renderText(
  { label, value }: NonNullable<DialogViewModel['text']>,
  { onText }: CancelHandlers,
): TemplateResult {
  return html`<label part="text" class="field"
    ><span .textContent=${label}></span><textarea part="field" rows="2" maxlength="500" .value=${value} @input=${onText}></textarea
  ></label>`;
}

function renderRefund(terms: DialogViewModel['refundLines']): TemplateResult {
  const lines = terms.map((term, index) => html`<p class=${index > 0 ? 'muted' : nothing} ${richText(term)}></p>`);
  return html`<div part="refund" class="refund">${lines}</div>`;
}
