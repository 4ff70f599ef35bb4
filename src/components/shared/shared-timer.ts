/*
 * One timer a page for all elements: a thousand badges wait for the next minute, cutoff or midnight together. The timer
 * stops while the page is hidden, and runs overdue entries when the page is shown.
 */

/** Longest wait: a device that slept, or whose clock was set, is noticed within this time. */
const LONGEST_WAIT_MS = 60_000;

type Timer = { getRemainingMs: () => number; onDue: () => void };

const timers = new Set<Timer>();
let timer: ReturnType<typeof setTimeout> | undefined;
let timerDue = Infinity;

/**
 * Calls `onDue` once, when `getRemainingMs()` is no longer positive, or shortly after. Milliseconds of any clock. Returns a
 * function that cancels the call.
 */
export function scheduleTimer(getRemainingMs: () => number, onDue: () => void): () => void {
  const entry: Timer = { getRemainingMs, onDue };
  if (timers.size === 0) listen('addEventListener');
  timers.add(entry);
  arm(getRemainingMs());
  return () => {
    if (!timers.delete(entry) || timers.size > 0) return;
    listen('removeEventListener');
    disarm();
  };
}

function arm(delay: number): void {
  if (document.hidden || !(performance.now() + delay < timerDue)) return;
  const wait = Math.min(Math.max(delay, 0), LONGEST_WAIT_MS);
  disarm();
  timerDue = performance.now() + wait;
  timer = setTimeout(runDueTimers, wait);
}

function disarm(): void {
  clearTimeout(timer);
  timerDue = Infinity;
}

function runDueTimers(): void {
  disarm();
  for (const entry of [...timers]) {
    if (entry.getRemainingMs() <= 0 && timers.delete(entry)) entry.onDue();
  }
  if (timers.size === 0) {
    listen('removeEventListener');
    return;
  }
  let soonest = Infinity;
  for (const entry of timers) soonest = Math.min(soonest, entry.getRemainingMs());
  arm(soonest);
}

function onVisibilityChange(): void {
  if (document.hidden) disarm();
  else runDueTimers();
}

function listen(method: 'addEventListener' | 'removeEventListener'): void {
  document[method]('visibilitychange', onVisibilityChange);
  window[method]('pageshow', runDueTimers);
}
