import { html, nothing, type TemplateResult } from 'lit';
import { renderButton, renderLink } from '../shared/controls.template.ts';
import type { Locale } from '../shared/locale-controller.ts';
import { richText } from '../shared/rich-text.ts';
import type { CancelMessages } from '../../i18n/messages.ts';
import type { CancelViewModel, DialogViewModel } from './cancel-item.view-model.ts';
import type { OutcomeViewModel, ReceiptViewModel } from './outcome.view-model.ts';

export type CancelHandlers = {
  onOpen: () => void;
  onDismiss: () => void;
  onConfirm: () => void;
  onQuantity: (event: Event) => void;
  onReason: (event: Event) => void;
  onText: (event: Event) => void;
  onCheck: () => void;
  onPrint: () => void;
  onSave: () => void;
};

/** The select lists quantities up to this one, then the maximum. */
const MAX_LISTED_QUANTITIES = 100;

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
    }${until && html`<span part="until" class="muted" .textContent=${until}></span>`}${
      explanation && renderExplanation(explanation)
    }</div>`;
}

function renderTrigger(
  { label, name }: NonNullable<CancelViewModel['trigger']>,
  { onOpen }: CancelHandlers,
): TemplateResult {
  return html`<button part="button trigger" type="button" aria-label=${name} aria-haspopup="dialog"
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
    >${lines.map((line) => html`<p ${richText(line)}></p>`)}${
      link && html`<p>${renderLink({ part: 'return', ...link })}</p>`
    }${receipt && renderReceipt(receipt, messages, handlers)}${
      check && html`<p>${renderButton({ part: 'check', ...check, onClick: handlers.onCheck })}</p>`
    }</div>`;
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
    ><p class="row">${print}${url === undefined ? renderButton({ ...save, onClick: handlers.onSave }) : renderLink({ ...save, url })}</p
  ></div>`;
}

/** The content of the dialog. Its live region is rendered before it has a text, so that screen readers announce it. */
export function renderDialog(dialog: DialogViewModel, handlers: CancelHandlers): TemplateResult {
  const { heading, statement, notice, items, quantity, reasons, text, refundLines, until, keep, confirm, isSending } =
    dialog;
  const isAlert = notice !== undefined && !isSending;
  return html`<h2 id="heading" part="heading" class="heading"><bdi .textContent=${heading}></bdi></h2
    ><p part="notice" class=${isAlert ? 'notice danger' : 'notice'} role="status" .textContent=${notice ?? ''}></p
    >${statement.length > 0 ? renderStatement(statement) : nothing}${items && renderItems(items)}${
      quantity && renderQuantity(quantity, handlers)
    }${reasons && renderSelect({ part: 'reason', ...reasons, onChange: handlers.onReason })}${
      text && renderText(text, handlers)
    }${refundLines.length > 0 ? renderRefund(refundLines) : nothing}${
      until && html`<p part="until" class="muted" .textContent=${until}></p>`
    }<div
      part="buttons" class="buttons">${renderButton({ part: 'keep', label: keep, onClick: handlers.onDismiss })}${
        confirm && renderConfirm(confirm, isSending, handlers)
      }</div>`;
}

function renderConfirm(label: string, isBusy: boolean, { onConfirm }: CancelHandlers): TemplateResult {
  return renderButton({ part: 'confirm', label, isBusy, onClick: onConfirm });
}

function renderStatement(statement: readonly string[]): TemplateResult {
  return html`<div part="statement">${statement.map((line) => html`<p><bdi .textContent=${line}></bdi></p>`)}</div>`;
}

function renderItems({ title, lines }: NonNullable<DialogViewModel['items']>): TemplateResult {
  return html`${title && html`<p part="together" .textContent=${title}></p>`}<ul
    part="items" role="list">${lines.map((line) => html`<li><bdi .textContent=${line}></bdi></li>`)}</ul>`;
}

function renderQuantity(
  { label, max, value }: NonNullable<DialogViewModel['quantity']>,
  { onQuantity }: CancelHandlers,
): TemplateResult {
  return renderSelect({
    part: 'quantity',
    label,
    options: quantitiesUpTo(max),
    value: `${value}`,
    onChange: onQuantity,
  });
}

type SelectOptions = {
  part: string;
  label: string;
  options: readonly { code: string; label: string }[];
  value: string;
  onChange: (event: Event) => void;
};

function renderSelect({ part, label, options, value, onChange }: SelectOptions): TemplateResult {
  const choices = options.map(
    ({ code, label: text }) => html`<option value=${code} .selected=${code === value} .textContent=${text}></option>`,
  );
  return html`<label part=${part} class="field"
    ><span .textContent=${label}></span><select part="field" @change=${onChange}>${choices}</select></label>`;
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

function quantitiesUpTo(max: number): { code: string; label: string }[] {
  const indexes = [...new Array(Math.min(max, MAX_LISTED_QUANTITIES + 1)).keys()];
  return indexes.map((index) => {
    const label = `${index === MAX_LISTED_QUANTITIES ? max : index + 1}`;
    return { code: label, label };
  });
}
