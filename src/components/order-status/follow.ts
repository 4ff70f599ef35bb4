import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { openLiveSource, type LiveHandle, type LiveOptions } from '../../client/live/open.ts';
import type { LiveView } from '../../client/live/status.ts';
import type { Order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import type { Salvaged } from '../../contract/salvage.ts';
import { warnOnce } from '../../element/warn.ts';

type Followed = Omit<LiveOptions<Order>, 'parse' | 'onChange'>;

/** Of one order, version after version. */
function parserOfVersions(): (value: unknown) => Salvaged<Order> {
  let last: Order | undefined;
  return (value) => {
    const read = parseOrder(value, last);
    if (read.ok) last = read.data;
    return read;
  };
}

const PREVIEWED = Symbol.for('waybill.live');

/** Follows one order for one element; what came for an order that is no longer asked for is dropped. */
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

  /** `undefined` where nothing is followed. A preview stands in for a source (see src/preview). */
  get view(): LiveView<Order> | undefined {
    return this.#handle?.view ?? (this.#host as { [PREVIEWED]?: LiveView<Order> })[PREVIEWED];
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
    const key = followed
      ? [followed.endpoint.href, followed.orderId, followed.access.identity, followed.wantsStream, followed.isShared]
      : [];
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
    // An element that was removed at once is still drawn once.
    if (!this.#followed || this.#handle || !this.#isConnected) return;
    this.#handle = openLiveSource<Order>({
      ...this.#followed,
      parse: parserOfVersions(),
      onChange: () => this.#host.requestUpdate(),
    });
    if (!this.#handle) warnOnce('order-status: order-id is none: 1 to 64 letters, digits, _ and -.');
  }

  #close(): void {
    this.#handle?.close();
    this.#handle = undefined;
  }
}
