import { html, nothing, type TemplateResult } from 'lit';
import { renderButton, renderLink } from '../../element/controls.template.ts';
import type { Locale } from '../../element/locale-controller.ts';
import { richText } from '../../element/rich-text.ts';
import type { CancelMessages } from '../../i18n/messages.ts';
import type { CancelView, DialogView } from './cancel-item.view.ts';
import type { OutcomeView, ReceiptView } from './outcome.ts';

export type Handlers = {
  onOpen: () => void;
  onKeep: () => void;
  onConfirm: (event: Event) => void;
  /** The dialog was closed, by Escape or by this element. */
  onClose: () => void;
  onQuantity: (event: Event) => void;
  onReason: (event: Event) => void;
  onText: (event: Event) => void;
  onCheck: () => void;
  onPrint: () => void;
  onSave: () => void;
};

/** More of them are not listed one by one. */
const LISTED_QUANTITIES = 100;

/*
 * White space between inline elements is drawn, so the templates have none: lines break inside tags.
 */

/** What stands on the page: a button with its deadline, why there is none, or what became of it. */
export function renderBox(view: CancelView, locale: Locale<CancelMessages>, handlers: Handlers): TemplateResult {
  const { opener, elsewhere, until, explanation, outcome } = view;
  return html`<div class="base" lang=${locale.tag} dir=${locale.direction}
    >${outcome && renderOutcome(outcome, locale.messages, handlers)}${
    opener && renderOpener(opener, handlers)}${
    elsewhere && renderLink({ part: 'open', ...elsewhere })}${
    until && html`<span part="until" class="quiet" .textContent=${until}></span>`}${
    explanation && renderExplanation(explanation)}</div>`;
}

function renderOpener({ label, name }: NonNullable<CancelView['opener']>, { onOpen }: Handlers): TemplateResult {
  return html`<button part="button open" type="button" aria-label=${name} aria-haspopup="dialog"
    @click=${onOpen} .textContent=${label}></button>`;
}

function renderExplanation({ text, next, link }: NonNullable<CancelView['explanation']>): TemplateResult {
  return html`<span part="explanation" class="quiet" tabindex="-1" .textContent=${text}></span
    >${next && html`<span part="next" class="quiet" .textContent=${next}></span>`}${
    link && renderLink({ part: 'return', ...link })}`;
}

function renderOutcome(outcome: OutcomeView, messages: CancelMessages, handlers: Handlers): TemplateResult {
  const { tone, title, lines, link, receipt, check } = outcome;
  return html`<div part=${`outcome outcome-${tone}`} class=${`outcome ${tone}`}
    ><p part="outcome-title" class="title" tabindex="-1"><bdi .textContent=${title}></bdi></p
    >${lines.map((line) => html`<p ${richText(line)}></p>`)}${
    link && html`<p>${renderLink({ part: 'return', ...link })}</p>`}${
    receipt && renderReceipt(receipt, messages, handlers)}${
    check && html`<p>${renderButton({ part: 'check', ...check, onClick: handlers.onCheck })}</p>`}</div>`;
}

function renderReceipt({ number, at, atText, url }: ReceiptView, { cancel }: CancelMessages, handlers: Handlers): TemplateResult {
  const print = renderButton({ part: 'print', label: cancel.print, onClick: handlers.onPrint });
  const save = { part: 'save', label: cancel.save };
  return html`<div part="receipt" class="receipt"
    ><p class="quiet"
      ><span><bdi .textContent=${number}></bdi></span> · <time datetime=${at} .textContent=${atText}></time></p
    ><p class="row">${print}${url === undefined ? renderButton({ ...save, onClick: handlers.onSave }) : renderLink({ ...save, url })}</p
  ></div>`;
}

/** What stands in the dialog. Its region is there, empty, before anything is said in it. */
export function renderDialog(dialog: DialogView, handlers: Handlers): TemplateResult {
  const { heading, statement, notice, items, quantity, reasons, text, terms, until, keep, confirm, isSending } = dialog;
  const isTrouble = notice !== undefined && !isSending;
  return html`<h2 id="heading" part="heading" class="heading"><bdi .textContent=${heading}></bdi></h2
    ><p part="notice" class=${isTrouble ? 'notice trouble' : 'notice'} role="status" .textContent=${notice ?? ''}></p
    >${statement.length > 0 ? renderStatement(statement) : nothing}${
    items && renderItems(items)}${
    quantity && renderQuantity(quantity, handlers)}${
    reasons && renderSelect({ part: 'reason', ...reasons, onChange: handlers.onReason })}${
    text && renderText(text, handlers)}${
    terms.length > 0 ? renderTerms(terms) : nothing}${
    until && html`<p part="until" class="quiet" .textContent=${until}></p>`}<div
      part="buttons" class="buttons">${renderButton({ part: 'keep', label: keep, onClick: handlers.onKeep })}${
      confirm && renderConfirm(confirm, isSending, handlers)}</div>`;
}

function renderConfirm(label: string, isBusy: boolean, { onConfirm }: Handlers): TemplateResult {
  return renderButton({ part: 'confirm', label, isBusy, onClick: onConfirm });
}

function renderStatement(statement: readonly string[]): TemplateResult {
  return html`<div part="statement">${statement.map((line) => html`<p><bdi .textContent=${line}></bdi></p>`)}</div>`;
}

function renderItems({ title, lines }: NonNullable<DialogView['items']>): TemplateResult {
  return html`${title && html`<p part="together" .textContent=${title}></p>`}<ul
    part="items" role="list">${lines.map((line) => html`<li><bdi .textContent=${line}></bdi></li>`)}</ul>`;
}

function renderQuantity({ label, max, value }: NonNullable<DialogView['quantity']>, { onQuantity }: Handlers): TemplateResult {
  return renderSelect({ part: 'quantity', label, options: quantitiesUpTo(max), value: `${value}`, onChange: onQuantity });
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

function renderText({ label, value }: NonNullable<DialogView['text']>, { onText }: Handlers): TemplateResult {
  return html`<label part="text" class="field"
    ><span .textContent=${label}></span><textarea part="field" rows="2" maxlength="500" .value=${value} @input=${onText}></textarea
  ></label>`;
}

function renderTerms(terms: DialogView['terms']): TemplateResult {
  const lines = terms.map((term, index) => html`<p class=${index > 0 ? 'quiet' : nothing} ${richText(term)}></p>`);
  return html`<div part="terms" class="terms">${lines}</div>`;
}

function quantitiesUpTo(max: number): { code: string; label: string }[] {
  const listed = Array.from({ length: Math.min(max, LISTED_QUANTITIES) }, (_, index) => index + 1);
  return (max > LISTED_QUANTITIES ? [...listed, max] : listed).map((count) => ({ code: `${count}`, label: `${count}` }));
}
