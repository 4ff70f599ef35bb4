import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TokenSource } from '../../client/access.ts';
import type { CancelFunction } from '../../client/cancel/port.ts';
import { FollowedOrder } from '../../client/live/follow.ts';
import { clockOf } from '../../client/shop.ts';
import type { Order } from '../../contract/order.ts';
import { baseStyles } from '../../element/base-styles.ts';
import { emit } from '../../element/emit.ts';
import { readDataScript } from '../../element/light-dom.ts';
import { LocaleController, type Locale } from '../../element/locale-controller.ts';
import { orderStyles } from '../../element/order-styles.ts';
import { toggleStates } from '../../element/states.ts';
import { WakeController } from '../../element/wake-controller.ts';
import { warnOnce } from '../../element/warn.ts';
import english from '../../i18n/messages/cancel/en.ts';
import type { CancelMessages, MessageOverrides } from '../../i18n/messages.ts';
import { VERSION } from '../../version.ts';
import type { CancelState } from './cancel-item.state.ts';
import { styles } from './cancel-item.styles.ts';
import { renderBox, renderDialog, type Handlers } from './cancel-item.template.ts';
import { textOfOutcome, viewCancel, type CancelView } from './cancel-item.view.ts';
import { keepFocusInside, openDialog, reopenDialog, returnFocus } from './dialog.ts';
import type { CancelType, Subject } from './offer.ts';
import { readSharedOrder } from './own-order.ts';
import { CancelProgress } from './progress.ts';
import { saveText } from './receipt-file.ts';

export type { CancelChangeDetail, CancelReceiptDetail, CancelRequestDetail } from './progress.ts';

const PREVIEWED = Symbol.for('waybill.cancel');

/** What a preview shows (see src/preview). */
type Preview = { state: CancelState; isOpen: boolean };

/**
 * Cancels an item of an order, or the order, or withdraws from the contract: what may be done comes from the order's
 * `actions` alone, what was done from the shop's answer alone.
 *
 * @tagname waybill-cancel-item
 * @summary Cancel an item, oneself.
 * @since 0.1.0
 *
 * @slot - Text that is shown until there is an order, and where there is none. A
 *   `<script type="application/json">` here holds an order of the contract.
 *
 * @csspart open - The button, or the link to where it is done; with `button` or `link`.
 * @csspart until - Until when it can be done.
 * @csspart explanation - Why nothing can be done.
 * @csspart next - What can be done instead.
 * @csspart dialog - The question.
 * @csspart heading - Its heading.
 * @csspart notice - What happens while it is open.
 * @csspart statement - What is declared with a withdrawal.
 * @csspart together - That the items go together.
 * @csspart items - The items, where they are several.
 * @csspart quantity - Choice of how many.
 * @csspart reason - Choice of a reason.
 * @csspart text - The customer's own words.
 * @csspart field - Every field.
 * @csspart terms - What comes back.
 * @csspart buttons - Both buttons.
 * @csspart keep - The button that changes nothing.
 * @csspart confirm - The button that confirms.
 * @csspart outcome - What became of it; also `outcome-done`, `outcome-trouble` or `outcome-plain`.
 * @csspart outcome-title - Its first line.
 * @csspart receipt - Number and time of the receipt.
 * @csspart button - Every button; also `print`, `save`, `check`.
 * @csspart link - Every link; also `return`.
 * @csspart status - What a screen reader is told; not seen.
 *
 * @cssproperty [--waybill-cancel-item-heading-size=1.25em] - Size of the dialog's heading.
 * @cssproperty [--waybill-cancel-item-dialog-background] - The dialog's background; else what lies behind the element.
 * @cssproperty [--waybill-cancel-item-dialog-color] - The dialog's text; else the element's.
 * @cssproperty [--waybill-color-accent] - Shared: the shop's accent colour, of links.
 * @cssproperty [--waybill-color-trouble] - Shared: the button that confirms, and what went wrong.
 * @cssproperty [--waybill-color-done] - Shared: the rule beside what was done.
 * @cssproperty [--waybill-color-muted] - Shared: quieter text.
 * @cssproperty [--waybill-color-line] - Shared: rules.
 * @cssproperty [--waybill-color-control] - Shared: borders of buttons and fields.
 * @cssproperty [--waybill-color-focus] - Shared: focus outline.
 * @cssproperty [--waybill-radius] - Shared: rounding of corners.
 *
 * @cssState offered - It can be asked for.
 * @cssState open - The dialog is open.
 * @cssState sending - It is under way.
 * @cssState done - It is canceled.
 * @cssState requested - It was asked for, and the shop has not decided.
 * @cssState refused - It could not be done.
 * @cssState unknown - It is not known whether it was done.
 * @cssState invalid - The data cannot be read.
 *
 * @fires {CustomEvent<CancelRequestDetail>} waybill-cancel-request - Cancelable: the customer confirmed. Unless the
 *   page takes it over, it goes to `cancel` or to the endpoint. Where it prevents it and says nothing more,
 *   the customer is told that nothing is confirmed until an order says so.
 * @fires {CustomEvent<CancelChangeDetail>} waybill-cancel-change - How far it is. Fired at the document where the
 *   element was removed meanwhile.
 * @fires {CustomEvent<CancelReceiptDetail>} waybill-cancel-receipt - There is a receipt.
 * @fires {CustomEvent<{code: string}>} waybill-cancel-error - Trouble of the page's own: `bad-data`.
 */
export class WaybillCancelItem extends LitElement {
  static readonly version = VERSION;
  static override styles = [baseStyles, orderStyles, styles];
  static override properties = {
    lineItem: { attribute: 'line-item' },
    type: {},
    order: { attribute: false },
    orderId: { attribute: 'order-id' },
    endpoint: {},
    token: { attribute: false },
    timeZone: { attribute: 'time-zone' },
    explain: { type: Boolean },
    cancel: { attribute: false },
    messages: { attribute: false },
    langAttribute: { attribute: 'lang' },
  };

  /** Id of the line to cancel; not needed for the order as a whole. */
  declare lineItem: string | undefined;
  /** `cancel-items`, `cancel-order` or `withdraw`: which of the order's actions this is for. */
  declare type: CancelType | undefined;
  /** An order of the contract, where it comes from the page. */
  declare order: Order | undefined;
  /** Which order to follow at the endpoint, where it does not come from the page. */
  declare orderId: string | undefined;
  /** Base address of a shop's back end that speaks the contract. */
  declare endpoint: string | undefined;
  /** A guest's token, or a function that gives the current one; else a link's fragment, else the session. */
  declare token: TokenSource | undefined;
  /** IANA zone for times, where the order does not say it; else the reader's. */
  declare timeZone: string | undefined;
  /** Say why, where nothing can be done. */
  declare explain: boolean;
  /** Sends a request in the page's own way, instead of the endpoint. */
  declare cancel: CancelFunction | undefined;
  /** Single messages in the page's own words. */
  declare messages: MessageOverrides | undefined;
  /** Its changes are listened to; the native `lang` stays as it is. */
  declare protected langAttribute: string | null;

  readonly #internals = this.attachInternals();
  readonly #locales = new LocaleController(this, english);
  readonly #follow = new FollowedOrder(this, (problem) => warnOnce(`cancel-item: ${problem}`));
  readonly #waiting = new WakeController(this);
  readonly #progress = new CancelProgress(this);
  #locale!: Locale<CancelMessages>;
  #own: Order | undefined;
  #isInvalid = false;
  #isOwnUnread = true;
  #view!: CancelView;
  /** Out of the page: nothing is followed. */
  #isReleased = false;
  #isOpen = false;
  #hasDialog = false;
  #previewed: Preview | undefined;
  /** What a screen reader is told, where it does not read it by the focus. */
  #said = '';
  #told = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#isOwnUnread = true;
    if (this.#isReleased) this.#progress.resume();
    this.#isReleased = false;
    const dialog = this.#dialog;
    if (dialog?.open) reopenDialog(dialog);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move within the page connects again in the same task and loses nothing.
    queueMicrotask(() => {
      if (this.isConnected || this.#isReleased) return;
      this.#isReleased = true;
      this.#progress.release();
      this.#close();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#locale = this.#locales.resolve();
    if (changed.has('order') || this.#isOwnUnread) this.#readOwn();
    this.#isOwnUnread = false;
    this.#follow.follow(this.#own === undefined);
    const progress = this.#progress;
    progress.see(this.#own ?? this.#follow.view?.snapshot, this.#subject, this.#follow.view !== undefined);
    const previewed = (this as { [PREVIEWED]?: Preview })[PREVIEWED];
    if (!previewed) progress.prepare();
    if (previewed && previewed !== this.#previewed) ({ state: progress.state, isOpen: this.#isOpen } = previewed);
    this.#previewed = previewed;
    this.#hasDialog ||= this.#isOpen;
    const { state } = progress;
    this.#view = viewCancel({
      state,
      isOpen: this.#isOpen,
      explains: this.explain,
      now: clockOf(this).now(),
      timeZone: state.order?.timeZone ?? this.timeZone ?? undefined,
      messages: this.#locale.messages,
      format: this.#locale.format,
    });
    this.#announce();
    const { kind } = state;
    toggleStates(this.#internals, {
      offered: this.#view.opener !== undefined || this.#view.elsewhere !== undefined,
      open: this.#view.dialog !== undefined,
      sending: kind === 'sending',
      done: kind === 'done',
      requested: kind === 'requested',
      refused: kind === 'refused',
      unknown: kind === 'unknown',
      invalid: this.#isInvalid,
    });
  }

  protected override render(): TemplateResult {
    const { tag, direction } = this.#locale;
    const { isFallback, dialog } = this.#view;
    const handlers = this.#handlers;
    const question = (): TemplateResult =>
      html`<dialog part="dialog" aria-labelledby="heading" lang=${tag} dir=${direction} @close=${handlers.onClose}
        >${dialog && renderDialog(dialog, handlers)}</dialog>`;
    return html`<slot ?hidden=${!isFallback} @slotchange=${this.#onSlotChange}></slot
      >${isFallback ? nothing : renderBox(this.#view, this.#locale, handlers)}<p
        part="status" role="status" class="visually-hidden" .textContent=${this.#said}></p
      >${this.#hasDialog ? question() : nothing}`;
  }

  protected override updated(): void {
    const dialog = this.#dialog;
    if (dialog && this.#view.dialog && this.isConnected) {
      if (dialog.open) keepFocusInside(dialog);
      else openDialog(dialog, this);
    } else if (dialog?.open) {
      this.#isOpen = false;
      dialog.close();
      this.#returnFocus('outcome-title', 'open', 'explanation');
    }
    const clock = clockOf(this);
    this.#waiting.waitFor(Math.min(...this.#deadlinesAfter(clock.now())), () => clock.now(), () => {
      clock.checkDrift();
      this.#progress.dispatch({ type: 'tick', now: clock.now() });
      this.requestUpdate();
    });
  }

  get #subject(): Subject {
    const type = this.type ?? 'cancel-items';
    return { type, lineItem: type === 'cancel-order' ? undefined : (this.lineItem ?? undefined) };
  }

  /** Instants after `now` at which an action of this element's ends. */
  #deadlinesAfter(now: number): number[] {
    const { type } = this.#subject;
    const actions = this.#progress.state.order?.actions.filter((action) => action.type === type) ?? [];
    return actions.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)])).filter((at) => at > now);
  }

  #readOwn(): void {
    const { order, isInvalid, problem } = readSharedOrder(this.order ?? readDataScript(this));
    if (problem !== undefined) warnOnce(`cancel-item: ${problem}`);
    if (isInvalid && !this.#isInvalid) emit(this, 'waybill-cancel-error', { code: 'bad-data' });
    this.#own = order;
    this.#isInvalid = isInvalid;
  }

  /** What became of it is told once: by the focus where that goes there, else by the region. */
  #announce(): void {
    const { outcome } = this.#view;
    const text = outcome ? textOfOutcome(outcome) : '';
    if (text === this.#told) return;
    this.#told = text;
    this.#said = this.#dialog?.open ? '' : text;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #close(): void {
    this.#dialog?.close();
    this.#leave();
  }

  /** The dialog is closed by a person; what is under way goes on. */
  #leave(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#progress.dispatch({ type: 'keep' });
    this.requestUpdate();
    void this.updateComplete.then(() => this.#returnFocus('open', 'outcome-title', 'explanation'));
  }

  readonly #onSlotChange = (): void => {
    this.#isOwnUnread = true;
    this.requestUpdate();
  };

  readonly #handlers: Handlers = {
    onOpen: () => {
      this.#progress.dispatch({ type: 'open', now: clockOf(this).now() });
      this.#isOpen = true;
      this.requestUpdate();
    },
    onKeep: () => this.#close(),
    onClose: () => {
      // It comes late: by then another question may be open.
      if (!this.#dialog?.open) this.#leave();
    },
    onConfirm: (event) => {
      // A script may open the question; only a person answers it.
      if (event.isTrusted) this.#progress.confirm();
    },
    onQuantity: (event) => this.#progress.dispatch({ type: 'choose', choice: { quantity: Number(valueOf(event)) } }),
    onReason: (event) => this.#progress.dispatch({ type: 'choose', choice: { reason: valueOf(event) } }),
    onText: (event) => this.#progress.dispatch({ type: 'choose', choice: { text: valueOf(event) } }),
    onCheck: () => this.#progress.check(),
    onPrint: () => print(),
    onSave: () => {
      const { receipt } = this.#view.outcome ?? {};
      if (receipt) saveText(receipt.fileName, receipt.text);
    },
  };

  #returnFocus(...names: string[]): void {
    returnFocus(this, () => names.map((name) => this.renderRoot.querySelector<HTMLElement>(`[part~="${name}"]`)));
  }
}

function valueOf({ currentTarget }: Event): string {
  return (currentTarget as HTMLSelectElement | HTMLTextAreaElement).value;
}
