import type { Access } from '../../client/access.ts';
import type { Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';
import { parseOrderEvents } from '../../contract/parse-order.ts';
import { askShop } from './ask-shop.ts';

/** The part of an order's history that a shop keeps apart. Fetched when it is asked for, and kept from then on. */
export class EarlierEvents {
  state: 'idle' | 'loading' | 'failed' = 'idle';
  #events: readonly OrderEvent[] | undefined;
  /** Where still earlier ones are. */
  #next: string | undefined;
  #joined: { of: Order; order: Order } | undefined;

  /** The order with all that was fetched. What has left its newest events meanwhile stays as well. */
  join(order: Order): Order {
    if (!this.#events) return order;
    if (this.#joined?.of !== order) {
      const newest = new Set(order.events.map(({ id }) => id));
      this.#events = [...this.#events.filter(({ id }) => !newest.has(id)), ...order.events];
      this.#joined = { of: order, order: { ...order, events: this.#events, earlierEvents: this.#next } };
    }
    return this.#joined.order;
  }

  /** Fetches the events before those of a joined order; never throws. */
  async fetch(url: URL, { events }: Order, access: Access): Promise<void> {
    if (this.state === 'loading') return;
    this.state = 'loading';
    try {
      const read = parseOrderEvents(await askShop(url, access));
      if (!read.ok) throw new TypeError();
      const known = new Set(events.map(({ id }) => id));
      const earlier = read.data.events.filter(({ id }) => !known.has(id));
      this.#events = [...earlier, ...events];
      // Nothing new behind an address: what it leads on to is not asked for either.
      this.#next = earlier.length > 0 ? read.data.earlierEvents : undefined;
      this.#joined = undefined;
      this.state = 'idle';
    } catch {
      this.state = 'failed';
    }
  }
}

/** Where the shop says that earlier events are: at the endpoint's own origin, or nowhere. */
export function earlierUrl(address: string | undefined, endpoint: URL | undefined): URL | undefined {
  if (address === undefined || !endpoint) return undefined;
  try {
    const url = new URL(address, endpoint);
    return url.origin === endpoint.origin && !url.username && !url.password ? url : undefined;
  } catch {
    return undefined;
  }
}
