import type { LitElement } from 'lit';
import type { Access } from '../../client/access.ts';
import { createCancellation, type CancelFlow } from '../../client/cancel/cancellation.ts';
import { endpointPort } from '../../client/cancel/endpoint-port.ts';
import { browserCancelEnvironment } from '../../client/cancel/environment.ts';
import { mintKey } from '../../client/cancel/intent.ts';
import type { CancelFunction } from '../../client/cancel/port.ts';
import type { CancelReport } from '../../client/cancel/report.ts';
import { accessOf, addressOf, clockOf, type ShopNamed } from '../../client/shop.ts';
import type { Cancellation, CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { emit } from '../../element/emit.ts';
import { initialState, nextState } from './cancel-item.machine.ts';
import type { CancelEvent, CancelState } from './cancel-item.state.ts';
import type { Subject } from './offer.ts';
import { pagePort, type Sending } from './page-port.ts';

/** Detail of `waybill-cancel-request`; `key` names the intent, however often it is sent. */
export type CancelRequestDetail = {
  orderId: string;
  request: CancelRequest;
  key: string;
  /** Takes the request over: what comes of the promise is shown. Only while the event is dispatched. */
  respondWith(answer: Promise<Cancellation | undefined>): void;
};

/** Detail of `waybill-cancel-change`. */
export type CancelChangeDetail = {
  orderId: string;
  state: 'sending' | 'done' | 'requested' | 'refused' | 'unknown';
  cancellation?: Cancellation;
};

/** Detail of `waybill-cancel-receipt`: proof for the customer, for the shop to send. */
export type CancelReceiptDetail = { orderId: string; cancellation: Cancellation };

type Host = LitElement & ShopNamed & { readonly cancel: CancelFunction | undefined };

/** How far the cancellation of one element is: its state, what sends it, and what the page hears of it. */
export class CancelProgress {
  state: CancelState = initialState({ type: 'cancel-items', lineItem: undefined });
  readonly #host: Host;
  /** The order that was seen last. */
  #seen: Order | undefined;
  #flow: CancelFlow | undefined;
  /** What the flow is about: where it sends, which order, which line. */
  #place: string | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Goes on with what is under way, in the page again. */
  resume(): void {
    this.#flow?.resume();
  }

  release(): void {
    this.#flow?.release();
  }

  /** Takes in the newest order there is; another order, or another line, begins anew. */
  see(order: Order | undefined, subject: Subject, isFollowed: boolean): void {
    const { subject: last, order: known } = this.state;
    const isSameSubject = subject.type === last.type && subject.lineItem === last.lineItem;
    // While it is followed, or out of the page, an order that is not there only is not there yet.
    const isGone = order ? known !== undefined && known.id !== order.id : this.#host.isConnected && !isFollowed;
    if (!isSameSubject || isGone) this.state = initialState(subject);
    const isKnown = order === this.#seen && this.state.order !== undefined;
    this.#seen = order;
    // What the page gave once is older than what was read since, and may not say so: it has no epoch.
    if (order && !isKnown) this.dispatch({ type: 'order-seen', order, now: clockOf(this.#host).now() });
  }

  /** Makes what sends, and goes on with what an earlier page left; anew where it is about something else. */
  prepare(): void {
    const { order, subject } = this.state;
    const host = this.#host;
    const address = addressOf(host);
    const place = order && [address?.href ?? '', order.id, subject.type, subject.lineItem ?? ''].join(' ');
    if (place === this.#place) return;
    this.#place = place;
    this.#flow?.release();
    this.#flow = undefined;
    if (!order || place === undefined) return;
    const environment = browserCancelEnvironment(clockOf(host));
    const access: Access = {
      identity: host,
      token: () => accessOf(host).token(),
      renew: (refused) => accessOf(host).renew(refused),
    };
    const port = pagePort(
      { offer: (sending) => this.#offerToPage(order.id, sending), cancel: () => host.cancel },
      address && endpointPort(address, order.id, access, environment),
    );
    // What is left of another order's cancellation is not this one's.
    const flow = createCancellation({ port, place, environment, report: (report) => flow === this.#flow && this.#hear(report) });
    this.#flow = flow;
    if (host.isConnected) flow.resume();
  }

  confirm(): void {
    const last = this.state;
    this.dispatch({ type: 'confirm', key: mintKey(), now: clockOf(this.#host).now() });
    // The state is the latch: what is under way is not confirmed again.
    if (this.state !== last && this.state.kind === 'sending') this.#flow?.send(this.state.intent);
  }

  /** Asks what became of it. */
  check(): void {
    this.dispatch({ type: 'check' });
    this.#flow?.check();
  }

  dispatch(event: CancelEvent): void {
    const last = this.state;
    const next = nextState(last, event);
    if (next === last) return;
    this.state = next;
    this.#host.requestUpdate();
    if (next.kind === last.kind) return;
    const { kind, order } = next;
    if (!order || !(kind === 'sending' || kind === 'done' || kind === 'requested' || kind === 'refused' || kind === 'unknown')) return;
    const cancellation = 'cancellation' in next ? next.cancellation : undefined;
    const change: CancelChangeDetail = { orderId: order.id, state: kind, ...(cancellation && { cancellation }) };
    this.#tell('waybill-cancel-change', change);
    if (cancellation?.receipt) this.#tell('waybill-cancel-receipt', { orderId: order.id, cancellation });
  }

  #offerToPage(orderId: string, { request, key }: Sending): Promise<Cancellation | undefined> | undefined {
    let answer: Promise<Cancellation | undefined> | undefined;
    const detail: CancelRequestDetail = { orderId, request, key, respondWith: (promise) => void (answer = promise) };
    const isPassed = emit(this.#host, 'waybill-cancel-request', detail, { cancelable: true });
    return answer ?? (isPassed ? undefined : Promise.resolve(undefined));
  }

  #hear(report: CancelReport): void {
    this.dispatch(report);
    // What nobody could confirm, the order that the page hands over may say.
    const { order } = this.state;
    if (report.type === 'unconfirmed' && order) this.dispatch({ type: 'order-seen', order, now: clockOf(this.#host).now() });
  }

  /** The document hears it where the element is gone: what was sent has come to something all the same. */
  #tell(type: string, detail: CancelChangeDetail | CancelReceiptDetail): void {
    if (this.#host.isConnected) emit(this.#host, type, detail);
    else document.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
