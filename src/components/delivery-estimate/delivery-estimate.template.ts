import { drawPieces } from '../../element/draw-pieces.ts';
import type { Locale } from '../../element/locale-controller.ts';
import { h, type ElementView, type View } from '../../element/render.ts';
import type { EstimateMessages } from '../../i18n/messages.ts';
import type { PlaceView, Row } from './details.ts';
import type { AskView, EstimateView } from './delivery-estimate.view.ts';
import type { Asking } from './question.ts';

/** What is drawn with, beside the view. */
export type Drawing = {
  /** The element's own properties. */
  given: Pick<Asking, 'source' | 'endpoint' | 'terms' | 'country' | 'postal'> & { compact: boolean; countries: string | undefined };
  locale: Locale<EstimateMessages>;
  /** An answer is under way. */
  isBusy: boolean;
  onsubmit: (event: SubmitEvent) => void;
};

/** The element's box with what stands in it. */
export function drawView(view: EstimateView, drawing: Drawing): View {
  const { given, locale, isBusy } = drawing;
  const { compact } = given;
  const props = { class: compact ? 'base compact' : 'base', lang: locale.tag, dir: locale.direction, 'aria-busy': isBusy && 'true' };
  // One paragraph and no wrapper: a listing draws it a thousand times.
  if (compact && view.kind === 'ready') return h('p', { ...props, part: 'headline' }, drawPieces(view.headline));
  return h('div', props, drawAnswer(view, drawing));
}

function drawAnswer(view: EstimateView, drawing: Drawing): View {
  const { messages } = drawing.locale;
  switch (view.kind) {
    case 'fallback':
      return undefined;
    case 'loading':
      return [h('span', { part: 'skeleton', class: 'skeleton' }), h('span', { class: 'visually-hidden' }, messages.loading)];
    case 'unavailable':
      return [h('p', { part: 'unavailable', class: 'headline' }, view.announcement), drawAsk(view.ask, drawing)];
    case 'ready':
      return drawReady(view, messages, drawAsk(view.ask, drawing));
  }
}

/** A whole answer: the sentence, the line below it, and what can be unfolded. */
function drawReady(view: Extract<EstimateView, { kind: 'ready' }>, messages: EstimateMessages, form: View): View[] {
  const details = [
    view.countdown && h('span', { part: 'countdown', class: 'countdown' }, view.countdown),
    view.availability && h('span', { part: 'availability' }, view.availability),
    view.method && h('span', { part: 'method' }, view.method),
  ].filter(Boolean);
  return [
    h('p', { part: 'headline', class: 'headline' }, drawPieces(view.headline)),
    details.length > 0 && h('p', { part: 'detail', class: 'detail' }, details),
    view.place && drawPlace(view.place),
    view.parcels.length > 0 && drawList('ul', 'parcels', view.parcels, 'parcel'),
    form,
    view.options.length > 1 && drawDisclosure('options', view.optionsLabel, drawList('ul', 'list', view.options, 'option')),
    view.steps.length > 0 && drawDisclosure('explanation', messages.why, drawList('ol', 'list', view.steps, 'step')),
  ];
}

/**
 * The postcode form, folded under its own summary. Without a country no postcode could be answered, and without anyone
 * to ask no place matters.
 */
function drawAsk(ask: AskView | undefined, { given, locale, onsubmit }: Drawing): View {
  const { messages, format } = locale;
  const codes = given.countries?.match(/\b[A-Za-z]{2}\b/g) ?? [];
  const country = given.country ?? ask?.country ?? codes[0];
  const canAsk = given.source ?? given.endpoint ?? given.terms;
  if (!ask || given.compact || !country || !canAsk) return undefined;
  const postal = given.postal ?? ask.postal;
  const options = codes.map((code) => h('option', { value: code, selected: code === country }, format.country(code)));
  return h(
    'details',
    { part: 'destination', class: 'ask' },
    h('summary', { part: 'destination-summary' }, h('bdi', {}, ask.summary)),
    h(
      'form',
      { part: 'destination-form', onsubmit },
      options.length > 0 &&
        h(
          'label',
          { key: 'country' },
          messages.country,
          h('select', { name: 'country', part: 'control', autocomplete: 'shipping country' }, options),
        ),
      h(
        'label',
        { key: 'postal' },
        messages.postal,
        h('input', {
          name: 'postal',
          part: 'control',
          autocomplete: 'shipping postal-code',
          maxlength: 12,
          pattern: '[\\p{L}\\p{N}][\\p{L}\\p{N} \\-]*',
          required: true,
          spellcheck: 'false',
          '.value': postal ?? '',
        }),
      ),
      h('button', { part: 'control button' }, messages.show),
    ),
  );
}

function drawDisclosure(part: string, summary: string, content: View): ElementView {
  return h('details', { part }, h('summary', {}, summary), content);
}

/** The role is said because Safari takes it from lists without bullets. */
function drawList(tag: 'ul' | 'ol', part: string, rows: readonly Row[], rowPart: string): ElementView {
  const items = rows.map(({ key, label, when, price }) =>
    h(
      'li',
      { key, part: rowPart, class: 'row' },
      h('span', { part: 'label' }, h('bdi', {}, label)),
      h('span', { part: 'when', class: 'row-when' }, drawPieces(when)),
      price !== undefined && h('span', { part: 'price', class: 'row-price' }, price),
    ),
  );
  // The list is laid out by the room it has: that takes a box of its own around it.
  return h('div', { class: 'fit' }, h(tag, { part, class: 'list', role: 'list' }, items));
}

function drawPlace({ name, address, hours }: PlaceView): ElementView {
  return h(
    'p',
    { part: 'place', class: 'place' },
    h('span', {}, h('bdi', {}, name)),
    address && h('span', {}, h('bdi', {}, address)),
    hours.map((line) => h('span', {}, line)),
  );
}
