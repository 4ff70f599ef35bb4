import { drawPieces } from '../../element/draw-pieces.ts';
import { h, type ElementView, type View } from '../../element/render.ts';
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

/** What stands on the page: a button with its deadline, why there is none, or what became of it. */
export function drawInline({ opener, elsewhere, until, explanation, outcome }: CancelView, messages: CancelMessages, on: Handlers): View[] {
  return [
    outcome && drawOutcome(outcome, messages, on),
    opener &&
      h(
        'button',
        { part: 'button open', key: 'open', type: 'button', 'aria-label': opener.name, 'aria-haspopup': 'dialog', onclick: on.onOpen },
        opener.label,
      ),
    elsewhere && drawLink(elsewhere.url, elsewhere.label, 'open', elsewhere.name),
    until !== undefined && h('span', { part: 'until', class: 'quiet' }, until),
    explanation && [
      h('span', { part: 'explanation', key: 'explanation', class: 'quiet', tabindex: -1 }, explanation.text),
      explanation.next !== undefined && h('span', { part: 'next', key: 'next', class: 'quiet' }, explanation.next),
      explanation.link && drawLink(explanation.link.url, explanation.link.label, 'return'),
    ],
  ];
}

function drawOutcome({ tone, title, lines, link, receipt, check }: OutcomeView, messages: CancelMessages, on: Handlers): ElementView {
  return h(
    'div',
    { part: `outcome outcome-${tone}`, key: 'outcome', class: `outcome ${tone}` },
    h('p', { part: 'outcome-title', key: 'title', class: 'title', tabindex: -1 }, h('bdi', {}, title)),
    lines.map((line) => h('p', { key: 'line' }, drawPieces(line))),
    link && h('p', { key: 'link' }, drawLink(link.url, link.label, 'return')),
    receipt && drawReceipt(receipt, messages, on),
    check && h('p', { key: 'check' }, drawButton(check.label, 'check', on.onCheck, check)),
  );
}

function drawReceipt({ number, at, atText, url }: ReceiptView, { cancel }: CancelMessages, on: Handlers): ElementView {
  return h(
    'div',
    { part: 'receipt', key: 'receipt', class: 'receipt' },
    h(
      'p',
      { class: 'quiet' },
      h('span', {}, h('bdi', {}, number)),
      ' · ',
      h('time', { datetime: at }, atText),
    ),
    h(
      'p',
      { class: 'row' },
      drawButton(cancel.print, 'print', on.onPrint),
      url === undefined ? drawButton(cancel.save, 'save', on.onSave) : drawLink(url, cancel.save, 'save'),
    ),
  );
}

/** What stands in the dialog. Its region is there, empty, before anything is said in it. */
export function drawDialog(dialog: DialogView, on: Handlers): View[] {
  const { heading, statement, notice, items, quantity, reasons, text, terms, until, keep, confirm, isSending } = dialog;
  return [
    h('h2', { id: 'heading', part: 'heading', class: 'heading' }, h('bdi', {}, heading)),
    h('p', { part: 'notice', key: 'notice', class: notice === undefined || isSending ? 'notice' : 'notice trouble', role: 'status' }, notice),
    statement.length > 0 && h('div', { part: 'statement', key: 'statement' }, statement.map((line) => h('p', {}, h('bdi', {}, line)))),
    items && [
      items.title !== undefined && h('p', { key: 'together', part: 'together' }, items.title),
      h('ul', { part: 'items', role: 'list' }, items.lines.map((line) => h('li', {}, h('bdi', {}, line)))),
    ],
    quantity &&
      drawField(
        'quantity',
        quantity.label,
        h('select', { part: 'field', onchange: on.onQuantity }, quantitiesOf(quantity.max).map((count) => drawOption(String(count), String(count), count === quantity.value))),
      ),
    reasons &&
      drawField(
        'reason',
        reasons.label,
        h('select', { part: 'field', onchange: on.onReason }, reasons.options.map(({ code, label }) => drawOption(code, label, code === reasons.value))),
      ),
    text !== undefined && drawField('text', text, h('textarea', { part: 'field', rows: 2, maxlength: 500, oninput: on.onText })),
    terms.length > 0 && h('div', { part: 'terms', key: 'terms', class: 'terms' }, terms.map((term, index) => h('p', { class: index > 0 && 'quiet' }, drawPieces(term)))),
    until !== undefined && h('p', { part: 'until', key: 'until', class: 'quiet' }, until),
    h(
      'div',
      { part: 'buttons', key: 'buttons', class: 'buttons' },
      drawButton(keep, 'keep', on.onKeep),
      confirm !== undefined && drawButton(confirm, 'confirm', on.onConfirm, { isBusy: isSending }),
    ),
  ];
}

function quantitiesOf(max: number): number[] {
  const listed = Array.from({ length: Math.min(max, LISTED_QUANTITIES) }, (_, index) => index + 1);
  return max > LISTED_QUANTITIES ? [...listed, max] : listed;
}

function drawOption(value: string, label: string, isSelected: boolean): ElementView {
  return h('option', { key: value, value, selected: isSelected }, label);
}

function drawField(key: string, label: string, field: ElementView): ElementView {
  return h('label', { key, part: key, class: 'field' }, h('span', {}, label), field);
}

function drawButton(label: string, part: string, onclick: (event: Event) => void, { isBusy = false } = {}): ElementView {
  return h(
    'button',
    { part: `button ${part}`, key: part, type: 'button', 'aria-disabled': isBusy && 'true', onclick },
    label,
  );
}

/** Opens beside the page and tells the other site nothing about it. */
function drawLink(url: string, label: string, key: string, name?: string): ElementView {
  const rel = 'noopener noreferrer';
  return h('a', { part: `link ${key}`, key, href: url, target: '_blank', rel, referrerpolicy: 'no-referrer', 'aria-label': name }, label);
}
