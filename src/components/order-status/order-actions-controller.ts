import type { LitElement } from 'lit';
import type { Auth } from '../../client/http/auth.ts';
import { EarlierEvents, resolveEarlierEventsUrl } from '../../client/order-actions/earlier-events.ts';
import { MissingReports } from '../../client/order-actions/missing-reports.ts';
import type { Order } from '../../contract/order.ts';
import { emit } from '../shared/emit.ts';
import type { OrderStatusMessages } from '../../i18n/messages.ts';
import type { OrderHandlers, OrderTemplateContext } from './order-parts.template.ts';

/** Detail of `waybill-missing-report`. */
export type MissingReportDetail = { orderId: string; shipmentId: string };

/** Entries of a history that are shown at first, the newest ones. "Show earlier" multiplies them by five. */
const HISTORY_LIMIT = 20;

/** The element's connection to the shop. */
export type OrderActionsContext = {
  readonly endpoint: URL | undefined;
  readonly auth: Auth;
  readonly messages: OrderStatusMessages['order'];
  readonly refresh: () => void;
};

/**
 * Actions of the customer on the shown order, and their state: copied numbers, missing reports, earlier events. The state
 * is dropped when the element shows another order.
 */
export class OrderActionsController {
  historyLimit = HISTORY_LIMIT;
  /** Result of the last action, for screen readers. */
  announcement = '';
  readonly #host: LitElement;
  readonly #getContext: () => OrderActionsContext;
  #order: Order | undefined;
  #orderId: string | undefined;
  #copiedTrackingNumber: string | undefined;
  #missingReports = new MissingReports();
  #earlierEvents = new EarlierEvents();

  constructor(host: LitElement, getContext: () => OrderActionsContext) {
    this.#host = host;
    this.#getContext = getContext;
  }

  /** Sets the order to show. Returns it with the earlier events that were fetched. */
  setOrder(order: Order | undefined): Order | undefined {
    if (order && order.id !== this.#orderId) {
      this.#orderId = order.id;
      this.historyLimit = HISTORY_LIMIT;
      this.announcement = '';
      this.#copiedTrackingNumber = undefined;
      this.#missingReports = new MissingReports();
      this.#earlierEvents = new EarlierEvents();
    }
    this.#order = order && this.#missingReports.addTo(this.#earlierEvents.mergeInto(order));
    return this.#order;
  }

  get order(): Order | undefined {
    return this.#order;
  }

  /** Whether the shop can be asked for earlier events. */
  get hasEarlierEvents(): boolean {
    return this.#earlierEventsUrl !== undefined;
  }

  /** Whether the result of the last action says the same, perhaps without the parcel. */
  isAnnounced(headline: string): boolean {
    return this.announcement !== '' && headline.toLowerCase().includes(this.announcement.toLowerCase());
  }

  get templateContext(): Pick<
    OrderTemplateContext,
    'copiedTrackingNumber' | 'getMissingReportState' | 'earlierEventsState' | 'handlers'
  > {
    return {
      copiedTrackingNumber: this.#copiedTrackingNumber,
      getMissingReportState: (shipmentId) => this.#missingReports.getState(shipmentId),
      earlierEventsState: this.#earlierEvents.state,
      handlers: this.#handlers,
    };
  }

  readonly #handlers: OrderHandlers = {
    onCopyTrackingNumber: (number) => void this.#copyTrackingNumber(number),
    onReportMissing: (shipmentId) => void this.#reportMissing(shipmentId),
    onShowEarlier: () => void this.#showEarlierEvents(),
    onRefresh: () => this.#getContext().refresh(),
  };

  get #earlierEventsUrl(): URL | undefined {
    return resolveEarlierEventsUrl(this.#order?.earlierEvents, this.#getContext().endpoint);
  }

  async #copyTrackingNumber(number: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(number);
      this.#copiedTrackingNumber = number;
      this.#announce(this.#getContext().messages.copied);
    } catch {
      // Without permission the customer selects the number beside the button.
    }
  }

  /** Shows more events of the order, then fetches those that the shop keeps apart. */
  async #showEarlierEvents(): Promise<void> {
    const order = this.#order;
    const url = this.#earlierEventsUrl;
    const isAll = (order?.events.length ?? 0) <= this.historyLimit;
    if (!order || !url || !isAll) {
      this.historyLimit *= 5;
      this.#host.requestUpdate();
      return;
    }
    const earlierEvents = this.#earlierEvents;
    const fetched = earlierEvents.fetch(url, order, this.#getContext().auth);
    this.#announce('');
    await fetched;
    if (earlierEvents !== this.#earlierEvents) return;
    if (earlierEvents.state === 'idle') this.historyLimit *= 5;
    this.#announce(earlierEvents.state === 'failed' ? this.#getContext().messages.earlierFailed : '');
  }

  async #reportMissing(shipmentId: string): Promise<void> {
    const order = this.#order;
    const reports = this.#missingReports;
    const { endpoint, auth, messages, refresh } = this.#getContext();
    if (!order || (reports.getState(shipmentId) ?? 'failed') !== 'failed') return;
    const detail: MissingReportDetail = { orderId: order.id, shipmentId };
    if (!emit(this.#host, 'waybill-missing-report', detail, { cancelable: true })) return;
    this.#announce('');
    const root = this.#host.shadowRoot;
    let hadFocus = false;
    let isShown = false;
    await reports.send(endpoint, order, shipmentId, auth, () => {
      // The order may show the report before the response: its button is gone then, and the focus is on the box.
      hadFocus = root?.activeElement?.matches('[part~="report"], .base') === true;
      isShown = isReportShown(this.#order, shipmentId);
    });
    if (reports !== this.#missingReports) return;
    // The order shows the result, also if the response was lost.
    refresh();
    const isSent = reports.getState(shipmentId) === 'sent';
    const { issue, missing } = messages;
    this.#announce(isSent ? (isShown ? '' : issue.not_received) : missing.failed);
    await this.#host.updateComplete;
    if (!isSent || !hadFocus) return;
    const issues = root?.querySelectorAll<HTMLElement>('[part~="issue"]') ?? [];
    [...issues].find(({ dataset }) => dataset['shipment'] === shipmentId)?.focus();
  }

  #announce(text: string): void {
    this.announcement = text;
    this.#host.requestUpdate();
  }
}

/** Whether the shop's order has the report. */
const isReportShown = (order: Order | undefined, shipmentId: string): boolean =>
  order?.shipments.some(
    ({ id, exceptions }) => id === shipmentId && exceptions.some(({ kind }) => kind === 'not_received'),
  ) === true;
