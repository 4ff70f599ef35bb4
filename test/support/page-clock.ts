/*
 * Simulates the page's clocks, visibility, randomness and the timers of src/. Import this module before the tested code:
 * it replaces globals while it loads. The timers of the test runner stay real.
 */

import './wait-for.ts';
import { getServerClock } from '../../src/client/http/server-clock.ts';

type Timer = { due: number; callback: () => void };

const real = {
  setTimeout: globalThis.setTimeout.bind(globalThis),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  random: Math.random,
};
const timers = new Map<number, Timer>();
let lastId = 1_000_000;
let monotonic = 5_000;
/** The true time, and the error of the device's clock. */
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

// Jitter: each delay has its mean.
Math.random = () => (isCalledBySource() ? 0.5 : real.random());

/** Whether the stack contains a file of src/. */
function isCalledBySource(): boolean {
  return /:\d+\/src\//.test(new Error('').stack ?? '');
}

export const pageClock = {
  /** The device's clock, in milliseconds since the epoch. */
  get now(): number {
    return time + error;
  },
  /** The true time, in milliseconds since the epoch. */
  get time(): number {
    return time;
  },
  /** The remaining milliseconds of all timers, in order. */
  get timers(): number[] {
    return [...timers.values()].map(({ due }) => due - monotonic).sort((a, b) => a - b);
  },
  /** Sets both clocks without a detected clock jump, at the start of a test. */
  set(instant: string): void {
    time = Date.parse(instant);
    error = 0;
    getServerClock(location.origin).detectClockJump();
  },
  /** Advances the time, timer by timer. `follow` waits for the effects of each timer. */
  async pass(ms: number, follow = settle): Promise<void> {
    const end = monotonic + ms;
    await follow();
    for (;;) {
      const [next] = [...timers].sort(([, a], [, b]) => a.due - b.due);
      if (!next || next[1].due > end) break;
      advanceTo(Math.max(next[1].due, monotonic));
      timers.delete(next[0]);
      next[1].callback();
      await follow();
    }
    advanceTo(end);
    await follow();
  },
  /** Changes the page's visibility. */
  async show(isShown: boolean): Promise<void> {
    isHidden = !isShown;
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
  },
  /** Simulates sleep: no timer runs, and the performance clock stops. */
  sleep(ms: number): void {
    time += ms;
  },
  /** Moves the device's clock. */
  misset(ms: number): void {
    error += ms;
  },
};

function advanceTo(to: number): void {
  time += to - monotonic;
  monotonic = to;
}

/** Runs promises, ready tasks and stubbed responses without advancing the time. */
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

export { waitFor } from './wait-for.ts';
