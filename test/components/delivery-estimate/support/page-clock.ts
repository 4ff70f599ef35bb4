/*
 * The page's clocks, our own timers and whether the page is seen, in the test's hand. Import it before what it
 * shall hold: what it replaces, it replaces while it loads. Timers of the test runner and of its tools stay real.
 */

import { serverClockOf } from '../../../../src/client/server-clock.ts';

type Timer = { due: number; callback: () => void };

const real = {
  dateNow: Date.now.bind(Date),
  performanceNow: performance.now.bind(performance),
  setTimeout: globalThis.setTimeout.bind(globalThis),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
};
const timers = new Map<number, Timer>();
let lastId = 1_000_000;
let monotonic = 5_000;
let wall = Date.UTC(2026, 10, 23, 12);
let isHidden = false;

// A browser that runs several test files at once shows only one of them.
Object.defineProperty(document, 'hidden', { get: () => isHidden });
Date.now = () => wall;
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

/** Whether a file in src/ is among the callers. */
function isCalledBySource(): boolean {
  return /:\d+\/src\//.test(new Error('').stack ?? '');
}

export const pageClock = {
  /** Milliseconds since the epoch, by the device. */
  get now(): number {
    return wall;
  },
  /** In how many milliseconds the timers are due that the page waits for, soonest first. */
  get timers(): number[] {
    return [...timers.values()].map(({ due }) => due - monotonic).sort((a, b) => a - b);
  },
  /** Begins a test at this time: the device's clock is set, and nobody takes it for a jump. */
  set(instant: string): void {
    wall = Date.parse(instant);
    serverClockOf(location.origin).checkDrift();
  },
  /** Lets time pass, timer by timer, and what follows from each. */
  async pass(ms: number): Promise<void> {
    const end = monotonic + ms;
    await settle();
    for (;;) {
      const [next] = [...timers].sort(([, a], [, b]) => a.due - b.due);
      if (!next || next[1].due > end) break;
      go(Math.max(next[1].due, monotonic));
      timers.delete(next[0]);
      next[1].callback();
      await settle();
    }
    go(end);
    await settle();
  },
  /** The page goes to the background, or comes to the front again. */
  async show(isShown: boolean): Promise<void> {
    isHidden = !isShown;
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
  },
  /** The machine sleeps: no timer runs, and the performance clock stands still. */
  sleep(ms: number): void {
    wall += ms;
  },
};

function go(to: number): void {
  wall += to - monotonic;
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

/** Waits, in real time, until something holds. */
export async function until(holds: () => unknown, what = String(holds)): Promise<void> {
  const end = real.performanceNow() + 6_000;
  while (!holds()) {
    if (real.performanceNow() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => real.setTimeout(resolve, 5));
  }
}
