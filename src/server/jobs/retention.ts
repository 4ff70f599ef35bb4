import { DAY_MS } from '../../dates/zoned-time.ts';

/* How long the daily job keeps data. docs/webhooks.md states it. Orders, events and cancellations are kept. */

/**
 * The response stored under an idempotency key. Longer than `MAX_AGE_MS` in src/client/cancellation/pending-storage.ts:
 * until then, a page repeats a pending request with its key, and without the record it would be a new request.
 */
export const IDEMPOTENCY_RETENTION_MS = 30 * DAY_MS;

/** Delivered messages, ids of incoming webhooks and unmatched scans. Carriers repeat a webhook for days. */
export const RETENTION_MS = 30 * DAY_MS;
