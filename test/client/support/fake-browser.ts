import { createServerClock } from '../../../src/client/http/server-clock.ts';
import type { OrderStreamEnvironment } from '../../../src/client/order-stream/runner.ts';
import { createStreamLock } from '../../../src/client/order-stream/tab-coordination.ts';
import type { PageLifecycleEvent } from '../../../src/client/http/environment.ts';
import { RequestTracker } from '../../fakes/request-tracker.ts';

/** Fake time, advanced by the test. Performance clock, wall clock and server time advance together unless set apart. */
class FakeTime {
  monotonic = 1_000_000;
  /** The device's wall clock, and the true time. */
  wall = Date.UTC(2026, 10, 23, 12);
  serverTime = this.wall;
  readonly #timers = new Set<{ at: number; callback: () => void }>();

  get timerCount(): number {
    return this.#timers.size;
  }

  setTimer = (callback: () => void, ms: number): (() => void) => {
    const timer = { at: this.monotonic + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Advances time. Runs every due timer at its time, and calls `settle` after each. */
  async advance(ms: number, settle = flushTasks): Promise<void> {
    const end = this.monotonic + ms;
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#moveTo(next.at);
      next.callback();
      await settle();
    }
    this.#moveTo(end);
  }

  /** The device sleeps: only wall clock and server time advance. */
  sleep(ms: number): void {
    this.wall += ms;
    this.serverTime += ms;
  }

  /** The user sets the device's clock forward by `ms`, or back if negative. */
  setDeviceClockAhead(ms: number): void {
    this.wall += ms;
  }

  #moveTo(at: number): void {
    const ms = Math.max(0, at - this.monotonic);
    this.monotonic += ms;
    this.wall += ms;
    this.serverTime += ms;
  }
}

/** Runs all pending microtasks and immediates. */
export const flushTasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** Page, clocks and network of a browser, controlled by the test. `fetch` is real unless replaced. */
export class FakeBrowser {
  readonly time = new FakeTime();
  readonly traffic = new RequestTracker(() => this.time.serverTime);
  readonly reportedErrors: unknown[] = [];
  readonly requests: { url: URL; init: RequestInit; at: number }[] = [];
  readonly clock = createServerClock(
    () => this.time.monotonic,
    () => this.time.wall,
  );
  readonly #listeners = new Set<(event: PageLifecycleEvent) => void>();
  /** Whether a stream was ever opened before the previous one was aborted. */
  hasParallelStreams = false;
  isVisible = true;
  isOnline = true;
  random: () => number = () => 0.5;
  fetch: (url: URL, init: RequestInit) => Promise<Response> = this.traffic.trackFetch(fetch);

  readonly environment: Mutable<OrderStreamEnvironment> = {
    now: () => this.time.monotonic,
    random: () => this.random(),
    setTimer: this.time.setTimer,
    fetch: async (url, init) => {
      const streams = this.requests.filter((request) => request.url.pathname.endsWith('/events'));
      const isStream = url.pathname.endsWith('/events');
      if (isStream && streams.some((request) => !request.init.signal?.aborted)) this.hasParallelStreams = true;
      this.requests.push({ url, init, at: this.time.monotonic });
      return this.fetch(url, init);
    },
    reportError: (error) => this.reportedErrors.push(error),
    page: this.#page(),
    clock: this.clock,
    streamLock: createStreamLock(),
  };

  get listenerCount(): number {
    return this.#listeners.size;
  }

  /** Waits until no response is pending. */
  waitForNetwork = (): Promise<void> => this.traffic.waitUntilIdle(flushTasks);

  /** Advances time, but never while a response is pending. */
  async advance(ms: number): Promise<void> {
    await this.waitForNetwork();
    await this.time.advance(ms, this.waitForNetwork);
    await this.waitForNetwork();
  }

  signal(event: PageLifecycleEvent): void {
    if (event === 'visible' || event === 'hidden') this.isVisible = event === 'visible';
    if (event === 'online' || event === 'offline') this.isOnline = event === 'online';
    for (const listener of [...this.#listeners]) listener(event);
  }

  #page(): OrderStreamEnvironment['page'] {
    const isVisible = (): boolean => this.isVisible;
    const isOnline = (): boolean => this.isOnline;
    return {
      get isVisible() {
        return isVisible();
      },
      get isOnline() {
        return isOnline();
      },
      subscribe: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }
}
