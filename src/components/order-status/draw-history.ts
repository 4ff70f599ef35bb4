import { drawPieces } from '../../element/draw-pieces.ts';
import { h, type ElementView } from '../../element/render.ts';
import { drawAbout, drawButton } from './draw-controls.ts';
import type { Drawing } from './drawing.ts';
import type { HistoryView } from './parcel.ts';

/** `name` tells it apart from others, `about` is whose it is. */
export function drawHistory(
  { entries, hasMore }: HistoryView,
  { messages, handlers, earlier }: Drawing,
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
    earlier === 'failed' && h('p', { key: 'failed' }, messages.order.earlierFailed),
    hasMore && drawButton(messages.order.earlier, 'earlier', handlers.onEarlier, { about, isBusy: earlier === 'loading' }),
  );
}
