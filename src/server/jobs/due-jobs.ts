import { DAY_MS, MINUTE_MS } from '../../dates/zoned-time.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import { retryDecision } from '../cancellations/process-cancel-request.ts';
import type { CancellationContext } from '../cancellations/cancellation-context.ts';
import { raiseIncident } from '../orders/raise-incident.ts';
import type { ShopRules } from '../orders/shop-rules.ts';
import type { Store } from '../store/store.ts';
import { recordWebhookScans } from '../webhooks/receive-webhook.ts';
import type { ScanRecorder } from '../webhooks/scan-recorder.ts';
import { IDEMPOTENCY_RETENTION_MS, RETENTION_MS } from './retention.ts';

/*
 * Jobs that become due with time. Each entry is checked again under the lock of its order, so that two processes never
 * process it twice. The lease only avoids duplicate work.
 */

export type JobContext = {
  readonly store: Store;
  readonly rules: ShopRules;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Identifies this process among those that share the store. */
  readonly leaseHolder: string;
  /** Gets errors of single orders. The other orders continue. */
  readonly onError: (error: unknown, source: string) => void;
  readonly isStopping: () => boolean;
};

/** Entries read at once. */
const PAGE_SIZE = 200;
/** Longer than a page takes. After a crash, the job of a process is delayed for this time. */
const LEASE_MS = MINUTE_MS;

/** Raises the incidents of passed deadlines. Resolves to their number. */
export function raiseDueIncidents(options: JobContext): Promise<number> {
  const { store, rules, now } = options;
  return runDueJobs(
    options,
    'deadlines',
    (at) => store.listDueDeadlines(at, PAGE_SIZE),
    (due) =>
      store.withLockedOrder(due.orderId, async (locked) => {
        // The expected event may have happened since the deadline was read, or the date may have changed.
        const deadline = locked.deadlines.find(({ id }) => id === due.id);
        const update = deadline ? raiseIncident(locked, deadline, { now: now(), rules }) : 'unchanged';
        if (update === 'unchanged') return false;
        await locked.save(update);
        return true;
      }),
  );
}

/** Calls the decider again for due cancellations. Resolves to their number. */
export function retryDueCancellations(options: JobContext, context: CancellationContext): Promise<number> {
  const { store } = options;
  return runDueJobs(
    options,
    'cancellations',
    (at) => store.listDueCancellations(at, PAGE_SIZE),
    async (cancellation) => {
      await retryDecision(store, context, cancellation);
      return true;
    },
  );
}

/** Records unmatched scans whose order exists now. Resolves to the number of recorded entries. */
export function retryUnmatchedScans(options: JobContext, recordScan: ScanRecorder): Promise<number> {
  const { store, now } = options;
  return runDueJobs(
    options,
    'unmatched-scans',
    () => store.listUnmatchedScans({ limit: PAGE_SIZE, hasKnownOrder: true }),
    async (unmatched) => {
      const { recorded, refused } = await recordWebhookScans(unmatched, { store, recordScan, now });
      // Refused scans were stored again with the new reason.
      if (refused.length === 0) await store.deleteUnmatchedScans(unmatched.source, unmatched.id, unmatched.orderId);
      return recorded > 0;
    },
  );
}

/** Deletes old data once a day. Resolves to the number of deleted rows. */
export function createPruneJob({ store, now, leaseHolder }: JobContext): () => Promise<number> {
  let nextRunAt = -Infinity;
  return async () => {
    if (now() < nextRunAt) return 0;
    // The lease is not released: it ends with the day.
    const [start, end] = [formatPreciseInstant(now()), formatPreciseInstant(now() + DAY_MS)];
    if (!(await store.acquireLease('prune', leaseHolder, start, end))) return 0;
    const deleted = await store.prune({
      before: formatPreciseInstant(now() - RETENTION_MS),
      idempotencyBefore: formatPreciseInstant(now() - IDEMPOTENCY_RETENTION_MS),
    });
    nextRunAt = now() + DAY_MS;
    return deleted;
  };
}

/** Processes due entries in sequence while this process holds the lease of the job. Resolves to the number of processed entries. */
async function runDueJobs<T extends { readonly orderId: string }>(
  { store, now, leaseHolder, onError, isStopping }: JobContext,
  job: string,
  listDue: (at: string) => Promise<readonly T[]>,
  work: (due: T) => Promise<boolean>,
): Promise<number> {
  let processed = 0;
  let heldUntil = 0;
  for (let isMore = true; isMore;) {
    const due = await listDue(formatPreciseInstant(now()));
    const processedBefore = processed;
    for (const entry of due) {
      if (isStopping() || !(await holdLease())) return processed;
      try {
        if (await work(entry)) processed += 1;
      } catch (error) {
        onError(error, `${job} of order ${entry.orderId}`);
      }
    }
    // A page without progress would be read again.
    isMore = due.length === PAGE_SIZE && processed > processedBefore;
  }
  // Releases the lease, so that another process need not wait.
  if (heldUntil > 0)
    await store.acquireLease(job, leaseHolder, formatPreciseInstant(now()), formatPreciseInstant(now()));
  return processed;

  /** Acquires the lease for the first entry and extends it when half of it is over. */
  async function holdLease(): Promise<boolean> {
    if (now() < heldUntil - LEASE_MS / 2) return true;
    heldUntil = now() + LEASE_MS;
    return store.acquireLease(job, leaseHolder, formatPreciseInstant(now()), formatPreciseInstant(heldUntil));
  }
}
