/*
 * The page's clocks, our own timers, what is random and whether the page is seen, in the test's hand. Import it
 * before what it shall hold: what it replaces, it replaces while it loads. Timers of the test runner and of its
 * tools stay real.
 */

import '../../../support/until.ts';
import { serverClockOf } from '../../../../src/client/server-clock.ts';

type Timer = { due: number; callback: () => void };

const real = {
  setTimeout: globalThis.setTimeout.bind(globalThis),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  random: Math.random,
};
const timers = new Map<number, Timer>();
let lastId = 1_000_000;
let monotonic = 5_000;
/** What time it is, and by how much the device's clock is wrong about it. */
let time = Date.UTC(2026, 10, 23, 12);
let error = 0;
let isHidden = false;

// A browser that runs several test files at once shows only one of them.
Object.defineProperty(document, 'hidden', { get: () => isHidden });
Date.now = () => time + error;
performance.now = () => monotonic;
Object.assign(globalThis, {
  setTimeout(callback: () => void, delay = 0, ...rest: unknown[]): number {
    if (!isCalledBySource()) return real.setTimeout(callback, delay, ...rest);
    timers.set(++lastId, { due: monotonic + delay, callback });
    return lastId;
  },
  clearTimeout(id: number | undefined): void {
    if (id === undefined || !timers.delete(id)) real.clearTimeout(id);
  },
});

// Waits are spread at random; here each is as long as they are on the whole.
Math.random = () => (isCalledBySource() ? 0.5 : real.random());

/** Whether a file in src/ is among the callers. */
function isCalledBySource(): boolean {
  return /:\d+\/src\//.test(new Error('').stack ?? '');
}

export const pageClock = {
  /** Milliseconds since the epoch, by the device. */
  get now(): number {
    return time + error;
  },
  /** Milliseconds since the epoch, by a clock that is right. */
  get time(): number {
    return time;
  },
  /** In how many milliseconds the timers are due that the page waits for, soonest first. */
  get timers(): number[] {
    return [...timers.values()].map(({ due }) => due - monotonic).sort((a, b) => a - b);
  },
  /** Begins a test at this time: the device's clock is set, and nobody takes it for a jump. */
  set(instant: string): void {
    time = Date.parse(instant);
    error = 0;
    serverClockOf(location.origin).checkDrift();
  },
  /** Lets time pass, timer by timer, and what follows from each. `follow` waits for more than what is ready. */
  async pass(ms: number, follow = settle): Promise<void> {
    const end = monotonic + ms;
    await follow();
    for (;;) {
      const [next] = [...timers].sort(([, a], [, b]) => a.due - b.due);
      if (!next || next[1].due > end) break;
      go(Math.max(next[1].due, monotonic));
      timers.delete(next[0]);
      next[1].callback();
      await follow();
    }
    go(end);
    await follow();
  },
  /** The page goes to the background, or comes to the front again. */
  async show(isShown: boolean): Promise<void> {
    isHidden = !isShown;
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
  },
  /** The machine sleeps: no timer runs, and the performance clock stands still. */
  sleep(ms: number): void {
    time += ms;
  },
  /** Somebody sets the device's clock so far ahead of what it said. */
  misset(ms: number): void {
    error += ms;
  },
};

function go(to: number): void {
  time += to - monotonic;
  monotonic = to;
}

/** Lets promises, tasks that are ready and stubbed answers run, without passing time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) {
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve(undefined);
      });
      port1.start();
      port2.postMessage(turn);
    });
  }
}

export { until } from '../../../support/until.ts';
