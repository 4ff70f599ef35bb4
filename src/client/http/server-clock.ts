/** The time of a server, independent of the device's clock setting. */
export type ServerClock = {
  /** Milliseconds since the Unix epoch: the server's time once it is known, otherwise the device's. */
  now(): number;
  /**
   * Like `now()`, but after an undecided clock jump the later of both readings: the device may have slept, and its
   * performance clock may have stood still. For deadlines: what may have passed is neither offered nor sent.
   */
  latestNow(): number;
  /**
   * Takes a sample of the server's time. The sample with the smallest round trip wins. If two samples contradict each
   * other, the later time wins, because a cached response is always late and never early.
   *
   * @param serverTime milliseconds since the Unix epoch, as sent by the server
   * @param roundTripMs from sending the request to receiving the response; `Infinity` for a time in a stream
   */
  observe(serverTime: number, roundTripMs: number): void;
  /** Compares wall clock and performance clock. After a jump of either, notifies the listeners and returns true. */
  detectClockJump(): boolean;
  /**
   * Calls back when the clocks jumped apart: after sleep, or when the device's clock was set. `ms` is how much further
   * the wall clock went than the performance clock. Returns a function that unsubscribes.
   */
  onClockJump(listener: (ms: number) => void): () => void;
};

/** Minimum change of the gap between wall clock and performance clock that counts as a jump. */
const CLOCK_JUMP_MS = 10_000;

/** Clock drift: a sample loses this many ms of accuracy per ms of age. */
const DRIFT_PER_MS = 0.0002;

/** Samples this far apart contradict each other. `Date` headers count whole seconds, and servers differ a little. */
const TOLERANCE_MS = 2_000;

/** `offset` is the server's time minus the performance clock; its true value is between `least` and `most`. */
type Sample = { offset: number; least: number; most: number; roundTripMs: number; at: number };

/** Both clocks return milliseconds. Tests pass fakes. */
export function createServerClock(
  monotonicNow: () => number = () => performance.now(),
  wallNow: () => number = () => Date.now(),
): ServerClock {
  const listeners = new Set<(ms: number) => void>();
  let best: Sample | undefined;
  let isTrusted = false;
  let gap = wallNow() - monotonicNow();
  /** How far the wall clock went ahead in jumps since the best sample. */
  let possibleSleepMs = 0;

  const now = (): number => (best ? monotonicNow() + best.offset : wallNow());

  function isBetter(sample: Sample): boolean {
    if (!best || !isTrusted) return true;
    const drift = (sample.at - best.at) * DRIFT_PER_MS;
    if (sample.least > best.most + TOLERANCE_MS + drift) return true;
    if (sample.most < best.least - TOLERANCE_MS - drift) return false;
    // A time in a stream is late by an unknown delay, so the least late sample is the most accurate.
    if (sample.roundTripMs === Infinity) return best.roundTripMs === Infinity && sample.offset > best.offset;
    return sample.roundTripMs <= best.roundTripMs + drift;
  }

  return {
    now,
    latestNow: () => (best ? now() + possibleSleepMs : now()),
    observe(serverTime, roundTripMs) {
      if (!Number.isFinite(serverTime) || !(roundTripMs >= 0)) return;
      const at = monotonicNow();
      const least = serverTime - at;
      const offset = roundTripMs === Infinity ? least : least + roundTripMs / 2;
      const sample = { offset, least, most: least + roundTripMs, roundTripMs, at };
      if (!isBetter(sample)) return;
      best = sample;
      isTrusted = true;
      possibleSleepMs = 0;
    },
    detectClockJump() {
      const current = wallNow() - monotonicNow();
      if (Math.abs(current - gap) <= CLOCK_JUMP_MS) return false;
      const ms = current - gap;
      gap = current;
      // Either clock may have jumped: keep the sample as a guess until any next sample replaces it.
      isTrusted = false;
      possibleSleepMs = Math.max(0, possibleSleepMs + ms);
      for (const listener of listeners) listener(ms);
      return true;
    },
    onClockJump(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const clocks = new Map<string, ServerClock>();

/** Returns the clock of a server, shared by the whole page. */
export function getServerClock(origin: string): ServerClock {
  const clock = clocks.get(origin) ?? createServerClock();
  clocks.set(origin, clock);
  return clock;
}

/** Returns the `Date` header in milliseconds since the Unix epoch, or NaN if it is missing or unreadable. */
export const parseDateHeader = (headers: Headers): number => Date.parse(headers.get('date') ?? '');
