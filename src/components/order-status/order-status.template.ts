import { drawPieces } from '../../element/draw-pieces.ts';
import { h, type View } from '../../element/render.ts';
import type { OrderMessages } from '../../i18n/messages.ts';
import { drawButton, drawCancel, drawLink } from './draw-controls.ts';
import { drawHistory } from './draw-history.ts';
import { drawParcel, drawPromise } from './draw-parcel.ts';
import type { Drawing, Handlers } from './drawing.ts';
import type { OrderView } from './order-status.view.ts';

type Ready = Extract<OrderView, { kind: 'ready' }>;

/** What stands in the element's box. */
export function drawView(view: OrderView, drawing: Drawing): View {
  const { messages, compact, hasFallback, handlers } = drawing;
  switch (view.kind) {
    case 'fallback':
      return undefined;
    case 'loading':
      return [
        !hasFallback && h('span', { part: 'skeleton', class: 'skeleton' }),
        h('span', { class: 'visually-hidden' }, messages.order.loading),
      ];
    case 'notice':
      return [
        h('p', { part: 'headline', class: 'headline' }, view.text),
        view.canRetry && drawButton(messages.order.retry, 'retry', handlers.onRetry),
      ];
    case 'ready':
      return compact ? drawCompact(view) : drawOrder(view, drawing);
  }
}

/** A whole order: the sentence, then every parcel, then what belongs to none. */
function drawOrder(view: Ready, drawing: Drawing): View[] {
  const { messages, handlers } = drawing;
  return [
    drawHead(view, 'h2'),
    view.promise && drawPromise(view.promise),
    view.parcels.map((parcel) => drawParcel(parcel, drawing)),
    view.adjustments.length > 0 &&
      h('ul', { part: 'adjustments', class: 'plain', role: 'list' }, view.adjustments.map((text) => h('li', {}, text))),
    view.links.length + view.cancels.length > 0 &&
      h(
        'div',
        { part: 'actions', class: 'actions' },
        view.isLate && h('span', { key: 'wait' }, messages.order.keepWaiting),
        view.cancels.map((type) => drawCancel({ key: type, type }, drawing.cancel)),
        view.links.map(({ key, label, url }) => drawLink(url, label, key)),
      ),
    view.history.entries.length > 0 && drawHistory(view.history, drawing, 'order', undefined),
    drawFreshness(view, messages, handlers),
  ];
}

/** One line and a slim row of steps, for lists of orders. */
function drawCompact(view: Ready): View[] {
  return [
    drawHead(view, 'p'),
    view.due.length > 0 &&
      h('p', { part: 'trouble', class: 'quiet' }, view.due.map((due) => h('span', { class: 'run' }, h('bdi', {}, drawPieces(due))))),
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

function drawHead({ headline, about, isLate }: Ready, tag: 'h2' | 'p'): View {
  return h(
    tag,
    { part: isLate ? 'headline headline-late' : 'headline', key: 'headline', class: 'headline' },
    h('bdi', {}, drawPieces(headline)),
    about !== undefined && h('span', { part: 'about', class: 'about' }, about),
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
