import { drawPieces } from '../../element/draw-pieces.ts';
import { h, type ElementView, type View } from '../../element/render.ts';
import type { Piece } from '../../i18n/format.ts';
import type { OrderMessages } from '../../i18n/messages.ts';
import type { OrderView } from './order-status.view.ts';
import type { HistoryView, ItemView, MissingView, ParcelView, PromiseView, StepView } from './parcel.ts';
import type { TroubleView } from './trouble.ts';

/** What a person can do with what is drawn. */
export type Handlers = {
  onCopy: (event: Event) => void;
  onReport: (event: Event) => void;
  onEarlier: () => void;
  onRetry: () => void;
};

type Drawing = {
  messages: OrderMessages;
  handlers: Handlers;
  /** Tracking number that was just copied. */
  copied: string | undefined;
  /** How the last report of a missing parcel went. */
  report: 'none' | 'sending' | 'sent' | 'failed';
  /** What the cancel element is handed; it stands beside a line where that is defined. */
  order: unknown;
};

type Ready = Extract<OrderView, { kind: 'ready' }>;

/** A whole order: the sentence, then every parcel, then what belongs to none. */
export function drawOrder(view: Ready, drawing: Drawing): View[] {
  const { messages, handlers } = drawing;
  return [
    drawHead(view),
    view.promise && drawPromise(view.promise),
    view.parcels.map((parcel) => drawParcel(parcel, drawing)),
    view.adjustments.length > 0 &&
      h('ul', { part: 'adjustments', class: 'plain', role: 'list' }, view.adjustments.map((text) => h('li', {}, text))),
    view.links.length > 0 &&
      h(
        'p',
        { part: 'actions', class: 'actions' },
        view.isLate && h('span', { key: 'wait' }, messages.order.keepWaiting),
        view.links.map(({ key, label, url }) => drawLink(url, label, key)),
      ),
    view.history.entries.length > 0 && drawHistory(view.history, drawing, 'order'),
    drawFreshness(view, messages, handlers),
  ];
}

/** One line and a slim row of steps, for lists of orders. */
export function drawCompact(view: Ready): View[] {
  return [
    drawHead(view),
    view.progress.length > 1 &&
      h(
        'ol',
        { part: 'steps steps-compact', class: 'slim', role: 'list' },
        view.progress.map(({ key, label, state, isHere }) =>
          h(
            'li',
            { key, part: `step step-${state}`, class: `slim-step ${state}`, 'aria-current': isHere && 'step' },
            h('span', { class: 'visually-hidden' }, label),
          ),
        ),
      ),
  ];
}

/** A sentence in place of an order, with a way to try again. */
export function drawNotice(text: string, retry: View): View[] {
  return [h('p', { part: 'headline', class: 'headline' }, text), retry];
}

export function drawButton(label: string, part: string, onclick: (event: Event) => void, data?: string): ElementView {
  return h('button', { part: `button ${part}`, key: part, type: 'button', 'data-value': data, onclick }, label);
}

function drawHead({ headline, about, isLate }: Ready): View {
  return h(
    'p',
    { part: isLate ? 'headline headline-late' : 'headline', key: 'headline', class: 'headline' },
    h('bdi', {}, drawPieces(headline)),
    about !== undefined && h('span', { part: 'about', class: 'about' }, about),
  );
}

function drawParcel(parcel: ParcelView, drawing: Drawing): ElementView {
  const { messages } = drawing;
  return h(
    'section',
    { part: parcel.isRest ? 'parcel parcel-unsent' : 'parcel', key: `parcel ${parcel.key}`, class: 'parcel' },
    parcel.title !== undefined && h('p', { part: 'parcel-title', class: 'title' }, parcel.title),
    parcel.promise && drawPromise(parcel.promise),
    parcel.troubles.map((trouble) => drawTrouble(trouble, messages)),
    parcel.items.length > 0 &&
      h('ul', { part: 'items', class: 'plain', role: 'list' }, parcel.items.map((item) => drawItem(item, drawing))),
    parcel.steps.length > 0 && drawSteps(parcel.steps),
    drawCarrier(parcel, drawing),
    parcel.place &&
      h(
        'p',
        { part: 'place', class: 'quiet' },
        h('bdi', { class: 'title' }, parcel.place.name),
        [parcel.place.address, parcel.place.hours].map((line) => line && h('bdi', {}, line)),
      ),
    parcel.facts.length > 0 &&
      h('ul', { part: 'facts', class: 'plain quiet', role: 'list' }, parcel.facts.map((fact) => h('li', {}, drawPieces(fact)))),
    parcel.proofUrl && h('p', { key: 'proof' }, drawLink(parcel.proofUrl, messages.order.proof, 'proof')),
    parcel.missing && drawMissing(parcel.missing, drawing),
    parcel.history.entries.length > 1 && drawHistory(parcel.history, drawing, parcel.key),
  );
}

/** Both promises side by side; the old one is never struck out of sight. */
function drawPromise({ first, current, reason, told }: PromiseView): ElementView {
  return h(
    'div',
    { part: 'promise', class: 'promise' },
    h('p', { key: 'windows' }, h('span', { part: 'promise-first' }, drawPieces(first)), ' · ', h('span', { part: 'promise-current' }, drawPieces(current))),
    (reason !== undefined || told) &&
      h('p', { key: 'reason', part: 'promise-reason', class: 'quiet' }, reason && h('bdi', {}, reason), reason && ' ', told && drawPieces(told)),
  );
}

function drawTrouble({ key, title, text, todo, terms, url }: TroubleView, messages: OrderMessages): ElementView {
  return h(
    'div',
    { part: 'trouble', key: `trouble ${key}`, class: 'trouble' },
    title !== undefined && h('p', { key: 'title', class: 'title' }, title),
    text && h('p', { key: 'text' }, h('bdi', {}, text)),
    todo && h('p', { key: 'todo' }, h('bdi', {}, todo)),
    terms.map((term) => h('p', { key: 'term' }, drawPieces(term))),
    url && h('p', { key: 'url' }, drawLink(url, messages.order.open, 'open')),
  );
}

/** A slot an item, so that a page can put its own way out there; without, the cancel element's. */
function drawItem({ id, text, details, canCancel }: ItemView, { order }: Drawing): ElementView {
  return h(
    'li',
    { key: `item ${id}`, part: 'item', class: 'item' },
    h('bdi', {}, text),
    details.map((detail) => h('span', { key: 'detail', class: 'quiet' }, drawPieces(detail))),
    h('slot', { name: `item-${id}` }, canCancel && h('waybill-cancel-item', { 'line-item': id, '.order': order })),
  );
}

function drawSteps(steps: readonly StepView[]): ElementView {
  return h(
    'ol',
    { part: 'steps', class: 'steps', role: 'list' },
    steps.map(({ key, label, state, isHere, details, latest }) =>
      h(
        'li',
        { key, part: isHere ? `step step-${state} step-here` : `step step-${state}`, class: `step ${state}`, 'aria-current': isHere && 'step' },
        h('span', { part: 'step-label', class: 'label' }, label),
        drawDetails(details, 'step-details'),
        latest.length > 0 && drawDetails(latest, 'step-latest'),
      ),
    ),
  );
}

function drawDetails(details: readonly Piece[][], part: string): ElementView {
  const runs = details.map((detail) => h('span', {}, h('bdi', {}, drawPieces(detail))));
  return h('span', { part, class: `quiet details ${part}` }, runs);
}

function drawCarrier({ carrier, tracking }: ParcelView, { messages, handlers, copied }: Drawing): View {
  if (carrier === undefined && tracking.length === 0) return undefined;
  const { copy, copied: done, track } = messages.order;
  return h(
    'div',
    { part: 'carrier', class: 'carrier quiet' },
    carrier !== undefined && h('bdi', { key: 'name' }, carrier),
    tracking.map(({ number, url }) =>
      h(
        'span',
        { key: number, part: 'tracking', class: 'tracking' },
        h('bdi', { part: 'tracking-number', class: 'number' }, number),
        drawButton(copied === number ? done : copy, 'copy', handlers.onCopy, number),
        url && drawLink(url, track, 'track'),
      ),
    ),
  );
}

function drawMissing({ question, checks, report }: MissingView, { messages, handlers, report: state }: Drawing): ElementView {
  const { missing, actions } = messages.order;
  return h(
    'details',
    { part: 'missing', class: 'more' },
    h('summary', {}, question),
    h('ol', { class: 'checks' }, checks.map((check) => h('li', {}, drawPieces(check)))),
    report &&
      (report.url !== undefined
        ? h('p', { key: 'link' }, drawLink(report.url, actions['report-missing'], 'report'))
        : state === 'sent'
          ? h('p', { key: 'sent', class: 'title', tabindex: -1 }, missing.reported)
          : h('p', { key: 'report' }, drawButton(missing.report, 'report', handlers.onReport, report.shipmentId))),
    state === 'failed' && h('p', { key: 'failed' }, missing.failed),
  );
}

function drawHistory({ entries, hasMore }: HistoryView, { messages, handlers }: Drawing, name: string): ElementView {
  return h(
    'details',
    { part: 'history', key: `history ${name}`, class: 'more' },
    h('summary', {}, messages.order.history),
    h(
      'ol',
      { class: 'history', role: 'list' },
      entries.map(({ key, when, text, place }) =>
        h(
          'li',
          { key: `event ${key}`, part: 'event' },
          h('span', { class: 'when quiet' }, when && drawPieces([when])),
          h('span', {}, h('bdi', {}, text), place !== undefined && h('bdi', { class: 'quiet' }, ` ${place}`)),
        ),
      ),
    ),
    hasMore && drawButton(messages.order.earlier, 'earlier', handlers.onEarlier),
  );
}

function drawFreshness({ freshness, canRetry }: Ready, { order }: OrderMessages, { onRetry }: Handlers): View {
  if (freshness.length === 0 && !canRetry) return undefined;
  return h(
    'p',
    { part: 'freshness', class: 'freshness quiet' },
    freshness.map(({ text, state }) => h('span', { part: `freshness-${state}`, class: state }, text)),
    canRetry && drawButton(order.retry, 'retry', onRetry),
  );
}

/** Opens beside the page and tells the other site nothing about it. */
function drawLink(url: string, label: string, key: string): ElementView {
  const rel = 'noopener noreferrer';
  return h('a', { part: `link ${key}`, key, href: url, target: '_blank', rel, referrerpolicy: 'no-referrer' }, label);
}
