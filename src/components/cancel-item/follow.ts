import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { openLiveSource, type LiveHandle, type LiveOptions } from '../../client/live/open.ts';
import type { LiveView } from '../../client/live/status.ts';
import type { Order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import { warnOnce } from '../../element/warn.ts';

type Followed = Pick<LiveOptions<Order>, 'endpoint' | 'orderId' | 'access'>;

/** Follows one order for one element; everyone on the page who follows it shares one source. */
export class FollowController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #followed: Followed | undefined;
  #key: unknown[] = [];
  #handle: LiveHandle<Order> | undefined;
  #isConnected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get view(): LiveView<Order> | undefined {
    return this.#handle?.view;
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#open();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#close();
  }

  follow(followed: Followed | undefined): void {
    const key = followed ? [followed.endpoint.href, followed.orderId, followed.access.identity] : [];
    if (key.length === this.#key.length && key.every((part, index) => part === this.#key[index])) return;
    this.#key = key;
    this.#followed = followed;
    this.#close();
    this.#open();
  }

  refresh(): void {
    this.#handle?.refresh();
  }

  #open(): void {
    if (!this.#followed || this.#handle || !this.#isConnected) return;
    this.#handle = openLiveSource<Order>({
      ...this.#followed,
      parse: parseOrder,
      onChange: () => this.#host.requestUpdate(),
    });
    if (!this.#handle) warnOnce('cancel-item: order-id is none: 1 to 64 letters, digits, _ and -.');
  }

  #close(): void {
    this.#handle?.close();
    this.#handle = undefined;
  }
}
