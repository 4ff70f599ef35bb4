/** A server's time on this device, whatever the device's own clock says. */
export type ServerClock = {
  /** Milliseconds since the epoch: the server's once it is known, before that the device's. */
  now(): number;
  /**
   * Takes in what the server says the time is. Of several the smallest round trip wins; of two that cannot
   * both be true the later time, because an answer out of a cache is always late and never early.
   *
   * @param serverTime milliseconds since the epoch, as said by the server
   * @param roundTripMs from sending the question to receiving the answer; `Infinity` for what a stream pushes
   */
  observe(serverTime: number, roundTripMs: number): void;
  readonly isKnown: boolean;
  /** Compares wall clock and performance clock; after a jump of either, tells the listeners and answers true. */
  checkDrift(): boolean;
  /**
   * Calls back when the clocks jumped apart: after sleep, or when someone set the device's clock.
   * `ms` is how much further the wall clock went than the performance clock.
   */
  onDrift(listener: (ms: number) => void): () => void;
};

/** Wall clock and performance clock further apart than this since the last look: sleep, or a clock that was set. */
const DRIFT_MS = 10_000;

/** Quartz wanders: what was known is worth this many milliseconds of round trip less with each that passes. */
const WANDER = 0.0002;

/** Answers this much apart contradict each other: the `Date` header counts whole seconds, machines differ a little. */
const TOLERANCE_MS = 2_000;

/** `offset` is from the performance clock to the server's, and truly lies between `least` and `most`. */
type Sample = { offset: number; least: number; most: number; roundTripMs: number; at: number };

/** Both clocks count milliseconds; tests pass their own. */
export function createServerClock(
  monotonic: () => number = () => performance.now(),
  wall: () => number = () => Date.now(),
): ServerClock {
  const listeners = new Set<(ms: number) => void>();
  let best: Sample | undefined;
  let isTrusted = false;
  let gap = wall() - monotonic();

  function isBetter(sample: Sample): boolean {
    if (!best || !isTrusted) return true;
    const wander = (sample.at - best.at) * WANDER;
    if (sample.least > best.most + TOLERANCE_MS + wander) return true;
    if (sample.most < best.least - TOLERANCE_MS - wander) return false;
    // Pushed times are late by an unknown delay, so of those the least late is the truest.
    if (sample.roundTripMs === Infinity) return best.roundTripMs === Infinity && sample.offset > best.offset;
    return sample.roundTripMs <= best.roundTripMs + wander;
  }

  return {
    now: () => (best ? monotonic() + best.offset : wall()),
    observe(serverTime, roundTripMs) {
      if (!Number.isFinite(serverTime) || !(roundTripMs >= 0)) return;
      const at = monotonic();
      const least = serverTime - at;
      const offset = roundTripMs === Infinity ? least : least + roundTripMs / 2;
      const sample = { offset, least, most: least + roundTripMs, roundTripMs, at };
      if (!isBetter(sample)) return;
      best = sample;
      isTrusted = true;
    },
    get isKnown() {
      return best !== undefined;
    },
    checkDrift() {
      const current = wall() - monotonic();
      if (Math.abs(current - gap) <= DRIFT_MS) return false;
      const ms = current - gap;
      gap = current;
      // Either clock may be the one that jumped: keep the answer as a guess, and let any next one replace it.
      isTrusted = false;
      for (const listener of listeners) listener(ms);
      return true;
    },
    onDrift(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const clocks = new Map<string, ServerClock>();

/** The one clock that everything on the page shares for a server, by its origin. */
export function serverClockOf(origin: string): ServerClock {
  const clock = clocks.get(origin) ?? createServerClock();
  clocks.set(origin, clock);
  return clock;
}
