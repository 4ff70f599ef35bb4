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
import { VERSION } from '../../version.ts';
import { OrderActionsController } from './order-actions-controller.ts';
import { preserveFocus } from '../shared/preserve-focus.ts';
import { ROWS_PER_TASK } from './first-rows.ts';
import { orderStatusStyles } from './order-status.styles.ts';
import { parseLayout, type OrderStatusLayout } from './order-status-layout.ts';
import { renderViewModel } from './order-status.template.ts';
import { deriveOrderViewModel, isOutdated, type OrderViewModel } from './order-status.view-model.ts';
import { MemoizedOrderFacts, type OrderFacts } from '../../order/order-facts.ts';
import { parcelStyles } from './parcel.styles.ts';
import { findPinnedCancelElements, type PinnedCancelElements } from './pinned-cancel-elements.ts';
import { stepStyles } from './steps.styles.ts';

export type { MissingReportDetail } from './order-actions-controller.ts';
export type { OrderStatusLayout } from './order-status-layout.ts';

/** Changes within this time are announced together. */
const ANNOUNCE_INTERVAL_MS = 5_000;

/**
 * A page's own connection to the shop. `status` is shown beside the order, or in its place. `refresh` is called by the
 * button "Try again".
 */
export type OrderConnection = { readonly status: OrderStreamStatus; readonly refresh: () => void };

/** Detail of `waybill-order-change`. `warnings` name the fields of the order that were invalid and left out. */
export type OrderChangeDetail = { order: Order; status: OrderFacts['status']; warnings: readonly ParseWarning[] };

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
 * @slot carrier-logo-{name} - Picture in place of the name of a carrier, such as `carrier-logo-DHL`.
 * @slot help - How to reach the shop, in place of the link to `helpUrl` of the order. It stands in the first issue, else
 *   among the actions.
 *
 * @csspart header - The headline and the lines below it.
 * @csspart headline - The sentence with the status, of the worst parcel if there are several. Also `headline-late` for a
 *   late order, a problem, or an action that the customer must take.
 * @csspart other-headline - One line for each other parcel, if there are few.
 * @csspart date - An emphasized date.
 * @csspart parcel - One parcel. Also `parcel-unshipped` for items that are not shipped, and `parcel-folded` if nothing
 *   about it needs the customer.
 * @csspart parcel-title - The product of a parcel, or "Parcel 2".
 * @csspart parcel-headline - The status of a parcel that the headline is not about.
 * @csspart bar - The steps at a glance. Not shown for a parcel that has arrived, unless `layout` is `bar`.
 * @csspart segments - The row of segments.
 * @csspart segment - One step in the bar. Also `segment-done`, `segment-current` or `segment-to-come`.
 * @csspart bar-labels - The texts below the bar: the first step, the reached one, the expected day.
 * @csspart bar-current - The reached step.
 * @csspart latest - Time, text and place of the newest scan.
 * @csspart promise - The first promise and the current one, if they differ.
 * @csspart promise-first - The first promise.
 * @csspart promise-current - The current promise.
 * @csspart promise-reason - Reason and time of the current promise.
 * @csspart issue - A problem, what happens next, and a button. Also `issue-blocking` if the delivery does not go on.
 * @csspart todo - Who must do what, and by when.
 * @csspart next-step - What happens next, if the shop does not say it.
 * @csspart items - The list of items of a parcel.
 * @csspart item - One line of the order.
 * @csspart media - Picture of an item. `display: none` leaves it out.
 * @csspart item-title - Name of an item, a link if the order has one.
 * @csspart item-details - State, quantity, price and date of an item.
 * @csspart details - The disclosure with the steps of a parcel.
 * @csspart steps - The list of steps of a parcel.
 * @csspart step - One step. Also `step-done`, `step-current` or `step-to-come`, and `step-active`.
 * @csspart step-label - The label of a step.
 * @csspart step-details - Time and place of a step, and the newest scan of the reached one.
 * @csspart carrier - Carrier and tracking numbers.
 * @csspart tracking - One tracking number with its button and link.
 * @csspart tracking-number - The number alone.
 * @csspart place - Pickup point, locker or store.
 * @csspart facts - Recipient, pickup code, end of storage, custody.
 * @csspart photo - Photo of the place where the parcel was left.
 * @csspart missing - The disclosure "Didn’t receive it?".
 * @csspart history - The disclosure with all events.
 * @csspart event - One event. Also `event-excluded` if it does not count.
 * @csspart adjustments - The list of cancellations, returns and refunds.
 * @csspart actions - Links and buttons for the whole order.
 * @csspart link - Every link. Also `primary` for the one thing to do, `track`, `proof`, `report`, `help`, `item-title`, or
 *   the type of an action such as `return-items`.
 * @csspart button - Every button. Also `copy`, `report`, `earlier` or `retry`.
 * @csspart freshness - When the order was last checked, and the time zone of all times. Its texts are `freshness-live`,
 *   `freshness-stale` and `freshness-plain`.
 * @csspart skeleton - Placeholder while the order is loaded, as high as the usual answer.
 * @csspart status - Live region for screen readers, visually hidden.
 *
 * @cssproperty [--waybill-order-status-headline-size=1.5em] - Font size of the headline, relative to
 *   `--waybill-order-status-detail-size`. Not read in the compact form.
 * @cssproperty [--waybill-order-status-headline-weight=650] - Font weight of the headline.
 * @cssproperty [--waybill-order-status-detail-size=1em] - Font size of the content, relative to the element's font size.
 * @cssproperty [--waybill-order-status-gap=0.875em] - Space below the rule between two parcels.
 * @cssproperty [--waybill-color-accent] - Shared: links, the bar, and the marks of steps. Default: the text color.
 * @cssproperty [--waybill-color-danger] - Shared: an issue, and the bar if the delivery does not go on. Default: the text
 *   color mixed with red.
 * @cssproperty [--waybill-color-success=currentColor] - Shared: the mark beside "Live".
 * @cssproperty [--waybill-color-muted] - Shared: secondary text. Default: the text color at 72 %.
 * @cssproperty [--waybill-color-line] - Shared: rules and placeholders. Default: the text color at 20 % and 12 %.
 * @cssproperty [--waybill-color-control] - Shared: borders of buttons. Default: the text color at 55 %.
 * @cssproperty [--waybill-color-focus=currentColor] - Shared: the focus outline.
 * @cssproperty [--waybill-control-size=44px] - Shared: height of the main controls.
 * @cssproperty [--waybill-radius=0.25em] - Shared: corners of buttons and placeholders; pictures and the main button have
 *   twice, issues three times as much.
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
  static override styles = [baseStyles, orderStyles, parcelStyles, orderStatusStyles, stepStyles];
  static override properties = {
    order: { attribute: false },
    connection: { attribute: false },
    orderId: { attribute: 'order-id' },
    endpoint: {},
    token: { attribute: false },
    shared: { type: Boolean, converter: booleanConverter },
    timeZone: { attribute: 'time-zone' },
    layout: {},
    headingLevel: { attribute: 'heading-level' },
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
  /**
   * `auto`, `bar`, `rail`, or `compact` for lists of orders. `bar`: the steps as a bar, and as a list in a disclosure.
   * `rail`: the list. `auto`, the default: `bar` until the delivery; in browsers with `::details-content`, `rail` if the
   * element is narrower than 15 em. `compact`: one line and a slim bar; it follows the order by polling alone.
   */
  declare layout: OrderStatusLayout | undefined;
  /** `aria-level` of the headline, 1 to 6; titles of parcels are one below. Default: 2. 0: no headings. */
  declare headingLevel: number | string | undefined;
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
  readonly #facts = new MemoizedOrderFacts();
  readonly #actionsController = new OrderActionsController(this, () => ({
    endpoint: resolveEndpoint(this),
    auth: resolveAuth(this),
    messages: this.#locale.messages.order,
    refresh: () => {
      this.#orderStream.refresh();
      this.connection?.refresh();
      // A cancel element that has its outcome says it in place of its line.
      this.requestUpdate();
    },
  }));
  #locale!: Locale<OrderStatusMessages>;
  #layout: OrderStatusLayout = 'auto';
  #viewModel: OrderViewModel = { kind: 'fallback' };
  #previousChangeKey = '';
  #rowLimit = ROWS_PER_TASK;
  #rowTimer: ReturnType<typeof setTimeout> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    const clock = resolveServerClock(this);
    clock.detectClockJump();
    this.#layout = parseLayout(this.layout);
    const isCompact = this.#layout === 'compact';
    this.#locale = this.#localeController.resolve();
    if (changed.has('order')) this.#inlineOrder.invalidate();
    const inline = this.#inlineOrder.result;
    this.#orderStream.connect(this.order == null, { isStreamed: !isCompact, isSharedAcrossTabs: this.shared });
    const live = this.#orderStream.result;
    const streamStatus = live?.status ?? this.connection?.status;
    const now = clock.latestNow();
    const actions = this.#actionsController;
    const order = actions.setOrder(live?.snapshot ?? inline.data);
    const timeZone = order?.timeZone ?? this.timeZone ?? undefined;
    const summary = order && this.#facts.derive(order, { now, timeZone });
    this.#viewModel = deriveOrderViewModel({
      summary,
      streamStatus,
      ageMs: live?.checkedAt === undefined ? undefined : performance.now() - live.checkedAt,
      isInvalid: inline.isInvalid,
      timeZone,
      namesZone: isCompact,
      now,
      historyLimit: actions.historyLimit,
      hasEarlierEvents: actions.hasEarlierEvents,
      pinnedCancels: this.#findPinnedCancels(order),
      unfoldedKeys: this.#selectUnfolded(order),
      rowLimit: this.#rowLimit,
      messages: this.#locale.messages,
      format: this.#locale.format,
    });
    const viewModel = this.#viewModel;
    if (viewModel.kind === 'ready') {
      // A first load and a reconnect are no updates. A report is announced by its action.
      const isUpdate = live?.snapshot ? live.updateType === 'update' : true;
      this.#announceController.announce(
        viewModel.announcement,
        isUpdate && !actions.isAnnounced(viewModel.announcement),
      );
    }
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
    const { tag, direction } = this.#locale;
    // A notice stands below the page's own text.
    const isFallbackShown = kind === 'fallback' || (kind !== 'ready' && hasFallbackContent);
    return html`<slot ?hidden=${!isFallbackShown}></slot
      >${kind === 'fallback' ? nothing : this.#renderBox(hasFallbackContent)}<p part="status" role="status" class="visually-hidden" lang=${tag} dir=${direction}
        .textContent=${this.#announceController.text}></p
      ><p role="status" class="visually-hidden" lang=${tag} dir=${direction} .textContent=${this.#actionsController.announcement}></p>`;
  }

  #renderBox(hasFallbackContent: boolean): TemplateResult {
    const { messages, direction, tag } = this.#locale;
    const { endpoint, token, timeZone } = this;
    const { templateContext, order } = this.#actionsController;
    const context = {
      ...templateContext,
      messages: messages.order,
      layout: this.#layout,
      headingLevel: parseHeadingLevel(this.headingLevel),
      hasFallbackContent,
      cancelElementProperties: { order, endpoint, token, timeZone },
    };
    return html`<div class=${`base ${this.#layout}`} lang=${tag} dir=${direction} tabindex="-1"
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
    const hasMoreRows = this.#layout !== 'compact' && this.#viewModel.kind === 'ready' && this.#viewModel.hasMoreRows;
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

  /** Keys of the parcels that the last render showed unfolded. */
  #selectUnfolded(order: Order | undefined): ReadonlySet<string> {
    const rendered = this.#viewModel;
    const parcels = rendered.kind === 'ready' && rendered.orderId === order?.id ? rendered.parcels : [];
    return new Set(parcels.filter(({ isFolded }) => !isFolded).map(({ key }) => key));
  }

  /** Emits an order that differs from the last one of the endpoint, or why there is none. */
  #emitChange(summary: OrderFacts | undefined): void {
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

/** A whole number from 0 to 6; 2 for anything else. */
const parseHeadingLevel = (level: unknown): number => (/^[0-6]$/.test(String(level).trim()) ? Number(level) : 2);

const warn = (problem: string): void => warnOnce(`order-status: ${problem}`);
