import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TokenSource } from '../../client/http/auth.ts';
import { OrderStreamController } from '../../client/order-stream/order-stream-controller.ts';
import { resolveAuth, resolveEndpoint, resolveServerClock } from '../../client/http/endpoint-context.ts';
import type { OrderStreamStatus } from '../../client/order-stream/selectors.ts';
import type { Order } from '../../contract/order.ts';
import type { ParseWarning } from '../../contract/lenient-parse.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import { AnnounceController } from '../shared/announce-controller.ts';
import { baseStyles } from '../shared/base-styles.ts';
import { booleanConverter } from '../shared/boolean-converter.ts';
import { emit } from '../shared/emit.ts';
import { InlineDataController } from '../shared/inline-data-controller.ts';
import { LocaleController, type Locale } from '../shared/locale-controller.ts';
import { orderStyles } from '../shared/order-styles.ts';
import { setCustomStates } from '../shared/custom-states.ts';
import { WakeController } from '../shared/wake-controller.ts';
import { warnOnce } from '../shared/warn-once.ts';
import { englishOrderStatus, type MessageOverrides, type OrderStatusMessages } from '../../i18n/messages.ts';
import type { OrderSummary } from '../../order/order-summary.ts';
import { VERSION } from '../../version.ts';
import { OrderActionsController } from './order-actions-controller.ts';
import { preserveFocus } from '../shared/preserve-focus.ts';
import { ROWS_PER_TASK } from './first-rows.ts';
import { orderStatusStyles } from './order-status.styles.ts';
import { renderViewModel } from './order-status.template.ts';
import { deriveOrderViewModel, isOutdated, type OrderViewModel } from './order-status.view-model.ts';
import { MemoizedOrderSummary } from '../../order/order-summary.ts';
import { findPinnedCancelElements, type PinnedCancelElements } from './pinned-cancel-elements.ts';
import { stepStyles } from './steps.styles.ts';

export type { MissingReportDetail } from './order-actions-controller.ts';

/** Changes within this time are announced together. */
const ANNOUNCE_INTERVAL_MS = 5_000;

/**
 * A page's own connection to the shop. `status` is shown beside the order, or in its place. `refresh` is called by the
 * button "Try again".
 */
export type OrderConnection = { readonly status: OrderStreamStatus; readonly refresh: () => void };

/** Detail of `waybill-order-change`. `warnings` name the fields of the order that were invalid and left out. */
export type OrderChangeDetail = { order: Order; status: OrderSummary['status']; warnings: readonly ParseWarning[] };

/**
 * Shows the status of an order after it was placed: every parcel with its steps, the first promise beside the current
 * one, issues, and the actions that the shop offers. The order comes from the property, a script, or an endpoint, which
 * is followed by server-sent events and by polling.
 *
 * @tagname waybill-order-status
 * @summary Shows customers where their order is, live.
 * @since 0.1.0
 *
 * @slot - Text shown until there is an order, and if there is none. A `<script type="application/json">` child holds an
 *   order of the contract, shown until the endpoint has answered.
 * @slot item-{id} - Content beside a line of the order, in place of the cancel element.
 *
 * @csspart headline - The sentence with the status. Also `headline-late` for a late order, a problem, or an action that
 *   the customer must take.
 * @csspart date - An emphasized date.
 * @csspart primary-parcel - The parcel of the headline, if there are several.
 * @csspart parcel - One parcel. Also `parcel-unshipped` for items that are not shipped.
 * @csspart parcel-title - "Parcel 1 of 2".
 * @csspart promise - The first promise and the current one, if they differ.
 * @csspart promise-first - The first promise.
 * @csspart promise-current - The current promise.
 * @csspart promise-reason - Reason and time of the current promise.
 * @csspart issue - A problem, and who must act.
 * @csspart items - The list of items of a parcel.
 * @csspart item - One line of the order.
 * @csspart steps - The list of steps of a parcel. Also `steps-compact` in the compact form.
 * @csspart step - One step. Also `step-done`, `step-current` or `step-to-come`, and `step-active`.
 * @csspart step-label - The label of a step.
 * @csspart step-details - Time and place of a step.
 * @csspart step-latest - The newest scan in a step.
 * @csspart carrier - Carrier and tracking numbers.
 * @csspart tracking - One tracking number with its button and link.
 * @csspart tracking-number - The number alone.
 * @csspart place - Pickup point, locker or store.
 * @csspart facts - Custody, end of storage, pickup code, recipient.
 * @csspart missing - The disclosure "Delivered, but not here?".
 * @csspart reported - Confirms a report of a missing parcel.
 * @csspart history - The disclosure with all events.
 * @csspart event - One event.
 * @csspart adjustments - The list of cancellations, returns and refunds.
 * @csspart actions - Links and buttons for the whole order.
 * @csspart link - Every link. Also `track`, `proof`, `open`, `report`, or the type of an action such as `return-items`.
 * @csspart button - Every button. Also `copy`, `report`, `earlier` or `retry`.
 * @csspart freshness - When the order was last checked, and the carrier's last scan. Its texts are `freshness-live`,
 *   `freshness-stale` and `freshness-plain`.
 * @csspart skeleton - Placeholder while the order is loaded.
 * @csspart status - Live region for screen readers, visually hidden.
 *
 * @cssproperty [--waybill-order-status-headline-size=1.3333em] - Font size of the headline, relative to
 *   `--waybill-order-status-detail-size`: with both defaults 1.25 times the element's font size. Not read in the compact
 *   form.
 * @cssproperty [--waybill-order-status-headline-weight=600] - Font weight of the headline.
 * @cssproperty [--waybill-order-status-detail-size=0.9375em] - Font size of the content, relative to the element's font size.
 * @cssproperty [--waybill-order-status-gap=1em] - Space above and below the rule between two parcels.
 * @cssproperty [--waybill-color-accent] - Shared: links, and the marks of steps. Default: the text color.
 * @cssproperty [--waybill-color-danger] - Shared: the rule beside an issue. Default: the text color mixed with red.
 * @cssproperty [--waybill-color-success=currentColor] - Shared: the mark beside "Live".
 * @cssproperty [--waybill-color-muted] - Shared: secondary text. Default: the text color at 72 %.
 * @cssproperty [--waybill-color-line] - Shared: rules and placeholders. Default: the text color at 20 % and 12 %.
 * @cssproperty [--waybill-color-control] - Shared: borders of buttons. Default: the text color at 55 %.
 * @cssproperty [--waybill-color-focus=currentColor] - Shared: the focus outline.
 * @cssproperty [--waybill-radius=0.25em] - Shared: corners of buttons and placeholders.
 *
 * @cssState loading - The order is being loaded.
 * @cssState ready - An order is shown.
 * @cssState live - The stream is connected: the order is up to date.
 * @cssState stale - The order may be out of date.
 * @cssState invalid - The data cannot be read.
 * @cssState late - The order is late, has a problem, or waits for the customer.
 *
 * @fires {CustomEvent<OrderChangeDetail>} waybill-order-change - Emitted when the endpoint has a new version of the order,
 *   also the first one. `detail`: `order`, `status`, `warnings`. Not emitted for an order that the page sets itself.
 * @fires {CustomEvent<MissingReportDetail>} waybill-missing-report - Emitted when the customer reports a delivered parcel
 *   as missing. `detail`: `orderId`, `shipmentId`. Call `event.preventDefault()` to send the report yourself.
 * @fires {CustomEvent<{code: string}>} waybill-order-error - Emitted when the endpoint has no order to show.
 *   `detail.code`: `bad-data`, `denied` or `not-found`.
 */
export class WaybillOrderStatus extends LitElement {
  static readonly version = VERSION;
  static override styles = [baseStyles, orderStyles, orderStatusStyles, stepStyles];
  static override properties = {
    order: { attribute: false },
    connection: { attribute: false },
    orderId: { attribute: 'order-id' },
    endpoint: {},
    token: { attribute: false },
    shared: { type: Boolean, converter: booleanConverter },
    timeZone: { attribute: 'time-zone' },
    compact: { type: Boolean, converter: booleanConverter },
    messages: { attribute: false },
  };

  /** An order of the contract, for a page that loads it itself. The element then does not read it from the endpoint. */
  declare order: Order | undefined;
  /** Your own connection to the shop: `{ status, refresh }`. For a page that keeps `order` up to date itself. */
  declare connection: OrderConnection | undefined;
  /** Id of the order at the endpoint: 1 to 128 printable characters. */
  declare orderId: string | undefined;
  /** Base URL of a back end that implements the contract. */
  declare endpoint: string | undefined;
  /** A guest's token, or a function that returns it. Default: `#waybill-token=…` of the link, else the session cookie. */
  declare token: TokenSource | undefined;
  /** One stream for all tabs of the browser. Default: one stream a page. As text of the attribute, `false` is off. */
  declare shared: boolean;
  /** IANA time zone of the destination, for an order without one; default: the reader's. */
  declare timeZone: string | undefined;
  /** The headline and a row of steps, for lists of orders. Follows the order by polling alone. As text of the attribute, `false` is off. */
  declare compact: boolean;
  /** Replacements of single messages. */
  declare messages: MessageOverrides | undefined;

  readonly #internals = this.attachInternals();
  readonly #localeController = new LocaleController(this, englishOrderStatus);
  readonly #inlineOrder = new InlineDataController<Order>(this, {
    select: (json) => this.order ?? json,
    parse: parseOrder,
    onProblem: warn,
  });
  readonly #orderStream = new OrderStreamController(this, warn);
  readonly #wakeController = new WakeController(this);
  readonly #announceController = new AnnounceController(this, ANNOUNCE_INTERVAL_MS);
  readonly #summaries = new MemoizedOrderSummary();
  readonly #actionsController = new OrderActionsController(this, () => ({
    endpoint: resolveEndpoint(this),
    auth: resolveAuth(this),
    messages: this.#locale.messages,
    refresh: () => {
      this.#orderStream.refresh();
      this.connection?.refresh();
    },
  }));
  #locale!: Locale<OrderStatusMessages>;
  #viewModel: OrderViewModel = { kind: 'fallback' };
  #previousChangeKey = '';
  #rowLimit = ROWS_PER_TASK;
  #rowTimer: ReturnType<typeof setTimeout> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    const clock = resolveServerClock(this);
    clock.detectClockJump();
    this.#locale = this.#localeController.resolve();
    if (changed.has('order')) this.#inlineOrder.invalidate();
    const inline = this.#inlineOrder.result;
    this.#orderStream.connect(this.order == null, { isStreamed: !this.compact, isSharedAcrossTabs: this.shared });
    const live = this.#orderStream.result;
    const streamStatus = live?.status ?? this.connection?.status;
    const now = clock.latestNow();
    const actions = this.#actionsController;
    const order = actions.setOrder(live?.snapshot ?? inline.data);
    const timeZone = order?.timeZone ?? this.timeZone ?? undefined;
    const summary = order && this.#summaries.derive(order, { now, timeZone });
    this.#viewModel = deriveOrderViewModel({
      summary,
      streamStatus,
      ageMs: live?.checkedAt === undefined ? undefined : performance.now() - live.checkedAt,
      isInvalid: inline.isInvalid,
      timeZone,
      now,
      historyLimit: actions.historyLimit,
      hasEarlierEvents: actions.hasEarlierEvents,
      pinnedCancels: this.#findPinnedCancels(order),
      rowLimit: this.#rowLimit,
      messages: this.#locale.messages,
      format: this.#locale.format,
    });
    const viewModel = this.#viewModel;
    // A first load and a reconnect are no updates.
    if (viewModel.kind === 'ready')
      this.#announceController.announce(viewModel.announcement, live?.snapshot ? live.updateType === 'update' : true);
    this.#emitChange(summary);
    setCustomStates(this.#internals, {
      loading: viewModel.kind === 'loading',
      ready: viewModel.kind === 'ready',
      live: streamStatus === 'live',
      stale: isOutdated(streamStatus),
      invalid: inline.isInvalid || streamStatus === 'bad-data',
      late: viewModel.kind === 'ready' && viewModel.isLate,
    });
  }

  protected override update(changed: PropertyValues): void {
    const restoreFocus = preserveFocus(this, this.renderRoot as ShadowRoot);
    super.update(changed);
    restoreFocus();
  }

  protected override render(): TemplateResult {
    const { kind } = this.#viewModel;
    const { hasFallbackContent } = this.#inlineOrder;
    // A notice stands below the page's own text.
    const isFallbackShown = kind === 'fallback' || (kind !== 'ready' && hasFallbackContent);
    return html`<slot ?hidden=${!isFallbackShown}></slot
      >${kind === 'fallback' ? nothing : this.#renderBox(hasFallbackContent)}<p part="status" role="status" class="visually-hidden"
        .textContent=${this.#announceController.text}></p
      ><p role="status" class="visually-hidden" .textContent=${this.#actionsController.announcement}></p>`;
  }

  #renderBox(hasFallbackContent: boolean): TemplateResult {
    const { messages, direction, tag } = this.#locale;
    const { compact, endpoint, token, timeZone } = this;
    const { templateContext, order } = this.#actionsController;
    const cancelElementProperties = { order, endpoint, token, timeZone };
    const context = { ...templateContext, messages, compact, hasFallbackContent, cancelElementProperties };
    return html`<div class=${compact ? 'base compact' : 'base'} lang=${tag} dir=${direction} tabindex="-1"
      @waybill-cancel-change=${context.handlers.onRefresh}>${renderViewModel(this.#viewModel, context)}</div>`;
  }

  protected override updated(): void {
    const { changesAt = Infinity } = this.#viewModel;
    const clock = resolveServerClock(this);
    this.#wakeController.schedule(
      changesAt,
      () => clock.latestNow(),
      () => this.requestUpdate(),
    );
    const hasMoreRows = !this.compact && this.#viewModel.kind === 'ready' && this.#viewModel.hasMoreRows;
    if (hasMoreRows && this.#rowTimer === undefined) this.#rowTimer = setTimeout(() => this.#drawMoreRows());
  }

  #drawMoreRows(): void {
    this.#rowTimer = undefined;
    this.#rowLimit += ROWS_PER_TASK;
    this.requestUpdate();
  }

  /** Cancel elements of the last render that the next one must not move. */
  #findPinnedCancels(order: Order | undefined): PinnedCancelElements | undefined {
    const rendered = this.#viewModel;
    const isSameOrder = rendered.kind === 'ready' && rendered.orderId === order?.id;
    return isSameOrder ? findPinnedCancelElements(rendered, this.renderRoot) : undefined;
  }

  /** Emits an order that differs from the last one of the endpoint, or why there is none. */
  #emitChange(summary: OrderSummary | undefined): void {
    const live = this.#orderStream.result;
    const code = live && ['bad-data', 'denied', 'not-found'].find((status) => status === live.status);
    const key = code ?? (live?.snapshot ? `${live.epoch ?? ''} ${live.snapshot.version}` : '');
    if (key === this.#previousChangeKey) return;
    this.#previousChangeKey = key;
    if (code !== undefined) emit(this, 'waybill-order-error', { code });
    else if (live?.snapshot && summary) {
      const detail: OrderChangeDetail = { order: live.snapshot, status: summary.status, warnings: live.warnings };
      emit(this, 'waybill-order-change', detail);
    }
  }
}

const warn = (problem: string): void => warnOnce(`order-status: ${problem}`);
