import type { LitElement, ReactiveController } from 'lit';
import {
  createBrowserCancellationEnvironment,
  type CancellationEnvironment,
} from '../../client/cancellation/environment.ts';
import type { PreparedRequest } from '../../client/cancellation/intent.ts';
import { canOpenConfirmation } from '../../client/cancellation/confirmation.ts';
import { createCancellationRunner, type CancellationRunner } from '../../client/cancellation/runner.ts';
import {
  confirmedKinds,
  initialCancellationState,
  selectPending,
  type CancellationEvent,
  type CancellationState,
} from '../../client/cancellation/state.ts';
import {
  createEndpointTransport,
  createFunctionTransport,
  type CancelFunction,
  type CancelTransport,
} from '../../client/cancellation/transport.ts';
import type { Auth } from '../../client/http/auth.ts';
import { createIdempotencyKey } from '../../client/http/idempotency-key.ts';
import {
  resolveAuth,
  resolveEndpoint,
  resolveServerClock,
  type EndpointProperties,
} from '../../client/http/endpoint-context.ts';
import type { Cancellation, CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { PATH_ID_FORMAT, pathIdPattern } from '../../contract/protocol.ts';
import type { CancelTarget } from '../../order/cancel-options.ts';
import { emit } from '../shared/emit.ts';
import { warnOnce } from '../shared/warn-once.ts';

/** Detail of `waybill-cancel-request`. */
export type CancelRequestDetail = {
  orderId: string;
  request: CancelRequest;
  /** Identifies the confirmation, however often the request is sent. */
  idempotencyKey: string;
  /** Takes the request over: the element shows what the promise resolves with. Only while the event is dispatched. */
  respondWith(response: Promise<Cancellation | undefined>): void;
};

/** Detail of `waybill-cancel-change`. */
export type CancelChangeDetail = {
  orderId: string;
  state: (typeof confirmedKinds)[number];
  cancellation?: Cancellation;
};

/** Detail of `waybill-cancel-receipt`: a proof that the shop can send to the customer. */
export type CancelReceiptDetail = { orderId: string; cancellation: Cancellation };

type Host = LitElement & EndpointProperties & { readonly cancel: CancelFunction | undefined };

/** A runner, and the elements that show its state without owning it. */
type SharedRunner = { readonly runner: CancellationRunner; readonly followers: Set<() => void> };

/** What the elements in the page have confirmed, by endpoint, order, type and line. */
const confirmedRunners = new Map<string, SharedRunner>();

/**
 * Connects an element with the cancellation of its order: one runner per endpoint, order, type and line. Once another
 * element of the page has confirmed the same cancellation, the element follows that one.
 */
export class CancelController implements ReactiveController {
  readonly #host: Host;
  #shared: SharedRunner | undefined;
  /** Whether `#shared` belongs to this element. */
  #isOwner = false;
  /** Endpoint, order, type and line of the runner. */
  #runnerKey: string | undefined;
  #target: CancelTarget = { type: 'cancel-items', lineItem: undefined };
  #latestOrder: Order | undefined;
  /** Whether the element has left the page. */
  #isSuspended = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const shared = this.#shared;
    if (!this.#isOwner) shared?.followers.add(this.#requestUpdate);
    else if (this.#isSuspended && shared) {
      if (this.#runnerKey !== undefined && 'intent' in shared.runner.state)
        confirmedRunners.set(this.#runnerKey, shared);
      shared.runner.resume();
    }
    this.#isSuspended = false;
  }

  hostDisconnected(): void {
    // An element that is moved connects again in the same task.
    queueMicrotask(() => {
      if (this.#host.isConnected || this.#isSuspended) return;
      this.#isSuspended = true;
      this.#leaveRunner();
    });
  }

  get state(): CancellationState {
    return this.#runner?.state ?? initialCancellationState(this.#target);
  }

  dispatch(event: CancellationEvent): void {
    this.#runner?.dispatch(event);
  }

  open(): void {
    this.#followConfirmed();
    this.dispatch({ type: 'open' });
  }

  confirm(): void {
    this.#followConfirmed();
    this.dispatch({ type: 'confirm', idempotencyKey: createIdempotencyKey() });
  }

  /** Shows a state; nothing is sent or stored. */
  showState(state: CancellationState): void {
    this.#runnerKey = undefined;
    this.#startRunner(state, undefined);
  }

  /**
   * Hands over the newest order. Another order or target starts over. While an order is followed (`isFollowed`), or the
   * element is out of the page, a missing order only has not arrived yet.
   */
  update(order: Order | undefined, target: CancelTarget, isFollowed: boolean): void {
    const last = this.state;
    const { isConnected } = this.#host;
    const isSameTarget = target.type === last.target.type && target.lineItem === last.target.lineItem;
    const isReplaced = order ? last.order !== undefined && last.order.id !== order.id : isConnected && !isFollowed;
    const state = isSameTarget && !isReplaced ? last : initialCancellationState(target);
    const orderId = (order ?? state.order)?.id;
    const endpoint = resolveEndpoint(this.#host);
    const key =
      orderId === undefined
        ? undefined
        : [endpoint?.href ?? '', escapeSpaces(orderId), target.type, target.lineItem ?? ''].join(' ');
    this.#target = target;
    // A cancellation without a known outcome stays with the endpoint it was sent to.
    const isNewRunner = key !== this.#runnerKey && !(state === last && selectPending(state));
    if (isNewRunner) {
      this.#runnerKey = key;
      this.#startRunner(
        state,
        key === undefined || orderId === undefined ? undefined : { orderId, endpoint, storageKey: key },
      );
    }
    // An order that the page gave once is older than what was read since, and without an epoch it does not show it.
    const isNewOrder = order !== this.#latestOrder || this.state.order === undefined;
    this.#latestOrder = order;
    if (order && isNewOrder) this.dispatch({ type: 'order-received', order });
    if (isNewRunner && isConnected) this.#runner?.resume();
  }

  get #runner(): CancellationRunner | undefined {
    return this.#shared?.runner;
  }

  readonly #requestUpdate = (): void => this.#host.requestUpdate();

  /** Two elements of one line may both have an open dialog: what one of them has confirmed is not sent again. */
  #followConfirmed(): void {
    const confirmed = this.#runnerKey === undefined ? undefined : confirmedRunners.get(this.#runnerKey);
    const { order } = this.state;
    if (!confirmed || confirmed === this.#shared || !order || canOpenConfirmation(confirmed.runner.state, order))
      return;
    this.#leaveRunner();
    this.#shared = confirmed;
    this.#isOwner = false;
    confirmed.followers.add(this.#requestUpdate);
    this.#host.requestUpdate();
  }

  /** Ends the polling of an own runner. A cancellation that is being sent goes on, for the elements that follow it too. */
  #leaveRunner(): void {
    const shared = this.#shared;
    if (!this.#isOwner || !shared) {
      shared?.followers.delete(this.#requestUpdate);
      return;
    }
    shared.runner.suspend();
    for (const [key, confirmed] of confirmedRunners) if (confirmed === shared) confirmedRunners.delete(key);
  }

  #startRunner(
    state: CancellationState,
    connection: { orderId: string; endpoint: URL | undefined; storageKey: string } | undefined,
  ): void {
    this.#leaveRunner();
    const environment = createBrowserCancellationEnvironment(resolveServerClock(this.#host));
    const runner = createCancellationRunner({
      state,
      connection: connection && {
        storageKey: connection.storageKey,
        transport: this.#createTransport(connection.orderId, connection.endpoint, environment),
      },
      environment,
      // The runner of an earlier order may still be sending.
      onChange: (next, previous) => {
        for (const requestUpdate of shared.followers) requestUpdate();
        if (runner !== this.#runner) return;
        if (connection && 'intent' in next && this.#host.isConnected)
          confirmedRunners.set(connection.storageKey, shared);
        this.#host.requestUpdate();
        if (connection && next.kind !== previous.kind) this.#emitChange(connection.orderId, next);
      },
    });
    const shared: SharedRunner = { runner, followers: new Set() };
    this.#shared = shared;
    this.#isOwner = true;
  }

  #emitChange(orderId: string, next: CancellationState): void {
    const state = confirmedKinds.find((kind) => kind === next.kind);
    if (!state) return;
    const cancellation = 'cancellation' in next ? next.cancellation : undefined;
    this.#emit('waybill-cancel-change', { orderId, state, ...(cancellation && { cancellation }) });
    if (cancellation?.receipt) this.#emit('waybill-cancel-receipt', { orderId, cancellation });
  }

  /** After the element was removed, the event is dispatched on the document: the outcome still matters. */
  #emit(type: string, detail: CancelChangeDetail | CancelReceiptDetail): void {
    if (this.#host.isConnected) emit(this.#host, type, detail);
    else document.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Offers each request to the page once; the request then goes to `cancel`, or else to the endpoint. */
  #createTransport(orderId: string, endpoint: URL | undefined, environment: CancellationEnvironment): CancelTransport {
    const host = this.#host;
    const auth: Auth = {
      identity: host,
      getToken: () => resolveAuth(host).getToken(),
      renewToken: (refused) => resolveAuth(host).renewToken(refused),
    };
    const isRoutable = pathIdPattern.test(orderId);
    if (endpoint && !isRoutable)
      warnOnce(`cancel-item: id of the order: expected ${PATH_ID_FORMAT}. Nothing is sent to the endpoint.`);
    const endpointTransport =
      endpoint && isRoutable ? createEndpointTransport(endpoint, orderId, auth, environment) : undefined;
    let handler: { idempotencyKey: string; transport: Pick<CancelTransport, 'send'> | undefined } | undefined;
    return {
      ...endpointTransport,
      send: (request, signal) => {
        const { idempotencyKey } = request;
        if (handler?.idempotencyKey !== idempotencyKey) {
          const response = this.#offerRequest(orderId, request);
          const cancel = response ? () => response : host.cancel;
          handler = { idempotencyKey, transport: cancel ? createFunctionTransport(cancel) : endpointTransport };
        }
        if (handler.transport) return handler.transport.send(request, signal);
        warnOnce(
          'cancel-item: no handler for the request: set `endpoint` or `cancel`, or handle `waybill-cancel-request`.',
        );
        return Promise.resolve({ status: 400 });
      },
    };
  }

  /** The page's response; `undefined` if the page leaves the request to the element. */
  #offerRequest(
    orderId: string,
    { request, idempotencyKey }: PreparedRequest,
  ): Promise<Cancellation | undefined> | undefined {
    let response: Promise<Cancellation | undefined> | undefined;
    const detail: CancelRequestDetail = {
      orderId,
      request,
      idempotencyKey,
      respondWith: (promise) => void (response = promise),
    };
    const isPassed = emit(this.#host, 'waybill-cancel-request', detail, { cancelable: true });
    return response ?? (isPassed ? undefined : Promise.resolve(undefined));
  }
}

/** An id as a part of a key whose parts are separated by spaces. */
const escapeSpaces = (id: string): string => id.replace(/[ %]/g, (character) => (character === ' ' ? '%20' : '%25'));
