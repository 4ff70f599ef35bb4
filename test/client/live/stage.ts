import { createServerClock } from '../../../src/client/server-clock.ts';
import type { LiveEnvironment } from '../../../src/client/live/environment.ts';
import type { Reading } from '../../../src/client/live/messages.ts';
import { createPermit } from '../../../src/client/live/permit.ts';
import type { PageSignal } from '../../../src/client/live/page.ts';
import { Traffic } from '../../server/traffic.ts';
import type { Thing } from './drive.ts';

/** Time that stands still until it is told to pass. The performance clock and the wall clock go together, or apart. */
class FakeTime {
  now = 1_000_000;
  /** What the device says, and what time it is. */
  wall = Date.UTC(2026, 10, 23, 12);
  time = this.wall;
  readonly #timers = new Set<{ at: number; callback: () => void }>();

  get timers(): number {
    return this.#timers.size;
  }

  later = (callback: () => void, ms: number): (() => void) => {
    const timer = { at: this.now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Lets time pass; every timer runs when it is due, then what follows from it. */
  async pass(ms: number, follow = settle): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#goTo(next.at);
      next.callback();
      await follow();
    }
    this.#goTo(end);
  }

  /** The machine sleeps: the wall clock goes on, the performance clock and the timers do not. */
  sleep(ms: number): void {
    this.wall += ms;
    this.time += ms;
  }

  /** Somebody sets the device's clock so far ahead of what it said. */
  misset(ms: number): void {
    this.wall += ms;
  }

  #goTo(at: number): void {
    const ms = Math.max(0, at - this.now);
    this.now += ms;
    this.wall += ms;
    this.time += ms;
  }
}

export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A page, a clock and a network, all in the hands of the test. `fetch` is the real one unless given. */
export class Stage {
  readonly time = new FakeTime();
  readonly traffic = new Traffic(() => this.time.time);
  readonly reported: unknown[] = [];
  readonly requests: { url: URL; init: RequestInit; at: number }[] = [];
  readonly clock = createServerClock(
    () => this.time.now,
    () => this.time.wall,
  );
  readonly #listeners = new Set<(signal: PageSignal) => void>();
  /** Whether a stream was ever opened while another was not given up. */
  hasTwoStreams = false;
  isVisible = true;
  isOnline = true;
  random: () => number = () => 0.5;
  fetch: (url: URL, init: RequestInit) => Promise<Response> = this.traffic.watch(fetch);

  readonly environment: LiveEnvironment = {
    now: () => this.time.now,
    random: () => this.random(),
    later: this.time.later,
    fetch: async (url, init) => {
      const earlier = this.requests.filter((request) => request.url.pathname.endsWith('/events'));
      const isStream = url.pathname.endsWith('/events');
      if (isStream && earlier.some((request) => !request.init.signal?.aborted)) this.hasTwoStreams = true;
      this.requests.push({ url, init, at: this.time.now });
      return this.fetch(url, init);
    },
    report: (error) => this.reported.push(error),
    page: this.#page(),
    clock: this.clock,
    permit: createPermit(),
  };

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Waits until the network has nothing left to do. */
  quiet = (): Promise<void> => this.traffic.quiet(settle);

  /** Lets time pass. It stands still while the network has something to do. */
  async pass(ms: number): Promise<void> {
    await this.quiet();
    await this.time.pass(ms, this.quiet);
    await this.quiet();
  }

  signal(signal: PageSignal): void {
    if (signal === 'shown' || signal === 'hidden') this.isVisible = signal === 'shown';
    if (signal === 'online' || signal === 'offline') this.isOnline = signal === 'online';
    for (const listener of [...this.#listeners]) listener(signal);
  }

  #page(): LiveEnvironment['page'] {
    const isVisible = (): boolean => this.isVisible;
    const isOnline = (): boolean => this.isOnline;
    return {
      get isVisible() {
        return isVisible();
      },
      get isOnline() {
        return isOnline();
      },
      listen: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }
}

export { until } from '../../support/until.ts';

export function parseThing(value: unknown): Reading<Thing> {
  const { id, version } = (value ?? {}) as Partial<Thing>;
  const isThing = typeof id === 'string' && Number.isSafeInteger(version);
  if (isThing) return { ok: true, data: value as Thing };
  return { ok: false, issues: [{ path: 'version', message: 'expected a whole number' }] };
}
