import type { Announcement } from './database.ts';
import type { OrderNews } from './store.ts';

/** Reads the orders after a position, in their order. */
export type ReadAfter = (position: number) => Promise<readonly Announcement[]>;

export type ToldNewsOptions = {
  /** From the giving of a position to its commit, in milliseconds. */
  readonly longestWrite: number;
  /** Where the first looks begin. */
  readonly position: number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now?: () => number;
};

/** Of one look; `position` is the last one that was seen by then. */
type Mark = { readonly begunAt: number; readonly endedAt: number; readonly position: number };

/**
 * Knows what was told, and from where on to look for what was not. Positions are given before the commit, so that
 * an order may appear below one that was seen already: each look begins where one ended that is as long ago as a
 * write may take. What was told before that one is not found again, and is not kept.
 */
export class ToldNews {
  readonly #longestWrite: number;
  readonly #now: () => number;
  #position: number;
  #marks: readonly Mark[] = [];
  /** When each write of an order was told, by its position; of an order that is gone, by the negative one. */
  readonly #told = new Map<string, Map<number, number>>();

  constructor({ longestWrite, position, now = (): number => performance.now() }: ToldNewsOptions) {
    this.#longestWrite = longestWrite;
    this.#position = position;
    this.#now = now;
  }

  /** Whether it is to be told; it counts as told from then on. */
  take({ orderId, position, isLast = false }: Announcement): boolean {
    const writes = this.#told.get(orderId) ?? new Map<number, number>();
    const write = isLast ? -position : position;
    if (writes.has(write)) return false;
    this.#told.set(orderId, writes.set(write, this.#now()));
    return true;
  }

  /** Resolves to what was found and not told, which counts as told. Looks do not overlap. */
  async look(readAfter: ReadAfter): Promise<OrderNews[]> {
    const begunAt = this.#now();
    const past = this.#marks.findLast(({ endedAt }) => begunAt - endedAt >= this.#longestWrite);
    if (past) {
      this.#position = past.position;
      this.#marks = this.#marks.filter(({ endedAt }) => endedAt > past.endedAt);
      this.#dropToldBefore(past.begunAt);
    }
    const found = await readAfter(this.#position);
    const last = this.#marks.at(-1)?.position ?? this.#position;
    const position = Math.max(last, found.at(-1)?.position ?? last);
    this.#marks = [...this.#marks, { begunAt, endedAt: this.#now(), position }];
    return found.filter((each) => this.take(each)).map(({ orderId, version }) => ({ orderId, version }));
  }

  #dropToldBefore(time: number): void {
    for (const [orderId, writes] of this.#told) {
      for (const [write, at] of writes) if (at < time) writes.delete(write);
      if (writes.size === 0) this.#told.delete(orderId);
    }
  }
}
