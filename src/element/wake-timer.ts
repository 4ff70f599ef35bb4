/*
 * One timer a page for everything that changes with time: a thousand badges wait for the next minute,
 * cut-off or midnight together. It stops while the page is hidden and catches up when it is shown.
 */

/** Longest wait, so that a clock that was set or a machine that slept is noticed. */
const LONGEST_WAIT_MS = 60_000;

type Waiting = { dueIn: () => number; wake: () => void };

const waiting = new Set<Waiting>();
let timer: ReturnType<typeof setTimeout> | undefined;
let timerDue = Infinity;

/**
 * Calls `wake` once `dueIn()` (milliseconds, by whichever clock) is no longer positive, or a little
 * later; returns how to stop that.
 */
export function wakeWhenDue(dueIn: () => number, wake: () => void): () => void {
  const entry: Waiting = { dueIn, wake };
  if (waiting.size === 0) listen('addEventListener');
  waiting.add(entry);
  arm(dueIn());
  return () => {
    if (!waiting.delete(entry) || waiting.size > 0) return;
    listen('removeEventListener');
    disarm();
  };
}

function arm(delay: number): void {
  if (document.hidden || !(performance.now() + delay < timerDue)) return;
  const wait = Math.min(Math.max(delay, 0), LONGEST_WAIT_MS);
  disarm();
  timerDue = performance.now() + wait;
  timer = setTimeout(wakeDue, wait);
}

function disarm(): void {
  clearTimeout(timer);
  timerDue = Infinity;
}

function wakeDue(): void {
  disarm();
  for (const entry of [...waiting]) {
    if (entry.dueIn() <= 0 && waiting.delete(entry)) entry.wake();
  }
  if (waiting.size === 0) {
    listen('removeEventListener');
    return;
  }
  let soonest = Infinity;
  for (const entry of waiting) soonest = Math.min(soonest, entry.dueIn());
  arm(soonest);
}

function onVisibilityChange(): void {
  if (document.hidden) disarm();
  else wakeDue();
}

function listen(method: 'addEventListener' | 'removeEventListener'): void {
  document[method]('visibilitychange', onVisibilityChange);
  window[method]('pageshow', wakeDue);
}
