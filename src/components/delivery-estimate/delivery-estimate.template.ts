import { drawPieces } from '../../element/draw-pieces.ts';
import { h, type ElementView, type View } from '../../element/render.ts';
import type { EstimateMessages } from '../../i18n/messages.ts';
import type { PlaceView, Row } from './details.ts';
import type { AskView, EstimateView } from './delivery-estimate.view.ts';

/** A whole answer: the sentence, the line below it, and what can be unfolded. */
export function drawReady(view: Extract<EstimateView, { kind: 'ready' }>, messages: EstimateMessages, form: View): View[] {
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

export type AskBindings = {
  postal: string | undefined;
  country: string | undefined;
  countries: readonly { code: string; name: string }[];
  onsubmit: (event: SubmitEvent) => void;
};

/** The postcode form, folded under its own summary. */
export function drawAsk({ summary }: AskView, messages: EstimateMessages, bindings: AskBindings): ElementView {
  const { postal, country, countries, onsubmit } = bindings;
  const options = countries.map(({ code, name }) => h('option', { value: code, selected: code === country }, name));
  return h(
    'details',
    { part: 'destination', class: 'ask' },
    h('summary', { part: 'destination-summary' }, h('bdi', {}, summary)),
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
