import { drawPieces } from '../../element/draw-pieces.ts';
import { h, type ElementView, type View } from '../../element/render.ts';
import type { Piece } from '../../i18n/format.ts';
import type { OrderMessages } from '../../i18n/messages.ts';
import { drawAbout, drawButton, drawCancel, drawLink } from './draw-controls.ts';
import { drawHistory } from './draw-history.ts';
import type { Drawing } from './drawing.ts';
import type { ItemView, MissingView, ParcelView, PromiseView, StepView } from './parcel.ts';
import type { TroubleView } from './trouble.ts';

export function drawParcel(parcel: ParcelView, drawing: Drawing): ElementView {
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
    (parcel.history.entries.length > 1 || parcel.history.hasMore) && drawHistory(parcel.history, drawing, parcel.key, parcel.title),
  );
}

/** Both promises side by side; the old one is never struck out of sight. */
export function drawPromise({ first, current, reason, told }: PromiseView): ElementView {
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
function drawItem({ id, text, details, hasSlot, canCancel }: ItemView, { cancel }: Drawing): ElementView {
  return h(
    'li',
    { key: `item ${id}`, part: 'item', class: 'item' },
    h('bdi', {}, text),
    details.map((detail) => h('span', { key: 'detail', class: 'quiet' }, drawPieces(detail))),
    hasSlot && h('slot', { name: `item-${id}` }, canCancel && drawCancel({ 'line-item': id }, cancel)),
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
      : // On its way the button stays, with the focus, though the shop offers it no more.
        (report || isBusy) && [
          state === 'failed' && h('p', { key: 'failed' }, missing.failed),
          h(
            'p',
            { key: 'report' },
            report?.url === undefined
              ? drawButton(missing.report, 'report', handlers.onReport, { value: shipmentId, about, isBusy })
              : drawLink(report.url, actions['report-missing'], 'report', about),
          ),
        ],
  );
}
