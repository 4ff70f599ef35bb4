import { pageClock } from '../components/delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { wakeWhenDue } from '../../src/element/wake-timer.ts';

/** Waits until `at` on the page's clock. */
function waitFor(at: number, wake: () => void): () => void {
  return wakeWhenDue(() => at - pageClock.now, wake);
}

describe('wake timer', () => {
  let woken: string[];
  let stops: (() => void)[];
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    woken = [];
    stops = [];
  });
  afterEach(() => {
    for (const stop of stops) stop();
    assert.deepEqual(pageClock.timers, [], 'nothing is left behind');
  });
  const wait = (name: string, ms: number): number => stops.push(waitFor(pageClock.now + ms, () => woken.push(name)));

  it('is one for all, for the next one due', () => {
    wait('late', 50_000);
    wait('early', 3_000);
    wait('middle', 20_000);
    assert.deepEqual(pageClock.timers, [3_000]);
  });

  it('wakes each when it is due, and only once', async () => {
    wait('late', 50_000);
    wait('early', 3_000);
    wait('too early', 3_000);
    await pageClock.pass(2_999);
    assert.deepEqual(woken, []);
    await pageClock.pass(1);
    assert.deepEqual(woken, ['early', 'too early']);
    assert.deepEqual(pageClock.timers, [47_000]);
    await pageClock.pass(600_000);
    assert.deepEqual(woken, ['early', 'too early', 'late']);
  });

  it('looks at the clock at least once a minute, however far the next is', async () => {
    wait('in a month', 31 * 86_400_000);
    assert.deepEqual(pageClock.timers, [60_000]);
    pageClock.sleep(31 * 86_400_000);
    await pageClock.pass(60_000);
    assert.deepEqual(woken, ['in a month']);
  });

  it('what is overdue is woken soon, not at once', async () => {
    wait('overdue', -5_000);
    assert.deepEqual(woken, []);
    await pageClock.pass(0);
    assert.deepEqual(woken, ['overdue']);
  });

  it('who was woken may wait again', async () => {
    let turns = 0;
    const again = (): void => {
      turns += 1;
      if (turns < 5) stops.push(waitFor(pageClock.now + 1_000, again));
    };
    stops.push(waitFor(pageClock.now + 1_000, again));
    await pageClock.pass(10_000);
    assert.equal(turns, 5);
  });

  it('who stops waiting is not woken, even by whom is woken before', async () => {
    let stop = (): void => {};
    stops.push(waitFor(pageClock.now + 1_000, () => stop()));
    stop = waitFor(pageClock.now + 1_000, () => woken.push('stopped'));
    await pageClock.pass(2_000);
    assert.deepEqual(woken, []);
  });

  it('rests while the page is not seen, and catches up', async () => {
    wait('meanwhile', 1_000);
    wait('later', 90_000);
    await pageClock.show(false);
    wait('added meanwhile', 2_000);
    assert.deepEqual(pageClock.timers, []);
    await pageClock.pass(60_000);
    assert.deepEqual(woken, []);
    await pageClock.show(true);
    assert.deepEqual(woken, ['meanwhile', 'added meanwhile']);
    assert.deepEqual(pageClock.timers, [30_000]);
  });

  it('catches up when the page comes back from the browser\'s cache', async () => {
    wait('meanwhile', 1_000);
    pageClock.sleep(60_000);
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    assert.deepEqual(woken, ['meanwhile']);
  });
});
