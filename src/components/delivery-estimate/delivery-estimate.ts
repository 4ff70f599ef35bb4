import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Estimate } from '../../contract/estimate.ts';
import { parseEstimates } from '../../contract/parse-estimates.ts';
import type { EstimatePreference } from '../../contract/shop-terms.ts';
import english from '../../i18n/locales/en/estimate.ts';
import type { EstimateMessages, MessageOverrides } from '../../i18n/messages.ts';
import { VERSION } from '../../version.ts';
import { AnnounceController } from '../shared/announce-controller.ts';
import { baseStyles } from '../shared/base-styles.ts';
import { booleanConverter } from '../shared/boolean-converter.ts';
import { setCustomStates } from '../shared/custom-states.ts';
import { InlineDataController } from '../shared/inline-data-controller.ts';
import { LocaleController, type Locale } from '../shared/locale-controller.ts';
import { WakeController } from '../shared/wake-controller.ts';
import { warnOnce } from '../shared/warn-once.ts';
import { deliveryEstimateStyles } from './delivery-estimate.styles.ts';
import { renderLiveRegion, renderEstimate } from './delivery-estimate.template.ts';
import { deriveEstimateViewModel, type EstimateViewModel } from './delivery-estimate.view-model.ts';
import { DestinationFormController } from './destination-form-controller.ts';
import { EstimateController, type EstimateSource } from './estimate-controller.ts';
import { deriveEstimateQuery } from './estimate-query.ts';
import { estimateFromAttributes, selectEstimates } from './inline-estimates.ts';
import { getJsonLdHook } from './json-ld-hook.ts';
import { parseItems, type EstimateItem } from './parse-items.ts';
import { parsePreference } from './parse-preference.ts';

export type { EstimateChangeDetail } from './estimate-controller.ts';
export type { EstimateItem } from './parse-items.ts';

/**
 * Shows when an order will arrive, before it is placed: a range of dates, a time of collection, or a term ("1–3 days").
 * The estimate comes from attributes, a script, or properties; or it is requested from `source`, `endpoint` or `terms`,
 * in this order. Requested estimates take precedence.
 *
 * Of several estimates the cheapest delivery leads, and of equal prices the fastest one; `prefer` changes that. Below the
 * headline follow alternatives that are really better: the fastest delivery, if its last day is earlier, and the best
 * collection, if it is ready earlier or is free while the headline has a price. `arrangeEstimates` of `waybill/estimate`
 * has the rule in detail.
 *
 * @tagname waybill-delivery-estimate
 * @summary Shows customers when an order will arrive, before they buy.
 * @since 0.1.0
 *
 * @slot - Text shown until there is an estimate, and if there is none. A `<script type="application/json">` child holds
 *   one estimate of the contract, or a list in any order.
 *
 * @csspart headline - The sentence with the date.
 * @csspart date - An emphasized date: in the headline or in a row.
 * @csspart detail - The line below the headline: countdown, availability, method and price.
 * @csspart countdown - "Order within …": time left until the date changes.
 * @csspart availability - "Pre-order", "Made to order".
 * @csspart method - Delivery method and price.
 * @csspart place - Pickup point or store, with its opening hours.
 * @csspart alternatives - The lines below: a faster delivery, and a collection.
 * @csspart alternative - One of these lines.
 * @csspart parcels - The list of parcels.
 * @csspart parcel - One parcel.
 * @csspart options - The disclosure with all methods.
 * @csspart option - One method.
 * @csspart explanation - The disclosure "Why this date?".
 * @csspart step - One step of the explanation.
 * @csspart list - The list of methods or steps in a disclosure.
 * @csspart label - The first cell of a row: method, step or items.
 * @csspart when - The date of a row.
 * @csspart price - The price of a method, in the detail line, in an alternative and in a row. In a line with the comma or
 *   the brackets around it, so that `display: none` hides every price.
 * @csspart destination - The disclosure with the postcode form.
 * @csspart destination-summary - The summary of that disclosure.
 * @csspart destination-form - The postcode form.
 * @csspart destination-error - The message below the field: half a postcode, or a place that the shop does not deliver to.
 * @csspart control - Every field and button of the form.
 * @csspart button - The button of the form.
 * @csspart unavailable - The sentence that tells why there is no date.
 * @csspart skeleton - Placeholder while the first estimate is requested.
 * @csspart status - Live region for screen readers, visually hidden.
 *
 * @cssproperty [--waybill-delivery-estimate-date-weight=600] - Font weight of the date.
 * @cssproperty [--waybill-delivery-estimate-detail-size=0.875em] - Font size of everything below the headline, relative
 *   to the element's font size.
 * @cssproperty [--waybill-delivery-estimate-detail-color] - Color of the line below the headline, of alternatives, of
 *   address and opening hours, and of the compact form. Default: `--waybill-color-muted`.
 * @cssproperty [--waybill-delivery-estimate-countdown-color] - Color of the countdown. Default: `--waybill-color-accent`.
 * @cssproperty [--waybill-delivery-estimate-compact-size=0.875em] - Font size of the compact form, relative to the
 *   element's font size.
 * @cssproperty [--waybill-delivery-estimate-gap=0.25em] - Space between the lines.
 * @cssproperty [--waybill-color-accent=inherit] - Shared: the countdown.
 * @cssproperty [--waybill-color-muted] - Shared: secondary text. Default: the text color at 80 %.
 * @cssproperty [--waybill-color-line] - Shared: rules between rows, and placeholders. Default: the text color at 16 %.
 * @cssproperty [--waybill-color-control] - Shared: borders of fields and buttons. Default: the text color at 60 %.
 * @cssproperty [--waybill-color-danger] - Shared: the message below the field and the border of the field. Default: red,
 *   mixed with the text color.
 * @cssproperty [--waybill-color-focus=currentColor] - Shared: the focus outline.
 * @cssproperty [--waybill-control-size] - Shared: height of fields and buttons. Default: 2.25em; 44px on touch screens.
 * @cssproperty [--waybill-radius=0.25em] - Shared: corners of fields and buttons.
 *
 * @cssState loading - Estimates are being requested.
 * @cssState skeleton - The placeholder is shown, in the height of the usual answer: headline, detail line, an alternative
 *   and three disclosures. A page with another answer sets `min-block-size` of the element.
 * @cssState ready - An estimate with a date or a term is shown.
 * @cssState unavailable - There is an estimate without a date, or the request failed and the slot is empty.
 * @cssState invalid - The data cannot be read. The slot is shown.
 * @cssState failed - The last request failed. It is repeated after a minute.
 *
 * @fires {CustomEvent<EstimateChangeDetail>} waybill-estimate-change - Emitted when requested estimates arrive or change.
 *   `detail.estimate` is that of the headline: store it with the order as its promise. `detail.estimates` holds all
 *   methods, that of the headline first. Not emitted for data that the page sets itself.
 */
export class WaybillDeliveryEstimate extends LitElement {
  static readonly version = VERSION;
  static override styles = [baseStyles, deliveryEstimateStyles];
  static override properties = {
    from: {},
    to: {},
    orderBy: { attribute: 'order-by' },
    validUntil: { attribute: 'valid-until' },
    min: { type: Number },
    max: { type: Number },
    unit: {},
    kind: {},
    methodName: { attribute: 'method-name' },
    price: { type: Number },
    currency: {},
    placeName: { attribute: 'place-name' },
    timeZone: { attribute: 'time-zone' },
    estimates: { attribute: false },
    terms: {},
    endpoint: {},
    source: { attribute: false },
    sku: {},
    quantity: { type: Number },
    items: {},
    country: {},
    region: {},
    postal: {},
    method: {},
    place: {},
    subtotal: { type: Number },
    prefer: {},
    countries: {},
    rememberPostal: { type: Boolean, attribute: 'remember-postal', converter: booleanConverter },
    compact: { type: Boolean, converter: booleanConverter },
    jsonLd: { type: Boolean, attribute: 'json-ld', converter: booleanConverter },
    messages: { attribute: false },
  };

  /** First day of arrival, `YYYY-MM-DD`. */
  declare from: string | undefined;
  /** Last day of arrival, `YYYY-MM-DD`. Without it the range has no end. */
  declare to: string | undefined;
  /** Cut-off of the date, RFC 3339. The countdown ends then, and the date no longer holds. */
  declare orderBy: string | undefined;
  /** Expiry of the date or term, RFC 3339. */
  declare validUntil: string | undefined;
  /** A term in place of days: at least this many `unit`s. */
  declare min: number | undefined;
  /** Term: at most this many `unit`s. Without it the term has no end. */
  declare max: number | undefined;
  /** Unit of the term; default: `day`. Others: `business-day`, `hour`. */
  declare unit: 'day' | 'business-day' | 'hour' | undefined;
  /** `delivery` (default), or `collection` at a place. */
  declare kind: 'delivery' | 'collection' | undefined;
  /** Name of the delivery method. */
  declare methodName: string | undefined;
  /** Price of the method in minor units of `currency`; 0 is free. */
  declare price: number | undefined;
  /** Currency of `price`, ISO 4217. */
  declare currency: string | undefined;
  /** Name of the pickup point or store. */
  declare placeName: string | undefined;
  /** IANA time zone of the destination, for "today"; default: the reader's. */
  declare timeZone: string | undefined;
  /** One estimate of the contract, or several, in any order. Takes precedence over script and attributes. */
  declare estimates: Estimate | readonly Estimate[] | undefined;
  /** URL of the shop's terms; as a property also the terms themselves. */
  declare terms: string | object | undefined;
  /** Base URL of a back end that implements the contract. */
  declare endpoint: string | undefined;
  /** Your own function that returns estimates. */
  declare source: EstimateSource | undefined;
  /**
   * SKU of the product. Without `sku` and `items`, only terms answer by which all products are alike. `*` is a product that
   * the terms do not list.
   */
  declare sku: string | undefined;
  /** Quantity of the product; default: 1. */
  declare quantity: number | undefined;
  /** Items of a cart: `{ sku, quantity, title }[]`, as an attribute in JSON. Takes precedence over `sku`. */
  declare items: readonly EstimateItem[] | undefined;
  /** Destination: ISO 3166-1 alpha-2 code. Nothing is requested for a text that is no code. */
  declare country: string | undefined;
  /** Destination: the part of an ISO 3166-2 code after the dash. */
  declare region: string | undefined;
  /** Destination: postcode. */
  declare postal: string | undefined;
  /** Id of the only method to estimate. */
  declare method: string | undefined;
  /** Id of the only place to estimate. */
  declare place: string | undefined;
  /** Value of the cart in minor units, for free shipping. */
  declare subtotal: number | undefined;
  /**
   * What leads: `cheapest` delivery, `fastest` delivery, or `collection`; default: `prefer` of the terms or of the answer,
   * else `cheapest`. A chosen `method` or `place` takes precedence. `compact` shows what leads alone.
   */
  declare prefer: EstimatePreference | undefined;
  /** Country codes for the postcode form, e.g. `DE AT CH`. */
  declare countries: string | undefined;
  /**
   * Saves an entered postcode for the session. It is kept in `sessionStorage`, for all elements with this attribute. As
   * text of the attribute, `false` is off.
   */
  declare rememberPostal: boolean;
  /** One line, for listings. As text of the attribute, `false` is off. */
  declare compact: boolean;
  /**
   * Publishes schema.org `OfferShippingDetails` of every delivery; load `waybill/json-ld` as well. The JSON-LD is in a child
   * script. As text of the attribute, `false` is off.
   */
  declare jsonLd: boolean;
  /** Replacements of single messages. */
  declare messages: MessageOverrides | undefined;

  readonly #internals = this.attachInternals();
  readonly #localeController = new LocaleController(this, english);
  readonly #estimateController = new EstimateController(this, warn);
  readonly #inlineData = new InlineDataController<Estimate[]>(this, {
    select: (json) => this.estimates ?? json ?? estimateFromAttributes(this),
    parse: parseEstimates,
    onProblem: warn,
  });
  readonly #destinationForm = new DestinationFormController(this, this.#estimateController);
  readonly #wakeController = new WakeController(this);
  readonly #announceController = new AnnounceController(this, 0);
  #locale!: Locale<EstimateMessages>;
  #viewModel: EstimateViewModel = { kind: 'fallback' };
  /** Whether the data cannot be read. */
  #isInvalid = false;

  protected override willUpdate(changed: PropertyValues): void {
    this.#locale = this.#localeController.resolve();
    // A new time or language changes no property, and no inline data.
    if (changed.size > 0) this.#inlineData.invalidate();
    this.#deriveViewModel();
    // A destination that is taken back has changed properties.
    if (this.#destinationForm.settle(this.#viewModel)) this.#deriveViewModel();
    const { kind, announcement } = this.#viewModel;
    if (announcement !== undefined) this.#announceController.announce(announcement, true);
    const { status } = this.#estimateController;
    setCustomStates(this.#internals, {
      loading: status === 'loading',
      skeleton: kind === 'loading' && !this.compact && !this.#inlineData.hasFallbackContent,
      failed: status === 'failed',
      invalid: this.#isInvalid,
      ready: kind === 'ready',
      unavailable: kind === 'unavailable',
    });
  }

  protected override render(): TemplateResult {
    const { kind } = this.#viewModel;
    const isFallbackShown = kind === 'fallback' || (kind === 'loading' && this.#inlineData.hasFallbackContent);
    const isBusy = this.#estimateController.status === 'loading';
    const context = { host: this, locale: this.#locale, isBusy, destinationForm: this.#destinationForm };
    const box = isFallbackShown ? nothing : renderEstimate(this.#viewModel, context);
    const status = this.compact ? nothing : renderLiveRegion(this.#announceController.text, this.#locale);
    return html`<slot ?hidden=${!isFallbackShown}></slot>${box}${status}`;
  }

  protected override updated(): void {
    const { kind, estimates = [], changesAt = Infinity } = this.#viewModel;
    const controller = this.#estimateController;
    const wakeAt = Math.min(changesAt, controller.nextRefreshAt(kind !== 'fallback'));
    this.#wakeController.schedule(wakeAt, controller.now, () => controller.refreshIfDue());
    getJsonLdHook()?.(this, estimates);
    controller.emitChange(estimates);
  }

  #deriveViewModel(): void {
    const { tag, messages, format } = this.#locale;
    const items = parseItems(this);
    this.#estimateController.setQuery(deriveEstimateQuery(this, items, tag));
    const { estimates, status } = selectEstimates(this.#estimateController, this.#inlineData.result);
    this.#isInvalid = status === 'invalid';
    this.#viewModel = deriveEstimateViewModel({
      estimates,
      arrangement: {
        prefer: parsePreference(this.prefer, '') ?? parsePreference(this.#estimateController.prefer, 'the answer: '),
        method: this.method || undefined,
        place: this.place || undefined,
      },
      status,
      isFailureShown: status === 'failed' && !this.#inlineData.hasFallbackContent,
      itemTitles: new Map(items?.map(({ sku, title }) => [sku, title ?? sku])),
      enteredDestination: this.#destinationForm.entered,
      now: this.#estimateController.now(),
      messages,
      format,
    });
  }
}

const warn = (problem: string): void => warnOnce(`delivery-estimate: ${problem}`);
