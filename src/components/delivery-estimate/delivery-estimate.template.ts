import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Locale } from '../shared/locale-controller.ts';
import { richText } from '../shared/rich-text.ts';
import { formatMessageText } from '../../i18n/format-message.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { EstimateMessages } from '../../i18n/messages.ts';
import { createExamplePostcode } from '../../estimate/postal-structure.ts';
import {
  formatPlace,
  type AlternativeViewModel,
  type PlaceViewModel,
  type DetailRow,
  type MethodRuns,
} from './details.view-model.ts';
import type { DestinationFormViewModel, EstimateViewModel } from './delivery-estimate.view-model.ts';
import type { DestinationFormController, DestinationProblem } from './destination-form-controller.ts';
import type { EstimateQueryOptions } from './estimate-query.ts';
import { parseCountries, parseDestination } from './parse-destination.ts';

type ReadyViewModel = Extract<EstimateViewModel, { kind: 'ready' }>;

/** Input of templates beside the view model. */
export type EstimateTemplateContext = {
  /** Properties of the element. */
  host: Pick<EstimateQueryOptions, 'source' | 'endpoint' | 'terms' | 'country' | 'region' | 'postal'> & {
    compact: boolean;
    countries: string | undefined;
  };
  locale: Locale<EstimateMessages>;
  /** Whether estimates are being requested. */
  isBusy: boolean;
  destinationForm: Pick<DestinationFormController, 'isOpen' | 'problem' | 'onInput' | 'onSubmit'>;
};

/*
 * White space between inline elements is visible, so the templates have none: lines break inside tags.
 */

/** The element's box with its content. */
export function renderEstimate(viewModel: EstimateViewModel, context: EstimateTemplateContext): TemplateResult {
  const { host, locale, isBusy } = context;
  const { tag, direction, messages } = locale;
  const name = host.compact ? 'base compact' : 'base';
  const busy = isBusy ? 'true' : nothing;
  // A single element, because a listing renders a thousand of them.
  if (host.compact && viewModel.kind === 'ready') {
    const headline = richText(viewModel.headline);
    return html`<p part="headline" class=${name} lang=${tag} dir=${direction} aria-busy=${busy} ${headline}></p>`;
  }
  // The form has its own part of the template, and keeps its state when the estimate changes.
  const form = renderDestinationForm(viewModel.destinationForm, context);
  const disclosures = viewModel.kind === 'ready' ? renderDisclosures(viewModel, messages) : nothing;
  // The form asks for the destination: nothing is said twice.
  const isAsked = form !== nothing && viewModel.kind === 'unavailable' && viewModel.code === 'needs-destination';
  const content = isAsked ? nothing : renderContent(viewModel, messages);
  return html`<div class=${name} lang=${tag} dir=${direction} aria-busy=${busy}
    >${content}${form}${disclosures}</div>`;
}

/** Announces a changed estimate to screen readers. */
export function renderLiveRegion(text: string, { tag, direction }: Locale<EstimateMessages>): TemplateResult {
  return html`<p part="status" role="status" class="visually-hidden" lang=${tag} dir=${direction} .textContent=${text}></p>`;
}

function renderContent(viewModel: EstimateViewModel, messages: EstimateMessages): unknown {
  switch (viewModel.kind) {
    case 'fallback':
    case 'loading':
      return html`<span part="skeleton" class="skeleton"></span
        ><span class="visually-hidden" .textContent=${messages.loading}></span>`;
    case 'unavailable':
      return html`<p part="unavailable" .textContent=${viewModel.announcement}></p>`;
    case 'ready':
      return renderReady(viewModel);
  }
}

/** Headline, detail line, place of collection, alternatives, parcels. */
function renderReady(viewModel: ReadyViewModel): TemplateResult {
  const { headline, countdown, availability, method, place, alternatives, parcels } = viewModel;
  return html`<p part="headline" ${richText(headline)}></p
    >${(countdown || availability || method) && renderDetail(viewModel)}${place && renderPlace(place)}${
      alternatives.length > 0 ? renderAlternatives(alternatives) : nothing
    }${parcels.length > 0 ? html`<div class="fit">${renderList('parcels', parcels, 'parcel')}</div>` : nothing}`;
}

function renderDetail({ countdown, availability, method }: ReadyViewModel): TemplateResult {
  return html`<p part="detail" class="detail"
    >${countdown && html`<span part="countdown" class="countdown" .textContent=${countdown}></span>`}${
      availability && html`<span part="availability" .textContent=${availability}></span>`
    }${method && renderMethod(method)}</p>`;
}

/** A price alone is part `price` as a whole, so that it takes its separator along when a theme hides it. */
function renderMethod(method: MethodRuns): TemplateResult {
  const [before, name] = method;
  if (!name) return html`<span part="method price" .textContent=${before}></span>`;
  return html`<span part="method">${renderNameAndPrice(method)}</span>`;
}

function renderNameAndPrice([before, name, after]: MethodRuns): TemplateResult {
  const renderPrice = (text: string | undefined): unknown =>
    text && html`<span part="price" .textContent=${text}></span>`;
  return html`${renderPrice(before)}<span .textContent=${name}></span>${renderPrice(after)}`;
}

function renderAlternatives(alternatives: readonly AlternativeViewModel[]): TemplateResult {
  const lines = alternatives.map(
    ({ before, name, after }) =>
      html`<p part="alternative"
        >${before.map(renderQuietRun)}<span class="quiet">${renderNameAndPrice(name)}</span>${after.map(renderQuietRun)}</p>`,
  );
  return html`<div part="alternatives" class="alternatives">${lines}</div>`;
}

/** All but the time is quiet: the text color cannot be restored within quiet text. */
function renderQuietRun({ strong, ...run }: TextRun): TemplateResult {
  return html`<span class=${strong ? nothing : 'quiet'} ${richText([run])}></span>`;
}

function renderPlace({ name, address, hours }: PlaceViewModel): TemplateResult {
  const lines = address ? [name, address] : [name];
  return html`<p part="place" class="place"
    >${lines.map((line) => html`<span><bdi .textContent=${line}></bdi></span>`)}${hours.map(
      (line) => html`<span .textContent=${line}></span>`,
    )}</p>`;
}

/**
 * The postcode form, folded under its summary. It needs a country, without which a postcode means nothing, and a way to
 * request estimates.
 */
function renderDestinationForm(form: DestinationFormViewModel | undefined, context: EstimateTemplateContext): unknown {
  const { host, locale, destinationForm } = context;
  const { messages, format } = locale;
  const canRequest = host.source ?? host.endpoint ?? host.terms;
  if (!form || host.compact || !canRequest) return nothing;
  const codes = parseCountries(host.countries);
  const country = parseDestination(host)?.country ?? form.country ?? codes[0];
  if (!country) return nothing;
  const onSubmit = (event: SubmitEvent): void => destinationForm.onSubmit(event, country);
  // An open form keeps its entries; a folded one shows the current destination.
  const keepEntered = (value: unknown): unknown => (destinationForm.isOpen ? noChange : live(value));
  const postal = keepEntered(host.postal ?? form.postal ?? '');
  const error = formatProblem(destinationForm.problem, locale);
  const options = codes.map(
    (code) =>
      html`<option value=${code} .selected=${keepEntered(code === country)} .textContent=${format.country(code)}></option>`,
  );
  return html`<details part="destination"
    ><summary part="destination-summary"><bdi .textContent=${form.summary}></bdi></summary
    ><form part="destination-form" @submit=${onSubmit} @input=${destinationForm.onInput}
      >${options.length > 0 ? renderCountrySelect(messages.country, options) : nothing}<label
        ><span .textContent=${messages.postal}></span><input name="postal" part="control" autocomplete="shipping postal-code"
          maxlength="12" pattern="[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{Pd}\\s]*" required spellcheck="false"
          aria-describedby="destination-error" aria-invalid=${error ? 'true' : nothing} .value=${postal}></label
      ><button part="control button" .textContent=${messages.show}></button
      ><p id="destination-error" part="destination-error" role="alert" .textContent=${error ?? ''}></p
    ></form
  ></details>`;
}

function formatProblem(
  problem: DestinationProblem | undefined,
  { messages, format }: Locale<EstimateMessages>,
): string | undefined {
  if (!problem) return undefined;
  const { kind, destination } = problem;
  return kind === 'no-service'
    ? formatMessageText(messages.noServiceTo, { place: formatPlace(destination, format) })
    : formatMessageText(messages.postalIncomplete, { example: createExamplePostcode(destination.country) ?? '' });
}

function renderCountrySelect(label: string, options: readonly TemplateResult[]): TemplateResult {
  return html`<label
    ><span .textContent=${label}></span><select name="country" part="control" autocomplete="shipping country">${options}</select
  ></label>`;
}

/** All methods, and the steps of the explanation. */
function renderDisclosures(
  { options, optionsLabel, steps }: ReadyViewModel,
  messages: EstimateMessages,
): TemplateResult {
  const disclosure = (part: string, summary: string, list: TemplateResult): TemplateResult =>
    html`<details part=${part}><summary .textContent=${summary}></summary><div class="fit">${list}</div></details>`;
  return html`${options.length > 1 ? disclosure('options', optionsLabel, renderList('list', options, 'option')) : nothing}${
    steps.length > 0 ? disclosure('explanation', messages.explanation, renderSteps(steps)) : nothing
  }`;
}

/** Safari does not expose lists without bullets as lists, unless they have a role. */
function renderList(part: string, rows: readonly DetailRow[], rowPart: string): TemplateResult {
  return html`<ul part=${part} class="list" role="list">${rows.map((row) => renderRow(row, rowPart))}</ul>`;
}

function renderSteps(steps: readonly DetailRow[]): TemplateResult {
  return html`<ol part="list" class="list" role="list">${steps.map((step) => renderRow(step, 'step'))}</ol>`;
}

function renderRow({ label, when, price }: DetailRow, part: string): TemplateResult {
  return html`<li part=${part} class="row"
    ><span part="label"><bdi .textContent=${label}></bdi></span
    ><span part="when" class="row-when" ${richText(when)}></span
    >${price && html`<span part="price" class="row-price" .textContent=${price}></span>`}</li>`;
}
