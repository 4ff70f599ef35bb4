import type { LitElement } from 'lit';
import type { Access } from '../../client/access.ts';
import type { Order } from '../../contract/order.ts';
import { emit } from '../../element/emit.ts';
import type { OrderMessages } from '../../i18n/messages.ts';
import { EarlierEvents, earlierUrl } from './earlier-events.ts';
import { KeptCancels } from './kept-cancels.ts';
import { MissingReports } from './report.ts';
import type { Handlers, TemplateContext } from './template-context.ts';

/** Detail of `waybill-missing-report`. */
export type MissingReportDetail = { orderId: string; shipmentId: string };

/** Newest entries of a history that are shown at first; each press of the button shows five times as many. */
const HISTORY_LIMIT = 20;

/** What the element knows of the shop. */
export type Surrounding = {
  readonly endpoint: URL | undefined;
  readonly access: Access;
  readonly messages: OrderMessages;
  readonly refresh: () => void;
};

/** What the customer did with the order that is shown, and what came of it. Another order begins anew. */
export class Deeds {
  historyLimit = HISTORY_LIMIT;
  kept = new KeptCancels();
  /** What a screen reader is told of it. */
  reply = '';
  readonly #host: LitElement;
  readonly #around: () => Surrounding;
  #order: Order | undefined;
  #id: string | undefined;
  #copied: string | undefined;
  #reports = new MissingReports();
  #earlier = new EarlierEvents();

  constructor(host: LitElement, around: () => Surrounding) {
    this.#host = host;
    this.#around = around;
  }

  /** Takes the order that is to be shown; returns it with all that is known of its history. */
  take(order: Order | undefined): Order | undefined {
    if (order && order.id !== this.#id) {
      this.#id = order.id;
      this.historyLimit = HISTORY_LIMIT;
      this.kept = new KeptCancels();
      this.reply = '';
      this.#copied = undefined;
      this.#reports = new MissingReports();
      this.#earlier = new EarlierEvents();
    }
    this.#order = order && this.#earlier.join(order);
    return this.#order;
  }

  get order(): Order | undefined {
    return this.#order;
  }

  /** Whether the shop has more of the history, and can be asked. */
  get hasEarlier(): boolean {
    return this.#earlierUrl !== undefined;
  }

  get templateContext(): Pick<TemplateContext, 'copied' | 'reportOf' | 'earlier' | 'handlers'> {
    const reportOf = (id: string) => this.#reports.stateOf(id);
    return { copied: this.#copied, reportOf, earlier: this.#earlier.state, handlers: this.#handlers };
  }

  readonly #handlers: Handlers = {
    onCopy: (number) => void this.#copy(number),
    onReport: (shipmentId) => void this.#reportMissing(shipmentId),
    onEarlier: () => void this.#showEarlier(),
    onRetry: () => this.#around().refresh(),
  };

  get #earlierUrl(): URL | undefined {
    return earlierUrl(this.#order?.earlierEvents, this.#around().endpoint);
  }

  async #copy(number: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(number);
      this.#copied = number;
      this.#say(this.#around().messages.order.copied);
    } catch {
      // Not allowed here: the number stands beside the button and can be selected.
    }
  }

  /** Those that are here, and where these come to their end, those the shop has. */
  async #showEarlier(): Promise<void> {
    const order = this.#order;
    const url = this.#earlierUrl;
    const isAll = (order?.events.length ?? 0) <= this.historyLimit;
    if (!order || !url || !isAll) {
      this.historyLimit *= 5;
      this.#host.requestUpdate();
      return;
    }
    const earlier = this.#earlier;
    const asked = earlier.fetch(url, order, this.#around().access);
    this.#say('');
    await asked;
    if (earlier !== this.#earlier) return;
    if (earlier.state === 'idle') this.historyLimit *= 5;
    this.#say(earlier.state === 'failed' ? this.#around().messages.order.earlierFailed : '');
  }

  async #reportMissing(shipmentId: string): Promise<void> {
    const order = this.#order;
    const reports = this.#reports;
    const { endpoint, access, messages, refresh } = this.#around();
    if (!order || (reports.stateOf(shipmentId) ?? 'failed') !== 'failed') return;
    const detail: MissingReportDetail = { orderId: order.id, shipmentId };
    if (!emit(this.#host, 'waybill-missing-report', detail, { cancelable: true })) return;
    this.#say('');
    const root = this.#host.shadowRoot;
    let hadFocus = false;
    await reports.send(endpoint, order, shipmentId, access, () => {
      hadFocus = root?.activeElement?.matches('[part~="report"]') === true;
    });
    if (reports !== this.#reports) return;
    // Whatever became of it, the shop knows best.
    refresh();
    const isSent = reports.stateOf(shipmentId) === 'sent';
    const { reported, failed } = messages.order.missing;
    // What the focus goes to is read out by that.
    this.#say(isSent ? (hadFocus ? '' : reported) : failed);
    await this.#host.updateComplete;
    if (!isSent || !hadFocus) return;
    const sent = root?.querySelectorAll<HTMLElement>('[part="reported"]') ?? [];
    [...sent].find(({ dataset }) => dataset['shipment'] === shipmentId)?.focus();
  }

  #say(reply: string): void {
    this.reply = reply;
    this.#host.requestUpdate();
  }
}
