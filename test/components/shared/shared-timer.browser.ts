import { pageClock } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { scheduleTimer } from '../../../src/components/shared/shared-timer.ts';

/** Schedules a callback at a time of the page's clock. Returns a function that cancels it. */
function scheduleAt(at: number, callback: () => void): () => void {
  return scheduleTimer(() => at - pageClock.now, callback);
}

describe('scheduleTimer', () => {
  let calledEntries: string[];
  let cancelTimers: (() => void)[];
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    calledEntries = [];
    cancelTimers = [];
  });
  afterEach(() => {
    for (const cancelTimer of cancelTimers) cancelTimer();
    assert.deepEqual(pageClock.timers, [], 'no timer is left');
  });
  const scheduleEntry = (name: string, ms: number): number =>
    cancelTimers.push(scheduleAt(pageClock.now + ms, () => calledEntries.push(name)));

  it('sets one timer, for the entry that is due first', () => {
    scheduleEntry('late', 50_000);
    scheduleEntry('early', 3_000);
    scheduleEntry('middle', 20_000);
    assert.deepEqual(pageClock.timers, [3_000]);
  });

  it('calls each entry once, when it is due', async () => {
    scheduleEntry('late', 50_000);
    scheduleEntry('early', 3_000);
    scheduleEntry('too early', 3_000);
    await pageClock.pass(2_999);
    assert.deepEqual(calledEntries, []);
    await pageClock.pass(1);
    assert.deepEqual(calledEntries, ['early', 'too early']);
    assert.deepEqual(pageClock.timers, [47_000]);
    await pageClock.pass(600_000);
    assert.deepEqual(calledEntries, ['early', 'too early', 'late']);
  });

  it('checks the clock at least once a minute', async () => {
    scheduleEntry('in a month', 31 * 86_400_000);
    assert.deepEqual(pageClock.timers, [60_000]);
    pageClock.sleep(31 * 86_400_000);
    await pageClock.pass(60_000);
    assert.deepEqual(calledEntries, ['in a month']);
  });

  it('calls an overdue entry in a later task', async () => {
    scheduleEntry('overdue', -5_000);
    assert.deepEqual(calledEntries, []);
    await pageClock.pass(0);
    assert.deepEqual(calledEntries, ['overdue']);
  });

  it('an entry may schedule the next one', async () => {
    let callCount = 0;
    const scheduleNext = (): void => {
      callCount += 1;
      if (callCount < 5) cancelTimers.push(scheduleAt(pageClock.now + 1_000, scheduleNext));
    };
    cancelTimers.push(scheduleAt(pageClock.now + 1_000, scheduleNext));
    await pageClock.pass(10_000);
    assert.equal(callCount, 5);
  });

  it('does not call a canceled entry, even if the one before cancels it', async () => {
    let cancelTimer = (): void => {};
    cancelTimers.push(scheduleAt(pageClock.now + 1_000, () => cancelTimer()));
    cancelTimer = scheduleAt(pageClock.now + 1_000, () => calledEntries.push('stopped'));
    await pageClock.pass(2_000);
    assert.deepEqual(calledEntries, []);
  });

  it('stops while the page is hidden, and calls overdue entries when it is shown', async () => {
    scheduleEntry('due while hidden', 1_000);
    scheduleEntry('later', 90_000);
    await pageClock.show(false);
    scheduleEntry('added while hidden', 2_000);
    assert.deepEqual(pageClock.timers, []);
    await pageClock.pass(60_000);
    assert.deepEqual(calledEntries, []);
    await pageClock.show(true);
    assert.deepEqual(calledEntries, ['due while hidden', 'added while hidden']);
    assert.deepEqual(pageClock.timers, [30_000]);
  });

  it('calls overdue entries when the page returns from the back/forward cache', async () => {
    scheduleEntry('due while hidden', 1_000);
    pageClock.sleep(60_000);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    assert.deepEqual(calledEntries, ['due while hidden']);
  });
});
