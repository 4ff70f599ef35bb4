import { askAgain, type CancelShop } from '../cancel/index.ts';
import { instantOf } from '../domain/clock.ts';
import { passDeadline, type ShopRules } from '../domain/index.ts';
import type { Store } from '../store/store.ts';
import { placeScans, type RecordScan } from '../webhooks/incoming.ts';

/*
 * What time brings about. Each piece is looked at again under its order's lock, so that two processes that
 * both believe they are alone still do it once; the lease only spares them the work twice.
 */

export type SweepOptions = {
  readonly store: Store;
  readonly rules: ShopRules;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Names this process among those that share the store. */
  readonly holder: string;
  /** Where one order fails, the others go on. */
  readonly onError: (error: unknown, where: string) => void;
  readonly isStopping: () => boolean;
};

/** Read at once; what is left comes with the next page. */
const page = 200;
/** Longer than a page takes. A process that dies holds its job up for so long. */
const lease = 60_000;
const day = 24 * 60 * 60_000;
/** For how long it is kept what is of no more use: delivered messages, answers, webhooks' ids, strays. */
const keptFor = 30 * day;

/** Raises what the domain says of deadlines that have passed. How many there were. */
export function sweepDeadlines(options: SweepOptions): Promise<number> {
  const { store, rules, now } = options;
  return eachDue(options, 'deadlines', (at) => store.dueDeadlines(at, page), (due) =>
    store.locked(due.orderId, async (locked) => {
      // What was awaited may have happened since it was read, or the date have moved.
      const deadline = locked.deadlines.find(({ id }) => id === due.id);
      const change = deadline ? passDeadline(locked, deadline, { now: now(), rules }) : 'unchanged';
      if (change === 'unchanged') return false;
      await locked.save(change);
      return true;
    }),
  );
}

/** Asks the shop again about cancellations that it has not answered. How many there were. */
export function retryCancellations(options: SweepOptions, shop: CancelShop): Promise<number> {
  const { store } = options;
  return eachDue(options, 'cancellations', (at) => store.dueCancellations(at, page), async (cancellation) => {
    await askAgain(store, shop, cancellation);
    return true;
  });
}

/** Records scans that came before their order. How many strays found it. */
export function placeStrays(options: SweepOptions, record: RecordScan): Promise<number> {
  const { store, now } = options;
  return eachDue(options, 'strays', () => store.strays({ most: page, isPlaceable: true }), async (stray) => {
    const { recorded, refused } = await placeScans(stray, { store, record, now });
    // What was refused is kept anew, with the reason why.
    if (refused.length === 0) await store.dropStray(stray.source, stray.id, stray.orderId);
    return recorded > 0;
  });
}

/** Removes, once a day, what is older than thirty days and of no more use. How many rows went. */
export function createPruning({ store, now, holder }: SweepOptions): () => Promise<number> {
  let next = -Infinity;
  return async () => {
    if (now() < next) return 0;
    // Not given back: the day is over when it has run out.
    if (!(await store.takeLease('prune', holder, instantOf(now()), instantOf(now() + day)))) return 0;
    const gone = await store.prune({ before: instantOf(now() - keptFor) });
    next = now() + day;
    return gone;
  };
}

/** Does one thing after another as long as this process alone has the job; how many were done. */
async function eachDue<T extends { readonly orderId: string }>(
  { store, now, holder, onError, isStopping }: SweepOptions,
  job: string,
  readDue: (at: string) => Promise<readonly T[]>,
  work: (due: T) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  let heldUntil = 0;
  for (let isMore = true; isMore; ) {
    const due = await readDue(instantOf(now()));
    const before = done;
    for (const one of due) {
      if (isStopping() || !(await holdLease())) return done;
      try {
        if (await work(one)) done += 1;
      } catch (error) {
        onError(error, `${job} of order ${one.orderId}`);
      }
    }
    // A page that brought nothing would come again.
    isMore = due.length === page && done > before;
  }
  // Whoever looks next need not wait.
  if (heldUntil > 0) await store.takeLease(job, holder, instantOf(now()), instantOf(now()));
  return done;

  /** Taken for the first one, and anew once half of it is over. */
  async function holdLease(): Promise<boolean> {
    if (now() < heldUntil - lease / 2) return true;
    heldUntil = now() + lease;
    return store.takeLease(job, holder, instantOf(now()), instantOf(heldUntil));
  }
}
