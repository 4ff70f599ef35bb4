import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Locale } from '../../element/locale-controller.ts';
import { richText } from '../../element/rich-text.ts';
import type { EstimateMessages } from '../../i18n/messages.ts';
import type { PlaceView, Row } from './details.ts';
import type { AskView, EstimateView } from './delivery-estimate.view.ts';
import type { Asking } from './question.ts';

type Ready = Extract<EstimateView, { kind: 'ready' }>;

/** What templates read beside the view. */
export type TemplateContext = {
  /** The element's own properties. */
  given: Pick<Asking, 'source' | 'endpoint' | 'terms' | 'country' | 'postal'> & {
    compact: boolean;
    countries: string | undefined;
  };
  locale: Locale<EstimateMessages>;
  /** An answer is under way. */
  isBusy: boolean;
  /** The customer has unfolded the postcode form. */
  isFormOpen: boolean;
  onSubmit: (event: SubmitEvent) => void;
};

/*
 * White space between inline elements is drawn, so the templates have none: lines break inside tags.
 */

/** The element's box with what stands in it. */
export function renderView(view: EstimateView, context: TemplateContext): TemplateResult {
  const { given, locale, isBusy } = context;
  const { tag, direction, messages } = locale;
  const name = given.compact ? 'base compact' : 'base';
  const busy = isBusy ? 'true' : nothing;
  // One paragraph and no wrapper: a listing draws it a thousand times.
  if (given.compact && view.kind === 'ready') {
    const headline = richText(view.headline);
    return html`<p part="headline" class=${name} lang=${tag} dir=${direction} aria-busy=${busy} ${headline}></p>`;
  }
  // The form has a place of its own, so that it stays when the answer around it changes.
  const form = 'ask' in view ? renderForm(view.ask, context) : nothing;
  const disclosures = view.kind === 'ready' ? renderDisclosures(view, messages) : nothing;
  return html`<div class=${name} lang=${tag} dir=${direction} aria-busy=${busy}
    >${renderAnswer(view, messages)}${form}${disclosures}</div>`;
}

/** What a screen reader is told when the answer changes. */
export function renderStatus(text: string, language: string): TemplateResult {
  return html`<p part="status" role="status" class="visually-hidden" lang=${language} .textContent=${text}></p>`;
}

function renderAnswer(view: EstimateView, messages: EstimateMessages): unknown {
  switch (view.kind) {
    case 'fallback':
      return nothing;
    case 'loading':
      return html`<span part="skeleton" class="skeleton"></span
        ><span class="visually-hidden" .textContent=${messages.loading}></span>`;
    case 'unavailable':
      return html`<p part="unavailable" class="headline" .textContent=${view.announcement}></p>`;
    case 'ready':
      return renderReady(view);
  }
}

/** The sentence, the line below it, where to collect, and which item comes when. */
function renderReady(view: Ready): TemplateResult {
  const { headline, countdown, availability, method, place, parcels } = view;
  const hasDetail = countdown || availability || method;
  return html`<p part="headline" class="headline" ${richText(headline)}></p
    >${hasDetail ? renderDetail(view) : nothing}${place && renderPlace(place)}${parcels.length > 0
      ? html`<div class="fit">${renderList('parcels', parcels, 'parcel')}</div>`
      : nothing}`;
}

function renderDetail({ countdown, availability, method }: Ready): TemplateResult {
  return html`<p part="detail" class="detail"
    >${countdown && html`<span part="countdown" class="countdown" .textContent=${countdown}></span>`}${
      availability && html`<span part="availability" .textContent=${availability}></span>`}${
      method && html`<span part="method" .textContent=${method}></span>`}</p>`;
}

function renderPlace({ name, address, hours }: PlaceView): TemplateResult {
  const lines = address ? [name, address] : [name];
  return html`<p part="place" class="place"
    >${lines.map((line) => html`<span><bdi .textContent=${line}></bdi></span>`)}${
      hours.map((line) => html`<span .textContent=${line}></span>`)}</p>`;
}

/**
 * The postcode form, folded under its own summary. Without a country no postcode could be answered, and without anyone
 * to ask no place matters.
 */
function renderForm(ask: AskView | undefined, context: TemplateContext): unknown {
  const { given, locale, isFormOpen, onSubmit } = context;
  const { messages, format } = locale;
  const codes = given.countries?.match(/\b[A-Za-z]{2}\b/g) ?? [];
  const country = given.country ?? ask?.country ?? codes[0];
  const canAsk = given.source ?? given.endpoint ?? given.terms;
  if (!ask || given.compact || !country || !canAsk) return nothing;
  // What is being entered stays; a folded form has the place that holds.
  const held = (value: unknown): unknown => (isFormOpen ? noChange : live(value));
  const postal = held(given.postal ?? ask.postal ?? '');
  const options = codes.map(
    (code) => html`<option value=${code} .selected=${held(code === country)} .textContent=${format.country(code)}></option>`,
  );
  return html`<details part="destination" class="ask"
    ><summary part="destination-summary"><bdi .textContent=${ask.summary}></bdi></summary
    ><form part="destination-form" @submit=${onSubmit}
      >${options.length > 0 ? renderCountries(messages.country, options) : nothing}<label
        ><span .textContent=${messages.postal}></span><input name="postal" part="control" autocomplete="shipping postal-code"
          maxlength="12" pattern="[\\p{L}\\p{N}][\\p{L}\\p{N} \\-]*" required spellcheck="false"
          .value=${postal}></label
      ><button part="control button" .textContent=${messages.show}></button
    ></form
  ></details>`;
}

function renderCountries(label: string, options: readonly TemplateResult[]): TemplateResult {
  return html`<label
    ><span .textContent=${label}></span><select name="country" part="control" autocomplete="shipping country">${options}</select
  ></label>`;
}

/** All methods, and the steps of "why this date?". */
function renderDisclosures({ options, optionsLabel, steps }: Ready, messages: EstimateMessages): TemplateResult {
  const disclosure = (part: string, summary: string, list: TemplateResult): TemplateResult =>
    html`<details part=${part}><summary .textContent=${summary}></summary><div class="fit">${list}</div></details>`;
  return html`${options.length > 1 ? disclosure('options', optionsLabel, renderList('list', options, 'option')) : nothing}${
    steps.length > 0 ? disclosure('explanation', messages.why, renderSteps(steps)) : nothing}`;
}

/** The role is said because Safari takes it from lists without bullets. */
function renderList(part: string, rows: readonly Row[], rowPart: string): TemplateResult {
  return html`<ul part=${part} class="list" role="list">${rows.map((row) => renderRow(row, rowPart))}</ul>`;
}

function renderSteps(steps: readonly Row[]): TemplateResult {
  return html`<ol part="list" class="list" role="list">${steps.map((step) => renderRow(step, 'step'))}</ol>`;
}

function renderRow({ label, when, price }: Row, part: string): TemplateResult {
  return html`<li part=${part} class="row"
    ><span part="label"><bdi .textContent=${label}></bdi></span
    ><span part="when" class="row-when" ${richText(when)}></span
    >${price && html`<span part="price" class="row-price" .textContent=${price}></span>`}</li>`;
}
