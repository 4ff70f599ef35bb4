import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createScheduler } from '../../../src/server/jobs/scheduler.ts';

const startTime = Date.parse('2026-11-23T12:00:00Z');

/**
 * A scheduler with one job, which processes the due entries. Timers and clocks only move by `advance`.
 * `entries`: milliseconds after the start at which each is due. `runTimes`: the same of each run.
 */
function startScheduler(t: TestContext, { intervalMs = Infinity, jobMs = 0, failing = [] as number[] } = {}) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const clock = { ms: 0 };
  t.mock.method(performance, 'now', () => clock.ms);
  let entries: number[] = [];
  const runTimes: number[] = [];
  const scheduler = createScheduler({
    jobs: [
      async () => {
        runTimes.push(clock.ms);
        const due = entries.filter((dueMs) => dueMs <= clock.ms);
        clock.ms += jobMs;
        entries = entries.filter((dueMs) => !due.includes(dueMs) || failing.includes(dueMs));
      },
    ],
    intervalMs,
    now: () => startTime + clock.ms,
    getNextDueAt: async () => (entries.length > 0 ? startTime + Math.min(...entries) : undefined),
  });
  /** Moves the clock in steps of a millisecond. */
  async function advance(ms: number): Promise<void> {
    for (const end = clock.ms + ms; clock.ms < end;) {
      clock.ms += 1;
      t.mock.timers.tick(1);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const add = (...dueMs: number[]): void => {
    entries.push(...dueMs);
    scheduler.wake();
  };
  return { scheduler, add, advance, runTimes };
}

describe('a scheduler', () => {
  it('runs its jobs when the next entry becomes due', async (t) => {
    const { add, advance, runTimes } = startScheduler(t);
    add(500, 700);
    await advance(1000);
    assert.deepEqual(runTimes, [20, 500, 700]);
  });

  it('runs its jobs again at once for an entry that becomes due during the run', async (t) => {
    const { add, advance, runTimes } = startScheduler(t, { jobMs: 10 });
    add(25);
    await advance(1000);
    assert.deepEqual(runTimes, [20, 31]);
  });

  it('waits the whole interval for an entry that its jobs failed to process', async (t) => {
    const { add, advance, runTimes } = startScheduler(t, { intervalMs: 1000, failing: [100] });
    add(100);
    await advance(2500);
    assert.deepEqual(runTimes, [1, 100, 1100, 2100]);
  });

  it('starts one run for several changes, and none after stop', async (t) => {
    const { scheduler, add, advance, runTimes } = startScheduler(t);
    add(5);
    add(6);
    await advance(100);
    add(200);
    await scheduler.stop();
    await advance(1000);
    assert.deepEqual(runTimes, [20]);
  });
});
