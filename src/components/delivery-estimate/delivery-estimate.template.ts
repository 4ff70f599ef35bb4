import { html, nothing, type TemplateResult } from 'lit';
import type { Piece } from '../../i18n/format.ts';
import type { Messages } from '../../i18n/messages.ts';
import type { PlaceView, Row } from './details.ts';
import type { AskView, EstimateView } from './delivery-estimate.view.ts';

/** Text with its strong runs and its dates; every date is isolated from the direction around it. */
export function piecesTemplate(pieces: readonly Piece[]): TemplateResult[] {
  const runs: { strong: boolean; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    const strong = piece.strong ?? false;
    if (runs.at(-1)?.strong === strong) runs.at(-1)?.pieces.push(piece);
    else runs.push({ strong, pieces: [piece] });
  }
  return runs.map((run) => {
    const content = run.pieces.map(pieceTemplate);
    return run.strong ? html`<strong part="date" class="date"><bdi>${content}</bdi></strong>` : html`${content}`;
  });
}

export function readyTemplate(
  view: Extract<EstimateView, { kind: 'ready' }>,
  messages: Messages,
  form: TemplateResult | typeof nothing,
): TemplateResult {
  const details = [
    view.countdown && html`<span part="countdown" class="countdown">${view.countdown}</span>`,
    view.availability && html`<span part="availability">${view.availability}</span>`,
    view.method && html`<span part="method"><bdi>${view.method}</bdi></span>`,
  ].filter(Boolean);
  return html`
    <p part="headline" class="headline">${piecesTemplate(view.headline)}</p>
    ${details.length > 0 ? html`<p part="detail" class="detail">${details}</p>` : nothing}
    ${view.place ? placeTemplate(view.place) : nothing}
    ${view.parcels.length > 0 ? html`<ul part="parcels" class="list" role="list">${rows(view.parcels, 'parcel')}</ul>` : nothing}
    ${form}
    ${view.options.length > 1
      ? html`<details part="options">
          <summary>${view.optionsLabel}</summary>
          <ul class="list" role="list">${rows(view.options, 'option')}</ul>
        </details>`
      : nothing}
    ${view.steps.length > 0
      ? html`<details part="explanation">
          <summary>${messages.why}</summary>
          <ol class="list" role="list">${rows(view.steps, 'step')}</ol>
        </details>`
      : nothing}
  `;
}

/** The postcode form, folded under its own summary. */
export function askTemplate(
  ask: AskView,
  messages: Messages,
  { postal, country, countries, onSubmit }: AskBindings,
): TemplateResult {
  return html`<details part="destination" class="ask">
    <summary part="destination-summary"><bdi>${ask.summary}</bdi></summary>
    <form part="destination-form" @submit=${onSubmit}>
      ${countries.length > 0
        ? html`<label>
            ${messages.country}
            <select name="country" part="control" autocomplete="shipping country">
              ${countries.map(({ code, name }) => html`<option value=${code} ?selected=${code === country}>${name}</option>`)}
            </select>
          </label>`
        : nothing}
      <label>
        ${messages.postal}
        <input
          name="postal"
          part="control"
          autocomplete="shipping postal-code"
          maxlength="12"
          pattern="[\\p{L}\\p{N}][\\p{L}\\p{N} \\-]*"
          required
          spellcheck="false"
          .value=${postal ?? ''}
        />
      </label>
      <button part="control button">${messages.show}</button>
    </form>
  </details>`;
}

export type AskBindings = {
  postal: string | undefined;
  country: string | undefined;
  countries: readonly { code: string; name: string }[];
  onSubmit: (event: SubmitEvent) => void;
};

function pieceTemplate({ text, date }: Piece): TemplateResult {
  return date === undefined ? html`${text}` : html`<time datetime=${date}>${text}</time>`;
}

function rows(list: readonly Row[], part: string): TemplateResult[] {
  return list.map(
    ({ label, when, price }) => html`<li part=${part} class="row">
      <bdi part="label">${label}</bdi>
      <span part="when" class="row-when">${piecesTemplate(when)}</span>
      ${price === undefined ? nothing : html`<span part="price" class="row-price">${price}</span>`}
    </li>`,
  );
}

function placeTemplate({ name, address, hours }: PlaceView): TemplateResult {
  return html`<p part="place" class="place">
    <bdi class="place-name">${name}</bdi>
    ${address ? html`<bdi>${address}</bdi>` : nothing}
    ${hours.map((line) => html`<span>${line}</span>`)}
  </p>`;
}
