import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TokenSource } from '../../client/http/auth.ts';
import { confirmedKinds, initialCancellationState, type CancellationState } from '../../client/cancellation/state.ts';
import type { CancelFunction } from '../../client/cancellation/transport.ts';
import { OrderStreamController } from '../../client/order-stream/order-stream-controller.ts';
import { resolveServerClock } from '../../client/http/endpoint-context.ts';
import type { LenientResult } from '../../contract/lenient-parse.ts';
import type { Order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import { baseStyles } from '../shared/base-styles.ts';
import { booleanConverter } from '../shared/boolean-converter.ts';
import { downloadText } from '../shared/download-text.ts';
import { emit } from '../shared/emit.ts';
import { keepLinkFromFollowing, linkEvents } from '../shared/inside-link.ts';
import { InlineDataController } from '../shared/inline-data-controller.ts';
import { LocaleController, type Locale } from '../shared/locale-controller.ts';
import { orderStyles } from '../shared/order-styles.ts';
import { setCustomStates } from '../shared/custom-states.ts';
import { WakeController } from '../shared/wake-controller.ts';
import { warnOnce } from '../shared/warn-once.ts';
import english from '../../i18n/locales/en/cancel.ts';
import type { CancelMessages, MessageOverrides } from '../../i18n/messages.ts';
import { VERSION } from '../../version.ts';
import { cancelItemStyles } from './cancel-item.styles.ts';
import { renderBox, renderDialog, type CancelHandlers } from './cancel-item.template.ts';
import { deriveCancelViewModel, formatOutcome, isDialogState, type CancelViewModel } from './cancel-item.view-model.ts';
import { DialogController } from './dialog-controller.ts';
import { findNextDeadline, type CancelTarget, type CancelType } from '../../order/cancel-options.ts';
import { CancelController } from './cancel-controller.ts';

export type { CancelChangeDetail, CancelReceiptDetail, CancelRequestDetail } from './cancel-controller.ts';

/**
 * A button with a confirmation dialog that cancels an item of an order or the whole order, or withdraws from the
 * contract. The order's `actions` decide what the customer may cancel; only the shop's answer or a later order shows
 * that it is canceled.
 *
 * The order comes from the `order` property, from JSON in the slot, or from the endpoint by `order-id`. A confirmed
 * request goes to `waybill-cancel-request`, else to `cancel`, else to the endpoint.
 *
 * @tagname waybill-cancel-item
 * @summary Lets customers cancel an item or an order, or withdraw from the contract.
 * @since 0.1.0
 *
 * @slot - Shown while there is no order. A `<script type="application/json">` here is read as an order of the contract.
 *
 * @csspart trigger - The button that opens the dialog, or the link to the page that handles the action; also `button`
 *   or `link`.
 * @csspart until - The deadline of the action, on the page and in the dialog.
 * @csspart explanation - Why nothing can be canceled; with the attribute `explain`.
 * @csspart alternative - What the customer can do instead.
 * @csspart dialog - The native dialog.
 * @csspart image - The picture of the item in the dialog: `imageUrl` of the line. Left out if it cannot be loaded.
 * @csspart heading - The heading of the dialog.
 * @csspart notice - The live region of the dialog: a change of the order, or the progress.
 * @csspart change - A value of a changed order, before and now: the quantity or the refund.
 * @csspart statement - The declaration of a withdrawal.
 * @csspart together - The note that the items can only be canceled together.
 * @csspart items - The list of items, if there are several.
 * @csspart quantity - The label, stepper and maximum of the quantity, and its error.
 * @csspart stepper - The buttons `fewer` and `more`, and the number field between them.
 * @csspart error - What is wrong with the quantity that the customer typed.
 * @csspart reason - The label and select of the reason.
 * @csspart text - The label and text area for the customer's own words.
 * @csspart field - Every field: number, select and text area.
 * @csspart refund - The lines about the refund.
 * @csspart buttons - The container of both buttons.
 * @csspart keep - The button that closes the dialog and changes nothing.
 * @csspart confirm - The button that confirms the cancellation.
 * @csspart outcome - The outcome on the page; also `outcome-success`, `outcome-danger` or `outcome-neutral`.
 * @csspart outcome-title - The first line of the outcome.
 * @csspart receipt - The number and time of the receipt.
 * @csspart button - Every button; also `fewer`, `more`, `print`, `save`, `check`.
 * @csspart link - Every link; also `return`, and `save` for a receipt with an address.
 * @csspart status - The visually hidden live region.
 *
 * @cssproperty [--waybill-cancel-item-heading-size=1.25em] - Font size of the dialog's heading, relative to the dialog's
 *   font size.
 * @cssproperty [--waybill-cancel-item-dialog-background] - Background of the dialog. Default: the color behind the
 *   element when the dialog opens; if that is an image or a gradient, the system color `Canvas`.
 * @cssproperty [--waybill-cancel-item-dialog-color] - Text color of the dialog. Default: inherited, or `CanvasText` on the
 *   default background `Canvas`.
 * @cssproperty [--waybill-color-accent=inherit] - Shared: links.
 * @cssproperty [--waybill-color-danger] - Shared: text and border of the confirm button, errors of fields, and the rule
 *   beside refusals, unknown outcomes and notices. Default: the text color mixed with red.
 * @cssproperty [--waybill-color-success=currentColor] - Shared: the rule beside a successful outcome.
 * @cssproperty [--waybill-color-muted] - Shared: secondary text. Default: the text color at 72 %.
 * @cssproperty [--waybill-color-line] - Shared: the rule beside a neutral outcome, and the dialog's border. Default: the
 *   text color at 35 % and 20 %.
 * @cssproperty [--waybill-color-control] - Shared: borders of buttons and fields. Default: the text color at 55 %.
 * @cssproperty [--waybill-color-focus=currentColor] - Shared: the focus outline.
 * @cssproperty [--waybill-control-size=44px] - Shared: the least height of the dialog's buttons and, with a coarse pointer,
 *   of buttons on the page.
 * @cssproperty [--waybill-radius=0.25em] - Shared: corners of buttons, fields and the picture. The dialog has twice the
 *   radius.
 *
 * @cssState offered - The order offers the action.
 * @cssState open - The dialog is open.
 * @cssState sending - A confirmed request has no clear response yet.
 * @cssState completed - Canceled, as the shop confirmed.
 * @cssState requested - The shop decides later.
 * @cssState refused - Not canceled.
 * @cssState unconfirmed - The outcome is unknown; the customer can check again.
 * @cssState invalid - The order is not valid.
 *
 * @fires {CustomEvent<CancelRequestDetail>} waybill-cancel-request - Emitted when the customer confirms, before
 *   anything is sent. Call `event.detail.respondWith(promise)` to send the request yourself. After
 *   `event.preventDefault()` alone the element sends nothing, and shows the outcome once an order has it.
 * @fires {CustomEvent<CancelChangeDetail>} waybill-cancel-change - Emitted when `detail.state` becomes `sending`,
 *   `completed`, `requested`, `refused` or `unconfirmed`; on the document if the element was removed.
 *   `detail.cancellation` is the shop's answer.
 * @fires {CustomEvent<CancelReceiptDetail>} waybill-cancel-receipt - Emitted when the shop's answer has a receipt. Mail
 *   `detail.cancellation.receipt` to the customer.
 * @fires {CustomEvent<{code: string}>} waybill-cancel-error - Emitted when the page's own order is not valid.
 *   `detail.code`: `bad-data`.
 */
export class WaybillCancelItem extends LitElement {
  static readonly version = VERSION;
  static override styles = [baseStyles, orderStyles, cancelItemStyles];
  static override properties = {
    lineItem: { attribute: 'line-item' },
    type: {},
    order: { attribute: false },
    orderId: { attribute: 'order-id' },
    endpoint: {},
    token: { attribute: false },
    timeZone: { attribute: 'time-zone' },
    namesZone: { attribute: false },
    layout: { reflect: true },
    explain: { type: Boolean, converter: booleanConverter },
    cancel: { attribute: false },
    messages: { attribute: false },
    state: { attribute: false },
  };

  /** Id of the line to cancel; required for `cancel-items`. `withdraw` without it concerns the whole order. */
  declare lineItem: string | undefined;
  /** `cancel-items` (default), `cancel-order`, or `withdraw` for the EU withdrawal function with the wording of the law. */
  declare type: CancelType | undefined;
  /** An order of the contract, in place of the endpoint. It takes precedence over JSON in the slot, too. */
  declare order: Order | undefined;
  /** Id of the order at the endpoint: 1 to 128 printable characters. */
  declare orderId: string | undefined;
  /** Base URL of a back end that implements the contract. */
  declare endpoint: string | undefined;
  /** A guest's token, or a function that returns it. Default: `#waybill-token=…` of the link, else the session cookie. */
  declare token: TokenSource | undefined;
  /** IANA time zone of deadlines, for an order without one; default: the reader's. */
  declare timeZone: string | undefined;
  /** Whether a deadline names its time zone if the reader's clock shows another time. Default: true. */
  declare namesZone: boolean | undefined;
  /**
   * `auto` (default), or `compact` for a table cell: a small button whose deadline is left to screen readers and the dialog,
   * and an outcome of one line.
   */
  declare layout: 'auto' | 'compact' | undefined;
  /** Shows why nothing can be canceled. As text of the attribute, `false` is off. */
  declare explain: boolean;
  /** Your own function: `(request, { idempotencyKey, signal }) => Promise<Cancellation>`. It replaces the endpoint. */
  declare cancel: CancelFunction | undefined;
  /** Replacements of single messages. */
  declare messages: MessageOverrides | undefined;
  /** A state of a cancellation that your page runs itself. The element then sends, reads and stores nothing. */
  declare state: CancellationState | undefined;

  readonly #internals = this.attachInternals();
  readonly #localeController = new LocaleController(this, english);
  readonly #inlineOrder = new InlineDataController<Order>(this, {
    select: (json) => this.order ?? json,
    parse: parseOrderOnce,
    onProblem: warn,
  });
  readonly #orderStream = new OrderStreamController(this, warn);
  readonly #wakeController = new WakeController(this);
  readonly #cancelController = new CancelController(this);
  readonly #dialogController = new DialogController(this, () => this.#cancelController.dispatch({ type: 'dismiss' }));
  #locale!: Locale<CancelMessages>;
  #viewModel!: CancelViewModel;
  #wasInvalid = false;
  /** The text of the live region. */
  #statusText = '';
  #announcedOutcome = '';
  /** What the customer typed in place of a possible quantity. */
  #typedQuantity: string | undefined;

  constructor() {
    super();
    for (const type of linkEvents) this.addEventListener(type, keepLinkFromFollowing, true);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const clock = resolveServerClock(this);
    clock.detectClockJump();
    this.#locale = this.#localeController.resolve();
    if (changed.has('order')) this.#inlineOrder.invalidate();
    const inline = this.#inlineOrder.result;
    if (inline.isInvalid && !this.#wasInvalid) emit(this, 'waybill-cancel-error', { code: 'bad-data' });
    this.#wasInvalid = inline.isInvalid;
    this.#orderStream.connect(inline.data === undefined);
    const controller = this.#cancelController;
    const stream = this.#orderStream.result;
    if (changed.has('state')) this.#showState(this.state);
    if (!this.state) controller.update(inline.data ?? stream?.snapshot, this.#target, stream !== undefined);
    const { state } = controller;
    this.#viewModel = deriveCancelViewModel({
      state,
      isDialogOpen: this.#dialogController.isOpen,
      explains: this.explain,
      typedQuantity: this.#typedQuantity,
      now: clock.latestNow(),
      timeZone: state.order?.timeZone ?? this.timeZone ?? undefined,
      namesZone: this.namesZone ?? true,
      messages: this.#locale.messages,
      format: this.#locale.format,
    });
    this.#announce();
    const { kind } = state;
    setCustomStates(this.#internals, {
      offered: this.#viewModel.trigger !== undefined || this.#viewModel.externalLink !== undefined,
      open: this.#viewModel.dialog !== undefined,
      ...Object.fromEntries(confirmedKinds.map((name) => [name, name === kind])),
      invalid: inline.isInvalid,
    });
  }

  protected override render(): TemplateResult {
    const { tag, direction } = this.#locale;
    const { isFallback, dialog } = this.#viewModel;
    const { isRendered, onClose } = this.#dialogController;
    const handlers = this.#handlers;
    return html`<slot ?hidden=${!isFallback}></slot
      >${isFallback ? nothing : renderBox(this.#viewModel, this.#locale, handlers)}<p
        part="status" role="status" class="visually-hidden" lang=${tag} dir=${direction} .textContent=${this.#statusText}></p
      >${
        isRendered
          ? html`<dialog part="dialog" aria-labelledby="heading" lang=${tag} dir=${direction} @close=${onClose}
              >${dialog && renderDialog(dialog, this.#locale.messages, handlers)}</dialog>`
          : nothing
      }`;
  }

  protected override updated(): void {
    this.#dialogController.applyContent(this.#viewModel.dialog !== undefined);
    const clock = resolveServerClock(this);
    const { order } = this.#cancelController.state;
    this.#wakeController.schedule(
      order ? findNextDeadline(order, this.#target.type, clock.latestNow()) : Infinity,
      () => clock.latestNow(),
      () => {
        this.#cancelController.dispatch({ type: 'tick' });
        this.requestUpdate();
      },
    );
  }

  get #target(): CancelTarget {
    const type = this.type ?? 'cancel-items';
    return { type, lineItem: type === 'cancel-order' ? undefined : (this.lineItem ?? undefined) };
  }

  #showState(shown: CancellationState | undefined): void {
    this.#cancelController.showState(shown ?? initialCancellationState(this.#target));
    if (shown && isDialogState(shown)) this.#dialogController.open();
    else this.#dialogController.isOpen = false;
  }

  /**
   * An outcome is announced once, by the live region. If the dialog was open, the focus announces the title and the region
   * the rest, in the next frame: behind the open dialog the region is inert.
   */
  #announce(): void {
    const { outcome } = this.#viewModel;
    const text = outcome ? formatOutcome(outcome) : '';
    if (text === this.#announcedOutcome) return;
    this.#announcedOutcome = text;
    const { isShown } = this.#dialogController;
    this.#statusText = isShown ? '' : text;
    if (!outcome || !isShown) return;
    requestAnimationFrame(() => {
      if (text !== this.#announcedOutcome || this.#dialogController.isShown) return;
      this.#statusText = formatOutcome({ ...outcome, title: '' });
      this.requestUpdate();
    });
  }

  /** An impossible quantity stays in the field with an error (`typed`); the chosen one is then still the last possible one. */
  #chooseQuantity(quantity: number, typed?: string): void {
    this.#typedQuantity = typed;
    this.#cancelController.dispatch({ type: 'choose', choice: { quantity } });
    this.requestUpdate();
  }

  readonly #handlers: CancelHandlers = {
    onOpen: () => {
      this.#typedQuantity = undefined;
      this.#cancelController.open();
      this.#dialogController.open();
    },
    onDismiss: () => this.#dialogController.dismiss(),
    onConfirm: () => {
      if (this.#viewModel.dialog?.quantity?.error === undefined) this.#cancelController.confirm();
      else this.renderRoot.querySelector('input')?.focus();
    },
    onStep: (quantity) => this.#chooseQuantity(quantity),
    onQuantity: ({ currentTarget }) => {
      const { value, validity } = currentTarget as HTMLInputElement;
      this.#chooseQuantity(Number(value), value && validity.valid ? undefined : value);
    },
    onReason: (event) => this.#cancelController.dispatch({ type: 'choose', choice: { reason: getFieldValue(event) } }),
    onText: (event) => this.#cancelController.dispatch({ type: 'choose', choice: { text: getFieldValue(event) } }),
    onCheck: () => this.#cancelController.dispatch({ type: 'check' }),
    onPrint: () => print(),
    onSave: () => {
      const { receipt } = this.#viewModel.outcome ?? {};
      if (receipt) downloadText(receipt.fileName, receipt.text);
    },
  };
}

const warn = (problem: string): void => warnOnce(`cancel-item: ${problem}`);

/** By identity: all buttons of a list share one order, which is parsed once. */
const parsedOrders = new WeakMap<object, LenientResult<Order>>();

function parseOrderOnce(value: unknown, previous: Order | undefined): LenientResult<Order> {
  if (typeof value !== 'object' || value === null) return parseOrder(value);
  const parsed = parsedOrders.get(value) ?? parseOrder(value, previous);
  parsedOrders.set(value, parsed);
  return parsed;
}

function getFieldValue({ currentTarget }: Event): string {
  return (currentTarget as HTMLSelectElement | HTMLTextAreaElement).value;
}
