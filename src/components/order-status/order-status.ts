import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TokenSource } from '../../client/access.ts';
import { FollowedOrder } from '../../client/live/follow.ts';
import { NO_ORDER, readOwnOrder } from '../../client/own-order.ts';
import { accessOf, addressOf, clockOf } from '../../client/shop.ts';
import type { Order } from '../../contract/order.ts';
import type { Warning } from '../../contract/salvage.ts';
import { AnnounceController } from '../../element/announce-controller.ts';
import { baseStyles } from '../../element/base-styles.ts';
import { emit } from '../../element/emit.ts';
import { hasFallback, readDataScript } from '../../element/light-dom.ts';
import { LocaleController, type Locale } from '../../element/locale-controller.ts';
import { orderStyles } from '../../element/order-styles.ts';
import { toggleStates } from '../../element/states.ts';
import { WakeController } from '../../element/wake-controller.ts';
import { warnOnce } from '../../element/warn.ts';
import english from '../../i18n/english-order.ts';
import type { MessageOverrides, OrderMessages } from '../../i18n/messages.ts';
import type { OrderReading } from '../../order/read-order.ts';
import { VERSION } from '../../version.ts';
import { Deeds } from './deeds.ts';
import { holdFocus } from './focus.ts';
import { styles } from './order-status.styles.ts';
import { renderView } from './order-status.template.ts';
import { viewOrder, type OrderView } from './order-status.view.ts';
import { RememberedReading } from './remembered-reading.ts';
import { stepStyles } from './steps.styles.ts';

export type { MissingReportDetail } from './deeds.ts';

/** Detail of `waybill-order-change`; `warnings` name what of the order could not be read and was left out. */
export type OrderChangeDetail = { order: Order; status: OrderReading['status']; warnings: readonly Warning[] };

/**
 * Where an order is, after buying: every parcel, every step, the promise that was made beside what
 * holds today, and what can be done. Live where the shop's server can stream.
 *
 * @tagname waybill-order-status
 * @summary Where it is, live.
 * @since 0.1.0
 *
 * @slot - Text that is shown until there is an order, and where there is none. A
 *   `<script type="application/json">` here holds an order of the contract.
 * @slot item-{id} - Beside a line of the order: the page's own way out instead of the cancel element's.
 *
 * @csspart headline - The sentence that says where it is; `headline-late` where it is late or stuck.
 * @csspart date - The date in it.
 * @csspart about - Which parcel the headline is about.
 * @csspart parcel - One parcel; `parcel-unsent` for what is not sent yet.
 * @csspart parcel-title - "Parcel 1 of 2".
 * @csspart promise - What was promised and what holds now.
 * @csspart promise-first - The promise that was made.
 * @csspart promise-current - What holds now.
 * @csspart promise-reason - Why, and when it was said.
 * @csspart trouble - What is wrong and who must act.
 * @csspart items - What is in a parcel.
 * @csspart item - One line.
 * @csspart steps - The way of a parcel; `steps-compact` in the compact form.
 * @csspart step - One step; also `step-done`, `step-current` or `step-to-come`, and `step-here`.
 * @csspart step-label - Its name.
 * @csspart step-details - Its time and place.
 * @csspart step-latest - The newest scan within it.
 * @csspart carrier - Carrier and tracking numbers.
 * @csspart tracking - One tracking number with its button and link.
 * @csspart tracking-number - The number.
 * @csspart place - Pickup point, locker or store.
 * @csspart facts - Who has it, until when it is kept, the code, to whom it went.
 * @csspart missing - "Delivered, but not here?"
 * @csspart reported - That it was reported missing.
 * @csspart history - All that happened.
 * @csspart event - One entry of it.
 * @csspart adjustments - What was canceled, returned and refunded.
 * @csspart actions - What can be done about the order.
 * @csspart link - Every link.
 * @csspart button - Every button; also `copy`, `report`, `earlier`, `retry`.
 * @csspart freshness - How old our knowledge is; its runs are `freshness-live`, `freshness-doubtful` and `freshness-plain`.
 * @csspart skeleton - Stands in for the first answer.
 * @csspart status - What a screen reader is told of changes; not seen.
 *
 * @cssproperty [--waybill-order-status-headline-size=1.25em] - Size of the headline.
 * @cssproperty [--waybill-order-status-headline-weight=600] - Its weight.
 * @cssproperty [--waybill-order-status-detail-size=0.9375em] - Size of everything below.
 * @cssproperty [--waybill-order-status-gap=1em] - Space between parcels.
 * @cssproperty [--waybill-color-accent] - Shared: the shop's accent colour.
 * @cssproperty [--waybill-color-trouble] - Shared: the rule beside trouble.
 * @cssproperty [--waybill-color-done] - Shared: the mark beside "Live".
 * @cssproperty [--waybill-color-muted] - Shared: quieter text.
 * @cssproperty [--waybill-color-line] - Shared: rules and placeholders.
 * @cssproperty [--waybill-color-control] - Shared: borders of buttons.
 * @cssproperty [--waybill-color-focus] - Shared: focus outline.
 * @cssproperty [--waybill-radius] - Shared: rounding of corners.
 *
 * @cssState loading - The first answer is under way.
 * @cssState ready - There is an order.
 * @cssState live - The stream vouches for what is shown.
 * @cssState stale - What is shown may be out of date.
 * @cssState invalid - The data cannot be read.
 * @cssState late - The order is late, stuck or waits for the customer.
 *
 * @fires {CustomEvent<OrderChangeDetail>} waybill-order-change - The order changed at the shop. Not fired
 *   for what the page itself set.
 * @fires {CustomEvent<MissingReportDetail>} waybill-missing-report - Cancelable: the customer reports a
 *   delivered parcel missing. Unless the page takes it over, it is sent to the endpoint.
 * @fires {CustomEvent<{code: string}>} waybill-order-error - The order cannot be shown: `bad-data`,
 *   `denied` or `not-found`.
 */
export class WaybillOrderStatus extends LitElement {
  static readonly version = VERSION;
  static override styles = [baseStyles, orderStyles, styles, stepStyles];
  static override properties = {
    order: { attribute: false },
    orderId: { attribute: 'order-id' },
    endpoint: {},
    token: { attribute: false },
    shared: { type: Boolean },
    timeZone: { attribute: 'time-zone' },
    compact: { type: Boolean },
    messages: { attribute: false },
    langAttribute: { attribute: 'lang' },
  };

  /** An order of the contract, where the page keeps the network to itself. */
  declare order: Order | undefined;
  /** Which order to follow at the endpoint. */
  declare orderId: string | undefined;
  /** Base address of a shop's back end that speaks the contract. */
  declare endpoint: string | undefined;
  /** A guest's token, or a function that gives the current one; else a link's fragment, else the session. */
  declare token: TokenSource | undefined;
  /** One stream a browser instead of one a page. */
  declare shared: boolean;
  /** IANA zone of the destination, where the order does not say it; else the reader's. */
  declare timeZone: string | undefined;
  /** One line and a slim row of steps, for lists of orders. */
  declare compact: boolean;
  /** Single messages in the page's own words. */
  declare messages: MessageOverrides | undefined;
  /** Its changes are listened to; the native `lang` stays as it is. */
  declare protected langAttribute: string | null;

  readonly #internals = this.attachInternals();
  readonly #locales = new LocaleController(this, english);
  readonly #follow = new FollowedOrder(this, (problem) => warnOnce(`order-status: ${problem}`));
  readonly #waiting = new WakeController(this);
  readonly #announcer = new AnnounceController(this);
  readonly #readings = new RememberedReading();
  readonly #deeds = new Deeds(this, () => ({
    endpoint: addressOf(this),
    access: accessOf(this),
    messages: this.#locale.messages,
    refresh: () => this.#follow.refresh(),
  }));
  #locale!: Locale<OrderMessages>;
  #own = NO_ORDER;
  /** What it was read from. The same is read once. */
  #ownSource: unknown;
  #isOwnUnread = true;
  #view: OrderView = { kind: 'fallback' };
  #told = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#isOwnUnread = true;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#locale = this.#locales.resolve();
    if (changed.has('order') || this.#isOwnUnread) this.#readOwn();
    this.#isOwnUnread = false;
    this.#follow.follow(this.order == null, { wantsStream: !this.compact, isShared: this.shared });
    const live = this.#follow.view;
    const now = clockOf(this).now();
    const deeds = this.#deeds;
    deeds.kept.keep(this.#view, this.shadowRoot);
    const order = deeds.take(live?.snapshot ?? this.#own.order);
    const timeZone = order?.timeZone ?? this.timeZone ?? undefined;
    const reading = order && this.#readings.read(order, { now, timeZone });
    this.#view = viewOrder({
      reading,
      status: live?.status,
      age: live?.checkedAt === undefined ? undefined : performance.now() - live.checkedAt,
      isInvalid: this.#own.isInvalid,
      timeZone,
      now,
      historyLimit: deeds.historyLimit,
      hasEarlier: deeds.hasEarlier,
      kept: deeds.kept,
      messages: this.#locale.messages,
      format: this.#locale.format,
    });
    const view = this.#view;
    if (view.kind === 'ready') this.#announcer.tell(view.announcement, live?.snapshot ? live.arrival === 'update' : true);
    this.#tellPage(reading);
    toggleStates(this.#internals, {
      loading: view.kind === 'loading',
      ready: view.kind === 'ready',
      live: live?.status === 'live',
      stale: live?.status === 'stale' || live?.status === 'offline',
      invalid: this.#own.isInvalid || live?.status === 'bad-data',
      late: view.kind === 'ready' && view.isLate,
    });
  }

  protected override update(changed: PropertyValues): void {
    const restoreFocus = holdFocus(this, this.renderRoot as ShadowRoot);
    super.update(changed);
    restoreFocus();
  }

  protected override render(): TemplateResult {
    const { kind } = this.#view;
    const hasText = hasFallback(this);
    // What the page wrote stands where there is no order, with the reason below it.
    const isFallbackShown = kind === 'fallback' || (kind !== 'ready' && hasText);
    return html`<slot ?hidden=${!isFallbackShown} @slotchange=${this.#onSlotChange}></slot
      >${kind === 'fallback' ? nothing : this.#renderBox(hasText)}<p part="status" role="status" class="visually-hidden"
        .textContent=${this.#announcer.text}></p
      ><p role="status" class="visually-hidden" .textContent=${this.#deeds.reply}></p>`;
  }

  #renderBox(hasText: boolean): TemplateResult {
    const { messages, direction, tag } = this.#locale;
    const { compact, endpoint, token, timeZone } = this;
    const { templateContext, order } = this.#deeds;
    const cancel = { order, endpoint, token, timeZone };
    const context = { ...templateContext, messages, compact, hasFallback: hasText, cancel };
    return html`<div class=${compact ? 'base compact' : 'base'} lang=${tag} dir=${direction} tabindex="-1"
      @waybill-cancel-change=${context.handlers.onRetry}>${renderView(this.#view, context)}</div>`;
  }

  protected override updated(): void {
    const { changesAt = Infinity } = this.#view as { changesAt?: number };
    const clock = clockOf(this);
    this.#waiting.waitFor(changesAt, () => clock.now(), () => {
      clock.checkDrift();
      this.requestUpdate();
    });
  }

  /** The order that the page itself gives, by property or as JSON between the tags. */
  #readOwn(): void {
    const source = this.order ?? readDataScript(this);
    if (source === this.#ownSource) return;
    this.#ownSource = source;
    this.#own = readOwnOrder(source, this.#own.order);
    if (this.#own.problem !== undefined) warnOnce(`order-status: ${this.#own.problem}`);
  }

  readonly #onSlotChange = (): void => {
    this.#isOwnUnread = true;
    this.requestUpdate();
  };

  /** The page hears of what it did not set itself, and of what keeps an order from being shown. */
  #tellPage(reading: OrderReading | undefined): void {
    const live = this.#follow.view;
    const code = live && ['bad-data', 'denied', 'not-found'].find((status) => status === live.status);
    const said = code ?? (live?.snapshot ? `${live.epoch ?? ''} ${live.snapshot.version}` : '');
    if (said === this.#told) return;
    this.#told = said;
    if (code !== undefined) emit(this, 'waybill-order-error', { code });
    else if (live?.snapshot && reading) {
      const detail: OrderChangeDetail = { order: live.snapshot, status: reading.status, warnings: live.warnings };
      emit(this, 'waybill-order-change', detail);
    }
  }
}
