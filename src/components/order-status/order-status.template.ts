import { drawPieces } from '../../element/draw-pieces.ts';
import { h, type ElementView, type View } from '../../element/render.ts';
import type { Piece } from '../../i18n/format.ts';
import type { OrderMessages } from '../../i18n/messages.ts';
import type { OrderView } from './order-status.view.ts';
import type { HistoryView, ItemView, MissingView, ParcelView, PromiseView, StepView } from './parcel.ts';
import type { ReportState } from './report.ts';
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
  /** How the report of a missing parcel went, by shipment id. */
  reportOf: (shipmentId: string) => ReportState | undefined;
  /** What the cancel element is handed; it stands beside a line where that is defined. */
  order: unknown;
};

type Ready = Extract<OrderView, { kind: 'ready' }>;

/** A whole order: the sentence, then every parcel, then what belongs to none. */
export function drawOrder(view: Ready, drawing: Drawing): View[] {
  const { messages, handlers } = drawing;
  return [
    drawHead(view, 'h2'),
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
    view.history.entries.length > 0 && drawHistory(view.history, drawing, 'order', undefined),
    drawFreshness(view, messages, handlers),
  ];
}

/** One line and a slim row of steps, for lists of orders. */
export function drawCompact(view: Ready): View[] {
  return [
    drawHead(view, 'p'),
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

type ButtonOptions = { value?: string; about?: string | undefined; isBusy?: boolean };

export function drawButton(
  label: string,
  part: string,
  onclick: (event: Event) => void,
  { value, about, isBusy }: ButtonOptions = {},
): ElementView {
  return h(
    'button',
    {
      part: `button ${part}`,
      key: part,
      type: 'button',
      'data-value': value,
      'aria-disabled': isBusy && 'true',
      onclick,
    },
    label,
    drawAbout(about),
  );
}

/** What a control is about, for those who do not see what it stands beside: no two are named alike. */
function drawAbout(about: string | undefined): View {
  return about && h('span', { class: 'visually-hidden' }, ` ${about}`);
}

function drawHead({ headline, about, isLate }: Ready, tag: 'h2' | 'p'): View {
  return h(
    tag,
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
    parcel.title !== undefined && h('h3', { part: 'parcel-title', class: 'title' }, parcel.title),
    parcel.promise && drawPromise(parcel.promise),
    parcel.troubles.map((trouble) => drawTrouble(trouble, messages, parcel.title)),
    parcel.items.length > 0 &&
      h('ul', { part: 'items', class: 'plain', role: 'list', tabindex: -1 }, parcel.items.map((item) => drawItem(item, drawing))),
    parcel.steps.length > 0 && drawSteps(parcel.steps),
    drawCarrier(parcel, drawing),
    parcel.place &&
      h(
        'p',
        { part: 'place', class: 'place quiet' },
        h('span', { class: 'title' }, h('bdi', {}, parcel.place.name)),
        [parcel.place.address, parcel.place.hours].map((line) => line && h('span', {}, h('bdi', {}, line))),
      ),
    parcel.facts.length > 0 &&
      h('ul', { part: 'facts', class: 'plain quiet', role: 'list' }, parcel.facts.map((fact) => h('li', {}, drawPieces(fact)))),
    parcel.proofUrl && h('p', { key: 'proof' }, drawLink(parcel.proofUrl, messages.order.proof, 'proof', parcel.title)),
    parcel.missing && drawMissing(parcel.missing, drawing, parcel.title),
    parcel.history.entries.length > 1 && drawHistory(parcel.history, drawing, parcel.key, parcel.title),
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

function drawTrouble(
  { key, title, text, todo, terms, url }: TroubleView,
  messages: OrderMessages,
  about: string | undefined,
): ElementView {
  return h(
    'div',
    { part: 'trouble', key: `trouble ${key}`, class: 'trouble' },
    title !== undefined && h('p', { key: 'title', class: 'title' }, title),
    text && h('p', { key: 'text' }, h('bdi', {}, text)),
    todo && h('p', { key: 'todo' }, h('bdi', {}, todo)),
    terms.map((term) => h('p', { key: 'term' }, drawPieces(term))),
    url && h('p', { key: 'url' }, drawLink(url, messages.order.open, 'open', about)),
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
        h('span', { class: 'details quiet' }, drawRuns(details, 'step-details'), drawRuns(latest, 'step-latest')),
      ),
    ),
  );
}

function drawRuns(runs: readonly Piece[][], part: string): View {
  const views = runs.map((run) => h('span', { class: 'run' }, h('bdi', {}, drawPieces(run))));
  return runs.length > 0 && h('span', { part }, views);
}

function drawCarrier({ carrier, tracking }: ParcelView, { messages, handlers, copied }: Drawing): View {
  if (carrier === undefined && tracking.length === 0) return undefined;
  const { copy, copied: done, track } = messages.order;
  return h(
    'div',
    { part: 'carrier', class: 'carrier quiet' },
    carrier !== undefined && h('span', { key: 'name' }, h('bdi', {}, carrier)),
    tracking.map(({ number, url }) =>
      h(
        'span',
        { key: number, part: 'tracking', class: 'tracking' },
        h('span', { part: 'tracking-number', class: 'number' }, h('bdi', {}, number)),
        drawButton(copied === number ? done : copy, 'copy', handlers.onCopy, { value: number, about: number }),
        url && drawLink(url, track, 'track', number),
      ),
    ),
  );
}

function drawMissing(
  { shipmentId, question, checks, report }: MissingView,
  { messages, handlers, reportOf }: Drawing,
  about: string | undefined,
): ElementView {
  const { missing, actions } = messages.order;
  const state = reportOf(shipmentId);
  const isBusy = state === 'sending';
  return h(
    'details',
    { part: 'missing', class: 'more' },
    h('summary', {}, question, drawAbout(about)),
    h('ol', { class: 'checks' }, checks.map((check) => h('li', {}, drawPieces(check)))),
    state === 'sent'
      ? h('p', { key: 'sent', part: 'reported', class: 'title', tabindex: -1, 'data-value': shipmentId }, missing.reported)
      : report && [
          state === 'failed' && h('p', { key: 'failed' }, missing.failed),
          h(
            'p',
            { key: 'report' },
            report.url === undefined
              ? drawButton(missing.report, 'report', handlers.onReport, { value: shipmentId, about, isBusy })
              : drawLink(report.url, actions['report-missing'], 'report', about),
          ),
        ],
  );
}

function drawHistory(
  { entries, hasMore }: HistoryView,
  { messages, handlers }: Drawing,
  name: string,
  about: string | undefined,
): ElementView {
  return h(
    'details',
    { part: 'history', key: `history ${name}`, class: 'more' },
    h('summary', {}, messages.order.history, drawAbout(about)),
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
    hasMore && drawButton(messages.order.earlier, 'earlier', handlers.onEarlier, { about }),
  );
}

function drawFreshness({ freshness, canRetry }: Ready, { order }: OrderMessages, { onRetry }: Handlers): View {
  if (freshness.length === 0 && !canRetry) return undefined;
  return h(
    'p',
    { part: 'freshness', class: 'freshness quiet' },
    freshness.map(({ text, state }) =>
      h('span', { part: `freshness-${state}`, class: `run ${state}` }, drawPieces(text)),
    ),
    canRetry && drawButton(order.retry, 'retry', onRetry),
  );
}

/** Opens beside the page and tells the other site nothing about it. */
function drawLink(url: string, label: string, key: string, about?: string): ElementView {
  const rel = 'noopener noreferrer';
  return h('a', { part: `link ${key}`, key, href: url, target: '_blank', rel, referrerpolicy: 'no-referrer' }, label, drawAbout(about));
}
