import type { Announcement } from './database.ts';
import type { OrderNews } from './store.ts';

/** An order as a look found it. */
export type FoundOrder = OrderNews & { readonly position: number };

/** Reads the orders after a position, in their order. */
export type ReadAfter = (position: number) => Promise<readonly FoundOrder[]>;

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
  /** When each version of an order was told. */
  readonly #told = new Map<string, Map<number, number>>();

  constructor({ longestWrite, position, now = (): number => performance.now() }: ToldNewsOptions) {
    this.#longestWrite = longestWrite;
    this.#position = position;
    this.#now = now;
  }

  /** Whether it is to be told; it counts as told from then on. */
  take({ orderId, version, isLast = false }: Announcement): boolean {
    if (this.#told.get(orderId)?.has(version)) return false;
    // An order that comes again begins anew at its first version.
    if (isLast) this.#told.delete(orderId);
    const versions = this.#told.get(orderId) ?? new Map<number, number>();
    this.#told.set(orderId, versions.set(version, this.#now()));
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
    return found.map(({ orderId, version }) => ({ orderId, version })).filter((news) => this.take(news));
  }

  #dropToldBefore(time: number): void {
    for (const [orderId, versions] of this.#told) {
      for (const [version, at] of versions) if (at < time) versions.delete(version);
      if (versions.size === 0) this.#told.delete(orderId);
    }
  }
}
