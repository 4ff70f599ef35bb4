import type { Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';
import { parseOrderEvents } from '../../contract/parse-order.ts';
import type { Auth } from '../http/auth.ts';
import { fetchAuthenticatedJson } from '../http/fetch-json.ts';

/** Earlier events of an order, which a shop may keep apart. They are fetched when the customer asks, then kept. */
export class EarlierEvents {
  state: 'idle' | 'loading' | 'failed' = 'idle';
  #events: readonly OrderEvent[] | undefined;
  /** Address of events before the fetched ones. */
  #nextUrl: string | undefined;
  #merged: { source: Order; order: Order } | undefined;

  /**
   * The order with all fetched events, and with those that newer versions of the order have moved to `earlierEvents`. The
   * shop has deleted any other event that a newer version does not list: it must not count.
   */
  mergeInto(order: Order): Order {
    if (order.earlierEvents === undefined) this.#events = this.#merged = undefined;
    if (!this.#events) return order;
    if (this.#merged?.source !== order) {
      const newest = new Set(order.events.map(({ id }) => id));
      const start = this.#events.findIndex(({ id }) => id === order.events[0]?.id);
      const earlier = this.#events.slice(0, start < 0 ? undefined : start);
      this.#events = [...earlier.filter(({ id }) => !newest.has(id)), ...order.events];
      this.#merged = { source: order, order: { ...order, events: this.#events, earlierEvents: this.#nextUrl } };
    }
    return this.#merged.order;
  }

  /** Fetches the events before those of a merged order. Never throws; `state` has the result. */
  async fetch(url: URL, order: Order, auth: Auth): Promise<void> {
    if (this.state === 'loading') return;
    this.state = 'loading';
    const parsed = parseOrderEvents(await fetchAuthenticatedJson(url, auth), order);
    this.state = parsed.ok ? 'idle' : 'failed';
    if (!parsed.ok) return;
    const known = new Set(order.events.map(({ id }) => id));
    const earlier = parsed.data.events.filter(({ id }) => !known.has(id));
    this.#events = [...earlier, ...order.events];
    // A response without new events ends the history: its next address may be a loop.
    this.#nextUrl = earlier.length > 0 ? parsed.data.earlierEvents : undefined;
    this.#merged = undefined;
  }
}

/** The address of earlier events. `undefined` unless it has the endpoint's origin: the token is sent there. */
export function resolveEarlierEventsUrl(reference: string | undefined, endpoint: URL | undefined): URL | undefined {
  if (reference === undefined || !endpoint) return undefined;
  try {
    const url = new URL(reference, endpoint);
    return url.origin === endpoint.origin && !url.username && !url.password ? url : undefined;
  } catch {
    return undefined;
  }
}
