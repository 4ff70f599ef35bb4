import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { MAX_AGE_MS } from '../../../src/client/cancellation/pending-storage.ts';
import { processCancelRequest } from '../../../src/server/cancellations/process-cancel-request.ts';
import { IDEMPOTENCY_RETENTION_MS, RETENTION_MS } from '../../../src/server/jobs/retention.ts';
import { hours, openJobs, startTime, upsert } from './jobs-harness.ts';

const days = (count: number): number => hours(24 * count);
const guide = readFileSync('docs/webhooks.md', 'utf8').replaceAll(/\s+/g, ' ');

describe('retention', () => {
  it('of the response to an idempotency key is 30 days, by the clock of the server', async (t) => {
    const { store, jobs, clock, close } = await openJobs();
    t.after(close);
    await upsert(store, {}, startTime);
    // A final refusal is stored under its key.
    const request = { type: 'cancel-items' as const, lineItems: [{ id: 'unknown', quantity: 1 }], version: 1 };
    for (const [idempotencyKey, now] of [
      ['older', startTime - 1],
      ['exact', startTime],
    ] as const) {
      const context = { rules: { actions: { cancel: {} } }, now: () => now };
      await processCancelRequest(store, context, { orderId: 'o-1', idempotencyKey, request });
    }
    const keptKeys = (): Promise<string[]> =>
      store.withLockedOrder('o-1', async (locked) => {
        const keys = ['older', 'exact'];
        const records = await Promise.all(keys.map((key) => locked.getIdempotencyRecord(key)));
        return keys.filter((_, index) => records[index]);
      });
    assert.deepEqual(await keptKeys(), ['older', 'exact']);
    clock.now = startTime + days(30);
    await jobs.runOnce();
    assert.deepEqual(await keptKeys(), ['exact']);
    clock.now += days(1);
    await jobs.runOnce();
    assert.deepEqual(await keptKeys(), []);
  });

  it('of idempotency records exceeds the age at which a page still repeats a request', () => {
    assert.ok(IDEMPOTENCY_RETENTION_MS > MAX_AGE_MS);
  });

  it('is stated in the guide', () => {
    const idempotencyDays = IDEMPOTENCY_RETENTION_MS / days(1);
    const otherDays = RETENTION_MS / days(1);
    for (const statement of [
      `responses to idempotency keys after ${idempotencyDays} days`,
      `delivered messages, webhook ids and unmatched scans after ${otherDays} days`,
      `stored for ${otherDays} days (\`GET /unmatched-scans\`)`,
    ])
      assert.ok(guide.includes(statement), statement);
  });
});
