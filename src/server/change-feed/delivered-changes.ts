import type { CommittedChange, ChangeNotification } from './change-notification.ts';

/** Reads the orders after a position, ordered by position. */
export type ReadAfter = (position: number) => Promise<readonly CommittedChange[]>;

export type DeliveredChangesOptions = {
  /** Longest time between the assignment of a position and its commit, in milliseconds. */
  readonly maxWriteMs: number;
  /** Position at which the first polls begin. */
  readonly position: number;
  /** Monotonic clock in milliseconds. */
  readonly now?: () => number;
};

/** Record of one poll; `position` is the highest position seen so far. */
type PollMark = { readonly begunAt: number; readonly endedAt: number; readonly position: number };

/**
 * Tracks which changes were delivered, and polls for changes that were not. Positions are assigned before the commit, so a
 * change may appear below a position that was seen already. Each poll therefore starts where a poll ended that is older
 * than the longest write. Deliveries before that poll are forgotten, because no poll finds them again.
 */
export class DeliveredChanges {
  readonly #maxWriteMs: number;
  readonly #now: () => number;
  #position: number;
  #marks: readonly PollMark[] = [];
  /** Delivery time of each write of an order by position. Deletions have the negative position. */
  readonly #delivered = new Map<string, Map<number, number>>();

  constructor({ maxWriteMs, position, now = (): number => performance.now() }: DeliveredChangesOptions) {
    this.#maxWriteMs = maxWriteMs;
    this.#position = position;
    this.#now = now;
  }

  /** Marks a change as delivered. Returns `false` if it was delivered before. */
  markDelivered({ orderId, position, isDeleted = false }: CommittedChange): boolean {
    const writes = this.#delivered.get(orderId) ?? new Map<number, number>();
    const write = isDeleted ? -position : position;
    if (writes.has(write)) return false;
    this.#delivered.set(orderId, writes.set(write, this.#now()));
    return true;
  }

  /** Resolves to the changes that were not delivered yet, and marks them. Polls must not overlap. */
  async poll(readAfter: ReadAfter): Promise<ChangeNotification[]> {
    const begunAt = this.#now();
    const past = this.#marks.findLast(({ endedAt }) => begunAt - endedAt >= this.#maxWriteMs);
    if (past) {
      this.#position = past.position;
      this.#marks = this.#marks.filter(({ endedAt }) => endedAt > past.endedAt);
      this.#dropBefore(past.begunAt);
    }
    const found = await readAfter(this.#position);
    const last = this.#marks.at(-1)?.position ?? this.#position;
    const position = Math.max(last, found.at(-1)?.position ?? last);
    this.#marks = [...this.#marks, { begunAt, endedAt: this.#now(), position }];
    return found.filter((each) => this.markDelivered(each)).map(({ orderId, version }) => ({ orderId, version }));
  }

  #dropBefore(time: number): void {
    for (const [orderId, writes] of this.#delivered) {
      for (const [write, at] of writes) if (at < time) writes.delete(write);
      if (writes.size === 0) this.#delivered.delete(orderId);
    }
  }
}
