import { randomUUID } from 'node:crypto';
import type { Cancellation, Order } from '../../src/contract/index.ts';

/** An order before it has a version. */
export type Draft = Omit<Order, 'version' | 'updatedAt' | 'checkedAt'>;

/** What was answered to a request with a key, so that the same request is answered the same. */
export type Answered = { body: string; cancellation: Cancellation };

/** Called with the order's new version; with nothing when there is no such order any more. */
export type Listener = (entry: Entry | undefined) => void;

export type Entry = {
  /** Names this run of versions: it is another one whenever the order begins anew. */
  epoch: string;
  order: Order;
  /** The newest versions, oldest first, for those who were away. */
  history: Order[];
  /** By Idempotency-Key. */
  answered: Map<string, Answered>;
  listeners: Set<Listener>;
};

const MOST_ORDERS = 500;
const MOST_VERSIONS = 100;

/** A shop's orders of this run of the demo; those that nobody touched for longest are forgotten. */
export class OrderBook {
  readonly #entries = new Map<string, Entry>();

  find(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  /** A new order, or a known one from its beginning. `now` is milliseconds since the epoch. */
  put(draft: Draft, now: number): void {
    const order: Order = { ...draft, version: 1, ...seenAt(now) };
    const listeners = this.#entries.get(order.id)?.listeners ?? new Set();
    const epoch = randomUUID().slice(0, 8);
    this.#keep(order.id, { epoch, order, history: [order], answered: new Map(), listeners });
    const [oldest = ''] = this.#entries.keys();
    if (this.#entries.size <= MOST_ORDERS) return;
    const forgotten = this.#entries.get(oldest);
    this.#entries.delete(oldest);
    for (const listener of [...(forgotten?.listeners ?? [])]) listener(undefined);
  }

  /** A new version of an order, with these fields changed. */
  change(id: string, fields: Partial<Order>, now: number): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const order: Order = { ...entry.order, ...fields, ...seenAt(now), id, version: entry.order.version + 1 };
    this.#keep(id, { ...entry, order, history: [...entry.history, order].slice(-MOST_VERSIONS) });
  }

  /** The newest orders, newest first. */
  list(most: number): Order[] {
    const orders = [...this.#entries.values()].map(({ order }) => order);
    return orders.toSorted((a, b) => ((a.placedAt ?? '') < (b.placedAt ?? '') ? 1 : -1)).slice(0, most);
  }

  #keep(id: string, entry: Entry): void {
    // Set anew, so that what changed last is forgotten last.
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    for (const listener of [...entry.listeners]) listener(entry);
  }
}

/** Versions that someone at a cursor (`epoch.version`) has not seen; `undefined` where that is not known any more. */
export function versionsSince({ epoch, order, history }: Entry, cursor: string | undefined): Order[] | undefined {
  const [, from, digits] = /^(.+)\.(\d{1,15})$/.exec(cursor ?? '') ?? [];
  if (from !== epoch) return [order];
  const missed = history.filter(({ version }) => version > Number(digits));
  return missed.length === Math.max(0, order.version - Number(digits)) ? missed : undefined;
}

function seenAt(now: number): Pick<Order, 'updatedAt' | 'checkedAt'> {
  const at = new Date(now).toISOString();
  return { updatedAt: at, checkedAt: at };
}
