/** A server's time on this device, whatever the device's own clock says. */
export type ServerClock = {
  /** Milliseconds since the epoch: the server's once it is known, before that the device's. */
  now(): number;
  /**
   * Takes in what the server says the time is. Of several the smallest round trip wins.
   *
   * @param serverTime milliseconds since the epoch, as said by the server
   * @param roundTripMs from sending the question to receiving the answer; `Infinity` for what a stream pushes
   */
  observe(serverTime: number, roundTripMs: number): void;
  readonly isKnown: boolean;
  /** Compares wall clock and performance clock; after a jump of either, tells the listeners and answers true. */
  checkDrift(): boolean;
  /** Calls back when the clocks jumped apart: after sleep, or when someone set the device's clock. */
  onDrift(listener: () => void): () => void;
};

/** Wall clock and performance clock further apart than this since the last look: sleep, or a clock that was set. */
const DRIFT_MS = 10_000;

/** Quartz wanders: what was known is worth this many milliseconds of round trip less with each that passes. */
const WANDER = 0.0002;

type Sample = { offset: number; roundTripMs: number; at: number };

/** Both clocks count milliseconds; tests pass their own. */
export function createServerClock(
  monotonic: () => number = () => performance.now(),
  wall: () => number = () => Date.now(),
): ServerClock {
  const listeners = new Set<() => void>();
  let best: Sample | undefined;
  let isTrusted = false;
  let gap = wall() - monotonic();

  function isBetter(sample: Sample): boolean {
    if (!best || !isTrusted) return true;
    // Pushed times are late by an unknown delay, so of those the least late is the truest.
    if (sample.roundTripMs === Infinity) return best.roundTripMs === Infinity && sample.offset > best.offset;
    return sample.roundTripMs <= best.roundTripMs + (sample.at - best.at) * WANDER;
  }

  return {
    now: () => (best ? monotonic() + best.offset : wall()),
    observe(serverTime, roundTripMs) {
      if (!Number.isFinite(serverTime) || !(roundTripMs >= 0)) return;
      const at = monotonic();
      const delay = roundTripMs === Infinity ? 0 : roundTripMs / 2;
      const sample = { offset: serverTime + delay - at, roundTripMs, at };
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
      gap = current;
      // Either clock may be the one that jumped: keep the answer as a guess, and let any next one replace it.
      isTrusted = false;
      for (const listener of listeners) listener();
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
