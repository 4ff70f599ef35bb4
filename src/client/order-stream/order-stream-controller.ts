import type { Order } from '../../contract/order.ts';
import { parseOrder } from '../../contract/parse-order.ts';
import { PATH_ID_FORMAT } from '../../contract/protocol.ts';
import { onOriginsAllowed } from '../http/allowed-origins.ts';
import { isSameKey, resolveAuth, resolveEndpoint, type EndpointProperties } from '../http/endpoint-context.ts';
import type { ParseOrder } from '../http/order-envelope.ts';
import { openOrderStream, type OrderStream, type OrderStreamOptions } from './open-order-stream.ts';
import type { OrderStreamResult } from './selectors.ts';

type ConnectOptions = Omit<OrderStreamOptions, 'parse' | 'onChange'>;
type StreamOptions = Pick<OrderStreamOptions, 'isStreamed' | 'isSharedAcrossTabs'>;

/** An element with a Lit controller. */
type OrderStreamHost = EndpointProperties & {
  readonly orderId: string | undefined;
  requestUpdate(): void;
  addController(controller: { hostConnected(): void; hostDisconnected(): void }): void;
};

/** Subscribes an element to the order that its properties select. Results of an earlier order are dropped. */
export class OrderStreamController {
  readonly #host: OrderStreamHost;
  readonly #warn: (problem: string) => void;
  #options: ConnectOptions | undefined;
  #key: unknown[] = [];
  #stream: OrderStream | undefined;
  #isConnected = false;
  #stopWatchingOrigins: (() => void) | undefined;

  /** `warn` receives a sentence for the page's developer if the element's properties select no order. */
  constructor(host: OrderStreamHost, warn: (problem: string) => void) {
    this.#host = host;
    this.#warn = warn;
    host.addController(this);
  }

  /** `undefined` without a subscription. */
  get result(): OrderStreamResult | undefined {
    return this.#stream?.result;
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#stopWatchingOrigins = onOriginsAllowed(() => this.#host.requestUpdate());
    this.#open();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#stopWatchingOrigins?.();
    this.#close();
  }

  /** Subscribes to the order that the element's properties select; closes the subscription unless it is wanted. */
  connect(isWanted: boolean, streamOptions: StreamOptions = {}): void {
    const { orderId } = this.#host;
    const endpoint = resolveEndpoint(this.#host);
    if (this.#host.endpoint != null && !endpoint)
      this.#warn('endpoint: expected a URL on an allowed origin, see allowOrigins().');
    const options =
      isWanted && endpoint && orderId != null
        ? { endpoint, orderId, auth: resolveAuth(this.#host), ...streamOptions }
        : undefined;
    const { isStreamed, isSharedAcrossTabs } = streamOptions;
    const key = options ? [endpoint?.href, orderId, options.auth.identity, isStreamed, isSharedAcrossTabs] : [];
    if (isSameKey(key, this.#key)) return;
    this.#key = key;
    this.#options = options;
    this.#close();
    this.#open();
  }

  refresh(): void {
    this.#stream?.refresh();
  }

  #open(): void {
    // A removed element may still have one pending update.
    if (!this.#options || this.#stream || !this.#isConnected) return;
    this.#stream = openOrderStream({
      ...this.#options,
      parse: createOrderParser(),
      onChange: () => this.#host.requestUpdate(),
    });
    if (!this.#stream) this.#warn(`order-id: expected ${PATH_ID_FORMAT}. The order is not requested.`);
  }

  #close(): void {
    this.#stream?.close();
    this.#stream = undefined;
  }
}

/** Creates a parser that reuses equal parts of the previous version. */
function createOrderParser(): ParseOrder {
  let previous: Order | undefined;
  return (value) => {
    const parsed = parseOrder(value, previous);
    if (parsed.ok) previous = parsed.data;
    return parsed;
  };
}
