import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { rememberPostal } from '../../client/remembered-postal.ts';
import { serialize } from '../../client/serialize.ts';
import type { Estimate } from '../../contract/estimate.ts';
import type { Parsed } from '../../contract/parse.ts';
import { baseStyles } from '../../element/base-styles.ts';
import { emit } from '../../element/emit.ts';
import { hasFallback } from '../../element/light-dom.ts';
import { LocaleController, type Locale } from '../../element/locale-controller.ts';
import { toggleStates } from '../../element/states.ts';
import { WakeController } from '../../element/wake-controller.ts';
import { warnOnce } from '../../element/warn.ts';
import type { EstimateMessages, MessageOverrides } from '../../i18n/messages.ts';
import en from '../../i18n/messages/en.ts';
import { VERSION } from '../../version.ts';
import { AnswerController, type EstimateSource } from './answers.ts';
import { styles } from './delivery-estimate.styles.ts';
import { renderStatus, renderView, type TemplateContext } from './delivery-estimate.template.ts';
import { viewEstimate, type EstimateView } from './delivery-estimate.view.ts';
import { readOwnEstimates } from './own-estimates.ts';
import { questionOf } from './question.ts';
import { publisher } from './publisher.ts';
import { isExpired } from './when.ts';

/** How long after a failure, or an answer that holds no longer, the question is asked again. */
const RETRY_MS = 60_000;

/** One item of a cart; `title` is only shown, `sku` and `quantity` are asked for. */
export type EstimateItem = { sku: string; quantity?: number; title?: string };

/** Detail of `waybill-estimate-change`. */
export type EstimateChangeDetail = {
  /** What the headline says; to be stored with the order as its promise. */
  estimate: Estimate;
  /** All methods, fastest first. */
  estimates: readonly Estimate[];
};

/**
 * When an order will arrive, before it is placed: a date range, a time of collection, or a floating
 * term. What stands between the tags is shown until there is something better, and when there is not.
 *
 * @tagname waybill-delivery-estimate
 * @summary When it will arrive, before buying.
 * @since 0.1.0
 *
 * @slot - Text that is shown until there is an answer, and where there is none. A
 *   `<script type="application/json">` here holds one estimate or a list of them.
 *
 * @csspart headline - The sentence that says when.
 * @csspart date - The date in it.
 * @csspart detail - The line below: countdown, availability, method and price.
 * @csspart countdown - "Order within …".
 * @csspart availability - "Pre-order", "Made to order".
 * @csspart method - Method and price.
 * @csspart place - Pickup point or store, with its opening hours.
 * @csspart parcels - The list of parcels.
 * @csspart parcel - One parcel.
 * @csspart options - The disclosure with all methods.
 * @csspart option - One method.
 * @csspart explanation - The disclosure "Why this date?".
 * @csspart step - One step of the explanation.
 * @csspart label - What a row of a list is about.
 * @csspart when - The date of a row.
 * @csspart price - The price of a row.
 * @csspart destination - The disclosure with the postcode form.
 * @csspart destination-summary - What opens it.
 * @csspart destination-form - The form.
 * @csspart control - Every field and button of the form.
 * @csspart button - The form's button.
 * @csspart unavailable - The sentence that says why there is no date.
 * @csspart skeleton - Stands in for the first answer.
 * @csspart status - What a screen reader is told of changes; not seen.
 *
 * @cssproperty [--waybill-delivery-estimate-date-weight=600] - Font weight of the date.
 * @cssproperty [--waybill-delivery-estimate-detail-size=0.875em] - Size of everything below the headline.
 * @cssproperty [--waybill-delivery-estimate-detail-color] - Colour of the line below the headline.
 * @cssproperty [--waybill-delivery-estimate-countdown-color] - Colour of the countdown.
 * @cssproperty [--waybill-delivery-estimate-compact-size=0.875em] - Size of the compact line.
 * @cssproperty [--waybill-delivery-estimate-gap=0.25em] - Space between the lines.
 * @cssproperty [--waybill-color-accent] - Shared: the shop's accent colour.
 * @cssproperty [--waybill-color-muted] - Shared: quieter text.
 * @cssproperty [--waybill-color-line] - Shared: rules and placeholders.
 * @cssproperty [--waybill-color-control] - Shared: borders of fields and buttons.
 * @cssproperty [--waybill-color-focus] - Shared: focus outline.
 * @cssproperty [--waybill-radius] - Shared: rounding of corners.
 *
 * @cssState loading - An answer is under way.
 * @cssState ready - There is an answer.
 * @cssState unavailable - There is an answer without a date.
 * @cssState invalid - The data cannot be read; the slot is shown.
 * @cssState failed - The last request failed.
 *
 * @fires {CustomEvent<EstimateChangeDetail>} waybill-estimate-change - The answer changed: another
 *   product, place or day. Not fired for what the page itself set.
 */
export class WaybillDeliveryEstimate extends LitElement {
  static readonly version = VERSION;
  static override styles = [baseStyles, styles];
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
    items: { attribute: false },
    country: {},
    region: {},
    postal: {},
    method: {},
    place: {},
    subtotal: { type: Number },
    countries: {},
    rememberPostal: { type: Boolean, attribute: 'remember-postal' },
    compact: { type: Boolean },
    jsonLd: { type: Boolean, attribute: 'json-ld' },
    messages: { attribute: false },
    langAttribute: { attribute: 'lang' },
  };

  /** First day, `YYYY-MM-DD`. A ready date: nothing is asked. */
  declare from: string | undefined;
  /** Last day, `YYYY-MM-DD`; without it there is no upper bound. */
  declare to: string | undefined;
  /** RFC 3339; when it passes, a ready date no longer holds. */
  declare orderBy: string | undefined;
  /** RFC 3339; from then on a ready date or term is not shown. */
  declare validUntil: string | undefined;
  /** Floating term: at least so many `unit`s. */
  declare min: number | undefined;
  /** Floating term: at most so many `unit`s; without it there is no upper bound. */
  declare max: number | undefined;
  /** Unit of a floating term; `day` where absent. */
  declare unit: 'day' | 'business-day' | 'hour' | undefined;
  /** Whether a ready date is of delivery (the default) or of collection. */
  declare kind: 'delivery' | 'collection' | undefined;
  /** Name of the method of a ready date. */
  declare methodName: string | undefined;
  /** Its price in minor units of `currency`; 0 is free. */
  declare price: number | undefined;
  /** ISO 4217. */
  declare currency: string | undefined;
  /** Pickup point or store of a ready date. */
  declare placeName: string | undefined;
  /** IANA zone of the destination of a ready date, which decides what "today" is; else the reader's. */
  declare timeZone: string | undefined;
  /** Ready estimates of the contract, first choice first. */
  declare estimates: Estimate | readonly Estimate[] | undefined;
  /** A shop's terms: their address, or (as a property) the terms themselves. */
  declare terms: string | object | undefined;
  /** Base address of a shop's back end that speaks the contract. */
  declare endpoint: string | undefined;
  /** The page's own way to answer a request. */
  declare source: EstimateSource | undefined;
  /** Product. */
  declare sku: string | undefined;
  /** Pieces of it; 1 where absent. */
  declare quantity: number | undefined;
  /** A cart, instead of `sku` and `quantity`. */
  declare items: readonly EstimateItem[] | undefined;
  /** ISO 3166-1 alpha-2. */
  declare country: string | undefined;
  /** The part after the dash of ISO 3166-2. */
  declare region: string | undefined;
  /** Postcode. */
  declare postal: string | undefined;
  /** Id of a method: only this one. */
  declare method: string | undefined;
  /** Id of a pickup point or store: only this one. */
  declare place: string | undefined;
  /** Value of the cart in minor units, for "free from" prices. */
  declare subtotal: number | undefined;
  /** Countries to choose from where a place is asked for, e.g. `DE AT CH`. */
  declare countries: string | undefined;
  /** Keeps a postcode that the customer typed for the visit. */
  declare rememberPostal: boolean;
  /** One quiet line, for listings. */
  declare compact: boolean;
  /**
   * Publishes the estimate as schema.org JSON-LD among the element's children, where `waybill/json-ld` is loaded.
   */
  declare jsonLd: boolean;
  /** Single messages in the page's own words. */
  declare messages: MessageOverrides | undefined;
  /** Its changes are listened to; the native `lang` stays as it is. */
  declare protected langAttribute: string | null;

  readonly #internals = this.attachInternals();
  readonly #locales = new LocaleController(this, en);
  readonly #answers = new AnswerController(this);
  readonly #waiting = new WakeController(this);
  #locale!: Locale<EstimateMessages>;
  #own: Parsed<Estimate[]> | undefined;
  #isOwnUnread = true;
  #view: EstimateView = { kind: 'fallback' };
  #shown: readonly Estimate[] = [];
  #told: string | undefined;
  #announcement = '';
  #said = '';
  #isPlaceTyped = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#isOwnUnread = true;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#locale = this.#locales.resolve();
    this.#answers.ask(questionOf(this, this.#locale.tag));
    // Time and language change nothing in what the page says itself.
    if (changed.size > 0 || this.#isOwnUnread) this.#own = readOwnEstimates(this, this.#onSlotChange);
    this.#isOwnUnread = false;
    const own = this.#own;
    const isOwn = this.#answers.estimates.length === 0;
    this.#shown = firstOfEachId(isOwn ? (own?.ok ? own.data : []) : this.#answers.estimates);
    const isInvalid = this.#answers.status === 'invalid' || (isOwn && own?.ok === false);
    this.#view = viewEstimate({
      estimates: this.#shown,
      status: isInvalid ? 'invalid' : this.#answers.status,
      titles: new Map(this.items?.map(({ sku, title }) => [sku, title ?? sku])),
      typed: this.#isPlaceTyped ? { country: this.country ?? '', postal: this.postal ?? undefined } : undefined,
      now: this.#answers.clock.now(),
      messages: this.#locale.messages,
      format: this.#locale.format,
    });
    this.#warn(own);
    this.#announce();
    toggleStates(this.#internals, {
      loading: this.#answers.status === 'loading',
      failed: this.#answers.status === 'failed',
      invalid: isInvalid,
      ready: this.#view.kind === 'ready',
      unavailable: this.#view.kind === 'unavailable',
    });
  }

  protected override render(): TemplateResult {
    const view = this.#view;
    const isFallbackShown = view.kind === 'fallback' || (view.kind === 'loading' && hasFallback(this));
    const box = isFallbackShown ? nothing : renderView(view, this.#templateContext);
    const status = this.compact ? nothing : renderStatus(this.#announcement, this.#locale.tag);
    return html`<slot ?hidden=${!isFallbackShown} @slotchange=${this.#onSlotChange}></slot>${box}${status}`;
  }

  protected override updated(): void {
    const { clock, estimates, status } = this.#answers;
    const { kind, changesAt = Infinity } = this.#view as { kind: string; changesAt?: number };
    const isWorthRetrying = status === 'failed' || (kind === 'fallback' && estimates.length > 0);
    const wakeAt = isWorthRetrying ? Math.min(changesAt, clock.now() + RETRY_MS) : changesAt;
    const now = (): number => {
      clock.checkDrift();
      return clock.now();
    };
    this.#waiting.waitFor(wakeAt, now, () => this.#wake());
    this.#tellPage();
    const first = this.#view.kind === 'ready' ? this.#shown[0] : undefined;
    publisher()?.(this, first);
  }

  readonly #onSlotChange = (): void => {
    this.#isOwnUnread = true;
    this.requestUpdate();
  };

  get #templateContext(): TemplateContext {
    return {
      given: this,
      locale: this.#locale,
      isBusy: this.#answers.status === 'loading',
      isFormOpen: this.renderRoot.querySelector('[part=destination][open]') !== null,
      onSubmit: this.#onSubmit,
    };
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const country = String(data.get('country') ?? this.country ?? this.#shown[0]?.destination?.country ?? '');
    const postal = String(data.get('postal')).trim();
    if (!country || !postal) return;
    if (this.rememberPostal) rememberPostal({ country, postal });
    this.country = country;
    this.region = undefined;
    this.postal = postal;
    this.#isPlaceTyped = true;
    const details = form.closest('details');
    if (details) details.open = false;
    // The button folds away with the form; its summary stays.
    details?.querySelector('summary')?.focus();
  };

  #wake(): void {
    const { clock, estimates, status } = this.#answers;
    if (status === 'failed' || estimates.some((estimate) => isExpired(estimate, clock.now()))) this.#answers.refresh();
    this.requestUpdate();
  }

  #warn(own: Parsed<Estimate[]> | undefined): void {
    const issue = own?.ok === false ? own.issues[0] : undefined;
    const problem = issue ? `${issue.path || 'data'}: ${issue.message}` : this.#answers.problem;
    if (problem !== undefined) warnOnce(`delivery-estimate: ${problem}.`);
  }

  /** Only what replaces an answer is announced, not the first one. */
  #announce(): void {
    const { announcement: text } = this.#view as { announcement?: string };
    if (text === undefined || text === this.#told) return;
    if (this.#told !== undefined) this.#announcement = text;
    this.#told = text;
  }

  /** The page hears of what it did not set itself: answers, and their change with time. */
  #tellPage(): void {
    const estimates = this.#answers.estimates;
    const [estimate] = estimates;
    if (!estimate || this.#answers.status === 'loading') return;
    const said = serialize(estimates.map((each) => ({ ...each, validUntil: undefined })));
    if (said === this.#said) return;
    this.#said = said;
    emit(this, 'waybill-estimate-change', { estimate, estimates } satisfies EstimateChangeDetail);
  }
}

/** An id names one way to deliver: a second one of the same name is a mistake of whoever answered. */
function firstOfEachId(estimates: readonly Estimate[]): readonly Estimate[] {
  const first = estimates.filter(({ id }, index) => estimates.findIndex((each) => each.id === id) === index);
  if (first.length < estimates.length) warnOnce('delivery-estimate: estimates share an id; the first is shown.');
  return first;
}
