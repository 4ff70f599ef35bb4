import type { Order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import type { Salvaged } from '../../contract/salvage.ts';
import { accessOf, addressOf, type ShopNamed } from '../shop.ts';
import { openLiveSource, type LiveHandle, type LiveOptions } from './open.ts';
import type { LiveView } from './status.ts';

type Followed = Omit<LiveOptions<Order>, 'parse' | 'onChange'>;

/** How it is followed: see `LiveOptions`. */
type Manner = Pick<LiveOptions<Order>, 'wantsStream' | 'isShared'>;

/** An element that follows: the host of a Lit controller. */
type Follower = ShopNamed & {
  readonly orderId: string | undefined;
  requestUpdate(): void;
  addController(controller: { hostConnected(): void; hostDisconnected(): void }): void;
};

const PREVIEWED = Symbol.for('waybill.live');

/**
 * Follows one order for one element; everyone on the page who follows it alike shares one source. What comes for an
 * order that is no longer asked for is dropped.
 */
export class FollowedOrder {
  readonly #host: Follower;
  readonly #warn: (problem: string) => void;
  #followed: Followed | undefined;
  #key: unknown[] = [];
  #handle: LiveHandle<Order> | undefined;
  #isConnected = false;

  /** `warn` is told, for the page's developer, why nothing can be followed. */
  constructor(host: Follower, warn: (problem: string) => void) {
    this.#host = host;
    this.#warn = warn;
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

  /** Follows what the element's properties name, or nothing where that is not wanted. */
  follow(isWanted: boolean, manner: Manner = {}): void {
    const { endpoint: named, orderId } = this.#host;
    const endpoint = addressOf(this.#host);
    if (named != null && !endpoint) this.#warn('endpoint leads to an origin that the page has not allowed.');
    const followed =
      isWanted && endpoint && orderId != null ? { endpoint, orderId, access: accessOf(this.#host), ...manner } : undefined;
    const key = followed ? [endpoint?.href, orderId, followed.access.identity, manner.wantsStream, manner.isShared] : [];
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
    // An element that was removed at once still updates once.
    if (!this.#followed || this.#handle || !this.#isConnected) return;
    this.#handle = openLiveSource<Order>({
      ...this.#followed,
      parse: parserOfVersions(),
      onChange: () => this.#host.requestUpdate(),
    });
    if (!this.#handle) this.#warn('order-id is none: 1 to 64 letters, digits, _ and -.');
  }

  #close(): void {
    this.#handle?.close();
    this.#handle = undefined;
  }
}

/** Of one order, version after version. */
function parserOfVersions(): (value: unknown) => Salvaged<Order> {
  let last: Order | undefined;
  return (value) => {
    const read = parseOrder(value, last);
    if (read.ok) last = read.data;
    return read;
  };
}
